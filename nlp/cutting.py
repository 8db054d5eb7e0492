"""newmm, PyThaiNLP's maximal matching: the same words for the same dictionary, in half the time.

PyThaiNLP asks its dictionary anew at every letter; here all words that stand anywhere in a text
are found in one pass. The rest is its algorithm (`pythainlp/tokenize/newmm.py`, Apache-2.0), and a
test compares the two on the corpus.
"""

import re
from collections.abc import Iterable
from heapq import heappop, heappush
from itertools import pairwise

from pythainlp.tokenize.newmm import _MAX_GRAPH_SIZE, _PAT_NONTHAI, _PAT_THAI_TWOCHARS
from pythainlp.tokenize.tcc_p import _RE_TCC

from nlp.spotting import Spotter


def _by_first_letter(rules: Iterable[str]) -> str:
    """The same rules, those of a first letter together: where it does not stand none is tried."""
    rests: dict[str, list[str]] = {"[ก-ฮ]": []}  # consonants first: most clusters begin with one
    for rule in rules:
        first = re.match(r"\[[^]]+\]|.", rule)
        assert first is not None
        rests.setdefault(first.group(), []).append(rule[first.end() :])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


# A Thai character cluster, or a single character that begins none.
_CLUSTER = re.compile(rf"{_by_first_letter(_RE_TCC)}|(?s:.)")

Ends = dict[int, list[int]]  # of the words that begin at a place, the shortest first


class Dictionary:
    """Words that texts are cut by. Never changed once made: threads may share it."""

    def __init__(self, words: Iterable[str]) -> None:
        stripped = {word.strip() for word in words} - {""}
        self._words = Spotter((word, len(word)) for word in stripped)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Spans of the words of the text in order, and of all that stands between them."""
        borders = {cluster.end() for cluster in _CLUSTER.finditer(text)}
        borders.add(0)
        ends: dict[int, list[int]] = {}
        for last, length in self._words.find_in(text):
            start, end = last + 1 - length, last + 1
            if end in borders and start in borders:
                ends.setdefault(start, []).append(end)
        return list(pairwise(_cuts(text, borders, ends)))


def _cuts(text: str, borders: set[int], ends: Ends) -> list[int]:
    """Where to cut, from the beginning to the end of the text."""
    cuts = [0]
    while (begin := cuts[-1]) < len(text):
        leads_to = ends.get(begin)
        if leads_to is None:
            cuts.append(_end_of_unknown(text, begin, borders, ends))
        elif len(leads_to) == 1:
            cuts += leads_to
        else:
            cuts += _through_doubt(begin, ends)
    return cuts


def _through_doubt(begin: int, ends: Ends) -> list[int]:
    """Where to cut between a place that several words begin at, and the first that all ways by
    words come through."""
    waiting = [begin]  # a heap of the places that the ways so far have come to
    steps: Ends = {}
    room = _MAX_GRAPH_SIZE + 1
    while True:
        place = heappop(waiting)
        leads_to = ends.get(place, [])
        if len(leads_to) > room:
            leads_to = leads_to[: max(1, room)]
        room -= len(leads_to)
        steps[place] = leads_to
        for end in leads_to:
            if end not in waiting:
                heappush(waiting, end)
        if len(waiting) == 1:
            return _fewest_words(steps, begin, waiting[0])


def _fewest_words(steps: Ends, start: int, goal: int) -> list[int]:
    """The places on the way from start to goal by the fewest words; of equals by shorter ones."""
    if goal in steps[start]:
        return [goal]
    ways: list[tuple[int, list[int]]] = [(start, [])]
    seen = {start}
    for place, way in ways:
        for end in steps.get(place, ()):
            if end == goal:
                return [*way, end]
            if end not in seen:
                seen.add(end)
                ways.append((end, [*way, end]))
    raise AssertionError("all ways come through the only place that is left")


def _end_of_unknown(text: str, begin: int, borders: set[int], ends: Ends) -> int:
    """The end of what no word begins: before a word that is worth it, or what is not Thai."""
    if foreign := _PAT_NONTHAI.match(text, begin):
        return foreign.end()
    for place in range(begin + 1, len(text)):
        if place in borders and (
            any(not _PAT_THAI_TWOCHARS.match(text[place:end]) for end in ends.get(place, ()))
            or _PAT_NONTHAI.match(text, place)
        ):
            return place
    return len(text)
