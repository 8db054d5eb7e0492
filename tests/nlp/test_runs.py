"""Runs of letters are found in a text exactly where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.runs import LONGEST, Runs, RunTable

# Few letters, so that runs meet; Thai, Latin, an emoji and a lone surrogate.
letters = st.text(st.sampled_from("กขคา่ab 😊\ud800"), max_size=30)
runs = st.lists(
    st.text(st.sampled_from("กขคา่ab 😊\ud800"), min_size=2, max_size=LONGEST), unique=True
)


@given(letters, runs)
def test_every_run_is_found_where_it_stands_and_nowhere_else(text: str, listed: list[str]) -> None:
    starts, places = RunTable(listed).find_in(Runs(text))
    found = {(start, listed[place]) for start, place in zip(starts, places, strict=True)}
    assert found == {
        (start, run) for run in listed for start in range(len(text)) if text.startswith(run, start)
    }


def test_a_run_listed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="listed twice"):
        RunTable(["นาย", "จ้าง", "นาย"])


def test_an_empty_list_finds_nothing() -> None:
    starts, _ = RunTable([]).find_in(Runs("นายจ้าง"))
    assert not len(starts)
