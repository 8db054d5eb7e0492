"""Profiles, followers, loading dots and read marks."""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from ..limits import Problems
from ..platform import Platform
from . import answers
from .bodies import json_body
from .gate import endpoint


def blueprint(platform: Platform) -> Blueprint:
    """The endpoints about one person's chat."""
    api = Blueprint("chats", __name__, url_prefix="/v2/bot")
    _add_people(api, platform)
    _add_marks(api, platform)
    return api


def _add_people(api: Blueprint, platform: Platform) -> None:
    @api.get("/profile/<user_id>")
    @endpoint(platform, "profile")
    def profile(user_id: str) -> Response:
        """A person's name and picture; 404 for whoever blocked the bot or never added it."""
        with platform.lock:
            person = platform.people.get(user_id)
            if person is None or not person.reachable:
                return answers.error(404, answers.NOT_FOUND)
            return answers.answer(person.profile())

    @api.get("/followers/ids")
    @endpoint(platform, "followers")
    def followers() -> Response:
        """The ids of those who follow the bot, ``limit`` at a time."""
        try:
            most = min(max(int(request.args.get("limit", 300)), 1), 1000)
            start = int(request.args.get("start", 0))
        except ValueError:
            return answers.error(400, "limit or start is invalid")
        with platform.lock:
            found = [p.user_id for p in platform.people.all() if p.reachable]
        body: dict[str, object] = {"userIds": found[start : start + most]}
        if start + most < len(found):
            body["next"] = str(start + most)
        return answers.answer(body)


def _add_marks(api: Blueprint, platform: Platform) -> None:
    @api.post("/chat/loading/start")
    @endpoint(platform, "loading")
    def loading() -> Response:
        """Show the loading dots for 5 to 60 seconds, in steps of 5 (20 when not said)."""
        body = json_body()
        if isinstance(body, Response):
            return body
        user_id, seconds = body.get("chatId"), body.get("loadingSeconds", 20)
        g.note["to"] = [user_id]
        problems = Problems()
        problems.number("loadingSeconds", seconds, 5, 60)
        if not problems.found and seconds % 5:
            problems.add("loadingSeconds", "must be a multiple of 5")
        with platform.lock:
            person = platform.people.get(user_id) if isinstance(user_id, str) else None
            if person is None:
                problems.add("chatId", "invalid chat id")
            if problems.found or person is None:
                return answers.refused(problems)
            if person.reachable:
                platform.chats.show_loading(person.user_id, int(seconds))
                platform.announcer.announce("chat", userId=person.user_id)
        return answers.answer(status=202)

    @api.post("/chat/markAsRead")
    @endpoint(platform, "markAsRead")
    def mark_as_read_by_token() -> Response:
        """Mark what this person wrote as read, with the token their message carried."""
        body = json_body()
        if isinstance(body, Response):
            return body
        with platform.lock:
            user_id = platform.tokens.reader_of(body.get("markAsReadToken"))
            if user_id is None:
                return answers.error(400, "Invalid markAsReadToken")
            return _mark_read(platform, user_id)

    @api.post("/message/markAsRead")
    @endpoint(platform, "markAsRead")
    def mark_as_read() -> Response:
        """Mark what this person wrote as read, by user id."""
        body = json_body()
        if isinstance(body, Response):
            return body
        chat = body.get("chat")
        user_id = chat.get("userId") if isinstance(chat, dict) else None
        with platform.lock:
            if not isinstance(user_id, str) or platform.people.get(user_id) is None:
                return answers.error(400, "The property, 'chat.userId', is invalid")
            return _mark_read(platform, user_id)


def _mark_read(platform: Platform, user_id: str) -> Response:
    g.note["to"] = [user_id]
    platform.chats.mark_read(user_id)
    platform.announcer.announce("chat", userId=user_id)
    return answers.answer()
