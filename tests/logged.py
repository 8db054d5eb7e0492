"""What is logged, caught as it is written."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import structlog

from bot.logs import configure


@contextmanager
def logged(level: str) -> Iterator[StringIO]:
    """The log from that level on, as text; afterwards logging is as it was."""
    stream = StringIO()
    root = logging.getLogger()
    handlers, before = root.handlers, root.level
    configure(level, stream)
    try:
        yield stream
    finally:
        root.handlers = handlers
        root.setLevel(before)
        structlog.reset_defaults()
