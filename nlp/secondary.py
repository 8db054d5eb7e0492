"""Whose offices get a copy: the sub-type's own, and the rules of the taxonomy's section 2.

Where several sub-types are likely, an office gets one if it is likelier than not that the matter
concerns it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from casework.categories import SERVICE_CATEGORIES, SUBTYPES, Category, Flag, Kind
from nlp.flags import is_guarded

_MOST = 3
_LIKELIER_THAN_NOT = 0.5
_LEAST = 0.02  # of a sub-type: of those below only many would tell, and reading costs


@dataclass(frozen=True)
class Rule:
    """When a sub-type comes with a flag or with words, the offices of a category get a copy."""

    number: str  # of the taxonomy's rule, or the sub-type's table row
    subtypes: frozenset[str]
    adds: Category
    flag: Flag | None = None
    words: re.Pattern[str] | None = None
    deniable: bool = False  # whether the words may be denied or feared: ไม่มีใครเจ็บ


def _rule(
    number: str,
    subtypes: str,
    adds: Category,
    words: str | None = None,
    flag: Flag | None = None,
    deniable: bool = False,
) -> Rule:
    pattern = re.compile(words) if words else None
    return Rule(number, frozenset(subtypes.split()), adds, flag, pattern, deniable)


_E, _S = Category.EMPLOYMENT, Category.SKILLS
_P, _X = Category.PROTECTION, Category.SOCIAL_SECURITY
_INJURED = r"บาดเจ็บ|เจ็บ|เลือด|กระดูก|เข้าโรงพยาบาล|แอดมิท|สลบ|หมดสติ|เสียชีวิต"
_UNPAID = (
    r"ไม่จ่าย|บ่จ่าย|ค้างค่า|ค้างเงินเดือน|(?:ไม่|บ่)ได้(?:ค่าแรง|เงินเดือน|ค่าจ้าง)|ค้างจ่าย|เบี้ยว"
    r"|(?:เงินเดือน|ค่าแรง|ค่าจ้าง)\S{0,18}(?:ไม่ออก|ไม่ได้(?!มี|หัก|ย้าย|ขึ้น|ลด)|ไม่ครบ|ค้าง|บ่ได้|บ่ออก)"
)
_NO_INSURANCE = (
    r"(?:ไม่|บ่)(?:ได้)?(?:ทำ|ขึ้น|ส่ง|แจ้ง|มี|เข้า).{0,8}(?:ประกันสังคม|ปกส)"
    r"|(?:ประกันสังคม|ปกส\.?).{0,10}(?:ไม่|บ่)(?:ได้)?(?:ส่ง|ทำ|มี(?!ปัญหา))"
)
# Who is owed wages and speaks of it as well.
_INSURANCE = (
    r"ประกัน(?:สังคม)?(?:ก็|เอง|เขา|ยัง)*(?:ไม่(?!มีปัญหา|เกี่ยว)|บ่|หัก|ขาด|ค้าง|หาย)"
    r"|(?:หัก|แจ้ง|ค้าง|ขาด).{0,10}ประกันสังคม(?!.{0,12}(?:ปกติ|ครบ))"
)
# Severance that is owed, not the money of that name which social security pays.
_OF_THE_EMPLOYER = r"(?:ชดเชย(?!กรณีว่าง|ระหว่างว่าง|การ(?:ขาด|ว่าง)|รายได้|ว่างงาน)|ค่าตกใจ)"
_SEVERANCE = (
    rf"(?:ไม่(?:ได้|จ่าย|ให้|ยอม|มี|เห็น)|ยังไม่|ค้าง|เบี้ยว|ขาด|หนี|เรียก|ขอ).{{0,14}}{_OF_THE_EMPLOYER}"
    rf"|{_OF_THE_EMPLOYER}.{{0,20}}(?:ไม่(?:ได้|จ่าย|ให้|ครบ|มี|ยอม|เห็น)|ยังไม่|เงียบ|สักบาท|ค้าง|ขาด)"
)
# Wanting to learn a trade, not a school that somebody has left or goes to.
_TRAINING = (
    r"ฝึกอาชีพ|ฝึกงานช่าง|ฝึกฝีมือ|(?<!เคย)(?<!ผ่าน)(?<!ผ่านการ)(?<!ใบ)(?<!จบ)อบรม|หลักสูตร|คอร์ส|ไม่มีทักษะ|ไม่มีฝีมือ"
    r"|(?:อยาก|ขอ|ได้|ไป|สมัคร|ลง|ให้|จะ|น่า|มีที่)(?:ไป)?(?:ฝึก(?!งาน)|หัด|เรียน(?!จบ|หนังสือ|ต่อ|มหา|ปวช|ปวส|ถาม|สอบถาม|ปรึกษา|แจ้ง|ท่าน))"
    r"|เรียน(?:รู้|เพิ่ม|ฟรี|ที่ไหน|วิชา|ช่าง|ทำ)|สอน(?:อาชีพ|ทำ)"
)
_RIDER = (
    r"ไรเดอร์|rider|แอคเคาท์|แอคเคานท์|บัญชีคนขับ|ปิดระบบ|วิ่ง(?:แอป|ส่ง|วิน|แพนด้า)|ส่งอาหาร|ส่งพัสดุ|ส่งของให้แอป"
    r"|แอป(?:ส่ง|เรียกรถ|สีส้ม|สีเขียว|เขียว|แดง|ส้ม|เหลือง)|แกร็บ|แกรบ|grab|ไลน์แมน|โบลท์|ฟู้ดแพนด้า"
    r"|(?:โดน|ถูก)แบน|แบน(?:ถาวร|ไอดี)|ไอดี(?:โดน|ถูก|ปลิว)|(?:ระงับ|ปิด|ล็อก|ล็อค)(?:ไอดี|รหัส|สัญญาณ)"
    r"|(?:โดน|ถูก|แอป)(?:ระงับ|ปิด|ล็อก|ล็อค)บัญชี"
)
_DISMISSED = (
    r"เลิกจ้าง|ปลด(?:ออก|คน|พนักงาน|ผม|หนู|เรา|พวก)|(?:โดน|ถูก)ปลด|ลอยแพ|(?:โดน|ถูก)ให้ออก|ไล่ออก"
    r"|(?:ได้|จ่าย|รับ)(?:เงิน|ค่า)?ชดเชย|ปิด(?:โรงงาน|กิจการ|สาขา)|ยุบ(?:แผนก|สาขา|ทีม)"
)
_WORK = r"มีงานทำ|หางาน|งานทำ|รายได้เสริม|สร้างอาชีพ"

RULES = (
    _rule(
        "R07",
        "P01 P02 P06 P07",
        _X,
        _NO_INSURANCE,
    ),
    _rule("R07", "P01 P04 P05", _X, _INSURANCE),
    _rule("R05", "P08", _X, _INJURED, deniable=True),
    _rule("R05", "P08 P01 P10", _X, flag=Flag.SERIOUS_INJURY),
    _rule("R05", "P08 P01", _X, flag=Flag.WORKPLACE_DEATH),
    _rule("R08", "X02 X01", _P, _UNPAID),
    _rule("R01", "X05 X03", _P, _SEVERANCE),
    _rule("R13", "X04", _P, r"นายจ้าง.{0,25}(?:ไม่ให้ลา|ไม่จ่าย|จ่าย)|ลาคลอด.{0,20}(?:ไม่|หัก)"),
    _rule("R13", "P05", _X, r"ลาคลอด.{0,40}ประกันสังคม|ประกันสังคม.{0,40}(?:ลาคลอด|ลาป่วย)"),
    _rule("R17", "E01 E09 E08", _S, _TRAINING),
    _rule("R17", "S05", _E, _DISMISSED, deniable=True),
    _rule("S05", "S01 S05 S04", _E, _WORK),
    _rule("R21", "P01 P02 P03 P04 P10", _E, flag=Flag.MIGRANT_WORKER),
    _rule("R24", "O08", _X, _RIDER),
    _rule("P07", "P07", _S, _TRAINING),
)


def secondary_of(
    text: str,
    kind: Kind,
    category: Category,
    subtypes: Mapping[str, float],
    flags: frozenset[Flag],
) -> tuple[Category, ...]:
    """Categories whose offices are copied, without the primary one, by the probabilities of the
    sub-types. A mere question has none, nor what is unclear."""
    if category is Category.UNCLEAR or kind not in (Kind.PROBLEM, Kind.NEED, Kind.STATUS):
        return ()
    concerned = dict.fromkeys(Category, 0.0)
    for subtype, probability in subtypes.items():
        if probability >= _LEAST and subtype in SUBTYPES:
            for each in _concerned(text, subtype, flags):
                concerned[each] += probability
    likely = (c for c in SERVICE_CATEGORIES if concerned[c] > _LIKELIER_THAN_NOT)
    return tuple(c for c in likely if c is not category)[:_MOST]


def _concerned(text: str, subtype: str, flags: frozenset[Flag]) -> set[Category]:
    """Whom a matter of this sub-type concerns: its own category, and those the rules copy it to."""
    found = {SUBTYPES[subtype].category, *SUBTYPES[subtype].secondary}
    for rule in RULES:
        if subtype not in rule.subtypes or rule.adds in found:
            continue
        if rule.flag in flags or _stands(rule, text):
            found.add(rule.adds)
    return found


def _stands(rule: Rule, text: str) -> bool:
    found = rule.words.search(text) if rule.words else None
    return found is not None and not (
        rule.deniable and is_guarded(text, found.start(), supposable=True)
    )
