"""What people type in place of a button of a card or question, polite endings left out."""

from casework.cases import AffectedConsent
from handlers.plain import plain
from handlers.words import say

# To the card “เข้าใจว่าอย่างนี้ ถูกไหมคะ”.
RIGHT = (
    *("ใช่", "ใช่แล้ว", "ใช่เลย", "ถูก", "ถูกแล้ว", "ถูกต้อง", "ถูกต้องแล้ว"),
    *("โอเค", "ok", "ตกลง", "ส่ง", "ส่งโลด", "แม่น", "แม่นแล้ว", "แม่นเลย"),
)
WRONG = (
    *("ไม่ใช่", "ไม่", "ไม่ถูก", "ไม่ถูกต้อง", "ยังไม่ถูก", "ไม่ตรง", "ผิด", "ผิดแล้ว"),
    *("แก้", "แก้ไข", "ขอแก้", "ขอแก้ไข"),
)
GIVEN_UP = ("ไม่เอา", "ไม่เอาแล้ว", "ไม่แจ้งแล้ว", "ไม่ส่งแล้ว", "ยกเลิกเรื่อง", "ยกเลิกเรื่องนี้")

# To the answer to a question: the labels of its buttons that have an officer look at it.
OFFICER = tuple(say(f"{each}.send") for each in ("question", "not_ours", "volunteer_admin"))

_WHO = ("", "เขา", "เค้า", "เจ้าของเรื่อง", "เจ้าตัว")
_CONSENT = {
    AffectedConsent.AGREED: (
        *("ยินยอมแล้ว", "ยินยอม", "ยินยอมให้ส่ง", "ยอม", "อนุญาต", "อนุญาตแล้ว", "ให้ส่ง", "ให้ส่งได้"),
        *("ใช่", "ใช่แล้ว", "ได้", "ได้เลย", "ส่งได้", "ส่งได้เลย", "ตกลง", "โอเค", "ok"),
        *("แม่น", "แม่นแล้ว", "ยอมแล้ว", "ยินดี"),
    ),
    AffectedConsent.SELF: (
        *("ตัวเอง", "ของตัวเอง", "เรื่องตัวเอง", "เรื่องของตัวเอง", "เป็นเรื่องตัวเอง", "เป็นเรื่องของตัวเอง"),
        *("ฉันเอง", "ผมเอง", "หนูเอง", "เรื่องของฉันเอง", "เรื่องของผมเอง", "เป็นเรื่องของผมเอง"),
    ),
    AffectedConsent.NOT_YET: ("ยังไม่ถาม", "ยังไม่ได้ถาม", "ยังไม่ได้ถามเลย", "ไม่ได้ถาม"),
}
_I = ("ฉัน", "ดิฉัน", "ผม", "หนู", "เรา", "ข้าเจ้า", "เฮา", "ข้อย")
_MINE = ("ของ", "เรื่อง", "เรื่องของ", "เป็นของ", "เป็นเรื่อง", "เป็นเรื่องของ")
_OWN = (
    *(who + "เอง" for who in _I),
    *(mine + who + own for mine in _MINE for who in _I for own in ("", "เอง")),
)
_YES = ("ค่ะ", "ครับ", "ครับผม", "จ้ะ", "จ้า", "เจ้า")  # alone; elsewhere they are polite endings
_REFUSED = (
    *("ไม่ยินยอม", "ยังไม่ยินยอม", "ไม่ยอม", "ไม่อนุญาต", "ไม่ตกลง", "ไม่ให้ส่ง", "ไม่", "ไม่ใช่", "ไม่ได้"),
    *("ยัง", "ไม่ส่ง", "ยังไม่ส่ง", "อย่าส่ง", "อย่าเพิ่งส่ง", "ไม่เอา", "ไม่เอาแล้ว"),
)

# To “ถอนใช่ไหมคะ”: a yes, with or without what it is to be, and a no.
WITHDRAWN = tuple(
    yes + words
    for yes in ("", "ใช่", "ใช่แล้ว", "ใช่ค่ะ", "ใช่ครับ", "ยืนยัน", "โอเค", "ตกลง")
    for words in ("", "ถอน", "ถอนเลย", "ขอถอน", "ถอนเรื่อง", "ถอนเรื่องเลย", "ขอถอนเรื่อง", "ถอนเรื่องนี้")
    if yes + words
)
KEPT = tuple(
    no + words
    for no in ("", "ไม่ใช่", "ไม่ค่ะ", "ไม่ครับ")
    for words in (
        "",
        "ไม่",
        "ไม่ถอน",
        "ไม่ถอนแล้ว",
        "ยังไม่ถอน",
        "ไม่ถอนเรื่อง",
        "ไม่ต้องถอน",
        "อย่าถอน",
        "อย่าเพิ่งถอน",
    )
    if no + words
)

# Whether the affected person agrees, by what is typed (plain) where that is asked.
CONSENT = {
    plain(said): answer
    for answer, words in _CONSENT.items()
    for said in (say(f"report.consent.{answer}"), *(who + word for who in _WHO for word in words))
}
CONSENT |= dict.fromkeys(map(plain, _OWN), AffectedConsent.SELF)
CONSENT |= dict.fromkeys(map(plain, _YES), AffectedConsent.AGREED)
REFUSED = tuple(who + word for who in _WHO for word in _REFUSED)
