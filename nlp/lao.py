"""Lao in Thai letters: the languages are near enough that who reads Isan reads it then.

Both scripts stand in Unicode in the same order, and most letters sound alike; what Lao spells
otherwise is put as Thai does.
"""

import re
from collections.abc import Callable

_BEHIND = 0x80  # Lao letters stand so far behind their Thai ones
_ANY = "[\u0e80-\u0eff]"
_LETTER = re.compile(_ANY)
_CONSONANT = "[ກ-ຮໜໝ]ຼ?"
_TONE = "[່-໋]?"
_NO_END = "(?![່-໋ກງດນບມອ])"  # none that a syllable goes on with
_LETTERS = str.maketrans(
    {
        **{chr(code): chr(code - _BEHIND) for code in range(0x0E81, 0x0EDA)},
        "ຍ": "ย",
        "\u0ec7": "็",
        "ໜ": "หน",
        "ໝ": "หม",
        "ຼ": "ล",
        "ົ": "",
    }
)
# By name: what Lao writes, and how that is put, in Lao letters still.
_SPELLINGS: dict[str, tuple[str, Callable[[re.Match[str]], str]]] = {
    "ia": (rf"(?P<a>{_CONSONANT})(?P<b>{_TONE})ຽ", lambda m: f"ເ{m['a']}ີ{m['b']}ຍ"),
    "short_e": (rf"(?P<c>[ເແ]{_CONSONANT})ັ", lambda m: f"{m['c']}\u0ec7"),  # ເຮັດ as เฮ็ด
    "oe": (rf"(?P<d>ເ{_CONSONANT})ີ(?=[່-໋]?[ກ-ຮ])", lambda m: f"{m['d']}ິ"),  # ເບີກ as เบิก
    "no": ("ບໍ່", lambda _: "ບ່"),
    "o": (rf"ໍ(?P<e>{_TONE})", lambda m: f"{m['e']}ອ"),
    "ua": (rf"ົ(?P<f>{_TONE})ວ", lambda m: f"ັ{m['f']}ວ"),
    "y": ("ຢ(?=າກ|ູ່|່າ)", lambda _: "ອຢ"),
    "ue": (rf"ື(?P<g>{_TONE}){_NO_END}", lambda m: f"ື{m['g']}ອ"),
    "other": (_ANY, lambda m: m.group()),
}
_LAO = re.compile("|".join(f"(?P<{name}>{words})" for name, (words, _) in _SPELLINGS.items()))


def holds_lao(message: str) -> bool:
    """Whether any letter of the message is Lao."""
    return _LETTER.search(message) is not None


def in_thai_letters(message: str) -> list[tuple[str, int]]:
    """The characters of a message, Lao ones in Thai, each with the place in the message that it
    comes from."""
    characters: list[tuple[str, int]] = []
    end = 0
    for lao in _LAO.finditer(message):
        characters += zip(message[end : lao.start()], range(end, lao.start()), strict=True)
        _, put = _SPELLINGS[str(lao.lastgroup)]
        thai, end = put(lao).translate(_LETTERS), lao.end()
        characters += (
            (letter, end - 1 if n == len(thai) else min(lao.start() + n - 1, end - 1))
            for n, letter in enumerate(thai, start=1)
        )
    characters += zip(message[end:], range(end, len(message)), strict=True)
    return characters
