"""Find the ideas of `data/ideas.yaml` in a message's joined words.

Some 2,800 expressions are looked for in one pass: an expression is tried only where letters stand
that its matches begin with, so that the time goes with the message's length and not with the
lexicon.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from nlp.beginnings import beginnings
from nlp.spotting import Spotter

_PATH = Path(__file__).parent / "data" / "ideas.yaml"
_LOOK_BEHINDS = re.compile(r"(?:\(\?<[=!][^)]*\))*")
# Characters that stand for themselves, the last not followed by a quantifier.
_PLAIN = re.compile(r"((?:\\[.]|[^\\.^$*+?{}\[\]|()]){2,5})(?![?*{])")


class Idea(NamedTuple):
    """An idea and the span of the joined words that express it."""

    name: str
    start: int
    end: int


class _Lexicon(NamedTuple):
    spotter: Spotter[tuple[int, list[int]]]  # of matches: their length, and of which expressions
    expressions: list[tuple[str, re.Pattern[str]]]  # each with its idea


def find_ideas(text: str) -> list[Idea]:
    """Ideas expressed in the text, in order; one that is expressed often is found as often."""
    spotter, expressions = _lexicon()
    tries = {
        (last + 1 - length, number)
        for last, (length, numbers) in spotter.find_in(text)
        for number in numbers
    }
    found = []
    for start, number in sorted(tries):
        name, expression = expressions[number]
        match = expression.match(text, start)
        if match is not None:
            found.append(Idea(name, start, match.end()))
    return found


@cache
def _lexicon() -> _Lexicon:
    """Raises ValueError naming the expressions that do not begin with two plain letters."""
    written: dict[str, list[str]] = yaml.load(
        _PATH.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    # Expressions of an idea that begin alike are one: at one place only the first is taken.
    alike: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for beginning, name, expression in _sorted_out(written):
        alike[beginning][name].append(expression)
    expressions: list[tuple[str, re.Pattern[str]]] = []
    begun: dict[str, list[int]] = defaultdict(list)
    for names in alike.values():
        for name, found in names.items():
            for beginning in set().union(*map(beginnings, found)):
                begun[beginning].append(len(expressions))
            expressions.append((name, re.compile("|".join(found))))
    return _Lexicon(Spotter((b, (len(b), numbers)) for b, numbers in begun.items()), expressions)


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
