"""What the bot sends, arriving on phones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from . import ids
from .platform import Platform

_QUOTABLE = ("text", "textV2", "sticker", "image", "video", "flex", "template")


@dataclass
class Delivered:
    """What became of one call: the ids its messages got, who has them now and who does not."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    delivered: list[str] = field(default_factory=list)
    undelivered: list[str] = field(default_factory=list)


def reachable(platform: Platform, user_ids: list[str]) -> list[str]:
    """Those of these people whose phones would show a message (friends who have not blocked)."""
    found = []
    for user_id in user_ids:
        person = platform.people.get(user_id)
        if person and person.reachable:
            found.append(user_id)
    return found


def deliver(
    platform: Platform, user_ids: list[str], messages: list[dict[str, Any]], via: str
) -> Delivered:
    """Put the messages on the phones; whoever blocked the bot silently gets nothing."""
    result = Delivered(delivered=reachable(platform, user_ids))
    result.undelivered = [user_id for user_id in user_ids if user_id not in result.delivered]
    for message in messages:
        sent: dict[str, Any] = {"id": ids.message_id()}
        if message.get("type") in _QUOTABLE and via in ("reply", "push"):
            sent["quoteToken"] = ids.token(24)
        result.sent.append(sent)
        for user_id in result.delivered:
            platform.chats.add(user_id, "bot", message, via, sent["id"])
    for user_id in result.delivered:
        platform.announcer.announce("chat", userId=user_id)
    return result
