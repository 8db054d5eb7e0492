"""What the model counts in a message: words, pairs of words, runs of letters, and ideas.

Letters carry over misspellings and missing spaces; words carry meaning and can be shown as
evidence; ideas (`data/ideas.yaml`) carry over to words that training never met, and two ideas
close together tell more than both far apart in a long story. Training and reading both come
through `count_features`, so they cannot drift apart.
"""

import math
from collections import Counter
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.ideas import Idea, ideas_in
from nlp.runs import LONGEST, Runs
from nlp.tokens import Token, stop_words
from nlp.vocabulary import Vocabulary

_SHORTEST_RUN = 3
_LETTERS_READ = 1500
# Two ideas within so many letters are taken for one clause.
_CLOSE = 60
_SAME_IDEA_READ = 4  # further places of an idea in a message tell nothing new
# How much letter runs and ideas weigh beside the words; the tries stand in docs/reader.md.
LETTER_WEIGHT = 0.7
IDEA_WEIGHT = 1.0


class Counted(NamedTuple):
    """Features of a message: rows of the vocabulary, words and pairs first, and their values."""

    rows: NDArray[np.intp]
    values: NDArray[np.float32]
    words: int  # rows that are words or pairs of words


def word_features(tokens: tuple[Token, ...]) -> list[str]:
    """Words and pairs of neighbouring words, as feature names."""
    words = [token.word for token in tokens]
    return [f"w:{word}" for word in words] + [
        f"p:{first} {second}" for first, second in pairwise(words)
    ]


def letter_features(runs: Runs) -> list[str]:
    """Runs of three to five letters, as often as they stand there."""
    text = runs.text
    return [
        text[start : start + length]
        for length in range(_SHORTEST_RUN, LONGEST + 1)
        for start in range(len(text) - length + 1)
    ]


def idea_features(runs: Runs) -> list[str]:
    """Ideas spoken of, pairs of them, and pairs close together, as feature names, each once."""
    places: dict[str, list[Idea]] = {}
    for idea in ideas_in(runs):
        of_name = places.setdefault(idea.name, [])
        if len(of_name) < _SAME_IDEA_READ:
            of_name.append(idea)
    names = [f"c:{name}" for name in places]
    for first, second in combinations(sorted(places), 2):
        pair, close_pair = _pair(first, second)
        names.append(pair)
        if any(_are_close(a, b) for a in places[first] for b in places[second]):
            names.append(close_pair)
    return names


@cache
def _pair(first: str, second: str) -> tuple[str, str]:
    return f"cc:{first}+{second}", f"cn:{first}+{second}"


def _are_close(one: Idea, other: Idea) -> bool:
    return max(one.start, other.start) - min(one.end, other.end) <= _CLOSE


def runs_of(tokens: tuple[Token, ...]) -> Runs:
    """The letters of a message's joined words."""
    return Runs("".join([token.word for token in tokens])[:_LETTERS_READ])


def count_features(tokens: tuple[Token, ...], vocabulary: Vocabulary) -> Counted:
    """Rows and values of the features the model knows; each block has length one."""
    runs = runs_of(tokens)
    words = Counter(_known(word_features(tokens), vocabulary))
    ideas = Counter(_known(idea_features(runs), vocabulary))
    letters, letter_counts = _counted_letters(runs, vocabulary)
    named = np.array([*words, *ideas], dtype=np.intp)
    rows = np.concatenate((named, letters))
    named_counts = np.array([*words.values(), *ideas.values()], dtype=np.intp)
    counts = np.concatenate((named_counts, letter_counts))
    values = vocabulary.rarity[rows] * (1 + np.log(counts, dtype=np.float32))
    begin = 0
    for block, weight in ((words, 1.0), (ideas, IDEA_WEIGHT), (letters, LETTER_WEIGHT)):
        part = values[begin : begin + len(block)]
        part *= np.float32(weight / (math.sqrt(part @ part) or 1.0))
        begin += len(block)
    return Counted(rows, values, len(words))


def _known(names: list[str], vocabulary: Vocabulary) -> list[int]:
    known = vocabulary.rows
    return [known[name] for name in names if name in known]


def _counted_letters(
    runs: Runs, vocabulary: Vocabulary
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    lengths = range(_SHORTEST_RUN, LONGEST + 1)
    keys = np.concatenate([runs.of_length(length) for length in lengths])
    keys.sort()
    is_first = np.empty(len(keys) + 1, dtype=bool)
    is_first[0] = is_first[-1] = True
    np.not_equal(keys[1:], keys[:-1], out=is_first[1:-1])
    first = np.flatnonzero(is_first)
    which, places = vocabulary.runs.find(keys[first[:-1]])
    return places + vocabulary.first_run, np.diff(first)[which]


def meaningful_words(tokens: tuple[Token, ...]) -> list[Token]:
    """Tokens that say something about the matter: no particles, no marks, no numbers."""
    return [token for token in tokens if is_meaningful(token)]


def is_meaningful(token: Token) -> bool:
    """Whether it is such a one."""
    return _is_meaningful(token.word)


@lru_cache(maxsize=8192)
def _is_meaningful(word: str) -> bool:
    return word not in stop_words() and any(c.isalpha() for c in word)
