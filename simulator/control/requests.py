"""Reading control calls and saying no to wrong ones."""

from __future__ import annotations

from typing import Any

from flask import request
from werkzeug.exceptions import BadRequest, NotFound

from ..people import Person
from ..platform import Platform


def wanted() -> dict[str, Any]:
    """The call's JSON object; 400 when it is not one."""
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise BadRequest("send a JSON object")
    return body


def person_of(platform: Platform, user_id: str) -> Person:
    """The person of the address; 404 when there is none."""
    with platform.lock:
        person = platform.people.get(user_id)
    if person is None:
        raise NotFound("no such person")
    return person
