"""Typed words: that “ส่งเรื่องค่ะ” and “สงเรือง” are the same as ส่งเรื่อง, and a dot is none."""

TONES = str.maketrans("", "", "่้๊๋")  # forgotten most often on a small keyboard

FILLERS = "\u115f\u1160\u3164\uffa0"  # letters of Hangul that show nothing

# Without their tones; เจา before จา, which it ends in.
PARTICLES = ("ครับผม", "ครับ", "คับ", "คะ", "คา", "เจา", "จา", "จะ", "นะ", "เดอ", "เนอ")


def plain(text: str) -> str:
    """The text without spaces, capitals, quotes and the polite words at its end, tones left out."""
    words = "".join(text.split()).lower().translate(TONES).strip('“”".!')
    while particle := next((p for p in PARTICLES if words.endswith(p) and words != p), None):
        words = words.removesuffix(particle)
    return words


def says_something(text: str) -> bool:
    """Whether there is a letter or digit that can be seen; signs, spaces and pictures say nothing
    that could be passed on."""
    return any(each.isalnum() and each not in FILLERS for each in text)
