"""What the model counts in a message: words, pairs of words, runs of letters, flags of the lexicon.

Words carry meaning and can be shown as evidence; two that follow each other say what neither does
alone (ไม่ จ่าย); letters carry over misspellings, missing spaces and words that training never met;
a flag stands for many ways to say one thing, guarded against denial. Training and reading both come
through `count_features`, so they cannot drift apart.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from casework.categories import Flag
from nlp.normalise import LONGEST_READ
from nlp.tokens import stop_words
from nlp.vocabulary import Vocabulary

# Four letters that begin where a syllable may: not with a vowel or mark that follows its consonant.
_RUN = re.compile("(?=([^ะ-ฺๅ-๎]...))", re.DOTALL)
_LETTERS_READ = 1500
# How much these weigh beside the words; the tries stand in docs/reader.md.
PAIR_WEIGHT, LETTER_WEIGHT = 0.5, 0.5
# By how often a feature stands in a message.
_LOUDER = np.log(np.arange(LONGEST_READ + 1, dtype=np.float32).clip(1)) + 1


class Counted(NamedTuple):
    """Features of a message: rows of the vocabulary, words and pairs first, and their values."""

    rows: NDArray[np.intp]
    values: NDArray[np.float32]
    named: int  # rows that are words or pairs
    of_words: list[int | None]  # the row of each word, in the order of the message
    of_pairs: list[int | None]  # of each word and the one before it, and of the last and nothing


def pair_features(words: Sequence[str]) -> list[str]:
    """Each word with the one after it, in the order of the message, which begins and ends with
    nothing: one pair more than there are words, even where there is none."""
    return [f"{one} {after}" for one, after in pairwise(["", *words, ""])]


def letter_features(words: Sequence[str]) -> list[str]:
    """Runs of four letters of the words joined, as often as they stand there, from wherever a
    syllable may begin."""
    return _RUN.findall("".join(words)[:_LETTERS_READ])


def count_features(words: Sequence[str], raised: Iterable[Flag], vocabulary: Vocabulary) -> Counted:
    """Rows and values of the features the model knows; words have length one, others less."""
    of_words = [*map(vocabulary.words.get, words)]
    of_pairs = [*map(vocabulary.pairs.get, pair_features(words))]
    of_runs = map(vocabulary.runs.get, letter_features(words))
    of_flags = sorted(vocabulary.flags[flag] for flag in raised)
    times = Counter([*of_words, *of_pairs, *of_runs, *of_flags])  # in the order of the rows' kinds
    del times[None]
    rows = np.fromiter(times, np.intp, len(times))
    values = vocabulary.weights.take(rows)
    values *= _LOUDER.take(np.fromiter(times.values(), np.intp, len(times)))
    words_end, named, runs_end = rows.searchsorted(vocabulary.ends).tolist()  # kind after kind
    _make_long(values[:words_end], 1.0)
    _make_long(values[words_end:named], PAIR_WEIGHT)
    _make_long(values[named:runs_end], LETTER_WEIGHT)
    return Counted(rows, values, named, of_words, of_pairs)


def _make_long(part: NDArray[np.float32], length: float) -> None:
    part *= length / (math.sqrt(part @ part) or 1.0)


@lru_cache(maxsize=8192)
def is_meaningful(word: str) -> bool:
    """Whether a word says something about the matter: no particle, no mark, no number."""
    return word not in stop_words() and any(c.isalpha() for c in word)
