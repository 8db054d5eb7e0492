"""Which language a message is written in, told by its script."""

_SCRIPTS = {
    "th": ((0x0E01, 0x0E5B),),
    "lo": ((0x0E81, 0x0EDF),),
    "my": ((0x1000, 0x109F), (0xAA60, 0xAA7F)),
    "km": ((0x1780, 0x17FF), (0x19E0, 0x19FF)),
    "en": ((0x41, 0x5A), (0x61, 0x7A)),
}
_MOST_LOOKED_AT = 1000


def language_of(message: str) -> str:
    """th, en, my, km, lo, or other when no letters of these scripts are there."""
    counts = dict.fromkeys(_SCRIPTS, 0)
    for character in message[:_MOST_LOOKED_AT]:
        code = ord(character)
        if code < 0x41:
            continue
        for language, ranges in _SCRIPTS.items():
            if any(low <= code <= high for low, high in ranges):
                counts[language] += 1
                break
    # Thai people mix in English words: a fifth of Thai letters is enough to call it Thai.
    if counts["th"] and counts["th"] * 5 >= sum(counts.values()):
        return "th"
    language = max(counts, key=lambda name: counts[name])
    return language if counts[language] else "other"
