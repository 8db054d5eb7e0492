"""Which of many regular expressions can match a text at all, told in one pass over its letters.

Every expression is reduced to conditions: sets of short runs of letters, one of each set stands in
whatever it matches. A text that fails one need not be searched. Expressions without conditions are
always searched.
"""

from collections import defaultdict
from collections.abc import Sequence
from re import Match, Pattern
from typing import Any

from nlp.beginnings import Parts, beginnings_of, parts_of
from nlp.spotting import Spotter

_SHORTEST_RUN = 2
_MOST_RUNS = 400  # of one condition; beyond, searching is as quick


class Sieve:
    """Made once for a list of expressions without flags such as IGNORECASE."""

    def __init__(self, patterns: Sequence[Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._needed: list[set[int]] = []  # conditions, by number, of each expression
        self._of: list[int] = []  # the expression that each condition is of
        fulfilled_by: defaultdict[str, list[int]] = defaultdict(list)
        for expression, pattern in enumerate(patterns):
            needed = set()
            for runs in _conditions(parts_of(pattern.pattern)):
                for run in runs:
                    fulfilled_by[run].append(len(self._of))
                needed.add(len(self._of))
                self._of.append(expression)
            self._needed.append(needed)
        self._always = [e for e, needed in enumerate(self._needed) if not needed]
        self._spotter = Spotter(fulfilled_by.items())

    def possible(self, text: str) -> list[int]:
        """Which expressions may match, by their places in the list."""
        met = {c for _, conditions in self._spotter.find_in(text) for c in conditions}
        if not met:
            return [*self._always]
        hopeful = {self._of[condition] for condition in met}
        return sorted([*self._always, *(e for e in hopeful if self._needed[e] <= met)])

    def search(self, text: str) -> list[Match[str] | None]:
        """The first match of each expression, as it would find it alone."""
        found: list[Match[str] | None] = [None] * len(self._patterns)
        for number in self.possible(text):
            found[number] = self._patterns[number].search(text)
        return found


def _conditions(parts: Parts) -> list[frozenset[str]]:
    """Sets of runs of letters: of each set one stands in every match. None: nothing can be told."""
    found: list[frozenset[str]] = []
    at = 0
    while at < len(parts):
        runs, told = beginnings_of(parts[at:])
        found.append(frozenset(runs))
        if not told:
            found += _conditions_within(*parts[at])
        at += max(told, 1)
    return [runs for runs in dict.fromkeys(found) if _is_worth_it(runs)]


def _conditions_within(operator: Any, argument: Any) -> list[frozenset[str]]:
    """The same of a single part."""
    name = str(operator)
    if name == "SUBPATTERN":
        return _conditions(argument[3])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        return _conditions(argument[2])
    if name == "ATOMIC_GROUP":
        return _conditions(argument)
    if name == "BRANCH":
        branches = [_strictest(_conditions(branch)) for branch in argument[1]]
        return [frozenset().union(*branches)] if all(branches) else []
    return []


def _is_worth_it(runs: frozenset[str]) -> bool:
    return min(map(len, runs), default=0) >= _SHORTEST_RUN and len(runs) <= _MOST_RUNS


def _strictest(conditions: list[frozenset[str]]) -> frozenset[str]:
    """Longer runs are rarer; among equals fewer of them."""
    return min(
        conditions,
        key=lambda runs: (-min(map(len, runs)), len(runs)),
        default=frozenset(),
    )
