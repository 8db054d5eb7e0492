"""Downloading what people sent (host api-data at LINE, this one here)."""

from __future__ import annotations

from flask import Blueprint, Response

from ..contents import Content
from ..platform import Platform
from . import answers
from .gate import endpoint


def blueprint(platform: Platform) -> Blueprint:
    """The content endpoints."""
    api = Blueprint("content", __name__, url_prefix="/v2/bot/message/<message_id>/content")

    @api.get("")
    @endpoint(platform, "content")
    def content(message_id: str) -> Response:
        """The file; 202 while it is transcoded, 410 once unsent, 404 when there is none."""
        return _download(platform, message_id)

    @api.get("/preview")
    @endpoint(platform, "content")
    def preview(message_id: str) -> Response:
        """A preview of it (here the file itself)."""
        return _download(platform, message_id)

    @api.get("/transcoding")
    @endpoint(platform, "content")
    def transcoding(message_id: str) -> Response:
        """Whether a voice or film can be downloaded yet."""
        found = _find(platform, message_id)
        if isinstance(found, Response):
            return found
        return answers.answer({"status": "succeeded" if found.ready else "processing"})

    return api


def _find(platform: Platform, message_id: str) -> Content | Response:
    with platform.lock:
        found = platform.contents.get(message_id)
    if found is None:
        return answers.error(404, answers.NOT_FOUND)
    if found.unsent:
        return answers.error(410, "The message has been unsent")
    return found


def _download(platform: Platform, message_id: str) -> Response:
    found = _find(platform, message_id)
    if isinstance(found, Response):
        return found
    if not found.ready:
        return answers.answer(status=202)
    return Response(found.data, 200, mimetype=found.mime)
