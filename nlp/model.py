"""The trained model: four linear heads over one table of weights, in files that hold no code.

weights.npy      float16, features × outputs
vocabulary.json  feature names in the order of the rows, and their weights
card.json        heads, calibration, corpus hash, figures: the model card
"""

import json
import math
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.categories import SUBTYPES, Category, Flag, Kind
from nlp.features import Counted, count_features
from nlp.tokens import Token
from nlp.vocabulary import Vocabulary

MODEL_PATH = Path(__file__).parent / "model"
UNCLEAR_OUTPUT = "unclear"
SUBTYPE_SHARE = 0.8  # of a category's probability, the rest is the category head's
FORMAT = 4  # of the files; a model of another one is as good as none
_CODES = {c: {code for code, s in SUBTYPES.items() if s.category is c} for c in Category}
_FILES = ("weights.npy", "vocabulary.json", "card.json")


class ReaderNotTrained(RuntimeError):
    """No model stands at the path; it says how to make one."""


@dataclass(frozen=True)
class Prediction:
    """Calibrated probabilities, each adding up to 1, and the features that were found.

    `flags` stand each for itself: any number of them may be likely at once.
    """

    categories: dict[Category, float]
    kinds: dict[Kind, float]
    flags: dict[Flag, float]
    counted: Counted
    outputs: tuple[str, ...]  # the sub-types, and how likely each is by itself
    each: list[float]

    @cached_property
    def subtypes(self) -> dict[str, float]:
        """Probabilities of all sub-types; seldom asked for."""
        return dict(zip(self.outputs, shares(self.each), strict=True))

    def likeliest_subtype(self, category: Category) -> str | None:
        """The likeliest sub-type within the category; None for one without sub-types."""
        codes = _CODES[category]
        within = [(p, o) for o, p in zip(self.outputs, self.each, strict=True) if o in codes]
        return max(within, key=itemgetter(0), default=(0.0, None))[1]


@dataclass(frozen=True)
class Model:
    """Immutable once made, so any number of threads may read with it."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    vocabulary: Vocabulary
    categories: tuple[Category, ...]
    subtypes: tuple[str, ...]
    kinds: tuple[Kind, ...]
    flags: tuple[Flag, ...]
    temperatures: dict[str, float]
    card: dict[str, Any]

    @property
    def version(self) -> str:
        """Short name of this model, made of the corpus's and the code's hash."""
        return str(self.card["version"])

    @cached_property
    def _neighbours(self) -> list[tuple[Category, int, int]]:
        """Which outputs, from one to before another, are sub-types of a category."""
        found, start = [], len(self.categories)
        for category, outputs in groupby(self.subtypes, category_of):
            end = start + len(list(outputs))
            found.append((category, start, end))
            start = end
        return found

    def predict(self, tokens: tuple[Token, ...]) -> Prediction:
        """Probabilities for the words of one message."""
        counted = count_features(tokens, self.vocabulary)
        outputs = counted.values @ self.weights.take(counted.rows, axis=0)
        outputs += self.bias
        # From here on lists: for so few numbers they are quicker than arrays.
        scores, each = outputs.tolist(), (1 / (1 + np.exp(-outputs))).tolist()
        first, second = len(self.categories), len(self.categories) + len(self.subtypes)
        third = second + len(self.kinds)
        own, total = shares(each[:first]), sum(each[first:second])
        by_subtypes = dict.fromkeys(self.categories, 0.0)
        for category, start, end in self._neighbours:
            by_subtypes[category] += sum(each[start:end]) / total
        # Sub-types carry over better to other kinds of writing than training met (docs/reader.md).
        mixed = {
            category: (1 - SUBTYPE_SHARE) * share + SUBTYPE_SHARE * by_subtypes[category]
            for category, share in zip(self.categories, own, strict=True)
        }
        by_kind = softmax(scores[second:third], self.temperatures["kind"])
        return Prediction(
            categories=sharpen(mixed, self.temperatures["mixed"]),
            kinds=dict(zip(self.kinds, by_kind, strict=True)),
            flags=dict(zip(self.flags, each[third:], strict=True)),
            counted=counted,
            outputs=self.subtypes,
            each=each[first:second],
        )

    def flag_least(self, flag: Flag) -> dict[str, float]:
        """From which probability on the flag is raised, as was chosen in training: `with_words` of
        the lexicon for it, `with_hints`, or `alone`."""
        least: dict[str, float] = self.card["flag_least"][flag]
        return least

    @cached_property
    def flag_floors(self) -> dict[Flag, float]:
        """Below these probabilities a flag is only raised by the lexicon's own words."""
        least = {flag: self.flag_least(flag) for flag in self.flags}
        return {flag: min(each["with_hints"], each["alone"]) for flag, each in least.items()}

    def flag_contributions(self, prediction: Prediction, flag: Flag) -> list[float]:
        """How much each word, and then each pair of neighbours, speaks for a flag."""
        first = len(self.categories) + len(self.subtypes) + len(self.kinds)
        counts = np.zeros_like(self.bias)
        counts[first + self.flags.index(flag)] = 1
        return self._by_name(prediction, counts)

    def contributions(self, prediction: Prediction, category: Category) -> list[float]:
        """The same for a category, against the mean of the others."""
        return self._by_name(prediction, self._against_the_others[category])

    @cached_property
    def _against_the_others(self) -> dict[Category, NDArray[np.float32]]:
        """How much each output counts for a category: itself, less the mean of the others."""
        number = len(self.categories)
        counts = np.zeros((number, len(self.bias)), dtype=np.float32)
        counts[:, :number] = -1 / (number - 1)
        np.fill_diagonal(counts, 1)
        return dict(zip(self.categories, counts, strict=True))

    def _by_name(self, prediction: Prediction, counts: NDArray[np.float32]) -> list[float]:
        counted = prediction.counted
        rows = counted.rows[: counted.words]
        strengths = (self.weights.take(rows, axis=0) @ counts) * counted.values[: counted.words]
        by_row = dict(zip(rows.tolist(), strengths.tolist(), strict=True))
        return [by_row.get(row, 0.0) for row in counted.of_names]


def shares(numbers: list[float]) -> list[float]:
    """The numbers made to add up to 1."""
    total = sum(numbers)
    return [number / total for number in numbers]


def softmax(scores: list[float], temperature: float) -> list[float]:
    """Scores as probabilities; a higher temperature is less sure."""
    highest = max(scores)
    return shares([math.exp((score - highest) / temperature) for score in scores])


def category_of(output: str) -> Category:
    """The category of a sub-type output."""
    return Category.UNCLEAR if output == UNCLEAR_OUTPUT else SUBTYPES[output].category


def sharpen(probabilities: dict[Category, float], temperature: float) -> dict[Category, float]:
    """Probabilities raised to 1/temperature and made to add up to 1 again."""
    raised = {c: math.exp(math.log(max(p, 1e-9)) / temperature) for c, p in probabilities.items()}
    total = sum(raised.values())
    return {category: value / total for category, value in raised.items()}


def is_trained(path: Path | str = MODEL_PATH) -> bool:
    """Whether a whole model of this release's form stands at the path."""
    if not all((Path(path) / name).is_file() for name in _FILES):
        return False
    card = json.loads((Path(path) / "card.json").read_text(encoding="utf-8"))
    return bool(card.get("format") == FORMAT)


def save_model(model: Model, path: Path) -> None:
    """Write the model's files. The same model gives the same bytes."""
    path.mkdir(parents=True, exist_ok=True)
    # Half precision halves the file; what it changes in a probability is far below its error.
    table = np.vstack([model.bias[None, :], model.weights]).astype(np.float16)
    np.save(path / "weights.npy", table, allow_pickle=False)
    text = json.dumps(model.vocabulary.as_json(), ensure_ascii=False, separators=(",", ":"))
    (path / "vocabulary.json").write_text(text, encoding="utf-8")
    card = json.dumps(model.card, ensure_ascii=False, indent=1, sort_keys=True)
    (path / "card.json").write_text(card + "\n", encoding="utf-8")


def load_model(path: Path | str = MODEL_PATH) -> Model:
    """The model at the path; raises ReaderNotTrained when there is none."""
    path = Path(path)
    if not is_trained(path):
        raise ReaderNotTrained(
            f"no reader model in {path}: train one with nlp.train({str(path)!r})"
        )
    table = np.load(path / "weights.npy", allow_pickle=False).astype(np.float32)
    written = json.loads((path / "vocabulary.json").read_text(encoding="utf-8"))
    card = json.loads((path / "card.json").read_text(encoding="utf-8"))
    return Model(
        weights=table[1:],
        bias=table[0],
        vocabulary=Vocabulary(written["names"], written["runs"], written["rarity"]),
        categories=tuple(Category(name) for name in card["heads"]["category"]),
        subtypes=tuple(card["heads"]["subtype"]),
        kinds=tuple(Kind(name) for name in card["heads"]["kind"]),
        flags=tuple(Flag(name) for name in card["heads"]["flag"]),
        temperatures=card["temperatures"],
        card=card,
    )
