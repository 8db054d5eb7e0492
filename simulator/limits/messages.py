"""Limits of messages (API reference: "Message objects")."""

from __future__ import annotations

from typing import Any

from .actions import check_quick_reply
from .flex import check_container
from .problems import Problems
from .templates import check_template

_COORDINATES = (("latitude", -90.0, 90.0), ("longitude", -180.0, 180.0))


def check_messages(problems: Problems, value: object, where: str = "messages") -> None:
    """Check the 1 to 5 messages of one call."""
    for index, item in enumerate(problems.items(where, value, 1, 5)):
        at = f"{where}[{index}]"
        message = problems.thing(at, item)
        if message is None:
            continue
        _check_kind(problems, at, message)
        if message.get("quickReply") is not None:
            check_quick_reply(problems, f"{at}.quickReply", message["quickReply"])
        if message.get("sender") is not None:
            sender = problems.thing(f"{at}.sender", message["sender"]) or {}
            name = sender.get("name")
            problems.text(f"{at}.sender.name", name, 20, required=False, clusters=True)
            problems.url(f"{at}.sender.iconUrl", sender.get("iconUrl"), required=False)


def _check_kind(problems: Problems, at: str, message: dict[str, Any]) -> None:
    kind = message.get("type")
    if kind in ("text", "textV2"):
        problems.text(f"{at}.text", message.get("text"), 5000)
    elif kind == "sticker":
        problems.text(f"{at}.packageId", message.get("packageId"), 20)
        problems.text(f"{at}.stickerId", message.get("stickerId"), 20)
    elif kind in ("image", "video"):
        problems.url(f"{at}.originalContentUrl", message.get("originalContentUrl"))
        problems.url(f"{at}.previewImageUrl", message.get("previewImageUrl"))
    elif kind == "audio":
        problems.url(f"{at}.originalContentUrl", message.get("originalContentUrl"))
        problems.number(f"{at}.duration", message.get("duration"), 1, 24 * 3600 * 1000)
    elif kind == "location":
        problems.text(f"{at}.title", message.get("title"), 100)
        problems.text(f"{at}.address", message.get("address"), 100)
        for name, least, most in _COORDINATES:
            problems.number(f"{at}.{name}", message.get(name), least, most)
    elif kind == "flex":
        problems.text(f"{at}.altText", message.get("altText"), 1500)
        check_container(problems, f"{at}.contents", message.get("contents"))
    elif kind == "template":
        problems.text(f"{at}.altText", message.get("altText"), 1500)
        check_template(problems, f"{at}.template", message.get("template"))
    elif kind == "imagemap":
        problems.url(f"{at}.baseUrl", message.get("baseUrl"))
        problems.text(f"{at}.altText", message.get("altText"), 1500)
        problems.items(f"{at}.actions", message.get("actions"), 1, 50)
    elif kind is None:
        problems.add(f"{at}.type", "must be specified")
    else:
        problems.add(f"{at}.type", "invalid message type")
