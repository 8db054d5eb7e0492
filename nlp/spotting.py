"""Find every one of many words in a text, in one pass over its letters however many words there
are (Aho and Corasick 1975, doi:10.1145/360825.360855)."""

from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar

import ahocorasick

T = TypeVar("T")


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of a few words stands in the text: far cheaper than an expression's search."""
    return any(map(text.__contains__, words))


class Spotter(Generic[T]):
    """Words, each with what it stands for. Never changed once made: threads may share it."""

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        """Raises ValueError for a word that is empty or listed twice."""
        self._automaton: Any = ahocorasick.Automaton()
        for word, meaning in words:
            if not self._automaton.add_word(word, meaning):
                raise ValueError(f"an empty word, or one listed twice: {word!r}")
        self._automaton.make_automaton()

    def find_in(self, text: str) -> Iterator[tuple[int, T]]:
        """Where a word ends in the text (the place of its last letter), and what it stands for.

        In the order of the ends; of words that end together the longest first.
        """
        if not self._automaton:  # the library refuses to search for nothing
            return iter(())
        found: Iterator[tuple[int, T]] = self._automaton.iter(text)
        return found

    def __contains__(self, word: str) -> bool:
        return word in self._automaton
