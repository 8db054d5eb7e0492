"""What people do on their phones, and the webhook event that each deed becomes."""

from __future__ import annotations

from typing import Any

from . import ids
from .people import Person
from .platform import Platform
from .webhooks import Delivery
from .wording import compose

Event = dict[str, Any]


def join(platform: Platform, wanted: dict[str, Any]) -> Person:
    """Add a person; with ``follow`` (the default) they add the bot now and it hears of that.

    With ``follow`` false they are a friend of long standing, without an event; a ``stranger`` never
    added the bot. Adding someone who is there already updates their name and role. Raises
    ValueError for a wrong name, id or role.
    """
    with platform.lock:
        person = platform.people.add(wanted)
        if not wanted.get("stranger") and not person.follows:
            person.follows = True
            if wanted.get("follow", True):
                _follow(platform, person, unblocked=False)
        platform.announcer.announce("people")
        return person


def block(platform: Platform, person: Person) -> str | None:
    """The person blocks the bot: an ``unfollow`` event; returns its id (None: already blocked)."""
    with platform.lock:
        if person.blocked:
            return None
        person.blocked = True
        event = _event(person, "unfollow")
        _emit(platform, person, event)
        platform.announcer.announce("people")
        return str(event["webhookEventId"])


def unblock(platform: Platform, person: Person) -> str | None:
    """The person unblocks (or first adds) the bot: a ``follow`` event; returns its id."""
    with platform.lock:
        if person.reachable:
            return None
        unblocked = person.blocked
        person.blocked, person.follows = False, True
        event_id = _follow(platform, person, unblocked=unblocked)
        platform.announcer.announce("people")
        return event_id


def send(platform: Platform, person: Person, wanted: dict[str, Any]) -> dict[str, Any]:
    """The person sends, taps or unsends something.

    Returns ``webhookEventId``, ``messageId`` and ``replyToken`` (None where there is none). Raises
    ValueError that says what is wrong with what was asked.
    """
    with platform.lock:
        if not person.reachable:
            raise ValueError("this person has blocked the bot or never added it")
        kind = wanted.get("type")
        if kind == "unsend":
            return _unsend(platform, person, wanted)
        if kind == "postback":
            return _postback(platform, person, wanted)
        return _message(platform, person, wanted)


def _message(platform: Platform, person: Person, wanted: dict[str, Any]) -> dict[str, Any]:
    message_id = ids.message_id()
    composed = compose(wanted, message_id)
    if composed.content is not None or composed.is_file:
        kind = str(composed.message["type"])
        delay = platform.settings.transcoding
        content = platform.contents.add(message_id, kind, composed.content, delay)
        if kind == "file":
            composed.message["fileSize"] = len(content.data)
    composed.message["markAsReadToken"] = platform.tokens.issue_read(person.user_id)
    event = _event(person, "message") | {"message": composed.message}
    event["replyToken"] = platform.tokens.issue_reply(person.user_id)
    platform.chats.add(person.user_id, "person", composed.shown, "person", message_id)
    return _emit(platform, person, event, message_id)


def _postback(platform: Platform, person: Person, wanted: dict[str, Any]) -> dict[str, Any]:
    data = wanted.get("data")
    if not isinstance(data, str) or not data:
        raise ValueError("data may not be empty")
    postback: Event = {"data": data}
    if isinstance(wanted.get("params"), dict):
        postback["params"] = wanted["params"]
    event = _event(person, "postback") | {"postback": postback}
    event["replyToken"] = platform.tokens.issue_reply(person.user_id)
    message_id = None
    if wanted.get("displayText"):
        message_id = ids.message_id()
        shown = {"type": "text", "text": str(wanted["displayText"])}
        platform.chats.add(person.user_id, "person", shown, "postback", message_id)
    return _emit(platform, person, event, message_id)


def _unsend(platform: Platform, person: Person, wanted: dict[str, Any]) -> dict[str, Any]:
    message_id = str(wanted.get("messageId", ""))
    bubble = platform.chats.find(person.user_id, message_id)
    if bubble is None or bubble.direction != "person" or bubble.hidden:
        raise ValueError("messageId must be a message this person sent and has not unsent")
    bubble.hidden = True
    platform.contents.unsend(message_id)
    event = _event(person, "unsend") | {"unsend": {"messageId": message_id}}
    return _emit(platform, person, event, message_id)


def _follow(platform: Platform, person: Person, unblocked: bool) -> str:
    event = _event(person, "follow") | {"follow": {"isUnblocked": unblocked}}
    event["replyToken"] = platform.tokens.issue_reply(person.user_id)
    return str(_emit(platform, person, event)["webhookEventId"])


def _event(person: Person, kind: str) -> Event:
    return {
        "type": kind,
        "mode": "active",
        "timestamp": ids.now_ms(),
        "source": {"type": "user", "userId": person.user_id},
        "webhookEventId": ids.ulid(),
        "deliveryContext": {"isRedelivery": False},
    }


def _emit(
    platform: Platform, person: Person, event: Event, message_id: str | None = None
) -> dict[str, Any]:
    entry = platform.record.event(event, person.user_id)
    platform.webhooks.send(person.user_id, Delivery([event], [entry]))
    platform.announcer.announce("chat", userId=person.user_id)
    return {
        "webhookEventId": event["webhookEventId"],
        "messageId": message_id,
        "replyToken": event.get("replyToken"),
    }
