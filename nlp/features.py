"""What the model counts in a message: words, pairs of words, runs of letters, and ideas.

Letters carry over misspellings and missing spaces; words carry meaning and can be shown as
evidence; ideas (`data/ideas.yaml`) carry over to words that training never met, and two ideas
close together tell more than both far apart in a long story. Training and reading both come
through `count_features`, so they cannot drift apart.
"""

import math
from functools import cache
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.ideas import Idea, find_ideas
from nlp.tokens import Token, stop_words

_SHORTEST_RUN, _LONGEST_RUN = 3, 5
_LETTERS_READ = 1500
# Two ideas within so many letters are taken for one clause.
_CLOSE = 60
_SAME_IDEA_READ = 4  # further places of an idea in a message tell nothing new
# How much letter runs and ideas weigh beside the words; the tries stand in docs/reader.md.
LETTER_WEIGHT = 0.7
IDEA_WEIGHT = 1.0


def word_features(tokens: tuple[Token, ...]) -> list[str]:
    """Words and pairs of neighbouring words, as feature names."""
    words = [token.word for token in tokens]
    return [f"w:{word}" for word in words] + [
        f"p:{first} {second}" for first, second in pairwise(words)
    ]


def letter_features(tokens: tuple[Token, ...]) -> list[str]:
    """Runs of three to five letters over the joined words, as feature names."""
    text = _joined(tokens)
    return [
        text[start : start + length]
        for length in range(_SHORTEST_RUN, _LONGEST_RUN + 1)
        for start in range(len(text) - length + 1)
    ]


def idea_features(tokens: tuple[Token, ...]) -> list[str]:
    """Ideas spoken of, pairs of them, and pairs close together, as feature names, each once."""
    places: dict[str, list[Idea]] = {}
    for idea in find_ideas(_joined(tokens)):
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


def _joined(tokens: tuple[Token, ...]) -> str:
    return "".join(token.word for token in tokens)[:_LETTERS_READ]


def count_features(
    tokens: tuple[Token, ...], vocabulary: dict[str, int], weights: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Indices and values of the features the model knows; each block has length one."""
    blocks = (
        _weighted(word_features(tokens), vocabulary, weights, 1.0),
        _weighted(letter_features(tokens), vocabulary, weights, LETTER_WEIGHT),
        _weighted(idea_features(tokens), vocabulary, weights, IDEA_WEIGHT),
    )
    return np.concatenate([i for i, _ in blocks]), np.concatenate([v for _, v in blocks])


def _weighted(
    names: list[str], vocabulary: dict[str, int], weights: NDArray[np.float32], scale: float
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    known = [vocabulary[name] for name in names if name in vocabulary]
    indices, counts = np.unique(np.asarray(known, dtype=np.intp), return_counts=True)
    values = weights[indices] * (1 + np.log(counts, dtype=np.float32))
    length = math.sqrt(float(values @ values)) or 1.0
    return indices, values * np.float32(scale / length)


def meaningful_words(tokens: tuple[Token, ...]) -> list[Token]:
    """Tokens that say something about the matter: no particles, no marks, no numbers."""
    return [t for t in tokens if t.word not in stop_words() and any(c.isalpha() for c in t.word)]
