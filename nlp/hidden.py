"""A matter that small talk hides.

Where a message seems to be about nothing, its parts are read alone: if one of them is surely a
service's, nobody is sure of the whole, and the writer is asked.
"""

from casework.categories import KINDS_WITHOUT_OFFICE, Category, Kind
from nlp.features import is_meaningful
from nlp.flags import RaisedFlag
from nlp.model import Model, Prediction
from nlp.pieces import Alone, read_alone
from nlp.tokens import Token, words_of

_SURE = 0.9
_FEWEST_WORDS = 3  # that mean something
_MOST_PARTS = 6  # from each end
_NOTHING_KNOWN = "O99"
_WHOLE_COUNTS = 0.6  # beside the part


def seems_idle(kind: Kind, subtype: str | None) -> bool:
    """Whether what was read of a message makes a second look worth its time."""
    return kind in KINDS_WITHOUT_OFFICE or subtype == _NOTHING_KNOWN


def hidden_matter(
    model: Model, text: str, tokens: tuple[Token, ...], in_words: tuple[RaisedFlag, ...]
) -> Alone | None:
    """The longest end or beginning of clean text, cut at a space, that is surely a service's."""
    spaces = [i for i, t in enumerate(tokens) if i and text[t.start - 1 : t.start] == " "]
    ends = [tokens[i:] for i in spaces[:_MOST_PARTS]]
    beginnings = [tokens[:i] for i in reversed(spaces[-_MOST_PARTS:])]
    for part in (*ends, *beginnings):
        if sum(map(is_meaningful, words_of(part))) < _FEWEST_WORDS:
            continue
        alone = read_alone(model, part, in_words)
        if alone is not None and alone.of_services >= _SURE:
            return alone
    return None


def doubted(whole: Prediction, part: Prediction) -> dict[Category, float]:
    """The categories of the whole with those of its part beside; they still add up to 1."""
    return {
        category: _WHOLE_COUNTS * probability + (1 - _WHOLE_COUNTS) * part.categories[category]
        for category, probability in whole.categories.items()
    }
