"""Personal numbers that are not written in figures side by side: spelled out (“ศูนย์แปดหก 441
7029”), with the letter O for nothing (“O81-447-9O25”), and over several lines, as bubbles bring
them.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from stdnum.th import pin

from casework.days_and_hours import without_days_and_hours
from casework.named_numbers import NEAR, USUAL_LENGTH, is_list, named
from casework.personal_data import (
    ACCOUNT,
    DIGIT,
    ID_NUMBER,
    LENGTH_OF_AN_ID,
    PHONE,
    Span,
    digits_of,
    is_phone,
)

_SPELLED = {
    "ศูนย์": 0, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4,
    "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "O": 0, "o": 0,
}  # fmt: skip
_NO_LETTER = "A-NP-Za-np-z"  # beside an O that stands for nothing; in “to 081” it does not
_FEWEST, _MOST = 9, 15  # digits of a number
_ONE = rf"(?:\d|(?<![{_NO_LETTER}])(?:{'|'.join(_SPELLED)})(?![{_NO_LETTER}]))"
_DIGITS = re.compile(_ONE)
# Of two hundred numbers in words alone all but one hold one of these.
_IN_NEARLY_ALL = ("ศูนย์", "หนึ่ง", "เจ็ด", "แปด", "เก้า")
# A number begins with one of these: most letters need no closer look.
_RUN = re.compile(rf"(?=[\dศหสจปกOo]){_ONE}(?:[ \-.]{{0,3}}{_ONE}){{{_FEWEST - 1},{_MOST - 1}}}")
# Words that begin like one in a row of figures: หนึ่งใน, สองคน. So many are no chance.
_ENOUGH_WORDS = 6
_LETTER_AMONG_FIGURES = re.compile(r"\d[Oo]+\d")
# Lines that a number may be parted into, and what may stand between two of them.
_LINE = r"\d(?:[ .\-–]{0,3}\d){0,19}(?!\d|[,:/]\d)"
_LINES = re.compile(rf"(?<![\d,.\-:/]){_LINE}(?:[ .\-–]{{0,3}}\n\s{{0,2}}{_LINE})+")
_GROUP = re.compile(r"\d+")


def odd_numbers(text: str) -> Iterator[Span]:
    """Where such numbers stand in the text."""
    has_figures = DIGIT.search(text) is not None
    if any(word in text for word in (_SPELLED if has_figures else _IN_NEARLY_ALL)):
        for run in _RUN.finditer(text):
            written = _DIGITS.findall(run.group())
            if _is_number(run.group(), written):
                digits = "".join(str(_SPELLED[d] if d in _SPELLED else int(d)) for d in written)
                yield Span(run.start(), run.end(), _kind_of(digits))
    if has_figures and "\n" in text:
        for run in _LINES.finditer(without_days_and_hours(text)):
            yield from _over_lines(text, run)


def _is_number(run: str, written: list[str]) -> bool:
    """Whether figures, words and letters in a row are one number: it begins with nothing as
    telephones do, is spelled out for the most part, or has a letter in it for a figure."""
    figures = sum(each.isdecimal() for each in written)
    letters = sum(each in "Oo" for each in written)
    words = len(written) - figures - letters
    if (not letters and not words) or letters > figures + words:
        return False
    begins = written[0] in ("0", "๐", "ศูนย์", "O", "o")
    return begins or words >= _ENOUGH_WORDS or _LETTER_AMONG_FIGURES.search(run) is not None


def _kind_of(digits: str) -> str:
    if len(digits) == LENGTH_OF_AN_ID:
        return ID_NUMBER
    return PHONE if digits[0] == "0" else ACCOUNT


def _over_lines(text: str, run: re.Match[str]) -> Iterator[Span]:
    """The numbers that begin on one line of a run of figures and end on another."""
    groups = [m.span() for m in _GROUP.finditer(text, run.start(), run.end())]
    first = 0
    while first < len(groups):
        here, start = groups[first : first + _MOST], groups[first][0]
        # What is long enough on its own line does not go on in the next.
        own = sum(b - a for a, b in here if "\n" not in text[start:a])
        before = text[max(0, start - NEAR) : start] if own < _FEWEST else ""
        count, kind = _first_number([digits_of(text[a:b]) for a, b in here], before)
        if kind and "\n" in text[start : here[count - 1][1]]:
            yield Span(start, here[count - 1][1], kind)
        first += count


def _first_number(groups: list[str], before: str) -> tuple[int, str]:
    """How many groups of digits, from the first on, are one number and of which kind: known by
    itself, else by the words before it. One group of no kind if there is none."""
    found = [(False, False, 1, "")]
    for count, digits in enumerate(accumulate(groups), 1):
        if len(digits) > _MOST or is_list(groups[:count]):
            continue
        known = _known(digits)
        if kind := known or named(before, groups[:count]):
            found.append((bool(known), len(digits) == USUAL_LENGTH[kind], count, kind))
    return max(found)[2:]


def _known(digits: str) -> str:
    if is_phone(digits):
        return PHONE
    return ID_NUMBER if len(digits) == LENGTH_OF_AN_ID and pin.is_valid(digits) else ""
