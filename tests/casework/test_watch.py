"""What operators hear of: each threshold, and nothing below it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from casework.day_line import Book, DayLine
from casework.watch import Quota, Seen, Trouble, WatchRules, quota_remembered, troubles

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
RULES = WatchRules()
GB = 1000**3


def quota(left: int, limit: int | None = 1000) -> Quota:
    return Quota(limit, (limit or 0) - left, NOW)


def day(**missing: int) -> DayLine:
    events, messages = Book(2, 10, 11, 1, 0), Book(0, 8, 7, 0, 1)
    return DayLine(
        date(2026, 11, 22),
        NOW - timedelta(days=1),
        NOW,
        replace(events, ended=11 - missing.get("events", 0)),
        replace(messages, ended=7 - missing.get("messages", 0)),
        cancelled=1,
        cases_opened=3,
        cases_closed=1,
    )


def test_a_day_adds_up_when_what_was_open_or_came_ended_or_is_open() -> None:
    assert day().adds_up
    assert (day(events=2).events.missing, day(messages=-1).messages.missing) == (2, -1)


def test_all_is_well_in_a_house_where_nothing_is_wrong() -> None:
    assert troubles(Seen(), RULES, NOW) == {}
    well = Seen(
        oldest_event=NOW - RULES.event_wait,
        oldest_message=NOW + timedelta(hours=9),
        failed={"event": 0},
        quota=quota(101),
        media_bytes=20 * GB - 1,
        last_day=day(),
    )
    assert troubles(well, RULES, NOW) == {}


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        (Seen(oldest_event=NOW - timedelta(minutes=11)), {Trouble.EVENTS_WAIT}),
        (Seen(oldest_message=NOW - timedelta(minutes=61)), {Trouble.MESSAGES_WAIT}),
        (Seen(failed={"event": 1}), {Trouble.FAILED_EVENTS}),
        (Seen(failed={"message": 2}), {Trouble.FAILED_MESSAGES}),
        (Seen(failed={"timer": 1, "file": 1}), {Trouble.FAILED_TIMERS, Trouble.FAILED_FILES}),
        (Seen(quota=quota(100)), {Trouble.QUOTA_LOW}),
        (Seen(quota=quota(0)), {Trouble.QUOTA_LOW, Trouble.QUOTA_OUT}),
        (Seen(quota=quota(-50)), {Trouble.QUOTA_LOW, Trouble.QUOTA_OUT}),
        (Seen(quota=quota(0, 0)), {Trouble.QUOTA_LOW, Trouble.QUOTA_OUT}),
        (Seen(quota=Quota(None, 10**9, NOW)), set()),
        (Seen(quota_held=3), {Trouble.QUOTA_OUT}),
        (Seen(media_bytes=20 * GB), {Trouble.MEDIA_FULL}),
        (Seen(last_day=day(events=1)), {Trouble.DAY_OFF}),
        (Seen(last_day=day(messages=1)), {Trouble.DAY_OFF}),
    ],
)
def test_each_trouble_is_found(seen: Seen, found: set[Trouble]) -> None:
    assert set(troubles(seen, RULES, NOW)) == found


def test_a_higher_threshold_keeps_quiet() -> None:
    assert troubles(Seen(failed={"message": 4}), WatchRules(failed=5), NOW) == {}


@pytest.mark.parametrize("told", [quota(7), Quota(None, 3, NOW)])
def test_a_quota_is_remembered(told: Quota) -> None:
    assert quota_remembered({"quota": told.to_json()}) == told


@pytest.mark.parametrize(
    "written",
    [
        None,
        [],
        "x",
        {},
        {"limit": "9", "used": 1, "at": NOW.isoformat()},
        {"limit": 9, "used": None, "at": NOW.isoformat()},
        {"limit": 9, "used": 1, "at": "2026-11-23T03:00:00"},
        {"limit": 9, "used": 1, "at": "yesterday"},
        {"limit": 9, "used": 1, "at": 5},
    ],
)
def test_what_is_no_quota_is_not_one(written: Any) -> None:
    assert quota_remembered({"quota": written}) is None
