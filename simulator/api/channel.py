"""The bot itself: its info, quota and webhook address."""

from __future__ import annotations

import datetime

from flask import Blueprint, Response

from .. import posting
from ..limits import Problems
from ..platform import BOT_BASIC_ID, BOT_NAME, Platform
from . import answers
from .bodies import json_body
from .gate import endpoint


def blueprint(platform: Platform) -> Blueprint:
    """The endpoints about the channel."""
    api = Blueprint("channel", __name__, url_prefix="/v2/bot")

    @api.get("/info")
    @endpoint(platform, "info")
    def info() -> Response:
        """The bot's user id and names."""
        return answers.answer(
            {
                "userId": platform.bot_id,
                "basicId": BOT_BASIC_ID,
                "displayName": BOT_NAME,
                "chatMode": "chat",
                "markAsReadMode": "manual",
            }
        )

    @api.get("/message/quota")
    @endpoint(platform, "quota")
    def quota() -> Response:
        """This month's number of paid messages."""
        most = platform.settings.quota
        if most is None:
            return answers.answer({"type": "none"})
        return answers.answer({"type": "limited", "value": most})

    @api.get("/message/quota/consumption")
    @endpoint(platform, "quota")
    def consumption() -> Response:
        """How many of them are used."""
        with platform.lock:
            return answers.answer({"totalUsage": platform.usage.used})

    @api.get("/channel/webhook/endpoint")
    @endpoint(platform, "webhook_endpoint")
    def get_webhook() -> Response:
        """Where events go."""
        return answers.answer({"endpoint": platform.settings.webhook_url, "active": True})

    @api.put("/channel/webhook/endpoint")
    @endpoint(platform, "webhook_endpoint")
    def set_webhook() -> Response:
        """Send events elsewhere (http is allowed here, LINE itself wants https)."""
        body = json_body()
        if isinstance(body, Response):
            return body
        problems = Problems()
        url = body.get("endpoint")
        problems.text("endpoint", url, 500)
        if not problems.found and not str(url).startswith(("http://", "https://")):
            problems.add("endpoint", "invalid uri scheme")
        if problems.found:
            return answers.refused(problems)
        with platform.lock:
            platform.settings.webhook_url = str(url)
        return answers.answer()

    @api.post("/channel/webhook/test")
    @endpoint(platform, "webhook_endpoint")
    def test_webhook() -> Response:
        """Send an empty list of events, as the console's verify button does."""
        body = json_body()
        wanted = body.get("endpoint") if isinstance(body, dict) else None
        settings = platform.settings
        raw = posting.encode(platform.bot_id, [])
        signature = posting.sign(settings.channel_secret, raw)
        outcome = posting.post(
            str(wanted or settings.webhook_url), raw, signature, settings.webhook_timeout
        )
        now = datetime.datetime.now(datetime.UTC)
        return answers.answer(
            {
                "success": outcome.ok,
                "timestamp": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "statusCode": outcome.status,
                "reason": "OK" if outcome.ok else "COULD_NOT_CONNECT",
                "detail": outcome.error or str(outcome.status),
            }
        )

    return api
