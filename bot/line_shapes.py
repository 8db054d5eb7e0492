"""Whether something is messages as LINE takes them: asked of the SDK's models, once for each shape.

The models take longer over a card than everything else that is done for it (docs/performance.md),
and our cards differ in their words only. How long words may be is held in bot/rendering.py.
"""

import re
import threading
from collections.abc import Sequence
from typing import Any

from linebot.v3.messaging import PushMessageRequest  # type: ignore[import-untyped]

# Where words of any kind stand; whether there are any is part of the shape.
_WORDS = re.compile(r'"(text|altText|label|displayText|data)": "(?!")[^"\\]*(?:\\.[^"\\]*)*"')
_MOST_SHAPES = 2_000
_MOST_MESSAGES = 5


class Shapes:
    """The shapes that LINE's models have taken. May be shared by threads."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._lock = threading.Lock()

    def problem(self, messages: list[dict[str, Any]], texts: Sequence[str]) -> str:
        """Why these are no messages of LINE's that one call takes; empty when they are. `texts` are
        the same messages as JSON, by Python's separators."""
        shapes = {_WORDS.sub(r'"\1": "…"', text) for text in texts}  # without their words
        if shapes <= self._taken and 0 < len(messages) <= _MOST_MESSAGES:
            return ""
        try:
            PushMessageRequest.from_dict({"to": "U", "messages": messages})
        except (ValueError, TypeError, KeyError) as wrong:
            return f"not LINE messages: {' '.join(str(wrong).split())[:200]}"
        with self._lock:
            if len(self._taken) > _MOST_SHAPES:
                self._taken.clear()
            self._taken |= shapes
        return ""
