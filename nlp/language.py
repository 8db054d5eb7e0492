"""Which language a message is written in, told by its script."""

import re

_SCRIPTS = {
    "th": re.compile("[\u0e01-\u0e5b]+"),
    "lo": re.compile("[\u0e81-\u0edf]+"),
    "my": re.compile("[\u1000-\u109f\uaa60-\uaa7f]+"),
    "km": re.compile("[\u1780-\u17ff\u19e0-\u19ff]+"),
    "en": re.compile("[A-Za-z]+"),
}
_MOST_LOOKED_AT = 1000
_ENOUGH_THAI = 5


def language_of(message: str) -> str:
    """th, en, my, km, lo, or other when no letters of these scripts are there."""
    looked_at = message[:_MOST_LOOKED_AT]
    thai = sum(map(len, _SCRIPTS["th"].findall(looked_at)))
    # Thai people mix in English words: a fifth of Thai letters is enough to call it Thai.
    if thai * _ENOUGH_THAI > len(looked_at):
        return "th"
    counts = {
        language: sum(map(len, letters.findall(looked_at)))
        for language, letters in _SCRIPTS.items()
    }
    if thai and thai * _ENOUGH_THAI >= sum(counts.values()):
        return "th"
    language = max(counts, key=lambda name: counts[name])
    return language if counts[language] else "other"
