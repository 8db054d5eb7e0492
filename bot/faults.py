"""What may be told of an error in logs and lists: where it happened and of what kind, never the
words of a message that may stand in it (a database error quotes the whole row)."""

import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

from casework.masking import mask

_MOST = 200
_FRAMES = 6
_QUOTED = re.compile(r"[^\x00-\x7f](?:.*[^\x00-\x7f])?")  # from the first such letter to the last


def reason_of(error: BaseException) -> str:
    """One short, masked line. Of a database's error only its kind: its text quotes the row.

    Our own errors speak English. What they quote in Thai was written by people, and is left out.
    """
    kind = type(error).__name__
    module = type(error).__module__.partition(".")[0]
    if module in ("sqlalchemy", "psycopg"):
        cause = getattr(error, "orig", None)
        return f"{kind} ({type(cause).__name__})" if cause is not None else kind
    first = _QUOTED.sub("…", str(error).strip().partition("\n")[0])
    return mask(f"{kind}: {first}" if first else kind)[:_MOST]


def trail(error: BaseException) -> list[str]:
    """The innermost calls, as file:line function."""
    return _trail(error.__traceback__)


def _trail(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]


def without_words(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor: an exception is logged by its kind and trail."""
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    if isinstance(given, tuple):
        given = given[1]
    if isinstance(given, BaseException):
        event["error"], event["trail"] = reason_of(given), trail(given)
    return event
