"""People and their phones: adding them, what they do, and what they see."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.exceptions import BadRequest

from .. import deeds
from ..platform import Platform
from .requests import person_of, wanted


def blueprint(platform: Platform) -> Blueprint:
    """``/_sim/people`` and ``/_sim/chats``."""
    control = Blueprint("control_people", __name__, url_prefix="/_sim")

    @control.get("/people")
    def everyone() -> dict[str, Any]:
        """``{"people": [person, …]}``, oldest first."""
        with platform.lock:
            return {"people": [person.as_json() for person in platform.people.all()]}

    @control.post("/people")
    def join() -> tuple[dict[str, Any], int]:
        """Add (or, with a known ``userId``, update) a person."""
        try:
            return deeds.join(platform, wanted()).as_json(), 201
        except ValueError as wrong:
            raise BadRequest(str(wrong)) from wrong

    @control.get("/people/<user_id>")
    def one(user_id: str) -> dict[str, Any]:
        """One person."""
        return person_of(platform, user_id).as_json()

    @control.post("/people/<user_id>/block")
    def block(user_id: str) -> dict[str, Any]:
        """The person blocks the bot."""
        person = person_of(platform, user_id)
        return {"webhookEventId": deeds.block(platform, person), **person.as_json()}

    @control.post("/people/<user_id>/unblock")
    def unblock(user_id: str) -> dict[str, Any]:
        """The person unblocks the bot (or adds it, when they had not)."""
        person = person_of(platform, user_id)
        return {"webhookEventId": deeds.unblock(platform, person), **person.as_json()}

    @control.post("/people/<user_id>/send")
    def send(user_id: str) -> dict[str, Any]:
        """The person sends, taps or unsends something."""
        try:
            return deeds.send(platform, person_of(platform, user_id), wanted())
        except ValueError as wrong:
            raise BadRequest(str(wrong)) from wrong

    @control.get("/chats/<user_id>")
    def chat(user_id: str) -> dict[str, Any]:
        """The chat as the phone shows it; ``last`` asks for the newest bubbles only."""
        person = person_of(platform, user_id)
        last = request.args.get("last", type=int)
        with platform.lock:
            chat = platform.chats.as_json(user_id, last)
            menu = platform.rich_menus.shown_to(user_id)
        return {**chat, "person": person.as_json(), "richMenu": menu}

    return control
