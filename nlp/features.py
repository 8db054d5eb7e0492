"""What the model counts in a message: words, pairs of words, runs of letters, and ideas.

Letters carry over misspellings and missing spaces; words carry meaning and can be shown as
evidence; ideas (`data/concepts.yaml`) carry over to words that training never met. Training and
reading both come through `count_features`, so they cannot drift apart.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import yaml

from nlp.tokens import Token, stop_words

_SHORTEST_RUN, _LONGEST_RUN = 3, 5
_LETTERS_READ = 1500
# How much letter runs and ideas weigh beside the words; the tries stand in docs/reader.md.
LETTER_WEIGHT = 0.7
CONCEPT_WEIGHT = 1.3


@cache
def concepts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Names of ideas and the words that express them."""
    path = Path(__file__).parent / "data" / "concepts.yaml"
    written: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple((name, re.compile(words)) for name, words in written.items())


def word_features(tokens: tuple[Token, ...]) -> list[str]:
    """Words and pairs of neighbouring words, as feature names."""
    words = [token.word for token in tokens]
    return [f"w:{word}" for word in words] + [
        f"p:{first} {second}" for first, second in pairwise(words)
    ]


def letter_features(tokens: tuple[Token, ...]) -> list[str]:
    """Runs of three to five letters over the joined words, as feature names."""
    text = "".join(token.word for token in tokens)[:_LETTERS_READ]
    return [
        text[start : start + length]
        for length in range(_SHORTEST_RUN, _LONGEST_RUN + 1)
        for start in range(len(text) - length + 1)
    ]


def concept_features(tokens: tuple[Token, ...]) -> list[str]:
    """Ideas spoken of, and pairs of them, as feature names."""
    text = "".join(token.word for token in tokens)[:_LETTERS_READ]
    found = [name for name, words in concepts() if words.search(text)]
    pairs = [f"cc:{first}+{second}" for first, second in combinations(found, 2)]
    return [f"c:{name}" for name in found] + pairs


def count_features(
    tokens: tuple[Token, ...], vocabulary: dict[str, int], weights: list[float]
) -> tuple[list[int], list[float]]:
    """Indices and values of the features the model knows; each block has length one."""
    indices: list[int] = []
    values: list[float] = []
    blocks = (
        (word_features(tokens), 1.0),
        (letter_features(tokens), LETTER_WEIGHT),
        (concept_features(tokens), CONCEPT_WEIGHT),
    )
    for names, scale in blocks:
        block = _weighted(names, vocabulary, weights)
        length = math.sqrt(sum(value * value for value in block.values())) or 1.0
        indices += block
        values += [scale * value / length for value in block.values()]
    return indices, values


def _weighted(
    names: Iterable[str], vocabulary: dict[str, int], weights: list[float]
) -> dict[int, float]:
    counts = Counter(vocabulary[name] for name in names if name in vocabulary)
    return {
        index: weights[index] * (1.0 if count == 1 else 1.0 + math.log(count))
        for index, count in counts.items()
    }


def meaningful_words(tokens: tuple[Token, ...]) -> list[Token]:
    """Tokens that say something about the matter: no particles, no marks, no numbers."""
    return [t for t in tokens if t.word not in stop_words() and any(c.isalpha() for c in t.word)]
