"""Limits and structure of Flex messages (API reference: "Flex Message")."""

from __future__ import annotations

import re
from typing import Any

from . import flex_table as table
from .actions import check_action
from .problems import Problems, json_bytes

BUBBLE_BYTES = 30 * 1024
CAROUSEL_BYTES = 50 * 1024
_COLOR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")
_PIXELS = re.compile(r"\d{1,4}(\.\d+)?px")
_DEEPEST = 10


def check_container(problems: Problems, where: str, value: object) -> None:
    """Check a bubble (30 KB) or a carousel (1 to 12 bubbles, 50 KB)."""
    container = problems.thing(where, value)
    if container is None:
        return
    kind = container.get("type")
    if kind == "carousel":
        if json_bytes(container) > CAROUSEL_BYTES:
            problems.add(where, f"carousel is larger than {CAROUSEL_BYTES} bytes")
        _check_known(problems, where, "carousel", container)
        contents = problems.items(f"{where}.contents", container.get("contents"), 1, 12)
        for index, item in enumerate(contents):
            bubble = problems.thing(f"{where}.contents[{index}]", item)
            if bubble is not None:
                _check_bubble(problems, f"{where}.contents[{index}]", bubble)
    elif kind == "bubble":
        _check_bubble(problems, where, container)
    else:
        problems.add(f"{where}.type", "must be one of: bubble, carousel")


def _check_bubble(problems: Problems, where: str, bubble: dict[str, Any]) -> None:
    if bubble.get("type") != "bubble":
        problems.add(f"{where}.type", "must be bubble")
        return
    if json_bytes(bubble) > BUBBLE_BYTES:
        problems.add(where, f"bubble is larger than {BUBBLE_BYTES} bytes")
    _check_known(problems, where, "bubble", bubble)
    _check_choice(problems, f"{where}.size", bubble.get("size"), table.BUBBLE_SIZES)
    if not any(bubble.get(block) for block in ("header", "hero", "body", "footer")):
        problems.add(where, "At least one block must be specified")
    for block in ("header", "body", "footer"):
        if bubble.get(block) is not None:
            _check_component(problems, f"{where}.{block}", bubble[block], {"box"}, 0)
    if bubble.get("hero") is not None:
        _check_component(problems, f"{where}.hero", bubble["hero"], table.IN_HERO, 0)
    if bubble.get("action") is not None:
        check_action(problems, f"{where}.action", bubble["action"], label=40, label_required=False)


def _check_component(
    problems: Problems, where: str, value: object, allowed: set[str], depth: int
) -> None:
    component = problems.thing(where, value)
    if component is None:
        return
    kind = str(component.get("type"))
    if kind not in allowed:
        problems.add(f"{where}.type", f"must be one of: {', '.join(sorted(allowed))}")
        return
    if depth > _DEEPEST:
        problems.add(where, f"boxes may not be nested deeper than {_DEEPEST}")
        return
    _check_known(problems, where, kind, component)
    _check_looks(problems, where, component)
    if kind == "box":
        _check_box(problems, where, component, depth)
    elif kind == "text":
        _check_text(problems, where, component)
    elif kind == "button":
        _check_button(problems, where, component)
    elif kind in ("image", "icon"):
        problems.url(f"{where}.url", component.get("url"))
    elif kind == "video":
        problems.url(f"{where}.url", component.get("url"))
        problems.url(f"{where}.previewUrl", component.get("previewUrl"))
        alternative = component.get("altContent")
        _check_component(problems, f"{where}.altContent", alternative, {"box", "image"}, depth)
    if kind != "button" and component.get("action") is not None:
        action = component["action"]
        check_action(problems, f"{where}.action", action, label=40, label_required=False)


def _check_box(problems: Problems, where: str, box: dict[str, Any], depth: int) -> None:
    if box.get("layout") is None:
        problems.add(f"{where}.layout", "must be specified")
    allowed = table.IN_BASELINE if box.get("layout") == "baseline" else table.IN_BOX - {"icon"}
    for index, item in enumerate(problems.items(f"{where}.contents", box.get("contents"), 0, 200)):
        _check_component(problems, f"{where}.contents[{index}]", item, allowed, depth + 1)


def _check_text(problems: Problems, where: str, text: dict[str, Any]) -> None:
    _check_size(problems, f"{where}.size", text.get("size"), table.TEXT_SIZES)
    _check_choice(problems, f"{where}.style", text.get("style"), table.TEXT_STYLES)
    spans = text.get("contents")
    if not spans:
        if not isinstance(text.get("text"), str) or not text["text"]:
            problems.add(f"{where}.text", "must be non-empty text")
        return
    for index, item in enumerate(problems.items(f"{where}.contents", spans, 1, 200)):
        at = f"{where}.contents[{index}]"
        span = problems.thing(at, item)
        if span is None:
            continue
        if span.get("type") != "span":
            problems.add(f"{at}.type", "must be span")
            continue
        _check_known(problems, at, "span", span)
        _check_looks(problems, at, span)
        if not isinstance(span.get("text"), str) or not span["text"]:
            problems.add(f"{at}.text", "must be non-empty text")


def _check_button(problems: Problems, where: str, button: dict[str, Any]) -> None:
    _check_choice(problems, f"{where}.style", button.get("style"), table.BUTTON_STYLES)
    _check_choice(problems, f"{where}.height", button.get("height"), table.BUTTON_HEIGHTS)
    check_action(problems, f"{where}.action", button.get("action"), label=40)


def _check_known(problems: Problems, where: str, kind: str, part: dict[str, Any]) -> None:
    for name in part:
        if name not in table.PROPERTIES[kind]:
            problems.add(f"{where}.{name}", "unknown field")


def _check_looks(problems: Problems, where: str, part: dict[str, Any]) -> None:
    # A part has few of these, and each message many parts.
    for name in table.CHOICES.keys() & part.keys():
        _check_choice(problems, f"{where}.{name}", part[name], table.CHOICES[name])
    for name in part.keys() & table.COLORS:
        color = part[name]
        if color is not None and not (isinstance(color, str) and _COLOR.fullmatch(color)):
            problems.add(f"{where}.{name}", "invalid color")
    for name in part.keys() & {"margin", "spacing"}:
        _check_size(problems, f"{where}.{name}", part[name], table.MARGINS)
    flex = part.get("flex")
    if flex is not None and (not isinstance(flex, int) or isinstance(flex, bool) or flex < 0):
        problems.add(f"{where}.flex", "must be 0 or more")


def _check_choice(problems: Problems, where: str, value: object, allowed: set[str]) -> None:
    if value is not None and value not in allowed:
        problems.add(where, f"must be one of: {', '.join(sorted(allowed))}")


def _check_size(problems: Problems, where: str, value: object, words: set[str]) -> None:
    if value is None or value in words:
        return
    if not (isinstance(value, str) and _PIXELS.fullmatch(value)):
        problems.add(where, "invalid size")
