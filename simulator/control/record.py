"""The record of everything sent and received, and the mail."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from ..platform import Platform


def blueprint(platform: Platform) -> Blueprint:
    """``/_sim/record`` and ``/_sim/mail``."""
    control = Blueprint("control_record", __name__, url_prefix="/_sim")

    @control.get("/record")
    def read() -> Response:
        """``{"last", "waiting", "events", "calls"}`` numbered above ``since`` (default 0)."""
        with platform.lock:
            found = platform.record.as_json(request.args.get("since", 0, type=int))
            return jsonify({**found, "waiting": platform.webhooks.waiting()})

    @control.delete("/record")
    def clear() -> dict[str, Any]:
        """Forget the entries; the numbers go on."""
        with platform.lock:
            platform.record.clear()
        return {}

    @control.get("/mail")
    def mail() -> dict[str, Any]:
        """``{"mail": [mail, …]}``, oldest first."""
        with platform.lock:
            return {"mail": platform.mailbox.all()}

    @control.delete("/mail")
    def empty() -> dict[str, Any]:
        """Empty the mailbox."""
        with platform.lock:
            platform.mailbox.clear()
            platform.announcer.announce("mail")
        return {}

    return control
