"""Timers go off once, for one worker, and can be moved and taken back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import Engine, Session, timers, transaction
from storage.timers import Timer
from tests.storage.builders import NOW, a_saved_case

DUE = NOW + timedelta(hours=1)


def test_a_timer_comes_back_as_set_when_it_is_due(session: Session) -> None:
    case = a_saved_case(session)
    timer = Timer("case:1:accept", "case.overdue", DUE, case.id, {"province_code": "58"})
    timers.set_timer(session, timer)
    assert timers.next_due(session) == DUE
    assert timers.due(session, DUE - timedelta(seconds=1)) == []
    assert timers.due(session, DUE) == [timer]


def test_setting_a_key_again_moves_it_even_when_done(session: Session) -> None:
    timers.set_timer(session, Timer("k", "digest", NOW))
    (first,) = timers.due(session, NOW)
    assert timers.mark(session, first, "done", NOW)
    assert timers.due(session, NOW) == []
    timers.set_timer(session, Timer("k", "digest", DUE))
    assert timers.due(session, DUE) == [Timer("k", "digest", DUE)]


def test_a_timer_set_anew_by_its_own_handler_is_not_done(session: Session) -> None:
    timers.set_timer(session, Timer("k", "digest", NOW))
    (gone_off,) = timers.due(session, NOW)
    timers.set_timer(session, Timer("k", "digest", DUE))
    assert not timers.mark(session, gone_off, "done", NOW)
    assert timers.next_due(session) == DUE


def test_the_earliest_goes_off_first_and_for_one_worker_only(engine: Engine) -> None:
    with transaction(engine) as session:
        timers.set_timer(session, Timer("late", "x", DUE))
        timers.set_timer(session, Timer("early", "x", NOW))
    with transaction(engine) as one, transaction(engine) as two, transaction(engine) as three:
        found = [timers.count_attempt(each, DUE) for each in (one, two, three)]
    assert [each and (each.key, each.attempts) for each in found] == [
        ("early", 1),
        ("late", 1),
        None,
    ]


def test_an_attempt_counts_though_whoever_made_it_ended(engine: Engine) -> None:
    with transaction(engine) as session:
        timers.set_timer(session, Timer("k", "x", NOW))
    for attempt in (1, 2):
        with transaction(engine) as session:
            begun = timers.count_attempt(session, NOW)
            assert begun is not None
            assert begun.attempts == attempt
            assert timers.hold(session, begun)
            session.rollback()  # as the server does when the connection is gone


def test_a_timer_that_is_being_set_anew_is_passed_over(engine: Engine) -> None:
    with transaction(engine) as session:
        timers.set_timer(session, Timer("first", "x", NOW))
        timers.set_timer(session, Timer("second", "x", NOW + timedelta(seconds=1)))
    with transaction(engine) as setting, transaction(engine) as session:
        timers.set_timer(setting, Timer("first", "x", DUE + timedelta(hours=1)))
        begun = timers.count_attempt(session, DUE)
    assert begun is not None
    assert begun.key == "second"


def test_a_timer_that_was_taken_back_in_the_moment_of_the_lock_is_not_begun(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(engine) as session:
        timers.set_timer(session, Timer("k", "x", NOW))
    look = timers.due

    def due(session: Session, now: datetime, *more: Any) -> list[Timer]:
        found = look(session, now, *more)
        with transaction(engine) as other:
            timers.cancel(other, "k", NOW)
        return found

    monkeypatch.setattr(timers, "due", due)
    with transaction(engine) as session:
        assert timers.count_attempt(session, NOW) is None


def test_a_prefix_takes_back_what_begins_so(session: Session) -> None:
    for key in ("case:1:screen", "case:1:ส่งต่อ", "case:1", "case:10:screen", "case_1:x"):
        timers.set_timer(session, Timer(key, "x", DUE))
    assert timers.cancel(session, "case:1:", NOW) == 2
    assert timers.cancel(session, "case:1:", NOW) == 0
    left = {each.key for each in timers.due(session, DUE, limit=10)}
    assert left == {"case:1", "case:10:screen", "case_1:x"}


PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(keys=st.sets(PLAIN.filter(bool), max_size=6), prefix=PLAIN)
def test_a_prefix_takes_back_exactly_what_begins_so(
    session: Session, keys: set[str], prefix: str
) -> None:
    timers.cancel(session, "", NOW)
    for key in keys:
        timers.set_timer(session, Timer(key, "x", DUE))
    assert timers.cancel(session, prefix, NOW) == sum(key.startswith(prefix) for key in keys)


@pytest.mark.parametrize("keys", [None, ["k"]])
def test_a_failed_timer_is_listed_and_tried_again_when_asked(
    engine: Engine, session: Session, keys: list[str] | None
) -> None:
    with transaction(engine) as before:
        timers.set_timer(before, Timer("k", "x", NOW))
    gone_off = timers.count_attempt(session, NOW)
    assert gone_off is not None
    assert timers.hold(session, gone_off)
    timers.mark(session, gone_off, "failed", NOW, "KeyError")
    (failed,) = timers.failed_timers(session)
    assert (failed.reason, failed.attempts) == ("KeyError", 1)
    assert timers.retry_failed(session, NOW, keys) == 1
    assert timers.due(session, NOW) != []
    found = timers.timer(session, "k")
    assert found is not None
    assert found.state == "waiting"
