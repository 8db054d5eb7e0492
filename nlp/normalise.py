"""Make spellings alike without losing where each character came from.

What PyThaiNLP's `normalize` does to a string is done here character by character, so that every
character of the clean text remembers its place in the message and evidence can point there.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from nlp.lao import holds_lao, in_thai_letters

# As long as a text in LINE may be, so that no danger in its middle stays unread. What is longer is
# read from its beginning and its end: the question often comes last.
LONGEST_READ = 5000
# It stands for what is left out between the two: clean text holds no line break elsewhere, and no
# rule reaches so far across others.
_GAP = "\n" * 100
_KEPT_HEAD = 4000
_KEPT_TAIL = LONGEST_READ - _KEPT_HEAD - len(_GAP)
_NEAR_THE_CUT = 300  # letters within which a space is looked for: half a number is another one

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
_TONES = frozenset("่้๊๋")
_VOWEL_MARKS = frozenset("ัิีึืุู")
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")


# What the rules below may change; most messages hold nothing of it and are clean as they are.
_UNCLEAN = re.compile(
    "[^\u0e01-\u0e3a\u0e3f-\u0e44\u0e46-\u0e4f\u0e5a\u0e5b !-@\\[-~]|  |เเ|ํา|ำำ|ะะ|"
    "([\u0e31\u0e34-\u0e39\u0e47-\u0e4d])\\1|([^0-9])\\2\\2|[ำํ][่้๊๋]|[่้๊๋][ัิีึืุู]"
)
_SPACE = re.compile(r"\s")
_LAST_SPACE = re.compile(r"\s(?=\S*\Z)")
_STRETCHED = re.compile(r"([^0-9])\1{2,}")
# Where a word's last letter and the next word's first are three alike: เมื่อออก, ระบบบอก, ในนนทบุรี.
_WORDS_MEET = re.compile(
    r"อออ(?:ก|นไลน์|มทรัพย์|มเงิน|เดอร์|ฟฟิศ)|(?<=ระ)บบบ[ก-๙]|(?<=แ)บบบ[ก-๙]|(?<=ยั)งงง|(?<=กำลั)งงง|(?<=นั่)งงง|นนน(?:ท|้|า|ร)"
)
_ENDS_IN_TWO = re.compile("(?<=แ)บ|(?<=ระ)บ")


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

    Zero-width and control characters go, Thai digits become Arabic, Lao letters Thai, and Latin
    ones small, เเ becomes แ, ํา becomes ำ, marks typed in the other order (ท่ี, นํ้า) are put right,
    doubled ones become single, and letters repeated three times or more (มากกกก) become one, but
    not digits. Of what is longer than LONGEST_READ the middle is left out; line breaks stand there.
    """
    everything = range(len(message))
    if len(message) > LONGEST_READ:
        head, tail = _both_ends(message)
        (begun, first), (ended, last) = _clean(message, head), _clean(message, tail)
        left_out = [head.stop] * len(_GAP)
        return Normalised(begun + _GAP + ended, (*first, *left_out, *last), message)
    if not _UNCLEAN.search(message):
        return Normalised(message, tuple(everything), message)
    text, origins = _clean(message, everything)
    return Normalised(text, tuple(origins), message)


def _both_ends(message: str) -> tuple[range, range]:
    """Where a long message is read: its beginning and its end, cut at spaces if some are near."""
    head, tail = _KEPT_HEAD, len(message) - _KEPT_TAIL
    before = _LAST_SPACE.search(message, head - _NEAR_THE_CUT, head)
    after = _SPACE.search(message, tail, tail + _NEAR_THE_CUT)
    return (
        range(before.start() if before else head),
        range(after.start() if after else tail, len(message)),
    )


def _clean(message: str, indices: Sequence[int]) -> tuple[str, list[int]]:
    """The clean text of the characters at these places, and where each of its own stands."""
    characters: list[str] = []
    origins: list[int] = []
    for written, index in _in_one_script(message, indices):
        character = _clean_character(written)
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
        if character == "า" and previous in _TONES and characters[-2:-1] == ["ํ"]:
            characters[-2:] = [previous, "ำ"]
            continue
        if character == "ำ" and previous == "ำ":
            continue
        if previous in _TONES and character in _VOWEL_MARKS and characters[-2:-1] == [character]:
            continue
        if (character in _VOWEL_MARKS and previous in _TONES) or (
            character in _TONES and previous == "ำ"
        ):
            characters[-1], character = character, previous
        characters.append(character)
        origins.append(index)
    text = "".join(characters)
    kept_letters = _without_repeats(text)
    if len(kept_letters) < len(text):
        text = "".join([text[at] for at in kept_letters])
        origins = [origins[at] for at in kept_letters]
    return text, origins


def _in_one_script(message: str, indices: Sequence[int]) -> Iterable[tuple[str, int]]:
    """The characters at these places and where they stand, Lao ones in Thai."""
    if not holds_lao(message):
        return ((message[index], index) for index in indices)
    looked_at = "".join(message[index] for index in indices)
    return ((letter, indices[at]) for letter, at in in_thai_letters(looked_at))


def _without_repeats(text: str) -> list[int]:
    """The places of the letters that stay when of each letter that is stretched the last does: what
    ends there is shown whole. แบบ and ระบบ keep their two."""
    kept: list[int] = []
    end = 0
    for stretched in _STRETCHED.finditer(text):
        begin = stretched.start()
        kept += range(end, begin)
        if stretched.end() - begin == 3 and _WORDS_MEET.match(text, begin):
            stay = 3
        else:
            stay = 2 if _ENDS_IN_TWO.match(text, begin) else 1
        end = stretched.end() - stay
    kept += range(end, len(text))
    return kept
