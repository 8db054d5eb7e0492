"""The words shown say what the message says."""

import pytest

import nlp


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
