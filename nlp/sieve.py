"""Which of many regular expressions can match a text at all, told in one pass over its letters.

Every expression is reduced to conditions: sets of short runs of letters, one of each set stands in
whatever it matches. A text that fails one need not be searched. Expressions without conditions are
always searched.
"""

from collections import defaultdict
from collections.abc import Sequence
from re import Pattern
from typing import Any

from nlp.beginnings import Parts, beginnings_of, parts_of
from nlp.spotting import Spotter

_SHORTEST_RUN = 2
_MOST_RUNS = 400  # of one condition; beyond, searching is as quick


class Sieve:
    """Made once for a list of expressions without flags such as IGNORECASE."""

    def __init__(self, patterns: Sequence[Pattern[str]]) -> None:
        bits: defaultdict[str, int] = defaultdict(int)  # of the conditions a run fulfils
        self._conditions: list[int] = []  # of each expression, as bits
        number = 0
        for pattern in patterns:
            conditions = _conditions(parts_of(pattern.pattern))
            for runs in conditions:
                for run in runs:
                    bits[run] |= 1 << number
                number += 1
            self._conditions.append((1 << number) - (1 << number - len(conditions)))
        self._spotter = Spotter(bits.items())

    def possible(self, text: str) -> list[bool]:
        """For each expression whether it may match."""
        fulfilled = 0
        for _, bits in self._spotter.find_in(text):
            fulfilled |= bits
        return [conditions & fulfilled == conditions for conditions in self._conditions]


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
