"""Clean text remembers where each character came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normalise import LONGEST_READ, normalise


@pytest.mark.parametrize(
    ("message", "clean"),
    [
        ("เเรงงาน", "แรงงาน"),
        ("๑๒๓ บาท", "123 บาท"),
        ("มากกกกก", "มาก"),
        ("มากกกก", "มาก"),
        ("เลิกจ้างงงง หางานนนนน", "เลิกจ้าง หางาน"),
        ("เมื่อออกจากงาน ระบบบอกว่ายังงงอยู่", "เมื่อออกจากงาน ระบบบอกว่ายังงงอยู่"),
        ("อ.โนนนารายณ์ ต.โนนน้ำเกลี้ยง ถนนนราธิวาส", "อ.โนนนารายณ์ ต.โนนน้ำเกลี้ยง ถนนนราธิวาส"),
        ("ครับบบช่วยด้วย ครบบบแล้ว แบบบบนี้ ระบบบบล่ม", "ครับช่วยด้วย ครบแล้ว แบบนี้ ระบบล่ม"),
        ("นี้ี้ ที่ี่", "นี้ ที่"),
        ("ท่ีทำงาน เม่ือวาน ท้ัง ข้ึน", "ที่ทำงาน เมื่อวาน ทั้ง ขึ้น"),
        ("นํ้า นำ้ น้ํา ขั้นตํ่า", "น้ำ น้ำ น้ำ ขั้นต่ำ"),
        ("แคมป์ในนนทบุรี คนนนท์", "แคมป์ในนนทบุรี คนนนท์"),
        ("8000", "8000"),
        ("ไม่\u200bจ่าย", "ไม่จ่าย"),
        ("ทํางาน", "ทำงาน"),
        ("ที่่นี่", "ที่นี่"),
        ("OT  ไม่ได้", "ot ไม่ได้"),
        ("a\r\nb", "a b"),
    ],
)
def test_spellings_become_alike(message: str, clean: str) -> None:
    assert normalise(message).text == clean


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_every_span_points_into_the_message(message: str) -> None:
    normalised = normalise(message)
    assert len(normalised.text) == len(normalised.origins)
    assert list(normalised.origins) == sorted(normalised.origins)
    for index in range(len(normalised.text)):
        start, end = normalised.original_span(index, index + 1)
        assert 0 <= start < end <= len(message)


def test_a_long_message_is_read_at_both_ends() -> None:
    message = "ต้นเรื่อง " + "น้ำท่วม " * 2000 + "ขอถามเรื่องประกันสังคม"
    text = normalise(message).text
    assert len(text) <= LONGEST_READ
    assert text.startswith("ต้นเรื่อง") and text.endswith("ขอถามเรื่องประกันสังคม")
