"""Everything the service says, in one place. Plain, polite Thai; one particle a bubble, at its end.

`say(key, **values)` fills a sentence in. No sentence is glued together from halves.
"""

from handlers.words_for_desk import DESK_WORDS
from handlers.words_for_operators import OPERATOR_WORDS
from handlers.words_for_reporters import REPORTER_WORDS
from handlers.words_for_safety import SAFETY_WORDS

WORDS: dict[str, str] = {**SAFETY_WORDS, **REPORTER_WORDS, **DESK_WORDS, **OPERATOR_WORDS}


def say(key: str, **values: object) -> str:
    """The words for `key` with the values filled in. Raises KeyError for a key or value unknown."""
    return WORDS[key].format(**values)
