"""Invitation codes: eight letters and digits that cannot be taken for one another, as XXXX-XXXX."""

import re
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U
LENGTH = 8
_SHAPE = re.compile(rf"([{ALPHABET}]{{4}})[\s-]?([{ALPHABET}]{{4}})")


def make_code(choose: Callable[[str], str]) -> str:
    """A new code. `choose` picks one letter of a string; use `secrets.choice`.

    The first letter is a digit, so that no English word is ever taken for a code.
    """
    letters = [choose(ALPHABET[:8]), *(choose(ALPHABET) for _ in range(LENGTH - 1))]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def find_code(text: str) -> str | None:
    """The code in its written form when the text is one and nothing else, else None."""
    match = _SHAPE.fullmatch(text.strip().upper())
    if match is None or not match[1][0].isdigit():
        return None
    return f"{match[1]}-{match[2]}"
