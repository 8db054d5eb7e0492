"""Raw events: signed and delivered exactly as given, for hostile and unknown kinds."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from werkzeug.exceptions import BadRequest

from .. import ids
from ..platform import Platform
from ..webhooks import Delivery
from .requests import wanted

_PATIENCE = 5.0


def blueprint(platform: Platform) -> Blueprint:
    """``/_sim/events``."""
    control = Blueprint("control_events", __name__, url_prefix="/_sim")

    @control.post("/events")
    def raw() -> dict[str, Any]:
        """Deliver ``{"events": […]}`` in one webhook, or ``{"body": "…"}`` as the whole raw body.

        ``signature`` replaces the true one; ``redeliver`` (default false) tries again on failure.
        Answers after the first try: ``{"status", "error", "outcome", "numbers"}``.
        """
        asked = wanted()
        events, body = asked.get("events"), asked.get("body")
        if not isinstance(events, list) and not isinstance(body, str):
            raise BadRequest("send events (an array) or body (a text)")
        delivery = _delivery(platform, events or [], body, asked)
        platform.webhooks.send(f"raw {ids.token()}", delivery)
        delivery.tried.wait(_PATIENCE + platform.settings.webhook_timeout)
        with platform.lock:
            first = delivery.entries[0]
            tried = first["tries"][0] if first["tries"] else {"status": 0, "error": "waiting"}
            return {
                "status": tried["status"],
                "error": tried["error"],
                "outcome": first["outcome"],
                "numbers": [entry["number"] for entry in delivery.entries],
            }

    return control


def _delivery(
    platform: Platform, events: list[Any], body: str | None, asked: dict[str, Any]
) -> Delivery:
    with platform.lock:
        for event in events:
            if isinstance(event, dict) and isinstance(event.get("replyToken"), str):
                platform.tokens.issue_reply(_known_user(platform, event), event["replyToken"])
        recorded = events or [{"body": body}]
        entries = [platform.record.event(event, _known_user(platform, event)) for event in recorded]
    return Delivery(
        events,
        entries,
        redeliver=bool(asked.get("redeliver")),
        signature=asked.get("signature"),
        body=None if body is None else body.encode("utf-8", "surrogatepass"),
    )


def _known_user(platform: Platform, event: Any) -> str | None:
    source = event.get("source") if isinstance(event, dict) else None
    user_id = source.get("userId") if isinstance(source, dict) else None
    direct = isinstance(source, dict) and source.get("type") == "user"
    known = isinstance(user_id, str) and platform.people.get(user_id) is not None
    return user_id if direct and known else None
