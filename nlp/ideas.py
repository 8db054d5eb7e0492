"""Find the ideas of `data/ideas.yaml` in a message's joined words.

Some 2,800 expressions are looked for in one pass: an expression is tried only where its first
letters stand, two to five of them, so that the time goes with the message's length and not with
the lexicon.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from nlp.runs import LONGEST, Runs, RunTable

_PATH = Path(__file__).parent / "data" / "ideas.yaml"
_LOOK_BEHINDS = re.compile(r"(?:\(\?<[=!][^)]*\))*")
# Characters that stand for themselves, the last not followed by a quantifier.
_PLAIN = re.compile(rf"((?:\\[.]|[^\\.^$*+?{{}}\[\]|()]){{2,{LONGEST}}})(?![?*{{])")


class Idea(NamedTuple):
    """An idea and the span of the joined words that express it."""

    name: str
    start: int
    end: int


def find_ideas(text: str) -> list[Idea]:
    """Ideas expressed in the text, in order; one that is expressed often is found as often."""
    return ideas_in(Runs(text))


def ideas_in(runs: Runs) -> list[Idea]:
    """As `find_ideas`, of a text whose runs are counted already."""
    beginnings, expressions = _lexicon()
    starts, places = beginnings.find_in(runs)
    found = []
    for start, place in sorted(zip(starts.tolist(), places.tolist(), strict=True)):
        for name, expression in expressions[place]:
            match = expression.match(runs.text, start)
            if match is not None:
                found.append(Idea(name, start, match.end()))
    return found


@cache
def _lexicon() -> tuple[RunTable, tuple[tuple[tuple[str, re.Pattern[str]], ...], ...]]:
    """How expressions begin, and for each beginning the expressions, as (idea, pattern).

    Raises ValueError naming the expressions that do not begin with two plain letters.
    """
    written: dict[str, list[str]] = yaml.load(
        _PATH.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    by_beginning: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for beginning, name, expression in _sorted_out(written):
        by_beginning[beginning][name].append(expression)
    expressions = tuple(
        tuple((name, re.compile("|".join(found))) for name, found in names.items())
        for names in by_beginning.values()
    )
    return RunTable(list(by_beginning)), expressions


def _sorted_out(written: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    faults = []
    for name, alternatives in written.items():
        for expression in alternatives:
            behind = _LOOK_BEHINDS.match(expression)
            plain = _PLAIN.match(expression, behind.end() if behind else 0)
            if plain is None:
                faults.append(f"{name}: {expression}")
            else:
                yield plain[1].replace("\\", ""), name, expression
    if faults:
        raise ValueError(f"{_PATH.name}: must begin with two plain letters: {'; '.join(faults)}")
