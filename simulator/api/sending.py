"""Reply, push, multicast, broadcast: a bot's messages to people, and their validation calls."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, g, request

from .. import ids
from ..deliveries import deliver, reachable
from ..limits import Problems, check_messages
from ..platform import Platform
from . import answers
from .bodies import json_body
from .gate import endpoint

_MULTICAST_MOST = 500


def blueprint(platform: Platform) -> Blueprint:
    """The sending endpoints."""
    api = Blueprint("sending", __name__, url_prefix="/v2/bot/message")

    @api.post("/reply")
    @endpoint(platform, "reply")
    def reply() -> Response:
        """Send 1 to 5 messages with a reply token: free, once, while the token is fresh."""
        body = _messages()
        if isinstance(body, Response):
            return body
        if request.headers.get("X-Line-Retry-Key"):
            return answers.error(400, "The reply endpoint does not accept X-Line-Retry-Key")
        token = body.get("replyToken")
        g.note["replyToken"] = token
        with platform.lock:
            if not platform.tokens.usable(token, platform.settings.token_life):
                return answers.error(400, "Invalid reply token")
            user_id = platform.tokens.use(str(token))
            return _send(platform, [user_id] if user_id else [], body, "reply")

    @api.post("/push")
    @endpoint(platform, "push")
    def push() -> Response:
        """Send to one person: one paid message, whether or not the phone shows it."""
        body = _messages()
        if isinstance(body, Response):
            return body
        target = body.get("to")
        g.note["to"] = [target]
        if not ids.is_user_id(target):
            return answers.error(400, "The property, 'to', in the request body is invalid")
        return _send_paid(platform, [str(target)], body, "push")

    @api.post("/multicast")
    @endpoint(platform, "multicast")
    def multicast() -> Response:
        """Send the same to up to 500 people."""
        body = _messages()
        if isinstance(body, Response):
            return body
        problems = Problems()
        targets = problems.items("to", body.get("to"), 1, _MULTICAST_MOST)
        g.note["to"] = targets
        for index, target in enumerate(targets):
            if not ids.is_user_id(target):
                problems.add(f"to[{index}]", "invalid user id")
        if problems.found:
            return answers.refused(problems)
        return _send_paid(platform, list(dict.fromkeys(targets)), body, "multicast")

    @api.post("/broadcast")
    @endpoint(platform, "broadcast")
    def broadcast() -> Response:
        """Send to everyone who follows the bot."""
        return _to_everyone(platform)

    @api.post("/narrowcast")
    @endpoint(platform, "narrowcast")
    def narrowcast() -> Response:
        """Accept a narrowcast: here it reaches everyone, whatever the filter says."""
        response = _to_everyone(platform)
        if response.status_code == 200:
            response.status_code = 202
        return response

    @api.post("/validate/<kind>")
    @endpoint(platform, "validate")
    def validate(kind: str) -> Response:
        """Check messages as the named call would, sending nothing."""
        if kind not in ("reply", "push", "multicast", "narrowcast", "broadcast"):
            return answers.error(404, answers.NOT_FOUND)
        body = _messages()
        return body if isinstance(body, Response) else answers.answer()

    return api


def _messages() -> dict[str, Any] | Response:
    body = json_body()
    if isinstance(body, Response):
        return body
    if isinstance(body.get("messages"), list):
        g.note["messages"] = body["messages"]
    problems = Problems()
    check_messages(problems, body.get("messages"))
    return answers.refused(problems) if problems.found else body


def _to_everyone(platform: Platform) -> Response:
    body = _messages()
    if isinstance(body, Response):
        return body
    with platform.lock:
        everyone = [p.user_id for p in platform.people.all() if p.reachable]
    return _send_paid(platform, everyone, body, "broadcast")


def _send_paid(platform: Platform, user_ids: list[str], body: dict[str, Any], via: str) -> Response:
    key = request.headers.get("X-Line-Retry-Key")
    if key is not None:
        try:
            key = str(uuid.UUID(key))
        except ValueError:
            return answers.error(400, "The value of the X-Line-Retry-Key header is invalid")
    with platform.lock:
        before = platform.retry_keys.accepted(key) if key else None
        if before:
            return answers.accepted_before(*before)
        if any(platform.people.get(user_id) is None for user_id in user_ids):
            return answers.error(400, "Failed to send messages")
        count = len(reachable(platform, user_ids))
        if not platform.usage.room_for(count, platform.settings.quota):
            return answers.error(429, answers.MONTHLY_LIMIT)
        platform.usage.used += count
        response = _send(platform, user_ids, body, via)
        if key:
            platform.retry_keys.accept(key, g.request_id, g.note["sent"] if via == "push" else [])
        platform.announcer.announce("quota")
        return response


def _send(platform: Platform, user_ids: list[str], body: dict[str, Any], via: str) -> Response:
    result = deliver(platform, user_ids, body["messages"], via)
    g.note |= {
        "to": user_ids,
        "delivered": result.delivered,
        "undelivered": result.undelivered,
        "sent": result.sent,
        "accepted": True,
        **platform.record.taken(),
    }
    # Multicast and broadcast answer an empty object (OpenAPI: MulticastResponse).
    return answers.answer({"sentMessages": result.sent} if via in ("reply", "push") else None)
