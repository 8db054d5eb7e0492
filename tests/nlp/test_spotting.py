"""Words are found in a text exactly where they stand."""

from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.spotting import Spotter

# Few letters, so that words meet; Thai, Latin, an emoji, a zero and a lone surrogate.
_letters = st.sampled_from("กขคา่ab 😊\0\ud800")
_words = st.lists(st.text(_letters, min_size=1, max_size=6), unique=True)


@given(st.text(_letters, max_size=30), _words)
def test_every_word_is_found_where_it_stands_and_nowhere_else(text: str, listed: list[str]) -> None:
    spotter = Spotter((word, word) for word in listed)
    found = [(last, word) for last, word in spotter.find_in(text)]
    assert sorted(found) == sorted(
        (start + len(word) - 1, word)
        for word in listed
        for start in range(len(text))
        if text.startswith(word, start)
    )
    assert found == sorted(found, key=lambda each: (each[0], -len(each[1])))


@pytest.mark.parametrize("listed", [["นาย", "จ้าง", "นาย"], ["นาย", ""]])
def test_a_word_listed_twice_or_an_empty_one_is_refused(listed: list[str]) -> None:
    with pytest.raises(ValueError, match="empty word"):
        Spotter((word, word) for word in listed)


def test_an_empty_list_finds_nothing() -> None:
    assert list(Spotter([]).find_in("นายจ้าง")) == []
    assert "นายจ้าง" not in Spotter([])


def test_it_knows_its_words_and_no_parts_of_them() -> None:
    spotter = Spotter([("ค่าแรง", 1)])
    assert "ค่าแรง" in spotter
    assert "ค่า" not in spotter
    assert "" not in spotter


def test_threads_share_one() -> None:
    spotter = Spotter((f"{number:03}", number) for number in range(1000))
    found: list[list[int]] = []

    def look(digit: int) -> None:
        for _ in range(300):
            found.append([number for _, number in spotter.find_in(f"{digit}" * 50)])

    threads = [Thread(target=look, args=(digit,)) for digit in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted([digit * 111] * 48 for digit in range(1, 5) for _ in range(300))
