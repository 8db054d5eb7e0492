"""How many people, how much money and which days a message speaks of, as written, never guessed."""

import re
from dataclasses import dataclass
from datetime import date

from nlp.days import days_from, written_days
from nlp.numbers import AHEAD, DIGIT_WORDS, NUMBER, UNIT_WORDS, UNITS, number_of
from nlp.spotting import holds_any

_LARGE = ("พัน", "หมื่น", "แสน", "ล้าน")
_PERSONS = ("คน", "ราย", "ชีวิต", "ท่าน")  # without one of these nobody is counted
_PEOPLE = re.compile(
    rf"{AHEAD}(?P<number>{NUMBER})\s?(?:กว่า|เกือบ)?\s?(?P<unit>สิบ|ร้อย|พัน|หมื่น)?\s?(?:กว่า)?\s?(?:{'|'.join(_PERSONS)})(?!ละ|เดียว|ขับ)"
)
_MONEY = re.compile(
    rf"{AHEAD}(?P<number>{NUMBER})\s?(?:กว่า)?\s?(?P<unit>พัน|หมื่น|แสน|ล้าน|[kK](?![A-Za-z]))?"
    rf"(?P<rest>(?:{DIGIT_WORDS})(?!{UNIT_WORDS}|วัน|คน|เดือน|ปี))?\s?(?:กว่า)?\s?(?P<baht>บาท|บ\.|฿|-\s?บาท)?"
)
# Without figures or one of these no number is as large as money.
_OF_MONEY = ("฿", "บาท", "บ.", *UNIT_WORDS.split("|"))
# Words before a number that make it money, and words after that make it something else.
_MONEY_BEFORE = re.compile(
    r"(?:วันละ|เดือนละ|ชั่วโมงละ|ชม\.?ละ|คนละ|ละ|เงินเดือน|ค่าแรง|ค่าจ้าง|ค่ามัดจำ|มัดจำ|หัก|โอน(?:เงิน)?(?:ไป)?|"
    r"ค้าง(?:จ่าย|อยู่)?|เงินประกัน|ปรับ|จ่าย(?:ไป)?|เสีย(?:เงิน)?(?:ไป)?|ได้เงิน|เป็นเงิน|จำนวนเงิน|ราคา|ยอด|แค่|เงิน)\s?(?:แค่|เพียง|ประมาณ|ราวๆ)?\s?$"
)
_OTHER_UNIT = re.compile(
    r"\s?(?:กว่า)?\s?(?:คน|ราย|วัน|เดือน|ปี|ชั่วโมง|ชม|นาที|ครั้ง|งวด|โมง|ข้อ|อัตรา|แห่ง|หลัง|ไร่|ขวบ|เปอร์|%|กิโล|กม|สัปดาห์|อาทิตย์|ชิ้น|ตัว|กะ|รอบ|ท่าน|ที่|มาตรา|/|\d)"
)
_LEAST_MONEY, _MOST_MONEY = 20, 1_000_000_000

_DIGIT = re.compile(r"\d")


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
    found_days = written_days(text, today) if has_figures else []
    if today is not None:
        found_days += days_from(text, today)
    dates = sorted((start, end, day) for start, end, day in found_days if day is not None)
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


def _people(text: str) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for match in _PEOPLE.finditer(text):
        number = number_of(match["number"])
        before = text[max(0, match.start() - 1) : match.start()]
        if number is None or before in {".", "/"} or (before == "ที" and not number):
            continue
        count = int(number * UNITS.get(match["unit"] or "", 1))
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
        tens = unit or next((u for u in reversed(UNITS) if written.endswith(u)), "")
        amount += rest * _scale(tens) / 10
    return round(amount)


def _scale(unit: str | None) -> int:
    return 1_000 if unit in {"k", "K"} else UNITS.get(unit or "", 1)
