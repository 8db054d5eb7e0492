"""What a message as a whole says beyond the words of the lexicons: flags, and how urgent it is.

Each is told with the word that speaks for it most. What is denied, feared or hearsay there counts
no more than where the lexicons' own words are.
"""

from math import inf

from casework.categories import Flag, Urgency
from nlp.features import is_meaningful
from nlp.flags import RaisedFlag, is_guarded, may_raise, without_the_lesser
from nlp.model import Model, Prediction
from nlp.places import FoundPlace
from nlp.tokens import Token
from nlp.urgency import is_over

# From this probability on a denial before the strongest word is not about the danger:
# the network knows “ไม่ได้” and “ไม่มี” as well.
_NO_DENIAL_FROM = 0.6
# Chosen on the develop split of the corpus, where rules say that it is urgent, and where they say
# nothing, or nobody knows what it is about: there a false alarm is the likelier.
_EMERGENCY_FROM = {Urgency.NORMAL: 0.7, Urgency.URGENT: 0.5}
_URGENT_FROM = 0.9  # that it cannot wait, be it an emergency or not


def weighed_flags(
    model: Model,
    prediction: Prediction,
    text: str,
    tokens: tuple[Token, ...],
    in_words: tuple[RaisedFlag, ...],
) -> tuple[RaisedFlag, ...]:
    """The flags that the message as a whole speaks for, each with the lexicon's words for it, else
    with the word that does so most."""
    by_words = {raised.flag: raised for raised in in_words}
    found = []
    for flag in model.likely_flags(prediction, by_words):
        raised = by_words.get(flag) or _by_the_whole(model, prediction, flag, text, tokens)
        if raised is not None:
            found.append(raised)
    return without_the_lesser(found)


def weighed_urgency(
    model: Model,
    prediction: Prediction,
    text: str,
    tokens: tuple[Token, ...],
    subtype: str | None,
    by_rules: Urgency,
    place: FoundPlace,
) -> tuple[Urgency, Token | None]:
    """The urgency of a problem that is at least so urgent by the rules; and where the message as a
    whole makes it more, the word that does so most, places apart. What is over is no emergency."""
    likely = _likely_urgency(prediction.urgencies, by_rules if subtype else Urgency.NORMAL)
    if likely is Urgency.EMERGENCY and is_over(text):
        likely = Urgency.URGENT
    if likely <= by_rules:
        return by_rules, None
    named = {at for mention in place.mentions for at in range(mention.start, mention.end)}
    strengths = model.strengths(prediction, likely)
    word = _strongest(
        tokens, [-inf if t.start in named else s for t, s in zip(tokens, strengths, strict=True)]
    )
    if word is None or is_guarded(text, word.start):
        return by_rules, None
    return likely, word


def _likely_urgency(told: dict[Urgency, float], by_rules: Urgency) -> Urgency:
    emergency, waits = told[Urgency.EMERGENCY], told[Urgency.NORMAL]
    if by_rules is Urgency.EMERGENCY or emergency >= _EMERGENCY_FROM[by_rules]:
        return Urgency.EMERGENCY
    if emergency >= _EMERGENCY_FROM[Urgency.URGENT] or 1 - waits >= _URGENT_FROM:
        return Urgency.URGENT
    return Urgency.NORMAL


def _by_the_whole(
    model: Model, prediction: Prediction, flag: Flag, text: str, tokens: tuple[Token, ...]
) -> RaisedFlag | None:
    """The flag with the word that speaks for it most; None if there is no word, or one that may not
    raise it."""
    word = _strongest(tokens, model.flag_strengths(prediction, flag))
    if word is None:
        return None
    if not may_raise(flag, text, word.start, negatable=prediction.flags[flag] < _NO_DENIAL_FROM):
        return None
    return RaisedFlag(flag, word.start, word.end)


def _strongest(tokens: tuple[Token, ...], strengths: list[float]) -> Token | None:
    """The word that speaks most, marks and numbers apart, which tell nobody why."""
    words = [i for i, t in enumerate(tokens) if is_meaningful(t.word) and strengths[i] > -inf]
    return tokens[max(words, key=lambda i: strengths[i])] if words else None
