"""The employer's name as written: "บริษัท เอบีซี จำกัด", "หจก.แก้วกานต์", "ร้านเจ๊หงส์".

A name is never guessed. Without a legal form (หจก., จำกัด) there must be what only a name has: a
title (เจ๊, เฮีย), words of trade names (เจริญ, พาณิชย์), or a word in Latin capitals. "ร้านนวด" and
"โรงงานแถวบ้าน" name nobody.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from nlp.normalise import Normalised
from nlp.sieve import Sieve
from nlp.tokens import Token, stop_words

_LEGAL = (
    r"บริษัท(?=[^ ]{0,30}(?: [^ ]{1,30}){0,3} ?\(?จำกัด)|ห้างหุ้นส่วน(?:จำกัด|สามัญ)?|บจก\.?|บมจ\.?|หจก\.?"
)
_KINDS = (
    r"บริษัท|(?<![ก-๙.])บ\.|โรงงาน|โรงแรม|โรงพิมพ์|โรงสี|โรงเลื่อย|โรงทอ|โรงปูน|โรงกะทิ|โรงน้ำแข็ง|โรงหล่อ|โรงกลึง|โรงฆ่าสัตว์|โรงของเล่น|"
    r"โรงอิฐ|โรงไม้|โรงเหล็ก|ร้าน|ห้าง|อู่|คลินิก|ฟาร์ม|ปั๊ม|รีสอร์ท|รีสอร์ต|โกดัง|คลัง|ล้ง|แพปลา"
)
# A form begins with one of these: most letters need no closer look.
_AHEAD = "(?=[คทบปฟรลหอแโ])"
_FORM = re.compile(rf"{_AHEAD}(?P<legal>{_LEGAL})|(?P<kind>{_KINDS})|(?P<at>ทำงาน(?:อยู่)?ที่)")
_MAY_HAVE_A_FORM = Sieve([_FORM])
_LONGEST = 60  # characters of a name
_TRADE_TITLES = frozenset({"เจ๊", "เฮีย", "เสี่ย"})
_TITLES = _TRADE_TITLES | {"ลุง", "ป้า", "น้า", "ยาย", "คุณ"}  # these only straight after the kind
_LATIN = re.compile(r"[A-Z][A-Za-z&.-]+(?: [A-Z][A-Za-z&.-]+){0,3}")
_OF_NAMES = re.compile(
    r"เจริญ|รุ่งเรือง|รุ่งโรจน์|ทรัพย์|พาณิชย์|สยาม|มงคล|วัฒนา|พัฒนกิจ|การช่าง|ก่อสร้างกิจ|อินดัสตร|อุตสาหกิจ|เอ็นจิเนียริ่ง|กรุ๊ป|"
    r"การ์เม้นท์|(?<!ซี)ฟู้ด|โลจิสติก|เทรดดิ้ง|สามพี่น้อง|แสง(?=เรือง|ตะวัน|ทอง)|นำโชค|โชคชัย"
)
# Where a name ends at the latest, beside a space: what somebody does or is, where and when.
_WORDS_OF_NO_NAME = """
ไม่ บ่ ให้ จ่าย ค้าง ติด ติดเงิน หัก เลิก เลิกจ้าง ปลด ลอยแพ ไล่ ไล่ออก
เบี้ยว ปิด บังคับ ขอ โกง หนี คิด ฝุ่น เปลี่ยน เข้า โดน ถูก ที่ แถว ใน ของ
มา ตั้งแต่ มี เป็น จะ ได้ ยัง กับ และ แล้ว ว่า ก็ บอก ส่ง ยึด ทำ รับ ต้อง
อยู่ เขา เค้า เจ้าของ หัวหน้า ผม หนู เรา ดิฉัน นายจ้าง เถ้าแก่ คนงาน
พนักงาน ลูกจ้าง ย้าย ลด ขาด เอา ใช้ สั่ง เปิด ประกาศ ค่าแรง เงินเดือน ข้าง
หน้า หลัง นี้ นั้น แห่ง เดิม เก่า ใหม่ แม่ ลูก เดียวกัน ชื่อ จ้าง ทั้ง เคย
ชอบ ซื้อ ขาย โทร จำกัด (มหาชน) จำกัด(มหาชน) บน ริม ติดกับ ใกล้ ตรง เล็ก
เล็กๆ จด จดทะเบียน ต่อ จาก ก่อน ทุก อยาก กำลัง รับเหมา นายหน้า
"""
_ENDS = frozenset(_WORDS_OF_NO_NAME.split())


def find_employer(message: Normalised, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The span of clean text that names the employer, its form with it; None when none is named."""
    text = message.text
    if not _MAY_HAVE_A_FORM.possible(text):
        return None
    for form in _FORM.finditer(text):
        begin = form.end() + (text[form.end() : form.end() + 1] == " ")
        if form["at"]:
            if end := _latin_end(message, begin):
                return begin, end
            continue
        if form["legal"]:
            limited = text.find("จำกัด", begin, begin + _LONGEST)
            end = limited + len("จำกัด") if limited > 0 else _name_end(text, tokens, begin)
            if end > begin:
                return form.start(), end
            continue
        if end := _latin_end(message, begin):
            return form.start(), end
        apart = begin != form.end()
        begin = next((t.end for t in tokens if t.start < begin < t.end), begin)  # อู่ต่อเรือ
        end = _name_end(text, tokens, begin)
        if _OF_NAMES.search(text, begin, end) and (not apart or form["kind"] == "บริษัท"):
            return form.start(), end
        if not apart and _has_a_title([t for t in tokens if begin <= t.start < end]):
            return form.start(), end
    return None


def _name_end(text: str, tokens: Sequence[Token], begin: int) -> int:
    """Where the name that begins at `begin` ends: at a space, or a word that is of no name."""
    end = begin
    for token in tokens:
        if token.start < begin:
            continue
        if token.start != end or token.end > begin + _LONGEST or _is_no_name(token):
            break
        end = token.end
    return end


def _latin_end(message: Normalised, begin: int) -> int:
    """The end of a name in Latin letters that begins with a capital; 0 when there is none."""
    if not message.text[begin : begin + 1].isascii() or begin >= len(message.text):
        return 0
    found = _LATIN.match(message.original, message.origins[begin])
    if found is None or len(found.group()) < 3:
        return 0
    return bisect_left(message.origins, found.end(), begin)


def _is_no_name(token: Token) -> bool:
    return (
        token.text in _ENDS
        or token.word == "0"
        or token.text.startswith(("บ่", "ไม่"))
        or not (any(c.isalnum() for c in token.text) or token.text in "ฯ.&-'")
        or token.text in stop_words()
    )


def _has_a_title(name: Sequence[Token]) -> bool:
    """Whether somebody is named by a title: ร้านเจ๊หงส์, ร้านป้าแดง."""
    titled = [t.text in (_TITLES if i == 0 else _TRADE_TITLES) for i, t in enumerate(name[:-1])]
    return any(titled)
