"""Runs of neighbouring letters as numbers, so that all runs of a message are looked up at once.

A run's number is the sum of its letters' code points, each times the factor of its place, in 64
bits. Among a million runs two of one number are to be expected once in thirty million tries.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

LONGEST = 5
# Odd and irregular: 64 bits of the fractions of the square roots of 2, 3, 5, 7 and 11, made odd.
_FACTORS = np.array(
    [
        0x6A09E667F3BCC909,
        0xBB67AE8584CAA73B,
        0x3C6EF372FE94F82B,
        0xA54FF53A5F1D36F1,
        0x510E527FADE682D1,
    ],
    dtype=np.uint64,
)
_NO_RUN = np.uint64(2**64 - 1)


class Runs:
    """The runs of a text of two to five letters, in the order of their first letters."""

    def __init__(self, text: str) -> None:
        self.text = text
        parts = np.multiply.outer(_FACTORS, _letters(text))
        self._by_length: list[Keys] = [parts[0]]
        for before in range(1, LONGEST):
            self._by_length.append(self._by_length[-1][:-1] + parts[before, before:])

    def of_length(self, length: int) -> Keys:
        """The run that begins at each letter, as far as whole runs begin."""
        return self._by_length[length - 1]


class RunTable:
    """A list of runs of two to five letters, each once; asked for many at a time."""

    def __init__(self, runs: Sequence[str]) -> None:
        """Raises ValueError if two runs have one number."""
        numbers = np.empty(len(runs), dtype=np.uint64)
        for length in range(2, LONGEST + 1):
            which = [place for place, run in enumerate(runs) if len(run) == length]
            letters = _letters("".join(runs[place] for place in which)).reshape(-1, length)
            numbers[which] = (letters * _FACTORS[:length]).sum(axis=1, dtype=np.uint64)
        order = np.argsort(numbers)
        self._keys = np.append(numbers[order], _NO_RUN)
        self._places = np.append(order, -1)
        if (self._keys[1:] == self._keys[:-1]).any():
            raise ValueError("two runs of letters have one number, or a run is listed twice")

    def find(self, keys: Keys) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Which of the keys are in the list, and where in the list each of those stands."""
        near = np.searchsorted(self._keys, keys)
        which = np.flatnonzero(self._keys[near] == keys)
        return which, self._places[near[which]]

    def find_in(self, runs: Runs) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where runs of the list begin in a text, and where in the list each of those stands."""
        keys = [runs.of_length(length) for length in range(2, LONGEST + 1)]
        which, places = self.find(np.concatenate(keys))
        starts = np.concatenate([np.arange(len(each)) for each in keys])
        return starts[which], places


def _letters(text: str) -> Keys:
    # Lone surrogates are letters like others here.
    raw = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(raw, dtype="<u4").astype(np.uint64)
