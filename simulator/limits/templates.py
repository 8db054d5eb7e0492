"""Limits of template messages (API reference: "Template messages")."""

from __future__ import annotations

from typing import Any

from .actions import check_action
from .problems import Problems


def check_template(problems: Problems, where: str, value: object) -> None:
    """Check one template: buttons, confirm, carousel or image carousel."""
    template = problems.thing(where, value)
    if template is None:
        return
    kind = template.get("type")
    if kind == "buttons":
        _check_column(problems, where, template, text=160, actions=4)
    elif kind == "confirm":
        problems.text(f"{where}.text", template.get("text"), 240)
        _check_actions(problems, where, template, 2, 2)
    elif kind == "carousel":
        columns = problems.items(f"{where}.columns", template.get("columns"), 1, 10)
        for index, item in enumerate(columns):
            at = f"{where}.columns[{index}]"
            column = problems.thing(at, item)
            if column is not None:
                _check_column(problems, at, column, text=120, actions=3)
    elif kind == "image_carousel":
        columns = problems.items(f"{where}.columns", template.get("columns"), 1, 10)
        for index, item in enumerate(columns):
            at = f"{where}.columns[{index}]"
            column = problems.thing(at, item)
            if column is not None:
                problems.url(f"{at}.imageUrl", column.get("imageUrl"))
                action = column.get("action")
                check_action(problems, f"{at}.action", action, label=12, label_required=False)
    else:
        problems.add(f"{where}.type", "invalid template type")


def _check_column(
    problems: Problems, where: str, column: dict[str, Any], *, text: int, actions: int
) -> None:
    problems.url(f"{where}.thumbnailImageUrl", column.get("thumbnailImageUrl"), required=False)
    problems.text(f"{where}.title", column.get("title"), 40, required=False)
    # A title or a picture takes room from the text.
    narrow = bool(column.get("title") or column.get("thumbnailImageUrl"))
    problems.text(f"{where}.text", column.get("text"), 60 if narrow else text)
    _check_actions(problems, where, column, 1, actions)


def _check_actions(
    problems: Problems, where: str, holder: dict[str, Any], least: int, most: int
) -> None:
    found = problems.items(f"{where}.actions", holder.get("actions"), least, most)
    for index, action in enumerate(found):
        check_action(problems, f"{where}.actions[{index}]", action)
