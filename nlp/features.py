"""What the model counts in a message: words, pairs of words, runs of letters, and ideas.

Letters carry over misspellings and missing spaces; words carry meaning and can be shown as
evidence; ideas (`data/ideas.yaml`) carry over to words that training never met, and two ideas
close together tell more than both far apart in a long story. Training and reading both come
through `count_features`, so they cannot drift apart.
"""

import math
from collections import Counter
from functools import cache, lru_cache
from itertools import chain, combinations, pairwise, repeat
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.ideas import Idea, find_ideas
from nlp.tokens import Token, stop_words
from nlp.vocabulary import PAIR, WORD, Vocabulary

_SHORTEST_RUN, _LONGEST_RUN = 3, 5
_LETTERS_READ = 1500
# Two ideas within so many letters are taken for one clause.
_CLOSE = 60
_SAME_IDEA_READ = 4  # further places of an idea in a message tell nothing new
# How much letter runs and ideas weigh beside the words; the tries stand in docs/reader.md.
LETTER_WEIGHT = 0.7
IDEA_WEIGHT = 1.0
_MEANING = itemgetter(1)  # of a run that was spotted: its row


class Counted(NamedTuple):
    """Features of a message: rows of the vocabulary, words and pairs first, and their values."""

    rows: NDArray[np.intp]
    values: NDArray[np.float32]
    words: int  # rows that are words or pairs of words
    of_names: list[int | None]  # the row of each word, then of each pair of neighbours


def word_features(tokens: tuple[Token, ...]) -> list[str]:
    """Words and pairs of neighbouring words, as feature names."""
    words = [token.word for token in tokens]
    return [f"{WORD}{word}" for word in words] + [
        f"{PAIR}{first} {second}" for first, second in pairwise(words)
    ]


def letter_features(text: str) -> list[str]:
    """Runs of three to five letters, as often as they stand there."""
    return [
        text[start : start + length]
        for length in range(_SHORTEST_RUN, _LONGEST_RUN + 1)
        for start in range(len(text) - length + 1)
    ]


def idea_features(text: str) -> list[str]:
    """Ideas spoken of, pairs of them, and pairs close together, as feature names, each once."""
    places: dict[str, list[Idea]] = {}
    for idea in find_ideas(text):
        of_name = places.setdefault(idea.name, [])
        if len(of_name) < _SAME_IDEA_READ:
            of_name.append(idea)
    names = [f"c:{name}" for name in places]
    for first, second in combinations(sorted(places), 2):
        pair, close_pair = _pair(first, second)
        names.append(pair)
        if _are_close(places[first], places[second]):
            names.append(close_pair)
    return names


@cache
def _pair(first: str, second: str) -> tuple[str, str]:
    return f"cc:{first}+{second}", f"cn:{first}+{second}"


def _are_close(some: list[Idea], others: list[Idea]) -> bool:
    """Whether one of the ideas stands close to one of the others."""
    for _, start, end in some:
        for _, other_start, other_end in others:
            if other_start - end <= _CLOSE and start - other_end <= _CLOSE:
                return True
    return False


def letters_of(tokens: tuple[Token, ...]) -> str:
    """The letters of a message: its words joined."""
    return "".join([token.word for token in tokens])[:_LETTERS_READ]


def count_features(tokens: tuple[Token, ...], vocabulary: Vocabulary) -> Counted:
    """Rows and values of the features the model knows; each block has length one."""
    spelt = [token.word for token in tokens]
    of_names = [*map(vocabulary.words.get, spelt), *map(vocabulary.pairs.get, pairwise(spelt))]
    words = Counter(of_names)
    del words[None]
    text = letters_of(tokens)
    ideas = [row for name in idea_features(text) if (row := vocabulary.ideas.get(name)) is not None]
    letters = Counter(map(_MEANING, vocabulary.runs.find_in(text)))
    rows = np.array([*words, *ideas, *letters], dtype=np.intp)
    values = vocabulary.rarity.take(rows)
    counts = chain(words.values(), repeat(1, len(ideas)), letters.values())
    for i, count in enumerate(counts):
        if count > 1:  # seldom, so that one by one is quickest
            values[i] *= 1 + math.log(count)
    begin = 0
    for block, weight in ((words, 1.0), (ideas, IDEA_WEIGHT), (letters, LETTER_WEIGHT)):
        part = values[begin : begin + len(block)]
        part *= weight / (math.sqrt(part @ part) or 1.0)
        begin += len(block)
    return Counted(rows, values, len(words), of_names)


def is_meaningful(token: Token) -> bool:
    """Whether it says something about the matter: no particle, no mark, no number."""
    return _is_meaningful(token.word)


@lru_cache(maxsize=8192)
def _is_meaningful(word: str) -> bool:
    return word not in stop_words() and any(c.isalpha() for c in word)
