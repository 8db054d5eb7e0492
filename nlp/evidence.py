"""The words that led to a reading, as spans of the message itself."""

from functools import lru_cache
from unicodedata import category as kind_of_letter

from casework.categories import Category
from casework.reading import Evidence
from nlp.features import is_meaningful
from nlp.flags import RaisedFlag
from nlp.normalise import Normalised
from nlp.place_mentions import where_named
from nlp.places import FoundPlace
from nlp.slots import Slots
from nlp.tokens import Token

_MOST_WORDS = 6
_LEAST_SHARE = 0.12  # of the strongest word's contribution
# A denial beside a word that is shown is shown with it, through what may stand between the two.
DENIALS = frozenset(
    {
        "ไม่",
        "บ่",
        "มิ",
        "ไม่ได้",
        "บ่ได้",
        "ไม่มี",
        "บ่มี",
        "ยังไม่",
        "ไม่เคย",
        "ไม่ยอม",
        "ไม่ให้",
        "ไม่ใช่",
        "อย่า",
        "ห้าม",
    }
)
_BETWEEN = frozenset({"มี", "ได้", "ให้", "ยอม", "เคย", "ใช่", "รับ", "จ่าย", "ทำ", "เซ็น"})
_MOST_BETWEEN = 2
# After these the word still follows that they deny: ส่งสมทบ ไม่ เคย ขาด.
_UNFINISHED = DENIALS - {"ไม่ได้", "บ่ได้", "ไม่มี", "บ่มี"} | {"เคย", "ยอม", "ใช่"}
_FEW_LETTERS = 3  # without marks above and below: fewer say little alone (ตู of ประตู, ค้ำ, ใบ)


def evidence_of(
    message: Normalised,
    tokens: tuple[Token, ...],
    strengths: list[float],
    category: Category,
    flags: tuple[RaisedFlag, ...],
    place: FoundPlace,
    slots: Slots,
    employer: tuple[int, int] | None = None,
    urgent: Token | None = None,
) -> tuple[Evidence, ...]:
    """Evidence for the category, flags, urgency, place, employer and slots, in the message's
    order."""
    named = where_named(place.mentions)  # the ใต้ of ต.เวียงใต้
    speaking = [0.0 if t.start in named else s for t, s in zip(tokens, strengths, strict=True)]
    spans = [(*span, str(category)) for span in _category_spans(tokens, speaking)]
    spans += [(*_span_of(raised, tokens), str(raised.flag)) for raised in flags]
    spans += [(*span, "place") for span in place.spans]
    spans += list(slots.spans)
    spans += [(*employer, "employer")] if employer else []
    spans += [(urgent.start, urgent.end, "urgency")] if urgent else []
    found = [_evidence(message, *span) for span in spans if span[0] < span[1]]
    return tuple(sorted(found))


def _category_spans(tokens: tuple[Token, ...], strengths: list[float]) -> list[tuple[int, int]]:
    """The strongest words, neighbours joined, with what denies them."""
    least = max(0.0, max(strengths, default=0.0) * _LEAST_SHARE)
    strong = [i for i, s in enumerate(strengths) if s > least and is_meaningful(tokens[i].word)]
    ranked = sorted(strong, key=lambda i: (-strengths[i], i))
    spans: list[tuple[int, int]] = []
    for i in sorted(ranked[:_MOST_WORDS]):
        start, end = _phrase(tokens, i)
        if spans and start <= spans[-1][1]:
            spans[-1] = (min(start, spans[-1][0]), max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _span_of(raised: RaisedFlag, tokens: tuple[Token, ...]) -> tuple[int, int]:
    """Where the words stand that raised a flag; a single one as a phrase."""
    span = raised.start, raised.end
    word = next((i for i, token in enumerate(tokens) if (token.start, token.end) == span), None)
    return span if word is None else _phrase(tokens, word)


def _phrase(tokens: tuple[Token, ...], word: int) -> tuple[int, int]:
    """Where a word stands with what denies it, and with its neighbours where it says little."""
    first, last = _with_denial(tokens, word)
    while sum([_letters(token.text) for token in tokens[first : last + 1]]) <= _FEW_LETTERS:
        before = first - 1
        if first and _belong_together(tokens, before) and is_meaningful(tokens[before].word):
            first = before
        elif _belong_together(tokens, last) and is_meaningful(tokens[last + 1].word):
            last += 1
        else:
            break
    return tokens[first].start, tokens[last].end


@lru_cache(maxsize=8192)
def _letters(word: str) -> int:
    """How many there are without marks above and below."""
    return sum(kind_of_letter(c) != "Mn" for c in word)


def _belong_together(tokens: tuple[Token, ...], before: int) -> bool:
    """Whether the word and the one after it are written without a space between them."""
    return before + 1 < len(tokens) and tokens[before].end == tokens[before + 1].start


def _with_denial(tokens: tuple[Token, ...], word: int) -> tuple[int, int]:
    """The first and the last of a word and what denies it: ไม่มี ประกัน, ขึ้นทะเบียน ไม่ได้."""
    first = last = word
    begin = tokens[word].start
    for before in range(word - 1, max(-1, word - 2 - _MOST_BETWEEN), -1):
        text, start, end, _ = tokens[before]
        if end != begin or not (text in DENIALS or text in _BETWEEN):
            break
        if text in DENIALS:
            first = before
            break
        begin = start
    if _belong_together(tokens, word) and tokens[word + 1].text in DENIALS:
        last = word + 1
        while tokens[last].text in _UNFINISHED and _belong_together(tokens, last):
            last += 1
    return first, last


def _evidence(message: Normalised, start: int, end: int, supports: str) -> Evidence:
    first, last = message.original_span(start, end)
    return Evidence(first, last, message.original[first:last], supports)
