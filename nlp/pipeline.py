"""How a message is read, step by step: this file is the list of steps.

The model is held in one module-level name that is replaced whole, never changed, so any number of
threads may read while a new model is loaded.
"""

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from threading import Lock
from typing import Any

from casework.categories import (
    FLAG_RULES,
    KINDS_WITHOUT_OFFICE,
    SERVICE_CATEGORIES,
    Category,
    Flag,
    Kind,
    Urgency,
)
from casework.masking import mask
from casework.reading import Candidate, Reading
from nlp.confidence import tempered
from nlp.courtesies import without_courtesies
from nlp.employers import find_employer
from nlp.evidence import evidence_of
from nlp.exchange import Stamp, stamp_of
from nlp.flags import RaisedFlag, find_flags, is_named, without_the_lesser
from nlp.hidden import doubted, hidden_matter, seems_idle
from nlp.kinds import kind_of
from nlp.language import language_of
from nlp.model import MODEL_PATH, Model, Prediction, ReaderNotTrained, load_model
from nlp.normalise import Normalised, normalise
from nlp.places import FoundPlace, find_place
from nlp.problems import find_problems
from nlp.secondary import secondary_of
from nlp.slots import Slots, find_slots
from nlp.stretches import dangers_in_stretches
from nlp.tokens import Token, tokenise, words_of
from nlp.urgency import urgency_of
from nlp.weighing import weighed_flags, weighed_urgency


@dataclass(frozen=True)
class Steps:
    """Everything the reader made on its way, for `explain`. Spans are of the clean text."""

    message: Normalised
    tokens: tuple[Token, ...]  # without courtesies around the matter
    prediction: Prediction
    strengths: list[float]
    slots: Slots
    place: FoundPlace
    flags_by_words: tuple[RaisedFlag, ...]
    flags_by_model: tuple[RaisedFlag, ...]
    reading: Reading


# Read with each new model before it is used: words, numbers and a place, so that the dictionary
# is built here rather than in a reading, and a model that cannot read is found out.
_TRIAL = "นายจ้างค้างค่าแรง 3 เดือน คนงาน 5 คน ที่ อ.ปาย จังหวัดแม่ฮ่องสอน"
_LOOKS = 5  # at files that are being exchanged

_model: Model | None = None
_seen: Stamp | None = None  # the files that were loaded last, or refused
_loading = Lock()


class BrokenModel(ReaderNotTrained):
    """What stands at the path cannot read."""


def load(path: Path | str = MODEL_PATH) -> str:
    """Load the model at the path for all later readings; return its version.

    Raises ReaderNotTrained when there is none, BrokenModel when it cannot read; the model in use
    stays.
    """
    global _model, _seen  # replaced whole, never changed
    _seen, _model = _whole_model(Path(path))
    # Hundreds of thousands of words stay for good: the collector need not look through them again.
    gc.collect()
    gc.freeze()
    return _model.version


def check(path: Path | str) -> str:
    """The version of the model at the path, which can read; it is not loaded for later readings.

    Raises as `load` does.
    """
    return _whole_model(Path(path))[1].version


def refresh(path: Path | str = MODEL_PATH) -> str | None:
    """Load the model at the path if its files are others than those looked at last.

    Returns its version, None when there is nothing new. Cheap: files are only read when they
    changed. Raises as `load` does, once for the same files; the model in use stays.
    """
    global _seen  # noqa: PLW0603
    now = stamp_of(Path(path))
    if now is None or now == _seen:
        return None
    _seen = now
    return load(path)


def _whole_model(path: Path) -> tuple[Stamp | None, Model]:
    """The model at the path, all its files of one training, tried on a text; and their stamp."""
    for _ in range(_LOOKS):
        before = stamp_of(path)
        fault: Exception | None = None
        try:
            model = load_model(path)
            _try(model)
        except Exception as error:  # noqa: BLE001 - the files' fault, or they were exchanged
            fault = error
        if stamp_of(path) != before:
            continue
        if fault is None:
            return before, model
        if isinstance(fault, ReaderNotTrained):
            raise fault
        reason = f"{type(fault).__name__}: {fault}"
        raise BrokenModel(f"the model in {path} cannot read: {reason}") from fault
    raise BrokenModel(f"the model in {path} changes while it is being read")


def _try(model: Model) -> None:
    """Read with the model once. Raises whatever a broken one brings about."""
    if not isfinite(_explained(model, _TRIAL, None).reading.confidence):
        raise ValueError("a probability is no number")


def read(text: str, today: date | None = None) -> Reading:
    """What a message says, why, and how sure the reader is.

    `today` resolves words like "เมื่อวาน"; without it they give no date. Any string gets an
    answer. Raises only ReaderNotTrained, when no model is loaded and none stands at the usual path.
    """
    return explain(text, today).reading


def explain(text: str, today: date | None = None) -> Steps:
    """The reading together with the steps that led to it."""
    return _explained(_loaded_model(), text, today)


def _explained(model: Model, text: str, today: date | None) -> Steps:
    message = normalise(text)
    all_tokens = tokenise(message.text)
    slots = find_slots(message.text, all_tokens, today)
    place = find_place(message.text, all_tokens)
    employer = find_employer(message, all_tokens)
    tokens = without_courtesies(message.text, all_tokens)
    words = words_of(tokens)
    in_words = find_flags(message.text, slots)
    prediction = model.predict(words, [raised.flag for raised in in_words])
    raised = weighed_flags(model, prediction, message.text, tokens, in_words)
    if drowned := dangers_in_stretches(model, message.text, tokens, in_words):
        raised = _with(raised, drowned)
    kind = _kind(message.text, words, prediction, raised)
    candidates = _candidates(prediction, words, kind)
    subtype = _subtype(prediction, candidates, kind)
    telling, told = tokens, prediction  # what speaks of the matter
    if seems_idle(kind, subtype) and (
        hidden := hidden_matter(model, message.text, tokens, in_words)
    ):
        telling, told = hidden.tokens, hidden.prediction
        found = weighed_flags(model, told, message.text, telling, in_words)
        raised = _with(raised, found)
        kind = _kind(message.text, words_of(telling), told, raised)
        candidates = _ranked(doubted(prediction, told))
        subtype = _subtype(prediction, candidates, kind)
    flags = frozenset(r.flag for r in raised)
    category = candidates[0].category
    urgency, urgent = urgency_of(message.text, kind, subtype, flags), None
    if kind is Kind.PROBLEM:
        urgency, urgent = weighed_urgency(
            model, told, message.text, telling, subtype, urgency, place
        )
    strengths = model.strengths(prediction, category)
    reading = Reading(
        masked_text=mask(text),
        language=language_of(text),
        kind=kind,
        candidates=candidates,
        subtype=subtype,
        secondary=secondary_of(message.text, kind, category, prediction.subtypes, flags),
        flags=flags,
        urgency=urgency,
        place=place.place,
        place_candidates=place.candidates,
        people_count=slots.people_count,
        amounts=slots.amounts,
        dates=slots.dates,
        evidence=evidence_of(
            message, tokens, strengths, category, raised, place, slots, employer, urgent
        ),
        model_version=model.version,
        problems=find_problems(
            model, message, tokens, prediction, kind, category, subtype, in_words
        ),
        employer=_written(message, employer),
        place_name=place.name,
        places_denied=place.denied,
        death_is_named=Flag.WORKPLACE_DEATH in flags
        and is_named(Flag.WORKPLACE_DEATH, message.text),
    )
    by_words = tuple(r for r in raised if r in in_words)
    by_model = tuple(r for r in raised if r not in in_words)
    return Steps(message, tokens, prediction, strengths, slots, place, by_words, by_model, reading)


def _with(raised: Sequence[RaisedFlag], more: Sequence[RaisedFlag]) -> tuple[RaisedFlag, ...]:
    """Flags and those of more that are not among them."""
    known = {each.flag for each in raised}
    return without_the_lesser([*raised, *(each for each in more if each.flag not in known)])


def _kind(
    text: str, words: tuple[str, ...], prediction: Prediction, raised: tuple[RaisedFlag, ...]
) -> Kind:
    of_services = sum(prediction.categories[each] for each in SERVICE_CATEGORIES)
    danger = max((FLAG_RULES[r.flag].urgency for r in raised), default=Urgency.NORMAL)
    is_understood = prediction.knows_any(words)
    return kind_of(text, words, prediction.kinds, is_understood, of_services, danger)


def _written(message: Normalised, span: tuple[int, int] | None) -> str | None:
    if span is None:
        return None
    start, end = message.original_span(*span)
    return message.original[start:end]


def _loaded_model() -> Model:
    if _model is None:
        with _loading:
            if _model is None:
                load(MODEL_PATH)
    assert _model is not None
    return _model


def _candidates(
    prediction: Prediction, words: tuple[str, ...], kind: Kind
) -> tuple[Candidate, ...]:
    """Categories with their probabilities, most likely first, adding up to 1."""
    categories = prediction.categories
    if kind in KINDS_WITHOUT_OFFICE:
        rest = {c: p for c, p in categories.items() if c is not Category.OUT_OF_SCOPE}
        scale = min(1.0, 0.3 / (sum(rest.values()) or 1.0))
        categories = {c: p * scale for c, p in rest.items()}
        categories[Category.OUT_OF_SCOPE] = 1 - sum(categories.values())
    else:
        categories = tempered(categories, *prediction.known_and_strange(words))
    return _ranked(categories)


def _ranked(categories: dict[Category, float]) -> tuple[Candidate, ...]:
    ranked = sorted(categories.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Candidate(category, probability) for category, probability in ranked)


def _subtype(prediction: Prediction, candidates: tuple[Candidate, ...], kind: Kind) -> str | None:
    """The likeliest sub-type within the likeliest category; none for what is unclear or needs no
    office."""
    category = candidates[0].category
    if category is Category.UNCLEAR or kind in KINDS_WITHOUT_OFFICE:
        return None
    return prediction.likeliest_subtype(category)


def current_card() -> dict[str, Any]:
    """The card of the model in use."""
    return _loaded_model().card
