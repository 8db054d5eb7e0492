"""What the writer wants: the model's word, and a few forms that decide where it allows them to."""

import re
from collections.abc import Sequence

from casework.categories import Kind, Urgency
from nlp.courtesies import GREETINGS, PARTICLES
from nlp.spotting import holds_any
from nlp.tokens import stop_words

_MAY_FOLLOW = (
    rf"\s?(?:{PARTICLES}|ผม|พี่|ท่าน|แอดมิน|ทุกคน|ทุกท่าน|มาก|หลาย|เลย|จริง|ๆ|ตอนเช้า|ตอนเย็น|ยามเช้า|วันจันทร์)"
)
_GREETING = re.compile(
    rf"^(?:(?:{GREETINGS}|ฮาย|hey|ขอบคุณ|ขอบคุน|ขอบพระคุณ|ขอบใจ|thank ?(?:you|s)|โอเค|ok|รับทราบ"
    rf"|ได้(?=ครับ|ค่ะ)|ใช่|ไม่ใช่|ไม่(?=ครับ|ค่ะ)|ถูกต้อง|ตกลง|กดผิด|พิมพ์ผิด|ทดสอบ|test|ครับ|ค่ะ|จ้า"
    rf"|ราตรีสวัสดิ์|ฝันดี)(?:{_MAY_FOLLOW}){{0,6}}|\W+|5+)[\s!.~ๆ😊🙏❤️👍]*$"
)
_LONGEST_GREETING = 150
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
_REPORTS = (Kind.PROBLEM, Kind.NEED, Kind.QUESTION)
_ASKS = (*_REPORTS, Kind.STATUS)
_LIKELIER_THAN_NOT = 0.5
# A form decides where the model does not contradict it.
_VOLUNTEER_AT_LEAST, _STATUS_AT_LEAST, _QUESTION_AT_LEAST = 0.2, 0.25, 0.4
# The urgency from which on somebody in danger is heard, though the message seems to report nothing.
# Who asks how a case goes tells of its danger, too.
_HEARD_FROM = {
    Kind.CHITCHAT: Urgency.URGENT,
    Kind.SPAM: Urgency.URGENT,
    Kind.VOLUNTEER_ADMIN: Urgency.URGENT,
    Kind.STATUS: Urgency.EMERGENCY,
}
_NEVER = Urgency.EMERGENCY + 1
_CALLS = frozenset({"ช่วย", "ช่วยด้วย", "ถาม", "สอบถาม", "อยากถาม", "รบกวน"})


def kind_of(
    text: str,
    words: Sequence[str],
    kinds: dict[Kind, float],
    is_understood: bool,
    of_services: float,
    danger: Urgency,
) -> Kind:
    """The kind of a message from its clean text, its words, the model's probabilities, whether it
    knows any of the words, how likely it is for one of the services, and the urgency of its flags:
    who is in danger reports, and what a service is likelier than not to be needed for is no small
    talk. Nor is what nobody here can read (Burmese, Khmer): somebody has to look at it."""
    formal = _by_form(text, words, kinds)
    if formal is None and not is_understood:
        return Kind.PROBLEM
    kind = formal or likeliest_kind(kinds)
    is_of_services = formal is None and of_services >= _LIKELIER_THAN_NOT
    if (kind in _ASKS_FOR_NOTHING and is_of_services) or danger >= _HEARD_FROM.get(kind, _NEVER):
        return max(_REPORTS, key=kinds.__getitem__)
    return kind


def _by_form(text: str, words: Sequence[str], kinds: dict[Kind, float]) -> Kind | None:
    if (len(text) < _LONGEST_GREETING and _GREETING.match(text.strip())) or _says_nothing(words):
        return Kind.CHITCHAT
    if (
        kinds[Kind.VOLUNTEER_ADMIN] >= _VOLUNTEER_AT_LEAST
        and holds_any(text, _OF_VOLUNTEERS)
        and _VOLUNTEER.search(text)
    ):
        return Kind.VOLUNTEER_ADMIN
    if (
        kinds[Kind.STATUS] >= _STATUS_AT_LEAST
        and holds_any(text, _OF_STATUS)
        and _STATUS.search(text)
    ):
        return Kind.STATUS
    if kinds[Kind.QUESTION] >= _QUESTION_AT_LEAST and holds_any(text, _SUPPOSED):
        return Kind.QUESTION
    return None


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
        len(words) <= 3 and all(word in stop_words() and word not in _CALLS for word in words)
    )
