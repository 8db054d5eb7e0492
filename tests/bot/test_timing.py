"""Timers go off once, in order, and one that fails is listed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.conversing import PATIENCE, PUT_OFF_FROM
from bot.timing import Timing
from casework.changes import Decision, SetTimer
from casework.messages import Here, Message, Text
from casework.rules import Rules
from handlers.context import Context
from storage import Engine, RacedAway, timers, transaction
from storage.resting import REST
from storage.timers import Timer
from tests.bot.clock import Clock
from tests.bot.stub_brains import Busy, Ended, brains


def set_timers(engine: Engine, *given: Timer) -> None:
    with transaction(engine) as session:
        for each in given:
            timers.set_timer(session, each)


def state(engine: Engine, key: str) -> tuple[str, str]:
    with transaction(engine) as session:
        found = timers.timer(session, key)
    assert found is not None
    return found.state, found.reason


def test_due_timers_go_off_in_their_order(engine: Engine, clock: Clock) -> None:
    heard: list[tuple[str, Mapping[str, Any]]] = []

    def decide_timer(kind: str, data: Mapping[str, Any], context: Context) -> Decision:
        heard.append((kind, data))
        return Decision()

    timing = Timing(engine, brains(decide_timer=decide_timer), Rules(), now=clock)
    soon = clock() + timedelta(minutes=1)
    set_timers(
        engine,
        Timer("b", "second", clock(), data={"n": 2}),
        Timer("a", "first", clock() - timedelta(hours=1)),
        Timer("c", "later", soon),
    )
    assert [timing.fire_next() for _ in range(3)] == [True, True, False]
    assert heard == [("first", {}), ("second", {"n": 2})]
    assert timing.next_due() == soon
    clock.forward(minutes=1)
    assert timing.fire_next()
    assert state(engine, "c") == ("done", "")


@pytest.mark.parametrize("wrong", ["raises", "answers nobody"])
def test_a_timer_that_fails_is_listed_and_the_next_goes_off(
    engine: Engine, clock: Clock, wrong: str
) -> None:
    def decide_timer(kind: str, data: Mapping[str, Any], context: Context) -> Decision:
        if kind == "good":
            return Decision()
        if wrong == "raises":
            raise KeyError(kind)
        return Decision(messages=(Message(Here(), Text("ถึงใคร"), "nobody"),))

    timing = Timing(engine, brains(decide_timer=decide_timer), Rules(), now=clock)
    set_timers(engine, Timer("a", "bad", clock()), Timer("b", "good", clock()))
    while timing.fire_next():
        pass
    failed, reason = state(engine, "a")
    assert failed == "failed"
    assert reason.startswith(("KeyError", "ValueError"))
    assert state(engine, "b")[0] == "done"


def test_a_timer_may_set_itself_again(engine: Engine, clock: Clock) -> None:
    def decide_timer(kind: str, data: Mapping[str, Any], context: Context) -> Decision:
        again = SetTimer("a", "tick", context.now + timedelta(hours=1))
        return Decision(changes=(again,))

    timing = Timing(engine, brains(decide_timer=decide_timer), Rules(), now=clock)
    set_timers(engine, Timer("a", "tick", clock()))
    assert [timing.fire_next() for _ in range(2)] == [True, False]
    assert state(engine, "a")[0] == "waiting"
    clock.forward(hours=1)
    assert timing.fire_next()


def test_a_timer_that_never_ends_well_does_not_hold_up_the_others_for_ever(
    engine: Engine, clock: Clock
) -> None:
    wrong: list[BaseException] = [Ended(), RacedAway("another was faster")]

    def decide_timer(kind: str, data: Mapping[str, Any], context: Context) -> Decision:
        if kind == "good":
            return Decision()
        raise wrong[data["n"]]

    timing = Timing(engine, brains(decide_timer=decide_timer), Rules(), now=clock)
    bad = [Timer(f"a{n}", "bad", clock(), data={"n": n}) for n in range(2)]
    set_timers(engine, *bad, Timer("b", "good", clock() + timedelta(seconds=1)))
    clock.forward(seconds=2)
    raised = 0
    while True:
        try:
            if not timing.fire_next():
                break
        except (Ended, RacedAway):
            raised += 1
            assert raised < 2 * PATIENCE
    assert state(engine, "b")[0] == "done"
    assert [state(engine, each.key)[0] for each in bad] == ["failed", "failed"]
    assert "broken off" in state(engine, "a0")[1]


def test_the_databases_troubles_change_nothing(engine: Engine, clock: Clock) -> None:
    def decide_timer(kind: str, data: Mapping[str, Any], context: Context) -> Decision:
        raise RacedAway("another was faster")

    set_timers(engine, Timer("a", "tick", clock()))
    with pytest.raises(RacedAway):
        Timing(engine, brains(decide_timer=decide_timer), Rules(), now=clock).fire_next()
    assert state(engine, "a")[0] == "waiting"
    assert Timing(engine, brains(), Rules(), now=clock).fire_next()


def test_a_timer_is_not_to_blame_for_a_database_that_is_busy(engine: Engine, clock: Clock) -> None:
    busy = True

    def decide_timer(kind: str, data: Mapping[str, Any], context: Context) -> Decision:
        if busy:
            raise Busy
        return Decision()

    timing = Timing(engine, brains(decide_timer=decide_timer), Rules(), now=clock)
    set_timers(engine, Timer("a", "tick", clock()))
    for _ in range(3 * PATIENCE):
        with pytest.raises(Busy):
            timing.fire_next()
        clock.forward(minutes=1)
    busy = False
    assert timing.fire_next()
    assert state(engine, "a") == ("done", "")


def test_a_timer_for_which_the_database_is_busy_does_not_hold_up_the_others(
    engine: Engine, clock: Clock
) -> None:
    tried: list[str] = []

    def decide_timer(kind: str, data: Mapping[str, Any], context: Context) -> Decision:
        tried.append(kind)
        if kind == "busy":
            raise Busy
        return Decision()

    timing = Timing(engine, brains(decide_timer=decide_timer), Rules(), now=clock)
    set_timers(
        engine,
        Timer("a", "busy", clock() - timedelta(minutes=1)),
        Timer("b", "good", clock()),
    )
    for _ in range(PUT_OFF_FROM):
        with pytest.raises(Busy):
            timing.fire_next()
    assert timing.fire_next()
    assert state(engine, "b") == ("done", "")
    assert not timing.fire_next(), "it rests"
    assert timing.next_due() == clock() + REST
    clock.forward(seconds=REST.total_seconds())
    with pytest.raises(Busy):
        timing.fire_next()
    assert tried == ["busy"] * PUT_OFF_FROM + ["good", "busy"]


def test_a_timer_that_meets_a_busy_database_for_hours_is_listed(
    engine: Engine, clock: Clock
) -> None:
    def decide_timer(kind: str, data: Mapping[str, Any], context: Context) -> Decision:
        raise Busy

    timing = Timing(engine, brains(decide_timer=decide_timer), Rules(), now=clock)
    set_timers(engine, Timer("a", "tick", clock() - timedelta(hours=2)))
    for _ in range(PATIENCE - 1):
        with pytest.raises(Busy):
            timing.fire_next()
    assert timing.fire_next()
    assert state(engine, "a")[0] == "failed"
