"""What `failed show` tells of one thing that failed: masked, and nothing that is not known to be
harmless. Names in what people wrote are not recognised, so reading it is written down."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from bot.commands.failed_ids import FailedId
from bot.commands.plain import json_text, masked_id, masked_line, one_line
from casework.masking import mask
from casework.thai_calendar import thai_datetime
from storage import Session, attachments, inbox, outbox, timers

HIDDEN = "…"
DEEPEST = 12  # levels of JSON that are shown
MOST_LINES = 120
_KEY = re.compile(r"[A-Za-z_]{1,40}")
_PLAIN = re.compile(r"[A-Za-z0-9_.:-]{1,60}")
# In an event of LINE's or a timer: words of people, ids of people, and what is neither.
_WORDS = ("text", "data")
_PEOPLE = ("userId", "groupId", "roomId")
_HARMLESS = (
    "type",
    "mode",
    "timestamp",
    "webhookEventId",
    "isRedelivery",
    "level",
    "province_code",
)
# In a message of ours: what a reader sees of it.
_READ = ("subject", "body", "text", "altText", "label")

Line = tuple[str, str]


def shown(session: Session, asked: FailedId) -> list[Line] | None:
    """What is told of it, as names and values, each on one line; None: it is not on the list."""
    found = {"event": _event, "message": _message, "timer": _timer, "file": _file}[asked.kind]
    lines = [(name, one_line(value)) for name, value in found(session, asked.rest)]
    return lines[:MOST_LINES] or None


def case_shown(session: Session, asked: FailedId) -> UUID | None:
    """The case whose words are in what is shown, None if it is about none."""
    if asked.kind == "message":
        found = outbox.failed_message(session, int(asked.rest))
        return found[0].case_id if found else None
    if asked.kind == "file":
        file = attachments.failed_attachment(session, UUID(asked.rest))
        return file.case_id if file else None
    return None


def _event(session: Session, rest: str) -> Iterator[Line]:
    event = inbox.failed_event(session, int(rest))
    if event is None:
        return
    chat, _, id_ = event.conversation_key.partition(":")
    yield "kind", event.kind
    yield "received", thai_datetime(event.received_at)
    yield "chat", f"{chat}:{masked_id(id_)}" if id_ else chat
    yield "attempts", str(event.attempts)
    yield "reason", masked_line(event.reason)
    try:
        content = json.loads(event.raw)
    except (ValueError, RecursionError):
        content = HIDDEN
    yield from _json_lines(content)


def _message(session: Session, rest: str) -> Iterator[Line]:
    found = outbox.failed_message(session, int(rest))
    if found is None:
        return
    message, payload = found
    yield "about", message.about
    yield "channel", message.channel
    yield "to", _recipient(message.recipient)
    yield "written", thai_datetime(message.created_at)
    yield "attempts", str(message.attempts)
    yield "reason", masked_line(message.reason)
    for words in _read(payload, 0):
        for line in words.splitlines():
            yield "words", masked_line(line)


def _timer(session: Session, rest: str) -> Iterator[Line]:
    timer = timers.timer(session, rest)
    if timer is None or timer.state != "failed":
        return
    yield "kind", timer.kind
    yield "due", thai_datetime(timer.due)
    yield "attempts", str(timer.attempts)
    yield "reason", masked_line(timer.reason)
    yield from _json_lines(dict(timer.data))


def _file(session: Session, rest: str) -> Iterator[Line]:
    """Without its name and place: both were given by a person."""
    file = attachments.failed_attachment(session, UUID(rest))
    if file is None:
        return
    yield "kind", file.kind
    yield "noted", thai_datetime(file.created_at)
    yield "of a case", "yes" if file.case_id else "no, of a draft"
    yield "attempts", str(file.attempts)
    yield "reason", masked_line(file.reason)


def _recipient(recipient: str) -> str:
    kind, _, address = recipient.partition(":")
    if "@" in address:
        return f"{kind}:{HIDDEN}@{address.rpartition('@')[2]}"
    return f"{kind}:{masked_id(address)}" if kind == "line" else f"{kind}:{mask(address)}"


def _json_lines(value: Any) -> Iterator[Line]:
    for line in json_text(_masked(value, "", 0), indent=1).splitlines():
        depth = len(line) - len(line.lstrip())
        yield "content", "· " * depth + line.lstrip()


def _masked(value: Any, key: str, depth: int) -> Any:
    if depth > DEEPEST:
        return HIDDEN
    if isinstance(value, dict):
        return {
            name if _KEY.fullmatch(name) else HIDDEN: _masked(each, name, depth + 1)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [_masked(each, key, depth + 1) for each in value]
    if key in _WORDS and isinstance(value, str):
        return mask(value)
    if key in _PEOPLE and isinstance(value, str):
        return masked_id(value) if _PLAIN.fullmatch(value) else HIDDEN
    return value if key in _HARMLESS and _PLAIN.fullmatch(str(value)) else HIDDEN


def _read(payload: Any, depth: int) -> Iterator[str]:
    """What a reader sees, in its order."""
    if depth > 2 * DEEPEST:
        return
    if isinstance(payload, dict):
        for name, value in payload.items():
            if name in _READ and isinstance(value, str):
                yield value
            else:
                yield from _read(value, depth + 1)
    elif isinstance(payload, list):
        for each in payload:
            yield from _read(each, depth + 1)
