"""Messages that are nearly the same: those that share most of their runs of five letters.

Two messages that share so many runs share a few of their rarest, too: only messages that hold the
same rare runs are compared (prefix filtering, Bayardo, Ma and Srikant 2007). No pair is missed.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, combinations

_RUN = 5
_SHORTEST = 20  # letters; shorter messages are alike by chance
_RARE = 4  # rare runs that two messages must share to be compared


def near_duplicates(texts: Sequence[str], alike: float = 0.6) -> list[tuple[int, int]]:
    """Index pairs of texts that share at least `alike` (0 to 1) of their runs of letters."""
    runs = {at: _runs(text) for at, text in enumerate(texts) if len(text) >= _SHORTEST}
    held = Counter(chain.from_iterable(runs.values()))
    rarest_first = {run: place for place, run in enumerate(sorted(held, key=held.__getitem__))}
    wanted: dict[int, int] = {}
    holders: dict[str, list[int]] = defaultdict(list)
    for index, own in runs.items():
        least = math.ceil(len(own) * alike)
        wanted[index] = min(_RARE, least)
        rare = sorted(own, key=rarest_first.__getitem__)[: len(own) - least + wanted[index]]
        for run in rare:
            holders[run].append(index)
    shared = Counter(chain.from_iterable(combinations(group, 2) for group in holders.values()))
    return sorted(
        (one, other)
        for (one, other), count in shared.items()
        if count >= min(wanted[one], wanted[other]) and _share(runs[one], runs[other]) >= alike
    )


def _runs(text: str) -> frozenset[str]:
    joined = "".join(text.split())
    return frozenset([joined[at : at + _RUN] for at in range(max(1, len(joined) - _RUN + 1))])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
