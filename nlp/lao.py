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
_SPELLINGS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (rf"(?P<of_ia>{_CONSONANT})(?P<tone>{_TONE})ຽ", lambda m: f"ເ{m['of_ia']}ີ{m['tone']}ຍ"),
    (rf"(?P<short>[ເແ]{_CONSONANT})ັ", lambda m: f"{m['short']}\u0ec7"),  # ເຮັດ as เฮ็ด
    (rf"(?P<of_oe>ເ{_CONSONANT})ີ(?=[່-໋]?[ກ-ຮ])", lambda m: f"{m['of_oe']}ິ"),  # ເບີກ as เบิก
    ("ບໍ່", lambda _: "ບ່"),
    (rf"ໍ(?P<tone_of_o>{_TONE})", lambda m: f"{m['tone_of_o']}ອ"),
    (rf"ົ(?P<tone_of_ua>{_TONE})ວ", lambda m: f"ັ{m['tone_of_ua']}ວ"),
    ("ຢ(?=າກ|ູ່|່າ)", lambda _: "ອຢ"),
    (rf"ື(?P<tone_of_ue>{_TONE}){_NO_END}", lambda m: f"ື{m['tone_of_ue']}ອ"),
    (_ANY, lambda m: m.group()),
)
_LAO = re.compile("|".join(f"(?P<rule{n}>{words})" for n, (words, _) in enumerate(_SPELLINGS)))


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
        number = next(n for n in range(len(_SPELLINGS)) if lao[f"rule{n}"])
        thai = _SPELLINGS[number][1](lao).translate(_LETTERS)
        end = lao.end()
        characters += (
            (letter, min(lao.start() + n, end - 1)) for n, letter in enumerate(thai[:-1])
        )
        characters += ((letter, end - 1) for letter in thai[-1:])
    characters += zip(message[end:], range(end, len(message)), strict=True)
    return characters
