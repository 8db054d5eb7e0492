"""Case numbers people can read aloud over the telephone: มส-69-00042-7.

Two letters of the province, two digits of the Buddhist year, a serial of at least five
digits, and a check digit (Damm) over province code, year and serial. The check digit catches
every single wrong digit and every swap of two neighbours. The letters are the official
abbreviation of the province: consonants only. A wrong letter mostly names no province, or
another one whose check digit does not fit.
"""

import re

from stdnum import damm

from casework.masking import find_personal_data
from casework.personal_data import ID_NUMBER
from casework.provinces import ABBREVIATIONS, PROVINCE_OF_ABBREVIATION

SERIAL_DIGITS = 5
LONGEST_SERIAL = 7
# Two-digit years that can be a case's: a telephone number (0…) after ordinary words is none.
FIRST_YEAR, LAST_YEAR = 2560, 2599

_TO_ASCII_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# What people write between the groups: spaces, every kind of dash, dots, slashes, nothing;
# and the zero-width characters that phones put in unasked.
_GAP = r"[\s.\-/_\u2010-\u2015\u2212\u200b-\u200d\ufeff]{0,3}"
# One digit more than a number can have tells whether others touch it; the rest is not looked at.
_CANDIDATE = re.compile(
    rf"(?=([ก-ฮ]){_GAP}([ก-ฮ]){_GAP}"
    rf"([0-9](?:{_GAP}[0-9]){{{SERIAL_DIGITS + 2},{LONGEST_SERIAL + 3}}}))"
)
_WRITTEN_WELL = re.compile(
    rf"[0-9]{{2}}{_GAP}[0-9]{{{SERIAL_DIGITS},{LONGEST_SERIAL}}}(?:(?![0-9]){_GAP})[0-9](?![0-9])"
)


def format_number(province_code: str, year_be: int, serial: int) -> str:
    """The number of a case.

    `province_code` has two digits ("58"), `year_be` is the whole Buddhist year (2569), `serial`
    counts from 1 within province and year. Raises ValueError when one of them is impossible.
    """
    letters = ABBREVIATIONS.get(province_code)
    if letters is None:
        raise ValueError(f"no province has the code {province_code!r}")
    if not FIRST_YEAR <= year_be <= LAST_YEAR:
        raise ValueError(f"Buddhist year {year_be} is not between {FIRST_YEAR} and {LAST_YEAR}")
    if not 0 < serial < 10**LONGEST_SERIAL:
        raise ValueError(f"serial {serial} is not between 1 and {10**LONGEST_SERIAL - 1}")
    year, digits = f"{year_be % 100:02d}", f"{serial:0{SERIAL_DIGITS}d}"
    return f"{letters}-{year}-{digits}-{damm.calc_check_digit(province_code + year + digits)}"


def find_number(text: str) -> str | None:
    """The first well-formed case number in `text`, in canonical form, or None.

    Tolerates Thai digits, missing or odd dashes, spaces, and words around it. The digits of an
    identity number are none, though บัตร and ประชาชน end like the names of provinces.
    """
    identity_numbers: list[range] | None = None  # of the whole text: looked for once, if at all
    for match in _CANDIDATE.finditer(text.translate(_TO_ASCII_DIGITS)):
        province_code = PROVINCE_OF_ABBREVIATION.get(match[1] + match[2])
        if province_code is None:
            continue
        for digits in _possible_digits(match[3]):
            if number := _canonical(province_code, digits):
                if identity_numbers is None:
                    identity_numbers = _identity_numbers(text)
                if not any(match.start(3) in place for place in identity_numbers):
                    return number
    return None


def _identity_numbers(text: str) -> list[range]:
    return [
        range(span.start, span.end)
        for span in find_personal_data(text)
        if span.replacement == ID_NUMBER
    ]


def looks_like_number(text: str) -> bool:
    """Whether `text` has something shaped like a case number in it, right or mistyped."""
    return any(
        PROVINCE_OF_ABBREVIATION.get(match[1] + match[2]) and match[3][0] in "6789"
        for match in _CANDIDATE.finditer(text.translate(_TO_ASCII_DIGITS))
    )


def parse_number(text: str) -> str | None:
    """The canonical form of `text` when it is a case number and nothing else, or None."""
    plain = re.sub(_GAP, "", text.translate(_TO_ASCII_DIGITS))
    if not re.fullmatch(r"[ก-ฮ]{2}[0-9]+", plain):
        return None
    province_code = PROVINCE_OF_ABBREVIATION.get(plain[:2])
    return _canonical(province_code, plain[2:]) if province_code else None


def is_valid(number: str) -> bool:
    """Whether `number` is a case number in canonical form."""
    return parse_number(number) == number


def _possible_digits(written: str) -> list[str]:
    # "มส-69-00042-8 2 คน": digits of other words may follow after a gap, never without one.
    # A check digit that stands by itself, as it should, is believed before any other.
    ends = [m.end() for m in re.finditer(r"[0-9](?![0-9])", written)]
    written_well = _WRITTEN_WELL.match(written)
    if written_well:
        ends.insert(0, written_well.end())
    joined = [re.sub(r"[^0-9]", "", written[:end]) for end in ends]
    return [each for each in joined if SERIAL_DIGITS + 3 <= len(each) <= LONGEST_SERIAL + 3]


def _canonical(province_code: str, digits: str) -> str | None:
    year, serial, check = digits[:2], digits[2:-1], digits[-1:]
    if not SERIAL_DIGITS <= len(serial) <= LONGEST_SERIAL or int(serial) == 0:
        return None
    if len(serial) > SERIAL_DIGITS and serial.startswith("0"):
        return None
    if not FIRST_YEAR % 100 <= int(year) <= LAST_YEAR % 100:
        return None
    if not damm.is_valid(province_code + year + serial + check):
        return None
    return f"{ABBREVIATIONS[province_code]}-{year}-{serial}-{check}"
