"""Networks of one hidden layer, several side by side: what they say, and what led them to it.

Every network was learnt from the same messages from another beginning and has its own part of the
hidden layer; the mean of their probabilities is surer than any of them. A hidden part that is
below nothing says nothing (a rectifier), so that near a message the whole is linear: how much
each feature speaks for an answer can be told exactly.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating[Any]]  # of 32 bits, as all weights are


class Heads(NamedTuple):
    """How many outputs each question has, in the order in which they stand."""

    subtypes: int
    kinds: int
    flags: int


class Answer(NamedTuple):
    """What each network makes of a message."""

    hidden: Numbers  # networks × parts, what the hidden layer holds
    told: Numbers  # networks × outputs: sub-types and kinds add up to 1, each flag is for itself

    @property
    def together(self) -> list[float]:
        """The mean of the networks' probabilities, output by output."""
        mean: list[float] = (np.add.reduce(self.told, axis=0) / len(self.told)).tolist()
        return mean


@dataclass(frozen=True)
class Network:
    """Weights of all networks. Immutable once made, so any number of threads may ask.

    `first` leads from features to the hidden layer in steps of `steps`, one for each feature;
    `second` from there to the outputs (networks × parts × outputs).
    """

    first: NDArray[np.int8]  # features × (networks · parts)
    steps: Numbers  # features
    hidden_bias: Numbers  # networks × parts
    second: Numbers
    bias: Numbers  # networks × outputs
    heads: Heads

    def answer(self, rows: NDArray[np.intp], values: Numbers) -> Answer:
        """What the networks make of the features found, and their weights in the message."""
        found = self.first.take(rows, axis=0).astype(np.float32)
        hidden = ((values * self.steps.take(rows)) @ found).reshape(self.hidden_bias.shape)
        hidden += self.hidden_bias
        np.maximum(hidden, 0, out=hidden)
        outputs = (hidden[:, None, :] @ self.second)[:, 0, :]
        outputs += self.bias
        # All at once, for there are few numbers and each step costs.
        told = np.exp(outputs.clip(-_FARTHEST, _FARTHEST))
        first, second = self.heads.subtypes, self.heads.subtypes + self.heads.kinds
        told[:, :first] /= np.add.reduce(told[:, :first], axis=1, keepdims=True)
        told[:, first:second] /= np.add.reduce(told[:, first:second], axis=1, keepdims=True)
        told[:, second:] /= 1 + told[:, second:]
        return Answer(hidden, told)

    def towards_subtypes(self, answer: Answer, chosen: NDArray[np.bool_]) -> Numbers:
        """How much each hidden part moves the odds of the chosen sub-types taken together."""
        told = answer.told[:, : self.heads.subtypes]
        together = (told @ chosen)[:, None]
        odds = told * np.where(chosen, 1 / (together + _LITTLE), -1 / (1 - together + _LITTLE))
        return self._back(answer, self.second[:, :, : self.heads.subtypes] @ odds[:, :, None])

    def towards_flag(self, answer: Answer, flag: int) -> Numbers:
        """The same for the odds of the flag of this place among the flags."""
        output = self.heads.subtypes + self.heads.kinds + flag
        return self._back(answer, self.second[:, :, output, None])

    def _back(self, answer: Answer, moved: Numbers) -> Numbers:
        speaking = answer.hidden > 0
        return (moved[:, :, 0] * speaking / len(speaking)).ravel()

    def strengths(self, rows: NDArray[np.intp], values: Numbers, towards: Numbers) -> Numbers:
        """How much each of the features found speaks for what the hidden parts move."""
        return (self.first.take(rows, axis=0) @ towards) * values * self.steps.take(rows)


_LITTLE = 1e-6
_FARTHEST = 40.0  # a score from nothing: beyond, a probability cannot be told from 0 or 1


def softmax(scores: Numbers) -> Numbers:
    """Scores in the last dimension as probabilities that add up to 1."""
    raised: Numbers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    raised /= raised.sum(axis=-1, keepdims=True)
    return raised


def sigmoid(scores: Numbers) -> Numbers:
    """Each score as a probability of its own."""
    told: Numbers = 1 / (1 + np.exp(-scores.clip(-_FARTHEST, _FARTHEST)))
    return told
