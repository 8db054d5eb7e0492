"""The features a model knows: which row of its weights each has, and how much it weighs."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from casework.categories import Flag

_FLAG_WEIGHT = 0.5  # beside the words of a message, which together have length one


class Vocabulary:
    """Words have the first rows, then pairs of words, runs of letters, and the lexicon's flags."""

    def __init__(
        self,
        words: Sequence[str],
        pairs: Sequence[str],
        runs: Sequence[str],
        rarity: Sequence[float],
    ) -> None:
        """`rarity` weighs words, pairs and runs. Raises ValueError if it does not fit them, or for
        one listed twice."""
        self.words = {word: row for row, word in enumerate(words)}
        self.pairs = {pair: row for row, pair in enumerate(pairs, len(words))}
        self.runs = {run: row for row, run in enumerate(runs, len(words) + len(pairs))}
        # The row after the last word, pair and run.
        self.ends = np.cumsum([len(words), len(pairs), len(runs)])
        listed = int(self.ends[-1])
        self.flags = {flag: row for row, flag in enumerate(Flag, listed)}
        self.weights = np.array([*rarity, *[_FLAG_WEIGHT] * len(Flag)], dtype=np.float32)
        if len(self.words) + len(self.pairs) + len(self.runs) != listed:
            raise ValueError("a word, a pair or a run of letters is listed twice")
        if len(rarity) != listed or not np.isfinite(self.weights).all():
            raise ValueError(f"{len(rarity)} numbers for {listed} features, or no numbers")

    def __len__(self) -> int:
        return len(self.weights)

    def as_json(self) -> dict[str, Any]:
        """The arguments that make the same vocabulary again."""
        rarity = [round(float(each), 4) for each in self.weights[: -len(Flag)]]
        return {
            "words": [*self.words],
            "pairs": [*self.pairs],
            "runs": [*self.runs],
            "rarity": rarity,
        }
