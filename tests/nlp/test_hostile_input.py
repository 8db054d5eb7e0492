"""Whatever comes in, an answer goes out, in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp

ANYTHING = st.text(alphabet=st.characters(codec=None), max_size=400)
THAI = st.text(
    alphabet=[chr(c) for c in range(0x0E01, 0x0E5B)] + list(" 0123456789.,-"), max_size=300
)


@given(st.one_of(ANYTHING, THAI))
@settings(max_examples=150, deadline=None)
def test_any_string_gets_a_reading(text: str) -> None:
    reading = nlp.read(text)
    assert abs(sum(c.probability for c in reading.candidates) - 1) < 1e-6
    for evidence in reading.evidence:
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert evidence.text == text[evidence.start : evidence.end]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x01\x02",
        "\ud800\udfff",
        "😀" * 5_000,
        "ก" * 10_000,
        "ไม่จ่ายค่าแรง" * 800,
        "จังหวัด" * 1_500,
        "0812345678 " * 900,
        "1" * 10_000,
        "หนึ่งร้อย" * 1_100,
        "โอน" * 3_000,
        "ยึดพาสปอร์ต " * 800,
        "\u0e31" * 5_000,
        "คนงาน เสีย" * 900,
        "a" * 10_000,
    ],
)
def test_long_and_odd_messages_are_read_in_bounded_time(text: str) -> None:
    start = time.perf_counter()
    nlp.read(text)
    assert time.perf_counter() - start < 3
