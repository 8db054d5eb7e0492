"""The features a model knows: which row of its weights each has, and how rare it is."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from nlp.runs import RunTable


class Vocabulary:
    """Names (words, pairs of words, ideas) have the first rows, runs of letters the others."""

    def __init__(self, names: Sequence[str], runs: Sequence[str], rarity: Iterable[float]) -> None:
        """`rarity` weighs each row, names first. Raises ValueError if it does not fit them."""
        self.rows = {name: row for row, name in enumerate(names)}
        self.runs = RunTable(runs)
        self.first_run = len(names)
        self.rarity = np.asarray(rarity, dtype=np.float32)
        self._written = {"names": list(names), "runs": list(runs)}
        if len(self.rarity) != len(self):
            raise ValueError(f"{len(self.rarity)} weights for {len(self)} features")

    def __len__(self) -> int:
        return self.first_run + len(self._written["runs"])

    def as_json(self) -> dict[str, Any]:
        """The arguments that make the same vocabulary again."""
        return {**self._written, "rarity": [round(float(each), 4) for each in self.rarity]}
