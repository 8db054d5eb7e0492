"""Numbers of which a word before says what they are, whatever parts their digits, also with some
digits too few or too many: “เบอร์ 053/61234-5”.
"""

import re
from collections.abc import Iterator, Sequence

from casework.days_and_hours import without_days_and_hours
from casework.personal_data import (
    ACCOUNT,
    BETWEEN,
    ID_NUMBER,
    MONEY_AFTER,
    PHONE,
    Span,
    digits_of,
    is_sum,
    is_year,
)

OF_ID = re.compile(
    r"บัตร|ปชช|ประชาชน|(?<![ก-๙])หลัก(?!ฐาน|แสน|หมื่น|พัน)|ประจำตัว|ผู้ประกันตน|เลขประกันสังคม|ชมพู|ต่างด้าว"
    r"|\bID\b",
    re.IGNORECASE,
)
OF_ACCOUNT = re.compile(
    r"บัญชี|บช(?![ก-ฮ])|บ/ช|พร้อมเพ|prompt|ธ\.?ก\.?ส|scb|kbank|k ?plus|ttb|กรุงศรี|account|acc\b|พานิช"
    r"|ธนาคาร|แบงก์|แบงค์|กสิกร|กรุงไทย|ไทยพาณิชย์|ออมสิน",
    re.IGNORECASE,
)
OF_PHONE = re.compile(r"โทร(?!ทัศน์)|เบอ|มือถือ|\bphone|\btel|\bmobile", re.IGNORECASE)
NEAR = 40  # characters between "บัญชี" or "บัตร" and the number it speaks of
NEAR_A_SHORT_ID = 20
USUAL_LENGTH = {ID_NUMBER: 13, ACCOUNT: 10, PHONE: 10}  # digits
# How near the word stands, how many digits it may speak of, and of what.
_WORDS = (
    (OF_ID, NEAR_A_SHORT_ID, range(11, 15), ID_NUMBER),
    (OF_ACCOUNT, NEAR, range(9, 16), ACCOUNT),
    (OF_PHONE, NEAR, range(8, 13), PHONE),
    (OF_PHONE, NEAR, range(13, 14), ID_NUMBER),
)
_FEWEST, _MOST = 8, 15
_RUN = re.compile(rf"\d(?:[{BETWEEN}/,;:]{{0,5}}\d){{{_FEWEST - 1},}}")
_GROUP = re.compile(r"\d+")
_HOTLINE = re.compile(r"1\d{3}|19\d")


def named_numbers(text: str) -> Iterator[Span]:
    """Where such numbers stand in a text that has no other numbers left in it."""
    for run in _RUN.finditer(without_days_and_hours(text)):
        if MONEY_AFTER.match(text, run.end()) or all(map(is_sum, run.group().split())):
            continue
        groups = list(_GROUP.finditer(text, run.start(), run.end()))[-_MOST:]
        digits = [digits_of(each.group()) for each in groups]
        for first, group in enumerate(groups):
            before = text[max(0, group.start() - NEAR) : group.start()]
            if kind := named(before, digits[first:]):
                yield Span(group.start(), run.end(), kind)
                break


def named(before: str, groups: Sequence[str]) -> str:
    """What the last word of the text before groups of digits says that they are; nothing if there
    is none, and of lists."""
    if is_list(groups):
        return ""
    digits = sum(map(len, groups))
    found = [
        (match.end(), kind)
        for word, near, lengths, kind in _WORDS
        if digits in lengths and not (word is OF_PHONE and _are_no_phone(groups))
        for match in word.finditer(before, max(0, len(before) - near))
    ]
    return max(found, default=(0, ""))[1]


def is_list(groups: Sequence[str]) -> bool:
    """Whether groups of digits are round sums and years in a row."""
    return all(is_sum(each) or is_year(each) for each in groups)


def _are_no_phone(groups: Sequence[str]) -> bool:
    """A hotline comes first, or all are small numbers: shoes of size 38/39/40/41."""
    small = all(len(each) < 3 and each[0] != "0" for each in groups)
    return small or _HOTLINE.fullmatch(groups[0]) is not None
