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
    r"บริษัท(?=[^ ]{0,30}(?: [^ ]{1,30}){0,3} ?\(?จำกัด)|ห้างหุ้นส่วน(?:จำกัด|สามัญ)|บจก\.?|บมจ\.?|หจก\.?"
)
_KINDS = (
    r"บริษัท|(?<![.\d])(?<!\d )บ\.|โรงงาน|โรงแรม|โรงพิมพ์|โรงสี|โรงเลื่อย|โรงทอ|โรงปูน|"
    r"โรงกะทิ|โรงน้ำแข็ง|โรงหล่อ|โรงกลึง|โรงฆ่าสัตว์|โรงของเล่น|โรงอิฐ|โรงไม้|โรงเหล็ก|ร้าน|ห้าง|อู่|คลินิก|ฟาร์ม|ปั๊ม|รีสอร์ท|รีสอร์ต|โกดัง|คลัง|ล้ง|แพปลา"
)
# A form begins with one of these: most letters need no closer look.
_AHEAD = "(?=[คทบปฟรลหอแโ])"
_FORM = re.compile(rf"{_AHEAD}(?P<legal>{_LEGAL})|(?P<kind>{_KINDS})|(?P<at>ทำงาน(?:อยู่)?ที่)")
_MAY_HAVE_A_FORM = Sieve([_FORM])
_COMPANY = "บริษัท"
_COMPANIES = (_COMPANY, "บ.")
_LONGEST = 60  # characters of a name
_TRADE_TITLES = frozenset({"เจ๊", "เฮีย", "เสี่ย"})
_TITLES = _TRADE_TITLES | {"ลุง", "ป้า", "น้า", "ยาย", "คุณ", "ช่าง"}  # these straight after the kind
# These after what is sold there, too, if a name follows that the clause ends with: ขนมจีนแม่พะยอม.
_TITLES_AT_THE_END = frozenset({"แม่", "พี่", "ป้า", "ลุง", "น้า"})
_KIN = frozenset({"บ้าน", "ค้า", "ครัว", "สาว", "ชาย", "เขย", "เลี้ยง", "น้อง", "ยาย"})
_LONGEST_NICKNAME = 5
_FEWEST_OF_A_SHOP = 2  # words, more than a title and a name
# What is sold, before a name of several words in Latin letters: ร้านกาแฟ Morning Bean.
_SIGN = re.compile(r"[ก-๙]{0,14} ?(?=[a-z])")
_LATIN = re.compile(r"[A-Z][A-Za-z&.-]+(?: [A-Z][A-Za-z&.-]+){0,3}")
_OF_NAMES = re.compile(
    r"เจริญ|รุ่งเรือง|รุ่งโรจน์|ทรัพย์|พาณิชย์|สยาม|มงคล|วัฒนา|พัฒนกิจ|การช่าง|ก่อสร้างกิจ|อินดัสตร|อุตสาหกิจ|เอ็นจิเนียริ่ง|กรุ๊ป|"
    r"การ์เม้นท์|(?<!ซี)ฟู้ด|โลจิสติก|เทรดดิ้ง|สามพี่น้อง|แสง(?=เรือง|ตะวัน|ทอง)|โชค(?!ดีที่|ร้าย|ช่วย)|ทวี(?=[ก-๙]{3})|"
    r"ทรานสปอร์ต|ค้าเหล็ก|ค้าไม้|เดนทัล|(?<!ยอด)วิว(?=\s|$)"
)
# Further words of a name with a legal form: "หจก.ทองดีการโยธา", "บจก.เอ็มเอส ทรานสปอร์ต".
_OF_TRADES = re.compile(
    rf"{_OF_NAMES.pattern}|การโยธา|ก่อสร้าง|รับเหมา|ขนส่ง|เซอร์วิส|คอนสตรัคชั่น|เอ็นเตอร์ไพรส์|โฮลดิ้ง|พลาสติก|การเกษตร|อะไหล่"
)
# "จำกัด" as a form, not as a verb: "บริษัทจำกัดเวลาเข้าห้องน้ำ".
_LIMITED = re.compile(
    r"(?<!งบ)(?<!ไม่)(?<!เวลา)จำกัด(?=\s|$|\(|ไม่|บ่|จ่าย|ค้าง|หัก|เลิก|ปลด|ไล่|เบี้ยว|ปิด|โกง|หนี|ที่)"
)
# Where a name ends at the latest, beside a space: what employers do, what somebody is, where, when.
_DEEDS = """
ไม่ บ่ จ่าย ค้าง ติด ติดเงิน หัก เลิก เลิกจ้าง ปลด ลอยแพ ไล่ ไล่ออก เบี้ยว ปิด
บังคับ โกง หนี
"""
_WORDS_OF_NO_NAME = """
ให้ ขอ คิด ฝุ่น เปลี่ยน เข้า โดน ถูก ที่ แถว ใน ของ มา ตั้งแต่ มี เป็น จะ ได้
ยัง กับ และ แล้ว ว่า ก็ บอก ส่ง ยึด ทำ รับ ต้อง อยู่ เขา เค้า เจ้าของ หัวหน้า
ผม หนู เรา ดิฉัน นายจ้าง เถ้าแก่ คนงาน พนักงาน ลูกจ้าง ย้าย ลด ขาด เอา ใช้
สั่ง เปิด ประกาศ ค่าแรง เงินเดือน ข้าง หน้า หลัง นี้ นั้น แห่ง เดิม เก่า ใหม่
แม่ ลูก เดียวกัน ชื่อ จ้าง ทั้ง เคย ชอบ ซื้อ ขาย โทร จำกัด (มหาชน)
จำกัด(มหาชน) บน ริม ติดกับ ใกล้ ตรง เล็ก เล็กๆ จด จดทะเบียน ต่อ จาก ก่อน
ทุก อยาก กำลัง รับเหมา นายหน้า มีปัญหา
"""
_WHAT_EMPLOYERS_DO = frozenset(_DEEDS.split())
_ENDS = _WHAT_EMPLOYERS_DO.union(_WORDS_OF_NO_NAME.split())
_IN_NAMES_TOO = frozenset({"ดี", "มี", "ใหม่", "ใจ"})  # บุญมี, ไทยดี
_IN_NO_NAME = _ENDS - _IN_NAMES_TOO


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
            if end := _limited_end(text, tokens, begin):
                return form.start(), end
            if form["legal"] != _COMPANY:
                end = _name_end(text, tokens, begin, legal=True)
                if end > begin:
                    return form.start(), end
                continue
        if end := _latin_end(message, begin):
            return form.start(), end
        apart = begin != form.end()
        begin = next((t.end for t in tokens if t.start < begin < t.end), begin)  # อู่ต่อเรือ
        end = _name_end(text, tokens, begin)
        if _OF_NAMES.search(text, begin, end) and (not apart or form.group() in _COMPANIES):
            return form.start(), end
        if not apart and (end := _shop_end(message, tokens, begin, end)):
            return form.start(), end
    return None


def _limited_end(text: str, tokens: Sequence[Token], begin: int) -> int:
    """The end of a name whose form stands after it, จำกัด; 0 when there is none."""
    limit = begin + _LONGEST
    limited = _LIMITED.search(text, begin + 1, limit + len("จำกัด"))  # and what follows it
    if limited is None or limited.end() > limit:
        return 0
    name = [token for token in tokens if begin <= token.start < limited.start()]
    if any(token.text in _IN_NO_NAME for token in name):
        return 0
    return limited.end()


def _name_end(text: str, tokens: Sequence[Token], begin: int, legal: bool = False) -> int:
    """Where the name that begins at `begin` ends: at a space, or a word that is of no name.

    With a legal form a word of trades may follow after the space.
    """
    end = begin
    further = legal
    for number, token in enumerate(tokens):
        if token.start < begin:
            continue
        if token.start != end and further and end > begin and _OF_TRADES.match(text, token.start):
            further, end = False, token.start
        if token.start != end or token.end > begin + _LONGEST:
            break
        if token.text == "คุณ" and token.start == begin:
            end = token.end
            continue
        is_trade = legal and token.start > begin and _OF_TRADES.match(text, token.start)
        if (
            _is_no_name(token)
            and not is_trade
            and not (legal and _is_of_name(text, tokens, number))
        ):
            break
        end = token.end
    return end


def _is_of_name(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a word that mostly ends a name belongs to it: หจก.บุญมี, หจก.บุญมีก่อสร้าง.

    Not in "หจก.แก้วมีคนงาน", nor before a number.
    """
    token = tokens[number]
    if token.text not in _IN_NAMES_TOO:
        return False
    if number + 1 == len(tokens):
        return True
    following = tokens[number + 1]
    if following.start == token.end:
        return following.text in _WHAT_EMPLOYERS_DO or bool(_OF_TRADES.match(text, token.end))
    return following.word != "0"


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


def _shop_end(message: Normalised, tokens: Sequence[Token], begin: int, end: int) -> int:
    """Where a shop's name ends that is called by somebody or has a sign in Latin letters, and that
    goes on to `end` at the most if nothing of this follows; 0 where it is no name."""
    name = [t for t in tokens if begin <= t.start < end]
    if _has_a_title(name):
        return end
    if of_somebody := _nickname_end(message.text, tokens, begin):
        return of_somebody
    sign = _SIGN.match(message.text, begin)
    if sign is None or any(token.text in _ENDS for token in name):
        return 0
    end = _latin_end(message, sign.end())
    return end if " " in message.text[sign.end() : end] else 0


def _nickname_end(text: str, tokens: Sequence[Token], begin: int) -> int:
    """The end of what is sold and whose shop it is, where the clause ends with it (หมูกระทะพี่อ้อย); 0
    where it does not."""
    space = text.find(" ", begin)
    clause = [t for t in tokens if begin <= t.start < (space if space >= 0 else len(text))]
    if len(clause) <= _FEWEST_OF_A_SHOP:
        return 0
    *sold, title, nickname = clause
    if title.text not in _TITLES_AT_THE_END or nickname.text in _KIN:
        return 0
    if len(nickname.text) > _LONGEST_NICKNAME or any(map(_is_no_name, [*sold, nickname])):
        return 0
    return nickname.end
