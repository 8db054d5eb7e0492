"""Rich menus: what they are, their pictures, and whose chat shows which."""

from __future__ import annotations

from typing import Any

from . import ids


class RichMenus:
    """Menus by id, the default one, and the people who have their own."""

    def __init__(self) -> None:
        self.menus: dict[str, dict[str, Any]] = {}
        self.images: dict[str, tuple[bytes, str]] = {}
        self.default: str | None = None
        self.linked: dict[str, str] = {}

    def create(self, menu: dict[str, Any]) -> str:
        """Keep a menu; returns its id."""
        menu_id = f"richmenu-{ids.token()}"
        self.menus[menu_id] = {"richMenuId": menu_id, **menu}
        return menu_id

    def delete(self, menu_id: str) -> None:
        """Take a menu away, from the phones too."""
        self.menus.pop(menu_id, None)
        self.images.pop(menu_id, None)
        self.linked = {user: menu for user, menu in self.linked.items() if menu != menu_id}
        if self.default == menu_id:
            self.default = None

    def shown_to(self, user_id: str) -> dict[str, Any] | None:
        """The menu on this person's phone (their own, else the default), or None.

        ``imageUrl`` is set when its picture was uploaded.
        """
        menu_id = self.linked.get(user_id) or self.default
        menu = self.menus.get(menu_id or "")
        if menu is None:
            return None
        image = f"/_sim/richmenus/{menu_id}/image" if menu_id in self.images else None
        return {**menu, "imageUrl": image}
