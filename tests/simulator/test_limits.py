"""Every limit, at its edge: the largest that passes, and one more."""

from __future__ import annotations

from typing import Any

import pytest

from .world import Person, Simulator

FAMILY = "👨‍👩‍👧"  # one grapheme cluster of eight UTF-16 units


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": words, **more}


def chips(*actions: dict[str, Any]) -> dict[str, Any]:
    items = [{"type": "action", "action": action} for action in actions]
    return text("เลือก", quickReply={"items": items})


def say(label: str) -> dict[str, Any]:
    return {"type": "message", "label": label, "text": "x"}


def card(*contents: dict[str, Any], **bubble: Any) -> dict[str, Any]:
    body = {"type": "box", "layout": "vertical", "contents": list(contents)}
    contents_ = {"type": "bubble", "body": body, **bubble}
    return {"type": "flex", "altText": "การ์ด", "contents": contents_}


def carousel(count: int, letters: int = 1) -> dict[str, Any]:
    bubble = card(text("ก" * letters))["contents"]
    contents = {"type": "carousel", "contents": [bubble] * count}
    return {"type": "flex", "altText": "การ์ด", "contents": contents}


def button(label: str = "ตกลง", **more: Any) -> dict[str, Any]:
    action = {"type": "postback", "label": label, "data": "d", **more}
    return {"type": "button", "action": action}


GOOD: dict[str, list[dict[str, Any]]] = {
    "five messages": [text("ก")] * 5,
    "text of 5000 units": [text("ก" * 5000)],
    "text of 2500 emoji": [text("😀" * 2500)],
    "13 chips": [chips(*[say("ใช่")] * 13)],
    "chip label of 20 clusters": [chips(say("ที่" * 20), say(FAMILY * 20))],
    "chip for camera and place": [
        chips({"type": "camera", "label": "ถ่าย"}, {"type": "location", "label": "ที่"})
    ],
    "button label of 40": [card(button("ก" * 40))],
    "postback data of 300": [card(button(data="d" * 300, displayText="ก" * 300))],
    "alt text of 1500": [{**card(text("ก")), "altText": "ก" * 1500}],
    "12 bubbles": [carousel(12)],
    "bubble just under 30 KB": [card(text("ก" * 10_000))],
    "baseline box with an icon": [
        card(
            {
                "type": "box",
                "layout": "baseline",
                "contents": [{"type": "icon", "url": "https://x.example/i.png"}, text("ก")],
            }
        )
    ],
    "spans without a text": [
        card({"type": "text", "contents": [{"type": "span", "text": "ก", "weight": "bold"}]})
    ],
    "place": [
        {"type": "location", "title": "ก", "address": "ข", "latitude": 19.3, "longitude": 98.4}
    ],
}

BAD: dict[str, tuple[list[dict[str, Any]], str]] = {
    "no messages": ([], "messages"),
    "six messages": ([text("ก")] * 6, "messages"),
    "empty text": ([text("")], "messages[0].text"),
    "blank text": ([text(" \n")], "messages[0].text"),
    "text of 5001 units": ([text("ก" * 5001)], "messages[0].text"),
    "text of 2501 emoji": ([text("😀" * 2501)], "messages[0].text"),
    "text that is a number": ([text(5)], "messages[0].text"),  # type: ignore[arg-type]
    "second message wrong": ([text("ก"), {"type": "text"}], "messages[1].text"),
    "no type": ([{"text": "ก"}], "messages[0].type"),
    "unknown type": ([{"type": "hologram"}], "messages[0].type"),
    "14 chips": ([chips(*[say("ใช่")] * 14)], "messages[0].quickReply.items"),
    "no chips": ([chips()], "messages[0].quickReply.items"),
    "chip label of 21": (
        [chips(say("ที่" * 21))],
        "messages[0].quickReply.items[0].action.label",
    ),
    "chip without label": (
        [chips({"type": "location"})],
        "messages[0].quickReply.items[0].action.label",
    ),
    "button label of 41": (
        [card(button("ก" * 41))],
        "messages[0].contents.body.contents[0].action.label",
    ),
    "postback data of 301": (
        [card(button(data="d" * 301))],
        "messages[0].contents.body.contents[0].action.data",
    ),
    "displayText of 301": (
        [card(button(displayText="ก" * 301))],
        "messages[0].contents.body.contents[0].action.displayText",
    ),
    "camera outside chips": (
        [card({"type": "button", "action": {"type": "camera", "label": "ถ่าย"}})],
        "messages[0].contents.body.contents[0].action.type",
    ),
    "button without action": (
        [card({"type": "button"})],
        "messages[0].contents.body.contents[0].action",
    ),
    "javascript link": (
        [card({"type": "button", "action": {"type": "uri", "label": "x", "uri": "javascript:0"}})],
        "messages[0].contents.body.contents[0].action.uri",
    ),
    "alt text of 1501": ([{**card(text("ก")), "altText": "ก" * 1501}], "messages[0].altText"),
    "flex without alt text": (
        [{"type": "flex", "contents": card(text("ก"))["contents"]}],
        "messages[0].altText",
    ),
    "empty bubble": (
        [{"type": "flex", "altText": "ก", "contents": {"type": "bubble"}}],
        "messages[0].contents",
    ),
    "bubble over 30 KB": ([card(text("ก" * 10_300))], "messages[0].contents"),
    "carousel over 50 KB": ([carousel(6, letters=2_900)], "messages[0].contents"),
    "13 bubbles": ([carousel(13)], "messages[0].contents.contents"),
    "empty flex text": ([card(text(""))], "messages[0].contents.body.contents[0].text"),
    "unknown component": (
        [card({"type": "table"})],
        "messages[0].contents.body.contents[0].type",
    ),
    "unknown property": (
        [card(text("ก", colour="#FF0000"))],
        "messages[0].contents.body.contents[0].colour",
    ),
    "colour by name": (
        [card(text("ก", color="red"))],
        "messages[0].contents.body.contents[0].color",
    ),
    "box without layout": (
        [card({"type": "box", "contents": []})],
        "messages[0].contents.body.contents[0].layout",
    ),
    "picture over http": (
        [card({"type": "image", "url": "http://x.example/a.png"})],
        "messages[0].contents.body.contents[0].url",
    ),
    "place without address": (
        [{"type": "location", "title": "ก", "latitude": 1, "longitude": 2}],
        "messages[0].address",
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_lies_within_the_limits_is_sent(
    simulator: Simulator, person: Person, name: str
) -> None:
    answer = simulator.push(person.id, *GOOD[name])
    assert answer.status == 200, answer.json()


@pytest.mark.parametrize("name", BAD)
def test_what_lies_beyond_is_refused_naming_the_property(
    simulator: Simulator, person: Person, name: str
) -> None:
    messages, where = BAD[name]
    answer = simulator.push(person.id, *messages)
    assert answer.status == 400
    error = answer.json()
    assert error["message"] == f"The request body has {len(error['details'])} " + (
        "error" if len(error["details"]) == 1 else "errors"
    )
    assert where in [detail["property"] for detail in error["details"]], error
    assert person.texts() == []


def test_a_multicast_has_at_most_500_people(simulator: Simulator, person: Person) -> None:
    body = {"to": [person.id] * 501, "messages": [text("ก")]}
    answer = simulator.api("POST", "message/multicast", body)
    assert answer.status == 400
    assert answer.json()["details"][0]["property"] == "to"


def test_a_multicast_to_a_group_is_refused(simulator: Simulator) -> None:
    body = {"to": ["C" + "0" * 32], "messages": [text("ก")]}
    assert simulator.api("POST", "message/multicast", body).status == 400


def test_messages_can_be_validated_without_sending(simulator: Simulator) -> None:
    good = simulator.api("POST", "message/validate/push", {"messages": [text("ก")]})
    bad = simulator.api("POST", "message/validate/push", {"messages": [text("")]})
    assert (good.status, bad.status) == (200, 400)
