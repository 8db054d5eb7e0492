"""Settings while it runs, and the quota used."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from werkzeug.exceptions import BadRequest

from ..platform import BOT_NAME, Platform
from .requests import wanted


def blueprint(platform: Platform) -> Blueprint:
    """``/_sim/settings``."""
    control = Blueprint("control_settings", __name__, url_prefix="/_sim/settings")

    @control.get("")
    def read() -> dict[str, Any]:
        """The settings, with ``used`` (paid messages this month) and the bot's id and name."""
        with platform.lock:
            return {
                **platform.settings.as_json(),
                "used": platform.usage.used,
                "botId": platform.bot_id,
                "botName": BOT_NAME,
            }

    @control.post("")
    def change() -> dict[str, Any]:
        """Change the named settings; ``used`` sets the count of paid messages."""
        asked = dict(wanted())
        used = asked.pop("used", None)
        try:
            with platform.lock:
                platform.settings.change(asked)
                if used is not None:
                    platform.usage.used = max(int(used), 0)
                platform.announcer.announce("quota")
        except (TypeError, ValueError) as wrong:
            raise BadRequest(str(wrong)) from wrong
        return read()

    return control
