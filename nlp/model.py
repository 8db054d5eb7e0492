"""The trained model: four linear heads over one table of weights, in files that hold no code.

weights.npy      float16, features × outputs
vocabulary.json  feature names in the order of the rows, and their weights
card.json        heads, calibration, corpus hash, figures: the model card
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.categories import SUBTYPES, Category, Flag, Kind
from nlp.features import count_features
from nlp.tokens import Token

MODEL_PATH = Path(__file__).parent / "model"
UNCLEAR_OUTPUT = "unclear"
SUBTYPE_SHARE = 0.8  # of a category's probability, the rest is the category head's
FORMAT = 3  # of the files; a model of another one is as good as none
_FILES = ("weights.npy", "vocabulary.json", "card.json")


class ReaderNotTrained(RuntimeError):
    """No model stands at the path; it says how to make one."""


@dataclass(frozen=True)
class Prediction:
    """Calibrated probabilities, each adding up to 1, and the features that were found.

    `flags` stand each for itself: any number of them may be likely at once.
    """

    categories: dict[Category, float]
    subtypes: dict[str, float]
    kinds: dict[Kind, float]
    flags: dict[Flag, float]
    indices: NDArray[np.intp]
    values: NDArray[np.float32]

    def likeliest_subtype(self, category: Category) -> str | None:
        """The likeliest sub-type within the category; None for one without sub-types."""
        within = {
            code: probability
            for code, probability in self.subtypes.items()
            if code in SUBTYPES and SUBTYPES[code].category is category
        }
        return max(within, key=lambda code: within[code], default=None)


@dataclass(frozen=True)
class Model:
    """Immutable once made, so any number of threads may read with it."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    vocabulary: dict[str, int]
    feature_weights: NDArray[np.float32]
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

    def predict(self, tokens: tuple[Token, ...]) -> Prediction:
        """Probabilities for the words of one message."""
        indices, values = count_features(tokens, self.vocabulary, self.feature_weights)
        scores = self.bias.copy()
        scores += values @ self.weights[indices]
        first, second = len(self.categories), len(self.categories) + len(self.subtypes)
        by_category = shares(scores[:first])
        by_subtype = shares(scores[first:second])
        third = second + len(self.kinds)
        by_kind = softmax(scores[second:third], self.temperatures["kind"])
        by_flag = (1 / (1 + np.exp(-scores[third:]))).tolist()
        subtypes = dict(zip(self.subtypes, by_subtype, strict=True))
        mixed = mix(dict(zip(self.categories, by_category, strict=True)), subtypes)
        return Prediction(
            categories=sharpen(mixed, self.temperatures["mixed"]),
            subtypes=subtypes,
            kinds=dict(zip(self.kinds, by_kind, strict=True)),
            flags=dict(zip(self.flags, by_flag, strict=True)),
            indices=indices,
            values=values,
        )

    def likely_flags(
        self, prediction: Prediction, in_words: frozenset[Flag]
    ) -> tuple[frozenset[Flag], tuple[Flag, ...]]:
        """Of the flags the lexicon found those that stand, and those the words speak for alone.

        From which probability on was chosen in training, for each flag.
        """
        least: dict[str, dict[str, float]] = self.card["flag_least"]
        stand = {f for f in in_words if prediction.flags[f] >= least[f]["with_words"]}
        alone = (f for f, p in prediction.flags.items() if p >= least[f]["alone"])
        return frozenset(stand), tuple(f for f in alone if f not in in_words)

    def flag_contributions(self, prediction: Prediction, flag: Flag) -> dict[int, float]:
        """How much each feature found speaks for a flag."""
        first = len(self.categories) + len(self.subtypes) + len(self.kinds)
        column = self.weights[prediction.indices, first + self.flags.index(flag)]
        strengths = column * prediction.values
        return dict(zip(prediction.indices.tolist(), strengths.tolist(), strict=True))

    def contributions(self, prediction: Prediction, category: Category) -> dict[int, float]:
        """How much each feature found speaks for a category, against the mean of the others."""
        column = self.categories.index(category)
        rows = self.weights[prediction.indices, : len(self.categories)]
        others = (rows.sum(axis=1) - rows[:, column]) / (len(self.categories) - 1)
        strengths = (rows[:, column] - others) * prediction.values
        return dict(zip(prediction.indices.tolist(), strengths.tolist(), strict=True))


def shares(scores: NDArray[np.float32]) -> list[float]:
    """What each of several one-against-rest answers has of their sum."""
    each = 1 / (1 + np.exp(-scores))
    found: list[float] = (each / each.sum()).tolist()
    return found


def softmax(scores: NDArray[np.float32], temperature: float) -> list[float]:
    """Scores as probabilities; a higher temperature is less sure."""
    raised = np.exp((scores - scores.max()) / temperature)
    probabilities: list[float] = (raised / raised.sum()).tolist()
    return probabilities


def mix(categories: dict[Category, float], subtypes: dict[str, float]) -> dict[Category, float]:
    """The weighted mean of what the category head says and what the sub-types add up to.

    Sub-types carry over better to messages of other kinds than training knew (docs/reader.md).
    """
    sums = dict.fromkeys(categories, 0.0)
    for code, probability in subtypes.items():
        sums[category_of(code)] += probability
    return {
        category: (1 - SUBTYPE_SHARE) * categories[category] + SUBTYPE_SHARE * sums[category]
        for category in categories
    }


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
    features = {
        "names": _in_order(model.vocabulary),
        "weights": [round(weight, 4) for weight in model.feature_weights.tolist()],
    }
    text = json.dumps(features, ensure_ascii=False, separators=(",", ":"))
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
    features = json.loads((path / "vocabulary.json").read_text(encoding="utf-8"))
    card = json.loads((path / "card.json").read_text(encoding="utf-8"))
    return Model(
        weights=table[1:],
        bias=table[0],
        vocabulary={name: index for index, name in enumerate(features["names"])},
        feature_weights=np.asarray(features["weights"], dtype=np.float32),
        categories=tuple(Category(name) for name in card["heads"]["category"]),
        subtypes=tuple(card["heads"]["subtype"]),
        kinds=tuple(Kind(name) for name in card["heads"]["kind"]),
        flags=tuple(Flag(name) for name in card["heads"]["flag"]),
        temperatures=card["temperatures"],
        card=card,
    )


def _in_order(vocabulary: dict[str, int]) -> Sequence[str]:
    return sorted(vocabulary, key=lambda name: vocabulary[name])
