"""Read the messages of a corpus and count what stands in them, on all processors."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, starmap
from typing import NamedTuple, TypeVar

import numpy as np
from joblib import Parallel, delayed
from rich.progress import Progress
from scipy.sparse import csr_matrix, vstack

from casework.categories import Category, Flag
from nlp import features
from nlp.corpus_file import Labelled
from nlp.courtesies import without_courtesies
from nlp.flags import find_flags
from nlp.model import UNCLEAR_OUTPUT
from nlp.normalise import normalise
from nlp.slots import find_slots
from nlp.tokens import tokenise, words_of
from nlp.vocabulary import Vocabulary

_RAREST = 3  # a feature must stand in this many messages
_MOST_FEATURES, _MOST_PAIRS = 110_000, 40_000
_TOGETHER = 2_000  # messages that one processor works on at a time
# More where features are looked for: each part finds hundreds of thousands, largely the same.
_SEARCHED_TOGETHER = 16_000

Item = TypeVar("Item")
Made = TypeVar("Made")


class Read(NamedTuple):
    """The words of a message as they are counted, and the flags that the lexicon raises."""

    words: tuple[str, ...]
    raised: frozenset[Flag]


@dataclass(frozen=True)
class Example:
    """A labelled message, and what is read in it."""

    row: Labelled
    read: Read

    @property
    def subtype(self) -> str:
        """The output of the sub-type head this message should have."""
        return self.row.subtype or (
            UNCLEAR_OUTPUT if self.row.primary is Category.UNCLEAR else "O99"
        )


def examples_of(rows: Sequence[Labelled], progress: Progress) -> Iterator[Example]:
    """The messages in their order, as they are read."""
    parts = _on_all_processors(_read, [row.text for row in rows])
    read = progress.track(chain.from_iterable(parts), len(rows), description="reading the corpus")
    return starmap(Example, zip(rows, read, strict=True))


def vocabulary_of(examples: Sequence[Example]) -> Vocabulary:
    """Every word that stands in enough messages, the commonest pairs of words, and, as far as there
    is room, the commonest runs of letters, with their rarity."""
    words, pairs, runs = Counter[str](), Counter[str](), Counter[str]()
    messages = [e.read.words for e in examples]
    for part in _on_all_processors(_in_how_many, messages, _SEARCHED_TOGETHER):
        for total, own in zip((words, pairs, runs), part, strict=True):
            total.update(own)
    of_words = _commonest(words)
    of_pairs = _commonest(pairs)[:_MOST_PAIRS]
    of_runs = _commonest(runs)[: max(0, _MOST_FEATURES - len(of_words) - len(of_pairs))]
    rarity = [
        round(float(np.log((1 + len(examples)) / (1 + count))) + 1, 4)
        for _, count in of_words + of_pairs + of_runs
    ]
    return Vocabulary(_names(of_words), _names(of_pairs), _names(of_runs), rarity)


def table_of(examples: Sequence[Example], vocabulary: Vocabulary) -> csr_matrix:
    """Messages × features: how much of each stands in each."""
    counting = partial(_table, vocabulary)
    return vstack([*_on_all_processors(counting, [e.read for e in examples])], format="csr")


def _on_all_processors(
    work: Callable[[Sequence[Item]], Made], items: Sequence[Item], together: int = _TOGETHER
) -> Iterator[Made]:
    """What the work makes of the items, of so many at a time, in their order."""
    starts = range(0, len(items), together)
    made: Iterator[Made] = Parallel(n_jobs=-1, return_as="generator")(
        delayed(work)(items[start : start + together]) for start in starts
    )
    return made


def _read(texts: Sequence[str]) -> list[Read]:
    read = []
    for written in texts:
        text = normalise(written).text
        tokens = tokenise(text)
        raised = find_flags(text, find_slots(text, tokens, None))
        # The same word is one object: so it goes from one process to another only once.
        words = tuple(map(sys.intern, words_of(without_courtesies(text, tokens))))
        read.append(Read(words, frozenset(each.flag for each in raised)))
    return read


def _in_how_many(
    messages: Sequence[tuple[str, ...]],
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """In how many messages each word stands, each pair of words, and each run of letters."""
    words, pairs, runs = Counter[str](), Counter[str](), Counter[str]()
    for message in messages:
        words.update(set(message))
        pairs.update(set(features.pair_features(message)))
        runs.update(set(features.letter_features(message)))
    return words, pairs, runs


def _names(counts: Sequence[tuple[str, int]]) -> list[str]:
    return [name for name, _ in counts]


def _commonest(counts: Counter[str]) -> list[tuple[str, int]]:
    """Those in enough messages with their number, the commonest first."""
    enough = [each for each in counts.items() if each[1] >= _RAREST]
    return sorted(enough, key=lambda each: (-each[1], each[0]))


def _table(vocabulary: Vocabulary, messages: Sequence[Read]) -> csr_matrix:
    counted = [features.count_features(*each, vocabulary) for each in messages]
    ends = np.cumsum([0, *(len(each.rows) for each in counted)])
    values = np.concatenate([each.values for each in counted])
    rows = np.concatenate([each.rows for each in counted])
    return csr_matrix((values, rows, ends), shape=(len(counted), len(vocabulary)))
