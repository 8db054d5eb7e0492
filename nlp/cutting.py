"""newmm, PyThaiNLP's maximal matching: the same words for the same dictionary, in half the time.

PyThaiNLP asks its dictionary anew at every letter; here all words that stand anywhere in a text
are found in one pass. The rest is its algorithm (`pythainlp/tokenize/newmm.py`, Apache-2.0), and a
test compares the two on the corpus.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from heapq import heappop, heappush
from itertools import pairwise

from pythainlp.tokenize.newmm import _MAX_GRAPH_SIZE, _PAT_NONTHAI, _PAT_THAI_TWOCHARS
from pythainlp.tokenize.tcc_p import _PAT_TCC

from nlp.spotting import Spotter

# A Thai character cluster, or a single character that begins none.
_CLUSTER = re.compile(rf"{_PAT_TCC.pattern}|(?s:.)")


class Dictionary:
    """Words that texts are cut by. Never changed once made: threads may share it."""

    def __init__(self, words: Iterable[str]) -> None:
        stripped = {word.strip() for word in words} - {""}
        self._words = Spotter((word, len(word)) for word in stripped)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def cut(self, text: str) -> list[str]:
        """The words of the text in order, with all that stands between them: joined, the text."""
        borders = {cluster.end() for cluster in _CLUSTER.finditer(text)}
        borders.add(0)
        ends: defaultdict[int, list[int]] = defaultdict(list)
        for last, length in self._words.find_in(text):
            end = last + 1
            if end in borders and end - length in borders:
                ends[end - length].append(end)
        return [text[start:end] for start, end in pairwise(_cuts(text, borders, ends))]


def _cuts(text: str, borders: set[int], ends: dict[int, list[int]]) -> list[int]:
    """Where to cut. `ends`: of the words that begin at a place, the shortest first."""
    cuts = [0]
    waiting = [0]  # a heap of the places that the words begun so far lead to
    steps: dict[int, list[int]] = {}  # from place to place by words, since the last cut
    size = 0  # of the steps
    while waiting[0] < len(text):
        begin = heappop(waiting)
        leads_to = ends.get(begin, [])
        if not waiting and len(leads_to) == 1:  # most often: one word, no other way
            cuts += leads_to
            waiting.append(leads_to[0])
            continue
        leads_to = leads_to[: max(1, _MAX_GRAPH_SIZE + 1 - size)]
        steps[begin] = leads_to
        size += len(leads_to)
        for end in leads_to:
            if end not in waiting:
                heappush(waiting, end)
        if len(waiting) > 1:
            continue
        if waiting:
            cuts += _fewest_words(steps, cuts[-1], waiting[0])
        else:
            cuts.append(_end_of_unknown(text, begin, borders, ends))
            waiting.append(cuts[-1])
        steps, size = {}, 0
    return cuts


def _fewest_words(steps: dict[int, list[int]], start: int, goal: int) -> list[int]:
    """The places on the way from start to goal by the fewest words; of equals by shorter ones."""
    ways: list[tuple[int, list[int]]] = [(start, [])]
    seen = {start}
    for place, way in ways:
        for end in steps.get(place, ()):
            if end == goal:
                return [*way, end]
            if end not in seen:
                seen.add(end)
                ways.append((end, [*way, end]))
    raise AssertionError("all ways lead to the only place that is left")


def _end_of_unknown(text: str, begin: int, borders: set[int], ends: dict[int, list[int]]) -> int:
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
