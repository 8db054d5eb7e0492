"""The page with the phones."""

from __future__ import annotations

from flask import Blueprint, Response, render_template


def blueprint() -> Blueprint:
    """``GET /`` and its own scripts and styles."""
    page = Blueprint(
        "page", __name__, template_folder=".", static_folder="static", static_url_path="/static"
    )

    @page.get("/")
    def phones() -> str:
        """The phones side by side, the offices' mail and the faults."""
        return render_template("index.html")

    @page.after_app_request
    def harden(response: Response) -> Response:
        """Scripts and styles from here only, so that nothing people write can run as one."""
        response.headers.setdefault(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: https:; media-src 'self' https:; "
            "object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
        )
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response

    return page
