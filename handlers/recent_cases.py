"""The case that somebody's words may be about, though they do not say so: the one that was sent or
touched lately."""

from datetime import timedelta

from casework.cases import Case
from casework.places import Place
from casework.reading import Reading
from handlers.context import Context
from handlers.inbound import Inbound

SOON = timedelta(hours=1)  # what is written so soon may be left over from telling the case
DAYS_OF_DANGER = timedelta(days=3)  # danger is most likely of the case that was told before it
LAUGHTER = "5๕"  # 555 is ha ha ha
LONGEST_COURTESY = 12  # characters that are a courtesy though the reader is not sure of them


def latest_open(context: Context) -> Case | None:
    """The open case of the person's that was touched last."""
    still_open = [case for case in context.my_cases if case.is_open]
    return max(still_open, key=lambda case: case.changed_at, default=None)


def just_touched(inbound: Inbound, context: Context) -> bool:
    """Whether the case touched last, of all the person's, is open, and was touched a moment ago."""
    last = max(context.my_cases, key=lambda case: case.changed_at, default=None)
    return last is not None and last.is_open and touched_within(SOON, last, inbound)


def is_courtesy(text: str, reading: Reading, sure_at: float) -> bool:
    """Whether words that were read as chit-chat are thanks, a greeting or the like and no more: a
    telephone number or the right place after “sorry” is read so, too."""
    names = reading.place or reading.place_candidates
    counts = any(each.isdecimal() and each not in LAUGHTER for each in text)
    sure = reading.confidence >= sure_at or len(text) <= LONGEST_COURTESY
    return sure and not names and not counts


def touched_within(span: timedelta, case: Case, inbound: Inbound) -> bool:
    """Whether the words came so soon after the case was sent, added to or worked on."""
    return inbound.at - case.changed_at <= span


def somewhere_else(reading: Reading, case: Case) -> bool:
    """Whether words name a place, and none that may be the case's."""
    named = (reading.place,) if reading.place else reading.place_candidates
    return bool(named) and not any(_one_in_another(each, case.place) for each in named)


def _one_in_another(one: Place, other: Place) -> bool:
    return _code(one).startswith(_code(other)) or _code(other).startswith(_code(one))


def _code(place: Place) -> str:
    return place.subdistrict_code or place.district_code or place.province_code
