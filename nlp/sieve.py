"""Which of many regular expressions can match a text at all, told in one pass over its letters.

Every expression is reduced to short runs of letters, one of which stands in whatever it matches.
A text without any of them need not be searched. Expressions without such runs are always searched.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib import import_module
from re import Pattern
from typing import Any

# The standard library's own parser, so that the runs are those of the expression as it is.
_parser: Any = import_module("re._parser")

_LONGEST_RUN = 3
_SHORTEST_RUN = 2
_MOST_RUNS = 400  # of one expression; beyond, searching is as quick


class Sieve:
    """Made once for a list of expressions without flags such as IGNORECASE."""

    def __init__(self, patterns: Sequence[Pattern[str]]) -> None:
        self._always = 0
        runs: defaultdict[str, int] = defaultdict(int)
        for number, pattern in enumerate(patterns):
            needed = _needed(_parser.parse(pattern.pattern))
            if not needed:
                self._always |= 1 << number
            for run in needed:
                runs[run[:_LONGEST_RUN]] |= 1 << number
        self._runs = dict(runs)

    def possible(self, text: str) -> int:
        """The expressions that may match, as bits by their place in the list."""
        found, bits_of = self._always, self._runs.get
        for length in (_SHORTEST_RUN, _LONGEST_RUN):
            for start in range(len(text) - length + 1):
                bits = bits_of(text[start : start + length])
                if bits:
                    found |= bits
        return found


def _needed(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Runs of letters, one of which stands in every match; empty when none can be told."""
    best: frozenset[str] = frozenset()
    letters = ""
    for operator, argument in (*parsed, (None, None)):
        if str(operator) == "LITERAL":
            letters += chr(argument)
            continue
        best = _better(best, frozenset({letters}))
        letters = ""
        best = _better(best, _needed_by(str(operator), argument))
    return best


def _needed_by(operator: str, argument: Any) -> frozenset[str]:
    if operator == "SUBPATTERN":
        return _needed(argument[3])
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        return _needed(argument[2])
    if operator == "ATOMIC_GROUP":
        return _needed(argument)
    if operator == "BRANCH":
        branches = [_needed(branch) for branch in argument[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    return frozenset()


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Longer runs are rarer; among equals fewer of them."""
    if min(map(len, other), default=0) < _SHORTEST_RUN or len(other) > _MOST_RUNS:
        return one
    if not one:
        return other
    return min(one, other, key=lambda runs: (-min(_LONGEST_RUN, *map(len, runs)), len(runs)))
