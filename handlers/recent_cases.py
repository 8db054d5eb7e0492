"""The case that somebody's words may be about, though they do not say so: the one that was sent or
touched lately."""

from datetime import timedelta

from casework.cases import Case
from casework.places import Place
from casework.reading import Reading
from handlers.context import Context
from handlers.inbound import Inbound

DAYS_OF_DANGER = timedelta(days=3)  # danger is most likely of the case that was told before it


def latest_open(context: Context) -> Case | None:
    """The open case of the person's that was touched last."""
    still_open = [case for case in context.my_cases if case.is_open]
    return max(still_open, key=lambda case: case.changed_at, default=None)


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
