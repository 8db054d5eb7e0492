"""What each person sees on their phone: one list of bubbles a person."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from . import ids

_KEPT_PER_CHAT = 5_000


@dataclass
class Bubble:
    """One bubble; ``direction`` is who speaks (``person`` or ``bot``), ``via`` how it came."""

    id: str
    direction: str
    message: dict[str, Any]
    via: str
    time: int
    hidden: bool = False
    read: bool = False

    def as_json(self) -> dict[str, Any]:
        """The bubble as the phone shows it: an unsent one has lost its contents."""
        kind = str(self.message.get("type"))
        return {
            "id": self.id,
            "direction": self.direction,
            "type": kind,
            "message": {"type": kind} if self.hidden else self.message,
            "via": self.via,
            "time": self.time,
            "hidden": self.hidden,
            "read": self.read,
        }


class Chats:
    """Every person's chat with the bot."""

    def __init__(self) -> None:
        self._bubbles: dict[str, deque[Bubble]] = {}
        self._loading_until: dict[str, float] = {}

    def add(
        self, user_id: str, direction: str, message: dict[str, Any], via: str, bubble_id: str
    ) -> Bubble:
        """Put a bubble at the end of the person's chat; a bot's message ends its loading dots."""
        bubble = Bubble(bubble_id, direction, message, via, ids.now_ms())
        self._bubbles.setdefault(user_id, deque(maxlen=_KEPT_PER_CHAT)).append(bubble)
        if direction == "bot":
            self._loading_until.pop(user_id, None)
        return bubble

    def find(self, user_id: str, message_id: str) -> Bubble | None:
        """The person's bubble with this message id, or None."""
        for bubble in reversed(self._bubbles.get(user_id, ())):
            if bubble.id == message_id:
                return bubble
        return None

    def mark_read(self, user_id: str) -> None:
        """The bot has read everything this person wrote so far."""
        for bubble in self._bubbles.get(user_id, ()):
            if bubble.direction == "person":
                bubble.read = True

    def show_loading(self, user_id: str, seconds: int) -> None:
        """Show the typing dots on this phone for up to ``seconds``."""
        self._loading_until[user_id] = time.monotonic() + seconds

    def as_json(self, user_id: str, last: int | None = None) -> dict[str, Any]:
        """The chat, oldest first (only the ``last`` bubbles when given)."""
        bubbles = list(self._bubbles.get(user_id, ()))
        if last is not None:
            bubbles = bubbles[-last:] if last > 0 else []
        left = self._loading_until.get(user_id, 0.0) - time.monotonic()
        return {
            "userId": user_id,
            "loadingSeconds": round(left, 1) if left > 0 else 0,
            "bubbles": [bubble.as_json() for bubble in bubbles],
        }
