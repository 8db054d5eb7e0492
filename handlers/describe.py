"""A case or draft in words: category, place, people, dangers, reason. For cards and e-mails."""

from collections.abc import Iterable

from casework.cases import Case
from casework.categories import (
    CATEGORY_NAMES,
    FLAG_RULES,
    SUBTYPES,
    URGENCY_NAMES,
    Category,
    Flag,
    Urgency,
)
from casework.masking import mask
from casework.places import Place
from casework.reading import Problem
from handlers.words import say

LONGEST_QUOTE = 600  # characters of a report on a card; the whole text is in the case
SEVERAL_END = "\n"  # in a case's reason: after the line that names its several problems


def category_in_words(category: Category, subtype: str | None) -> str:
    """คุ้มครองแรงงาน: ค่าจ้างค้างจ่าย — or the category alone."""
    known = SUBTYPES.get(subtype or "")
    if known is None or known.category != category:
        return CATEGORY_NAMES[category]
    return f"{CATEGORY_NAMES[category]}: {known.thai}"


def urgency_in_words(urgency: Urgency) -> str:
    """ปกติ, ด่วน or ฉุกเฉิน."""
    return URGENCY_NAMES[urgency]


def flags_in_words(flags: Iterable[Flag]) -> str:
    """The flags' Thai names, most urgent first; empty when there are none."""
    ranked = sorted(flags, key=lambda flag: (-FLAG_RULES[flag].urgency, flag))
    return ", ".join(FLAG_RULES[flag].thai for flag in ranked)


def place_with_source(place: Place) -> str:
    """The place and how it was found."""
    return say(f"report.place_from.{place.source}", place=place.thai())


def people_in_words(count: int | None) -> str:
    """12 คน, or that nobody counted."""
    return say("report.people", count=count) if count else say("report.people_unknown")


def quoted(words: Iterable[str]) -> str:
    """The words the reading relied on, each in quotes."""
    return " ".join(f"“{mask(word)}”" for word in words)


def reason_in_words(decided_by: str, words: Iterable[str]) -> str:
    """Why the case is in its category, in Thai, with the writer's own words."""
    if decided_by == "reporter":
        return say("report.reason_reporter")
    if decided_by == "desk":
        return say("report.reason_desk")
    quotes = quoted(words)
    return say("report.reason", words=quotes) if quotes else say("report.reason_no_words")


def several_in_words(problems: Iterable[Problem]) -> str:
    """The separate problems of one report: มี 2 เรื่อง (1) ค่าจ้างค้างจ่าย (2) เงินสมทบ."""
    names = [_short_name(each.category, each.subtype) for each in problems]
    numbered = " ".join(f"({number}) {name}" for number, name in enumerate(names, start=1))
    return say("report.several", count=len(names), names=numbered)


def several_of(case: Case) -> str:
    """What several_in_words said when the case was opened; empty for a case of one problem."""
    first, several, _ = case.reason.partition(SEVERAL_END)
    return first if several else ""


def _short_name(category: Category, subtype: str | None) -> str:
    known = SUBTYPES.get(subtype or "")
    return known.thai if known and known.category == category else CATEGORY_NAMES[category]


def why_in_words(case: Case) -> str:
    """What a card says of why: only the words it went by, or who chose. Empty for nothing to say.

    The way it goes is told by other rows of the card; the whole reason stays with the case.
    """
    if case.decided_by == "machine":
        return quoted(case.evidence)
    return reason_in_words(case.decided_by, ())


def attached_in_words(count: int) -> str:
    """What staff read of photos and places: how many, and that they cannot be opened here."""
    return say("desk.attached", count=count)


def quote(case: Case) -> str:
    """The report's text, personal data masked, cut where a card would burst."""
    masked = mask(case.text)
    return masked if len(masked) <= LONGEST_QUOTE else masked[: LONGEST_QUOTE - 1] + "…"
