"""A volunteer's term lasts three years, and the next one begins the day after."""

from datetime import date

import pytest

from casework.people import end_of_term


@pytest.mark.parametrize(
    ("start", "last_day"),
    [
        (date(2026, 11, 23), date(2029, 11, 22)),
        (date(2027, 1, 1), date(2029, 12, 31)),
        (date(2025, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2031, 2, 28)),
    ],
)
def test_the_last_day_of_a_term_is_the_day_before_its_third_anniversary(
    start: date, last_day: date
) -> None:
    assert end_of_term(start) == last_day
