"""Train the reader: corpus in, a folder of model files out, the same bytes every time."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from rich.progress import Progress
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from casework.categories import Category, Flag, Kind
from nlp import corpus_file, features
from nlp.choosing import FlagSeen, chosen_on
from nlp.corpus_file import DEVELOP, TRAIN, Labelled
from nlp.model import FORMAT, MODEL_PATH, UNCLEAR_OUTPUT, Model, save_model
from nlp.normalise import normalise
from nlp.tokens import Token, tokenise
from nlp.vocabulary import Vocabulary

READER_VERSION = "2"
_RAREST = 2  # a feature must stand in this many training messages
_MOST_FEATURES = 70_000
_FLAG_FOLDS = 2
_STRENGTH = 1.5  # small: soft weights carry over better to kinds of writing training never met

Column = tuple[NDArray[np.float64], float]  # weights of the features, and the bias


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
    """Train on the corpus's training split, write the model to `path`, return its card.

    Temperatures and thresholds are chosen on messages the weights were not learnt from. Works on
    as many processors as there are. Raises ValueError for a fault in the corpus.
    """
    rows = corpus_file.read_corpus(Path(corpus))
    with Progress(disable=not show_progress) as progress:
        reading = progress.add_task("reading the corpus", total=len(rows))
        examples = []
        for row in rows:
            examples.append(Example(row, tokenise(normalise(row.text).text)))
            progress.advance(reading)
        training = [e for e in examples if e.row.split == TRAIN]
        vocabulary = _vocabulary(training)
        table = _table(training, vocabulary)
        targets = _targets(training)
        columns = _learnt(table, list(targets.values()), progress, "learning")
        held_out = list(_flags_held_out(training, table, progress))
        model = _model(columns, targets, vocabulary)
        development = [
            (e.row, e.tokens, model.predict(e.tokens)) for e in examples if e.row.split == DEVELOP
        ]
        chosen = chosen_on(development, held_out)
        model = replace(
            model,
            temperatures=chosen["temperatures"],
            card=_card(rows, vocabulary, targets) | chosen,
        )
        save_model(model, Path(path))
    return model.card


def _targets(examples: Sequence[Example]) -> dict[tuple[str, str], list[bool]]:
    """What each output of the four heads should say of each message, by (head, output)."""
    subtypes = sorted({e.subtype for e in examples})
    return {
        **{("category", c): [e.row.primary is c for e in examples] for c in Category},
        **{("subtype", s): [e.subtype == s for e in examples] for s in subtypes},
        **{("kind", k): [e.row.kind is k for e in examples] for k in Kind},
        **{("flag", f): [f in e.row.flags for e in examples] for f in Flag},
    }


def _learnt(
    table: csr_matrix, targets: Sequence[Sequence[bool]], progress: Progress, told: str
) -> list[Column]:
    """A column of weights for each target, in their order, learnt on all processors."""
    task = progress.add_task(told, total=len(targets))
    columns: list[Column] = []
    learning = (delayed(_one_against_rest)(table, target) for target in targets)
    for column in Parallel(n_jobs=-1, return_as="generator")(learning):
        columns.append(column)
        progress.advance(task)
    return columns


def _one_against_rest(table: csr_matrix, target: Sequence[bool]) -> Column:
    if not any(target):
        return np.zeros(table.shape[1]), -6.0
    # liblinear is deterministic: its order of examples is fixed. With far more features than
    # messages its dual form finds the same weights several times faster.
    learner = LogisticRegression(
        C=_STRENGTH,
        solver="liblinear",
        dual=True,
        random_state=7,
        tol=1e-2,
        max_iter=1000,
    )
    learner.fit(table, np.asarray(target, dtype=int))
    return learner.coef_[0], float(learner.intercept_[0])


def _flags_held_out(
    examples: Sequence[Example], table: csr_matrix, progress: Progress
) -> Iterator[FlagSeen]:
    """For every message the flags' probabilities, by weights learnt from the other messages."""
    folds = np.asarray([_fold(e.row) for e in examples])
    for fold in range(_FLAG_FOLDS):
        rest = np.flatnonzero(folds != fold).tolist()
        inside = np.flatnonzero(folds == fold).tolist()
        targets = [[flag in examples[i].row.flags for i in rest] for flag in Flag]
        columns = _learnt(table[rest], targets, progress, f"checking the flags, {fold + 1}")
        weights = np.stack([column for column, _ in columns], axis=1)
        scores = table[inside] @ weights + np.asarray([bias for _, bias in columns])
        for index, row in zip(inside, 1 / (1 + np.exp(-scores)), strict=True):
            yield examples[index].row, dict(zip(Flag, row.tolist(), strict=True))


def _fold(row: Labelled) -> int:
    digest = hashlib.sha256(("fold" + row.situation).encode()).hexdigest()
    return int(digest[:8], 16) % _FLAG_FOLDS


def _model(
    columns: Sequence[Column],
    targets: dict[tuple[str, str], list[bool]],
    vocabulary: Vocabulary,
) -> Model:
    return Model(
        weights=np.stack([column for column, _ in columns], axis=1).astype(np.float32),
        bias=np.asarray([bias for _, bias in columns], dtype=np.float32),
        vocabulary=vocabulary,
        categories=tuple(Category),
        subtypes=tuple(output for head, output in targets if head == "subtype"),
        kinds=tuple(Kind),
        flags=tuple(Flag),
        temperatures={"kind": 1.0, "mixed": 1.0},
        card={},
    )


def _vocabulary(examples: Sequence[Example]) -> Vocabulary:
    """Features that stand in enough messages, the commonest, with their rarity."""
    names: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for example in examples:
        text = features.letters_of(example.tokens)
        names.update(set(features.word_features(example.tokens)))
        names.update(features.idea_features(text))
        letters.update(set(features.letter_features(text)))
    enough = sorted(
        (-count, is_run, name)
        for is_run, counts in enumerate((names, letters))
        for name, count in counts.items()
        if count >= _RAREST
    )[:_MOST_FEATURES]
    enough.sort(key=lambda each: each[1])  # names first
    rarity = [
        round(float(np.log((1 + len(examples)) / (1 - negated)) + 1), 4) for negated, _, _ in enough
    ]
    return Vocabulary(
        [name for _, is_run, name in enough if not is_run],
        [name for _, is_run, name in enough if is_run],
        rarity,
    )


def _table(examples: Sequence[Example], vocabulary: Vocabulary) -> csr_matrix:
    rows, values, ends = [], [], [0]
    for example in examples:
        counted = features.count_features(example.tokens, vocabulary)
        rows += counted.rows.tolist()
        values += counted.values.tolist()
        ends.append(len(rows))
    table = csr_matrix((values, rows, ends), shape=(len(examples), len(vocabulary)))
    table.sum_duplicates()  # sorts as well: the learners share the table and must not change it
    return table


def _card(
    rows: list[Labelled], vocabulary: Vocabulary, targets: dict[tuple[str, str], list[bool]]
) -> dict[str, Any]:
    seen = corpus_file.corpus_hash(rows)
    heads: dict[str, list[str]] = {
        "category": [],
        "subtype": [],
        "kind": [],
        "flag": [],
    }
    for head, output in targets:
        heads[head].append(str(output))
    return {
        "format": FORMAT,
        "version": f"{READER_VERSION}-{seen[:8]}",
        "corpus_hash": seen,
        "messages": dict(Counter(row.split for row in rows)),
        "features": len(vocabulary),
        "heads": heads,
        "method": "one-against-rest logistic regression on words, pairs, letter runs and ideas",
    }
