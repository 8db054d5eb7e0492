"""Weights of half a byte: in the files two share a byte, in memory each has its own."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

LARGEST = 7  # whole weight that half a byte holds
_BITS, _LOW = 4, 0b1111
_NOTHING = np.int8(8)


def packed(weights: NDArray[Any]) -> NDArray[np.int8]:
    """Rows of an even number of whole weights from -LARGEST to LARGEST, half as many bytes to a
    row: each holds one of the first half in its low bits, counted from _NOTHING, and one of the
    second in its high. Raises ValueError for an odd number."""
    if weights.shape[1] % 2:
        raise ValueError(f"rows of {weights.shape[1]} weights fill no whole bytes")
    ones, others = np.split(weights.astype(np.int8), 2, axis=1)
    low: NDArray[np.int8] = ones + _NOTHING
    return low | others << _BITS


def unpacked(rows: NDArray[np.int8]) -> NDArray[np.int8]:
    """The weights that were packed. Raises TypeError for what holds no whole numbers."""
    # To the right the sign is kept.
    return np.concatenate([(rows & _LOW) - _NOTHING, rows >> _BITS], axis=1)
