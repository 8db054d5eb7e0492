"""Answers in LINE's shapes."""

from __future__ import annotations

import json
from typing import Any

from flask import Response

from ..limits import Problems

MONTHLY_LIMIT = "You have reached your monthly limit."
RATE_LIMIT = "The API rate limit has been exceeded. Try again later."
ALREADY_ACCEPTED = "The retry key is already accepted"
NOT_FOUND = "Not found"


def answer(body: Any = None, status: int = 200) -> Response:
    """A JSON answer; without a body, LINE's empty object."""
    text = json.dumps({} if body is None else body, separators=(",", ":"))
    return Response(text, status, mimetype="application/json")


def error(status: int, message: str, **more: Any) -> Response:
    """LINE's ErrorResponse."""
    return answer({"message": message, **more}, status)


def refused(problems: Problems) -> Response:
    """400 with every fault of the request body."""
    return answer(problems.as_json(), 400)


def accepted_before(request_id: str, sent: list[dict[str, Any]]) -> Response:
    """409: the retry key was accepted with an earlier request."""
    body: dict[str, Any] = {"message": ALREADY_ACCEPTED}
    if sent:
        body["sentMessages"] = sent
    response = answer(body, 409)
    response.headers["x-line-accepted-request-id"] = request_id
    return response
