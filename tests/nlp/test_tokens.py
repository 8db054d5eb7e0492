"""Words of a text stand in it one after the other, with nothing between them but spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normalise import normalise
from nlp.tokens import spellings, tokenise, words_of

# Few letters, so that words overlap: consonants, vowels before, over and after, tones, and others.
_letters = st.sampled_from('กขคนมรวางยเแโไัิี็่์าะำๆ a1.,("-\n\0😊\ud800')


@given(st.text(_letters, max_size=600))
def test_nothing_is_lost_between_the_words_of_any_text(message: str) -> None:
    text = normalise(message).text
    end, between = 0, ""
    for token in tokenise(text):
        assert text[token.start : token.end] == token.text
        between += text[end : token.start]
        end = token.end
    assert not (between + text[end:]).strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("นายจ้างไม่จ่ายค่าแรง", ["นายจ้าง", "ไม่", "จ่าย", "ค่าแรง"]),
        ("ประกันสังคม ม.33 มาตรา 33", ["ประกันสังคม", "มาตรา33", "มาตรา33"]),
        ("อยู่อำเภอปางมะผ้า", ["อยู่", "อำเภอ", "ปางมะผ้า"]),
    ],
)
def test_words_of_labour_and_places_are_known(text: str, words: list[str]) -> None:
    assert [token.word for token in tokenise(text)] == words


def test_a_text_without_an_end_of_doubt_is_cut_in_time() -> None:
    assert len(tokenise("มากกก" * 800)) > 0
    assert len(tokenise("ก" * 4000)) > 0


@pytest.mark.parametrize(
    "text",
    [
        "อยากรับงาน อยากรวย อยากระบาย",
        "นายจ้างส่งภาพมาให้ดู",
        "ระยะการจ้าง ทันทีทำงาน ในราคาแรง",
        "ทรัพย์สินเดือนละ แนะนำมันดี สาขาราชการ",
        "ขอความเป็นธรรม เขามาแล้ว เขาไปแล้ว",
        "นายจ้างไม่ให้ออกจากงาน",
        "หนังสือรับรองเรียนจบ ชี้แจงความจริง",
    ],
)
def test_no_misspelling_is_found_in_words_that_are_spelt_right(text: str) -> None:
    assert [t.text for t in tokenise(text) if t.word != t.text and t.text in spellings()] == []


def test_words_without_tone_marks_count_as_what_they_mean() -> None:
    words = words_of(tokenise("นายจางไมจายคาแรง หัวหนาไลออก"))
    assert "หัวหน้า" in words
