"""Learn one network of one hidden layer from messages with their labels.

Stochastic gradient descent with steps that shrink for what was moved much already (AdaGrad; Duchi,
Hazan and Singer 2011), and with dropout of features and hidden parts (Srivastava et al. 2014), so
that no single word decides. All five questions are learnt together: what tells a danger helps to
tell the matter. Deterministic: a seed, and one thread for sums of floating numbers.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from nlp.network import Heads, Numbers, probabilities

HIDDEN = 112
_ROUNDS = 7  # through the messages
# These are for the messages alone that the network still tells worst, such a share of all: what it
# knows already would teach it little (mining of hard examples; Shrivastava et al. 2016).
_SHORT_ROUNDS = range(2, _ROUNDS, 2)
_TOLD_WORST = 0.3
_TOGETHER = 128  # messages to a step
_FIRST_STEP, _LAST_STEP = 0.13, 0.025
_FEATURES_DROPPED, _HIDDEN_DROPPED = 0.4, 0.15
# How much the questions count beside the sub-type; how much each flag does, the targets say.
_CATEGORY_COUNTS, _KIND_COUNTS, _URGENCY_COUNTS = 0.5, 0.5, 0.5
_SMALL_BEGINNING = 0.05
_FLAGS_BEGIN = -3.0  # most messages raise none
_LITTLE = 1e-6


@dataclass(frozen=True)
class Targets:
    """What the network should say of each message, and how much a flag counts."""

    subtypes: NDArray[np.intp]  # place of the sub-type among the outputs
    subtype_counts: Numbers  # messages: how much each teaches of the sub-type, 0 or 1
    same_category: NDArray[np.bool_]  # messages × sub-types: those of the same category
    kinds: NDArray[np.intp]
    urgencies: NDArray[np.intp]
    flags: Numbers  # messages × flags, 0 or 1
    flag_weights: Numbers  # how much each flag counts beside the sub-type
    heads: Heads

    def of(self, chosen: NDArray[np.intp] | slice) -> "Targets":
        """The same for some of the messages."""
        return Targets(
            self.subtypes[chosen],
            self.subtype_counts[chosen],
            self.same_category[chosen],
            self.kinds[chosen],
            self.urgencies[chosen],
            self.flags[chosen],
            self.flag_weights,
            self.heads,
        )


class Learnt(NamedTuple):
    """The weights of one network."""

    first: Numbers  # features × parts
    hidden_bias: Numbers
    second: Numbers  # parts × outputs
    bias: Numbers


class _Weights:
    """Weights and how much they were moved so far."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self._moved = np.full_like(numbers, _LITTLE)

    def move(self, slope: Numbers, step: float) -> None:
        """A step down; the more a weight was moved already, the shorter."""
        self._moved += np.square(slope)
        self.numbers -= step * slope / np.sqrt(self._moved)


class _WeightsOfFeatures:
    """The same where each step moves few of many features; all weights of one move alike."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self._moved = np.full(len(numbers), _LITTLE, dtype=np.float32)

    def move(self, rows: NDArray[np.intp], before: Numbers, slope: Numbers, step: float) -> None:
        """A step down from what the weights of the rows were before. `slope` is used up."""
        moved = self._moved[rows] + np.einsum("ij,ij->i", slope, slope) / np.float32(HIDDEN)
        self._moved[rows] = moved
        slope *= (np.float32(step) / np.sqrt(moved))[:, None]
        self.numbers[rows] = np.subtract(before, slope, out=slope)


def learn(table: csr_matrix, targets: Targets, seed: int) -> Learnt:
    """The weights learnt from a table (messages × features); another seed, another network."""
    with threadpool_limits(1):
        return _learn(table.astype(np.float32), targets, np.random.default_rng(seed))


def _learn(table: csr_matrix, targets: Targets, chance: np.random.Generator) -> Learnt:
    messages, features = table.shape
    outputs = sum(targets.heads)
    first = _WeightsOfFeatures(_numbers(chance, features, HIDDEN) * np.float32(_SMALL_BEGINNING))
    hidden_bias = _Weights(np.zeros(HIDDEN, dtype=np.float32))
    second = _Weights(_numbers(chance, HIDDEN, outputs) / np.float32(np.sqrt(HIDDEN)))
    bias = _Weights(np.zeros(outputs, dtype=np.float32))
    bias.numbers[targets.heads.places.flags] = _FLAGS_BEGIN
    # How far each was told from its labels, each question as it counts.
    wrong = np.zeros(messages, dtype=np.float32)
    for number, step in enumerate(np.linspace(_FIRST_STEP, _LAST_STEP, _ROUNDS).tolist()):
        order = chance.permutation(messages)
        if number in _SHORT_ROUNDS:
            order = order[wrong[order] > np.quantile(wrong, 1 - _TOLD_WORST)]
        shuffled, wanted = table[order], targets.of(order)
        for begin in range(0, len(order), _TOGETHER):
            chosen = slice(begin, begin + _TOGETHER)
            rows, found = _some_features(shuffled[chosen], chance)
            own = first.numbers[rows]
            before = found @ own + hidden_bias.numbers
            speaking = (before > 0) * _kept(chance, before.shape, _HIDDEN_DROPPED)
            hidden = before * speaking
            slope = _slope(hidden @ second.numbers + bias.numbers, wanted.of(chosen))
            wrong[order[chosen]] = np.abs(slope).sum(axis=1)
            slope /= np.float32(len(slope))
            back = (slope @ second.numbers.T) * speaking
            second.move(hidden.T @ slope, step)
            bias.move(slope.sum(axis=0), step)
            first.move(rows, own, found.T @ back, step)
            hidden_bias.move(back.sum(axis=0), step)
    return Learnt(first.numbers, hidden_bias.numbers, second.numbers, bias.numbers)


def _numbers(chance: np.random.Generator, *shape: int) -> Numbers:
    return chance.standard_normal(shape, dtype=np.float32)


def _kept(chance: np.random.Generator, shape: tuple[int, ...], dropped: float) -> Numbers:
    """0 for what is dropped, and for the rest so much that the sum stays what it was."""
    kept = chance.random(shape, dtype=np.float32) >= dropped
    return kept.astype(np.float32) / np.float32(1 - dropped)


def _some_features(
    messages: csr_matrix, chance: np.random.Generator
) -> tuple[NDArray[np.intp], csr_matrix]:
    """Some features of the messages dropped: those that are left, and a table of these alone.
    What no message has any more costs no time."""
    weights = _kept(chance, messages.data.shape, _FEATURES_DROPPED)
    left = weights > 0
    indices, values = messages.indices[left], (messages.data * weights)[left]
    ends = np.concatenate([[0], left.cumsum()])[messages.indptr]
    is_there = np.zeros(messages.shape[1], dtype=np.bool_)
    is_there[indices] = True
    rows = np.flatnonzero(is_there)
    place_of = np.empty(messages.shape[1], dtype=np.int32)  # of no other than those rows
    place_of[rows] = np.arange(len(rows), dtype=np.int32)
    table = csr_matrix((values, place_of[indices], ends), shape=(messages.shape[0], len(rows)))
    return rows, table


def _slope(scores: Numbers, targets: Targets) -> Numbers:
    """How the loss of each message changes with its scores."""
    messages = np.arange(len(scores))
    slope = probabilities(scores, targets.heads)
    subtypes, kinds, urgencies, flags = (slope[:, places] for places in targets.heads.places)
    within = subtypes * targets.same_category
    within /= within.sum(axis=1, keepdims=True).clip(_LITTLE)
    subtypes += _CATEGORY_COUNTS * (subtypes - within)
    subtypes[messages, targets.subtypes] -= 1
    subtypes *= targets.subtype_counts[:, None]
    kinds[messages, targets.kinds] -= 1
    kinds *= _KIND_COUNTS
    urgencies[messages, targets.urgencies] -= 1
    urgencies *= _URGENCY_COUNTS
    flags -= targets.flags
    flags *= targets.flag_weights
    return slope
