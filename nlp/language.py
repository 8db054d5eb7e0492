"""Which language a message is written in, told by its script."""

import re

_SCRIPTS = {
    "th": re.compile("[\u0e01-\u0e3a\u0e40-\u0e5b]+"),
    "lo": re.compile("[\u0e81-\u0edf]+"),
    "my": re.compile("[\u1000-\u109f\uaa60-\uaa7f]+"),
    "km": re.compile("[\u1780-\u17ff\u19e0-\u19ff]+"),
    "en": re.compile("[A-Za-z]+"),
}
_OF_NEIGHBOURS = ("lo", "my", "km")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_MOST_LOOKED_AT = 1000
_ENOUGH_THAI = 0.3  # of the Thai and Latin letters: Thai people mix in English words


def language_of(message: str) -> str:
    """th, en, my, km, lo, or other when most letters are of no such script, or there are none.

    Links and addresses tell nothing. Migrants name places in Thai: their own letters count first.
    """
    looked_at = message[:_MOST_LOOKED_AT]
    if _count("th", looked_at) * 2 > len(looked_at):
        return "th"
    text = _LINK.sub(" ", looked_at)
    counts = {language: _count(language, text) for language in _SCRIPTS}
    neighbours = max(_OF_NEIGHBOURS, key=counts.__getitem__)
    thai, latin = counts["th"], counts["en"]
    if counts[neighbours] and counts[neighbours] >= thai:
        return neighbours
    if thai and thai >= _ENOUGH_THAI * (thai + latin):
        return "th"
    letters = sum(character.isalpha() for character in text)
    return "en" if latin and latin * 2 >= letters else "other"


def _count(language: str, text: str) -> int:
    return sum(map(len, _SCRIPTS[language].findall(text)))
