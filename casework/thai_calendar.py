"""Dates and times as Thai offices write them: Buddhist era, Asia/Bangkok, 24 hours with น.

Rules of style ST-14 and ST-15: 21 พ.ย. 2569, 08.30 น., วันศุกร์ที่ 11 ธ.ค. 2569.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_ERA = 543

MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


def local(moment: datetime) -> datetime:
    """The moment in Thailand. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment.isoformat()}")
    return moment.astimezone(BANGKOK)


def local_date(day: date | datetime) -> date:
    """The date in Thailand of a moment; a plain date is taken as it is."""
    return local(day).date() if isinstance(day, datetime) else day


def year_be(day: date | datetime) -> int:
    """The Buddhist year: 2569 for 2026."""
    return local_date(day).year + BUDDHIST_ERA


def thai_date(day: date | datetime) -> str:
    """21 พ.ย. 2569."""
    there = local_date(day)
    return f"{there.day} {MONTHS[there.month - 1]} {there.year + BUDDHIST_ERA}"


def thai_weekday_date(day: date | datetime) -> str:
    """วันเสาร์ที่ 21 พ.ย. 2569: the form for deadlines."""
    return f"วัน{WEEKDAYS[local_date(day).weekday()]}ที่ {thai_date(day)}"


def thai_time(moment: datetime) -> str:
    """08.30 น."""
    return f"{local(moment):%H.%M} น."


def thai_datetime(moment: datetime) -> str:
    """21 พ.ย. 2569 08.30 น."""
    return f"{thai_date(moment)} {thai_time(moment)}"
