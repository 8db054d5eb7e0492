"""Find the ideas of `data/ideas.yaml` in a message's joined words.

Some 2,800 expressions are looked for in one pass: an expression is tried only where its first two
or three letters stand, so that the time goes with the message's length and not with the lexicon.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_PATH = Path(__file__).parent / "data" / "ideas.yaml"
_LOOK_BEHINDS = re.compile(r"(?:\(\?<[=!][^)]*\))*")
# Two or three characters that stand for themselves, the last not followed by a quantifier.
_PLAIN = re.compile(r"((?:\\[.]|[^\\.^$*+?{}\[\]|()]){2,3})(?![?*{])")


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea and the span of the joined words that express it."""

    name: str
    start: int
    end: int


def find_ideas(text: str) -> list[Idea]:
    """Ideas expressed in the text, in order; one that is expressed often is found as often."""
    index = expressions()
    found = []
    for start in range(len(text) - 1):
        for length in (2, 3):
            for name, expression in index.get(text[start : start + length], ()):
                match = expression.match(text, start)
                if match is not None:
                    found.append(Idea(name, start, match.end()))
    return found


@cache
def expressions() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """First two or three letters to the expressions that begin with them, as (idea, pattern).

    Raises ValueError naming the expressions that do not begin with two plain letters.
    """
    written: dict[str, list[str]] = yaml.load(
        _PATH.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    by_beginning: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for beginning, name, expression in _sorted_out(written):
        by_beginning[beginning][name].append(expression)
    return {
        beginning: tuple((name, re.compile("|".join(found))) for name, found in names.items())
        for beginning, names in by_beginning.items()
    }


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
