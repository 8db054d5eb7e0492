"""What the writer wants: the model's word, corrected by a few forms that leave no doubt."""

import re
from collections.abc import Sequence

from casework.categories import Kind
from nlp.spotting import holds_any
from nlp.tokens import stop_words

_GREETING = re.compile(
    r"^(?:สวัสดี\S{0,10}|หวัดดี\S{0,8}|ดีครับ|ดีค่ะ|ดีจ้า|ฮัลโหล|ฮาย|hello|hi|hey|"
    r"ขอบคุณ\S{0,14}|ขอบใจ\S{0,8}|thank ?(?:you|s)|โอเค\S{0,6}|ok|รับทราบ\S{0,6}|ได้ครับ|ได้ค่ะ|"
    r"ทดสอบ|test|ครับ\S{0,4}|ค่ะ\S{0,4}|จ้า|อรุณสวัสดิ์\S{0,6}|ราตรีสวัสดิ์|\W+|5+|ฝันดี\S{0,6})[\s!.~ๆ😊🙏❤️👍]*$"
)
_STATUS = re.compile(
    r"เรื่องที่(?:แจ้ง|ส่ง|ร้อง|ยื่น|ร้องเรียน)(?:ไว้|ไป)?.{0,40}(?:ถึงไหน|คืบหน้า|ไหม|มั้ย|ยังไม่|เงียบ|เป็นไง|ยังไง)|ติดตามเรื่อง|เช็คสถานะเรื่อง|[ก-ฮ]{2}-\d{2}-\d{5,6}-\d"
)
_OF_STATUS = ("เรื่อง", "-")  # without one of these it is not asked for
_OF_VOLUNTEERS = ("อสร", "อาสาสมัครแรงงาน")
_VOLUNTEERS = "|".join(_OF_VOLUNTEERS)
_VOLUNTEER = re.compile(
    rf"(?:ค่าตอบแทน|ค่าป่วยการ|เบี้ยเลี้ยง|บัตร|เสื้อ|ประชุม|อบรม|ต่ออายุ|สมัคร|วาระ|เข็ม|ใบประกาศ|ลาออกจาก|รายงานผล|ค่าเดินทาง)\s?.{{0,12}}(?:{_VOLUNTEERS})|(?:{_VOLUNTEERS})\.?.{{0,16}}(?:ค่าตอบแทน|ค่าป่วยการ|เบี้ยเลี้ยง|เมื่อไหร่|ประชุม|อบรม|บัตรประจำตัว|เสื้อ|วาระ|สมัคร)"
)
_SUPPOSED = (
    *("ถามไว้ก่อน", "ถ้าสมมติ", "สมมติว่า", "สมมุติ", "แค่ถาม", "ถามเผื่อ", "ถามเป็นความรู้"),
    *("อยากรู้เฉยๆ", "อยากรู้เฉย ๆ"),
)
_ASKS_FOR_NOTHING = (Kind.CHITCHAT, Kind.SPAM)
_ASKS = (Kind.PROBLEM, Kind.NEED, Kind.QUESTION, Kind.STATUS)
_LIKELIER_THAN_NOT = 0.5


def kind_of(text: str, words: Sequence[str], kinds: dict[Kind, float]) -> Kind:
    """The kind of a message from its clean text, its words and the model's probabilities."""
    if _GREETING.match(text.strip()) or _says_nothing(words):
        return Kind.CHITCHAT
    if holds_any(text, _OF_VOLUNTEERS) and _VOLUNTEER.search(text):
        return Kind.VOLUNTEER_ADMIN
    if holds_any(text, _OF_STATUS) and _STATUS.search(text):
        return Kind.STATUS
    if holds_any(text, _SUPPOSED):
        return Kind.QUESTION
    return likeliest_kind(kinds)


def likeliest_kind(kinds: dict[Kind, float]) -> Kind:
    """The likeliest kind. Nobody is put off with small talk who may be asking for something: that
    needs small talk and spam together to be likelier than not."""
    likeliest = max(kinds, key=kinds.__getitem__)
    idle = sum(kinds[kind] for kind in _ASKS_FOR_NOTHING)
    if likeliest in _ASKS_FOR_NOTHING and idle < _LIKELIER_THAN_NOT:
        return max(_ASKS, key=kinds.__getitem__)
    return likeliest


def _says_nothing(words: Sequence[str]) -> bool:
    return not any(any(c.isalpha() for c in word) for word in words) or (
        len(words) <= 3 and all(word in stop_words() for word in words)
    )
