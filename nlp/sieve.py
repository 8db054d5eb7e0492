"""Which of many regular expressions can match a text at all, told in one pass over its letters.

Every expression is reduced to conditions: sets of short runs of letters, one of each set stands in
whatever it matches. A text that fails one need not be searched. Expressions without conditions are
always searched.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib import import_module
from re import Pattern
from typing import Any

from nlp.runs import LONGEST, Runs, RunTable

# The standard library's own parser, so that the runs are those of the expression as it is.
_parser: Any = import_module("re._parser")

_SHORTEST_RUN = 2
_MOST_RUNS = 400  # of one condition; beyond, searching is as quick


class Sieve:
    """Made once for a list of expressions without flags such as IGNORECASE."""

    def __init__(self, patterns: Sequence[Pattern[str]]) -> None:
        bits: defaultdict[str, int] = defaultdict(int)  # of the conditions a run fulfils
        self._conditions: list[int] = []  # of each expression, as bits
        number = 0
        for pattern in patterns:
            conditions = _conditions(_parser.parse(pattern.pattern))
            for runs in conditions:
                for run in runs:
                    bits[run[:LONGEST]] |= 1 << number
                number += 1
            self._conditions.append((1 << number) - (1 << number - len(conditions)))
        self._table, self._bits = RunTable(list(bits)), list(bits.values())

    def possible(self, text: str) -> list[bool]:
        """For each expression whether it may match."""
        fulfilled = 0
        for place in set(self._table.find_in(Runs(text))[1].tolist()):
            fulfilled |= self._bits[place]
        return [conditions & fulfilled == conditions for conditions in self._conditions]


def _conditions(parsed: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """Sets of runs of letters: of each set one stands in every match. None: nothing can be told."""
    found: list[frozenset[str]] = []
    letters = ""
    for operator, argument in (*parsed, (None, None)):
        if str(operator) == "LITERAL":
            letters += chr(argument)
            continue
        found += [frozenset({letters}), *_conditions_of(str(operator), argument)]
        letters = ""
    return [runs for runs in found if _is_worth_it(runs)]


def _conditions_of(operator: str, argument: Any) -> list[frozenset[str]]:
    if operator == "SUBPATTERN":
        return _conditions(argument[3])
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        return _conditions(argument[2])
    if operator == "ATOMIC_GROUP":
        return _conditions(argument)
    if operator == "BRANCH":
        branches = [_strictest(_conditions(branch)) for branch in argument[1]]
        return [frozenset().union(*branches)] if all(branches) else []
    return []


def _is_worth_it(runs: frozenset[str]) -> bool:
    return min(map(len, runs), default=0) >= _SHORTEST_RUN and len(runs) <= _MOST_RUNS


def _strictest(conditions: list[frozenset[str]]) -> frozenset[str]:
    """Longer runs are rarer; among equals fewer of them."""
    return min(
        conditions,
        key=lambda runs: (-min(LONGEST, *map(len, runs)), len(runs)),
        default=frozenset(),
    )
