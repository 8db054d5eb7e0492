"""What is packed for the files comes out as it was."""

import numpy as np
import pytest

from nlp.half_bytes import LARGEST, packed, unpacked


def test_every_weight_comes_back_from_half_a_byte() -> None:
    weights = np.resize(np.arange(-LARGEST, LARGEST + 1, dtype=np.int8), (30, 8))
    kept = packed(weights)
    assert kept.nbytes == weights.size // 2
    assert unpacked(kept).tolist() == weights.tolist()


def test_rows_that_fill_no_whole_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="rows of 7 weights"):
        packed(np.zeros((1, 7)))


def test_what_holds_no_whole_numbers_is_refused() -> None:
    with pytest.raises(TypeError):
        unpacked(np.zeros((1, 8)))  # type: ignore[arg-type]
