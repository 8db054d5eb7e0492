"""Hide personal data: text in, the same text out with ID, phone, account and passport numbers and
e-mail addresses replaced by a word in brackets.

Masking fails closed: when anything goes wrong the whole text is hidden, and a run of digits that
cannot be told from personal data is hidden too. What people must still be able to read is kept:
amounts of money, years, dates, public hotlines (1506, 1669 …) and our own case numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.th import pin

ID_NUMBER = "[เลขบัตร]"
PHONE = "[เบอร์โทร]"
ACCOUNT = "[เลขบัญชี]"
EMAIL = "[อีเมล]"
PASSPORT = "[หนังสือเดินทาง]"
EVERYTHING = "[ปิดบังทั้งข้อความ]"
REPLACEMENTS = (ID_NUMBER, PHONE, ACCOUNT, EMAIL, PASSPORT, EVERYTHING)

# What people put between the digits of one number: spaces, dashes, dots, brackets, invisible marks.
_BETWEEN = r"[ \t\u00a0\u2000-\u200f\u2060\ufeff\-\u2010-\u2015\u2212._()·]"
_RUN = re.compile(rf"[+＋]?[ (]?\d(?:{_BETWEEN}{{0,3}}\d)*")
_DIGIT = re.compile(r"\d")
_EMAIL = re.compile(r"[\w.+%-]{1,64}\s?[@＠]\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PASSPORT = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,2}[ -]?\d{6,8}(?!\d)")
_CASE_NUMBER = re.compile(r"(?<![ก-๎])[ก-ฮ]{2}-[0-9]{2}-[0-9]{5,6}-[0-9](?![ -]?\d)")
_NEAR_ACCOUNT = re.compile(r"บัญชี|บช\.|พร้อมเพย์|พร้อมเพ|ธนาคาร|แบงก์|แบงค์|กสิกร|กรุงไทย|ไทยพาณิชย์|ออมสิน")
_NEAR_PASSPORT = re.compile(r"พาส\s?ปอร์?ต|passport|หนังสือเดินทาง", re.IGNORECASE)
_PLACEHOLDER = re.compile("|".join(re.escape(word) for word in REPLACEMENTS))
_MONEY_AFTER = re.compile(r"\s{0,2}(?:บาท|ล้าน|฿)")
_ACCOUNT_LAYOUT = (3, 1, 5, 1)
_NEAR = 40  # characters between "บัญชี" or "passport" and the number it speaks of


@dataclass(frozen=True)
class Span:
    """Personal data at `text[start:end]` and the word that stands in for it."""

    start: int
    end: int
    replacement: str


def mask(text: str) -> str:
    """The text with personal data replaced by words in brackets. Never raises; masking twice
    changes nothing."""
    try:
        return _replace(text, find_personal_data(text))
    except Exception:  # noqa: BLE001 - fails closed: a fault here must never let a number through
        return EVERYTHING


def find_personal_data(text: str) -> tuple[Span, ...]:
    """Where personal data stands in the text, in order, without overlaps."""
    # Words inside our own placeholders are no context: "[เลขบัญชี]" must not mark its neighbours.
    context = _PLACEHOLDER.sub(lambda found: " " * len(found.group()), text)
    found = []
    if "@" in context or "＠" in context:
        found += [Span(m.start(), m.end(), EMAIL) for m in _EMAIL.finditer(context)]
    if not _DIGIT.search(context):
        return _without_overlaps(found)  # all others hold digits
    found += [
        Span(m.start(), m.end(), PASSPORT)
        for m in _PASSPORT.finditer(context)
        if _is_near(_NEAR_PASSPORT, context, m.start(), m.end())
    ]
    kept = [m.span() for m in _CASE_NUMBER.finditer(context)]
    for run in _RUN.finditer(_blank(context, kept)):
        found += _numbers_in(context, run.start(), run.group())
    return _without_overlaps(found)


def _replace(text: str, spans: tuple[Span, ...]) -> str:
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], span.replacement]
        at = span.end
    return "".join([*parts, text[at:]])


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def _is_near(words: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return bool(words.search(text[max(0, start - _NEAR) : start] + "|" + text[end : end + _NEAR]))


def _without_overlaps(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if kept and span.start < kept[-1].end:
            last = kept[-1]
            kept[-1] = Span(last.start, max(last.end, span.end), last.replacement)
        else:
            kept.append(span)
    return tuple(kept)


def _numbers_in(text: str, offset: int, run: str) -> Iterator[Span]:
    """The personal numbers in one run of digits and separators."""
    at = [m.start() for m in _DIGIT.finditer(run)]
    digits = "".join(str(int(run[i])) for i in at)
    international = run[0] in "+＋"
    first = 0
    while first < len(at):
        if first and at[first] == at[first - 1] + 1:
            first += 1
            continue
        length, replacement = _personal_number(digits, at, first, international and first == 0)
        if not length:
            length, replacement = _by_shape(text, offset, run, digits, at, first)
        if length:
            start = 0 if first == 0 and international else at[first]
            yield Span(offset + start, offset + at[first + length - 1] + 1, replacement)
            first += length
        else:
            first += 1


def _ends_a_group(at: list[int], last: int) -> bool:
    return last + 1 == len(at) or at[last + 1] != at[last] + 1


def _personal_number(
    digits: str, at: list[int], first: int, international: bool
) -> tuple[int, str]:
    """How many digits from `first` are a number known by itself; 0 if they are none."""
    if international:
        return min(len(digits), 15), PHONE
    # Before accounts: an ID written as 346 4 14011 7 274 begins like one.
    whole = digits[first : first + 13]
    if len(whole) == 13 and _ends_a_group(at, first + 12) and pin.is_valid(whole):
        return 13, ID_NUMBER
    # Before phones: the account 020-0-12345-6 begins like one.
    if tuple(_group_lengths(at, first)[:4]) == _ACCOUNT_LAYOUT:
        # Thirteen digits in all may as well be an ID with a slip in it: none of them is shown.
        return (13, ID_NUMBER) if first == 0 and len(at) == 13 else (10, ACCOUNT)
    for length in (13, 12, 11, 10, 9):
        part = digits[first : first + length]
        if len(part) == length and _ends_a_group(at, first + length - 1) and _is_phone(part):
            return length, PHONE
    return 0, ""


def _is_phone(digits: str) -> bool:
    """Thai numbers: 0 and 9 digits (mobile), 0 and 8 (fixed), or the same after 66."""
    if digits.startswith("66"):
        national = digits[2:].lstrip("0")
        return len(national) in (8, 9) and national[0] in "2345689"
    if not digits.startswith("0"):
        return False
    return (len(digits) == 10 and digits[1] in "689") or (
        len(digits) == 9 and digits[1] in "2345679"
    )


def _by_shape(
    text: str, offset: int, run: str, digits: str, at: list[int], first: int
) -> tuple[int, str]:
    """Numbers known by their length or neighbours: accounts, and IDs with a wrong checksum."""
    groups = _group_lengths(at, first)
    contiguous, rest = groups[0], len(at) - first
    start, end = offset + at[first], offset + at[-1] + 1
    if first == 0 and rest == 13:
        return 13, ID_NUMBER
    if contiguous >= 9:
        money = (
            contiguous == 9
            and run[at[first]] != "0"
            and _MONEY_AFTER.match(text, offset + at[first + 8] + 1)
        )
        if not money:
            return contiguous, ID_NUMBER if contiguous == 13 else ACCOUNT
    near = bool(_NEAR_ACCOUNT.search(text[max(0, start - _NEAR) : start]))
    if first == 0 and near and 9 <= rest <= 15 and not _MONEY_AFTER.match(text, end):
        return rest, ACCOUNT
    return 0, ""


def _group_lengths(at: list[int], first: int) -> list[int]:
    """Lengths of the first five groups of touching digits, starting at digit `first`."""
    lengths = [1]
    for i in range(first + 1, len(at)):
        if at[i] == at[i - 1] + 1:
            lengths[-1] += 1
        elif len(lengths) == 5:
            break
        else:
            lengths.append(1)
    return lengths
