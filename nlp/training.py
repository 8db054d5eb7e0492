"""Train the reader: corpus in, a folder of model files out, the same bytes every time."""

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from rich.progress import Progress
from scipy.sparse import csr_matrix

from casework.categories import EMERGENCY_FLAGS, Flag, Kind, Urgency
from nlp import corpus_file
from nlp.choosing import chosen_on
from nlp.corpus_file import DEVELOP, TRAIN, Labelled
from nlp.counting import Example, examples_of, table_of, vocabulary_of
from nlp.learning import Learnt, Targets, learn
from nlp.model import FORMAT, MODEL_PATH, Model, category_of, save_model
from nlp.network import Heads, Network, Numbers
from nlp.vocabulary import Vocabulary

_SEEDS = (1, 2, 3, 4)  # of the networks
# How roughly a feature's weights are rounded, beside how much of it a message holds on the mean: so
# they tell the same (docs/reader.md), and two in three become 0, which hardly take room.
_ROUGHNESS = 0.0008
_LARGEST = 127  # that a byte holds
_LITTLE = 1e-6  # of a feature that no message holds: whatever weights it has become 0
# How much a flag counts beside the sub-type; the tries stand in docs/reader.md.
_FLAG_COUNTS, _EMERGENCY_COUNTS = 1.5, 4.0


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
        examples = list(examples_of(rows, progress))
        training = [e for e in examples if e.row.split == TRAIN]
        vocabulary = vocabulary_of(training)
        table = table_of(training, vocabulary)
        outputs = _outputs(training)
        targets = _targets(training, outputs)
        network = _network(_learnt(table, targets, progress), table, targets.heads)
        model = _model(network, vocabulary, outputs)
        developing = [e for e in examples if e.row.split == DEVELOP]
        chosen = chosen_on([(e.row, e.read.words, model.predict(*e.read)) for e in developing])
        card = _card(rows, vocabulary, outputs) | chosen
        model = replace(model, temperatures=chosen["temperatures"], card=card)
        return save_model(model, Path(path))


def flag_weights() -> Numbers:
    """How much each flag counts while the networks learn, in the order of `Flag`: where life or
    freedom is in danger, most."""
    counts = [_EMERGENCY_COUNTS if flag in EMERGENCY_FLAGS else _FLAG_COUNTS for flag in Flag]
    return np.array(counts, dtype=np.float32)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of words are made and stay: looking through them for what is no longer used would
    take a sixth of the time before learning begins."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _outputs(examples: Sequence[Example]) -> dict[str, list[str]]:
    """What the model answers, by question."""
    return {
        "subtype": sorted({e.subtype for e in examples}),
        "kind": [str(kind) for kind in Kind],
        "urgency": [urgency.name.lower() for urgency in Urgency],
        "flag": [str(flag) for flag in Flag],
    }


def _targets(examples: Sequence[Example], outputs: dict[str, list[str]]) -> Targets:
    subtypes, kinds, flags = outputs["subtype"], outputs["kind"], list(Flag)
    own = [category_of(each) for each in subtypes]
    return Targets(
        subtypes=np.array([subtypes.index(e.subtype) for e in examples]),
        subtype_counts=np.array([e.row.teaches_subtype for e in examples], dtype=np.float32),
        same_category=np.array([[c is category_of(e.subtype) for c in own] for e in examples]),
        kinds=np.array([kinds.index(e.row.kind) for e in examples]),
        urgencies=np.array([e.row.urgency for e in examples], dtype=np.intp),
        flags=np.array([[f in e.row.flags for f in flags] for e in examples], dtype=np.float32),
        flag_weights=flag_weights(),
        heads=Heads(len(subtypes), len(kinds), len(Urgency), len(flags)),
    )


def _learnt(table: csr_matrix, targets: Targets, progress: Progress) -> list[Learnt]:
    """A network of each seed, learnt on all processors."""
    work = (delayed(learn)(table, targets, seed) for seed in _SEEDS)
    networks = Parallel(n_jobs=-1, return_as="generator")(work)
    return list(progress.track(networks, len(_SEEDS), description="learning"))


def _network(learnt: Sequence[Learnt], table: csr_matrix, heads: Heads) -> Network:
    """The networks side by side, the features' weights as small whole numbers: the rarer a feature
    in the table and the less of it stands there, the longer its steps, so that none is told more
    exactly than it matters."""
    held = np.sqrt(np.asarray(table.multiply(table).mean(axis=0), dtype=np.float32)).ravel()
    first = np.concatenate([each.first for each in learnt], axis=1)
    steps = np.float32(_ROUGHNESS) / held.clip(_LITTLE)
    return Network(
        first=np.rint(first / steps[:, None]).clip(-_LARGEST, _LARGEST).astype(np.int8),
        steps=steps,
        hidden_bias=np.stack([each.hidden_bias for each in learnt]),
        second=np.stack([each.second for each in learnt]),
        bias=np.stack([each.bias for each in learnt]),
        heads=heads,
    )


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


def _card(
    rows: list[Labelled], vocabulary: Vocabulary, outputs: dict[str, list[str]]
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "corpus_hash": corpus_file.corpus_hash(rows),
        "messages": dict(Counter(row.split for row in rows)),
        "features": len(vocabulary),
        "outputs": outputs,
        "method": f"{len(_SEEDS)} networks of one hidden layer on words, pairs and letter runs",
    }
