"""How LINE counts: texts in UTF-16 code units, labels in grapheme clusters; and cutting by both.

A Thai consonant with its vowel and tone mark is one cluster of up to four code points, and half
a cluster shows as a dotted circle: nothing is ever cut inside one.
"""

import re

import regex

ELLIPSIS = "…"
# What PostgreSQL's JSON or LINE refuses inside a text, control characters and lone surrogates; and
# what turns the writing of others round (Unicode's bidirectional embeddings, overrides, isolates).
_UNSAYABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_CLUSTER = regex.compile(r"\X")
_BREAKS = ("\n\n", "\n", " ")


def utf16_units(text: str) -> int:
    """The length of a text as LINE counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clusters(text: str) -> list[str]:
    """The text as the signs a reader sees."""
    return list(_CLUSTER.findall(text))


def sayable(text: str) -> str:
    """The text without characters that may not be stored or sent, and without outer blanks."""
    return without_unsayable(text).strip()


def without_unsayable(text: str) -> str:
    """The text without characters that may not be stored or sent."""
    return _UNSAYABLE.sub("", text)


def shortened(text: str, most: int) -> str:
    """At most `most` grapheme clusters; an ellipsis shows that something was cut."""
    if len(text) <= most:
        return text
    signs = clusters(text)
    if len(signs) <= most:
        return text
    return "".join(signs[: most - 1]).rstrip() + ELLIPSIS


def split(text: str, units: int) -> list[str]:
    """Pieces of at most `units` UTF-16 units, cut at a paragraph, line or blank if there is one."""
    pieces = []
    rest = text
    while utf16_units(rest) > units:
        head = _head(rest, units)
        at = max((_break_in(head, mark) for mark in _BREAKS), default=0)
        head = head[:at] if at else head
        pieces.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return [piece for piece in (*pieces, rest) if piece]


def _break_in(head: str, mark: str) -> int:
    """Where to cut at the last such mark; 0 when that would waste more than half of the piece."""
    at = head.rfind(mark)
    return at if at > len(head) // 2 else 0


def _head(text: str, units: int) -> str:
    taken, used = [], 0
    for sign in _CLUSTER.finditer(text):
        size = utf16_units(sign.group())
        if used + size > units:
            break
        taken.append(sign.group())
        used += size
    if taken:
        return "".join(taken)
    # One endless cluster (a letter with thousands of marks): cut by code points instead.
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
