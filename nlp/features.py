"""What the model counts in a message: words, runs of letters, and flags of the lexicon.

Words carry meaning and can be shown as evidence; letters carry over misspellings, missing spaces
and words that training never met; a flag stands for many ways to say one thing, guarded against
denial. Training and reading both come through `count_features`, so they cannot drift apart.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from casework.categories import Flag
from nlp.normalise import LONGEST_READ
from nlp.tokens import Token, stop_words
from nlp.vocabulary import Vocabulary

# Four letters that begin where a syllable may: not with a vowel or mark that follows its consonant.
_RUN = re.compile("(?=([^ะ-ฺๅ-๎].{3}))", re.DOTALL)
_LETTERS_READ = 1500
# How much letter runs weigh beside the words; the tries stand in docs/reader.md.
LETTER_WEIGHT = 0.7
# By how often a feature stands in a message.
_LOUDER = np.log(np.arange(LONGEST_READ + 1, dtype=np.float32).clip(1)) + 1


class Counted(NamedTuple):
    """Features of a message: rows of the vocabulary, words first, and their values."""

    rows: NDArray[np.intp]
    values: NDArray[np.float32]
    words: int  # rows that are words
    of_words: list[int | None]  # the row of each word, in the order of the message


def letter_features(text: str) -> list[str]:
    """Runs of four letters, as often as they stand there, from wherever a syllable may begin."""
    return _RUN.findall(text)


def letters_of(tokens: tuple[Token, ...]) -> str:
    """The letters of a message: its words joined."""
    return "".join([token.word for token in tokens])[:_LETTERS_READ]


def count_features(
    tokens: tuple[Token, ...], raised: Iterable[Flag], vocabulary: Vocabulary
) -> Counted:
    """Rows and values of the features the model knows; words have length one, letters less."""
    of_words = [vocabulary.words.get(token.word) for token in tokens]
    words = Counter(of_words)
    letters = Counter(map(vocabulary.runs.get, letter_features(letters_of(tokens))))
    del words[None], letters[None]
    flags = sorted(vocabulary.flags[flag] for flag in raised)
    rows = np.array([*words, *letters, *flags], dtype=np.intp)
    counts = [*words.values(), *letters.values(), *[1] * len(flags)]
    values = vocabulary.weights.take(rows) * _LOUDER.take(counts)
    _make_long(values[: len(words)], 1.0)
    _make_long(values[len(words) : len(words) + len(letters)], LETTER_WEIGHT)
    return Counted(rows, values, len(words), of_words)


def _make_long(part: NDArray[np.float32], length: float) -> None:
    part *= length / (math.sqrt(part @ part) or 1.0)


def is_meaningful(token: Token) -> bool:
    """Whether a word says something about the matter: no particle, no mark, no number."""
    return _is_meaningful(token.word)


@lru_cache(maxsize=8192)
def _is_meaningful(word: str) -> bool:
    return word not in stop_words() and any(c.isalpha() for c in word)
