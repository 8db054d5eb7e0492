"""Typed words, so that “ส่งเรื่องค่ะ” and “สงเรือง” are the same as ส่งเรื่อง."""

TONES = str.maketrans("", "", "่้๊๋")  # forgotten most often on a small keyboard

PARTICLES = ("ครับ", "คับ", "คะ", "จา", "จะ", "นะ")  # without their tones


def plain(text: str) -> str:
    """The text without spaces, capitals, quotes and the polite words at its end, tones left out."""
    words = "".join(text.split()).lower().translate(TONES).strip('“”".!')
    while particle := next((p for p in PARTICLES if words.endswith(p) and words != p), None):
        words = words.removesuffix(particle)
    return words
