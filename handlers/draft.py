"""A report that has not been submitted yet. It lives in the conversation as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from casework.cases import Part
from casework.categories import SERVICE_CATEGORIES, Category, Flag, Kind, Urgency, said_already
from casework.people import Person, Role
from casework.places import Place, PlaceSource
from casework.reading import Problem, ReadAs, Reading, sureness
from handlers.evidence import worth_showing
from handlers.safety import DANGER_FLAGS, dangers, told_now

MOST_WORDS = 4  # of evidence on a card
# Steps at which a report was told and not sent.
TOLD = ("report.confirm", "report.category", "report.place", "report.consent", "report.which")
WHICH_CASE = "report.which_case"  # the step at which files, and words with them, wait for a case
MOST_PARTS = 100  # of one report: a flood stops growing the draft, nothing in it is lost


@dataclass(frozen=True)
class Draft:
    """What was written, what was understood of it, and what the reporter chose."""

    parts: tuple[Part, ...] = ()
    kind: Kind = Kind.PROBLEM
    category: Category = Category.UNCLEAR
    subtype: str | None = None
    confidence: float = 0.0
    secondary: tuple[Category, ...] = ()
    candidates: tuple[Category, ...] = ()
    flags: tuple[Flag, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    place: Place | None = None
    place_candidates: tuple[Place, ...] = ()
    place_name: str | None = None  # as written, where all candidates are called by it
    doubted: bool = False  # the reporter says that the card is wrong: what comes next mends it
    people_count: int | None = None
    amounts: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()  # when there are several
    decided_by: str = "machine"
    model_version: str = ""
    language: str = "th"  # of the words so far, as the reader tells it
    read: ReadAs | None = None  # the reader's own word, whatever was chosen
    attachments: tuple[str, ...] = ()  # message ids
    told: tuple[Flag, ...] = ()  # dangers whose numbers were already given
    warned: bool = False  # the emergency numbers were given, for whatever reason
    offered_at: datetime | None = None  # UTC; when it was answered, and an officer's look offered
    alerted: bool = False  # mentors know of the danger though nothing was submitted yet
    operators_told: Urgency | None = None  # that it has no place, when it was so urgent
    # When the officer's question was asked that it was last asked about whether words answer it.
    question_at: datetime | None = None  # UTC
    before: "Draft | None" = None  # a report under way, without the words that may be an answer
    held: "Draft | None" = None  # what was told long after it, for this or for another report

    @property
    def text(self) -> str:
        """All that was written so far."""
        return "\n".join(part.text for part in self.parts)

    def settled(self, sure_at: float) -> bool:
        """Whether the category need not be asked about: somebody chose, or the reader is sure."""
        return self.decided_by != "machine" or sureness(self.category, self.confidence) >= sure_at


_ADAPTER = TypeAdapter(Draft)


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as the conversation keeps it."""
    dumped: dict[str, Any] = _ADAPTER.dump_python(draft, mode="json")
    return dumped


def from_json(data: Mapping[str, Any]) -> Draft | None:
    """The kept draft, or None when there is none (or it is of an older, unreadable form)."""
    if "parts" not in data:
        return None
    try:
        return _ADAPTER.validate_python(dict(data))
    except ValidationError:
        return None


def without_a_case(step: str, data: Mapping[str, Any]) -> Draft | None:
    """What waits for a case to be chosen for it: files without words, or words with them while it
    is asked which case they are for (`WHICH_CASE`). None when nothing waits."""
    draft = from_json(data)
    if draft is None or (draft.parts and step != WHICH_CASE):
        return None
    return draft


def understood(draft: Draft, parts: tuple[Part, ...], reading: Reading, person: Person) -> Draft:
    """The draft with more words and a fresh reading of all of them.

    What the reporter chose stands, and so do dangers that were told before, which other words
    drown; the place comes from the text, else the pin, else the volunteer's own area. A name of
    several places means the one near the volunteer. A place that the new words deny, or put
    another in the place of, does not stand, even if it was chosen.
    """
    place, candidates = _place_of(draft, reading, own_area(person))
    draft = replace(
        draft,
        parts=(*draft.parts, *parts)[:MOST_PARTS],
        kind=reading.kind,
        secondary=_also(reading),
        candidates=_likely(reading),
        place=place,
        place_candidates=candidates,
        place_name=_name_of(candidates, reading),
        doubted=False,
        people_count=reading.people_count,
        amounts=reading.amounts,
        words=_evidence_words(reading),
        problems=reading.problems if len(reading.problems) > 1 else (),
        model_version=reading.model_version,
        language=reading.language,
        read=reading.read_as,
    )
    kept = tuple(flag for flag in draft.flags if flag in DANGER_FLAGS)
    draft = noticed(replace(draft, flags=kept), reading, person)
    if draft.decided_by != "machine":
        return draft
    return replace(
        draft,
        category=reading.category,
        subtype=reading.subtype,
        confidence=reading.confidence,
    )


def followed(
    asked: Draft, parts: tuple[Part, ...], reading: Reading, person: Person, sure_at: float
) -> Draft:
    """What was asked, with more words that were read alone: “ทำมา 5 ปี” after a question.

    Such words say little of what it is about: a reading of them that is neither sure nor surer
    than that of the question leaves the category as it is.
    """
    before = sureness(asked.category, asked.confidence)
    now = sureness(reading.category, reading.confidence)
    if asked.category not in SERVICE_CATEGORIES or now >= min(before, sure_at):
        told = understood(asked, parts, reading, person)
    else:
        told = noticed(replace(asked, parts=(*asked.parts, *parts)[:MOST_PARTS]), reading, person)
    place = reading.place or asked.place or told.place
    candidates = () if place else reading.place_candidates or asked.place_candidates
    return replace(
        told,
        flags=tuple(sorted({*asked.flags, *told.flags})),
        urgency=max(asked.urgency, told.urgency),
        place=place,
        place_candidates=candidates,
        place_name=_name_of(candidates, reading) or asked.place_name,
        people_count=reading.people_count or asked.people_count,
    )


def joined(draft: Draft, held: Draft, sure_at: float) -> Draft:
    """A report with the words and files that were held beside it. Each was read by itself: what it
    is about is told by the surer one, what the reporter chose stands, and no danger is lost."""
    surer = sureness(held.category, held.confidence) > sureness(draft.category, draft.confidence)
    lead = held if draft.decided_by == "machine" and surer else draft
    also = [each.category for each in (draft, held) if each.settled(sure_at)]
    also = [*draft.secondary, *held.secondary, *(c for c in also if c in SERVICE_CATEGORIES)]
    places = [each.place for each in (draft, held) if each.place]
    named = [place for place in places if place.source != PlaceSource.VOLUNTEER_AREA]
    flags = {*draft.flags, *held.flags}
    return replace(
        lead,
        parts=(*draft.parts, *held.parts)[:MOST_PARTS],
        secondary=tuple(dict.fromkeys(each for each in also if each != lead.category)),
        flags=tuple(sorted(flags - said_already(flags))),
        urgency=max(draft.urgency, held.urgency),
        place=next(iter([*named, *places]), None),
        place_candidates=() if places else draft.place_candidates or held.place_candidates,
        people_count=draft.people_count or held.people_count,
        amounts=(*draft.amounts, *held.amounts),
        attachments=(*draft.attachments, *held.attachments),
        told=tuple(sorted({*draft.told, *held.told})),
        warned=draft.warned or held.warned,
        alerted=draft.alerted or held.alerted,
        operators_told=max(
            (each for each in (draft.operators_told, held.operators_told) if each is not None),
            default=None,
        ),
        held=None,
    )


def noticed(draft: Draft, reading: Reading, person: Person) -> Draft:
    """The draft with the dangers of more words. Their numbers are given now, and not once more."""
    said = told_now(dangers(reading), told=draft.told, witness=person.has(Role.VOLUNTEER))
    flags = {*draft.flags, *reading.flags}
    return replace(
        draft,
        flags=tuple(sorted(flags - said_already(flags))),
        urgency=max(draft.urgency, reading.urgency),
        told=tuple(sorted({*draft.told, *said})),
        warned=draft.warned or reading.urgency == Urgency.EMERGENCY,
    )


def chosen(draft: Draft, category: Category, decided_by: str) -> Draft:
    """The draft with the category a person chose; the sub-type goes if it belongs elsewhere."""
    same = category == draft.category
    return replace(
        draft,
        category=category,
        subtype=draft.subtype if same else None,
        secondary=tuple(each for each in draft.secondary if each != category),
        decided_by=decided_by,
    )


def not_at(draft: Draft, denied: tuple[Place, ...]) -> Draft:
    """The draft without a place that was denied, or that lies in one, also among the offered."""
    offered = tuple(each for each in draft.place_candidates if not _lies_in(each, denied))
    gone = draft.place is not None and _lies_in(draft.place, denied)
    return replace(draft, place=None if gone else draft.place, place_candidates=offered)


def _lies_in(place: Place, areas: tuple[Place, ...]) -> bool:
    codes = tuple(each.code for each in areas)
    return bool(codes) and place.code.startswith(codes)


def own_area(person: Person) -> Place | None:
    """A volunteer's own sub-district, as a report's place. Others' areas say nothing about it."""
    if person.area is None or not person.has(Role.VOLUNTEER):
        return None
    return replace(person.area, source=PlaceSource.VOLUNTEER_AREA)


def _place_of(
    draft: Draft, reading: Reading, own: Place | None
) -> tuple[Place | None, tuple[Place, ...]]:
    """The place after more words, or else the ones to choose from."""
    new = reading.of_new_words or reading
    stands = not_at(draft, new.places_denied).place
    if draft.place is not None and (draft.doubted or stands is None):
        meant = new.place or (_near(new, own) if new.place_candidates else None)
        if meant is not None:
            return replace(meant, source=PlaceSource.CHOSEN), ()
        if new.place_candidates:
            return None, new.place_candidates
    if stands is not None and stands.source in (PlaceSource.CHOSEN, PlaceSource.PIN):
        return stands, ()  # words win over a pin only while no pin was sent on purpose
    place = reading.place or _near(reading, own)
    if place is not None and _lies_in(place, new.places_denied):
        place = None  # a volunteer's own area
    return place, reading.place_candidates if place is None else ()


def _name_of(candidates: tuple[Place, ...], reading: Reading) -> str | None:
    """The one name of all candidates; None when several places are spoken of."""
    known = (each for each in (reading, reading.of_new_words) if each)
    return next((each.place_name for each in known if each.place_candidates == candidates), None)


def _near(reading: Reading, own: Place | None) -> Place | None:
    """Of places of one name the only one in the own district or else province; the own area where
    no place is named; None when the writer has to say."""
    candidates = reading.place_candidates
    if not candidates:
        return own
    if own is None or reading.place_name is None:
        return None  # somebody without an area, or several places are spoken of, not one name
    for near in (
        [
            each
            for each in candidates
            if own.district_code and each.district_code == own.district_code
        ],
        [each for each in candidates if each.province_code == own.province_code],
    ):
        if len(near) == 1:
            return near[0]
    return None


def _likely(reading: Reading) -> tuple[Category, ...]:
    services = [each for each in reading.candidates if each.category in SERVICE_CATEGORIES]
    return tuple(each.category for each in services[:3])


def _also(reading: Reading) -> tuple[Category, ...]:
    """The other services concerned, those of the separate problems among them."""
    several = reading.problems if len(reading.problems) > 1 else ()
    others = [each.category for each in several if each.category != reading.category]
    return tuple(dict.fromkeys([*reading.secondary, *others]))


def _evidence_words(reading: Reading) -> tuple[str, ...]:
    supports = {reading.category.value, reading.subtype}
    words = [each.text for each in reading.evidence if each.supports in supports]
    return worth_showing(words, MOST_WORDS)
