"""What is packed for the files comes out as it was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from nlp.half_bytes import LARGEST, packed, unpacked

EVEN = array_shapes(min_dims=2, max_dims=2, max_side=8).map(lambda s: (s[0], 2 * s[1]))


@given(arrays(np.int8, EVEN, elements=st.integers(-LARGEST, LARGEST)))
def test_every_weight_comes_back_from_half_a_byte(weights: np.ndarray) -> None:
    kept = packed(weights)
    assert kept.nbytes * 2 == weights.size
    assert unpacked(kept).tolist() == weights.tolist()


@pytest.mark.parametrize(
    ("weights", "reason"),
    [
        (np.zeros((1, 7)), "rows of 7 weights"),
        (np.array([[LARGEST + 1, 0]]), "beyond"),
        (np.array([[0, -LARGEST - 1]]), "beyond"),
        (np.array([[-128, 0]], dtype=np.int8), "beyond"),  # whose absolute value is itself
        (np.array([[0, np.nan]]), "beyond"),
    ],
)
def test_what_half_bytes_do_not_hold_is_refused(weights: np.ndarray, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        packed(weights)


@pytest.mark.parametrize("rows", [np.zeros((1, 8)), np.zeros(8, np.int8), np.zeros((1, 8), bool)])
def test_what_are_no_rows_of_bytes_is_refused(rows: np.ndarray) -> None:
    with pytest.raises(ValueError, match="no rows of bytes"):
        unpacked(rows)
