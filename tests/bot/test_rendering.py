"""What is said, in LINE's form: within LINE's limits, never cut inside a Thai sign."""

from typing import Any
from uuid import UUID

import pytest
import urllib3
from hypothesis import given, settings
from hypothesis import strategies as st
from linebot.v3.messaging import PushMessageRequest  # type: ignore[import-untyped]

from bot.flex import BUBBLE_BYTES, TONES
from bot.measures import clusters, shortened, split, utf16_units
from bot.rendering import render
from casework.messages import (
    Ask,
    Button,
    Card,
    Cards,
    Content,
    Here,
    Mail,
    Message,
    Row,
    Text,
    ToOffice,
)
from tests.bot.simulated import TOKEN, Simulated

CASE = UUID(int=7)


def message(content: Content, *quick: Button | Ask) -> Message:
    return Message(Here(), content, about="test", quick=quick)


def accepted(line: Simulated, messages: list[dict[str, Any]]) -> None:
    """LINE takes these messages, and the SDK sends exactly them."""
    answer = urllib3.request(
        "POST",
        f"{line.http}/v2/bot/message/validate/push",
        json={"messages": messages},
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    assert answer.status == 200, answer.data
    sent = PushMessageRequest.from_dict({"to": "U1", "messages": messages}).to_dict()
    assert sent["messages"] == messages


CARD = Card(
    title="มส-69-00042-7 ค่าจ้างค้างจ่าย",
    rows=(
        Row("หมวด", "คุ้มครองแรงงาน"),
        Row("พื้นที่", "ต.เวียงใต้ อ.ปาย จ.แม่ฮ่องสอน"),
        Row("ว่าง", ""),
        Row("", "ไม่มีป้าย"),
    ),
    paragraphs=("นายจ้างไม่จ่ายค่าแรงสองเดือน", ""),
    buttons=(
        Button("ส่งเรื่อง", f"a=report.submit&case={CASE}", primary=True),
        Button("โทร 1506", uri="tel:1506"),
        Button("อ่านประกาศความเป็นส่วนตัว", uri="https://example.go.th/privacy"),
    ),
)


def test_a_text_with_every_kind_of_quick_reply(line: Simulated) -> None:
    made = render(
        message(
            Text("เกิดที่จังหวัดและอำเภอไหนคะ"),
            Button("ยกเลิก", "a=report.cancel"),
            Ask("ถ่ายรูป", "camera"),
            Ask("เลือกรูป", "photos"),
            Ask("ส่งตำแหน่ง", "location"),
        )
    )
    accepted(line, made)
    kinds = [item["action"]["type"] for item in made[0]["quickReply"]["items"]]
    assert kinds == ["postback", "camera", "cameraRoll", "location"]
    assert made[0]["quickReply"]["items"][0]["action"]["displayText"] == "ยกเลิก"


@pytest.mark.parametrize("tone", [*TONES, "unheard of"])
def test_a_card_of_every_tone(line: Simulated, tone: str) -> None:
    card = Card(CARD.title, CARD.rows, CARD.paragraphs, CARD.buttons, tone)
    made = render(message(card, Button("เมนู", "a=menu")))
    accepted(line, made)
    bubble = made[0]["contents"]
    assert bubble["header"]["backgroundColor"] == TONES.get(tone, TONES["normal"])
    assert len(bubble["body"]["contents"]) == 4, "empty lines are left out"
    assert [each["style"] for each in bubble["footer"]["contents"]] == [
        "primary",
        "secondary",
        "secondary",
    ]
    assert made[0]["altText"] == CARD.title


def test_a_card_may_have_a_title_alone(line: Simulated) -> None:
    accepted(line, render(message(Card("ข่าวดี", alt="แจ้งผล"))))


def test_cards_stand_side_by_side(line: Simulated) -> None:
    made = render(message(Cards((CARD,) * 12, "เรื่องที่รอ")))
    accepted(line, made)
    assert len(made[0]["contents"]["contents"]) == 12


@pytest.mark.parametrize("title", ["white on it", "on paper"])
def test_headings_can_be_read_in_the_sun(title: str) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in TONES.values():
        assert 1.05 / (light(colour) + 0.05) >= 4.5, f"{title}: {colour}"


def test_a_report_too_long_for_a_bubble_is_cut_with_an_ellipsis(line: Simulated) -> None:
    long = "นายจ้างไม่จ่ายค่าแรง " * 2_000
    made = render(message(Card("เรื่อง", (Row("ข้อความ", long),), (long, long, long))))
    accepted(line, made)
    assert made[0]["contents"]["body"]["contents"][1]["text"].endswith("…")
    many = render(message(Cards(tuple(Card("เรื่อง", (), (long,)) for _ in range(12)), "หลาย")))
    accepted(line, many)
    assert BUBBLE_BYTES < 30 * 1024


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="กขคงจิีึืุู่้๊๋ำเแ 🙂👩‍👩‍👧 \n", max_size=60), st.integers(4, 40))
def test_nothing_is_cut_inside_a_sign_and_nothing_but_blanks_is_lost(text: str, units: int) -> None:
    pieces = split(text, units)
    assert all(utf16_units(piece) <= units for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    if all(utf16_units(sign) <= units for sign in clusters(text)):
        whole = {sign for sign in clusters(text) if sign.strip()}
        assert {sign for p in pieces for sign in clusters(p) if sign.strip()} <= whole | {
            sign.strip() for sign in whole
        }
    assert len(clusters(shortened(text, units))) <= units


def test_a_long_text_becomes_several_bubbles_and_the_chips_go_under_the_last(
    line: Simulated,
) -> None:
    made = render(message(Text(("ก" * 99 + " ") * 120 + "😢" * 3_000), Button("เมนู", "a=menu")))
    accepted(line, made)
    assert len(made) > 2
    assert ["quickReply" in each for each in made] == [False] * (len(made) - 1) + [True]


def test_an_endless_sign_is_cut_all_the_same(line: Simulated) -> None:
    accepted(line, render(message(Text("ก" + "\u0e49" * 12_000))))


@pytest.mark.parametrize("words", ["", "   ", "\n\n", "\x00", "\u0007 "])
def test_an_empty_text_is_not_sent(words: str) -> None:
    assert render(message(Text(words), Button("เมนู", "a=menu"))) == []


def test_control_characters_and_half_emoji_are_left_out(line: Simulated) -> None:
    made = render(message(Text("สวัส\x00ดี\x1b \ud83dค่ะ")))
    assert made == [{"type": "text", "text": "สวัสดี ค่ะ"}]
    accepted(line, made)


def test_labels_are_cut_by_signs(line: Simulated) -> None:
    label = "เจ้าหน้าที่ช่วยดูให้หน่อยได้ไหมคะขอบคุณมากค่ะ ทั้งหมดเลยนะคะ"
    made = render(message(Card("ก", buttons=(Button(label, "a=b"),)), Button(label, "a=b")))
    accepted(line, made)
    chip = made[0]["quickReply"]["items"][0]["action"]
    assert len(clusters(chip["label"])) <= 20
    assert chip["label"].endswith("…")
    assert chip["displayText"] == label
    assert len(clusters(made[0]["contents"]["footer"]["contents"][0]["action"]["label"])) <= 40


@pytest.mark.parametrize(
    "wrong",
    [
        message(Text("ก"), Button("ก", "x" * 301)),
        message(Text("ก"), Button("ก", "")),
        message(Text("ก"), Button("", "a=b")),
        message(Text("ก"), Button("ก", uri="javascript:alert(1)")),
        message(Text("ก"), Button("ก", uri="http://example.com")),
        message(Text("ก"), Ask("ก", "the moon")),
        message(Text("ก"), *[Button("ก", "a=b")] * 14),
        message(Card("")),
        message(Cards((), "ก")),
        message(Cards((CARD,) * 13, "ก")),
        message(Card("ก", buttons=(Button("ก", "x" * 301),))),
        message(Text("ก " * 20_000)),
        message(Card("ก", buttons=(Button("ก", "x" * 290),) * 100)),
    ],
)
def test_what_line_would_refuse_is_a_fault_of_ours(wrong: Message) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        render(wrong)


def test_a_mail_keeps_its_body_and_has_a_subject_of_one_line() -> None:
    made = render(Message(ToOffice("dlpw-58"), Mail("เรื่อง\r\nBcc: a@b.c", "บรรทัด\n\nสอง"), "m"))
    assert made == [{"subject": "เรื่อง Bcc: a@b.c", "body": "บรรทัด\n\nสอง"}]
