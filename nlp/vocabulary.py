"""The features a model knows: which row of its weights each has, and how rare it is."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from nlp.spotting import Spotter

WORD, PAIR = "w:", "p:"  # what the names of words and of pairs of words begin with


class Vocabulary:
    """Names (words, pairs of words, ideas) have the first rows, runs of letters the others."""

    def __init__(self, names: Sequence[str], runs: Sequence[str], rarity: Iterable[float]) -> None:
        """`rarity` weighs each row, names first. Raises ValueError if it does not fit them, or for
        a run listed twice."""
        rows = {name: row for row, name in enumerate(names)}
        self.words = {n[len(WORD) :]: row for n, row in rows.items() if n.startswith(WORD)}
        self.pairs = {p: row for n, row in rows.items() if n.startswith(PAIR) for p in _pairs(n)}
        self.ideas = {n: row for n, row in rows.items() if not n.startswith((WORD, PAIR))}
        self.runs = Spotter((run, row) for row, run in enumerate(runs, len(names)))
        self.rarity = np.asarray(rarity, dtype=np.float32)
        self._written = {"names": list(names), "runs": list(runs)}
        if len(self.rarity) != len(self):
            raise ValueError(f"{len(self.rarity)} weights for {len(self)} features")

    def __len__(self) -> int:
        return len(self._written["names"]) + len(self._written["runs"])

    def as_json(self) -> dict[str, Any]:
        """The arguments that make the same vocabulary again."""
        return {**self._written, "rarity": [round(float(each), 4) for each in self.rarity]}


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    """The two words; where a word itself holds a space (เฉย ๆ) there are several ways to part."""
    parts = name.removeprefix(PAIR).split(" ")
    for at in range(1, len(parts)):
        yield " ".join(parts[:at]), " ".join(parts[at:])
