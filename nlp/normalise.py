"""Make spellings alike without losing where each character came from.

What PyThaiNLP's `normalize` does to a string is done here character by character, so that every
character of the clean text remembers its place in the message and evidence can point there.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

# Longer messages are read from their beginning and their end: the question often comes last.
LONGEST_READ = 4000
_KEPT_HEAD = 3000

_SAME_CHARACTER = {chr(0x0E50 + n): str(n) for n in range(10)} | {
    "ๅ": "า",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "\n": " ",
    "\r": " ",
    "\t": " ",
    "\u00a0": " ",
}
_ABOVE = frozenset("ัิีึืุู็่้๊๋์ํ")
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")


# What the rules below may change; most messages hold nothing of it and are clean as they are.
_UNCLEAN = re.compile(
    "[^\u0e01-\u0e3a\u0e3f-\u0e44\u0e46-\u0e4f\u0e5a\u0e5b !-@\\[-~]|  |เเ|ํา|ำำ|ะะ|"
    "([\u0e31\u0e34-\u0e39\u0e47-\u0e4d])\\1|([^0-9])\\2\\2"
)


@dataclass(frozen=True)
class Normalised:
    """Clean text; `origins[i]` is where its character i stands in the message."""

    text: str
    origins: tuple[int, ...]
    original: str

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The message's span for `text[start:end]`; a non-empty span gives a non-empty one."""
        if start >= end:
            return (0, 0)
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=4096)
def _clean_character(character: str) -> str:
    if character in _SAME_CHARACTER:
        return _SAME_CHARACTER[character]
    if character == "\u200b":  # a zero-width space: people's phones put it inside words
        return ""
    if category(character) in _INVISIBLE:
        return "" if category(character) == "Cf" else " "
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


def normalise(message: str) -> Normalised:
    """Any string in; clean text with its map back to the message out.

    Zero-width and control characters go, Thai digits become Arabic, letters become small, เเ
    becomes แ, ํา becomes ำ, doubled marks become single and letters repeated three times or more
    (มากกกก, 5555) become one, except digits of a number.
    """
    kept = range(len(message))
    indices = (
        kept
        if len(message) <= LONGEST_READ
        else [*kept[:_KEPT_HEAD], *kept[-(LONGEST_READ - _KEPT_HEAD) :]]
    )
    if len(message) <= LONGEST_READ and not _UNCLEAN.search(message):
        return Normalised(message, tuple(kept), message)
    characters: list[str] = []
    origins: list[int] = []
    for index in indices:
        character = _clean_character(message[index])
        if not character:
            continue
        previous = characters[-1] if characters else " "
        if character == " " and previous == " ":
            continue
        if character == previous and (character in _ABOVE or character == "ะ"):
            continue
        if character == "เ" and previous == "เ":
            characters[-1] = "แ"
            continue
        if character == "า" and previous == "ํ":
            characters[-1] = "ำ"
            continue
        if character == "ำ" and previous == "ำ":
            continue
        characters.append(character)
        origins.append(index)
        if message[index : index + 2] != "นท":  # ในนนทบุรี, คนนนท์: three น, and none too many
            _drop_repeats(characters, origins)
    return Normalised("".join(characters), tuple(origins), message)


def _drop_repeats(characters: list[str], origins: list[int]) -> None:
    """The third of the same letter in a row takes the two extra ones away."""
    last = characters[-1]
    if last.isdigit() or len(characters) < 3 or not (characters[-2] == characters[-3] == last):
        return
    del characters[-2:], origins[-2:]
