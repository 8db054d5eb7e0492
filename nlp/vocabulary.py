"""The features a model knows: which row of its weights each has, and how rare it is."""

from collections.abc import Sequence
from typing import Any

import numpy as np


class Vocabulary:
    """Words have the first rows, runs of letters the others."""

    def __init__(self, words: Sequence[str], runs: Sequence[str], rarity: Sequence[float]) -> None:
        """`rarity` weighs each row, words first. Raises ValueError if it does not fit them, or for
        a word or run listed twice."""
        self.words = {word: row for row, word in enumerate(words)}
        self.runs = {run: row for row, run in enumerate(runs, len(words))}
        self.rarity = np.asarray(rarity, dtype=np.float32)
        if len(self) != len(words) + len(runs):
            raise ValueError("a word or a run of letters is listed twice")
        if self.rarity.shape != (len(self),) or not np.isfinite(self.rarity).all():
            raise ValueError(f"{len(rarity)} numbers for {len(self)} features, or no numbers")

    def __len__(self) -> int:
        return len(self.words) + len(self.runs)

    def as_json(self) -> dict[str, Any]:
        """The arguments that make the same vocabulary again."""
        rarity = [round(float(each), 4) for each in self.rarity]
        return {"words": [*self.words], "runs": [*self.runs], "rarity": rarity}
