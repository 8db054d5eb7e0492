"""Which days a message speaks of: written with their month, or told from today."""

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta

from nlp.numbers import COUNTED_PERSONS, NUMBER, number_of
from nlp.spotting import holds_any


def _spellings(name: str) -> set[str]:
    """A month's name; of one shortened with two dots also with one of them: ต.ค 68, ตค.68."""
    if "." not in name:
        return {name}
    first, second = name.strip(".").split(".")
    return {f"{first}.{second}.", f"{first}.{second}", f"{first}{second}."}


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
            "กรกฎาคม|กรกฎา|กรกฏาคม|กรกฏา|ก.ค.|กค",
            "สิงหาคม|สิงหา|ส.ค.|สค",
            "กันยายน|กันยา|ก.ย.|กย",
            "ตุลาคม|ตุลา|ต.ค.|ตค",
            "พฤศจิกายน|พฤศจิกา|พฤษจิกายน|พฤษจิกา|พฤจิกา|พ.ย.|พย",
            "ธันวาคม|ธันวา|ธ.ค.|ธค",
        ),
        start=1,
    )
    for written in names.split("|")
    for name in _spellings(written)
}
_MONTH_NAMES = "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True))
_OTHER_YEARS = {"ปีที่แล้ว": -1, "ปีก่อน": -1, "ปีกลาย": -1, "ปีนี้": 0, "ปีหน้า": 1}
# In 24 พ.ย. 10 โมง, 31 ต.ค. 12,000 and 25 พ.ย. 45 คน no year is written.
_NO_YEAR = (
    rf"(?!\d|[.,:]\d|\s?(?:บาท|บ\.|โมง|น\.|ทุ่ม|ชั่วโมง|ชม|นาที|{COUNTED_PERSONS}|ครอบครัว(?![ก-๙])|ครัวเรือน|แรง(?!งาน)|นาฬิกา|"
    r"-\d{1,3}\s?(?:คน|ราย)|"
    rf"(?:วัน|เดือน)(?!ที่|นี้)|ปี|ครั้ง|กว่า|ร้อย|พัน|หมื่น|แสน|ล้าน|%|{_MONTH_NAMES}))"
)
_WRITTEN_DATE = re.compile(
    rf"(?<!\d)(?P<day>[0-3]?\d)\s?(?P<month>(?!มีค[ก-๎]|พย[าื])(?:{_MONTH_NAMES}))(?:\s?(?P<other>{'|'.join(_OTHER_YEARS)})|"
    rf"\s?(?:พ\.ศ\.)?\s?(?P<year>(?:25\d\d|20\d\d|19\d\d|[4-7]\d|2\d){_NO_YEAR}))?"
)
_FIGURE_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d/.-])(?P<day>[0-3]?\d)[/-](?P<month>[01]?\d)[/-](?P<year>\d{4}|\d{2})(?![\d/])",
        r"(?<![\d/.-])(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>2[05]\d\d|[67]\d)(?![\d.:])",
        r"(?<![\d/.-])(?P<year>2[05]\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d/-])",
        # Without a year it may be a room, a share or a course: only where a day is spoken of.
        r"(?:วันที่|เมื่อ|ตั้งแต่)\s?(?P<day>[0-3]?\d)/(?P<month>[01]?\d)(?P<year>)(?![\d/])",
    )
)
_BETWEEN_FIGURES = ("/", "-", ".")

# A day without its year is of this year, unless these words before it say that it is past.
# ตั้งแต่ stands before days that are near as well: รับสมัครตั้งแต่ 1 ธ.ค. For each word how many days
# ahead may be meant.
_PAST_BEFORE = re.compile(r"(?P<word>เมื่อ|ตั้งแต่)\s?(?:วันที่)?\s?$")
_MAY_BE_AHEAD = {"เมื่อ": 0, "ตั้งแต่": 60}
# จะจ่าย 5 พ.ย. was promised and is past; จะเลิกจ้าง 5 ม.ค. in November is next year's.
_TO_COME_BEFORE = re.compile(r"จะ[ก-๙]{0,16}\s?(?:วันที่)?\s?$")
_HALF_A_YEAR = 182

_RELATIVE_DAYS = {
    "เมื่อวานซืน": -2,
    "เมื่อวานซื้น": -2,
    "เมื่อวานก่อน": -2,
    "วานซืน": -2,
    "มื้อวานซืน": -2,
    "เมื่อวานนี้": -1,
    "เมื่อวาน": -1,
    "วานนี้": -1,
    "มื้อวาน": -1,
    "เมื่อคืนนี้": -1,
    "เมื่อคืน": -1,
    "วันนี้": 0,
    "คืนนี้": 0,
    "เย็นนี้": 0,
    "บ่ายนี้": 0,
    "เช้านี้": 0,
    "เมื่อเช้า": 0,
    "แรกวา": -1,  # Southern
    "ตะวา": -1,  # Northern, as is the next
    "วันพูก": 1,
    "พรุ่งนี้": 1,
    "พรุ้งนี้": 1,
    "พุ่งนี้": 1,
    "มื้ออื่น": 1,
    "มะรืน": 2,
}
_IN_RELATIVE = ("นี้", "เมื่อ", "วา", "พูก", "มื้อ", "มะรืน")  # in each of them, and more common than any
_RELATIVE_WORDS = "|".join(sorted(_RELATIVE_DAYS, key=len, reverse=True))
# ทุกวันนี้ and จนถึงวันนี้ speak of no day; พรุ่งนี้ๆ puts off for ever; เมื่อคืนวันเสาร์ is another night.
_RELATIVE = re.compile(
    rf"(?!(?:(?<=ทุก)|(?<=ถึง)|(?<=จน))วันนี้)(?:{_RELATIVE_WORDS})(?!ๆ|(?<!นี้)วัน|(?<=แรกวา)[งดยร])"
)
_LENGTHS = {"วัน": 1, "อาทิตย์": 7, "สัปดาห์": 7}
_AGO = ("ก่อน", "ที่แล้ว", "ที่ผ่านมา")
_LENGTHS_AGO = tuple(length + ago for length in _LENGTHS for ago in _AGO)
_COUNTED = rf"(?P<number>{NUMBER})\s?(?P<length>{'|'.join(_LENGTHS)})"
# รอ 15 วันก่อน and แจ้ง 30 วันก่อนออก say how long something takes first.
_TAKES = "".join(
    f"(?<!{word})(?<!{word} )" for word in ("รอ", "ภายใน", "ล่วงหน้า", "แจ้ง", "ทดลองงาน", "พัก")
)
_DAYS_AGO = re.compile(
    rf"{_TAKES}"
    rf"{_COUNTED}(?:{'|'.join(_AGO)})(?!คลอด|ลา|ออก|วัน|กำหนด|หมด|เดินทาง|แล้วค่อย|ถึงจะ|ได้ไหม|จ่าย)"
)
# พักอีก 5 วัน lasts so long; อีก 5 วันจะหมด is a day.
_DAYS_AHEAD = re.compile(rf"(?<!กับ)อีก\s?{_COUNTED}(?=จะ|ก็|ครบ|หมด|ถึง|ปิด|ขาดอายุ|คลอด)")
# วันจันทร์ที่แล้ว, เมื่อวันศุกร์ and วันพุธหน้า; a weekday alone may be any.
_WEEKDAYS = {
    "จันทร์": 0,
    "อังคาร": 1,
    "พุธ": 2,
    "พฤหัสบดี": 3,
    "พฤหัส": 3,
    "ศุกร์": 4,
    "เสาร์": 5,
    "อาทิตย์": 6,
}
_WEEKDAY = re.compile(
    rf"(?<!ทุก)(?P<past>เมื่อ)?วัน(?P<weekday>{'|'.join(_WEEKDAYS)})(?!\s?ที่\s?[0-9])(?:\s?(?:(?P<last>ที่แล้ว|ที่ผ่านมา|ก่อน(?![ก-๙]))|(?P<next>หน้า(?!ที่|ตา|งาน|บ้าน|ร้าน|ฝน|หนาว|ร้อน))|(?P<coming>ที่จะถึง(?:นี้)?|นี้)))?"
)
_OF_THE_MONTH = re.compile(
    rf"(?<!ทุก)(?:วัน|{'|'.join(_WEEKDAYS)})ที่\s?(?P<day>[0-3]?\d)\s?(?P<month>เดือนนี้|เดือนหน้า|เดือนก่อน|เดือนที่แล้ว|ที่ผ่านมา|นี้)"
)
_OTHER_MONTHS = {"เดือนนี้": 0, "เดือนหน้า": 1, "เดือนก่อน": -1, "เดือนที่แล้ว": -1}
_MONTH_END = re.compile(
    rf"(?<!ทุก)สิ้นเดือน(?:\s?(?P<month>{_MONTH_NAMES})|(?P<other>ที่แล้ว|ก่อน(?![ก-๙])|ที่ผ่านมา|หน้า|นี้)?(?!ๆ|ทุก|ตลอด|ก่อน[ก-๙]))"
)

_MONTHS_AWAY = {"ที่แล้ว": -1, "ก่อน": -1, "ที่ผ่านมา": -1, "หน้า": 1}

Found = tuple[int, int, date | None]  # span, and the day if it can be told


def written_days(text: str, today: date | None) -> list[Found]:
    """Days written with their month. Of one that does not exist, or whose year cannot be told
    without `today`, the span alone."""
    found: list[Found] = []
    if holds_any(text, _MONTHS):
        for match in _WRITTEN_DATE.finditer(text):
            month = _MONTHS[match["month"]]
            day = _written_day(match, month, text, today, other_year=match["other"])
            found.append((match.start(), match.end(), day))
    if holds_any(text, _BETWEEN_FIGURES):
        for pattern in _FIGURE_DATES:
            for match in pattern.finditer(text):
                day = _written_day(match, int(match["month"]), text, today)
                found.append((match.start("day"), match.end(), day))
    return found


def days_from(text: str, today: date) -> list[Found]:
    """Days told from today: yesterday, three days ago, the 15th of next month."""
    found: list[Found] = []
    if holds_any(text, _IN_RELATIVE):
        for match in _RELATIVE.finditer(text):
            days = _RELATIVE_DAYS[match.group()]
            found.append((match.start(), match.end(), today + timedelta(days=days)))
    if holds_any(text, _LENGTHS_AGO):
        found += _counted_days(_DAYS_AGO, text, today, -1)
    if "อีก" in text:
        found += _counted_days(_DAYS_AHEAD, text, today, 1)
    has_weekday = holds_any(text, _WEEKDAYS)
    if has_weekday:
        for match in _WEEKDAY.finditer(text):
            if match["past"] or match["last"] or match["next"] or match["coming"]:
                found.append((match.start(), match.end(), _weekday(match, today)))
    if has_weekday or "วันที่" in text:
        for match in _OF_THE_MONTH.finditer(text):
            day = _day_of_month(int(match["day"]), match["month"], today)
            found.append((match.start(), match.end(), day))
    if "สิ้นเดือน" in text:
        for match in _MONTH_END.finditer(text):
            found.append(
                (match.start(), match.end(), _month_end(match["month"], today, match["other"]))
            )
    return found


def _counted_days(pattern: re.Pattern[str], text: str, today: date, direction: int) -> list[Found]:
    found: list[Found] = []
    for match in pattern.finditer(text):
        number = number_of(match["number"])
        if number is not None and number < 400:
            days = direction * int(number) * _LENGTHS[match["length"]]
            found.append((match.start(), match.end(), today + timedelta(days=days)))
    return found


def _written_day(
    match: re.Match[str], month: int, text: str, today: date | None, other_year: str | None = None
) -> date | None:
    """The day of a match, by the year written, by `other_year` (ปีหน้า), or by the words before."""
    day, start = int(match["day"]), match.start("day")
    if match["year"] or today is None:
        return _day(_year(match["year"], today), month, day)
    if other_year:
        return _day(today.year + _OTHER_YEARS[other_year], month, day)
    return _without_year(day, month, text[max(0, start - 24) : start], today)


def _without_year(day: int, month: int, before: str, today: date) -> date | None:
    """The day in this year, or in another if the words before it say so."""
    this_year = _day(today.year, month, day)
    if this_year is None:
        return None
    past = _PAST_BEFORE.search(before)
    if (this_year - today).days > _HALF_A_YEAR and not _TO_COME_BEFORE.search(before):
        return _day(today.year - 1, month, day)
    if past and (this_year - today).days > _MAY_BE_AHEAD[past["word"]]:
        return _day(today.year - 1, month, day)
    if (today - this_year).days > _HALF_A_YEAR and _TO_COME_BEFORE.search(before):
        return _day(today.year + 1, month, day)
    return this_year


def _weekday(match: re.Match[str], today: date) -> date:
    """The last such day before today, the next one (วันพุธนี้), or the one of next week."""
    wanted = _WEEKDAYS[match["weekday"]]
    if match["coming"] and not match["past"]:
        return today + timedelta(days=(wanted - today.weekday()) % 7)
    if match["next"]:
        return today + timedelta(days=7 - today.weekday() + wanted)
    return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)


def _month_end(month_name: str | None, today: date, other: str | None) -> date | None:
    """The end of a month by name, of this one without, of the last or next with such words; none
    where it may be of either year."""
    if other in _MONTHS_AWAY:
        years, month = divmod(today.month - 1 + _MONTHS_AWAY[other], 12)
        year = today.year + years
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    month = _MONTHS[month_name] if month_name else today.month
    end = date(today.year, month, calendar.monthrange(today.year, month)[1])
    return end if abs(end - today).days <= _HALF_A_YEAR else None


def _day_of_month(day: int, which: str, today: date) -> date | None:
    """วันที่ 5 นี้ is the next 5th, วันที่ 5 ที่ผ่านมา the last one."""
    if which in _OTHER_MONTHS:
        later = _OTHER_MONTHS[which]
    elif which == "นี้":
        later = int(day < today.day)
    else:
        later = -int(day > today.day)
    years, month = divmod(today.month - 1 + later, 12)
    return _day(today.year + years, month + 1, day)


def _year(written: str | None, today: date | None) -> int | None:
    """Christian year of 2569, 69 or 2026; this year when none is written."""
    if not written:
        return today.year if today else None
    year = int(written)
    if year < 100:
        year += 2500 if year >= 40 else 2000
    return year - 543 if year > 2400 else year


def _day(year: int | None, month: int, day: int) -> date | None:
    with suppress(ValueError, TypeError, OverflowError):
        return date(year, month, day)  # type: ignore[arg-type]
    return None
