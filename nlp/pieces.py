"""A part of a message, read alone by the same model."""

from typing import NamedTuple

from casework.categories import KINDS_WITHOUT_OFFICE, SERVICE_CATEGORIES, Category
from nlp.confidence import tempered
from nlp.flags import RaisedFlag
from nlp.kinds import likeliest_kind
from nlp.model import Model, Prediction
from nlp.tokens import Token, words_of


class Alone(NamedTuple):
    """What the model makes of a part, and the service it is likeliest for."""

    tokens: tuple[Token, ...]
    prediction: Prediction
    category: Category
    probability: float
    of_services: float  # that it is for one of them, whichever


def within(tokens: tuple[Token, ...], in_words: tuple[RaisedFlag, ...]) -> tuple[RaisedFlag, ...]:
    """Of the flags that the lexicon raises in a message those whose words stand in this part."""
    return tuple(r for r in in_words if tokens[0].start <= r.start < tokens[-1].end)


def read_alone(
    model: Model, tokens: tuple[Token, ...], in_words: tuple[RaisedFlag, ...]
) -> Alone | None:
    """The part with its category; None unless it asks something of a service. Of the flags that the
    lexicon raises in the message it has those within it."""
    words = words_of(tokens)
    prediction = model.predict(words, [each.flag for each in within(tokens, in_words)])
    categories = tempered(prediction.categories, *prediction.known_and_strange(words))
    category = max(categories, key=categories.__getitem__)
    if category not in SERVICE_CATEGORIES:
        return None
    if likeliest_kind(prediction.kinds) in KINDS_WITHOUT_OFFICE:
        return None
    of_services = sum(categories[each] for each in SERVICE_CATEGORIES)
    return Alone(tokens, prediction, category, categories[category], of_services)
