"""Personal numbers that are not written in figures side by side: spelled out (“ศูนย์แปดหก 441
7029”), with the letter O for nothing (“O81-447-9O25”), and over several lines, as bubbles bring
them.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from stdnum.th import pin

from casework.personal_data import (
    ACCOUNT,
    DIGIT,
    ID_NUMBER,
    LENGTH_OF_AN_ID,
    PHONE,
    Span,
    digits_of,
    is_phone,
    is_sum,
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
_LINES = re.compile(r"(?<![\d,.\-])\d[\d\-]{0,12}(?:[ ]?\n\s{0,2}\d[\d\-]{0,12}){1,9}(?![\d,.\-])")
_LINE = re.compile(r"\d[\d\-]*")


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
        for run in _LINES.finditer(text):
            yield from _over_lines(run)


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


def _over_lines(run: re.Match[str]) -> Iterator[Span]:
    """Lines of figures one after another that together are a telephone or an identity card."""
    lines = list(_LINE.finditer(run.group()))
    for first, last in combinations(range(len(lines)), 2):
        groups = [each.group().replace("-", "") for each in lines[first : last + 1]]
        if kind := _known(digits_of("".join(groups)), groups):
            yield Span(run.start() + lines[first].start(), run.start() + lines[last].end(), kind)


def _known(digits: str, groups: list[str]) -> str:
    if is_phone(digits):
        return PHONE
    is_id = len(digits) == LENGTH_OF_AN_ID and pin.is_valid(digits)
    return ID_NUMBER if is_id and not all(map(is_sum, groups)) else ""
