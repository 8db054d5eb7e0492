"""How soon somebody must act: the highest of the sub-type's, the flags' and the words' hints."""

import re

from casework.categories import FLAG_RULES, SUBTYPES, Flag, Kind, Urgency
from nlp.courtesies import PARTICLES
from nlp.flags import is_guarded
from nlp.sieve import Sieve

# Taxonomy section 4.
# Minutes or hours ago, whatever else the message tells of before.
_JUST_NOW = re.compile(
    r"เมื่อกี้|เมื่อกี๊|(?:เมื่อ)?ตะกี้|เมื่อครู่|เมื่อเช้า|เมื่อบ่าย|เมื่อสักครู่|เมื่อแป๊บ|(?:เพิ่ง|พึ่ง)(?:ตก|โดน|ถูก|ล้ม)|(?:นาที|ชั่วโมง)(?:ก่อน|ที่แล้ว)|ด่วนที่สุด|เพิ่งโอน|พึ่งโอน|"
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
    "ทุบประตู|เตะประตู|มีด|ปืน|หลบอยู่|แอบอยู่|ซ่อน|พังประตู|ซ้อม|ไล่ฟัน|ไล่ตี|ไล่แทง|เอาไม้|ร้องลั่น|เสียงร้อง|กรี๊ด"
)
_MOMENT = "ตอนนี้|เดี๋ยวนี้|กำลัง"
_HAPPENING = re.compile(
    rf"^(?:\S{{0,12}}(?:ครับ|ค่ะ|คะ|จ้า)\s)?ตอนนี้|ตอนนี้เลย|อยู่(?:เลย)?(?:ครับ|ค่ะ)?(?:ตอนนี้|เดี๋ยวนี้)|ตอนนี้[\s!.]*$|"
    rf"(?:{_MOMENT}).{{0,30}}(?:{_BODY_OR_WEAPON})|(?:{_BODY_OR_WEAPON}).{{0,30}}(?:{_MOMENT})"
)
# A body that still is in danger, and one that is cared for by now.
_STILL_IN_DANGER = re.compile(
    r"เลือด(?:ออก|ไหล|พุ่ง)(?:เยอะ|มาก|ไม่หยุด|บ่หยุด|บ่เซา)|เลือด(?:ไม่หยุด|ท่วม)|กองเลือด|ไม่ขยับ|เรียก(?:ก็)?ไม่(?:ตอบ|ขาน|ตื่น)|"
    r"ไม่ตอบสนอง|ชัก(?:เกร็ง|กระตุก|น้ำลาย|อยู่)|น้ำลายฟูม|ปลุกไม่ตื่น|ยังติดอยู่|ติดอยู่กับ|(?:เอา|ดึง|ตัด|ปลด)\S{0,8}(?:(?:ไม่|บ่)ออก|ออก(?:ไม่|บ่)ได้)|ไล่(?:ยิง|ฟัน|แทง|ต่อย)\S{0,16}อยู่|ยกไม่ขึ้น|"
    r"เอาขึ้นไม่ได้|กำลัง(?:พา|นำ|เอา|หาม)\S{0,10}(?:โรง|รพ|ส่ง|ขึ้นรถ)|1669.{0,12}ยังไม่มา|รถพยาบาลยัง|ล้างน้ำอยู่|น้ำล้างอยู่|"
    r"ทำ(?:ยัง)?ไง(?:ดี)?ก่อน|รวยริน|(?:สลบ|หมดสติ)อยู่|ยังมีชีพจร|(?:หนีบ|ทับ)\S{0,12}อยู่|ถือ(?:ปืน|มีด)\S{0,6}(?:ขู่|ยืน)"
)
_CARED_FOR = re.compile(
    r"หาย(?:ดี)?แล้ว|พักฟื้น|ออกจาก(?:โรง|รพ)|กายภาพ|ดีขึ้น|รู้สึกตัวแล้ว|ขาเทียม|หมอนัด|ไปทำแผล|ผ่า(?!น)(?:ตัด)?\S{0,14}แล้ว|ไปยื่น|ไปประกันสังคม|"
    r"เลือดหยุด|รถพยาบาลมารับ|วันที่(?:สอง|สาม|สี่|ห้า|หก|[2-9])แล้ว|ให้คนอื่น(?:ใช้|ทำ)ต่อ"
)
# Told of today, though it is over: "ตอนนี้ลาออกแล้ว เพราะโดนลวนลามเมื่อต้นปี".
_LONG_AGO = r"(?:เดือน|ปี|อาทิตย์|สัปดาห์)(?:ที่แล้ว|ก่อน)|ปีกลาย|(?<!ไม่)(?<!บ่)เคย"
_LONG_OVER = re.compile(rf"{_LONG_AGO}|(?:ต้น|ปลาย)ปี|ตั้งแต่เดือน|ลาออก(?:มา)?แล้ว")
# What is long over, though words of an emergency stand there.
_PAST = re.compile(rf"{_LONG_AGO}|ตั้งแต่(?:ไฟ|ปี)|ครั้งนั้น|หายแล้ว|ดับแล้ว|เพิ่งออกจากเรือนจำ")
_HEART = "(?:แน่น|เจ็บ)หน้าอก.{0,20}(?:หายใจ|เหงื่อ|ร้าว)"
_AT_SEA = "เรือ(?:ล่ม|อับปาง)|ลอยคอ"
# Asked by somebody in need: what to do, whom to call.
_ASKED_IN_NEED = re.compile(
    rf"ไฟ(?:กำลัง)?(?:ไหม้|ลาม).{{0,12}}(?:อยู่|ตอนนี้)|{_HEART}|หายใจ(?:ไม่|บ่)ออก.{{0,12}}เขียว|(?:ถูก|โดน)ขังอยู่|{_AT_SEA}"
)
_ONLY_IF = re.compile("ถ้า|หาก|กรณี|เวลา|อบรม|เบิก|คุ้มครอง|ซ้อม")
# Taxonomy, P01: urgent where whoever owes the wages has fled.
_FLED = re.compile(
    r"(?:นายจ้าง|เถ้าแก่|ผู้รับเหมา|เจ้าของ(?:ร้าน|โรงงาน|บริษัท|แคมป์|กิจการ)?|เจ้านาย|เฮีย|ผรม\.?|หัวหน้าช่าง)"
    r"(?:เพิ่น|เขา|เค้า|มัน|แก|ก็|เลย|ได้|ปิด\S{0,14}|เก็บ\S{0,10}|ขน\S{0,8}|หอบ\S{0,8}|เผ่น)?หนี(?!ภาษี|สรรพากร|ทหาร|ไม่|เรา|หน้า|ปัญหา)"
    r"|ปิด(?:เครื่อง|โทรศัพท์|มือถือ|ร้าน|โรงงาน|บริษัท|ออฟฟิศ|แคมป์)หนี"
)
_PERIODS = r"(?:[2-9]|1[0-9]|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|หลาย)\s?"
# Taxonomy, P01: urgent from two periods on that were not paid.
_SEVERAL_PERIODS = re.compile(
    rf"(?:ไม่จ่าย|ไม่ได้|ค้าง|เบี้ยว|ไม่ออก|บ่จ่าย|บ่ได้)\S{{0,30}}\s?(?:มา)?\s?{_PERIODS}(?:เดือน|งวด|วิก)"
    rf"|{_PERIODS}(?:งวด|วิก)\S{{0,10}}(?:ไม่ได้|ไม่จ่าย|ค้าง|บ่ได้|บ่จ่าย)"
)
_EMERGENCY = re.compile(
    r"ถูกขัง|โดนขัง|เลือดไหล|หมดสติ|จะโดด(?!งาน|เด่น|ข้าม|เรียน|ร่ม)|(?<!มือถือ)(?<!แบต)ใกล้ตาย|กำลังจะถล่ม|(?<!ขอ)ร้อง(?:ว่า)?\s?ช่วยด้วย|"
    rf"ไฟ(?:กำลัง)?(?:ไหม้|ลาม)(?:มา)?(?:โรงงาน|แคมป์|หอพัก|บ้านพัก|ที่พัก)|ไฟกำลังไหม้|ไฟลุก(?:ท่วม|อยู่)|{_AT_SEA}|"
    rf"{_HEART}|(?:สามี|แฟน|แม่|พ่อ|คนงาน|น้อง)ชัก(?:อยู่|เกร็ง)|น้ำเดินแล้ว|"
    r"(?<!คดี)ข่มขืน(?!มา)|(?:คน|คนงาน)ติดข้างใน|ติดอยู่ข้างใน|ไฟไหม้.{0,15}(?:ออกไม่ได้|ติด(?:อยู่|ใน|ข้าง))|"
    r"(?:ติดอยู่ใน|คนติดใน|คนงานติดใน)(?:ซาก|ลิฟต์|ตึก|บ่อ|ถัง|หลุม|ร่องดิน|ไซโล|ห้องเย็น|เครื่อง(?!เอที|ฝาก|\s|$))|"
    r"(?:แก๊ส|ก๊าซ|สาร|คลอรีน|แอมโม|กรด)\S{0,6}รั่ว.{0,15}ตอนนี้|"
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
_ONLY_A_CRY = re.compile(rf"(?:ใครก็ได้|ขอ|โปรด|[^ก-๙])*ช่วยด้วย(?:{PARTICLES}|ที|[^ก-๙])*")
# From somebody who wants a service these tell only when it suits: "พรุ่งนี้อยากไปสมัครเรียน".
_SOON = re.compile(
    "พรุ่งนี้|(?<!ไม่)(?<!ไม่ได้)(?<!ไม่ต้อง)(?<!ไม่เร่ง)"
    "(?<!ทาง)(?<!สาย)(?<!เงิน)(?<!ไปรษณีย์)(?<!สมัคร)(?<!รับ)(?<!รถ)(?<!ของ)ด่วน"
)
_URGENT = re.compile(
    r"นายจ้างหนี|เถ้าแก่หนี|ผู้รับเหมาหนี|หนีไปแล้ว|หอบเงินหนี|ยี่สิบกว่าวัน|2\dวันแล้ว|2\d วันแล้ว|ใกล้คลอด|"
    r"อุบัติเหตุเมื่อวาน|ไม่มีข้าวกิน|ไม่มีกิน|อดข้าว|ไม่มีจะกิน|ไม่มี(?:อะไร|ไหร|ไร)(?:จะ)?กิน|ทิ้งงาน|เก็บของหนี|"
    r"(?:ไม่|บ่)มี(?:เงิน|ตัง(?:ค์)?)?\s?(?:จะ)?(?:ซื้อ|กิน)(?:ข้าว|นม)|(?<![ก-ฮแ])อดมา|"
    r"(?:ไม่|บ่)มี(?:ค่า)?นม(?:ลูก|ให้ลูก)|นมลูก(?:ก็|จะ|ใกล้)?(?:หมด|ไม่มี|กระป๋องสุดท้าย)|ไม่ได้กินนม|ไม่มีข้าวสาร|"
    r"เผ่น(?:แล้ว|หนี)|ขนของหนี|ปิดมือถือหนี"
)
_MOMENTS = Sieve([_HAPPENING, _JUST_NOW, _NOW, _STILL_IN_DANGER])
_WORDS = Sieve([_EMERGENCY, _PERHAPS, _SOON, _URGENT])
# An emergency only while it is happening; told afterwards it is urgent.
_WHILE_IT_HAPPENS = frozenset(
    {Flag.SERIOUS_INJURY, Flag.SCAM_IN_PROGRESS, Flag.VIOLENCE_OR_HARASSMENT}
)
_WHAT_HAS_JUST_HAPPENED = _WHILE_IT_HAPPENS - {Flag.VIOLENCE_OR_HARASSMENT}


def urgency_of(text: str, kind: Kind, subtype: str | None, flags: frozenset[Flag]) -> Urgency:
    """The urgency of clean text. A question without a case keeps its flags' urgency, unless it is
    asked in need."""
    hints = [FLAG_RULES[flag].urgency for flag in flags - _WHILE_IT_HAPPENS]
    if told := flags & _WHILE_IT_HAPPENS:
        hints.append(Urgency.EMERGENCY if told & _happening(text) else Urgency.URGENT)
    emergency, perhaps, soon, urgent = _WORDS.search(text)
    if kind in (Kind.PROBLEM, Kind.NEED, Kind.STATUS):
        if subtype is not None and kind is not Kind.NEED:
            hints.append(SUBTYPES[subtype].urgency)
        if subtype == "P01" and kind is Kind.PROBLEM and _is_owed_urgently(text):
            hints.append(Urgency.URGENT)
        if _stands(text, emergency) or (_stands(text, perhaps) and _is_danger_beside(text, flags)):
            is_past = _PAST.search(text) and not _happening(text)
            hints.append(Urgency.URGENT if is_past else Urgency.EMERGENCY)
        if _stands(text, urgent, negatable=False) or (
            kind is Kind.PROBLEM and _stands(text, soon, negatable=False)
        ):
            hints.append(Urgency.URGENT)
    elif kind is Kind.QUESTION and _is_asked_in_need(text):
        hints.append(Urgency.EMERGENCY)
    return max(hints, default=Urgency.NORMAL)


def _is_owed_urgently(text: str) -> bool:
    return bool(_SEVERAL_PERIODS.search(text) or _FLED.search(text))


def _is_asked_in_need(text: str) -> bool:
    asked = _ASKED_IN_NEED.search(text)
    return _stands(text, asked) and not _ONLY_IF.search(text) and not _PAST.search(text)


def _happening(text: str) -> set[Flag]:
    """What, if the text tells of it, is not over yet."""
    happening, just_now, now, still = _MOMENTS.search(text)
    if still:
        return {*_WHILE_IT_HAPPENS}
    if happening or just_now:
        if _LONG_OVER.search(text):
            return set()
        found = {*_WHILE_IT_HAPPENS} if happening else {*_WHAT_HAS_JUST_HAPPENED}
        return found - {Flag.SERIOUS_INJURY} if _CARED_FOR.search(text) else found
    # Money that was sent may be stopped for some hours: there "now" alone is enough.
    if now and not _BEFORE.search(text):
        return {Flag.SCAM_IN_PROGRESS}
    return set()


def is_over(text: str) -> bool:
    """Whether the text tells of what is past, healed or cared for, and of nothing that goes on."""
    past = _PAST.search(text) or _LONG_OVER.search(text) or _CARED_FOR.search(text)
    return past is not None and not _happening(text)


def _is_danger_beside(text: str, flags: frozenset[Flag]) -> bool:
    if flags & _DANGER_FLAGS or _DANGER.search(text):
        return True
    return _ONLY_A_CRY.fullmatch(text) is not None


def _stands(text: str, words: re.Match[str] | None, negatable: bool = True) -> bool:
    """Whether the words stand in the text, and nothing guards them."""
    return words is not None and not is_guarded(text, words.start(), negatable)
