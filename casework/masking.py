"""Hide personal data: text in, the same text out with ID, phone, account and passport numbers and
e-mail addresses replaced by a word in brackets.

Masking fails closed: when anything goes wrong the whole text is hidden, and a run of digits that
cannot be told from personal data is hidden too; hours, dates and lists of round sums can be told.
What people must still be able to read is kept: amounts of money, years, dates, public hotlines
(1506, 1669 …) and our own case numbers.
"""

import re
from collections.abc import Iterator

from stdnum.th import pin

from casework.days_and_hours import TIME_FIRST, WHEN
from casework.named_numbers import NEAR, NEAR_A_SHORT_ID, OF_ACCOUNT, OF_ID, is_list, named_numbers
from casework.odd_numbers import odd_numbers
from casework.personal_data import (
    ACCOUNT,
    BETWEEN,
    DIGIT,
    EMAIL,
    EVERYTHING,
    ID_NUMBER,
    MONEY_AFTER,
    PASSPORT,
    PHONE,
    REPLACEMENTS,
    Span,
    digits_of,
    is_phone,
    is_sum,
)

_BETWEEN = f"[{BETWEEN}]"
_RUN = re.compile(rf"[+＋]?[ (]?\d(?:{_BETWEEN}{{0,5}}\d)*")
# Keyboards put a space beside the dot. Thai letters beside others belong to the words around.
_LETTER = r"(?:[^\W\u0e00-\u0e7f]|[.+%'-])"
_LABEL = r"(?:(?:[^\W\u0e00-\u0e7f]|-){1,63}|[ก-๙]{1,30})"
_AT = r"(?:[@＠]|[(\[{] ?at ?[)\]}])"
_DOT = rf"(?:(?: ?[.．]|[.．] ){_LABEL}| [.．] [A-Za-z]{{2,63}})"
_EMAIL = re.compile(
    rf"(?:{_LETTER}{{1,64}}|[ก-๙]{{1,30}})\s?{_AT}\s?{_LABEL}{_DOT}{{1,5}}",
    re.IGNORECASE,
)
_FEWEST_DIGITS = 6  # of a passport; all other numbers have more
# In one piece, so that a figure after it is none of it, or with blanks between its digits.
_PASSPORT = re.compile(
    rf"(?<![A-Za-z])[A-Za-z]{{1,3}}[ -]?"
    rf"(?:\d{{{_FEWEST_DIGITS},8}}|\d(?:[ -]?\d){{{_FEWEST_DIGITS - 1},7}})(?!\d)"
)
_CASE_NUMBER = re.compile(r"(?<![ก-๎])[ก-ฮ]{2}-[0-9]{2}-[0-9]{5,6}-[0-9](?!-?\d)")
# As cards print them: of Thais, and of people from elsewhere, whose numbers begin with 0 or 00.
_ID_LAYOUTS = ((1, 4, 5, 2, 1), (2, 4, 5, 1, 1), (2, 4, 6, 1), (2, 4, 5, 2))
_ACCOUNT_LAYOUTS = (
    (3, 3, 4), (3, 6, 1), (3, 1, 6), (2, 3, 5), (3, 1, 7, 1),
)  # fmt: skip
_HOTLINES = ("191", "193", "199")  # in a list of them, nobody's account begins so
# Written with slashes, commas, lines between: only in the layouts they are known by.
_ODD_SEPARATOR = r"[\s\-./,;*~:|]{1,5}"
_ODD_ID = re.compile(
    rf"(?<!\d)\d{_ODD_SEPARATOR}\d{{4}}{_ODD_SEPARATOR}\d{{5}}{_ODD_SEPARATOR}\d\d{_ODD_SEPARATOR}\d(?!\d)"
)
_ODD_PHONE = re.compile(
    r"(?<!\d)0(?:2_\d{3}_\d{4}|[3-57]\d_\d{3}_\d{3}|[689]\d_(?:\d{3}_\d{4}|\d{4}_\d{3}))(?!\d)".replace(
        "_", f"(?:{_ODD_SEPARATOR})?"
    )
)
# Of people from Myanmar, Laos and Cambodia, without the + before.
_FOREIGN_PHONE = re.compile(
    r"(?:(?:09_\d|020_)(?:_\d){8}|(?:855|856|95_9)(?!\d)(?:_\d){8,10}?)(?!\d)".replace(
        "_", f"{_BETWEEN}{{0,5}}"
    )
)
_SUM = re.compile(r"(?<![\d,.])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
# Anywhere in the message: in a list of workers the word stands once.
_OF_PASSPORTS = re.compile(
    r"พาส|พลาสปอ|passp|pasport|หนังสือเดินทาง|(?:ยึด|เก็บ|คืน|ต่อ|หมดอายุ)เล่ม|\bPP\b|\bCI\b|travel doc",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile("|".join(re.escape(word) for word in REPLACEMENTS))
_ACCOUNT_LAYOUT = (3, 1, 5, 1)
_SHORTEST_MOBILE = 10  # digits
_SHORTEST_INTERNATIONAL = 9  # digits: 12,000+2,500 is a sum
_SURELY_A_LIST = 4  # round sums; fewer may be an account


def mask(text: str) -> str:
    """The text with personal data replaced by words in brackets. Never raises; masking twice
    changes nothing."""
    try:
        # A number that another one hid is looked for again.
        while spans := find_personal_data(text):
            text = _replace(text, spans)
        return text
    except Exception:  # noqa: BLE001 - fails closed: a fault here must never let a number through
        return EVERYTHING


def mask_identity_numbers(text: str) -> str:
    """The text with what is surely the number of somebody's card replaced by words in brackets, and
    all else as it is: what an officer tells a reporter may be an office's telephone or account.
    Never raises."""
    try:
        return _replace(text, tuple(s for s in find_personal_data(text) if _is_surely_id(text, s)))
    except Exception:  # noqa: BLE001 - as above
        return EVERYTHING


def find_personal_data(text: str) -> tuple[Span, ...]:
    """Where personal data stands in the text, in order, without overlaps."""
    # Words inside our own placeholders are no context: "[เลขบัญชี]" must not mark its neighbours.
    context = _PLACEHOLDER.sub(lambda found: " " * len(found.group()), text)
    found = list(odd_numbers(context))
    if "@" in context or "＠" in context or "at" in context.lower():
        found += [Span(m.start(), m.end(), EMAIL) for m in _EMAIL.finditer(context)]
    if len(DIGIT.findall(context)) < _FEWEST_DIGITS:
        return _without_overlaps(found)
    if _OF_PASSPORTS.search(context):
        found += [
            Span(m.start(), m.end(), PASSPORT)
            for m in _PASSPORT.finditer(context)
            if not MONEY_AFTER.match(context, m.end())
        ]
    found += [Span(m.start(), m.end(), ID_NUMBER) for m in _ODD_ID.finditer(context)]
    found += [Span(m.start(), m.end(), PHONE) for m in _ODD_PHONE.finditer(context)]
    kept = [m.span() for each in (_CASE_NUMBER, _SUM) for m in each.finditer(context)]
    for run in _RUN.finditer(_blank(context, kept)):
        begin = run.start() + len(run.group()) - len(run.group().lstrip(" (+＋"))
        if replacement := _one_number(context, begin, run.end()):
            found.append(Span(begin, run.end(), replacement))
    kept += [m.span() for m in WHEN.finditer(context)]
    for run in _RUN.finditer(_blank(context, kept)):
        found += _numbers_in(context, run.start(), run.group())
    kept += [(span.start, span.end) for span in found]
    found += named_numbers(_blank(context, kept))
    return _without_overlaps(found)


def _replace(text: str, spans: tuple[Span, ...]) -> str:
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], span.replacement]
        at = span.end
    return "".join([*parts, text[at:]])


def _is_surely_id(text: str, span: Span) -> bool:
    """Whether the check digit fits, or it is written as cards print it."""
    written = text[span.start : span.end]
    if span.replacement != ID_NUMBER:
        return False
    return bool(pin.is_valid(digits_of(written))) or _ODD_ID.fullmatch(written) is not None


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text, as long as before, with bars where the spans are, which may overlap."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [text[at:start], "|" * (end - max(at, start))]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


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
    at = [m.start() for m in DIGIT.finditer(run)]
    digits = digits_of(run)
    if _is_list_of_sums(run, at, fewest=_SURELY_A_LIST) or _is_money(
        text, offset, offset + len(run)
    ):
        return
    sums = _is_list_of_sums(run, at)
    international = run[0] in "+＋" and len(at) >= _SHORTEST_INTERNATIONAL
    first = 0
    while first < len(at):
        if first and at[first] == at[first - 1] + 1:
            first += 1
            continue
        length, replacement = _personal_number(run, digits, at, first, international and first == 0)
        if not length:
            length, replacement = _by_shape(text, offset, run, digits, at, first, sums)
        if length:
            start = 0 if first == 0 and international else at[first]
            yield Span(offset + start, offset + at[first + length - 1] + 1, replacement)
            first += length
        else:
            first += 1


def _one_number(text: str, begin: int, end: int) -> str:
    """What stands in for a run that is one ID, or one mobile number with what looks like a date in
    it; nothing for others. What begins with a day, or with an hour and a day, is no telephone."""
    digits = digits_of(text[begin:end])
    if len(digits) == 13 and pin.is_valid(digits):
        return "" if _is_money(text, begin, end) else ID_NUMBER
    if len(digits) < _SHORTEST_MOBILE or not is_phone(digits) or TIME_FIRST.match(text, begin):
        return ""
    return PHONE if WHEN.search(text, begin + 1, end) else ""


def _ends_a_group(at: list[int], last: int) -> bool:
    return last + 1 == len(at) or at[last + 1] != at[last] + 1


def _personal_number(
    run: str, digits: str, at: list[int], first: int, international: bool
) -> tuple[int, str]:
    """How many digits from `first` are a number known by itself; 0 if they are none."""
    if international:
        return min(len(digits), 15), PHONE
    # Before accounts: an ID written as 346 4 14011 7 274 begins like one.
    whole = digits[first : first + 13]
    if len(whole) == 13 and _ends_a_group(at, first + 12) and _is_id(whole, at, first):
        return 13, ID_NUMBER
    groups = tuple(_group_lengths(at, first))
    if any(groups[: len(layout)] == layout for layout in _ID_LAYOUTS):
        return 13, ID_NUMBER
    # Before phones: the account 020-0-12345-6 begins like one.
    if groups[: len(_ACCOUNT_LAYOUT)] == _ACCOUNT_LAYOUT:
        # Thirteen digits in all may as well be an ID with a slip in it: none of them is shown.
        return (13, ID_NUMBER) if first == 0 and len(at) == 13 else (10, ACCOUNT)
    for length in (13, 12, 11, 10, 9):
        part = digits[first : first + length]
        if len(part) == length and _ends_a_group(at, first + length - 1) and is_phone(part):
            return length, PHONE
    foreign = _FOREIGN_PHONE.match(run, at[first])
    if foreign and not is_list(re.findall(r"\d+", foreign.group())):
        return len(DIGIT.findall(foreign.group())), PHONE
    return 0, ""


def _is_id(thirteen: str, at: list[int], first: int) -> bool:
    """Whether the check digit fits. The numbers of people from elsewhere begin with 0; one in ten
    phones with three digits after it would fit, too."""
    if thirteen[0] not in "09":
        return bool(pin.is_valid(thirteen))
    begins_with_phone = any(
        is_phone(thirteen[:length]) and _ends_a_group(at, first + length - 1) for length in (9, 10)
    )
    return not begins_with_phone and thirteen[12] == pin.calc_check_digit(thirteen)


def _by_shape(
    text: str, offset: int, run: str, digits: str, at: list[int], first: int, sums: bool
) -> tuple[int, str]:
    """Numbers known by their length or neighbours: accounts, and IDs with a wrong checksum. `sums`
    tells whether the whole run is a list of them."""
    groups = _group_lengths(at, first)
    contiguous, rest = groups[0], len(at) - first
    start, end = offset + at[first], offset + at[-1] + 1
    money_after = MONEY_AFTER.match(text, end)
    whole = len(digits) - first >= 13 and _ends_a_group(at, first + 12)
    if whole and not sums and OF_ID.search(text[max(0, start - NEAR) : start]):
        return 13, ID_NUMBER
    just_before = text[max(0, start - NEAR_A_SHORT_ID) : start]
    readable = sums or money_after
    if first == 0 and 11 <= rest <= 14 and not readable and OF_ID.search(just_before):
        return rest, ID_NUMBER  # a digit too few or too many
    if first == 0 and rest == 13 and not _holds_phone(digits, at) and not sums:
        return 13, ID_NUMBER
    if contiguous >= 9 and digits[first : first + contiguous].strip("5"):
        money = (
            contiguous == 9
            and run[at[first]] != "0"
            and MONEY_AFTER.match(text, offset + at[first + 8] + 1)
        )
        if not money:
            return contiguous, ID_NUMBER if contiguous == 13 else ACCOUNT
    near = bool(OF_ACCOUNT.search(text[max(0, start - NEAR) : start]))
    if first == 0 and near and 9 <= rest <= 15 and not money_after:
        return (0, "") if sums else (rest, ACCOUNT)
    if _is_nearly_mobile(digits[first:], groups):
        return rest, PHONE
    if tuple(groups) in _ACCOUNT_LAYOUTS and _is_account(text, digits, first, end):
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


def _is_nearly_mobile(digits: str, groups: list[int]) -> bool:
    """Whether digits begin like a mobile number and are one too few, or too many. Hours do not:
    0600 1400 2200."""
    begins = digits.startswith(("06", "08", "09")) and groups[0] >= 3
    return begins and 9 <= len(digits) <= 12 and set(groups) != {4}


def _is_account(text: str, digits: str, first: int, end: int) -> bool:
    """Whether digits in an account's layout are one without a word that says so: hotlines and sums
    are none, nor what ends in a year."""
    is_year = digits[-4:-2] in ("20", "24", "25")
    return not (is_year or digits.startswith(_HOTLINES, first) or MONEY_AFTER.match(text, end))


def _is_list_of_sums(run: str, at: list[int], fewest: int = 2) -> bool:
    """Whether a run is several round sums with spaces between: 9000 9500 10500."""
    sums = run[at[0] : at[-1] + 1].split()
    return len(sums) >= fewest and all(map(is_sum, sums))


def _is_money(text: str, begin: int, end: int) -> bool:
    """Whether round sums stand there, with a word of money after the last."""
    sums = text[begin:end].split()
    return len(sums) > 1 and all(map(is_sum, sums)) and MONEY_AFTER.match(text, end) is not None


def _holds_phone(digits: str, at: list[int]) -> bool:
    """Whether a later group begins a phone that ends the run: 191 0812345678. Cards of people from
    elsewhere begin with 0: such a run holds none."""
    phone_begins = (at[i] != at[i - 1] + 1 and is_phone(digits[i:]) for i in range(1, len(at)))
    return digits[0] != "0" and any(phone_begins)
