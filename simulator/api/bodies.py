"""Reading a call's JSON body."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request

from . import answers


def json_body() -> dict[str, Any] | Response:
    """The body as an object, or the 400 that answers a body that is not one."""
    try:
        body = json.loads(request.get_data() or b"null")
    except (ValueError, RecursionError):
        return answers.error(400, "The request body could not be parsed as JSON")
    if not isinstance(body, dict):
        return answers.error(400, "The request body must be a JSON object")
    return body
