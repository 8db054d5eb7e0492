"""Train the reader: corpus in, a folder of model files out, the same bytes every time."""

import gc
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from rich.progress import Progress
from scipy.sparse import csr_matrix

from casework.categories import Category, Flag, Kind
from nlp import corpus_file, features
from nlp.choosing import FlagSeen, chosen_on
from nlp.corpus_file import DEVELOP, TRAIN, Labelled
from nlp.flags import find_flags
from nlp.learning import Learnt, Targets, learn
from nlp.model import FORMAT, MODEL_PATH, UNCLEAR_OUTPUT, Model, category_of, save_model
from nlp.network import Heads, Network, Numbers
from nlp.normalise import normalise
from nlp.slots import find_slots
from nlp.tokens import Token, tokenise
from nlp.vocabulary import Vocabulary

READER_VERSION = "5"
_RAREST = 2  # a feature must stand in this many training messages
_MOST_FEATURES, _MOST_PAIRS = 40_000, 20_000
_SEEDS = (1, 2, 3)  # of the networks
_FLAG_FOLDS = 2  # each with one network
_LARGEST = 127  # whole number of one byte

Messages = NDArray[np.intp]  # places of some of them


@dataclass(frozen=True)
class Example:
    """A labelled message, its words, and the flags that the lexicon raises."""

    row: Labelled
    tokens: tuple[Token, ...]
    raised: frozenset[Flag]

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
    with _without_collector(), Progress(disable=not show_progress) as progress:
        reading = progress.add_task("reading the corpus", total=len(rows))
        examples = []
        for row in rows:
            examples.append(_example(row))
            progress.advance(reading)
        training = [e for e in examples if e.row.split == TRAIN]
        vocabulary = _vocabulary(training)
        table = _table(training, vocabulary)
        outputs = _outputs(training)
        targets = _targets(training, outputs)
        whole = np.arange(len(training))
        parts = [(whole, _SEEDS), *((part, _SEEDS[:1]) for part in _all_but_one_fold(training))]
        learnt = _learnt(table, targets, parts, progress)
        network, *of_folds = [_network(networks, targets.heads) for networks in learnt]
        model = _model(network, vocabulary, outputs)
        developing = [e for e in examples if e.row.split == DEVELOP]
        development = [(e.row, e.tokens, model.predict(e.tokens, e.raised)) for e in developing]
        asked = _flags_by_folds([p.counted for _, _, p in development], of_folds)
        chosen = chosen_on(development, list(_flags_held_out(training, table, of_folds)), asked)
        model = replace(
            model,
            temperatures=chosen["temperatures"],
            card=_card(rows, vocabulary, outputs) | chosen,
        )
        save_model(model, Path(path))
    return model.card


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of words are made and stay: looking through them for what is no longer used would
    take a sixth of the time before learning begins."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _example(row: Labelled) -> Example:
    text = normalise(row.text).text
    tokens = tokenise(text)
    raised = find_flags(text, find_slots(text, tokens, None))
    return Example(row, tokens, frozenset(each.flag for each in raised))


def _outputs(examples: Sequence[Example]) -> dict[str, list[str]]:
    """What the model answers, by question."""
    return {
        "subtype": sorted({e.subtype for e in examples}),
        "kind": [str(kind) for kind in Kind],
        "flag": [str(flag) for flag in Flag],
    }


def _targets(examples: Sequence[Example], outputs: dict[str, list[str]]) -> Targets:
    subtypes, kinds, flags = outputs["subtype"], outputs["kind"], list(Flag)
    own = [category_of(each) for each in subtypes]
    return Targets(
        subtypes=np.array([subtypes.index(e.subtype) for e in examples]),
        same_category=np.array([[c is category_of(e.subtype) for c in own] for e in examples]),
        kinds=np.array([kinds.index(e.row.kind) for e in examples]),
        flags=np.array([[f in e.row.flags for f in flags] for e in examples], dtype=np.float32),
        heads=Heads(len(subtypes), len(kinds), len(flags)),
    )


def _learnt(
    table: csr_matrix,
    targets: Targets,
    parts: Sequence[tuple[Messages, Sequence[int]]],
    progress: Progress,
) -> Iterator[list[Learnt]]:
    """For each part of the messages its networks, one for each seed, learnt on all processors."""
    task = progress.add_task("learning", total=sum(len(seeds) for _, seeds in parts))
    work = (
        delayed(learn)(own, told, seed)
        for part, seeds in parts
        for own, told in [(table[part], targets.of(part))]
        for seed in seeds
    )
    learning = Parallel(n_jobs=-1, return_as="generator")(work)
    for _, seeds in parts:
        networks = []
        for _ in seeds:
            networks.append(next(learning))
            progress.advance(task)
        yield networks


def _network(learnt: Sequence[Learnt], heads: Heads) -> Network:
    """The networks side by side, the features' weights as whole numbers of one byte."""
    first = np.concatenate([each.first for each in learnt], axis=1)
    # What rounding changes in a probability is far below its error.
    steps = np.abs(first).max(axis=1).clip(1e-9) / _LARGEST
    return Network(
        first=np.rint(first / steps[:, None]).astype(np.int8),
        steps=steps,
        hidden_bias=np.stack([each.hidden_bias for each in learnt]),
        second=np.stack([each.second for each in learnt]),
        bias=np.stack([each.bias for each in learnt]),
        heads=heads,
    )


def _flags_held_out(
    examples: Sequence[Example], table: csr_matrix, of_folds: Sequence[Network]
) -> Iterator[FlagSeen]:
    """For every message the flags' probabilities, by networks learnt from the other messages."""
    for example, own in zip(examples, pairwise(table.indptr), strict=True):
        counted = slice(*own)
        told = _flags(of_folds[_fold(example.row)], table.indices[counted], table.data[counted])
        yield FlagSeen(example.row, example.raised, dict(zip(Flag, told, strict=True)))


def _flags_by_folds(messages: Sequence[features.Counted], of_folds: Sequence[Network]) -> Numbers:
    """Messages × flags: what such networks make of messages that none of them was learnt from."""
    told = np.array([[_flags(each, m.rows, m.values) for m in messages] for each in of_folds])
    mean: Numbers = told.mean(axis=0)
    return mean


def _flags(network: Network, rows: NDArray[np.intp], values: Numbers) -> Numbers:
    told: Numbers = network.answer(rows, values).together[network.heads.places[2]]
    return told


def _all_but_one_fold(examples: Sequence[Example]) -> Iterator[Messages]:
    folds = np.asarray([_fold(e.row) for e in examples])
    for fold in range(_FLAG_FOLDS):
        yield np.flatnonzero(folds != fold)


def _fold(row: Labelled) -> int:
    digest = hashlib.sha256(("fold" + row.situation).encode()).hexdigest()
    return int(digest[:8], 16) % _FLAG_FOLDS


def _model(network: Network, vocabulary: Vocabulary, outputs: dict[str, list[str]]) -> Model:
    return Model(
        network=network,
        vocabulary=vocabulary,
        subtypes=tuple(outputs["subtype"]),
        kinds=tuple(Kind),
        flags=tuple(Flag),
        temperatures={"kind": 1.0, "category": 1.0},
        card={},
    )


def _vocabulary(examples: Sequence[Example]) -> Vocabulary:
    """Every word that stands in enough messages, the commonest pairs of words, and, as far as there
    is room, the commonest runs of letters, with their rarity."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    runs: Counter[str] = Counter()
    for example in examples:
        words.update({token.word for token in example.tokens})
        pairs.update(set(features.pair_features(example.tokens)))
        runs.update(set(features.letter_features(features.letters_of(example.tokens))))
    of_words = _commonest(words)
    of_pairs = _commonest(pairs)[:_MOST_PAIRS]
    of_runs = _commonest(runs)[: max(0, _MOST_FEATURES - len(of_words) - len(of_pairs))]
    rarity = [
        round(float(np.log((1 + len(examples)) / (1 + count))) + 1, 4)
        for _, count in of_words + of_pairs + of_runs
    ]
    return Vocabulary(_names(of_words), _names(of_pairs), _names(of_runs), rarity)


def _names(counts: Sequence[tuple[str, int]]) -> list[str]:
    return [name for name, _ in counts]


def _commonest(counts: Counter[str]) -> list[tuple[str, int]]:
    """Those in enough messages with their number, the commonest first."""
    enough = [each for each in counts.items() if each[1] >= _RAREST]
    return sorted(enough, key=lambda each: (-each[1], each[0]))


def _table(examples: Sequence[Example], vocabulary: Vocabulary) -> csr_matrix:
    counted = [features.count_features(e.tokens, e.raised, vocabulary) for e in examples]
    ends = np.cumsum([0, *(len(each.rows) for each in counted)])
    values = np.concatenate([each.values for each in counted])
    rows = np.concatenate([each.rows for each in counted])
    return csr_matrix((values, rows, ends), shape=(len(examples), len(vocabulary)))


def _card(
    rows: list[Labelled], vocabulary: Vocabulary, outputs: dict[str, list[str]]
) -> dict[str, Any]:
    seen = corpus_file.corpus_hash(rows)
    return {
        "format": FORMAT,
        "version": f"{READER_VERSION}-{seen[:8]}",
        "corpus_hash": seen,
        "messages": dict(Counter(row.split for row in rows)),
        "features": len(vocabulary),
        "outputs": outputs,
        "method": f"{len(_SEEDS)} networks of one hidden layer on words, pairs and letter runs",
    }
