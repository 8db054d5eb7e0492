"""What a tap does: buttons of cards, and the quick replies under the last bubble."""

from typing import Any

from bot.measures import sayable, shortened
from casework.messages import Ask, Button

QUICK_REPLIES = 13
QUICK_LABEL = 20
FLEX_LABEL = 40
POSTBACK_DATA = 300
DISPLAY_TEXT = 300
URI = 1_000

_ASKS = {"camera": "camera", "photos": "cameraRoll", "location": "location"}
_SCHEMES = ("tel:", "https://")


def flex_action(button: Button) -> dict[str, Any]:
    """The action of a card's button. Raises ValueError for one that LINE would refuse."""
    return _action(button, FLEX_LABEL)


def quick_reply(quick: tuple[Button | Ask, ...]) -> dict[str, Any]:
    """The chips under a message. Raises ValueError for more than 13, or one LINE would refuse."""
    if len(quick) > QUICK_REPLIES:
        raise ValueError(f"{len(quick)} quick replies, LINE shows {QUICK_REPLIES}")
    return {"items": [{"type": "action", "action": _chip(each)} for each in quick]}


def _chip(chip: Button | Ask) -> dict[str, Any]:
    if isinstance(chip, Button):
        return _action(chip, QUICK_LABEL)
    if chip.what not in _ASKS:
        raise ValueError(f"a phone cannot be asked for {chip.what!r}")
    return {"type": _ASKS[chip.what], "label": _label(chip.label, QUICK_LABEL)}


def _action(button: Button, most: int) -> dict[str, Any]:
    label = _label(button.label, most)
    if button.uri:
        if not button.uri.startswith(_SCHEMES) or len(button.uri) > URI:
            raise ValueError(f"the button {label!r} opens neither tel: nor https:")
        return {"type": "uri", "label": label, "uri": button.uri}
    if not 1 <= len(button.data) <= POSTBACK_DATA:
        raise ValueError(
            f"the button {label!r} carries {len(button.data)} characters, not 1 to {POSTBACK_DATA}"
        )
    return {
        "type": "postback",
        "label": label,
        "data": button.data,
        # The whole label appears in the chat as if the person had said it.
        "displayText": shortened(sayable(button.label), DISPLAY_TEXT),
    }


def _label(label: str, most: int) -> str:
    clean = shortened(sayable(label).replace("\n", " "), most)
    if not clean:
        raise ValueError("a button without a label")
    return clean
