"""The words shown say what the message says."""

import pytest

import nlp
from casework.categories import Category, Flag
from nlp.evidence import evidence_of
from nlp.flags import RaisedFlag
from nlp.normalise import normalise
from nlp.places import find_place
from nlp.slots import find_slots
from nlp.tokens import tokenise


@pytest.mark.parametrize(
    "text",
    [
        "นั่งร้านโยกมาก ไม่มีเข็มขัด หัวหน้าบังคับให้ขึ้น",
        "ร้านไม่มีประกันสังคมให้ลูกจ้างเลย",
        "แม่บ้านไม่มีวันหยุดเลยตั้งแต่มาทำ",
        "ไม่มีงานทำมาสามเดือนแล้วครับ",
        "เขาบอกว่าผมเป็นผู้รับจ้าง ไม่ใช่ลูกจ้าง",
        "ขึ้นทะเบียนว่างงานไม่ได้ค่ะ",
    ],
)
def test_a_word_is_shown_with_what_denies_it(text: str) -> None:
    reading = nlp.read(text)
    shown = [each for each in reading.evidence if each.supports == str(reading.category)]
    assert shown
    for each in shown:
        assert not text[: each.start].endswith(("ไม่", "ไม่มี", "ไม่ใช่")), each
        assert not text[each.end :].startswith(("ไม่ได้", "ไม่มี")), each


@pytest.mark.parametrize(
    ("text", "strong", "shown"),
    [
        ("นายล็อกปะตูไว้", "ตู", "ล็อกปะตู"),
        ("โดนหม้อแก๊สระเบิด", "แก๊ส", "หม้อแก๊ส"),
        ("ตกลงไปในบ่อ ไม่รอดแล้ว", "รอด", "ไม่รอด"),
        ("เงินสมทบส่งไม่เคยขาด", "ส่ง", "ส่งไม่เคยขาด"),
        ("ประกันสังคมบ่โอนให้", "ประกันสังคม", "ประกันสังคมบ่โอน"),
        ("ค่าแรงไม่ได้เลย", "ค่าแรง", "ค่าแรงไม่ได้"),
        ("ขอ ยื่น เอกสาร", "ยื่น", "ยื่น"),
    ],
)
def test_bits_are_shown_with_their_neighbours_and_denials_with_what_they_deny(
    text: str, strong: str, shown: str
) -> None:
    message = normalise(text)
    tokens = tokenise(message.text)
    strengths = [float(token.text == strong) for token in tokens]
    place, slots = find_place(message.text, tokens), find_slots(message.text, tokens, None)
    at = next(token for token in tokens if token.text == strong)
    raised = RaisedFlag(Flag.SERIOUS_INJURY, at.start, at.end)
    found = evidence_of(message, tokens, strengths, Category.PROTECTION, (raised,), place, slots)
    assert {each.text for each in found if each.supports == Category.PROTECTION} == {shown}
    assert {each.text for each in found if each.supports == Flag.SERIOUS_INJURY} == {shown}
