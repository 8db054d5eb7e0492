"""What every webhook event carries, read without trust; and which ones cannot be kept as events.

LINE adds event types and fields without notice, so an event nobody knows is a good one. Malformed
is only what could not be stored, told apart from others, or put in order.
"""

import hashlib
import json
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from storage.events import Received
from storage.inbox import NO_CONVERSATION

LONGEST_EVENT = 256 * 1024  # bytes of JSON; a text message of 5,000 units is below 40 KB
DEEPEST = 32
_ID = re.compile(r"[\x21-\x7e]{1,100}")
_LATEST = 4_102_444_800_000  # the year 2100, in milliseconds
_SOURCES = {"user": "userId", "group": "groupId", "room": "roomId"}


def received(event: Any, now: datetime) -> Received:
    """One element of `events` that came `now`, ready to be stored. Never raises.

    A malformed one carries its reason, and a key made of its content: sent again, it is known. What
    LINE changes when it sends again (`deliveryContext`) is no part of that key.
    """
    reason = next(_unkeepable(event), "")
    raw = _as_text(event)
    reason = reason or _problem(event, raw)
    if reason:
        key = "sha256:" + hashlib.sha256(_as_text(_without_delivery(event)).encode()).hexdigest()
        return Received(key, NO_CONVERSATION, "malformed", now, raw, reason=reason, received_at=now)
    delivery = event.get("deliveryContext")
    return Received(
        webhook_event_id=event["webhookEventId"],
        conversation_key=conversation_key(event.get("source")),
        kind=_kind(event),
        timestamp=datetime.fromtimestamp(event["timestamp"] / 1000, UTC),
        raw=raw,
        message_id=_message_id(event),
        mode="standby" if event.get("mode") == "standby" else "active",
        is_redelivery=isinstance(delivery, dict) and delivery.get("isRedelivery") is True,
        reply_token=_id(event.get("replyToken")),
        received_at=now,
    )


def _message_id(event: dict[str, Any]) -> str | None:
    """The message that was sent, or taken back."""
    for name, key in (("message", "id"), ("unsend", "messageId")):
        found = event.get(name)
        if isinstance(found, dict):
            return _id(found.get(key))
    return None


def _kind(event: dict[str, Any]) -> str:
    """The event's type; of a message its own ("text", "image" …); in standby "standby", but for
    what takes a message back."""
    if event.get("mode") == "standby" and event.get("type") != "unsend":
        return "standby"
    message = event.get("message")
    if event.get("type") == "message" and isinstance(message, dict):
        return _word(message.get("type"))
    return _word(event.get("type"))


def conversation_key(source: Any) -> str:
    """`user:U…`, `group:C…`, `room:R…`, or "none" for an event that belongs to no chat."""
    if not isinstance(source, dict):
        return NO_CONVERSATION
    kind = source.get("type")
    name = _SOURCES.get(kind) if isinstance(kind, str) else None
    found = _id(source.get(name)) if name else None
    return f"{kind}:{found}" if found else NO_CONVERSATION


def _problem(event: Any, raw: str) -> str:
    if not isinstance(event, dict):
        return "not an object"
    if len(raw) > LONGEST_EVENT:
        return f"larger than {LONGEST_EVENT} bytes"
    if _id(event.get("webhookEventId")) is None:
        return "no webhookEventId"
    timestamp = event.get("timestamp")
    if not isinstance(timestamp, int) or isinstance(timestamp, bool):
        return "no timestamp in milliseconds"
    if not 0 <= timestamp <= _LATEST:
        return "timestamp out of range"
    return ""


def _without_delivery(event: Any) -> Any:
    if not isinstance(event, dict):
        return event
    return {name: value for name, value in event.items() if name != "deliveryContext"}


def _as_text(event: Any) -> str:
    """The JSON of any event; of one nested too deep for our own encoder, a note of its size."""
    try:
        return json.dumps(event)
    except RecursionError:
        digest = hashlib.sha256(repr(_flat(event)).encode("utf-8", "backslashreplace")).hexdigest()
        return json.dumps({"nested_too_deep": digest})


def _flat(event: Any) -> list[Any]:
    """Every plain value in it, in a fixed order, found without recursion."""
    found, waiting = [], [event]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            found.append(len(value))
            waiting.extend(value.keys())
            waiting.extend(value.values())
        elif isinstance(value, list):
            found.append(len(value))
            waiting.extend(value)
        else:
            found.append(value)
    return found


def _unkeepable(event: Any) -> Iterator[str]:
    """Walks without recursion: the depth is what a hostile sender chooses."""
    waiting = [(event, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            yield f"nested deeper than {DEEPEST}"
        elif isinstance(value, dict):
            waiting.extend((each, depth + 1) for each in value.values())
        elif isinstance(value, list):
            waiting.extend((each, depth + 1) for each in value)
        elif isinstance(value, float) and not math.isfinite(value):
            yield "a number that is not finite"


def _id(value: Any) -> str | None:
    """An id of LINE's: printable ASCII without blanks, so never a NUL or a lone surrogate."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def _word(value: Any) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"\w{1,40}", value) else "unknown"
