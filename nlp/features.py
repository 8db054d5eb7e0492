"""What the model counts in a message: words, and runs of letters.

Words carry meaning and can be shown as evidence; letters carry over misspellings, missing spaces
and words that training never met. Training and reading both come through `count_features`, so
they cannot drift apart.
"""

import math
from collections import Counter
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.tokens import Token, stop_words
from nlp.vocabulary import Vocabulary

_SHORTEST_RUN, _LONGEST_RUN = 3, 5
_LETTERS_READ = 1500
# How much letter runs weigh beside the words; the tries stand in docs/reader.md.
LETTER_WEIGHT = 0.7
_MEANING = itemgetter(1)  # of a run that was spotted: its row


class Counted(NamedTuple):
    """Features of a message: rows of the vocabulary, words first, and their values."""

    rows: NDArray[np.intp]
    values: NDArray[np.float32]
    words: int  # rows that are words
    of_words: list[int | None]  # the row of each word, in the order of the message


def letter_features(text: str) -> list[str]:
    """Runs of three to five letters, as often as they stand there."""
    return [
        text[start : start + length]
        for length in range(_SHORTEST_RUN, _LONGEST_RUN + 1)
        for start in range(len(text) - length + 1)
    ]


def letters_of(tokens: tuple[Token, ...]) -> str:
    """The letters of a message: its words joined."""
    return "".join([token.word for token in tokens])[:_LETTERS_READ]


def count_features(tokens: tuple[Token, ...], vocabulary: Vocabulary) -> Counted:
    """Rows and values of the features the model knows; words have length one, letters less."""
    of_words = [vocabulary.words.get(token.word) for token in tokens]
    words = Counter(of_words)
    del words[None]
    letters = Counter(map(_MEANING, vocabulary.runs.find_in(letters_of(tokens))))
    rows = np.array([*words, *letters], dtype=np.intp)
    values = vocabulary.rarity.take(rows)
    for i, count in enumerate(chain(words.values(), letters.values())):
        if count > 1:  # seldom, so that one by one is quickest
            values[i] *= 1 + math.log(count)
    _make_long(values[: len(words)], 1.0)
    _make_long(values[len(words) :], LETTER_WEIGHT)
    return Counted(rows, values, len(words), of_words)


def _make_long(part: NDArray[np.float32], length: float) -> None:
    part *= length / (math.sqrt(part @ part) or 1.0)


def is_meaningful(token: Token) -> bool:
    """Whether a word says something about the matter: no particle, no mark, no number."""
    return _is_meaningful(token.word)


@lru_cache(maxsize=8192)
def _is_meaningful(word: str) -> bool:
    return word not in stop_words() and any(c.isalpha() for c in word)
