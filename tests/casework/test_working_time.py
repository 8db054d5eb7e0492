from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.rules import OfficeHours
from casework.thai_calendar import BANGKOK, local
from casework.working_time import add_working_time, is_open, is_working_day, next_opening

HOURS = OfficeHours()
moments = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001 (the zone is added)
    max_value=datetime(2031, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
amounts = st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=200))


def bangkok(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def test_four_hours_from_ten_in_the_morning_end_the_same_day() -> None:
    assert add_working_time(bangkok("2026-11-23T10:00"), timedelta(hours=4)) == bangkok(
        "2026-11-23T14:00"
    )


def test_time_goes_on_the_next_working_morning() -> None:
    friday_evening = bangkok("2026-11-20T16:00")
    assert add_working_time(friday_evening, timedelta(hours=1)) == bangkok("2026-11-23T09:00")


def test_time_that_ends_at_closing_ends_that_evening() -> None:
    assert add_working_time(bangkok("2026-11-23T08:30"), timedelta(hours=8)) == bangkok(
        "2026-11-23T16:30"
    )


def test_songkran_is_no_working_time() -> None:
    before = bangkok("2026-04-10T16:00")
    assert add_working_time(before, timedelta(hours=1)) == bangkok("2026-04-16T09:00")


def test_a_holiday_announced_late_counts() -> None:
    friday = bangkok("2026-11-20T16:00")
    later = add_working_time(friday, timedelta(hours=1), HOURS, ("2026-11-23",))
    assert later == bangkok("2026-11-24T09:00")


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2026, 11, 20), True, "an ordinary Friday"),
        (date(2026, 11, 21), False, "Saturday"),
        (date(2026, 12, 7), False, "in lieu of 5 December, a Saturday"),
        (date(2026, 5, 1), True, "Labour Day is a holiday of employees, not of offices"),
        (date(2027, 5, 3), True, "nor is the day in lieu of it"),
        (date(2026, 5, 13), False, "Royal Ploughing Ceremony, a government holiday"),
    ],
)
def test_days_on_which_offices_work(day: date, works: bool, why: str) -> None:
    assert is_working_day(day) is works, why


def test_the_office_is_open_from_opening_until_before_closing() -> None:
    assert not is_open(bangkok("2026-11-23T08:29"))
    assert is_open(bangkok("2026-11-23T08:30"))
    assert not is_open(bangkok("2026-11-23T16:30"))


def test_the_next_opening_while_it_is_open_is_tomorrows() -> None:
    assert next_opening(bangkok("2026-11-23T08:30")) == bangkok("2026-11-24T08:30")
    assert next_opening(bangkok("2026-11-23T08:29")) == bangkok("2026-11-23T08:30")


@given(moments)
def test_the_next_opening_is_later_and_open_and_the_first(now: datetime) -> None:
    opening = next_opening(now)
    assert opening > now
    assert opening.tzinfo is UTC
    assert is_open(opening)
    assert not is_open(opening - timedelta(seconds=1))


@given(moments, amounts)
def test_working_time_ends_within_office_hours(start: datetime, amount: timedelta) -> None:
    end = add_working_time(start, amount)
    assert end >= start
    assert is_working_day(local(end).date())
    assert HOURS.opens <= local(end).time() <= HOURS.closes


@given(moments, amounts, amounts)
def test_more_time_never_ends_earlier(start: datetime, one: timedelta, two: timedelta) -> None:
    less, more = sorted((one, two))
    assert add_working_time(start, less) <= add_working_time(start, more)


@given(moments, moments, amounts)
def test_a_later_start_never_ends_earlier(one: datetime, two: datetime, amount: timedelta) -> None:
    first, second = sorted((one, two))
    assert add_working_time(first, amount) <= add_working_time(second, amount)


@given(moments, st.integers(1, 20))
def test_whole_days_of_work_are_as_many_working_days(start: datetime, days: int) -> None:
    hours = OfficeHours(time(8), time(16))
    opening = next_opening(start, hours)
    end = add_working_time(opening, timedelta(hours=8 * days), hours)
    first, last = local(opening).date(), local(end).date()
    between = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert sum(is_working_day(day) for day in between) == days


def test_a_time_without_zone_and_a_negative_amount_are_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        is_open(datetime(2026, 11, 23, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="negative"):
        add_working_time(bangkok("2026-11-23T09:00"), timedelta(hours=-1))
