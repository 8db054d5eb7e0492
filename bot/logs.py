"""Logs as one JSON object a line, without personal data.

Fields hold ids, counts and reasons, never what people wrote; should a number slip in all the same,
it is masked. Masking fails closed.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO

import structlog

from bot.faults import without_words
from casework.masking import mask

# Made of digits and hexadecimal letters, so that masking would take them for telephone numbers.
IDS = frozenset(
    {
        "timestamp", "level", "request_id", "accepted_request_id", "attachment", "case",
        "row", "rows", "key", "event_id", "status", "attempts", "events", "new", "bytes", "thread",
    }
)  # fmt: skip
_LONGEST = 2_000
# Nothing that masking would hide: the names of our own events, kinds and outcomes.
_NO_NUMBER = re.compile(r"[A-Za-z_. -]{0,100}").fullmatch


def configure(level: str = "info", stream: TextIO | None = None) -> None:
    """Send every log, the libraries' too, to `stream` (standard error) as JSON lines."""
    out = stream or sys.stderr
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words,
        without_personal_data,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(_number(level)),
        logger_factory=Lines(out),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(_number(level))
    # These two log whole bodies and addresses when asked to be talkative.
    for name in ("linebot", "urllib3"):
        logging.getLogger(name).setLevel(logging.WARNING)


class Lines:
    """What our own lines are written by: made into JSON already, they need not go through the
    library's records and handlers. As with these, a stream that takes nothing (a full disk, a
    reader that is gone) stops nobody's work."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __call__(self, *_: object) -> "Lines":
        """Structlog asks for a logger."""
        return self

    def msg(self, line: str) -> None:
        """Write one line."""
        with suppress(OSError, ValueError):  # ValueError: the stream is closed
            self._stream.write(line + "\n")
            self._stream.flush()

    debug = info = warning = error = critical = msg


def without_personal_data(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The processor: every text that is not one of our own ids is masked and kept short."""
    return {name: value if name in IDS else _masked(value) for name, value in event.items()}


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {str(name): _masked(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(each) for each in value]
    if isinstance(value, bool | int | float) or value is None:
        return value
    return _text(str(value))


def _text(value: str) -> str:
    if _NO_NUMBER(value):
        return value
    # Masked before it is cut: half a number would not be known for one.
    return mask(value[: 2 * _LONGEST])[:_LONGEST]


def _number(level: str) -> int:
    return logging.getLevelNamesMapping()[level.upper()]
