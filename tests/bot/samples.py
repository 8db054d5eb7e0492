"""One webhook event of every kind and shape in LINE's webhook.yml, made for these tests."""

import json
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.signature import HEADER, sign
from tests.bot.simulated import SECRET

Event = dict[str, Any]
USER = "U" + "4af4980629" * 3 + "12"
GROUP = "C" + "0123456789" * 3 + "ab"
ROOM = "R" + "0123456789" * 3 + "cd"
_numbers = count(1)


def event(kind: str = "message", *, source: Event | None = None, **fields: Any) -> Event:
    """An event of the user's; each has its own id, and a timestamp after the one before."""
    number = next(_numbers)
    return {
        "type": kind,
        "mode": "active",
        "timestamp": 1_790_000_000_000 + number,
        "source": source or {"type": "user", "userId": USER},
        "webhookEventId": f"01JDSAMPLE{number:016d}",
        "deliveryContext": {"isRedelivery": False},
        **fields,
    }


def message(kind: str, *, source: Event | None = None, **fields: Any) -> Event:
    """A message event."""
    content = {"type": kind, "id": f"5{next(_numbers):017d}", "quoteToken": "q3Plxr4AgKd", **fields}
    return event(source=source, replyToken=f"token{next(_numbers)}", message=content)


def text(words: str, *, source: Event | None = None, **fields: Any) -> Event:
    """A text message."""
    return message("text", source=source, text=words, **fields)


def postback(data: str) -> Event:
    """A tapped button."""
    return event("postback", replyToken=f"token{next(_numbers)}", postback={"data": data})


def post(web: FlaskClient, *events: Any, body: bytes | None = None) -> TestResponse:
    """Deliver events, or a raw body, signed as LINE signs."""
    if body is None:
        body = json.dumps({"destination": "U" + "0" * 32, "events": list(events)}).encode()
    return web.post("/callback", data=body, headers={HEADER: sign(SECRET, body)})


_LINE = {"type": "line"}
_EXTERNAL = {
    "type": "external",
    "originalContentUrl": "https://example.com/a.jpg",
    "previewImageUrl": "https://example.com/p.jpg",
}
_GROUP = {"type": "group", "groupId": GROUP, "userId": USER}
_PEOPLE = {"members": [{"type": "user", "userId": USER}]}


def documented() -> dict[str, tuple[str, Event]]:
    """Name of the sample → (the kind of inbound it is, the event)."""
    reply: Event = {"replyToken": "0f3779fba3b349968c5d07db31eab56f"}
    link = {"result": "ok", "nonce": "xxxxxxxxxxx"}
    return {
        "text": ("text", text("นายจ้างไม่จ่ายค่าแรง")),
        "text with emoji, mention and quote": (
            "text",
            text(
                "@All @example (love) ได้ไหม",
                source=_GROUP,
                emojis=[{"index": 14, "length": 6, "productId": "5ac1bfd5", "emojiId": "001"}],
                mention={
                    "mentionees": [
                        {"index": 0, "length": 4, "type": "all"},
                        {"index": 5, "length": 8, "type": "user", "userId": USER, "isSelf": False},
                    ]
                },
                quotedMessageId="468789577898262530",
                markAsReadToken="abc",
            ),
        ),
        "text in a room without a user": (
            "text",
            text("สวัสดี", source={"type": "room", "roomId": ROOM}),
        ),
        "image": ("image", message("image", contentProvider=_LINE)),
        "image of a set, elsewhere": (
            "image",
            message(
                "image", contentProvider=_EXTERNAL, imageSet={"id": "E005", "index": 1, "total": 2}
            ),
        ),
        "video": ("video", message("video", duration=60000, contentProvider=_LINE)),
        "audio": ("audio", message("audio", duration=60000, contentProvider=_LINE)),
        "file": ("file", message("file", fileName="สลิป.pdf", fileSize=2138)),
        "location": (
            "location",
            message(
                "location",
                title="โรงงาน",
                address="ต.เวียงใต้ อ.ปาย จ.แม่ฮ่องสอน",
                latitude=19.35,
                longitude=98.43,
            ),
        ),
        "location without words": ("location", message("location", latitude=19.3, longitude=98)),
        "sticker": (
            "sticker",
            message(
                "sticker",
                packageId="446",
                stickerId="1988",
                stickerResourceType="MESSAGE",
                keywords=["cony"],
                text="สู้ ๆ",
            ),
        ),
        "unsend": ("unsend", event("unsend", unsend={"messageId": "325708"})),
        "follow": ("follow", event("follow", follow={"isUnblocked": False}, **reply)),
        "unfollow": ("unfollow", event("unfollow")),
        "join": ("join", event("join", source={"type": "group", "groupId": GROUP}, **reply)),
        "leave": ("leave", event("leave", source={"type": "group", "groupId": GROUP})),
        "memberJoined": (
            "memberJoined",
            event("memberJoined", source=_GROUP, joined=_PEOPLE, **reply),
        ),
        "memberLeft": ("memberLeft", event("memberLeft", source=_GROUP, left=_PEOPLE)),
        "postback": ("postback", event("postback", postback={"data": "a=stop"}, **reply)),
        "postback of a date": (
            "postback",
            event("postback", postback={"data": "a=x", "params": {"date": "2026-12-25"}}, **reply),
        ),
        "postback of a menu": (
            "postback",
            event(
                "postback",
                postback={
                    "data": "a=x",
                    "params": {"newRichMenuAliasId": "b", "status": "SUCCESS"},
                },
                **reply,
            ),
        ),
        "videoPlayComplete": (
            "unknown",
            event("videoPlayComplete", videoPlayComplete={"trackingId": "track"}, **reply),
        ),
        "beacon": (
            "beacon",
            event("beacon", beacon={"hwid": "d41d8cd98f", "type": "enter", "dm": "01"}, **reply),
        ),
        "accountLink": ("accountLink", event("accountLink", link=link, **reply)),
        "accountLink failed": (
            "accountLink",
            event("accountLink", link={**link, "result": "failed"}),
        ),
        "membership joined": (
            "membership",
            event("membership", membership={"type": "joined", "membershipId": 3189}, **reply),
        ),
        "membership left": (
            "membership",
            event("membership", membership={"type": "left", "membershipId": 3189}, **reply),
        ),
        "membership renewed": (
            "membership",
            event("membership", membership={"type": "renewed", "membershipId": 3189}, **reply),
        ),
        "module attached": (
            "unknown",
            event("module", module={"type": "attached", "botId": USER, "scopes": ["a"]}),
        ),
        "module detached": (
            "unknown",
            event("module", module={"type": "detached", "botId": USER, "reason": "bot_deleted"}),
        ),
        "activated": ("unknown", event("activated", chatControl={"expireAt": 1462629479859})),
        "deactivated": ("unknown", event("deactivated")),
        "botSuspended": ("unknown", event("botSuspended")),
        "botResumed": ("unknown", event("botResumed")),
        "delivery": ("unknown", event("delivery", delivery={"data": "15034552939884E28681A7"})),
        "standby text": ("standby", {**text("ถึงเจ้าหน้าที่"), "mode": "standby"}),
    }
