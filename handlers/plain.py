"""Typed words, so that “ส่งเรื่องค่ะ” is the same as ส่งเรื่อง."""

PARTICLES = ("ครับ", "คับ", "ค่ะ", "คะ", "จ้า", "จ้ะ", "นะ")


def plain(text: str) -> str:
    """The text without spaces, capitals, quotes and the polite words at its end."""
    words = "".join(text.split()).lower().strip('“”".!')
    while particle := next((p for p in PARTICLES if words.endswith(p) and words != p), None):
        words = words.removesuffix(particle)
    return words
