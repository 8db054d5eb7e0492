"""How soon somebody must act: the highest of the sub-type's, the flags' and the words' hints."""

import re

from casework.categories import FLAG_RULES, SUBTYPES, Flag, Kind, Urgency
from nlp.flags import is_guarded
from nlp.sieve import Sieve

# Taxonomy section 4.
_NOW = re.compile(
    r"ตอนนี้|เมื่อกี้|เมื่อกี๊|เมื่อเช้า|เมื่อสักครู่|กำลัง(?!ใจ|หา|จะ|เรียน|คิด|ตัดสินใจ|มองหา)|ด่วนที่สุด|เดี๋ยวนี้|รถกู้ภัย|รถพยาบาล|"
    r"วันนี้(?!มี(?:อีก)?เรื่อง|(?:อยาก|ขอ|จะ)?(?:มา)?(?:ถาม|สอบถาม|ปรึกษา|แจ้ง|เล่า))|เพิ่งโอน|พึ่งโอน"
)
_EMERGENCY = re.compile(
    r"ถูกขัง|โดนขัง|เลือดไหล|หมดสติ|ไฟไหม้โรงงาน|ไฟกำลังไหม้|จะโดด|ติดอยู่ข้างใน|ติดอยู่ใน(?:ซาก|ลิฟต์|ตึก|บ่อ|ถัง)|หายใจไม่ออก|ช่วยด้วย|ใกล้ตาย|รั่ว.{0,15}ตอนนี้|กำลังจะถล่ม"
)
_URGENT = re.compile(
    r"ด่วน|พรุ่งนี้|นายจ้างหนี|เถ้าแก่หนี|"
    r"ผู้รับเหมาหนี|หนีไปแล้ว|หอบเงินหนี|ยี่สิบกว่าวัน|2\dวันแล้ว|2\d วันแล้ว|ใกล้คลอด|อุบัติเหตุเมื่อวาน|"
    r"ไม่มีข้าวกิน|ไม่มีกิน|ไม่มีเงินซื้อนม|นมลูก|อดข้าว|ไม่มีเงินกินข้าว|ไม่มีจะกิน|ทิ้งงาน|เก็บของหนี"
)
_LONG_PAST = re.compile("ปีที่แล้ว|ปีก่อน|หลายปีมาแล้ว|เมื่อก่อน|นานมาแล้ว")
_WORDS = Sieve([_NOW, _LONG_PAST, _EMERGENCY, _URGENT])
# An emergency by nature only while it is happening; told afterwards it is urgent.
_ONLY_WHILE_IT_HAPPENS = {Flag.SERIOUS_INJURY, Flag.SCAM_IN_PROGRESS}


def urgency_of(text: str, kind: Kind, subtype: str | None, flags: frozenset[Flag]) -> Urgency:
    """The urgency of clean text. A question without a case keeps only its flags' urgency."""
    now, long_past, emergency, urgent = _WORDS.search(text)
    hints = [_flag_urgency(flag, now is not None) for flag in flags]
    if kind in (Kind.PROBLEM, Kind.NEED, Kind.STATUS):
        if subtype is not None and kind is not Kind.NEED:
            hints.append(SUBTYPES[subtype].urgency)
        hints.append(_word_urgency(text, emergency, urgent))
    highest = max(hints, default=Urgency.NORMAL)
    if long_past and not now and Flag.SELF_HARM not in flags:
        return Urgency(max(Urgency.NORMAL, highest - 1))
    return highest


def _flag_urgency(flag: Flag, now: bool) -> Urgency:
    if flag in _ONLY_WHILE_IT_HAPPENS and not now:
        return Urgency.URGENT
    if flag is Flag.VIOLENCE_OR_HARASSMENT and now:
        return Urgency.EMERGENCY
    return FLAG_RULES[flag].urgency


def _word_urgency(
    text: str, emergency: re.Match[str] | None, urgent: re.Match[str] | None
) -> Urgency:
    if emergency and not is_guarded(text, emergency.start()):
        return Urgency.EMERGENCY
    if urgent and not is_guarded(text, urgent.start(), negatable=False):
        return Urgency.URGENT
    return Urgency.NORMAL
