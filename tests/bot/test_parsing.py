"""Every event LINE documents, and those it does not, become one inbound each."""

import json
from typing import Any

import pytest
from linebot.v3.models import UnknownEvent  # type: ignore[import-untyped]
from linebot.v3.webhooks import Event as SdkEvent  # type: ignore[import-untyped]

from bot.parsing import UnreadableEvent, parse, to_inbound, user_id_of
from handlers.inbound import InboundKind
from tests.bot.samples import USER, documented, event, message, postback, text

SAMPLES = documented()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_documented_event_is_understood(name: str) -> None:
    kind, sample = SAMPLES[name]
    inbound = to_inbound(parse(json.dumps(sample)))
    assert inbound.kind == kind
    assert inbound.event_id == sample["webhookEventId"]
    assert int(inbound.at.timestamp() * 1000 + 0.5) == sample["timestamp"]
    assert inbound.in_group == (sample["source"]["type"] != "user")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_what_the_sdk_knows(name: str) -> None:
    known = SdkEvent.from_dict(SAMPLES[name][1])
    assert not isinstance(known, UnknownEvent)
    assert known.webhook_event_id == SAMPLES[name][1]["webhookEventId"]


def test_a_text_keeps_its_words_and_message_id() -> None:
    sample = text("ไม่ได้ค่าแรง\nสองเดือน 😢")
    inbound = to_inbound(sample)
    assert inbound.text == "ไม่ได้ค่าแรง\nสองเดือน 😢"
    assert inbound.parts[0].message_id == inbound.message_id == sample["message"]["id"]


def test_a_pin_gives_its_address_and_title_to_the_gazetteer() -> None:
    assert to_inbound(SAMPLES["location"][1]).address == "ต.เวียงใต้ อ.ปาย จ.แม่ฮ่องสอน โรงงาน"
    assert to_inbound(SAMPLES["location without words"][1]).address == ""


def test_a_postback_gives_its_data_and_an_unsend_its_message() -> None:
    assert to_inbound(postback("a=case.show&case=1")).data == "a=case.show&case=1"
    assert to_inbound(SAMPLES["unsend"][1]).message_id == "325708"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("สลิป.pdf", "สลิป.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.exe", "x.exe"),
        ("a\x00\nb\x1b.pdf", "a b.pdf"),
        ("ก" * 500 + ".pdf", "ก" * 196 + ".pdf"),
        (None, ""),
        (7, ""),
    ],
)
def test_a_files_name_is_made_harmless(name: Any, shown: str) -> None:
    assert to_inbound(message("file", fileName=name)).file_name == shown


@pytest.mark.parametrize(
    "unknown",
    [
        event("messageEdited", message={"id": "1", "type": "text", "text": "a"}),
        event("somethingOfNextYear", replyToken="t"),
        message("hologram", data=[1, 2]),
        event(7),  # type: ignore[arg-type]
        event("message", message={"id": "1"}),
    ],
)
def test_unknown_events_keep_their_person(unknown: dict[str, Any]) -> None:
    assert to_inbound(unknown).kind == InboundKind.UNKNOWN
    assert user_id_of(unknown) == USER


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (event("message"), "no message"),
        (event("message", message={"type": "text", "text": "a"}), "no id"),
        (event("message", message={"type": "text", "id": "1"}), "no text"),
        (event("message", message={"type": "text", "id": "1", "text": ["a"]}), "no text"),
        (event("postback"), "no postback"),
        (event("postback", postback={"data": None}), "no data"),
        (event("unsend", unsend={}), "no messageId"),
    ],
)
def test_an_event_that_lacks_what_makes_it_one_says_what(
    broken: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UnreadableEvent, match=reason):
        to_inbound(broken)


def test_half_an_emoji_and_nuls_do_not_cost_the_words_around_them() -> None:
    raw = '{"type":"message","timestamp":1,"message":{"type":"text","id":"1","text":"%s"}}'
    inbound = to_inbound(parse(raw % r"ช่วย\ud83d\ude22ด้วย\ud83d\u0000"))
    assert inbound.text == "ช่วย😢ด้วย\N{REPLACEMENT CHARACTER}"


def test_a_group_may_hide_who_spoke() -> None:
    assert user_id_of(SAMPLES["text in a room without a user"][1]) is None
    assert user_id_of({"source": {"type": "user", "userId": 5}}) is None
    assert user_id_of({"source": None}) is None
