"""What is hidden of personal data, and the words in brackets that stand in for it."""

import re
from dataclasses import dataclass

ID_NUMBER = "[เลขบัตร]"
PHONE = "[เบอร์โทร]"
ACCOUNT = "[เลขบัญชี]"
EMAIL = "[อีเมล]"
PASSPORT = "[หนังสือเดินทาง]"
EVERYTHING = "[ปิดบังทั้งข้อความ]"
REPLACEMENTS = (ID_NUMBER, PHONE, ACCOUNT, EMAIL, PASSPORT, EVERYTHING)
LENGTH_OF_AN_ID = 13  # digits
DIGIT = re.compile(r"\d")
# What people put between the digits of one number, for a set of characters in an expression:
# spaces, dashes, dots, brackets, invisible marks.
BETWEEN = (
    r" \t\u00a0\u00ad\u061c\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2069\u20e3\u3000\ufe0f\ufeff"
    r"\-\u2010-\u2015\u2212\uff0d._()·•~*"
)
_SUM = re.compile(r"(?![0๐])\d{2,5}[05๐๕](?:\.[0๐]{2})?")
MONEY_AFTER = re.compile(r"\s{0,2}(?:บาท|ล้าน|฿)")


@dataclass(frozen=True)
class Span:
    """Personal data at `text[start:end]` and the word that stands in for it."""

    start: int
    end: int
    replacement: str


def digits_of(written: str) -> str:
    """Its digits without what stands between them, Thai ones as Arabic."""
    return "".join(str(int(digit)) for digit in DIGIT.findall(written))


def is_phone(digits: str) -> bool:
    """Thai numbers: 0 and 9 digits (mobile), 0 and 8 (fixed), or the same after 66."""
    if digits.startswith("66"):
        national = digits[2:].lstrip("0")
        return len(national) in (8, 9) and national[0] in "2345689"
    if not digits.startswith("0"):
        return False
    return (len(digits) == 10 and digits[1] in "689") or (
        len(digits) == 9 and digits[1] in "2345679"
    )


def is_sum(group: str) -> bool:
    """Whether digits are a round sum of money of everyday size: 350, 9000, 12500.00."""
    return _SUM.fullmatch(group) is not None


def is_year(group: str) -> bool:
    """Whether Arabic digits that touch are a year of our days: 2569, 2026."""
    return len(group) == 4 and group.startswith(("20", "25"))
