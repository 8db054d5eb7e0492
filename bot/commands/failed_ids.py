"""The ids of what failed, as `failed list` shows them: event:12, message:34, timer:…, file:…"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import click

from storage import Session, attachments, inbox, outbox, timers

_NUMBER = re.compile(r"[0-9]{1,18}")  # the database counts a little further
_FORMS = {
    "event": _NUMBER,
    "message": _NUMBER,
    "timer": re.compile(r".{1,300}"),
    "file": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
}
KINDS = tuple(_FORMS)


@dataclass(frozen=True)
class FailedId:
    """One of them; `rest` is of the form that its kind has."""

    kind: str
    rest: str

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.kind}:{self.rest}"


def parse(written: Iterable[str]) -> list[FailedId]:
    """The ids, each once. Raises UsageError for what is none."""
    return [_parse(each) for each in dict.fromkeys(written)]


def _parse(written: str) -> FailedId:
    kind, _, rest = written.partition(":")
    if kind not in KINDS or not _FORMS[kind].fullmatch(rest) or not rest.isprintable():
        shown = ascii(written[:60])
        raise click.UsageError(f"{shown} is no id; they look like event:12 or message:34.")
    return FailedId(kind, rest)


Change = Callable[[Session, str, datetime], int]

RETRY: dict[str, Change] = {
    "event": lambda s, rest, now: inbox.retry_failed(s, now, [int(rest)]),
    "message": lambda s, rest, now: outbox.retry_failed(s, now, [int(rest)]),
    "timer": lambda s, rest, now: timers.retry_failed(s, now, [rest]),
    "file": lambda s, rest, now: attachments.retry_failed(s, now, [UUID(rest)]),
}
RETRY_ALL: dict[str, Callable[[Session, datetime], int]] = {
    "event": inbox.retry_failed,
    "message": outbox.retry_failed,
    "timer": timers.retry_failed,
    "file": attachments.retry_failed,
}
DROP: dict[str, Change] = {
    "event": lambda s, rest, now: inbox.drop_failed(s, now, [int(rest)]),
    "message": lambda s, rest, now: outbox.drop_failed(s, now, [int(rest)]),
    "timer": lambda s, rest, now: timers.drop_failed(s, now, [rest]),
    "file": lambda s, rest, _now: attachments.drop_failed(s, [UUID(rest)]),
}
