"""Rich menus: making them, their pictures, and who sees which."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from ..limits import Problems, check_rich_menu
from ..platform import Platform
from . import answers
from .bodies import json_body
from .gate import endpoint

_LARGEST_IMAGE = 1024 * 1024
_MOST_MENUS = 1000


def blueprint(platform: Platform) -> Blueprint:
    """The rich menu endpoints."""
    api = Blueprint("richmenus", __name__, url_prefix="/v2/bot")
    _add_menus(api, platform)
    _add_pictures(api, platform)
    _add_links(api, platform)
    return api


def _menu() -> dict[str, Any] | Response:
    body = json_body()
    if isinstance(body, Response):
        return body
    problems = Problems()
    check_rich_menu(problems, body)
    return answers.refused(problems) if problems.found else body


def _add_menus(api: Blueprint, platform: Platform) -> None:
    @api.post("/richmenu")
    @endpoint(platform, "richmenu.create")
    def create() -> Response:
        """Make a menu; it shows once it has a picture and is linked or made the default."""
        body = _menu()
        if isinstance(body, Response):
            return body
        with platform.lock:
            if len(platform.rich_menus.menus) >= _MOST_MENUS:
                return answers.error(400, "The maximum number of rich menus is reached")
            return answers.answer({"richMenuId": platform.rich_menus.create(body)})

    @api.post("/richmenu/validate")
    @endpoint(platform, "richmenu")
    def validate() -> Response:
        """Check a menu without making it."""
        body = _menu()
        return body if isinstance(body, Response) else answers.answer()

    @api.get("/richmenu/list")
    @endpoint(platform, "richmenu")
    def list_all() -> Response:
        """Every menu."""
        with platform.lock:
            return answers.answer({"richmenus": list(platform.rich_menus.menus.values())})

    @api.get("/richmenu/<menu_id>")
    @endpoint(platform, "richmenu")
    def get(menu_id: str) -> Response:
        """One menu."""
        with platform.lock:
            menu = platform.rich_menus.menus.get(menu_id)
            return answers.answer(menu) if menu else answers.error(404, answers.NOT_FOUND)

    @api.delete("/richmenu/<menu_id>")
    @endpoint(platform, "richmenu.delete")
    def delete(menu_id: str) -> Response:
        """Take a menu away."""
        with platform.lock:
            if menu_id not in platform.rich_menus.menus:
                return answers.error(404, answers.NOT_FOUND)
            platform.rich_menus.delete(menu_id)
            platform.announcer.announce("people")
            return answers.answer()


def _add_pictures(api: Blueprint, platform: Platform) -> None:
    @api.post("/richmenu/<menu_id>/content")
    @endpoint(platform, "richmenu")
    def upload(menu_id: str) -> Response:
        """Give a menu its picture: JPEG or PNG, at most 1 MB, once."""
        data, kind = request.get_data(), request.mimetype
        with platform.lock:
            menus = platform.rich_menus
            if menu_id not in menus.menus:
                return answers.error(404, answers.NOT_FOUND)
            if kind not in ("image/jpeg", "image/png") or not 0 < len(data) <= _LARGEST_IMAGE:
                return answers.error(400, "The image must be JPEG or PNG of at most 1 MB")
            if menu_id in menus.images:
                return answers.error(400, "An image has already been uploaded to the richmenu")
            menus.images[menu_id] = (data, kind)
            platform.announcer.announce("people")
            return answers.answer()

    @api.get("/richmenu/<menu_id>/content")
    @endpoint(platform, "richmenu")
    def download(menu_id: str) -> Response:
        """The menu's picture."""
        with platform.lock:
            image = platform.rich_menus.images.get(menu_id)
        if image is None:
            return answers.error(404, answers.NOT_FOUND)
        return Response(image[0], 200, mimetype=image[1])


def _add_links(api: Blueprint, platform: Platform) -> None:
    @api.post("/user/<user_id>/richmenu/<menu_id>")
    @endpoint(platform, "richmenu")
    def link(user_id: str, menu_id: str) -> Response:
        """Show a menu to one person, or to all (user id ``all``: the default menu)."""
        with platform.lock:
            menus = platform.rich_menus
            if menu_id not in menus.menus:
                return answers.error(404, answers.NOT_FOUND)
            if user_id == "all":
                if menu_id not in menus.images:
                    return answers.error(400, "must upload richmenu image before applying it")
                menus.default = menu_id
            elif platform.people.get(user_id) is None:
                return answers.error(400, "The user id is invalid")
            else:
                menus.linked[user_id] = menu_id
            platform.announcer.announce("people")
            return answers.answer()

    @api.get("/user/<user_id>/richmenu")
    @endpoint(platform, "richmenu")
    def linked(user_id: str) -> Response:
        """The menu linked to one person, or the default one."""
        with platform.lock:
            menus = platform.rich_menus
            menu_id = menus.default if user_id == "all" else menus.linked.get(user_id)
        if menu_id is None:
            return answers.error(404, "no richmenu")
        return answers.answer({"richMenuId": menu_id})

    @api.delete("/user/<user_id>/richmenu")
    @endpoint(platform, "richmenu")
    def unlink(user_id: str) -> Response:
        """Take the menu from one person, or the default from all."""
        with platform.lock:
            if user_id == "all":
                platform.rich_menus.default = None
            else:
                platform.rich_menus.linked.pop(user_id, None)
            platform.announcer.announce("people")
            return answers.answer()

    @api.post("/richmenu/bulk/<deed>")
    @endpoint(platform, "richmenu")
    def bulk(deed: str) -> Response:
        """Link a menu to up to 500 people, or unlink theirs."""
        body = json_body()
        if isinstance(body, Response):
            return body
        problems = Problems()
        user_ids = problems.items("userIds", body.get("userIds"), 1, 500)
        with platform.lock:
            menus = platform.rich_menus
            if deed == "link" and body.get("richMenuId") not in menus.menus:
                problems.add("richMenuId", "invalid rich menu id")
            if deed not in ("link", "unlink"):
                return answers.error(404, answers.NOT_FOUND)
            if problems.found:
                return answers.refused(problems)
            for user_id in user_ids:
                if deed == "link":
                    menus.linked[str(user_id)] = str(body["richMenuId"])
                else:
                    menus.linked.pop(str(user_id), None)
            platform.announcer.announce("people")
        return answers.answer(status=202)
