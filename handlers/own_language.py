"""Who writes no Thai is told in their own letters whom to call: all other answers are in Thai."""

from casework.messages import Here, Message, Text
from casework.people import Role
from casework.reading import Reading
from handlers.context import Context
from handlers.draft import from_json
from handlers.inbound import Inbound
from handlers.words import say

# By the language of what was written. 1694 of the Department of Employment speaks these; Lao
# people are answered in Thai, which they understand.
_SAYS = {"en": "own_language.en", "my": "own_language.my", "km": "own_language.km"}
_FEWEST_WORDS = 3  # in English, for “ok” and “menu” are written by Thais


def in_own_language(inbound: Inbound, reading: Reading, context: Context) -> tuple[Message, ...]:
    """The numbers to call, once a report; volunteers, mentors and officers read Thai."""
    key = _SAYS.get(reading.language)
    of_thais = reading.language == "en" and len(inbound.text.split()) < _FEWEST_WORDS
    if key is None or of_thais or from_json(context.draft) or context.person.roles - {Role.CITIZEN}:
        return ()
    return (Message(Here(), Text(say(key)), about=key, urgent=True),)
