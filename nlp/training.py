"""Train the reader: corpus in, a folder of model files out, the same bytes every time."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.progress import Progress
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from casework.categories import Category, Flag, Kind
from nlp import corpus_file, features
from nlp.corpus_file import DEVELOP, TRAIN, Labelled
from nlp.model import FORMAT, MODEL_PATH, UNCLEAR_OUTPUT, Model, Prediction, save_model, sharpen
from nlp.normalise import normalise
from nlp.tokens import Token, tokenise

READER_VERSION = "1"
_RAREST = 2  # a feature must stand in this many training messages
_MOST_FEATURES = 45_000
_FOLDS = 3
_STRENGTH = 6.0
# At most this share of the messages that go on by themselves may be wrong.
_MOST_WRONG = 0.03
# A flag that the words speak for is raised where so many of the messages it is raised for have it.
_FLAG_PRECISION = 0.85
_FEWEST_FLAGGED = 4  # messages a threshold rests on; else only the lexicon raises the flag
_NEVER = 1.01


@dataclass(frozen=True)
class Example:
    """A labelled message cut into words."""

    row: Labelled
    tokens: tuple[Token, ...]

    @property
    def subtype(self) -> str:
        """The output of the sub-type head this message should have."""
        return self.row.subtype or (
            UNCLEAR_OUTPUT if self.row.primary is Category.UNCLEAR else "O99"
        )


def train(
    path: Path | str = MODEL_PATH,
    corpus: Path | str = corpus_file.CORPUS_PATH,
    show_progress: bool = True,
) -> dict[str, Any]:
    """Train on the corpus's training split, write the model to `path`, return its card."""
    rows = corpus_file.read_corpus(Path(corpus))
    with Progress(disable=not show_progress) as progress:
        task = progress.add_task("reading the corpus", total=_FOLDS + 3)
        examples = [Example(row, tokenise(normalise(row.text).text)) for row in rows]
        training = [e for e in examples if e.row.split == TRAIN]
        development = [e for e in examples if e.row.split == DEVELOP]
        progress.update(task, advance=1, description="learning")
        vocabulary, weights = _vocabulary(training)
        table = _table(training, vocabulary, weights)
        model = _fit(training, table, vocabulary, weights)
        progress.update(task, advance=1, description="calibrating")
        held_out: list[tuple[Example, Prediction]] = []
        for fold in range(_FOLDS):
            rest = [i for i, e in enumerate(training) if _fold(e.row) != fold]
            learned = _fit([training[i] for i in rest], table[rest], vocabulary, weights)
            held_out += _predictions(learned, [e for e in training if _fold(e.row) == fold])
            progress.advance(task)
        model = _calibrated(model, held_out)
        model = replace(model, card=_card(model, rows, development, held_out))
        save_model(model, Path(path))
        progress.update(task, advance=1, description="done")
    return model.card


def _fold(row: Labelled) -> int:
    return int(hashlib.sha256(("fold" + row.situation).encode()).hexdigest()[:8], 16) % _FOLDS


def _fit(
    examples: Sequence[Example],
    table: csr_matrix,
    vocabulary: dict[str, int],
    weights: list[float],
) -> Model:
    """A model of the examples, whose features are the rows of the table."""
    categories, kinds = tuple(Category), tuple(Kind)
    subtypes = tuple(sorted({e.subtype for e in examples}))
    flags = tuple(Flag)
    targets = (
        *([e.row.primary is category for e in examples] for category in categories),
        *([e.subtype == subtype for e in examples] for subtype in subtypes),
        *([e.row.kind is kind for e in examples] for kind in kinds),
        *([flag in e.row.flags for e in examples] for flag in flags),
    )
    columns, biases = [], []
    for target in targets:
        column, bias = _one_against_rest(table, target)
        columns.append(column)
        biases.append(bias)
    return Model(
        weights=np.stack(columns, axis=1).astype(np.float32),
        bias=np.asarray(biases, dtype=np.float32),
        vocabulary=vocabulary,
        feature_weights=weights,
        categories=categories,
        subtypes=subtypes,
        kinds=kinds,
        flags=flags,
        temperatures={"category": 1.0, "subtype": 1.0, "kind": 1.0, "mixed": 1.0},
        card={},
    )


def _vocabulary(examples: Sequence[Example]) -> tuple[dict[str, int], list[float]]:
    """Features that stand in enough messages, the commonest first, and their rarity weights."""
    counts: Counter[str] = Counter()
    for example in examples:
        counts.update(set(features.word_features(example.tokens)))
        counts.update(set(features.letter_features(example.tokens)))
        counts.update(set(features.concept_features(example.tokens)))
    common = sorted(
        (name for name, count in counts.items() if count >= _RAREST),
        key=lambda name: (-counts[name], name),
    )[:_MOST_FEATURES]
    weights = [
        round(float(np.log((1 + len(examples)) / (1 + counts[name])) + 1), 4) for name in common
    ]
    return {name: index for index, name in enumerate(common)}, weights


def _table(
    examples: Sequence[Example], vocabulary: dict[str, int], weights: list[float]
) -> csr_matrix:
    indices, values, ends = [], [], [0]
    for example in examples:
        found, strengths = features.count_features(example.tokens, vocabulary, weights)
        indices += found
        values += strengths
        ends.append(len(indices))
    return csr_matrix((values, indices, ends), shape=(len(examples), len(vocabulary)))


def _one_against_rest(table: csr_matrix, target: list[bool]) -> tuple[NDArray[np.float64], float]:
    if not any(target):
        return np.zeros(table.shape[1]), -6.0
    # liblinear is deterministic: its order of examples is fixed. With far more features than
    # messages its dual form finds the same weights several times faster.
    learner = LogisticRegression(
        C=_STRENGTH,
        solver="liblinear",
        dual=True,
        class_weight={0: 1.0, 1: 2.0},
        random_state=7,
        tol=1e-2,
        max_iter=1000,
    )
    learner.fit(table, np.asarray(target, dtype=int))
    return learner.coef_[0], float(learner.intercept_[0])


def _predictions(model: Model, examples: Iterable[Example]) -> list[tuple[Example, Prediction]]:
    return [(example, model.predict(example.tokens)) for example in examples]


def _calibrated(model: Model, held_out: list[tuple[Example, Prediction]]) -> Model:
    """Temperatures under which messages the model had not seen were most likely."""
    kinds = [(p.kinds, e.row.kind) for e, p in held_out]
    subtypes = [(p.subtypes, e.subtype) for e, p in held_out]
    categories = [(p.categories, e.row.primary) for e, p in held_out]
    temperatures = {
        "category": 1.0,
        "subtype": _temperature(subtypes),
        "kind": _temperature(kinds),
        "mixed": _temperature(categories),
    }
    # The mixture was calibrated with the sub-type head as it was.
    return replace(model, temperatures=temperatures | {"subtype": 1.0})


def _temperature(pairs: Sequence[tuple[dict[Any, float], Any]]) -> float:
    """The temperature with the least log loss for (probabilities, truth) pairs."""
    logs = np.log(np.asarray([list(p.values()) for p, _ in pairs]) + 1e-9)
    truths = np.asarray([list(p).index(t) if t in p else 0 for p, t in pairs])

    def loss(temperature: float) -> float:
        scaled = logs / temperature
        scaled -= scaled.max(axis=1, keepdims=True)
        normalised = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-normalised[np.arange(len(truths)), truths].mean())

    return round(float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x), 3)


def _card(
    model: Model,
    rows: list[Labelled],
    development: list[Example],
    held_out: list[tuple[Example, Prediction]],
) -> dict[str, Any]:
    seen = corpus_file.corpus_hash(rows)
    checked = _predictions(model, development)
    right = sum(_top(p) is e.row.primary for e, p in checked)
    # The fold predictions stand in for more development messages: few rows make a poor threshold.
    sharper = model.temperatures["mixed"]
    automatic = _threshold([*checked, *[(e, _resharpened(p, sharper)) for e, p in held_out]])
    return {
        "format": FORMAT,
        "version": f"{READER_VERSION}-{seen[:8]}",
        "corpus_hash": seen,
        "messages": dict(Counter(row.split for row in rows)),
        "features": len(model.vocabulary),
        "heads": {
            "category": [str(c) for c in model.categories],
            "subtype": list(model.subtypes),
            "kind": [str(k) for k in model.kinds],
            "flag": [str(f) for f in model.flags],
        },
        "flag_thresholds": {str(flag): _flag_threshold(flag, held_out) for flag in model.flags},
        "temperatures": model.temperatures,
        "recommended_threshold": automatic,
        "development_accuracy": round(right / max(1, len(checked)), 4),
        "method": "one-against-rest logistic regression on words, pairs and letter runs",
    }


def _flag_threshold(flag: Flag, held_out: list[tuple[Example, Prediction]]) -> float:
    """The lowest probability from which on the flag is mostly right; `_NEVER` when none is."""
    scored = sorted(((p.flags[flag], flag in e.row.flags) for e, p in held_out), reverse=True)
    threshold, right = _NEVER, 0
    for number, (probability, has_it) in enumerate(scored, start=1):
        right += has_it
        if right >= _FEWEST_FLAGGED and right / number >= _FLAG_PRECISION:
            threshold = probability
    return round(threshold, 4)


def _resharpened(prediction: Prediction, temperature: float) -> Prediction:
    return replace(prediction, categories=sharpen(prediction.categories, temperature))


def _top(prediction: Prediction) -> Category:
    return max(prediction.categories, key=lambda c: prediction.categories[c])


def _threshold(checked: list[tuple[Example, Prediction]]) -> float:
    """The lowest confidence above which at most `_MOST_WRONG` of the messages are wrong."""
    scored = sorted(
        ((max(p.categories.values()), _top(p) is e.row.primary) for e, p in checked), reverse=True
    )
    threshold, wrong = 0.99, 0
    for number, (confidence, is_right) in enumerate(scored, start=1):
        wrong += not is_right
        if wrong / number <= _MOST_WRONG:
            threshold = confidence
    return round(threshold, 3)
