"""A danger that a long story drowns.

In a long message the few words about a danger weigh little beside all the others. Its stretches are
read alone as well, and an emergency that one of them tells of by itself, surely, is raised.
"""

from collections.abc import Iterator

from casework.categories import EMERGENCY_FLAGS, Flag
from nlp.flags import RaisedFlag
from nlp.model import Model
from nlp.pieces import within
from nlp.tokens import Token, words_of
from nlp.weighing import weighed_flags

# Chosen on the develop split of the corpus: its dangers beside other messages of it, and other long
# messages (docs/reader.md).
_LONG = 32  # words from which a message is more than one stretch
_STRETCH = 24  # words
_SURE = 0.9


def dangers_in_stretches(
    model: Model, text: str, tokens: tuple[Token, ...], in_words: tuple[RaisedFlag, ...]
) -> list[RaisedFlag]:
    """The emergencies that stretches of a long message tell of, read alone; of those that the
    lexicon raises in the message each stretch has what stands within it."""
    if len(tokens) < _LONG:
        return []
    found: dict[Flag, RaisedFlag] = {}
    for stretch in _stretches(text, tokens):
        own = within(stretch, in_words)
        prediction = model.predict(words_of(stretch), [each.flag for each in own])
        for raised in weighed_flags(model, prediction, text, stretch, own):
            if raised.flag in EMERGENCY_FLAGS and prediction.flags[raised.flag] >= _SURE:
                found.setdefault(raised.flag, raised)
    return [*found.values()]


def _stretches(text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """From every clause on so many whole clauses as are no longer than a stretch; a clause that is
    longer by itself in stretches that overlap by half."""
    spaces = [i for i, t in enumerate(tokens) if i and text[t.start - 1].isspace()]
    borders = [0, *spaces, len(tokens)]
    for place, start in enumerate(borders[:-1]):
        end = borders[place + 1]
        if end - start > _STRETCH:
            for half in range(start, end - _STRETCH // 2, _STRETCH // 2):
                yield tokens[half : min(half + _STRETCH, end)]
        else:
            yield tokens[start : max(b for b in borders if b <= start + _STRETCH)]
