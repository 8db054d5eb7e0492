"""What is told of an expression's matches is true of each of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.beginnings import beginnings_of, parts_of
from tests.nlp.test_sieve import expressions


def beginnings(expression: str) -> set[str]:
    return beginnings_of(parts_of(expression))[0]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("ค่าแรง", {"ค่าแรง"}),
        ("ไม่(?:ได้|เคย)?จ่าย", {"ไม่จ่าย", "ไม่ได้จ่าย", "ไม่เคยจ่าย"}),
        ("(?<!ไม่)ค้าง(?=ค่าแรง)", {"ค้าง"}),
        ("หัก(เงิน|ค่า.)แรง", {"หักเงิน", "หักค่า"}),  # no further than what is sure
        ("จ้า+(?!ง)", {"จ้า"}),
        ("ถูก*ใจ", {"ถู", "ถูก"}),
        (r"\d+ปี", {""}),
    ],
)
def test_beginnings_are_told_as_far_as_they_are_sure(expression: str, expected: set[str]) -> None:
    assert beginnings(expression) == expected


def test_no_more_than_some_dozens_are_told() -> None:
    words = ("กา", "ขา", "งา", "ชา", "นา")
    expression = f"({'|'.join(words)})"
    assert beginnings(expression * 5) == {a + b for a in words for b in words}


@given(expressions, st.text(st.sampled_from("กขคง"), max_size=25))
def test_every_match_begins_with_one(expression: str, text: str) -> None:
    told = tuple(beginnings(expression))
    for start in range(len(text)):
        match = re.compile(expression).match(text, start)
        assert match is None or match.group().startswith(told)
