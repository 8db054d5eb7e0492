"""Working time of Thai government offices: Monday to Friday, office hours, not on holidays.

Holidays are the cabinet's public and government holidays as the `holidays` package knows them,
and the dates a ministry adds in `config.yaml` (the cabinet announces some late). National
Labour Day is left out: it is a holiday of employees under the Labour Protection Act (s.29),
on which government offices are open. All moments in and out are timezone-aware; results are UTC.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import holidays

from casework.rules import OfficeHours
from casework.thai_calendar import BANGKOK, local

_NOT_FOR_OFFICES = "National Labor Day"
_ONE_DAY = timedelta(days=1)


def is_working_day(day: date, extra_holidays: Collection[str] = ()) -> bool:
    """Whether offices are open on `day`. `extra_holidays` are ISO dates."""
    return (
        day.weekday() < 5
        and day not in _office_holidays(day.year)
        and day.isoformat() not in extra_holidays
    )


def is_open(
    now: datetime, hours: OfficeHours = OfficeHours(), extra_holidays: Collection[str] = ()
) -> bool:
    """Whether offices are open at `now`: from the minute they open, until before they close."""
    there = local(now)
    in_hours = hours.opens <= there.time() < hours.closes
    return in_hours and is_working_day(there.date(), extra_holidays)


def next_opening(
    now: datetime, hours: OfficeHours = OfficeHours(), extra_holidays: Collection[str] = ()
) -> datetime:
    """When offices open next, always after `now` (UTC)."""
    day = local(now).date()
    while True:
        opening = _at(day, hours.opens)
        if opening > now and is_working_day(day, extra_holidays):
            return opening
        day += _ONE_DAY


def add_working_time(
    start: datetime,
    amount: timedelta,
    hours: OfficeHours = OfficeHours(),
    extra_holidays: Collection[str] = (),
) -> datetime:
    """The moment when `amount` of working time has passed since `start` (UTC).

    Time that ends exactly at closing ends that evening, not the next morning. Raises ValueError
    for a negative amount.
    """
    if amount < timedelta(0):
        raise ValueError(f"working time cannot be negative: {amount}")
    moment, left = start.astimezone(UTC), amount
    day = local(start).date()
    while True:
        if is_working_day(day, extra_holidays):
            begins = max(moment, _at(day, hours.opens))
            ends = _at(day, hours.closes)
            if begins <= ends and left <= ends - begins:
                return begins + left
            left -= max(ends - begins, timedelta(0))
        day += _ONE_DAY


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=BANGKOK).astimezone(UTC)


@cache
def _office_holidays(year: int) -> frozenset[date]:
    known = holidays.country_holidays(
        "TH", years=year, categories=("public", "government"), language="en_US"
    )
    return frozenset(
        day
        for day, name in known.items()
        if not all(each.startswith(_NOT_FOR_OFFICES) for each in name.split("; "))
    )
