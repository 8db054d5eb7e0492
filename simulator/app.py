"""The simulator's Flask app: LINE's API, the control API and the page, over one platform."""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from werkzeug.exceptions import Forbidden, HTTPException

from . import api, control, page
from .platform import Platform


def create_app(platform: Platform) -> Flask:
    """Build the app for this platform."""
    app = Flask(__name__, static_folder=None)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    api.register(app, platform)
    control.register(app, platform)
    app.register_blueprint(page.blueprint())

    @app.before_request
    def keep_to_this_page() -> None:
        """Other web sites open in the same browser may not play with the phones."""
        origin = request.headers.get("Origin")
        if origin and origin != request.host_url.rstrip("/"):
            raise Forbidden("only the simulator's own page may call from a browser")

    @app.errorhandler(HTTPException)
    def refuse(problem: HTTPException) -> tuple[dict[str, Any], int]:
        """Errors as JSON, in LINE's shape; unknown paths of the API answer 404 like LINE."""
        missing = problem.code == 404 and request.path.startswith("/v2/")
        message = "Not found" if missing else str(problem.description)
        return {"message": message}, problem.code or 500

    return app
