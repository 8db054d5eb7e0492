"""A part of a message, read alone by the same model."""

from typing import NamedTuple

from casework.categories import KINDS_WITHOUT_OFFICE, SERVICE_CATEGORIES, Category
from nlp.confidence import tempered
from nlp.flags import RaisedFlag
from nlp.kinds import likeliest_kind
from nlp.model import Model, Prediction
from nlp.tokens import Token, words_of


class Alone(NamedTuple):
    """What the model makes of a part, and the category it is likeliest of."""

    tokens: tuple[Token, ...]
    prediction: Prediction
    category: Category
    probability: float


def read_alone(
    model: Model, tokens: tuple[Token, ...], in_words: tuple[RaisedFlag, ...], sure: float
) -> Alone | None:
    """The part with its category; None unless it asks something of a service, with a probability of
    `sure` at least. Of the flags that the lexicon raises in the message it has those within it."""
    words = words_of(tokens)
    own = [each.flag for each in in_words if tokens[0].start <= each.start < tokens[-1].end]
    prediction = model.predict(words, own)
    categories = tempered(prediction.categories, prediction.known(words))
    category = max(categories, key=categories.__getitem__)
    if category not in SERVICE_CATEGORIES or categories[category] < sure:
        return None
    if likeliest_kind(prediction.kinds) in KINDS_WITHOUT_OFFICE:
        return None
    return Alone(tokens, prediction, category, categories[category])
