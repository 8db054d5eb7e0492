"""A stored event → one `Inbound`, event by event.

The SDK's parser is not used: an event, message or source type it does not know loses its user id,
and one odd field of one event loses the whole batch. Types nobody knows become UNKNOWN.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.measures import sayable
from casework.cases import Part
from handlers.inbound import Inbound, InboundKind

TEXT_UNITS = 10_000  # twice what LINE lets people write
_FILE_NAME = 200
_SURROGATES = re.compile(r"[\ud800-\udfff]")

Event = dict[str, Any]


class UnreadableEvent(ValueError):
    """A known kind of event that lacks what makes it one; the message says what."""


def user_id_of(event: Event) -> str | None:
    """Who did it, where LINE tells (groups may not)."""
    source = event.get("source")
    found = source.get("userId") if isinstance(source, dict) else None
    return found if isinstance(found, str) and found.isascii() and 0 < len(found) <= 100 else None


def parse(raw: str) -> Event:
    """The stored JSON of an event. Raises UnreadableEvent."""
    event = json.loads(raw)
    if not isinstance(event, dict):
        raise UnreadableEvent("not an object")
    return event


def to_inbound(event: Event) -> Inbound:
    """One event in our own words. Raises UnreadableEvent.

    Standby events are STANDBY whatever they hold: another system owns that chat. What is unsent
    goes all the same.
    """
    source = event.get("source")
    start = Inbound(
        kind=InboundKind.UNKNOWN,
        event_id=str(event.get("webhookEventId", "")),
        at=_at(event),
        in_group=isinstance(source, dict) and source.get("type") in ("group", "room"),
    )
    kind = event.get("type")
    if event.get("mode") == "standby" and kind != "unsend":
        return _with(start, InboundKind.STANDBY)
    if kind == "message":
        return _message(start, _object(event, "message"))
    if kind == "postback":
        return _with(start, InboundKind.POSTBACK, data=_text(_object(event, "postback"), "data"))
    if kind == "unsend":
        message_id = _text(_object(event, "unsend"), "messageId")
        return _with(start, InboundKind.UNSEND, message_id=message_id)
    return _with(start, _PLAIN.get(str(kind), InboundKind.UNKNOWN))


# Events of which only the kind matters to us.
_PLAIN = {
    kind.value: kind
    for kind in (
        InboundKind.FOLLOW,
        InboundKind.UNFOLLOW,
        InboundKind.JOIN,
        InboundKind.LEAVE,
        InboundKind.MEMBER_JOINED,
        InboundKind.MEMBER_LEFT,
        InboundKind.ACCOUNT_LINK,
        InboundKind.BEACON,
        InboundKind.MEMBERSHIP,
    )
}


def _message(start: Inbound, message: Event) -> Inbound:
    message_id = _text(message, "id")
    make = _MESSAGES.get(str(message.get("type")))
    if make is None:
        return _with(start, InboundKind.UNKNOWN, message_id=message_id)
    return make(_with(start, start.kind, message_id=message_id), message)


def _text_message(start: Inbound, message: Event) -> Inbound:
    part = Part(start.message_id, readable(_text(message, "text")))
    return _with(start, InboundKind.TEXT, parts=(part,))


def _location(start: Inbound, message: Event) -> Inbound:
    """The address is what the gazetteer can read; the title is a name such as "ที่ทำงาน"."""
    found = [message.get(name) for name in ("address", "title")]
    lines = [sayable(each) for each in found if isinstance(each, str)]
    return _with(start, InboundKind.LOCATION, address=readable(" ".join(filter(None, lines)))[:500])


def _file(start: Inbound, message: Event) -> Inbound:
    """A file's name is shown to officers: no folders, no control characters."""
    name = message.get("fileName")
    clean = readable(name) if isinstance(name, str) else ""
    last = re.split(r"[/\\]", clean.replace("\n", " "))[-1]
    return _with(start, InboundKind.FILE, file_name=sayable(last)[-_FILE_NAME:])


def _of_kind(kind: InboundKind) -> Callable[[Inbound, Event], Inbound]:
    return lambda start, _message: _with(start, kind)


_MESSAGES: dict[str, Callable[[Inbound, Event], Inbound]] = {
    "text": _text_message,
    "location": _location,
    "file": _file,
    "image": _of_kind(InboundKind.IMAGE),
    "video": _of_kind(InboundKind.VIDEO),
    "audio": _of_kind(InboundKind.AUDIO),
    "sticker": _of_kind(InboundKind.STICKER),
}


def readable(text: str) -> str:
    """The text without what no database keeps: NULs go, half a surrogate pair shows as U+FFFD."""
    # Pairs that came as two escapes are joined first, so that no emoji is lost.
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", joined).replace("\0", "")[:TEXT_UNITS]


def _at(event: Event) -> datetime:
    timestamp = event.get("timestamp")
    if not isinstance(timestamp, int):
        raise UnreadableEvent("no timestamp")
    return datetime.fromtimestamp(timestamp / 1000, UTC)


def _object(event: Event, name: str) -> Event:
    found = event.get(name)
    if not isinstance(found, dict):
        raise UnreadableEvent(f"no {name}")
    return found


def _text(where: Event, name: str) -> str:
    found = where.get(name)
    if not isinstance(found, str):
        raise UnreadableEvent(f"no {name}")
    return found


def _with(start: Inbound, kind: InboundKind, **changes: Any) -> Inbound:
    return replace(start, kind=kind, **changes)
