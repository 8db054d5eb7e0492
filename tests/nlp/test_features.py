"""What is counted in a message: words, pairs of them, runs of letters, and flags."""

import numpy as np
import pytest

from casework.categories import Flag
from nlp.features import LETTER_WEIGHT, PAIR_WEIGHT, count_features, pair_features
from nlp.tokens import Token, tokenise
from nlp.vocabulary import Vocabulary

WORDS, PAIRS, RUNS = ["จ่าย", "ไม่"], ["ไม่ จ่าย", " ไม่", "จ่าย "], ["ไม่จ"]
VOCABULARY = Vocabulary(WORDS, PAIRS, RUNS, [2.0, 1.0, 3.0, 1.0, 1.0, 2.0])


def counted(text: str, *raised: Flag) -> dict[int, float]:
    found = count_features(tokenise(text), raised, VOCABULARY)
    return dict(zip(found.rows.tolist(), found.values.tolist(), strict=True))


def test_words_pairs_runs_and_flags_have_rows_of_their_own() -> None:
    flag = len(WORDS) + len(PAIRS) + len(RUNS) + list(Flag).index(Flag.ELDERLY)
    assert set(counted("ไม่จ่าย", Flag.ELDERLY)) == {0, 1, 2, 3, 4, 5, flag}


def test_each_sort_has_its_own_length() -> None:
    values = counted("ไม่จ่าย")
    lengths = [np.hypot.reduce([values[row] for row in part]) for part in ((0, 1), (2, 3, 4), (5,))]
    assert lengths == pytest.approx([1, PAIR_WEIGHT, LETTER_WEIGHT])


def test_the_same_words_in_another_order_make_other_pairs() -> None:
    assert set(counted("จ่ายไม่")) & {2, 3, 4} == set()


def test_a_message_begins_and_ends_with_nothing() -> None:
    assert pair_features(tokenise("ไม่จ่าย")) == [" ไม่", "ไม่ จ่าย", "จ่าย "]


def test_what_stands_there_twice_counts_more_but_not_twice() -> None:
    once, twice = counted("ไม่จ่าย"), counted("จ่ายจ่ายไม่")
    assert 1 < (twice[0] / twice[1]) / (once[0] / once[1]) < 2


def test_words_that_nobody_knows_count_nothing() -> None:
    assert counted("ดาวอังคาร") == counted("") == {}


def test_each_word_of_a_message_knows_its_row_and_those_of_its_pairs() -> None:
    found = count_features((Token("ไม่", 0, 3, "ไม่"), Token("ดาว", 3, 6, "ดาว")), (), VOCABULARY)
    assert (found.of_words, found.of_pairs) == ([1, None], [3, None, None])
    assert found.named == len(found.rows)
