"""What a message as a whole says beyond the words of the lexicons: flags, and how urgent it is.

Each is told with the word that speaks for it most. What is denied, feared or hearsay there counts
no more than where the lexicons' own words are, but for a denial beside a flag that is sure.
"""

from collections.abc import Collection

from casework.categories import EMERGENCY_FLAGS, Flag, Urgency
from nlp.evidence import DENIALS
from nlp.features import is_meaningful
from nlp.flags import RaisedFlag, is_guarded, is_mistaken, may_raise, without_the_lesser
from nlp.model import Model, Prediction
from nlp.place_mentions import where_named
from nlp.places import FoundPlace
from nlp.tokens import Token, words_of
from nlp.urgency import is_over

# From this probability on a flag is sure: a denial before the strongest word is not about the
# danger (“ไม่ตื่นอีกเลย”), for the network knows “ไม่ได้” and “ไม่มี” as well, and other words
# than the lexicon asks for tell of it.
_SURE_FROM = 0.6
# Of so few words that mean something a flag that none of the lexicon's tells must be surer, and an
# emergency too: “ส่งให้แล้ว” is no farewell, though one may begin so.
_FEW_WORDS, _FLAG_OF_FEW_FROM, _EMERGENCY_OF_FEW_FROM = 3, 0.7, 0.88
# An emergency in the lexicon's own words is heard, unless the message as a whole tells of something
# else; who names their own death, unless it surely does.
_NAMED_FROM = dict.fromkeys(EMERGENCY_FLAGS, 0.1) | {Flag.SELF_HARM: 0.005}
# Chosen on the develop split of the corpus, where rules say that it is urgent, and where they say
# nothing, or nobody knows what it is about: there a false alarm is the likelier.
_EMERGENCY_FROM = {Urgency.NORMAL: 0.7, Urgency.URGENT: 0.4}
_PERHAPS_FROM = 0.4  # that it may be one, and so cannot wait
_URGENT_FROM = 0.9  # that it cannot wait, be it an emergency or not
_MERELY = "แค่"  # before a word: no more than that happened
# Who only says to hurry tells of no danger.
_HASTE = frozenset({"ด่วน", "โดยด่วน", "เร่งด่วน", "รีบ", "รีบด่วน"})


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
    likely = model.likely_flags(prediction)
    likely += [
        flag
        for flag, least in _NAMED_FROM.items()
        if flag in by_words and flag not in likely and prediction.flags[flag] >= least
    ]
    if likely and _are_few(tokens):
        likely = [
            flag
            for flag in likely
            if flag in by_words or prediction.flags[flag] >= _FLAG_OF_FEW_FROM
        ]
    found = []
    for flag in likely:
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
    whole makes it more, the word that does so most, places apart. What is over is no emergency,
    what is denied, feared, hearsay or mistaken is no reason."""
    if by_rules is Urgency.EMERGENCY:
        return by_rules, None
    least, perhaps = _EMERGENCY_FROM[by_rules if subtype else Urgency.NORMAL], _PERHAPS_FROM
    is_perhaps_one = prediction.urgencies[Urgency.EMERGENCY] >= perhaps
    if is_perhaps_one and by_rules is Urgency.NORMAL and _are_few(tokens):
        if subtype is None and _are_few(tokens, 1):  # กำลังไป: one word of nobody knows what
            return by_rules, None
        least = perhaps = _EMERGENCY_OF_FEW_FROM
    likely = _likely_urgency(prediction.urgencies, least, perhaps)
    if likely is Urgency.EMERGENCY and is_over(text):
        likely = Urgency.URGENT
    if likely <= by_rules:
        return by_rules, None
    strengths = model.strengths(prediction, likely)
    word = _strongest(tokens, strengths, where_named(place.mentions))
    if (
        word is None
        or is_guarded(text, word.start, supposable=True)
        or is_mistaken(text, word.start)
        or text[: word.start].endswith(_MERELY)
    ):
        return by_rules, None
    if word.text in _HASTE:
        likely = Urgency.URGENT
    return (likely, word) if likely > by_rules else (by_rules, None)


def _are_few(tokens: tuple[Token, ...], most: int = _FEW_WORDS) -> bool:
    """Whether at most so many words mean something."""
    return sum(map(is_meaningful, words_of(tokens))) <= most


def _likely_urgency(told: dict[Urgency, float], least: float, perhaps: float) -> Urgency:
    """What the probabilities say, where an emergency must have the least one given; what is perhaps
    one is urgent."""
    emergency = told[Urgency.EMERGENCY]
    if emergency >= least:
        return Urgency.EMERGENCY
    if emergency >= perhaps or 1 - told[Urgency.NORMAL] >= _URGENT_FROM:
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
    if not may_raise(flag, text, word.start, surely=prediction.flags[flag] >= _SURE_FROM):
        return None
    return RaisedFlag(flag, word.start, word.end)


def _strongest(
    tokens: tuple[Token, ...], strengths: list[float], passed_over: Collection[int] = ()
) -> Token | None:
    """The word that speaks most, marks, numbers and a mere no apart, which tell nobody why; none
    that begins at a place of the text to be passed over."""
    words = [
        i
        for i, t in enumerate(tokens)
        if is_meaningful(t.word) and t.text not in DENIALS and t.start not in passed_over
    ]
    return tokens[max(words, key=lambda i: strengths[i])] if words else None
