"""Invitation codes: eight letters and digits that cannot be taken for one another, as XXXX-XXXX."""

import re
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U
LENGTH = 8
LONGEST_AROUND = 40  # characters of a text with a code in it that is not called one
_FIRST, _LAST = f"([2-9][{ALPHABET}]{{3}})", f"([{ALPHABET}]{{4}})(?![A-Z0-9-])"
_CODE = rf"{_FIRST}[\s-]?{_LAST}"
_POLITE = r"\s*(?:นะ)?\s*(?:ค่ะ|คะ|ครับ|คับ|จ้า|จ้ะ|จ๊ะ)?"
_ALONE = re.compile(rf"(?:รหัส(?:เชิญ)?\s*:?\s*)?{_CODE}{_POLITE}")
_NAMED = re.compile(rf"รหัสเชิญ\s*:?\s*{_CODE}")
# Among other words it is written in one piece and has a letter: years and prices have none.
_AMONG = re.compile(rf"(?<![A-Z0-9-])(?=[\d-]*[A-Z]){_FIRST}-?{_LAST}")


def make_code(choose: Callable[[str], str]) -> str:
    """A new code. `choose` picks one letter of a string; use `secrets.choice`.

    The first letter is a digit, so that no English word is ever taken for a code.
    """
    letters = [choose(ALPHABET[:8]), *(choose(ALPHABET) for _ in range(LENGTH - 1))]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def bare_code(text: str) -> str | None:
    """The code in its written form when the text is one, perhaps called one and said politely, and
    nothing else; else None."""
    return _written(_ALONE.fullmatch(text.strip().upper()))


def find_code(text: str) -> str | None:
    """The code in its written form when the text calls it one, as the inviter's bubble does, or is
    short and holds one; else None."""
    text = text.strip().upper()
    among = _AMONG.search(text) if len(text) <= LONGEST_AROUND else None
    return _written(_ALONE.fullmatch(text) or _NAMED.search(text) or among)


def _written(match: re.Match[str] | None) -> str | None:
    return f"{match[1]}-{match[2]}" if match else None
