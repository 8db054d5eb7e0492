"""What the networks say is what their weights add up to, and so are the words they name."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from nlp.learning import Learnt, Targets, learn
from nlp.network import Heads, Network, Numbers, probabilities, strengths

FEATURES, PARTS = 30, 8
HEADS = Heads(subtypes=4, kinds=3, urgencies=3, flags=2)
ROWS, VALUES = np.array([3, 7, 20]), np.array([0.5, 0.25, 1.0], dtype=np.float32)
TWO = 2


def network(count: int) -> Network:
    chance = np.random.default_rng(5)
    return Network(
        first=chance.integers(-7, 8, (FEATURES, count * PARTS), dtype=np.int8),
        steps=chance.random(FEATURES).astype(np.float32) / 5,
        hidden_bias=chance.standard_normal((count, PARTS)).astype(np.float32),
        second=chance.standard_normal((count, PARTS, sum(HEADS))).astype(np.float32),
        bias=chance.standard_normal((count, sum(HEADS))).astype(np.float32),
        heads=HEADS,
    )


def test_probabilities_add_up_and_flags_stand_for_themselves() -> None:
    answer = network(TWO).answer(ROWS, VALUES)
    assert answer.told.shape == (TWO, sum(HEADS))
    assert answer.told[:, :4].sum(axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert answer.told[:, 4:7].sum(axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert answer.told[:, 7:10].sum(axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert ((answer.told[:, 10:] > 0) & (answer.told[:, 10:] < 1)).all()
    assert answer.together == pytest.approx(answer.told.mean(axis=0).tolist())


def test_a_message_without_known_words_gets_an_answer() -> None:
    answer = network(TWO).answer(np.array([], dtype=np.intp), np.array([], dtype=np.float32))
    assert np.isfinite(answer.told).all()


def test_scores_beyond_all_measure_are_probabilities_still() -> None:
    answer = network(TWO).answer(ROWS, VALUES * 1e6)
    assert np.isfinite(answer.told).all() and ((answer.told >= 0) & (answer.told <= 1)).all()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("feature", range(len(ROWS)))
def test_a_features_strength_is_what_a_little_more_of_it_changes(feature: int, count: int) -> None:
    one, own = network(count), np.array([1, 0, 1, 0], dtype=np.float32)
    answer = one.answer(ROWS, VALUES)
    sides = np.zeros((2, sum(HEADS)), dtype=np.float32)
    sides[:, :4] = own, 1 - own
    named = strengths(answer, len(ROWS), one.towards(answer, sides))[feature]
    flag = strengths(answer, len(ROWS), one.towards_flag(answer, 1))[feature]

    little = 1e-2
    more = VALUES.copy()
    more[feature] *= 1 + little
    after = one.answer(ROWS, more)

    def odds(told: Numbers) -> float:
        together = float(told[:, :4].mean(axis=0) @ own)
        return float(np.log(together / (1 - together)))

    def flag_odds(told: Numbers) -> float:
        raised = float(told[:, 11].mean())
        return float(np.log(raised / (1 - raised)))

    changed = (odds(after.told) - odds(answer.told)) / little
    assert named == pytest.approx(changed, rel=0.1, abs=0.01)
    changed = (flag_odds(after.told) - flag_odds(answer.told)) / little
    assert flag == pytest.approx(changed, rel=0.1, abs=0.01)


def test_what_is_learnt_tells_messages_apart_and_depends_on_the_seed_alone() -> None:
    # Feature 0 or 1 tells the sub-type, feature 2 the flag and the urgency.
    table = csr_matrix(np.array([[1, 0, 0], [0, 1, 0], [1, 0, 1], [0, 1, 1]] * 60, dtype=float))
    subtypes = np.array([0, 1, 0, 1] * 60)
    targets = Targets(
        subtypes=subtypes,
        subtype_counts=np.ones(240, dtype=np.float32),
        same_category=np.eye(2, dtype=bool)[subtypes],
        kinds=np.zeros(240, dtype=np.intp),
        urgencies=np.array([0, 0, 2, 2] * 60),
        flags=np.array([[0], [0], [1], [1]] * 60, dtype=np.float32),
        flag_weights=np.array([2], dtype=np.float32),
        heads=Heads(subtypes=2, kinds=2, urgencies=3, flags=1),
    )
    learnt, again, other = (learn(table, targets, seed) for seed in (1, 1, 2))
    assert all((a == b).all() for a, b in zip(learnt, again, strict=True))
    assert (learnt.first != other.first).any()
    told = _told(learnt, table, targets.heads)
    assert (told[:, :2].argmax(axis=1) == subtypes).all()
    assert (told[:, 4:7].argmax(axis=1) == targets.urgencies).all()
    assert ((told[:, 7] > 0.5) == (targets.flags[:, 0] > 0)).all()


def test_a_message_that_teaches_no_subtype_teaches_the_rest_all_the_same() -> None:
    table = csr_matrix(np.array([[1, 0], [0, 1]] * 60, dtype=float))
    targets = Targets(
        subtypes=np.array([0, 1] * 60),
        subtype_counts=np.array([1, 0] * 60, dtype=np.float32),
        same_category=np.eye(2, dtype=bool)[[0, 1] * 60],
        kinds=np.array([0, 1] * 60),
        urgencies=np.zeros(120, dtype=np.intp),
        flags=np.array([[0], [1]] * 60, dtype=np.float32),
        flag_weights=np.array([2], dtype=np.float32),
        heads=Heads(subtypes=2, kinds=2, urgencies=1, flags=1),
    )
    told = _told(learn(table, targets, 1), table, targets.heads)
    assert (told[:, 0] > 0.5).all(), "nobody said that any is of the second"
    assert (told[:, 2:4].argmax(axis=1) == targets.kinds).all()
    assert ((told[:, 5] > 0.5) == (targets.flags[:, 0] > 0)).all()


def test_a_flag_that_counts_nothing_is_not_learnt() -> None:
    table = csr_matrix(np.array([[1, 0], [0, 1]] * 60, dtype=float))
    targets = Targets(
        subtypes=np.zeros(120, dtype=np.intp),
        subtype_counts=np.ones(120, dtype=np.float32),
        same_category=np.ones((120, 1), dtype=bool),
        kinds=np.zeros(120, dtype=np.intp),
        urgencies=np.zeros(120, dtype=np.intp),
        flags=np.array([[1, 1], [0, 0]] * 60, dtype=np.float32),
        flag_weights=np.array([2, 0], dtype=np.float32),
        heads=Heads(subtypes=1, kinds=1, urgencies=1, flags=2),
    )
    told = _told(learn(table, targets, 1), table, targets.heads)[:, 3:]
    learnt, left = told[::2].T
    assert (learnt > 0.5).all() and (left < 0.5).all()


def _told(learnt: Learnt, table: csr_matrix, heads: Heads) -> Numbers:
    """Messages × outputs: what a network makes of them."""
    hidden = np.maximum(table @ learnt.first + learnt.hidden_bias, 0)
    return probabilities(hidden @ learnt.second + learnt.bias, heads)
