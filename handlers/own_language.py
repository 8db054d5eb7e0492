"""Who writes no Thai is told in their own letters whom to call: all other answers are in Thai."""

from casework.categories import Kind, Urgency
from casework.messages import Here, Message, Text
from casework.people import Role
from casework.reading import Reading
from handlers.context import Context
from handlers.draft import TOLD, from_json
from handlers.inbound import Inbound
from handlers.safety import DANGER_FLAGS
from handlers.words import say

# By the language of what was written. The ministry's list of numbers says that these are spoken at
# 1694 of the Department of Employment; its office hours are known of 2017. Lao people are answered
# in Thai, which they understand.
_SAYS = {"en": "own_language.en", "my": "own_language.my", "km": "own_language.km"}
# Thais write “ok” and “thank you krub”.
_FEWEST_WORDS = 2
_IDLE = (Kind.CHITCHAT, Kind.SPAM)


def in_own_language(inbound: Inbound, reading: Reading, context: Context) -> tuple[Message, ...]:
    """The numbers to call, once a report, and each time where nobody consented and nothing is kept.

    Volunteers, mentors and officers read Thai; whoever answers a question has heard before.
    """
    key = _SAYS.get(reading.language)
    if key is None or context.person.roles - {Role.CITIZEN} or not _is_news(reading, context):
        return ()
    in_danger = reading.urgency == Urgency.EMERGENCY or bool(reading.flags & DANGER_FLAGS)
    if reading.language == "en" and not in_danger and _is_a_thais(inbound.text, reading):
        return ()
    return (Message(Here(), Text(say(key)), about=key, urgent=in_danger),)


def _is_news(reading: Reading, context: Context) -> bool:
    if context.step in TOLD:
        draft = from_json(context.draft)
        return draft is None or draft.language != reading.language
    return context.step in ("", "report.offered")


def _is_a_thais(text: str, reading: Reading) -> bool:
    words = [each for each in text.split() if each.isascii() and "://" not in each]
    told = sum(any(map(str.isalpha, each)) for each in words)
    return reading.kind in _IDLE or told < _FEWEST_WORDS
