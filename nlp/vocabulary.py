"""The features a model knows: which row of its weights each has, and how rare it is."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from nlp.spotting import Spotter


class Vocabulary:
    """Words have the first rows, runs of letters the others."""

    def __init__(self, words: Sequence[str], runs: Sequence[str], rarity: Iterable[float]) -> None:
        """`rarity` weighs each row, words first. Raises ValueError if it does not fit them, or for
        a word or run listed twice."""
        self.words = {word: row for row, word in enumerate(words)}
        self.runs = Spotter((run, row) for row, run in enumerate(runs, len(words)))
        self.rarity = np.asarray(rarity, dtype=np.float32)
        self._written = {"words": list(words), "runs": list(runs)}
        if len(self.words) != len(words):
            raise ValueError("a word is listed twice")
        if len(self.rarity) != len(self) or not np.isfinite(self.rarity).all():
            raise ValueError(f"{len(self.rarity)} numbers for {len(self)} features, or no numbers")

    def __len__(self) -> int:
        return len(self._written["words"]) + len(self._written["runs"])

    def as_json(self) -> dict[str, Any]:
        """The arguments that make the same vocabulary again."""
        return {**self._written, "rarity": [round(float(each), 4) for each in self.rarity]}
