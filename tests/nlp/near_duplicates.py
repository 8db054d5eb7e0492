"""Messages that are nearly the same: those that share most of their runs of five letters.

Two messages that share so many runs share a few of their rarest, too: only messages that hold the
same rare runs are compared (prefix filtering, Bayardo, Ma and Srikant 2007). No pair is missed.
Sets of runs are rows of a sparse matrix: 160,000 messages take a dozen seconds.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, triu

_RUN = 5
_BITS = 12  # of a letter's number: five of them fit into one of 64 bits
_SHORTEST = 20  # letters; shorter messages are alike by chance
_RARE = 6  # rare runs that two messages must share to be compared

Numbers = NDArray[np.int64]


def near_duplicates(texts: Sequence[str], alike: float = 0.6) -> list[tuple[int, int]]:
    """Index pairs of texts that share at least `alike` (0 to 1) of their runs of letters.

    Raises ValueError when the texts have more than 4,095 different letters.
    """
    long = [at for at, text in enumerate(texts) if len(text) >= _SHORTEST]
    text, run = _runs_by_rarity([texts[at] for at in long])
    sizes = np.bincount(text, minlength=len(long))
    least = np.ceil(sizes * alike).astype(np.int64)
    wanted = np.minimum(_RARE, least)
    place = np.arange(len(text)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    rare = place < (sizes - least + wanted)[text]
    held, rarest = _table(text, run), _table(text[rare], run[rare])
    shared = triu(rarest @ rarest.T, 1).tocoo()
    enough = shared.data >= np.minimum(wanted[shared.row], wanted[shared.col])
    one, other = shared.row[enough], shared.col[enough]
    both = np.asarray(held[one].multiply(held[other]).sum(axis=1)).ravel()
    near = both / (sizes[one] + sizes[other] - both) >= alike
    return sorted((long[a], long[b]) for a, b in zip(one[near], other[near], strict=True))


def _runs_by_rarity(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Each text's different runs as (text, run) side by side, the rarest of all texts first.

    Runs are numbers, the rarer the lower.
    """
    letters = ["".join(text.split()).ljust(_RUN, "\0") for text in texts]
    lengths = np.array([len(each) for each in letters], dtype=np.int64)
    codes = np.frombuffer("".join(letters).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    known = np.flatnonzero(np.bincount(codes))
    if len(known) >= 2**_BITS:
        raise ValueError(f"{len(known)} different letters do not fit into {_BITS} bits")
    numbers = np.searchsorted(known, codes)
    whole = np.zeros(len(numbers), dtype=np.int64)
    for step in range(_RUN):
        whole |= np.roll(numbers, -step) << (step * _BITS)
    place = np.arange(len(numbers)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    begins = place <= np.repeat(lengths, lengths) - _RUN
    text = np.repeat(np.arange(len(texts)), lengths)[begins]
    _, kind, times = np.unique(whole[begins], return_inverse=True, return_counts=True)
    rarity = np.empty(len(times), dtype=np.int64)
    rarity[np.argsort(times, kind="stable")] = np.arange(len(times))
    both = np.sort(text * len(times) + rarity[kind])
    return np.divmod(both[np.diff(both, prepend=-1) > 0], len(times))


def _table(text: Numbers, run: Numbers) -> csr_matrix:
    """A row for each text, a column for each run, 1 where it stands."""
    shape = (int(text.max(initial=-1)) + 1, int(run.max(initial=-1)) + 1)
    return csr_matrix((np.ones(len(text), dtype=np.int32), (text, run)), shape=shape)
