"""Many workers that look at the same moment: nobody counts an event that another one has begun."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.conversing import PATIENCE
from bot.envelope import received
from storage import Engine, KeyRing, inbox, open_engine, transaction, turns
from storage.events import Event as Kept
from storage.tables import InboxRow
from tests.bot import samples, stub_brains
from tests.bot.clock import Clock
from tests.bot.samples import Event
from tests.database import KEY
from tests.storage.builders import counted_by

WORKERS = PATIENCE + 2
BURST = timedelta(0)


@pytest.fixture
def engines(database_url: str, engine: Engine) -> Iterator[list[Engine]]:
    """One for each worker, as if each were a process."""
    found = [open_engine(database_url, KeyRing([KEY]), pool_size=2) for _ in range(WORKERS)]
    yield found
    for each in found:
        each.dispose()


def receive(engine: Engine, clock: Clock, *chats: int, times: int = 1) -> None:
    with transaction(engine) as session:
        for number in range(times):
            events = [
                samples.event("beacon", source={"type": "user", "userId": f"U{n:032x}"}, n=number)
                for n in chats
            ]
            came = [received(event, clock()) for event in events]
            inbox.receive(session, came, BURST, clock())


def all_at_once(engines: list[Engine], clock: Clock, rounds: int = 1, **brains: Any) -> None:
    start = Barrier(len(engines))

    def work(engine: Engine) -> None:
        worker = stub_brains.conversing(engine, clock, burst=BURST, **brains)
        for _ in range(rounds):
            start.wait()
            while worker.handle_next():
                pass

    threads = [Thread(target=work, args=[engine]) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def attempts(engine: Engine) -> Counter[tuple[str, int]]:
    """How many events are in which state after how many attempts."""
    with transaction(engine) as session:
        found = session.execute(select(InboxRow.state, InboxRow.attempts)).all()
    return Counter((state, count) for state, count in found)


def test_of_many_workers_one_counts_an_event(engines: list[Engine], clock: Clock) -> None:
    receive(engines[0], clock, *range(100))
    all_at_once(engines, clock)
    assert attempts(engines[0]) == {("handled", 1): 100}


def test_events_of_one_chat_are_counted_once_by_many_workers(
    engines: list[Engine], clock: Clock
) -> None:
    receive(engines[0], clock, 1, times=30)
    all_at_once(engines, clock)
    all_at_once(engines[:1], clock)  # they leave when another one holds the chat
    assert attempts(engines[0]) == {("handled", 1): 30}


def test_an_event_that_ends_its_worker_is_counted_and_its_chat_is_free_at_once(
    engine: Engine, clock: Clock
) -> None:
    receive(engine, clock, 1)
    with transaction(engine) as session:
        (counted,) = counted_by(session, clock(), BURST)
        assert counted.attempts == 1
        with transaction(engine) as other:
            assert counted_by(other, clock(), BURST) == []
        session.rollback()  # as the server does when the connection is gone
    with transaction(engine) as session:
        (counted,) = counted_by(session, clock(), BURST)
    assert counted.attempts == 2


def test_what_was_handled_in_the_moment_of_the_lock_is_not_begun(
    engine: Engine, clock: Clock
) -> None:
    """Another worker has handled it after our statement began and before it had the lock."""
    receive(engine, clock, 1)

    def first(events: Sequence[Kept]) -> Sequence[Kept]:
        with transaction(engine) as other:
            inbox.mark_handled(other, [each.id for each in events], clock())
        return events

    with transaction(engine) as session:
        assert counted_by(session, clock(), BURST, first) == []
    assert attempts(engine) == {("handled", 0): 1}


def an_unsend(said: Event) -> Event:
    return samples.event("unsend", unsend={"messageId": said["message"]["id"]})


def take_in(engine: Engine, clock: Clock, event: Event) -> None:
    with transaction(engine) as session:
        inbox.receive(session, [received(event, clock())], BURST, clock())


def test_what_is_unsent_in_the_moment_of_the_lock_is_not_read(engine: Engine, clock: Clock) -> None:
    said = samples.text("ลับ")
    take_in(engine, clock, said)

    def first(events: Sequence[Kept]) -> Sequence[Kept]:
        take_in(engine, clock, an_unsend(said))
        return events

    with transaction(engine) as session:
        found = turns.count_attempts(session, clock(), BURST, first)
        assert found is not None
        assert turns.begun(session, found[0], clock())[1] == []
    assert attempts(engine) == {("handled", 1): 1, ("waiting", 0): 1}


def test_what_is_unsent_while_its_chat_is_waited_for_is_not_read(
    engine: Engine, clock: Clock
) -> None:
    said = samples.text("ลับ")
    take_in(engine, clock, said)
    with transaction(engine) as session:
        counted = counted_by(session, clock(), BURST)
    held: list[list[Kept]] = []

    def wait_for_it() -> None:
        with transaction(engine) as session:
            held.append(inbox.hold(session, counted, clock())[1])

    waiter = Thread(target=wait_for_it)
    with transaction(engine) as other:
        counted_by(other, clock(), BURST)
        waiter.start()
        while not waits_for_a_lock(engine):
            assert waiter.is_alive()
            time.sleep(0.01)
        take_in(engine, clock, an_unsend(said))
    waiter.join(10)
    assert held == [[]]


def waits_for_a_lock(engine: Engine) -> bool:
    with transaction(engine) as session:
        return bool(session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))
