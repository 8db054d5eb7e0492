"""The trained model: networks over one table of features, in files that hold no code.

weights.npz         the networks' weights, those of the features as small whole numbers, compressed
vocabulary.json.gz  features in the order of the rows, and how rare each is
card.json           outputs, calibration, corpus hash, figures: the model card
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np

from casework.categories import SUBTYPES, Category, Flag, Kind, Urgency
from nlp.exchange import FILES
from nlp.features import Counted, count_features, is_meaningful
from nlp.network import Answer, Heads, Network, Numbers, strengths
from nlp.vocabulary import Vocabulary

MODEL_PATH = Path(__file__).parent / "model"
UNCLEAR_OUTPUT = "unclear"
FORMAT = 13  # of the files; a model of another one is as good as none
WEIGHTS = ("first", "steps", "hidden_bias", "second", "bias")  # arrays in weights.npz
_CATEGORIES = tuple(Category)
_CODES = {c: sorted(code for code, s in SUBTYPES.items() if s.category is c) for c in Category}

T = TypeVar("T")


class ReaderNotTrained(RuntimeError):
    """No model stands at the path; it says how to make one."""


class Prediction(NamedTuple):
    """Probabilities, and what they come from.

    Categories and kinds are calibrated and add up to 1, sub-types and urgencies add up to 1,
    `flags` stand each for itself: any number of them may be likely at once.
    """

    categories: dict[Category, float]
    subtypes: dict[str, float]
    kinds: dict[Kind, float]
    urgencies: dict[Urgency, float]
    flags: dict[Flag, float]
    counted: Counted
    answer: Answer

    def known_and_strange(self, words: Sequence[str]) -> tuple[list[str], list[str]]:
        """Those of the words that training met, and those that it never did."""
        known: list[str] = []
        strange: list[str] = []
        for word, row in zip(words, self.counted.of_words, strict=True):
            (strange if row is None else known).append(word)
        return known, strange

    def knows_any(self, words: Sequence[str]) -> bool:
        """Whether training met any word that says something, or there is none to be known."""
        told = zip(words, self.counted.of_words, strict=True)
        if any(row is not None and is_meaningful(word) for word, row in told):
            return True
        return not any(map(is_meaningful, words))

    def likeliest_subtype(self, category: Category) -> str | None:
        """The likeliest sub-type within the category; None for one without sub-types."""
        within = [code for code in _CODES[category] if code in self.subtypes]
        return max(within, key=self.subtypes.__getitem__, default=None)


@dataclass(frozen=True)
class Model:
    """Immutable once made, so any number of threads may read with it."""

    network: Network
    vocabulary: Vocabulary
    subtypes: tuple[str, ...]
    kinds: tuple[Kind, ...]
    flags: tuple[Flag, ...]
    temperatures: dict[str, float]
    card: dict[str, Any]

    @property
    def version(self) -> str:
        """Short name of this model: the form of its files and the hash of all that they hold."""
        return str(self.card["version"])

    @cached_property
    def _own_subtypes(self) -> Numbers:
        """Categories × sub-types: 1 where the sub-type is of the category, else 0."""
        categories = [category_of(each) for each in self.subtypes]
        own = [[each is category for each in categories] for category in _CATEGORIES]
        return np.array(own, dtype=np.float32)

    @cached_property
    def _sides(self) -> dict[Category | Urgency, Numbers]:
        """For each category and urgency two rows of outputs: 1 where it is one of its sub-types, or
        at least as urgent; 1 where it is another one."""
        places, outputs = self.network.heads.places, sum(self.network.heads)
        at_least = np.triu(np.ones((len(Urgency), len(Urgency)), dtype=np.float32))
        by_category = _two_sides(self._own_subtypes, places.subtypes, outputs)
        by_urgency = _two_sides(at_least, places.urgencies, outputs)
        return {
            **dict(zip(Category, by_category, strict=True)),
            **dict(zip(Urgency, by_urgency, strict=True)),
        }

    def predict(self, words: Sequence[str], raised: Iterable[Flag]) -> Prediction:
        """Probabilities for the words of one message, and the flags that the lexicon raised."""
        counted = count_features(words, raised, self.vocabulary)
        answer = self.network.answer(counted.rows, counted.values)
        together, places = answer.together, self.network.heads.places
        by_category = (self._own_subtypes @ together[places.subtypes]).tolist()
        told = together.tolist()
        by_subtype, by_kind, by_urgency, by_flag = (told[each] for each in places)
        return Prediction(
            categories=sharpen(_CATEGORIES, by_category, self.temperatures["category"]),
            subtypes=dict(zip(self.subtypes, by_subtype, strict=True)),
            kinds=sharpen(self.kinds, by_kind, self.temperatures["kind"]),
            urgencies=dict(zip(Urgency, by_urgency, strict=True)),
            flags=dict(zip(self.flags, by_flag, strict=True)),
            counted=counted,
            answer=answer,
        )

    def likely_flags(self, prediction: Prediction) -> list[Flag]:
        """The flags that are likely enough: from which probability on was chosen in training."""
        least = self.card["flag_least"]
        return [flag for flag, likely in prediction.flags.items() if likely >= least[flag]]

    def strengths(self, prediction: Prediction, side: Category | Urgency) -> list[float]:
        """How much each word speaks for the category, or for being so urgent at least, in the order
        of the message."""
        return _by_word(prediction, self.network.towards(prediction.answer, self._sides[side]))

    def flag_strengths(self, prediction: Prediction, flag: Flag) -> list[float]:
        """The same for a flag."""
        towards = self.network.towards_flag(prediction.answer, self.flags.index(flag))
        return _by_word(prediction, towards)


def _two_sides(own: Numbers, place: slice, outputs: int) -> Numbers:
    """For each row of `own` (1 for an output of the question, else 0) it and its opposite, as rows
    of all outputs, of which the question's stand at `place`."""
    sides = np.zeros((len(own), 2, outputs), dtype=np.float32)
    sides[:, 0, place] = own
    sides[:, 1, place] = 1 - own
    return sides


def _by_word(prediction: Prediction, towards: Numbers) -> list[float]:
    """By word what it moves, each time it stands there, and half of what its pairs move; a pair
    with the message's beginning or end is its one word's alone."""
    counted = prediction.counted
    named = strengths(prediction.answer, counted.named, towards)
    by_row: dict[int | None, float] = {None: 0.0}
    by_row.update(zip(counted.rows[: counted.named].tolist(), named.tolist(), strict=True))
    paired = [by_row[row] for row in counted.of_pairs]
    paired[0] *= 2
    paired[-1] *= 2
    return [
        by_row[row] + (before + after) / 2
        for row, (before, after) in zip(counted.of_words, pairwise(paired), strict=True)
    ]


def category_of(output: str) -> Category:
    """The category of a sub-type output."""
    return Category.UNCLEAR if output == UNCLEAR_OUTPUT else SUBTYPES[output].category


def sharpen(answers: Sequence[T], probabilities: list[float], temperature: float) -> dict[T, float]:
    """The answers' probabilities raised to 1/temperature and made to add up to 1 again: a higher
    temperature is less sure."""
    power = 1 / temperature
    raised = [each**power for each in probabilities]
    total = sum(raised)
    return {each: value / total for each, value in zip(answers, raised, strict=True)}


def is_trained(path: Path | str = MODEL_PATH) -> bool:
    """Whether a whole model of this release's form stands at the path."""
    if not all((Path(path) / name).is_file() for name in FILES):
        return False
    try:
        card = json.loads((Path(path) / "card.json").read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(card, dict) and card.get("format") == FORMAT


def save_model(model: Model, path: Path) -> dict[str, Any]:
    """Write the model's files; return its card with its version. The same model gives the same
    bytes."""
    path.mkdir(parents=True, exist_ok=True)
    weights = {name: getattr(model.network, name) for name in WEIGHTS}
    np.savez_compressed(path / "weights.npz", **weights)
    text = json.dumps(model.vocabulary.as_json(), ensure_ascii=False, separators=(",", ":"))
    (path / "vocabulary.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    held = hashlib.sha256(json.dumps(model.card, sort_keys=True).encode() + text.encode())
    for array in weights.values():  # not the file's bytes: they differ by the release of Python
        held.update(array.tobytes())
    card = model.card | {"version": f"{FORMAT}-{held.hexdigest()[:8]}"}
    text = json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True)
    (path / "card.json").write_text(text + "\n", encoding="utf-8")
    return card


def load_model(path: Path | str = MODEL_PATH) -> Model:
    """The model at the path; raises ReaderNotTrained when there is none, and whatever a broken one
    brings about, ValueError where its parts do not fit each other."""
    path = Path(path)
    if not is_trained(path):
        raise ReaderNotTrained(
            f"no reader model in {path}: train one with nlp.train({str(path)!r})"
        )
    with np.load(path / "weights.npz", allow_pickle=False) as arrays:
        weights = {name: arrays[name] for name in WEIGHTS}
    written = json.loads(gzip.decompress((path / "vocabulary.json.gz").read_bytes()))
    card = json.loads((path / "card.json").read_text(encoding="utf-8"))
    outputs = card["outputs"]
    heads = Heads(*(len(outputs[head]) for head in ("subtype", "kind", "urgency", "flag")))
    network, vocabulary = Network(**weights, heads=heads), Vocabulary(**written)
    network.check(len(vocabulary))
    return Model(
        network=network,
        vocabulary=vocabulary,
        subtypes=tuple(outputs["subtype"]),
        kinds=tuple(Kind(name) for name in outputs["kind"]),
        flags=tuple(Flag(name) for name in outputs["flag"]),
        temperatures=card["temperatures"],
        card=card,
    )
