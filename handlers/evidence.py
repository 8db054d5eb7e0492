"""Which of the words a reading relied on are worth showing to people.

A reader weighs “คน”, “ไม่” or “ปี” as well as “ค้างค่าแรง”; only the last tells a person why.
"""

from collections.abc import Iterable

# Words that say nothing alone: counting, joining, denying, asking, being polite, coming and going.
# fmt: off
EMPTY = frozenset({
    "คน", "เขา", "เรา", "ผม", "ฉัน", "เปิ้น", "ข้อย", "เพิ่น", "มัน", "ใคร", "ตัว", "กัน",
    "เอง", "พวก", "หมู่", "ฝ่าย", "ไม่", "บ่", "มิ", "ไป", "มา", "อยู่", "ได้", "ให้", "มี",
    "เป็น", "คือ", "ว่า", "เอา", "ขอ", "จะ", "ถูก", "โดน", "ทำ", "ต้อง", "ควร", "อยาก", "ยัง",
    "เคย", "กำลัง", "ออก", "เข้า", "ขึ้น", "ลง", "ไว้", "คืน", "รับ", "ส่ง", "ใช้", "ดู",
    "บอก", "ถาม", "พูด", "โทร", "ช่วย", "ด้วย", "ช่วยด้วย", "ที", "แล้ว", "ก็", "ที่", "ซึ่ง",
    "และ", "หรือ", "แต่", "กับ", "แก่", "ของ", "ใน", "นอก", "จาก", "ถึง", "ตาม", "เพราะ",
    "ถ้า", "เมื่อ", "โดย", "เลย", "สัก", "อีก", "มาก", "หลาย", "บาง", "ทุก", "แค่", "เพียง",
    "กว่า", "ราว", "นี้", "นั้น", "โน้น", "นี่", "นั่น", "ไหน", "ไหม", "มั้ย", "อะไร", "ไร",
    "ไง", "ยังไง", "ทำไม", "เท่าไหร่", "เท่าไร", "กี่", "ครับ", "คับ", "ค่ะ", "คะ", "จ้า",
    "จ้ะ", "เจ้า", "เด้อ", "นะ", "หน่อย", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด",
    "แปด", "เก้า", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน", "ล้าน", "ครึ่ง", "บาท", "ปี", "เดือน",
    "วัน", "วันนี้", "งวด", "ครั้ง", "เดียว", "ราย", "แห่ง", "ชั่วโมง", "นาที", "อาทิตย์",
    "สัปดาห์",
})
# Who, where and when: shown only where little else is.
INCIDENTAL = frozenset({
    "พ่อ", "แม่", "พี่", "น้อง", "ลูก", "หลาน", "ปู่", "ย่า", "ตา", "ยาย", "ลุง", "ป้า", "น้า", "อา",
    "พี่สาว", "พี่ชาย", "น้องสาว", "น้องชาย", "ลูกสาว", "ลูกชาย", "แฟน", "ผัว", "เมีย", "สามี",
    "ภรรยา", "เพื่อน", "หนู", "นู๋", "นู๊", "อ้าย", "เอื้อย", "ปี้", "บ้าน", "ตึก", "ห้อง", "อำเภอ",
    "ตำบล", "จังหวัด", "บริษัท", "ข้างๆ", "ข้างใน", "ข้างนอก", "ป่านนี้", "ตอนนี้", "เมื่อวาน",
    "ตลอด", "ไผ", "ซาว",
})
# fmt: on
_ENOUGH = 2  # words that tell something
_BY_LETTER = {
    letter: tuple(each for each in EMPTY if each[0] == letter)
    for letter in {each[0] for each in EMPTY}
}
# What a cut-off end may be freed from; a “ไม่” before a word stays, it changes what is said.
_ENDS = tuple(
    sorted(("สัก", "แล้ว", "เลย", "มา", "ไป", "อยู่", "ให้", "ค่ะ", "ครับ", "ก็"), key=len, reverse=True)
)
_WHOLE_WORDS = ("เหมา", "เมา", "ทั่วไป", "ไม้สัก")  # that only look as if they ended so
_SPANS_OF_TIME = ("ปี", "เดือน", "อาทิตย์", "งวด", "วัน")  # ทำมาสามปีไม่ได้ค่าชดเชย
_DENIALS = ("ไม่", "บ่", "ยังไม่")
SHORTEST = 2  # letters


def worth_showing(words: Iterable[str], most: int) -> tuple[str, ...]:
    """The words that mean something by themselves, each once, at most `most` of them.

    A word that stands within another one that is shown is not shown again. Who, where and when are
    left out where two other words tell something.
    """
    kept: list[str] = []
    for word in map(_trimmed, words):
        if len(word) < SHORTEST or _is_empty(word) or any(word in each for each in kept):
            continue
        kept = [each for each in kept if each not in word]
        kept.append(word)
    telling = [word for word in kept if word not in INCIDENTAL]
    return tuple((telling if len(telling) >= _ENOUGH else kept)[:most])


def _trimmed(word: str) -> str:
    word = word.strip(" .,!?“”\"'()")
    while end := next((each for each in _ENDS if word.endswith(each) and word != each), None):
        if word.endswith(_WHOLE_WORDS):
            break
        word = word.removesuffix(end).strip()
    for span in _SPANS_OF_TIME:
        if word.removeprefix(span).startswith(_DENIALS):
            return word.removeprefix(span)
    return word


def _is_empty(word: str) -> bool:
    """Whether the word is made of empty words, digits and spaces alone."""
    reached = {0}
    for start in range(len(word)):
        if start not in reached:
            continue
        if word[start].isdigit() or word[start].isspace():
            reached.add(start + 1)
        likely = _BY_LETTER.get(word[start], ())
        reached |= {start + len(each) for each in likely if word.startswith(each, start)}
    return len(word) in reached
