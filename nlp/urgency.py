"""How soon somebody must act: the highest of the sub-type's, the flags' and the words' hints."""

import re

from casework.categories import FLAG_RULES, SUBTYPES, Flag, Kind, Urgency
from nlp.flags import is_guarded
from nlp.sieve import Sieve

# Taxonomy section 4.
# Minutes or hours ago, whatever else the message tells of before.
_JUST_NOW = re.compile(
    r"เมื่อกี้|เมื่อกี๊|เมื่อครู่|เมื่อเช้า|เมื่อสักครู่|(?:นาที|ชั่วโมง)(?:ก่อน|ที่แล้ว)|ด่วนที่สุด|เพิ่งโอน|พึ่งโอน|"
    r"รถกู้ภัย|รถกู้ชีพ|รถพยาบาล"
)
# Often these only tell how things stand since: "ขาหักเดือนก่อน ตอนนี้ยังไม่ได้เงินทดแทน".
_NOW = re.compile(
    r"ตอนนี้|กำลัง(?!ใจ|หา|จะ|เรียน|คิด|ตัดสินใจ|มองหา)|เดี๋ยวนี้|"
    r"วันนี้(?!มี(?:อีก)?เรื่อง|(?:อยาก|ขอ|จะ)?(?:มา)?(?:ถาม|สอบถาม|ปรึกษา|แจ้ง|เล่า))"
)
_BEFORE = re.compile(r"(?:วัน|อาทิตย์|สัปดาห์|เดือน|ปี)(?:ที่แล้ว|ก่อน)|เมื่อ(?!ไหร่|ไร)|ตั้งแต่|(?:ต้น|ปลาย)ปี|มาแล้ว")
# What is done to a body or for it, and what somebody hides from.
_BODY_OR_WEAPON = (
    "หมดสติ|ไม่รู้สึกตัว|ไม่ได้สติ|ไม่ฟื้น|โคม่า|ห้องผ่าตัด|ห้องฉุกเฉิน|icu|ไอซียู|เลือด|กู้ภัย|1669|รอรถ|เรียกรถ|นำส่ง|"
    "หายใจ|ปั๊มหัวใจ|ไฟลุก|ลุกเสื้อ|ติดอยู่|ติดเครื่อง|เอาไม่ออก|เอาออกไม่|เอาลง|ช่วยกัน|ขุดกัน|ฉีดกัน|เข้าฝั่ง|ยังห้อย|ขัง|ล็อค|ล็อก|"
    "ทุบประตู|เตะประตู|มีด|ปืน|หลบอยู่|ซ่อน|ซ้อม|ไล่ฟัน|ไล่ตี|ไล่แทง|เอาไม้|ร้องลั่น|เสียงร้อง|กรี๊ด"
)
_MOMENT = "ตอนนี้|เดี๋ยวนี้|กำลัง"
_HAPPENING = re.compile(
    rf"^ตอนนี้|ตอนนี้เลย|อยู่(?:เลย)?(?:ครับ|ค่ะ)?(?:ตอนนี้|เดี๋ยวนี้)|ตอนนี้[\s!.]*$|"
    rf"(?:{_MOMENT}).{{0,30}}(?:{_BODY_OR_WEAPON})|(?:{_BODY_OR_WEAPON}).{{0,30}}(?:{_MOMENT})"
)
_EMERGENCY = re.compile(
    r"ถูกขัง|โดนขัง|เลือดไหล|หมดสติ|ไฟไหม้โรงงาน|ไฟกำลังไหม้|จะโดด|ใกล้ตาย|กำลังจะถล่ม|(?<!ขอ)ร้อง(?:ว่า)?\s?ช่วยด้วย|"
    r"(?<!คดี)ข่มขืน(?!มา)|(?:คน|คนงาน)ติดข้างใน|ติดอยู่ข้างใน|ไฟไหม้.{0,15}(?:ออกไม่ได้|ติด(?:อยู่|ใน|ข้าง))|"
    r"(?:ติดอยู่ใน|คนติดใน|คนงานติดใน)(?:ซาก|ลิฟต์|ตึก|บ่อ|ถัง|หลุม|ร่องดิน|ไซโล|เครื่อง)|รั่ว.{0,15}ตอนนี้|"
    r"(?<!กลิ่น)(?<!ก่อน)(?<!เพราะ)(?:แก๊ส|ก๊าซ|แอมโมเนีย)รั่ว(?!.{0,25}(?:กลิ่น|ทุก|บ่อย|รอบที่|หมอให้|ปีที่แล้ว))"
)
# Said in everyday trouble, too: an emergency beside a danger, or where nothing else is said.
_PERHAPS = re.compile(
    r"ช่วยด้วย(?!ดี)|(?<!จน)หายใจไม่ออก|แน่นิ่ง|(?:(?<!ไต)ยังไม่ฟื้น|ไม่รู้สึกตัว|ไม่ได้สติ)(?!มา|.{0,10}(?:วัน|เดือน)แล้ว)"
)
_DANGER = re.compile(
    r"ขัง|ล็อ[คก](?!อิน|รหัส|บัญชี)|ออกไม่ได้|(?:โดน|ถูก|จะ|ไล่|ทุบ)ตี|เลือด(?!กำ)|ไฟ(?:ไหม้|ลุก|ดูด|ช็อ)|รั่ว|จมน้ำ|กำลังจม|"
    r"ทับ(?:คน|ขา|อยู่)|(?:โดน|ถูก|ล้ม|ถล่ม)ทับ|คน(?:งาน)?.{0,6}ติดอยู่|(?:ตัว|หน้า)เขียว|แน่นหน้าอก|ท้องเรือ|ในถัง|ในบ่อ|ทุบประตู"
)
_DANGER_FLAGS = frozenset(
    {Flag.SERIOUS_INJURY, Flag.VIOLENCE_OR_HARASSMENT, Flag.CHILD_LABOUR, Flag.SCAM_IN_PROGRESS}
)
_ONLY_A_CRY = re.compile("(?:ใครก็ได้|ขอ|โปรด|[^ก-๙])*ช่วยด้วย(?:ครับ|คับ|ค่ะ|คะ|นะ|ที|[^ก-๙])*")
# From somebody who wants a service these tell only when it suits: "พรุ่งนี้อยากไปสมัครเรียน".
_SOON = re.compile(
    "พรุ่งนี้|(?<!ไม่)(?<!ไม่ได้)(?<!ไม่ต้อง)(?<!ไม่เร่ง)"
    "(?<!ทาง)(?<!สาย)(?<!เงิน)(?<!ไปรษณีย์)(?<!สมัคร)(?<!รับ)(?<!รถ)(?<!ของ)ด่วน"
)
_URGENT = re.compile(
    r"นายจ้างหนี|เถ้าแก่หนี|ผู้รับเหมาหนี|หนีไปแล้ว|หอบเงินหนี|ยี่สิบกว่าวัน|2\dวันแล้ว|2\d วันแล้ว|ใกล้คลอด|"
    r"อุบัติเหตุเมื่อวาน|ไม่มีข้าวกิน|ไม่มีกิน|อดข้าว|ไม่มีจะกิน|ทิ้งงาน|เก็บของหนี|"
    r"(?:ไม่|บ่)มี(?:เงิน|ตัง(?:ค์)?)?\s?(?:จะ)?(?:ซื้อ|กิน)(?:ข้าว|นม)|(?<![ก-ฮแ])อดมา|"
    r"(?:ไม่|บ่)มี(?:ค่า)?นม(?:ลูก|ให้ลูก)|นมลูก(?:ก็|จะ|ใกล้)?(?:หมด|ไม่มี|กระป๋องสุดท้าย)"
)
_MOMENTS = Sieve([_HAPPENING, _JUST_NOW, _NOW])
_WORDS = Sieve([_EMERGENCY, _PERHAPS, _SOON, _URGENT])
# An emergency only while it is happening; told afterwards it is urgent.
_WHILE_IT_HAPPENS = frozenset(
    {Flag.SERIOUS_INJURY, Flag.SCAM_IN_PROGRESS, Flag.VIOLENCE_OR_HARASSMENT}
)


def urgency_of(text: str, kind: Kind, subtype: str | None, flags: frozenset[Flag]) -> Urgency:
    """The urgency of clean text. A question without a case keeps only its flags' urgency."""
    hints = [FLAG_RULES[flag].urgency for flag in flags - _WHILE_IT_HAPPENS]
    if told := flags & _WHILE_IT_HAPPENS:
        hints.append(Urgency.EMERGENCY if told & _happening(text) else Urgency.URGENT)
    emergency, perhaps, soon, urgent = _WORDS.search(text)
    if kind in (Kind.PROBLEM, Kind.NEED, Kind.STATUS):
        if subtype is not None and kind is not Kind.NEED:
            hints.append(SUBTYPES[subtype].urgency)
        if _stands(text, emergency) or (_stands(text, perhaps) and _is_danger_beside(text, flags)):
            hints.append(Urgency.EMERGENCY)
        if _stands(text, urgent, negatable=False) or (
            kind is Kind.PROBLEM and _stands(text, soon, negatable=False)
        ):
            hints.append(Urgency.URGENT)
    return max(hints, default=Urgency.NORMAL)


def _happening(text: str) -> set[Flag]:
    """What, if the text tells of it, is not over yet."""
    happening, just_now, now = _MOMENTS.search(text)
    if happening:
        return {*_WHILE_IT_HAPPENS}
    if just_now:
        return {Flag.SERIOUS_INJURY, Flag.SCAM_IN_PROGRESS}
    # Money that was sent may be stopped for some hours: there "now" alone is enough.
    if now and not _BEFORE.search(text):
        return {Flag.SCAM_IN_PROGRESS}
    return set()


def _is_danger_beside(text: str, flags: frozenset[Flag]) -> bool:
    if flags & _DANGER_FLAGS or _DANGER.search(text):
        return True
    return _ONLY_A_CRY.fullmatch(text) is not None


def _stands(text: str, words: re.Match[str] | None, negatable: bool = True) -> bool:
    """Whether the words stand in the text, and nothing guards them."""
    return words is not None and not is_guarded(text, words.start(), negatable)
