"""A loop works while there is work, sleeps, is woken, rests after errors, and stops."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.loops import Loop, wake_one


class Work:
    """So many pieces of it; counts the looks and the pieces done."""

    def __init__(self, pieces: int = 0) -> None:
        self.pieces, self.looks, self.done = pieces, 0, 0
        self.looked = threading.Event()

    def __call__(self) -> bool:
        self.looks += 1
        self.looked.set()
        if not self.pieces:
            return False
        self.pieces -= 1
        self.done += 1
        return True


def stop(loop: Loop) -> None:
    loop.stop()
    assert loop.join(2)


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 3
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def wait_for(work: Work, done: int) -> None:
    until(lambda: work.done >= done)


def test_it_works_everything_off_and_then_sleeps_until_woken() -> None:
    work = Work(20)
    loop = Loop("test", work, poll=60)
    loop.start()
    wait_for(work, 20)
    work.pieces = 1
    loop.wake()
    wait_for(work, 21)
    assert work.looks <= 25, "it did not spin"
    stop(loop)


def test_it_wakes_by_itself_when_the_next_work_is_due() -> None:
    work = Work()
    due = datetime.now(UTC) + timedelta(seconds=0.2)
    loop = Loop("test", work, poll=60, next_at=lambda: due if work.done == 0 else None)
    loop.start()
    work.looked.wait(2)
    work.pieces = 1
    wait_for(work, 1)
    stop(loop)


def test_an_error_does_not_end_it() -> None:
    work = Work(3)
    fails = iter((True, False, True, False, False, False))

    def step() -> bool:
        if next(fails, False):
            raise ConnectionError("the database is away")
        return work()

    loop = Loop("test", step, poll=60)
    loop.start()
    wait_for(work, 3)
    stop(loop)


def test_its_work_wakes_others() -> None:
    first, second = Work(), Work()
    follower = Loop("second", second, poll=60)
    leader = Loop("first", first, poll=60).then(follower.wake)
    follower.start()
    leader.start()
    assert second.looked.wait(2)
    first.pieces = second.pieces = 1
    leader.wake()
    wait_for(second, 1)
    stop(leader)
    stop(follower)


def test_a_step_that_hangs_is_not_waited_for_for_ever() -> None:
    hang = threading.Event()
    loop = Loop("test", lambda: hang.wait(5), poll=60)
    loop.start()
    loop.stop()
    assert not loop.join(0.1)
    hang.set()
    assert loop.join(2)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_loop_that_hangs_or_has_died_is_known() -> None:
    go_on = threading.Event()

    def hang() -> bool:
        return go_on.wait(5) and False

    def die() -> bool:
        raise SystemExit

    hanging, dying = (Loop("test", step, poll=60) for step in (hang, die))
    for loop in (hanging, dying):
        loop.start()
    dying.join(2)
    time.sleep(0.05)
    assert dying.is_stuck(60)
    assert not hanging.is_stuck(60)
    assert hanging.is_stuck(0.01)
    go_on.set()
    deadline = time.monotonic() + 3
    while hanging.is_stuck(0.01):
        assert time.monotonic() < deadline
    stop(hanging)
    assert not hanging.is_stuck(60), "it was told to end"


def test_of_several_one_that_sleeps_is_woken_and_all_if_none_does() -> None:
    looks = [0, 0, 0]
    held, entered = threading.Event(), threading.Event()

    def look(number: int) -> bool:
        looks[number] += 1
        if number == 0 and looks[0] == 2:
            entered.set()
            held.wait(5)
        return False

    loops = [Loop(f"{n}", lambda n=n: look(n), poll=60) for n in range(3)]  # type: ignore[misc]
    for loop in loops:
        loop.start()
    until(lambda: looks == [1, 1, 1] and not any(loop.is_busy for loop in loops))
    wake_one(loops)
    assert entered.wait(5)
    wake_one(loops)
    until(lambda: looks == [2, 2, 1])
    until(lambda: not loops[1].is_busy)
    wake_one(loops[:1])  # busy, and nobody else: it must look again when it is done
    held.set()
    until(lambda: looks[0] == 3)
    for loop in loops:
        loop.stop()
        assert loop.join(5)
    assert looks == [3, 2, 1]


def test_what_is_brought_without_end_does_not_keep_it_from_looking() -> None:
    order: list[str] = []

    def errand(look_waits: bool) -> bool:
        order.append("errand")
        time.sleep(0.001)
        return True

    def look() -> bool:
        order.append("look")
        return order.count("look") < 20

    loop = Loop("test", look, poll=60, errand=errand)
    loop.start()
    until(lambda: order.count("look") >= 20)
    loop.stop()
    assert loop.join(5)
    looks = [place for place, what in enumerate(order) if what == "look"]
    assert all(later - sooner == 2 for sooner, later in pairwise(looks[:20])), "by turns"


def test_what_is_brought_while_it_looks_is_done_though_it_found_nothing() -> None:
    brought = ["one"]
    done: list[str] = []

    def errand(look_waits: bool) -> bool:
        if not brought:
            return False
        done.append(brought.pop())
        return True

    def look() -> bool:
        if done == ["one"]:
            brought.append("two")  # as another thread does meanwhile
        return False

    loop = Loop("test", look, poll=60, errand=errand)
    loop.start()
    until(lambda: done == ["one", "two"])
    loop.stop()
    assert loop.join(5)
