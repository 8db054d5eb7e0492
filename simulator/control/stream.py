"""Live changes for open pages."""

from __future__ import annotations

from flask import Blueprint, Response

from ..platform import Platform


def blueprint(platform: Platform) -> Blueprint:
    """``/_sim/stream``."""
    control = Blueprint("control_stream", __name__, url_prefix="/_sim")

    @control.get("/stream")
    def stream() -> Response:
        """Server-Sent Events: ``data: {"topic": "chat", "userId": …}``.

        Topics: people, chat, mail, quota, faults.
        """
        response = Response(platform.announcer.listen(), mimetype="text/event-stream")
        response.headers["Cache-Control"] = "no-store"
        return response

    return control
