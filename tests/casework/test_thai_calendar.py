from datetime import UTC, date, datetime

import pytest

from casework.thai_calendar import (
    thai_date,
    thai_datetime,
    thai_time,
    thai_weekday_date,
    year_be,
)

LATE = datetime(2026, 12, 31, 18, 5, tzinfo=UTC)  # past midnight in Thailand


def test_dates_are_of_the_buddhist_era_and_in_thailand() -> None:
    assert thai_date(LATE) == "1 ม.ค. 2570"
    assert year_be(LATE) == 2570
    assert thai_date(date(2026, 11, 21)) == "21 พ.ย. 2569"


def test_deadlines_name_the_weekday() -> None:
    assert thai_weekday_date(date(2026, 12, 11)) == "วันศุกร์ที่ 11 ธ.ค. 2569"


def test_times_have_24_hours_and_the_word_for_the_clock() -> None:
    assert thai_time(LATE) == "01.05 น."
    assert thai_datetime(LATE) == "1 ม.ค. 2570 01.05 น."


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        thai_time(datetime(2026, 11, 21, 8))  # noqa: DTZ001
