"""Files for the page: photos in chats and pictures of rich menus."""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from ..platform import Platform

# What a browser may show in place; everything else is only ever downloaded.
_SHOWN = ("image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "audio/x-m4a")


def blueprint(platform: Platform) -> Blueprint:
    """``/_sim/contents`` and ``/_sim/richmenus``."""
    control = Blueprint("control_media", __name__, url_prefix="/_sim")

    @control.get("/contents/<message_id>")
    def content(message_id: str) -> Response:
        """The file of a message a person sent."""
        with platform.lock:
            found = platform.contents.get(message_id)
        if found is None or found.unsent:
            raise NotFound("no such content")
        response = Response(found.data, mimetype=found.mime)
        if found.mime not in _SHOWN:
            response.headers["Content-Disposition"] = "attachment"
        return response

    @control.get("/richmenus/<menu_id>/image")
    def menu_image(menu_id: str) -> Response:
        """The picture of a rich menu."""
        with platform.lock:
            image = platform.rich_menus.images.get(menu_id)
        if image is None:
            raise NotFound("no such picture")
        return Response(image[0], mimetype=image[1])

    return control
