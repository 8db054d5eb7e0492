"""Words before a number that say what it is."""

import re

from casework.personal_data import ACCOUNT, ID_NUMBER, PHONE

OF_ID = re.compile(
    r"บัตร|ปชช|ประชาชน|(?<![ก-๙])หลัก(?!ฐาน|แสน|หมื่น|พัน)|ประจำตัว|ผู้ประกันตน|เลขประกันสังคม|ชมพู|ต่างด้าว"
    r"|\bID\b",
    re.IGNORECASE,
)
OF_ACCOUNT = re.compile(
    r"บัญชี|บช(?![ก-ฮ])|บ/ช|พร้อมเพ|prompt|ธ\.?ก\.?ส|scb|kbank|k ?plus|ttb|กรุงศรี|account|acc\b|พานิช"
    r"|ธนาคาร|แบงก์|แบงค์|กสิกร|กรุงไทย|ไทยพาณิชย์|ออมสิน",
    re.IGNORECASE,
)
NEAR = 40  # characters between "บัญชี" or "บัตร" and the number it speaks of
NEAR_A_SHORT_ID = 20
USUAL_LENGTH = {ID_NUMBER: 13, ACCOUNT: 10, PHONE: 10}  # digits
# How near the word stands, how many digits it may speak of (some too few or too many), and of what.
_WORDS = (
    (OF_ID, NEAR_A_SHORT_ID, range(11, 15), ID_NUMBER),
    (OF_ACCOUNT, NEAR, range(9, 16), ACCOUNT),
)


def named(before: str, digits: int) -> str:
    """What the last word of the text before a number says that so many digits are; nothing if there
    is none."""
    found = [
        (match.end(), kind)
        for word, near, lengths, kind in _WORDS
        if digits in lengths
        for match in word.finditer(before, max(0, len(before) - near))
    ]
    return max(found, default=(0, ""))[1]
