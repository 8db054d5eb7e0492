"""What is counted in a message: words, pairs of them, runs of letters, and flags."""

import numpy as np
import pytest

from casework.categories import Category, Flag, Kind, Urgency
from nlp.features import LETTER_WEIGHT, PAIR_WEIGHT, count_features, pair_features
from nlp.model import Model
from nlp.network import Heads, Network
from nlp.tokens import tokenise, words_of
from nlp.vocabulary import Vocabulary

WORDS, RUNS = ["จ่าย", "ไม่"], ["ไม่จ", "ร้าน"]
PAIRS = ["ไม่ จ่าย", " ไม่", "จ่าย ", "จ่าย ไม่", "จ่าย จ่าย"]
VOCABULARY = Vocabulary(WORDS, PAIRS, RUNS, [2.0, 1.0, 3.0, 1.0, 1.0, 3.0, 3.0, 2.0, 2.0])
PAY, NOT, NOT_PAY, BEGINS_NOT, PAY_ENDS, PAY_NOT, PAY_PAY, RUN_OF_NOT, RUN_OF_SHOP = range(9)
FLAG = len(VOCABULARY) - len(Flag) + list(Flag).index(Flag.ELDERLY)


def counted(text: str, *raised: Flag) -> dict[int, float]:
    found = count_features(words_of(tokenise(text)), raised, VOCABULARY)
    return dict(zip(found.rows.tolist(), found.values.tolist(), strict=True))


def test_words_pairs_runs_and_flags_have_rows_of_their_own() -> None:
    found = {NOT, PAY, NOT_PAY, BEGINS_NOT, PAY_ENDS, RUN_OF_NOT, FLAG}
    assert set(counted("ไม่จ่าย", Flag.ELDERLY)) == found


def test_each_sort_has_its_own_length() -> None:
    values = counted("ไม่จ่าย")
    parts = ((NOT, PAY), (NOT_PAY, BEGINS_NOT, PAY_ENDS), (RUN_OF_NOT,))
    lengths = [np.hypot.reduce([values[row] for row in part]) for part in parts]
    assert lengths == pytest.approx([1, PAIR_WEIGHT, LETTER_WEIGHT])
    assert min(PAIR_WEIGHT, LETTER_WEIGHT) > 0.1


def test_the_same_words_in_another_order_make_other_pairs() -> None:
    assert set(counted("จ่ายไม่")) == {NOT, PAY, PAY_NOT}


def test_a_message_begins_and_ends_with_nothing() -> None:
    assert pair_features(words_of(tokenise("ไม่จ่าย"))) == [" ไม่", "ไม่ จ่าย", "จ่าย "]


def test_what_stands_there_twice_counts_more_but_not_twice() -> None:
    once, twice = counted("ไม่จ่าย"), counted("จ่ายจ่ายไม่")
    assert 1 < (twice[PAY] / twice[NOT]) / (once[PAY] / once[NOT]) < 2
    pairs = counted("จ่ายจ่ายจ่ายไม่")  # of the same weight
    assert 1 < pairs[PAY_PAY] / pairs[PAY_NOT] < 2


def test_words_that_nobody_knows_count_nothing() -> None:
    assert counted("ดาวอังคาร") == counted("") == {}


def test_each_word_knows_its_row_and_those_of_its_pairs() -> None:
    found = count_features(words_of(tokenise("ไม่ร้าน")), (Flag.ELDERLY,), VOCABULARY)
    assert (found.of_words, found.of_pairs) == ([NOT, None], [BEGINS_NOT, None, None])
    assert found.rows.tolist() == [NOT, BEGINS_NOT, RUN_OF_SHOP, FLAG]
    assert found.named == len([NOT, BEGINS_NOT])


def test_a_pair_listed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="listed twice"):
        Vocabulary(WORDS, ["ไม่ จ่าย", "ไม่ จ่าย"], [], [1.0] * 4)


def model() -> Model:
    """Two sub-types, of which the second gets from each feature what `TOLD` says."""
    heads = Heads(2, len(Kind), len(Urgency), len(Flag))
    first = np.zeros((len(VOCABULARY), 2), dtype=np.int8)
    first[: len(TOLD), 0] = TOLD
    second = np.zeros((1, 2, sum(heads)), dtype=np.float32)
    second[0, 0, 1] = 1
    return Model(
        network=Network(
            first=first,
            steps=np.full(len(VOCABULARY), 0.1, dtype=np.float32),
            hidden_bias=np.full((1, 2), 50, dtype=np.float32),
            second=second,
            bias=np.zeros((1, sum(heads)), dtype=np.float32),
            heads=heads,
        ),
        vocabulary=VOCABULARY,
        subtypes=("E01", "P01"),
        kinds=tuple(Kind),
        flags=tuple(Flag),
        temperatures={"kind": 1.0, "category": 1.0},
        card={},
    )


TOLD = [1, 2, -3, 4, 5, 6, 7, 0, 0]


def test_a_pair_speaks_through_both_its_words_and_at_the_edges_through_one() -> None:
    one, text = model(), "ไม่จ่าย"
    moved = {row: value * TOLD[row] / 10 for row, value in counted(text).items()}
    shown = one.strengths(one.predict(words_of(tokenise(text)), ()), Category.PROTECTION)
    assert shown == pytest.approx(
        [
            moved[NOT] + moved[BEGINS_NOT] + moved[NOT_PAY] / 2,
            moved[PAY] + moved[NOT_PAY] / 2 + moved[PAY_ENDS],
        ],
        rel=1e-3,
    )


def test_a_word_that_nobody_knows_moves_nothing_and_an_empty_message_has_none() -> None:
    one = model()
    shown = one.strengths(one.predict(words_of(tokenise("ไม่ร้าน")), ()), Category.PROTECTION)
    assert shown[0] > 0 and shown[1] == 0
    assert one.strengths(one.predict((), ()), Category.PROTECTION) == []
