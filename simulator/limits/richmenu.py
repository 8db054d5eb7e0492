"""Limits of rich menus (API reference: "Rich menu object")."""

from __future__ import annotations

from .actions import check_action
from .problems import Problems


def check_rich_menu(problems: Problems, value: object) -> None:
    """Check a rich menu: size, names, and up to 20 areas each with an action."""
    menu = problems.thing("richMenu", value)
    if menu is None:
        return
    size = problems.thing("size", menu.get("size")) or {}
    problems.number("size.width", size.get("width"), 800, 2500)
    problems.number("size.height", size.get("height"), 250, 2500)
    problems.text("name", menu.get("name"), 300)
    problems.text("chatBarText", menu.get("chatBarText"), 14, clusters=True)
    if not isinstance(menu.get("selected"), bool):
        problems.add("selected", "must be true or false")
    for index, item in enumerate(problems.items("areas", menu.get("areas"), 0, 20)):
        area = problems.thing(f"areas[{index}]", item)
        if area is None:
            continue
        bounds = problems.thing(f"areas[{index}].bounds", area.get("bounds")) or {}
        for side in ("x", "y", "width", "height"):
            problems.number(f"areas[{index}].bounds.{side}", bounds.get(side), 0, 2500)
        action = area.get("action")
        check_action(problems, f"areas[{index}].action", action, label_required=False)
