"""What a person sends: the message the bot gets, and the bubble the phone shows."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from . import ids

_LONGEST_TEXT = 10_000
_LARGEST_FILE = 8_000_000
_FILES = ("image", "video", "audio", "file")


@dataclass
class Composed:
    """``message`` goes into the event, ``shown`` into the chat; ``content`` is the file sent."""

    message: dict[str, Any]
    shown: dict[str, Any]
    content: bytes | None = None
    is_file: bool = False


def compose(wanted: dict[str, Any], message_id: str) -> Composed:
    """Turn what a phone was asked to send into a message; ValueError says what is wrong."""
    kind = wanted.get("type")
    if kind == "text":
        return _text(wanted, message_id)
    if kind == "location":
        return _location(wanted, message_id)
    if kind == "sticker":
        return _sticker(wanted, message_id)
    if kind in _FILES:
        return _file(str(kind), wanted, message_id)
    raise ValueError("type must be text, location, sticker, postback, unsend or one of the files")


def _text(wanted: dict[str, Any], message_id: str) -> Composed:
    text = wanted.get("text")
    if not isinstance(text, str) or not text or len(text) > _LONGEST_TEXT:
        raise ValueError(f"text must have 1 to {_LONGEST_TEXT} characters")
    message = {"id": message_id, "type": "text", "quoteToken": ids.token(24), "text": text}
    if wanted.get("quotedMessageId"):
        message["quotedMessageId"] = str(wanted["quotedMessageId"])
    return Composed(message, {"type": "text", "text": text})


def _location(wanted: dict[str, Any], message_id: str) -> Composed:
    try:
        latitude, longitude = float(wanted["latitude"]), float(wanted["longitude"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError("latitude and longitude must be numbers") from wrong
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("latitude must be -90 to 90, longitude -180 to 180")
    shown: dict[str, Any] = {"type": "location", "latitude": latitude, "longitude": longitude}
    for name in ("title", "address"):
        if wanted.get(name):
            shown[name] = str(wanted[name])
    return Composed({"id": message_id, **shown}, shown)


def _sticker(wanted: dict[str, Any], message_id: str) -> Composed:
    shown = {
        "type": "sticker",
        "packageId": str(wanted.get("packageId") or "446"),
        "stickerId": str(wanted.get("stickerId") or "1988"),
    }
    extra = {"stickerResourceType": "STATIC", "quoteToken": ids.token(24)}
    return Composed({"id": message_id, **shown, **extra}, shown)


def _file(kind: str, wanted: dict[str, Any], message_id: str) -> Composed:
    content = None
    if wanted.get("content_base64"):
        try:
            content = base64.b64decode(wanted["content_base64"], validate=True)
        except (TypeError, ValueError, binascii.Error) as wrong:
            raise ValueError("content_base64 is not base64") from wrong
        if len(content) > _LARGEST_FILE:
            raise ValueError(f"a file may have {_LARGEST_FILE} bytes")
    message: dict[str, Any] = {"id": message_id, "type": kind}
    shown: dict[str, Any] = {"type": kind, "contentUrl": f"/_sim/contents/{message_id}"}
    if kind == "file":
        message["fileName"] = shown["fileName"] = str(wanted.get("fileName") or "เอกสาร.pdf")
    else:
        message["contentProvider"] = {"type": "line"}
    if kind in ("video", "audio"):
        message["duration"] = int(wanted.get("duration") or 3000)
    if kind in ("image", "video"):
        message["quoteToken"] = ids.token(24)
    return Composed(message, shown, content, is_file=True)
