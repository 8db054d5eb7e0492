"""The page of `explain`: a reading step by step. Personal data stays masked, odd characters are
shown by their codes, and long things are cut."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casework.categories import CATEGORY_NAMES, FLAG_RULES, SUBTYPES
from casework.masking import find_personal_data, mask

if TYPE_CHECKING:
    from nlp.pipeline import Steps

_LONGEST_TEXT = 400  # characters
_MOST_WORDS = 60
_MOST_STRENGTHS = 12
_BAR = 30


def page(steps: "Steps") -> Iterator[str]:
    """Lines to print: the outcome first, then what each step of nlp/pipeline.py made."""
    reading = steps.reading
    yield f"{_shown(reading.masked_text)}  [{reading.kind}, {reading.urgency.name.lower()}]"
    for candidate in reading.candidates:
        bar = "█" * round(candidate.probability * _BAR)
        yield f"  {candidate.category:<16} {candidate.probability:6.1%}  {bar}".rstrip()
    place = reading.place.thai() if reading.place else "-"
    yield f"sub-type {_subtype(reading.subtype)}; place {place}"
    yield f"flags {', '.join(sorted(reading.flags)) or '-'}"
    yield f"model {reading.model_version}"
    for name, lines in _steps(steps):
        yield ""
        yield name
        yield from (f"  {line}" for line in lines)


def _steps(steps: "Steps") -> Iterator[tuple[str, list[str]]]:
    reading = steps.reading
    text = steps.message.text
    yield f"normalise: {len(text)} characters", [_shown(mask(text)) or "-"]
    yield f"words: {len(steps.tokens)}", [_words(steps)]
    yield "slots", _slots(steps)
    yield "place", _place(steps)
    yield "flags", _flags(steps)
    kind, sure = max(steps.prediction.kinds.items(), key=lambda item: item[1])
    yield "kind", [f"{reading.kind} (the model alone: {kind} {sure:.1%})"]
    yield f"category: {CATEGORY_NAMES[reading.category]}", _strengths(steps)
    yield "sub-type", _likely_subtypes(steps)
    yield "copies", [", ".join(reading.secondary) or "-"]
    likely, sure = max(steps.prediction.urgencies.items(), key=lambda item: item[1])
    alone = f"the model alone: {likely.name.lower()} {sure:.1%}"
    yield "urgency", [f"{reading.urgency.name.lower()} ({alone})"]
    yield (
        f"problems: {len(reading.problems)}",
        [
            f"{each.category} {_subtype(each.subtype)}: {_shown(mask(each.text))}"
            for each in reading.problems
        ],
    )
    yield "evidence", [f"{_shown(mask(e.text))}  → {e.supports}" for e in reading.evidence] or ["-"]
    yield "masked", [_shown(reading.masked_text) or "-"]
    yield "language", [reading.language]


def _words(steps: "Steps") -> str:
    """The words, those of personal data as the word in brackets that stands in for them."""
    hidden = find_personal_data(steps.message.text)
    words: list[str] = []
    for token in steps.tokens[:_MOST_WORDS]:
        over = next((h for h in hidden if h.start < token.end and token.start < h.end), None)
        word = over.replacement if over else _shown(token.text)
        if over and words and words[-1] == word:
            continue
        words.append(word if over or token.word == token.text else f"{word}={_shown(token.word)}")
    rest = len(steps.tokens) - _MOST_WORDS
    return (" | ".join(words) or "-") + (f" … and {rest} more" if rest > 0 else "")


def _slots(steps: "Steps") -> list[str]:
    reading = steps.reading
    amounts = ", ".join(f"{amount:,} baht" for amount in reading.amounts)
    days = ", ".join(day.isoformat() for day in reading.dates)
    return [
        f"people {reading.people_count or '-'}",
        f"amounts {amounts or '-'}",
        f"dates {days or '-'}",
        f"employer {_shown(mask(reading.employer)) if reading.employer else '-'}",
    ]


def _place(steps: "Steps") -> list[str]:
    how = {
        "prefix": "by its prefix",
        "name": "by its name alone",
        "neighbour": "by the area named beside it",
    }
    lines = [
        f"{_shown(steps.message.text[m.start : m.end])}  {how[m.found_by]}"
        + (", where somebody comes from" if m.origin else "")
        for m in steps.place.mentions
    ]
    if steps.place.candidates:
        names = ", ".join(place.thai() for place in steps.place.candidates)
        lines.append(f"several places fit: {names}")
    return lines or ["-"]


def _flags(steps: "Steps") -> list[str]:
    from nlp.flags import considered  # noqa: PLC0415  (slow to load)

    text = steps.message.text
    lines = []
    by_lexicon = considered(text)
    for each in by_lexicon:
        words = _shown(mask(text[each.start : each.end]))
        if each.guard:
            held = f"  held down by “{_shown(each.guard)}”"
        elif each.flag not in steps.reading.flags:
            held = f"  held down by the message as a whole, {steps.prediction.flags[each.flag]:.0%}"
        else:
            held = ""
        lines.append(f"{each.flag} ({FLAG_RULES[each.flag].thai})  “{words}”{held}")
    known = {each.flag for each in by_lexicon if not each.guard}
    for raised, how in (
        *((r, "by the numbers") for r in steps.flags_by_words if r.flag not in known),
        *((r, f"by the model, {steps.prediction.flags[r.flag]:.0%}") for r in steps.flags_by_model),
    ):
        words = _shown(mask(text[raised.start : raised.end]))
        lines.append(f"{raised.flag} ({FLAG_RULES[raised.flag].thai})  “{words}”  {how}")
    return lines or ["-"]


def _strengths(steps: "Steps") -> list[str]:
    """The words that speak for the category, with how much of what words say for it is theirs."""
    total = sum(strength for strength in steps.strengths if strength > 0)
    hidden = find_personal_data(steps.message.text)
    ranked = sorted(zip(steps.strengths, steps.tokens, strict=True), key=lambda item: -item[0])
    lines = []
    for strength, token in ranked[:_MOST_STRENGTHS]:
        if strength <= 0 or any(h.start < token.end and token.start < h.end for h in hidden):
            continue
        bar = "█" * max(1, round(strength / ranked[0][0] * 10))
        lines.append(f"{strength:6.2f} {strength / total:5.0%}  {bar:<10} {_shown(token.text)}")
    return lines or ["-"]


def _likely_subtypes(steps: "Steps") -> list[str]:
    ranked = sorted(steps.prediction.subtypes.items(), key=lambda item: -item[1])
    return [f"{_subtype(code):<40} {share:6.1%}" for code, share in ranked[:3]]


def _subtype(code: str | None) -> str:
    known = SUBTYPES.get(code or "")
    return f"{known.code} {known.name}" if known else code or "-"


def _shown(text: str) -> str:
    """The text on one line, cut when long; what a terminal might obey or hide is spelled out."""
    cut = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)
