"""Limits of the actions behind buttons, chips and menu areas (API reference: "Action objects")."""

from __future__ import annotations

from typing import Any

from .problems import Problems

_SCHEMES = ("http://", "https://", "line://", "tel:")
_CHIP_ONLY = ("camera", "cameraRoll", "location")
_PICKER_MODES = ("date", "time", "datetime")
KINDS = ("postback", "message", "uri", "datetimepicker", "clipboard", "richmenuswitch", *_CHIP_ONLY)


def check_action(
    problems: Problems,
    where: str,
    value: object,
    *,
    label: int = 20,
    label_required: bool = True,
    chip: bool = False,
) -> None:
    """Check one action; ``label`` is the most grapheme clusters its label may have here."""
    action = problems.thing(where, value)
    if action is None:
        return
    kind = action.get("type")
    if kind not in KINDS or (kind in _CHIP_ONLY and not chip):
        problems.add(f"{where}.type", "invalid action type")
        return
    problems.text(
        f"{where}.label", action.get("label"), label, required=label_required, clusters=True
    )
    _check_kind(problems, where, str(kind), action)


def _check_kind(problems: Problems, where: str, kind: str, action: dict[str, Any]) -> None:
    if kind == "postback":
        problems.text(f"{where}.data", action.get("data"), 300)
        problems.text(f"{where}.displayText", action.get("displayText"), 300, required=False)
        problems.text(f"{where}.text", action.get("text"), 300, required=False)
        if action.get("text") is not None and action.get("displayText") is not None:
            problems.add(f"{where}.text", "may not be used with displayText")
    elif kind == "message":
        problems.text(f"{where}.text", action.get("text"), 300)
    elif kind == "uri":
        uri = action.get("uri")
        problems.text(f"{where}.uri", uri, 1000)
        if isinstance(uri, str) and uri and not uri.startswith(_SCHEMES):
            problems.add(f"{where}.uri", "invalid uri scheme")
    elif kind == "datetimepicker":
        problems.text(f"{where}.data", action.get("data"), 300)
        if action.get("mode") not in _PICKER_MODES:
            problems.add(f"{where}.mode", f"must be one of: {', '.join(_PICKER_MODES)}")
    elif kind == "clipboard":
        problems.text(f"{where}.clipboardText", action.get("clipboardText"), 1000)
    elif kind == "richmenuswitch":
        problems.text(f"{where}.richMenuAliasId", action.get("richMenuAliasId"), 32)
        problems.text(f"{where}.data", action.get("data"), 300)


def check_quick_reply(problems: Problems, where: str, value: object) -> None:
    """Check the chips under a message: 1 to 13, labels of 1 to 20 grapheme clusters."""
    quick_reply = problems.thing(where, value)
    if quick_reply is None:
        return
    for index, item in enumerate(problems.items(f"{where}.items", quick_reply.get("items"), 1, 13)):
        at = f"{where}.items[{index}]"
        chip = problems.thing(at, item)
        if chip is None:
            continue
        if chip.get("type", "action") != "action":
            problems.add(f"{at}.type", "must be action")
        problems.url(f"{at}.imageUrl", chip.get("imageUrl"), required=False)
        check_action(problems, f"{at}.action", chip.get("action"), chip=True)
