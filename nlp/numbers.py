"""Numbers as people write them: in figures, in words, and half and half."""

import re
from contextlib import suppress
from functools import lru_cache

from pythainlp.util import thaiword_to_num

UNITS = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
UNIT_WORDS = "|".join(UNITS)
DIGIT_WORDS = "ศูนย์|หนึ่ง|เอ็ด|สอง|ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า"
_DOTTED = r"[1-9]\d{0,2}(?:\.\d{3}){1,4}+(?!\d)"  # 12.000, as many write 12,000
FIGURES = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}+(?:\.\d{{1,4}})?|(?<![\d.]){_DOTTED}|"
    r"(?<!\d)\d{1,12}+(?:\.\d{1,4})?)"
)
# Bounded and possessive: a message of number words must not send the search back and forth.
_WORDS = rf"(?:(?:{DIGIT_WORDS})?(?:{UNIT_WORDS})|(?:{DIGIT_WORDS})){{1,14}}+"
NUMBER = rf"(?:{FIGURES}|{_WORDS})"
# A number begins with one of these: most letters need no closer look.
AHEAD = r"(?=[\dศหเสยแรพล])"

# Words for a person who is counted. In 69 คนงานยังไม่ได้ค่าแรง and 350 รายวัน nobody is; after a space
# คนขาย begins the next clause, while in สามคนขายขนม three sell.
PERSONS = ("คน", "ราย", "ชีวิต", "ท่าน")
COUNTED_PERSONS = (
    r"(?:คน(?!ละ|เดียว|ขับ|งาน|ไข้|อื่น|(?<=\sคน)(?:ขาย|แก่|คุม|จ้าง|รับเหมา))|"
    r"ราย(?!ละ|เดียว|ได้|วัน|เดือน|ปี|การ|(?<=\sราย)(?:งาน|จ่าย|ชื่อ|รับ))|ชีวิต|ท่าน(?!ละ|เดียว)|"
    r"(?:(?<=\d\s)|(?<=\d))นาย(?=\s|$|ทำ|โดน|ถูก|ไม่))"
)

_SPOKEN = re.compile(rf"(\S*?(ร้อย|พัน|หมื่น|แสน|ล้าน))({DIGIT_WORDS})")
_ONLY_WORDS = re.compile(_WORDS)
_THOUSANDS = re.compile(_DOTTED)


def number_of(written: str, before_a_unit: bool = False) -> float | None:
    """12, 1,500, 1.500, 2.5, สิบสอง, ยี่สิบ, ร้อย: the number, or None.

    Three figures after a dot are thousands, but before a unit parts of it: 1.125 ล้าน.
    """
    if written[:1].isdigit():
        if not before_a_unit and _THOUSANDS.fullmatch(written):
            written = written.replace(".", "")
        with suppress(ValueError):
            return float(written.replace(",", ""))
    return _spoken_number(written)


def is_of_number_words(written: str) -> bool:
    """Whether a word is made of words for numbers, and nothing else."""
    return _ONLY_WORDS.fullmatch(written) is not None


@lru_cache(maxsize=1024)  # words of numbers and nothing else; the library takes its time
def _spoken_number(written: str) -> float | None:
    if spoken := _SPOKEN.fullmatch(written):  # หมื่นห้า is 15,000, not 10,005
        whole = number_of(spoken[1])
        rest = number_of(spoken[3])
        if whole is not None and rest is not None:
            return whole + rest * UNITS[spoken[2]] / 10
    with suppress(Exception):  # the library raises several kinds for words that are no number
        words = "หนึ่ง" + written if written.startswith(tuple(UNITS)[1:]) else written
        return float(thaiword_to_num(words))
    return None
