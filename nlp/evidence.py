"""The words that led to a reading, as spans of the message itself."""

from casework.categories import Category
from casework.reading import Evidence
from nlp.flags import RaisedFlag, may_raise
from nlp.model import Model, Prediction
from nlp.normalise import Normalised
from nlp.places import FoundPlace
from nlp.slots import Slots
from nlp.tokens import Token, stop_words

_MOST_WORDS = 6
_LEAST_SHARE = 0.12  # of the strongest word's contribution


def word_strengths(
    model: Model, prediction: Prediction, tokens: tuple[Token, ...], category: Category
) -> list[float]:
    """For each token, how much its word and pairs speak for the category."""
    by_index = model.contributions(prediction, category)
    return _by_token(model, tokens, by_index)


def weighed_flags(
    model: Model,
    prediction: Prediction,
    text: str,
    tokens: tuple[Token, ...],
    in_words: tuple[RaisedFlag, ...],
) -> tuple[RaisedFlag, ...]:
    """The lexicon's flags that the whole message does not speak against, and those that the words
    taken together speak for, each with the word that does so most.
    """
    stand, alone = model.likely_flags(prediction, frozenset(raised.flag for raised in in_words))
    found = [raised for raised in in_words if raised.flag in stand]
    for flag in alone if tokens else ():
        strengths = _by_token(model, tokens, model.flag_contributions(prediction, flag))
        word = tokens[max(range(len(tokens)), key=lambda i: strengths[i])]
        if may_raise(flag, text, word.start):
            found.append(RaisedFlag(flag, word.start, word.end))
    return tuple(found)


def _by_token(model: Model, tokens: tuple[Token, ...], by_index: dict[int, float]) -> list[float]:
    def strength(name: str) -> float:
        return by_index.get(model.vocabulary.get(name, -1), 0.0)

    strengths = [strength(f"w:{token.word}") for token in tokens]
    for i in range(len(tokens) - 1):
        half = strength(f"p:{tokens[i].word} {tokens[i + 1].word}") / 2
        strengths[i] += half
        strengths[i + 1] += half
    return strengths


def evidence_of(
    message: Normalised,
    tokens: tuple[Token, ...],
    strengths: list[float],
    category: Category,
    flags: tuple[RaisedFlag, ...],
    place: FoundPlace,
    slots: Slots,
    employer: tuple[int, int] | None = None,
) -> tuple[Evidence, ...]:
    """Evidence for the category, flags, place, employer and slots, in the message's order."""
    spans = [(*span, str(category)) for span in _category_spans(tokens, strengths)]
    spans += [(raised.start, raised.end, str(raised.flag)) for raised in flags]
    spans += [(*span, "place") for span in place.spans]
    spans += list(slots.spans)
    spans += [(*employer, "employer")] if employer else []
    found = [_evidence(message, *span) for span in spans if span[0] < span[1]]
    return tuple(sorted(found, key=lambda e: (e.start, e.end, e.supports)))


def _category_spans(tokens: tuple[Token, ...], strengths: list[float]) -> list[tuple[int, int]]:
    """The strongest words, neighbours joined."""
    least = max(strengths, default=0.0) * _LEAST_SHARE
    ranked = sorted(
        (i for i, s in enumerate(strengths) if s > max(least, 0) and _shown(tokens[i])),
        key=lambda i: (-strengths[i], i),
    )
    spans: list[tuple[int, int]] = []
    for i in sorted(ranked[:_MOST_WORDS]):
        if spans and tokens[i].start == spans[-1][1]:
            spans[-1] = (spans[-1][0], tokens[i].end)
        else:
            spans.append((tokens[i].start, tokens[i].end))
    return spans


def _shown(token: Token) -> bool:
    return token.word not in stop_words() and any(c.isalpha() for c in token.text)


def _evidence(message: Normalised, start: int, end: int, supports: str) -> Evidence:
    first, last = message.original_span(start, end)
    return Evidence(first, last, message.original[first:last], supports)
