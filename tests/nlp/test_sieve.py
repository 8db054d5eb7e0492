"""The sieve may let too much through, but never holds back an expression that matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import flags
from nlp.corpus_file import Labelled
from nlp.normalise import normalise
from nlp.sieve import Sieve

_words = st.text(st.sampled_from("กขค"), min_size=1, max_size=4)
# Only words are repeated: repeats in repeats would search for ever.
_leaves = st.one_of(
    _words,
    st.tuples(_words, st.sampled_from("?*+")).map(lambda each: f"({each[0]}){each[1]}"),
)
expressions = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda each: f"(?:{'|'.join(each)})"),
        st.tuples(inner, inner).map(lambda each: f"{each[0]}.{{0,3}}{each[1]}"),
        st.tuples(inner, inner).map(lambda each: f"{each[0]}(?!{each[1]})"),
        st.tuples(inner, inner).map(lambda each: f"(?<!ก){each[0]}[กข]{each[1]}"),
    ),
    max_leaves=6,
)


@given(st.lists(expressions, min_size=1, max_size=4), st.text(st.sampled_from("กขคง"), max_size=25))
def test_what_matches_is_possible(expressions: list[str], text: str) -> None:
    patterns = [re.compile(expression) for expression in expressions]
    sieve = Sieve(patterns)
    possible = sieve.possible(text)
    for number, pattern in enumerate(patterns):
        assert number in possible or not pattern.search(text)
    alone = [pattern.search(text) for pattern in patterns]
    assert [m and m.span() for m in sieve.search(text)] == [m and m.span() for m in alone]


def test_the_flags_words_are_never_held_back_and_mostly_sieved(rows: list[Labelled]) -> None:
    patterns = [pattern for rule in flags._rules().values() for pattern in rule.words]
    sieve = Sieve(patterns)
    let_through = asked = 0
    for row in rows[::40]:
        text = normalise(row.text).text
        possible = sieve.possible(text)
        assert possible == sorted(set(possible))
        for number, pattern in enumerate(patterns):
            assert number in possible or not pattern.search(text), (row.id, pattern.pattern)
        let_through += len(possible)
        asked += len(patterns)
    assert let_through < asked / 30


@pytest.mark.parametrize(
    ("expression", "text", "possible"),
    [
        ("นายจ้าง", "นายจ้างไม่จ่าย", True),
        ("นายจ้าง", "นายช่าง", False),
        ("(ยึด|เก็บ).{0,9}บัตร", "เขายึดบัตรไว้", True),
        ("(ยึด|เก็บ).{0,9}บัตร", "เขายึดรถไว้", False),  # one condition of two
        ("(ยึด)?บัตร", "บัตรหาย", True),
        ("[ก-ฮ]", "ก", True),  # nothing can be told beforehand
    ],
)
def test_every_condition_must_be_met(expression: str, text: str, possible: bool) -> None:
    assert Sieve([re.compile(expression)]).possible(text) == ([0] if possible else [])
