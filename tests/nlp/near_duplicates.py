"""Messages that are nearly the same: found by the smallest hashes of their runs of five letters."""

import zlib
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

_RUN = 5
_SKETCH = 12  # smallest hashes kept of a message (bottom-k sketch, Cohen and Kaplan 2007)
_SHORTEST = 20  # letters; shorter messages are alike by chance
_CROWD = 40  # a hash that so many messages share is a common phrase


def near_duplicates(texts: Sequence[str], alike: float = 0.6) -> list[tuple[int, int]]:
    """Index pairs of texts that share at least `alike` (0 to 1) of their runs of letters."""
    runs = [_runs(text) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    for index, own in enumerate(runs):
        if len(texts[index]) >= _SHORTEST:
            for smallest in sorted(own)[:_SKETCH]:
                holders[smallest].append(index)
    candidates = {
        pair for held in holders.values() if len(held) <= _CROWD for pair in combinations(held, 2)
    }
    return sorted(pair for pair in candidates if _share(*map(runs.__getitem__, pair)) >= alike)


def _runs(text: str) -> frozenset[int]:
    joined = "".join(text.split())
    return frozenset(
        zlib.crc32(joined[at : at + _RUN].encode("utf-8", "surrogatepass"))
        for at in range(max(1, len(joined) - _RUN + 1))
    )


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)
