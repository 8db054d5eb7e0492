"""Greetings before a matter, and thanks in advance after it: they tell nothing of it, and where it
takes few words, it would drown in them."""

import re

from nlp.features import is_meaningful
from nlp.tokens import Token

PARTICLES = r"ครับผม|ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|จ๊ะ|เจ้า(?!หน้าที่|ของ|นาย)|เด้อ|นะ"
GREETINGS = r"สวัสดี|หวัดดี|อรุณสวัสดิ์|ดี(?=ครับ|คับ|ค่ะ|คะ|จ้า|จ้ะ)|ฮัลโหล|[Hh]ello|[Hh]i(?!\w)"
_AROUND_THEM = (
    rf"(?:{PARTICLES}|ท่าน|ทุกคน|ทุกท่าน|แอดมิน|(?<=\S)(?:พี่|น้อง)(?=\s|ครับ|ค่ะ|$)|พี่\s?ๆ|[^\wก-๙])"
)
_GREETING = (
    rf"(?:(?:{GREETINGS})"
    r"(?:(?:ตอน|ยาม)(?:เช้า|สาย|เที่ยง|บ่าย|เย็น|ค่ำ))?"
    r"|สบายดี(?:กัน)?(?:ไหม|มั้ย|บ่|หรือเปล่า)|(?:กิน|ทาน)ข้าว(?:กัน)?(?:แล้ว)?(?:หรือ|รึ)?ยัง(?!ไม่))"
)
_BEFORE = re.compile(rf"(?:{_GREETING}{_AROUND_THEM}*)+")
_AFTER = re.compile(
    rf"(?:ขอ)?ขอบ(?:พระ)?คุณ(?:{_AROUND_THEM}|มาก(?:\s?ๆ)?|เป็นอย่างสูง)*ล่วงหน้า(?:{_AROUND_THEM}|มาก(?:\s?ๆ)?|ด้วย)*$"
)
_LONGEST_THANKS = 60


def without_courtesies(text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words of clean text that may tell a matter; all of them where nothing else is said."""
    before = _BEFORE.match(text)
    begin = before.end() if before else 0
    thanks = _AFTER.search(text, max(begin, len(text) - _LONGEST_THANKS))
    if not begin and not thanks:
        return tokens
    end = thanks.start() if thanks else len(text)
    matter = tuple(token for token in tokens if begin < token.end and token.start < end)
    return matter if any(is_meaningful(token.word) for token in matter) else tokens
