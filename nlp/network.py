"""Networks of one hidden layer, several side by side: what they say, and what led them to it.

Every network was learnt from the same messages from another beginning and has its own part of the
hidden layer; the mean of their probabilities is surer than any of them. A hidden part that is
below nothing says nothing (a rectifier), so that near a message the whole is linear: how much
each feature speaks for an answer can be told exactly.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating[Any]]  # of 32 bits, as all weights are


class Places(NamedTuple):
    """Where among all outputs those of each question stand."""

    subtypes: slice
    kinds: slice
    urgencies: slice
    flags: slice


class Heads(NamedTuple):
    """How many outputs each question has, in the order in which they stand."""

    subtypes: int
    kinds: int
    urgencies: int
    flags: int

    @property
    def places(self) -> Places:
        """Where among all outputs those of each question stand."""
        return _places(self)


@cache
def _places(heads: Heads) -> Places:
    ends = zip(heads, accumulate(heads), strict=True)
    return Places(*(slice(end - count, end) for count, end in ends))


class _Groups(NamedTuple):
    """The outputs of which one is true, and each flag alone."""

    starts: NDArray[np.intp]  # of the groups
    of_outputs: NDArray[np.intp]  # the group of each output
    beside: Numbers  # by group, what else may be true: 1 that a flag is not, for the others nothing


@cache
def _groups(heads: Heads) -> _Groups:
    *of_one, flags = heads
    sizes = [*of_one, *[1] * flags]
    starts = np.cumsum([0, *sizes[:-1]])
    beside = np.array([0] * len(of_one) + [1] * flags, dtype=np.float32)
    return _Groups(starts, np.repeat(np.arange(len(sizes)), sizes), beside)


class Answer(NamedTuple):
    """What each network makes of a message."""

    hidden: Numbers  # networks × parts, what the hidden layer holds
    told: Numbers  # networks × outputs: sub-types, kinds and urgencies each add up to 1
    found: Numbers  # where each feature found leads, in steps: found × (networks · parts)
    values: Numbers  # how much of each was found, times its step

    @property
    def together(self) -> Numbers:
        """The mean of the networks' probabilities, output by output."""
        mean: Numbers = np.add.reduce(self.told, axis=0) / len(self.told)
        return mean


@dataclass(frozen=True)
class Network:
    """Weights of all networks. Immutable once made, so any number of threads may ask.

    `first` leads from features to the hidden layer in steps of `steps`, one for each feature;
    `second` leads from there to the outputs (networks × parts × outputs).
    """

    first: NDArray[np.int8]  # features × (networks · parts)
    steps: Numbers  # features
    hidden_bias: Numbers  # networks × parts
    second: Numbers
    bias: Numbers  # networks × outputs
    heads: Heads

    def check(self, features: int) -> None:
        """Raises ValueError unless all weights are numbers and fit so many features."""
        networks, parts, outputs = self.second.shape
        shapes = {
            "first": (features, networks * parts),
            "steps": (features,),
            "hidden_bias": (networks, parts),
            "second": (networks, parts, sum(self.heads)),
            "bias": (networks, outputs),
        }
        for name, shape in shapes.items():
            weights = getattr(self, name)
            kind = np.int8 if name == "first" else np.float32
            if weights.shape != shape or weights.dtype != kind:
                raise ValueError(f"{name} is no {kind.__name__} of the shape {shape}")
            if kind is np.float32 and not np.isfinite(weights).all():
                raise ValueError(f"{name} holds what is no number")

    def answer(self, rows: NDArray[np.intp], values: Numbers) -> Answer:
        """What the networks make of the features found, and their weights in the message."""
        found = self.first.take(rows, axis=0).astype(np.float32)
        values = values * self.steps.take(rows)
        hidden = (values @ found).reshape(self.hidden_bias.shape)
        hidden += self.hidden_bias
        np.maximum(hidden, 0, out=hidden)
        outputs = (hidden[:, None, :] @ self.second)[:, 0, :]
        outputs += self.bias
        return Answer(hidden, probabilities(outputs, self.heads), found, values)

    def towards(self, answer: Answer, sides: Numbers) -> Numbers:
        """How much each hidden part moves the odds of some outputs taken together, as the mean of
        the networks tells them. `sides` × outputs: 1 for those, and 1 for all others of the same
        question, of whose outputs one is true."""
        shares = answer.told @ sides.T
        for_and_against = _FOR_AND_AGAINST * _in_the_mean(*shares.T)
        odds = answer.told * ((shares[:, ::-1] * for_and_against) @ sides)
        return _through(answer, (self.second @ odds[:, :, None])[:, :, 0])

    def towards_flag(self, answer: Answer, flag: int) -> Numbers:
        """The same for the odds of the flag of this place among the flags."""
        own = answer.told[:, self.heads.places.flags.start + flag]
        rest = 1 - own
        odds = own * rest * _in_the_mean(own, rest)
        return _through(answer, self._to_flags[flag] * odds[:, None])

    @cached_property
    def _to_flags(self) -> Numbers:
        """`second` of the flags, each by itself: flags × networks × parts."""
        of_flags = self.second[:, :, self.heads.places.flags]
        return np.ascontiguousarray(np.moveaxis(of_flags, 2, 0))


def _in_the_mean(own: Numbers, rest: Numbers) -> float:
    """How much the odds of the mean of the networks move with a probability of one of them, which
    are `own` for something and `rest` against it."""
    both = np.add.reduce(own) * np.add.reduce(rest)
    return len(own) / max(float(both), _LITTLE)


def _through(answer: Answer, moved: Numbers) -> Numbers:
    """What is moved by the hidden parts (networks × parts), by those alone that speak."""
    towards: Numbers = (moved * (answer.hidden > 0)).ravel()
    return towards


def strengths(answer: Answer, count: int, towards: Numbers) -> Numbers:
    """How much each of the first `count` features found speaks for what the hidden parts move."""
    named: Numbers = answer.found[:count] @ towards
    named *= answer.values[:count]
    return named


_FOR_AND_AGAINST = np.array([1, -1], dtype=np.float32)
_LITTLE = 1e-30
_FARTHEST = 60.0  # a score from nothing: beyond, a probability cannot be told from 0 or 1


def probabilities(scores: Numbers, heads: Heads) -> Numbers:
    """Rows of scores as probabilities: sub-types, kinds and urgencies each add up to 1, and each
    flag is for itself."""
    # All at once, for there are few numbers and each step costs.
    told: Numbers = np.maximum(scores, -_FARTHEST)
    np.exp(np.minimum(told, _FARTHEST, out=told), out=told)
    groups = _groups(heads)
    sums = np.add.reduceat(told, groups.starts, axis=1)
    sums += groups.beside
    told /= sums.take(groups.of_outputs, axis=1)
    return told
