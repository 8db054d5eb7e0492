"""What the matches of a regular expression begin with, told without searching."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

# The standard library's own parser, so that what is told is told of the expression as it is.
_parser: Any = import_module("re._parser")

Parts = Sequence[tuple[Any, Any]]  # of an expression, one after the other: operator and argument

_MOST = 60  # beginnings told; more would cost more than they spare
_NO_LETTERS = ("ASSERT", "ASSERT_NOT", "AT")  # parts that only look around


def parts_of(expression: str) -> Parts:
    """The parts of an expression without flags such as IGNORECASE."""
    parts: Parts = _parser.parse(expression)
    return parts


def beginnings_of(parts: Parts) -> tuple[set[str], int]:
    """Every match of these parts begins with one of the first, of which the empty one says nothing;
    and how many of the parts they tell wholly."""
    found = {""}
    for number, (operator, argument) in enumerate(parts):
        following, is_whole = _of_part(str(operator), argument)
        longer = {begun + more for begun in found for more in following}
        if len(longer) > _MOST:
            return found, number
        found = longer
        if not is_whole:
            return found, number
    return found, len(parts)


def _of_part(operator: str, argument: Any) -> tuple[set[str], bool]:
    """What a part begins with, and whether that is all there is of it."""
    if operator == "LITERAL":
        return {chr(argument)}, True
    if operator in _NO_LETTERS:
        return {""}, True
    if operator == "SUBPATTERN":
        return _of_branches([argument[3]])
    if operator == "BRANCH":
        return _of_branches(argument[1])
    if operator in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, repeated = argument
        found, is_whole = _of_branches([repeated])
        return (found if least else found | {""}), is_whole and most == 1
    return {""}, False


def _of_branches(branches: Sequence[Parts]) -> tuple[set[str], bool]:
    told = [(*beginnings_of(branch), len(branch)) for branch in branches]
    found: set[str] = set().union(*(each for each, _, _ in told))
    return found, all(whole == length for _, whole, length in told)
