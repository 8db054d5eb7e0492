"""Cards as Flex bubbles that read well on a small, cheap phone.

A coloured heading tells what kind of card it is, labelled lines wrap. The next step's button is as
wide as the card; others with short labels stand two and two, or the card would not fit a screen.
LINE's limits: a bubble 30 KB, a carousel 50 KB and 12 bubbles.
"""

import json
from typing import Any

from bot.actions import flex_action
from bot.measures import clusters, sayable, shortened
from casework.messages import Button, Card, Row

Json = dict[str, Any]

BUBBLE_BYTES = 30_000
CAROUSEL_BYTES = 50_000
CAROUSEL_BUBBLES = 12
# White text on each of these has a contrast of at least 4.5 : 1 (WCAG AA): read in the sun.
TONES = {"normal": "#0B5CAD", "urgent": "#B84A00", "emergency": "#B3261E", "quiet": "#5B6570"}
_LABEL, _VALUE, _LINE = "#5B6570", "#1B1F23", "#E3E6E8"
_PARAGRAPH_MOST = 2_000  # clusters; a longer report is read in full on the case or in the mail
_SHORTEST = 60
_HALF_LABEL = 14  # clusters that are read well on half a card


def bubble(card: Card) -> Json:
    """One card. A text too long for the bubble is cut, with an ellipsis.

    Raises ValueError when the card has no title or its buttons alone are too much.
    """
    most = _PARAGRAPH_MOST
    while True:
        made = _bubble(card, most)
        if _size(made) <= BUBBLE_BYTES:
            return made
        if most <= _SHORTEST:
            raise ValueError("the card does not fit in a Flex bubble")
        most //= 2


def carousel(cards: tuple[Card, ...]) -> Json:
    """Up to 12 cards side by side. Raises ValueError for none or more, or when they cannot fit."""
    if not 1 <= len(cards) <= CAROUSEL_BUBBLES:
        raise ValueError(f"a carousel has 1 to {CAROUSEL_BUBBLES} cards, not {len(cards)}")
    most = _PARAGRAPH_MOST
    while True:
        bubbles = [_bubble(card, most) for card in cards]
        made: Json = {"type": "carousel", "contents": bubbles}
        if _size(made) <= CAROUSEL_BYTES and max(map(_size, bubbles)) <= BUBBLE_BYTES:
            return made
        if most <= _SHORTEST:
            raise ValueError("the cards do not fit in a Flex carousel")
        most //= 2


def _bubble(card: Card, most: int) -> Json:
    title = sayable(card.title)
    if not title:
        raise ValueError("a card without a title")
    colour = TONES.get(card.tone, TONES["normal"])
    made: Json = {
        "type": "bubble",
        "size": "mega",
        "header": _heading(shortened(title, most), colour),
    }
    lines = [_row(row, most) for row in card.rows if sayable(row.value)]
    lines += [_paragraph(text, most) for text in card.paragraphs if sayable(text)]
    if lines:
        made["body"] = _column(lines, "md", "lg")
    if card.buttons:
        made["footer"] = _column(_buttons(card.buttons, colour), "sm", "md")
    return made


def _heading(title: str, colour: str) -> Json:
    text = {
        "type": "text",
        "text": title,
        "wrap": True,
        "weight": "bold",
        "size": "lg",
        "color": "#FFFFFF",
    }
    return {**_column([text], "none", "lg"), "backgroundColor": colour}


def _row(row: Row, most: int) -> Json:
    label = sayable(row.label)
    value = {
        "type": "text",
        "text": shortened(sayable(row.value), most),
        "wrap": True,
        "size": "md",
        "color": _VALUE,
        "flex": 5,
    }
    if not label:
        return value
    name = {
        "type": "text",
        "text": shortened(label, 60),
        "wrap": True,
        "size": "sm",
        "color": _LABEL,
        "flex": 3,
    }
    return {"type": "box", "layout": "horizontal", "spacing": "md", "contents": [name, value]}


def _paragraph(text: str, most: int) -> Json:
    return {
        "type": "text",
        "text": shortened(sayable(text), most),
        "wrap": True,
        "size": "md",
        "color": _VALUE,
    }


def _buttons(buttons: tuple[Button, ...], colour: str) -> list[Json]:
    lines: list[list[Button]] = []
    for each in buttons:
        beside = lines[-1] if lines else []
        if len(beside) == 1 and _is_narrow(beside[0]) and _is_narrow(each):
            beside.append(each)
        else:
            lines.append([each])
    made = []
    for line in lines:
        drawn = [_button(each, colour) for each in line]
        row: Json = {"type": "box", "layout": "horizontal", "spacing": "sm", "contents": drawn}
        made.append(row if len(drawn) > 1 else drawn[0])
    return made


def _is_narrow(button: Button) -> bool:
    return not button.primary and len(clusters(sayable(button.label))) <= _HALF_LABEL


def _button(button: Button, colour: str) -> Json:
    made: Json = {
        "type": "button",
        "action": flex_action(button),
        "height": "sm",
        "adjustMode": "shrink-to-fit",
        "style": "primary" if button.primary else "secondary",
        "color": colour if button.primary else _LINE,
    }
    return made


def _column(contents: list[Json], spacing: str, padding: str) -> Json:
    return {
        "type": "box",
        "layout": "vertical",
        "spacing": spacing,
        "paddingAll": padding,
        "contents": contents,
    }


def _size(made: Json) -> int:
    return len(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode())
