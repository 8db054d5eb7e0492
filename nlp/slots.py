"""How many people, how much money and which days a message speaks of, as written, never guessed."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlp.courtesies import PARTICLES
from nlp.days import days_from, written_days
from nlp.numbers import (
    AHEAD,
    COUNTED_PERSONS,
    DIGIT_WORDS,
    FIGURES,
    NUMBER,
    PERSONS,
    UNIT_WORDS,
    UNITS,
    is_of_number_words,
    number_of,
)
from nlp.spotting import holds_any
from nlp.tokens import Token

_DIGIT = re.compile(r"\d")

_PEOPLE = re.compile(
    rf"{AHEAD}(?P<number>{NUMBER})(?P<space>\s?)(?:กว่า|เกือบ|\+)?(?:\s?ๆ)?\s?(?P<unit>สิบ|ร้อย|พัน|หมื่น)?\s?(?:กว่า)?\s?{COUNTED_PERSONS}(?=(?P<goes_on>[ก-๙])?)"
)
# What is numbered so is not counted: ตั้งแต่ปี 2568 คนงาน…, ตีสาม คน…
_NUMBERED = re.compile(
    r"(?:โทร\.?|เบอร์|(?<!สูง)อายุ|วันที่|มาตรา|เลขที่|หมู่ที่|ครั้งที่|งวดที่|(?<!โดน)(?<!ถูก)(?<!ทุบ)ตี)\s?$"
)
_OF_A_YEAR = re.compile(r"(?<!\d)(?<!\d\s)(?<!ทุก)(?<!ต่อ)(?:ปี|พ\.ศ\.)\s?$")
_YEARS_OF_OUR_DAYS = (range(2500, 2600), range(1950, 2050), range(60, 76))
_LIKE_MONEY = 100  # so much, where money is spoken of, is money
_MOST_PEOPLE = 1_000_000
_PROVINCE = "ร้อยเอ็ด"
_HOTLINES = frozenset(
    {"1506", "1546", "1694", "1441", "1300", "1669", "1386", "1323", "1111", "1567", "191", "199"}
)
_OF_PHONES = re.compile(r"(?:โทร|สายด่วน|เบอร์)[^0-9]{0,12}(?:[0-9]{3,4}[^0-9]{1,8})*$")
_OF_A_CLOCK = re.compile(r"[0-2]?\d\.[0-5]\d")
_PART_OF_A_PHONE = re.compile(r"\d-$")
# Those are not the people whom something happened to.
_OTHER_PEOPLE = re.compile(
    r"(?:ลูกค้า|คนดู|ผู้ชม|คนไข้(?:ใน[ก-๙]{1,8})?|ประชากร|ดูแล|แข่งกัน|(?:กลุ่ม|กรุ๊ป)(?:ไลน์|เฟส)(?:มี)?)(?:วันละ|เดือนละ)?\s?$"
)
_OF_A_FORCE = re.compile(r"\d ?นาย")  # guards, soldiers, policemen
# Who all work there, beside those of them whom something happened to.
_ALL_THERE = re.compile(r"ทั้ง(?:บริษัท|โรงงาน|ไซต์|ร้าน|แผนก|แคมป์|โรงแรม)(?:มี)?(?:อยู่)?\s?$")
_NO_NUMBER_AFTER = ("หลาย", "เป็น", "นับ", "กี่")  # หลายสิบคน, นับร้อยคน
_AND_I = re.compile(r"(?:ผม|หนู|เรา|ฉัน)(?:กับ|และ)\S{0,12}อีก\s?$")
_NEAR_BEFORE = 30
_CALLED_BY_NUMBER = re.compile(
    r"(?:กะ|โซน|ตึก|อาคาร|สาขา|ชั้น|คิว|งวด|รอบ|เวร|เฟส|วัย|โควิด-?|covid-?|มาตรา|(?<![ก-๙])ม\.?|รุ่น|ซอย|หมู่|สายด่วน)\s?$"
)

# 3 ร้อย, but not มาตรา 40 ร้อยบาท.
_HUNDREDS = r"(?<![\d,]\d)(?<![\d,]\d\s)ร้อย(?!ละ|เอ็ด|ตรี|โท|เอก|เวร)"
_LARGE_UNITS = "พัน(?!ธ|แผล|ตรี|โท|เอก)|หมื่น|แสน|ล้าน(?!นา)"
_DESCENDING = tuple(UNITS)[:0:-1]  # ล้าน … ร้อย
# 1 แสน 2 หมื่น is one sum, 1 พัน 2 พัน is not: each term has a lower unit than the one before.
_LOWER_TERM = "|".join(
    rf"(?<={unit})\s?(?:[1-9]|{DIGIT_WORDS})\s?(?:{'|'.join(_DESCENDING[at:])})"
    for at, unit in enumerate(_DESCENDING[:-1], start=1)
)
_TERM = re.compile(rf"([1-9]|{DIGIT_WORDS})\s?({UNIT_WORDS})")
# Goods and foreign money; where a space parts them from the number they may begin a clause.
_OTHER_COUNTED = (
    "ใบ(?!เตือน|ลา|เสร็จ|ผ่าน|อนุญาต)|ถุง|คัน|แผ่น|เล่ม|โวลต์|ต้น(?!ๆ|เดือน|ปี)|ฟอง|ลิตร|ตาราง(?!งาน)|ตร\\.|ลูก(?!จ้าง|น้อง|ค้า|สาว|ชาย|ผม|หนู)|ขวด|กล่อง|ลัง(?!เล)|กระสอบ|ห่อ|"
    "ก้อน|ตัน|ซีซี|วิว(?![ก-๙])|ไลค์|ผู้ติดตาม|แรง(?!งาน)|วัตต์|องศา|ออเดอร์|เที่ยว|คะแนน|แต้ม|หน่วย(?!งาน)|เปอ|ครอบครัว|ครัวเรือน|ตำแหน่ง|"
    "มัด(?!จำ)|ดอลลาร์|วอน(?!ช่วย|ขอ)|เหรียญ|ริงกิต|เยน|ยูโร|หยวน|เชเกล"
)
# What else is counted.
_COUNTED = (
    rf"{COUNTED_PERSONS}|วัน(?!ที่|นี้)|"
    r"เดือน(?!นี้|ก่อน|ที่แล้ว|หน้า)|ปี|ชั่วโมง|ชม|นาที|ครั้ง|งวด|โมง|ข้อ|อัตรา|แห่ง|หลัง|ไร่|ขวบ|เปอร์|%|"
    r"กิโล|กม|เมตร|สัปดาห์|อาทิตย์|ชิ้น|ตัว(?!เอง)|กะ|รอบ|ที่(?:\s|$|นั่ง)|มาตรา|/"
)
_OTHER_UNIT = re.compile(
    rf"\d|(?:{_OTHER_COUNTED})|\s(?:{_OTHER_COUNTED})(?![ก-๙])|\s?(?:กว่า)?\s?(?:{_COUNTED})"
)
# 300 ถึง 350, but not 500 ถึง 3 เดือน.
_UP_TO = r"ถึง(?=\s?(?:\d,?\d\d|\d\s?(?:ร้อย|พัน|หมื่น|แสน)))"
_MONEY = re.compile(
    rf"{AHEAD}(?P<number>{NUMBER})(?:\s?(?:-|{_UP_TO})\s?(?P<upper>{FIGURES})(?![\d/-]))?"
    rf"(?:\s?(?:กว่า)?\s?(?P<unit>{_HUNDREDS}|{_LARGE_UNITS}|[kK](?![A-Za-z])))?"
    rf"(?P<lower>(?:(?:{_LOWER_TERM})(?!\s?{COUNTED_PERSONS})){{1,4}})?"
    # หมื่นห้า, 2 หมื่น 5: tenths of the unit. A figure only where it counts nothing else, and after
    # พัน, หมื่น, แสน and ล้าน, which all end so.
    rf"(?P<rest>(?:{DIGIT_WORDS}|ครึ่ง)(?!{UNIT_WORDS}|วัน|คน|เดือน|ปี)|"
    rf"(?<=น)\s?[1-9](?=\s?(?:บาท|แล้ว|ไม่|ยัง|$)|\s(?![\d\s])(?!{UNIT_WORDS}|{_OTHER_COUNTED}|{_COUNTED})))?"
    r"(?P<tail>(?:(?<=ร้อย)\s?\d\d|(?<=พัน)\s?\d{3})(?=\s?บาท))?"
    r"(?:\s?กว่า)?(?:\s?(?P<baht>บาท|บาด|บ(?![ก-๙])|baht|bath|thb|บ\.|฿|-\s?บาท|\.-(?!\d)))?"
)
_UNITS_ALONE = tuple(UNITS)  # that a number may begin with, as in แสนสอง
# Without figures or one of these no number is as large as money.
_OF_MONEY = ("฿", "บาท", "บ.", *_UNITS_ALONE)
_ABOUT = r"(?:ผม|หนู|เรา|พี่|ฉัน|ให้|อีก|แล้ว)?\s?(?:แค่|เพียง|ประมาณ|ราวๆ)?\s?[:=]?\s?฿?\s?$"
# Words before a number that make it money, and words after that make it something else.
_MONEY_BEFORE = re.compile(
    r"(?:วันละ|เดือนละ|ชั่วโมงละ|ชม\.?ละ|คนละ|(?<!ร้อย)(?<!แ)(?<!ห)ละ|(?:วัน|เดือน|คน|ชั่วโมง|ชม)ล่ะ|เงินเดือน|ค่าแรง|ค่าจ้าง|ค่ามัดจำ|มัดจำ|หัก|โอน(?:เงิน)?(?:ไป)?|"
    r"ค้าง(?:จ่าย|อยู่)?|เงินประกัน|ปรับ|จ่าย(?:ไป)?|เสีย(?:เงิน)?(?:ไป)?|ได้เงิน|เป็นเงิน|จำนวนเงิน|ราคา|ยอด|แค่|เงิน)"
    + _ABOUT
)
# Words that make a number money when it is not small.
_LARGER_MONEY_BEFORE = re.compile(
    r"(?:ค่า(?!เฉลี่ย|น้ำตาล|ตับ|ไต|ฝุ่น|ความ|เลือด)[ก-๙]{1,15}|เงินประกัน[ก-๙]{1,6}|รวม|"
    r"หัก(?:เงิน)?[ก-๙]{1,12}|(?<!เมื่อ)(?<!กลาง)(?<!ทั้ง)(?<!ค้าง)คืน(?:เงิน)?(?:มา|ให้)?|เติม(?:เงิน)?(?:ก่อน|ไป|อีก)|"
    r"(?:หัก|เอา|ยืม|ติด|ให้|ได้|จ่าย|โอน|เก็บ|เบิก)(?:เงิน)?(?:ไป|มา|อยู่)|(?:โดน|ถูก)?(?:โกง|หลอก|เชิด)(?:ไป)?|"
    r"ได้(?:จริง|รับ|เงิน)|(?<!ส่ง)(?<!คน)รับ|เหลือ|ขาดอีก|เบี้ยขยัน|เบี้ยเลี้ยง|โบนัส|โอที|ทิป|คอม|ตังค์?|รวม(?:แล้ว|เป็น|ทั้งหมด|หมด)|"
    r"เรียก(?:เก็บ)?|วาง|หนี้|ชดเชย|ขั้นต่ำ)" + _ABOUT
)
_NO_MONEY_BEFORE = re.compile(
    r"(?:มาตรา|ที่|ปี|เดือน|งวด|รอบ|รุ่น|ครั้ง|สาย|หมู่|ข้อ|ชั้น|ตอน|อายุ|เบอร์|โทร)\s?$"
)
# ค่าจ้าง 2569 is the pay of that year, ค่าจ้าง 2500 a round sum.
_PAY_OF_A_YEAR = re.compile(r"(?:ค่าจ้าง|ค่าแรง|เงินเดือน|ขั้นต่ำ|เงิน)[ก-๙]{0,12}\s?$")
_YEARS = range(2551, 2600)
_RATE = re.compile(r"\s?(?:/|ต่อ)\s?(?:วัน|เดือน|ชม|ชั่วโมง)")
# The same after so much that it is money: ค้าง 4500 วันนี้ …, ค้าง 4500 เดือนตุลา …
_OTHER_UNIT_OF_MANY = re.compile(
    rf"\s(?:{COUNTED_PERSONS}(?![ก-๙])|(?:{_OTHER_COUNTED})(?![ก-๙])|ครั้ง|แห่ง|หลัง|ไร่|เปอร์|%|กิโล|กม|เมตร|ชิ้น|ตัว(?!เอง)|อัตรา|ชั่วโมง|นาที|/)"
)
_LEAST_MONEY, _MOST_MONEY = 20, 1_000_000_000
_LEAST_BAHT, _BAHT = 2, ("บาท", "บาด", "฿")  # where they are called so: ตัวละ 7 บาท
_LARGE = 1_000  # baht: after a word for money so much is no number of days
# หลายแสน is no sum, กี่แสน asks for one; บางแสน is a place, พันแผล dresses a wound.
_NOT_BEFORE_UNIT = ("หลาย", "หลัก", "กี่", "บาง")
_NOT_FROM_UNIT = (
    "แสนสาหัส",
    "แสนจะ",
    "แสนลำบาก",
    "แสนเศร้า",
    "แสนทรมาน",
    "แสนนาน",
    "แสนโหด",
    "พันขา",
    "พันแขน",
    "พันมือ",
    "พันคอ",
    "พันผ้า",
    "พันตัว",
    "พันนิ้ว",
    "พันเสื้อ",
    "พันสาย",
    "พันแผล",
    "ร้อยลูกปัด",
    "ร้อยมาลัย",
    "ร้อยพวง",
)
# พัน winds as well: เสื้อไปพันกับเพลา. Where it stands alone and another word is joined to it, it is a
# thousand only if one of these stands there too, or words for money do.
_THOUSAND = "พัน"
_BEFORE_A_THOUSAND = re.compile(
    r"(?:อีก|เป็น|เกือบ|ถึง|เกิน|ครบ|หรือ|สัก|จาก|แบงก์|แบงค์|ใบ|แล้ว|เหลือ|ขาด(?:ไป)?)\s?$"
)
_AFTER_A_THOUSAND = re.compile(rf"[^ก-๙]|$|เดียว|นึง|กว่า|เศษ|ถ้วน|ต้น|ปลาย|ละ|บ้าง|{PARTICLES}")
_TWO_WORDS = ("หัวหมื่น", "หัวพัน", "เหลือแสน")  # in ค่าหัวหมื่นห้า, though the dictionary has them
_HALF = "ครึ่ง"


@dataclass(frozen=True)
class Slots:
    """What was written, with the spans of clean text it came from: (start, end, slot)."""

    people_count: int | None
    amounts: tuple[int, ...]
    dates: tuple[date, ...]
    spans: tuple[tuple[int, int, str], ...]
    sums: tuple[tuple[int, int], ...] = ()  # where each amount stands, and its baht


Span = tuple[int, int]

_NOTHING = Slots(None, (), (), ())


def find_slots(text: str, tokens: Sequence[Token], today: date | None) -> Slots:
    """People, baht and days in clean text. Relative days need `today`; without it they are left."""
    has_figures = _DIGIT.search(text) is not None
    found_days = written_days(text, today) if has_figures else []
    taken = [(start, end) for start, end, _ in found_days]
    may_hold_people = holds_any(text, PERSONS) or (
        has_figures and _OF_A_FORCE.search(text) is not None
    )
    people = _people(text, tokens, taken) if may_hold_people else []
    may_hold_money = has_figures or holds_any(text, _OF_MONEY)
    amounts = _amounts(text, tokens, taken) if may_hold_money else []
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
        spans=tuple(dict.fromkeys(spans)),
        sums=tuple((start, baht) for start, _, baht in amounts),
    )


def _people(
    text: str, tokens: Sequence[Token], taken: Sequence[Span]
) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for match in _PEOPLE.finditer(text):
        number = number_of(match["number"], match["unit"] is not None)
        if number is None or _overlaps(match.span("number"), taken):
            continue
        if _counts_nobody(match, number, text):
            continue
        if match["number"] in UNITS and not _begins_a_number(match, text, tokens):
            continue
        if match["number"].startswith(_UNITS_ALONE) and text.endswith(
            _NO_NUMBER_AFTER, 0, match.start()
        ):
            continue
        count = int(number * UNITS.get(match["unit"] or "", 1) * _share(match, text))
        if _AND_I.search(text, max(0, match.start() - _NEAR_BEFORE), match.start()):
            count += 1
        if 0 < count < _MOST_PEOPLE:
            found.append((match.start(), match.end(), count))
    some = [
        each
        for each in found
        if not _ALL_THERE.search(text, max(0, each[0] - _NEAR_BEFORE), each[0])
    ]
    return some or found


def _counts_nobody(match: re.Match[str], number: float, text: str) -> bool:
    start = match.start()
    before = text[max(0, start - 30) : start]
    if before.endswith((".", "/")) or match["number"].startswith(_PROVINCE):
        return True
    if _NUMBERED.search(before):
        return True
    if any(number in years for years in _YEARS_OF_OUR_DAYS) and _OF_A_YEAR.search(before):
        return True
    if _OTHER_PEOPLE.search(before) or (_PART_OF_A_PHONE.search(before) and number >= _LARGE):
        return True
    if not (match["space"] and match["goes_on"]):
        return False
    # The next clause may begin with คน: ม.33 คนที่ลาออก, โทร 1506 คนรับบอกให้รอ, เลิก 20.30 คนก็ยัง.
    if match["number"] in _HOTLINES and _OF_PHONES.search(before):
        return True
    if _OF_A_CLOCK.fullmatch(match["number"]):
        return True
    if _CALLED_BY_NUMBER.search(before):
        return True
    # ค้างวันละ 350 คนเขาไม่ทำกัน
    return number >= _LIKE_MONEY and _MONEY_BEFORE.search(before) is not None


def _amounts(
    text: str, tokens: Sequence[Token], taken: Sequence[Span]
) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for match in _MONEY.finditer(text):
        is_upper_end = bool(found) and found[-1][1] == match.start() - 1  # 9 พัน-1 หมื่น
        if not _may_be_money(match, text, is_upper_end) or _overlaps(match.span(), taken):
            continue
        if text.endswith(_NOT_BEFORE_UNIT, 0, match.start()):
            continue
        if not _begins_a_number(match, text, tokens) or _is_wound(match, text):
            continue
        share = _share(match, text)
        start = match.start() - (len(_HALF) if share < 1 else 0)
        for amount in _sums_of(match):
            baht = round(amount * share)
            least = _LEAST_BAHT if (match["baht"] or "").startswith(_BAHT) else _LEAST_MONEY
            if least <= baht <= _MOST_MONEY:
                found.append((start, match.end(), baht))
    return found


def _begins_a_number(match: re.Match[str], text: str, tokens: Sequence[Token]) -> bool:
    """Whether a unit without a number before it is a word of its own: in กำแพงแสน, กุมภาพันธ์ and
    ไม่กล้านอน it is none."""
    start = match.start()
    if not match["number"].startswith(_UNITS_ALONE):
        return True
    if text.startswith(_NOT_FROM_UNIT, start):
        return False
    at = bisect_right(tokens, start, key=lambda token: token.start) - 1
    word, begun = tokens[at].text, tokens[at].start
    return word in _TWO_WORDS or (begun == start and is_of_number_words(word))


def _is_wound(match: re.Match[str], text: str) -> bool:
    """Whether พัน is no thousand but what ropes, hair and cloth do."""
    start, end = match.span()
    if match.group() != _THOUSAND or _AFTER_A_THOUSAND.match(text, end):
        return False
    before = text[max(0, start - _NEAR_BEFORE) : start]
    return not (_BEFORE_A_THOUSAND.search(before) or _is_said_to_be_money(before, UNITS[_THOUSAND]))


def _may_be_money(match: re.Match[str], text: str, is_upper_end: bool) -> bool:
    written, unit, (start, end) = match["number"], match["unit"], match.span()
    if written[0] == "0" and written[1:2].isdigit():
        return False  # nobody writes a sum so: a phone, an account
    if text.endswith((".", "/") if is_upper_end else (".", "/", "-"), 0, start):
        return False
    if match["baht"]:
        return True
    if len(written) > 2 and not written.strip("5"):
        return False  # laughter
    baht = (number_of(written, unit is not None) or 0) * _scale(unit) * _share(match, text)
    if baht < _LEAST_MONEY:
        return False
    if baht >= _LIKE_MONEY and _RATE.match(text, end):
        return True
    before = text[max(0, start - 30) : start]
    is_said = _is_said_to_be_money(before, baht)
    other = _OTHER_UNIT
    if is_said and baht >= _LARGE and text.startswith(" ", end):
        other = _OTHER_UNIT_OF_MANY
    if other.match(text, end):
        return False
    if baht in _YEARS and unit is None and "," not in written and _PAY_OF_A_YEAR.search(before):
        return False
    is_written_large = unit is not None or "," in written or not written[0].isdigit()
    return is_said or (is_written_large and baht >= _LARGE)


def _is_said_to_be_money(before: str, baht: float) -> bool:
    if _MONEY_BEFORE.search(before):
        return True
    if baht < _LIKE_MONEY or _NO_MONEY_BEFORE.search(before):
        return False
    if baht >= _LARGE and before.rstrip().endswith("ได้"):
        return True
    return _LARGER_MONEY_BEFORE.search(before) is not None


def _share(match: re.Match[str], text: str) -> float:
    """A half in ครึ่งแสน; in เดือนครึ่งห้าพัน the half is of something else."""
    is_half = match["number"].startswith(_UNITS_ALONE) and text.endswith(_HALF, 0, match.start())
    return 0.5 if is_half else 1


def _sums_of(match: re.Match[str]) -> list[float]:
    """The sum in baht; of a range both ends."""
    written, unit = match["number"], match["unit"]
    number = number_of(written, unit is not None)
    if number is None:
        return []
    amount = number * _scale(unit)
    last = unit or next((u for u in reversed(UNITS) if written.endswith(u)), "")
    for figure, lower_unit in _TERM.findall(match["lower"] or ""):
        amount += (number_of(figure) or 0) * UNITS[lower_unit]
        last = lower_unit
    if rest := match["rest"]:  # หมื่นห้า is 15,000; พันสอง is 1,200
        tenths = 5 if rest == _HALF else number_of(rest.strip()) or 0
        amount += tenths * _scale(last) / 10
    amount += int(match["tail"] or 0)
    upper = number_of(match["upper"], unit is not None) if match["upper"] else None
    return [amount, upper * _scale(unit)] if upper is not None and upper > number else [amount]


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _scale(unit: str | None) -> int:
    return 1_000 if unit in {"k", "K"} else UNITS.get(unit or "", 1)
