"""How many people, how much money and which days a message speaks of, as written, never guessed."""

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pythainlp.util import thaiword_to_num

from nlp.spotting import holds_any

_DIGIT_WORDS = "ศูนย์|หนึ่ง|เอ็ด|สอง|ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า"
_UNIT_WORDS = "สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน"
# Bounded and possessive: a message of number words must not send the search back and forth.
_WORD_NUMBER = rf"(?:(?:{_DIGIT_WORDS})?(?:{_UNIT_WORDS})|(?:{_DIGIT_WORDS})){{1,14}}+"
_FIGURES = r"\d{1,3}(?:,\d{3}){1,4}+(?:\.\d{1,4})?|(?<!\d)\d{1,12}+(?:\.\d{1,4})?"
_NUMBER = rf"(?:{_FIGURES}|{_WORD_NUMBER})"
_LARGE = ("พัน", "หมื่น", "แสน", "ล้าน")
_UNITS = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}

_SPOKEN = re.compile(rf"(\S*?(ร้อย|พัน|หมื่น|แสน|ล้าน))({_DIGIT_WORDS})")
# A number begins with one of these: most letters need no closer look.
_AHEAD = r"(?=[\dศหเสยแรพล])"
_PERSONS = ("คน", "ราย", "ชีวิต", "ท่าน")  # without one of these nobody is counted
_PEOPLE = re.compile(
    rf"{_AHEAD}(?P<number>{_NUMBER})\s?(?:กว่า|เกือบ)?\s?(?P<unit>สิบ|ร้อย|พัน|หมื่น)?\s?(?:กว่า)?\s?(?:{'|'.join(_PERSONS)})(?!ละ|เดียว|ขับ)"
)
_MONEY = re.compile(
    rf"{_AHEAD}(?P<number>{_NUMBER})\s?(?:กว่า)?\s?(?P<unit>พัน|หมื่น|แสน|ล้าน|[kK](?![A-Za-z]))?"
    rf"(?P<rest>(?:{_DIGIT_WORDS})(?!{_UNIT_WORDS}|วัน|คน|เดือน|ปี))?\s?(?:กว่า)?\s?(?P<baht>บาท|บ\.|฿|-\s?บาท)?"
)
# Without figures or one of these no number is as large as money.
_OF_MONEY = ("฿", "บาท", "บ.", *_UNIT_WORDS.split("|"))
# Words before a number that make it money, and words after that make it something else.
_MONEY_BEFORE = re.compile(
    r"(?:วันละ|เดือนละ|ชั่วโมงละ|ชม\.?ละ|คนละ|ละ|เงินเดือน|ค่าแรง|ค่าจ้าง|ค่ามัดจำ|มัดจำ|หัก|โอน(?:เงิน)?(?:ไป)?|"
    r"ค้าง(?:จ่าย|อยู่)?|เงินประกัน|ปรับ|จ่าย(?:ไป)?|เสีย(?:เงิน)?(?:ไป)?|ได้เงิน|เป็นเงิน|จำนวนเงิน|ราคา|ยอด|แค่|เงิน)\s?(?:แค่|เพียง|ประมาณ|ราวๆ)?\s?$"
)
_OTHER_UNIT = re.compile(
    r"\s?(?:กว่า)?\s?(?:คน|ราย|วัน|เดือน|ปี|ชั่วโมง|ชม|นาที|ครั้ง|งวด|โมง|ข้อ|อัตรา|แห่ง|หลัง|ไร่|ขวบ|เปอร์|%|กิโล|กม|สัปดาห์|อาทิตย์|ชิ้น|ตัว|กะ|รอบ|ท่าน|ที่|มาตรา|/|\d)"
)
_LEAST_MONEY, _MOST_MONEY = 20, 1_000_000_000

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "มกราคม|มกรา|ม.ค.|มค",
            "กุมภาพันธ์|กุมภา|ก.พ.|กพ",
            "มีนาคม|มีนา|มี.ค.|มีค",
            "เมษายน|เมษา|เม.ย.|เมย",
            "พฤษภาคม|พฤษภา|พ.ค.|พค",
            "มิถุนายน|มิถุนา|มิ.ย.|มิย",
            "กรกฎาคม|กรกฎา|ก.ค.|กค",
            "สิงหาคม|สิงหา|ส.ค.|สค",
            "กันยายน|กันยา|ก.ย.|กย",
            "ตุลาคม|ตุลา|ต.ค.|ตค",
            "พฤศจิกายน|พฤศจิกา|พ.ย.|พย",
            "ธันวาคม|ธันวา|ธ.ค.|ธค",
        ),
        start=1,
    )
    for name in names.split("|")
}
_MONTH_NAMES = "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True))
_DIGIT = re.compile(r"\d")
_WRITTEN_DATE = re.compile(
    rf"(?<!\d)(?P<day>[0-3]?\d)\s?(?P<month>{_MONTH_NAMES})(?![ก-๙])?\s?(?:พ\.ศ\.)?\s?(?P<year>\d{{4}}|\d{{2}}(?!\d|\s?(?:คน|บาท|วัน)))?"
)
_FIGURE_DATE = re.compile(r"(?<![\d/.-])([0-3]?\d)[/-]([01]?\d)[/-](\d{4}|\d{2})(?![\d/])")
_RELATIVE_DAYS = {
    "เมื่อวานซืน": -2,
    "เมื่อวานนี้": -1,
    "เมื่อวาน": -1,
    "เมื่อคืน": -1,
    "วันนี้": 0,
    "เมื่อเช้า": 0,
    "พรุ่งนี้": 1,
    "มะรืน": 2,
}
_RELATIVE = re.compile("|".join(sorted(_RELATIVE_DAYS, key=len, reverse=True)))
_DAYS_AGO = re.compile(rf"(?P<number>{_NUMBER})\s?(?P<unit>วัน|อาทิตย์|สัปดาห์)(?:ก่อน|ที่แล้ว|ที่ผ่านมา)")
_MONTH_END = re.compile(r"สิ้นเดือน(?:นี้)?(?!ที่แล้ว|ก่อน|หน้า|ทุก)")


@dataclass(frozen=True)
class Slots:
    """What was written, with the spans of clean text it came from: (start, end, slot)."""

    people_count: int | None
    amounts: tuple[int, ...]
    dates: tuple[date, ...]
    spans: tuple[tuple[int, int, str], ...]


_NOTHING = Slots(None, (), (), ())


def find_slots(text: str, today: date | None) -> Slots:
    """People, baht and days in clean text. Relative days need `today`; without it they are left."""
    has_figures = _DIGIT.search(text) is not None
    people = _people(text) if holds_any(text, _PERSONS) else []
    amounts = _amounts(text) if has_figures or holds_any(text, _OF_MONEY) else []
    dates = _dates(text, today, has_figures)
    if not (people or amounts or dates):
        return _NOTHING
    spans = [(start, end, "people_count") for start, end, _ in people]
    spans += [(start, end, "amounts") for start, end, _ in amounts]
    spans += [(start, end, "dates") for start, end, _ in dates]
    return Slots(
        people_count=max((count for *_, count in people), default=None),
        amounts=tuple(dict.fromkeys(amount for *_, amount in amounts)),
        dates=tuple(dict.fromkeys(day for *_, day in dates)),
        spans=tuple(spans),
    )


def number_of(written: str) -> float | None:
    """12, 1,500, 2.5, สิบสอง, ยี่สิบ, ร้อย: the number, or None."""
    with suppress(ValueError):
        return float(written.replace(",", ""))
    return _spoken_number(written)


@lru_cache(maxsize=1024)  # words of numbers and nothing else; the library takes its time
def _spoken_number(written: str) -> float | None:
    if spoken := _SPOKEN.fullmatch(written):  # หมื่นห้า is 15,000, not 10,005
        whole = number_of(spoken[1])
        rest = number_of(spoken[3])
        if whole is not None and rest is not None:
            return whole + rest * _UNITS[spoken[2]] / 10
    with suppress(Exception):  # the library raises several kinds for words that are no number
        words = "หนึ่ง" + written if written.startswith(tuple(_UNITS)[1:]) else written
        return float(thaiword_to_num(words))
    return None


def _people(text: str) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for match in _PEOPLE.finditer(text):
        number = number_of(match["number"])
        before = text[max(0, match.start() - 1) : match.start()]
        if number is None or before in {".", "/"} or (before == "ที" and not number):
            continue
        count = int(number * _UNITS.get(match["unit"] or "", 1))
        if 0 < count < 1_000_000:
            found.append((match.start(), match.end(), count))
    return found


def _amounts(text: str) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for match in _MONEY.finditer(text):
        amount = _amount_of(match, text)
        if amount is not None and _LEAST_MONEY <= amount <= _MOST_MONEY:
            found.append((match.start(), match.end(), amount))
    return found


def _amount_of(match: re.Match[str], text: str) -> int | None:
    written, unit = match["number"], match["unit"]
    if written[0] == "0" and written[1:2].isdigit():
        return None  # nobody writes a sum so: a phone, an account
    if text[max(0, match.start() - 1) : match.start()] in {".", "/", "-"}:
        return None
    if not match["baht"] and _OTHER_UNIT.match(text, match.end()):
        return None
    number = number_of(written)
    if number is None:
        return None
    if not match["baht"]:
        large = unit is not None or "," in written or any(u in written for u in _LARGE)
        is_a_sum = large and number * _scale(unit) >= 1000
        if not is_a_sum and not _MONEY_BEFORE.search(text[: match.start()][-30:]):
            return None
    amount = number * _scale(unit)
    if match["rest"]:  # หมื่นห้า is 15,000; พันสอง is 1,200
        rest = number_of(match["rest"]) or 0
        tens = unit or next((u for u in reversed(_UNITS) if written.endswith(u)), "")
        amount += rest * _scale(tens) / 10
    return round(amount)


def _scale(unit: str | None) -> int:
    return 1_000 if unit in {"k", "K"} else _UNITS.get(unit or "", 1)


def _dates(text: str, today: date | None, has_figures: bool) -> list[tuple[int, int, date]]:
    found = _written_dates(text, today) if has_figures else []
    if today is not None:
        found += _relative_dates(text, today)
    return sorted((start, end, day) for start, end, day in found if day is not None)


def _written_dates(text: str, today: date | None) -> list[tuple[int, int, date | None]]:
    found: list[tuple[int, int, date | None]] = []
    for match in _WRITTEN_DATE.finditer(text):
        year = _year(match["year"], today)
        day = _day(year, _MONTHS[match["month"]], int(match["day"]))
        found.append((match.start(), match.end(), day))
    for match in _FIGURE_DATE.finditer(text):
        day = _day(_year(match[3], today), int(match[2]), int(match[1]))
        found.append((match.start(), match.end(), day))
    return found


def _relative_dates(text: str, today: date) -> list[tuple[int, int, date | None]]:
    found: list[tuple[int, int, date | None]] = []
    for match in _RELATIVE.finditer(text):
        days = _RELATIVE_DAYS[match.group()]
        found.append((match.start(), match.end(), today + timedelta(days=days)))
    for match in _DAYS_AGO.finditer(text):
        number = number_of(match["number"])
        if number is not None and number < 400:
            days = int(number) * (1 if match["unit"] == "วัน" else 7)
            found.append((match.start(), match.end(), today - timedelta(days=days)))
    for match in _MONTH_END.finditer(text):
        last = calendar.monthrange(today.year, today.month)[1]
        found.append((match.start(), match.end(), today.replace(day=last)))
    return found


def _year(written: str | None, today: date | None) -> int | None:
    """Christian year of 2569, 69 or 2026; this year when none is written."""
    if written is None:
        return today.year if today else None
    year = int(written)
    if year < 100:
        year += 2500 if year >= 40 else 2000
    return year - 543 if year > 2400 else year


def _day(year: int | None, month: int, day: int) -> date | None:
    with suppress(ValueError, TypeError, OverflowError):
        return date(year, month, day)  # type: ignore[arg-type]
    return None
