"""Weights of half a byte: in the files two share a byte, in memory each has its own.

A byte holds a weight of the row's first half in its low bits, counted from _ZERO_AT because they
have no sign, and one of its second half in its high bits, whose sign a shift to the right keeps.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

LARGEST = 7  # whole weight that half a byte holds
_BITS, _LOW_BITS = 4, 0b1111
_ZERO_AT = np.int8(8)


def packed(weights: NDArray[Any]) -> NDArray[np.int8]:
    """Rows × weights, whole ones from -LARGEST to LARGEST, as rows × half as many bytes.

    Raises ValueError for rows of an odd number of weights, or a weight beyond.
    """
    if weights.shape[1] % 2:
        raise ValueError(f"rows of {weights.shape[1]} weights fill no whole bytes")
    if not ((weights >= -LARGEST) & (weights <= LARGEST)).all():
        raise ValueError(f"a weight beyond {LARGEST}")
    left, right = np.split(weights.astype(np.int8), 2, axis=1)
    low: NDArray[np.int8] = left + _ZERO_AT
    return low | right << _BITS


def unpacked(rows: NDArray[np.int8]) -> NDArray[np.int8]:
    """Rows × bytes as rows × twice as many weights. Raises ValueError for anything else."""
    if rows.ndim != 2 or rows.dtype != np.int8:
        raise ValueError(f"no rows of bytes: {rows.dtype} of the shape {rows.shape}")
    count, width = rows.shape
    weights = np.empty((count, 2 * width), dtype=np.int8)
    left, right = weights[:, :width], weights[:, width:]
    np.bitwise_and(rows, _LOW_BITS, out=left)
    left -= _ZERO_AT
    np.right_shift(rows, _BITS, out=right)
    return weights
