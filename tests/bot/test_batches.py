"""Several chats in one transaction: as if each had been alone, the one that changes more last."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from psycopg import OperationalError
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from bot import deciding, gather
from bot.conversing import PATIENCE, PUT_OFF_FROM, Conversing
from bot.envelope import received
from casework.case_number import format_number
from casework.changes import Decision, SavePerson, SetTimer
from casework.messages import Message, Text, ToPerson
from casework.people import Role
from casework.reading import Reading
from handlers.context import Context
from handlers.inbound import Inbound
from storage import Engine, KeyRing, Session, inbox, open_engine, people, transaction
from storage.inbox_statements import CHATS_AT_ONCE
from storage.ledger import ledger
from storage.resting import REST
from storage.tables import InboxRow, OutboxRow
from tests.bot import samples, stub_brains
from tests.bot.clock import Clock
from tests.bot.samples import Event
from tests.bot.stub_brains import POISON, Busy, Ended, read_to_the_end
from tests.database import KEY
from tests.statements import statements_told
from tests.storage.builders import MAE_HONG_SON, PAI, a_mentor, a_person, a_saved_case

BURST = timedelta(0)


def by(writer: int, event: Event) -> Event:
    return {**event, "source": {"type": "user", "userId": f"U{writer:032x}"}}


def receive(engine: Engine, clock: Clock, *events: Event) -> None:
    """In this order, so that the first has waited longest."""
    for event in events:
        with transaction(engine) as session:
            inbox.receive(session, [received(event, clock())], BURST, clock())
        clock.forward(seconds=0.001)


def texts(*words: str) -> list[Event]:
    """One each of so many writers."""
    return [by(writer, samples.text(each)) for writer, each in enumerate(words)]


def work(worker: Conversing) -> int:
    steps = 0
    while worker.handle_next():
        steps += 1
    return steps


def attempts(engine: Engine) -> Counter[tuple[str, int]]:
    """How many events are in which state after how many attempts."""
    with transaction(engine) as session:
        assert ledger(session).balanced
        found = session.execute(select(InboxRow.state, InboxRow.attempts)).all()
    return Counter((state, count) for state, count in found)


def said(engine: Engine) -> dict[str, list[str]]:
    """What was written to whom, in order."""
    found: dict[str, list[str]] = {}
    with transaction(engine) as session:
        for row in session.scalars(select(OutboxRow).order_by(OutboxRow.id)):
            found.setdefault(row.recipient, []).append(str((row.payload or {}).get("text")))
    return found


def writes_to_a_timer(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Decides what others may wait for."""
    told = stub_brains.echo(inbound, reading, context)
    return told + Decision((SetTimer(inbound.event_id, "tick", context.now),))


def test_chats_that_wait_are_answered_in_one_transaction(engine: Engine, clock: Clock) -> None:
    receive(engine, clock, *texts(*"กขคง"))
    with statements_told() as told:
        assert work(stub_brains.conversing(engine, clock)) == 1
    assert sum("BEGIN" in each for each in told) <= 2, "of the batch, and of the look after it"
    assert attempts(engine) == {("handled", 1): 4}
    assert said(engine) == {f"line:U{n:032x}": [f"1: {each}"] for n, each in enumerate("กขคง")}


def test_a_full_batch_costs_few_statements_for_each_chat(engine: Engine, clock: Clock) -> None:
    worker = stub_brains.conversing(engine, clock)
    receive(engine, clock, *texts(*"กขคงจฉชซ"))
    work(worker)  # everybody is known now
    receive(engine, clock, *texts(*"กขคงจฉชซ"))
    with statements_told() as told:
        assert worker.handle_next()
    listed = [each for each in told if "pg_notify" not in each]
    assert len(listed) <= 9 + 3 * CHATS_AT_ONCE, "\n".join(listed)


def test_events_of_one_chat_are_in_a_batch_one_after_the_other(
    engine: Engine, clock: Clock
) -> None:
    receive(engine, clock, *texts("ก", "ข"), *texts("ค", "ง"), *texts("จ"))
    work(stub_brains.conversing(engine, clock))
    assert attempts(engine) == {("handled", 1): 5}
    assert said(engine) == {
        f"line:U{0:032x}": ["1: ก", "2: ค", "3: จ"],
        f"line:U{1:032x}": ["1: ข", "2: ง"],
    }


def test_a_poisoned_event_harms_no_other(engine: Engine, clock: Clock) -> None:
    receive(engine, clock, *texts("ก", "ข", POISON, "ง", "จ"))
    assert stub_brains.conversing(engine, clock).handle_next()
    assert attempts(engine) == {("handled", 1): 4, ("failed", 1): 1}
    assert sorted(words for each in said(engine).values() for words in each) == [
        *("1: ก", "1: ข", "1: ง", "1: จ")
    ]


@pytest.mark.parametrize("place", [0, 2, 4])
def test_an_event_that_ends_the_process_costs_the_others_one_count(
    engine: Engine, clock: Clock, place: int
) -> None:
    words = ["ก", "ข", "ค", "ง"]
    words.insert(place, POISON)
    receive(engine, clock, *texts(*words))
    ends = 0
    while True:
        try:
            work(stub_brains.conversing(engine, clock, read=read_to_the_end))
            break
        except Ended:
            ends += 1
    assert ends == PATIENCE
    assert attempts(engine) == {("handled", 2): 4, ("failed", PATIENCE + 1): 1}


def test_what_was_tried_before_goes_alone_and_holds_nobody(engine: Engine, clock: Clock) -> None:
    receive(engine, clock, *texts("ก", "ข", "ค"))
    with transaction(engine) as session:
        session.execute(update(InboxRow).where(InboxRow.id == 1).values(attempts=1))
    worker = stub_brains.conversing(engine, clock)
    assert worker.handle_next()
    assert attempts(engine) == {("handled", 2): 1, ("waiting", 0): 2}
    assert worker.handle_next()
    assert attempts(engine) == {("handled", 2): 1, ("handled", 1): 2}


def test_while_what_was_tried_before_is_at_work_the_others_are_free(
    engine: Engine, clock: Clock
) -> None:
    receive(engine, clock, *texts("ก", "ข", "ค"))
    with transaction(engine) as session:
        session.execute(update(InboxRow).where(InboxRow.id == 1).values(attempts=1))
    other = stub_brains.conversing(engine, clock)

    def read(words: str) -> Reading:
        if words == "ก":
            work(other)
        return stub_brains.read(words)

    assert stub_brains.conversing(engine, clock, read=read).handle_next()
    assert attempts(engine) == {("handled", 2): 1, ("handled", 1): 2}


def test_what_is_not_begun_in_time_was_not_tried(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversing.LONGEST_BATCH", -1.0)
    receive(engine, clock, *texts("ก", "ข", "ค"))
    worker = stub_brains.conversing(engine, clock)
    assert worker.handle_next()
    assert attempts(engine) == {("handled", 1): 1, ("waiting", 0): 2}
    work(worker)
    assert attempts(engine) == {("handled", 1): 3}


def test_of_those_that_may_change_more_than_their_chat_one_is_in_a_batch(
    engine: Engine, clock: Clock
) -> None:
    """What a text will change is known when it was decided about: it is put back untried."""
    receive(engine, clock, *texts("ก", "ข", "ค"))
    worker = stub_brains.conversing(engine, clock, decide=writes_to_a_timer)
    assert worker.handle_next()
    assert attempts(engine) == {("handled", 1): 1, ("waiting", 0): 2}
    assert work(worker) == 2
    assert attempts(engine) == {("handled", 1): 3}
    assert sorted(said(engine).values()) == [["1: ก"], ["1: ข"], ["1: ค"]]


def test_nobody_is_read_once_for_each_of_those_who_go_before(engine: Engine, clock: Clock) -> None:
    heard: list[str] = []

    def read(words: str) -> Reading:
        heard.append(words)
        return stub_brains.read(words)

    receive(engine, clock, *texts(*"กขคงจฉ"))
    worker = stub_brains.conversing(engine, clock, decide=writes_to_a_timer, read=read)
    assert work(worker) == 6
    assert sorted(heard) == sorted("กขคงจฉ" * 2)


def test_a_role_that_was_given_meanwhile_stays(engine: Engine, clock: Clock) -> None:
    """The last of a batch writes its person down, and others are decided about before."""

    def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        told = stub_brains.echo(inbound, reading, context)
        if inbound.text == "ก":
            return told + Decision((SavePerson(replace(context.person, name="สมศรี")),))
        with transaction(engine) as session:  # as another worker does
            person = people.ensure_person(session, f"U{0:032x}")
            people.save_person(session, replace(person, roles=frozenset({Role.VOLUNTEER})))
        return told

    with transaction(engine) as session:
        people.ensure_people(session, [f"U{0:032x}", f"U{1:032x}"])
    receive(engine, clock, *texts("ก", "ข"))
    assert work(stub_brains.conversing(engine, clock, decide=decide)) == 1
    with transaction(engine) as session:
        person = people.ensure_person(session, f"U{0:032x}")
    assert (person.name, person.roles) == ("สมศรี", frozenset({Role.VOLUNTEER}))


def test_of_several_buttons_one_is_begun_with_what_else_waits(engine: Engine, clock: Clock) -> None:
    buttons = [by(writer, samples.postback("a=x")) for writer in range(3)]
    receive(engine, clock, *buttons, *[by(9, samples.text("ก"))])
    worker = stub_brains.conversing(engine, clock)
    assert worker.handle_next()
    assert attempts(engine) == {("handled", 1): 2, ("waiting", 0): 2}
    work(worker)
    assert attempts(engine) == {("handled", 1): 4}


def test_what_is_unsent_in_the_moment_of_the_lock_is_left_out_of_the_batch(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, other = texts("ลับ", "ข")
    receive(engine, clock, secret, other)
    worker = stub_brains.conversing(engine, clock)
    first = worker._first

    def late(events: Any) -> Any:
        if len(worker._runs) == 1:  # the first chat is chosen: the other one is next
            unsend = by(0, samples.event("unsend", unsend={"messageId": secret["message"]["id"]}))
            receive(engine, clock, unsend)
        return first(events)

    monkeypatch.setattr(worker, "_first", late)
    assert worker.handle_next()
    assert said(engine) == {f"line:U{1:032x}": ["1: ข"]}


@pytest.fixture
def engines(database_url: str, engine: Engine) -> Iterator[list[Engine]]:
    """One for each worker, as if each were a process."""
    found = [open_engine(database_url, KeyRing([KEY]), pool_size=2) for _ in range(3)]
    yield found
    for each in found:
        each.dispose()


def test_batches_of_several_workers_that_report_to_one_desk_do_not_wait_in_a_ring(
    engines: list[Engine], clock: Clock
) -> None:
    """Each third chat changes one of two timers and tells the same two mentors, by turns in the
    other order: two of them in one transaction would take their locks crosswise."""
    with transaction(engines[0]) as session:
        mentors = [people.ensure_person(session, f"Umentor{n}").id for n in range(2)]

    def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        told = stub_brains.echo(inbound, reading, context)
        number = int(inbound.text)
        if number % 3:
            return told
        order = mentors if number % 2 else mentors[::-1]
        tells = tuple(Message(ToPerson(each), Text(inbound.text), "test") for each in order)
        timer = SetTimer(f"of-all-{number % 2}", "tick", context.now)
        return told + Decision((timer,), tells)

    receive(engines[0], clock, *texts(*(str(n) for n in range(60))))
    wrong: list[BaseException] = []
    start = Barrier(len(engines))

    def go(engine: Engine) -> None:
        worker = stub_brains.conversing(engine, clock, decide=decide)
        start.wait()
        try:
            work(worker)
        except Exception as error:  # noqa: BLE001  (looked at below)
            wrong.append(error)

    threads = [Thread(target=go, args=[engine]) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    work(stub_brains.conversing(engines[0], clock, decide=decide))
    assert not wrong, "a deadlock"
    assert attempts(engines[0]) == {("handled", 1): 60}
    found = said(engines[0])
    assert all(len(found[f"line:U{n:032x}"]) == 1 for n in range(60))
    assert len(found["line:Umentor0"]) == len(found["line:Umentor1"]) == 20


def test_what_one_may_see_is_not_seen_by_the_next_of_a_batch(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentor = a_mentor(line_user_id=f"U{0:032x}")
    reporter = a_person(line_user_id=f"U{1:032x}", area=PAI, roles=frozenset({Role.VOLUNTEER}))
    stranger = a_person(line_user_id=f"U{2:032x}", area=MAE_HONG_SON)
    with transaction(engine) as session:
        for person in (mentor, reporter, stranger):
            people.save_person(session, person)
        number = format_number("58", 2569, 7)
        a_saved_case(session, reporter_id=reporter.id, number=number)
    sight: dict[str, tuple[int, int]] = {}
    left: list[str] = []
    settings = text(
        "SELECT current_setting('role') || ':' || coalesce(current_setting(each, true), '')"
        " FROM unnest(ARRAY['khoto.person', 'khoto.desk', 'khoto.office', 'khoto.agency']) each"
    )

    def looked_at(session: Session, *given: Any, **more: Any) -> Context:
        left.extend(session.scalars(settings))
        context = gather.gather(session, *given, **more)
        left.extend(session.scalars(settings))
        own, waiting = context.my_cases, context.waiting
        sight[context.person.line_user_id[-1]] = (len(own), len(waiting))
        assert all(each.reporter_id == context.person.id for each in own)
        return context

    monkeypatch.setattr(deciding, "gather", looked_at)
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
        sight.clear()
        receive(engine, clock, *(by(writer, samples.text("เรื่อง")) for writer in order))
        assert work(stub_brains.conversing(engine, clock)) == 1
        assert sight == {"0": (0, 1), "1": (1, 0), "2": (0, 0)}
    assert set(left) == {"none:"}
    # One that types a foreign case's number is decided about last, and is not shown it either.
    heard: list[bool] = []

    def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        if context.case_number_typed:
            heard.append(context.case is not None)
        return stub_brains.echo(inbound, reading, context)

    for writer in (2, 1):
        typed = by(writer, samples.text(number))
        receive(engine, clock, by(0, samples.text("ก")), typed, by(3, samples.text("ข")))
        assert work(stub_brains.conversing(engine, clock, decide=decide)) == 1
    assert heard == [False, True]


def busy_for(words: str) -> Callable[[str], Reading]:
    def read(heard: str) -> Reading:
        if heard == words:
            raise Busy
        return stub_brains.read(heard)

    return read


def test_an_event_is_not_to_blame_for_a_database_that_is_busy(engine: Engine, clock: Clock) -> None:
    receive(engine, clock, *texts("ก", "ข"))
    worker = stub_brains.conversing(engine, clock, read=busy_for("ก"))
    for _ in range(5 * PATIENCE):
        try:
            worker.handle_next()
        except Busy:
            continue
        clock.now += REST
    (waits,) = set(attempts(engine)) - {("handled", 1), ("handled", 2)}
    assert waits[0] == "waiting"
    assert waits[1] < PATIENCE
    clock.now += REST
    work(stub_brains.conversing(engine, clock))
    assert sorted(said(engine).values()) == [["1: ก"], ["1: ข"]]


def test_what_was_handled_all_the_same_puts_nothing_off(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer to the third attempt's COMMIT is lost, and the writer has written on."""
    receive(engine, clock, *texts("ก"))
    with transaction(engine) as session:
        session.execute(update(InboxRow).values(attempts=PUT_OFF_FROM - 1))

    @contextmanager
    def losing(engine: Engine) -> Iterator[Session]:
        monkeypatch.undo()
        with transaction(engine) as session:
            yield session
        raise DBAPIError("COMMIT", None, OperationalError("lost"), connection_invalidated=True)

    worker = stub_brains.conversing(engine, clock)
    monkeypatch.setattr("bot.conversing.transaction", losing)
    receive(engine, clock, *texts("ข"))
    assert worker.handle_next()
    assert worker.handle_next()
    assert said(engine) == {f"line:U{0:032x}": ["1: ก", "2: ข"]}


def test_an_event_that_meets_a_busy_database_for_an_hour_is_listed(
    engine: Engine, clock: Clock
) -> None:
    receive(engine, clock, *texts("ก"))
    clock.forward(hours=2)
    worker = stub_brains.conversing(engine, clock, read=busy_for("ก"))
    for _ in range(PATIENCE - 1):
        with pytest.raises(Busy):
            worker.handle_next()
    assert worker.handle_next()
    assert attempts(engine) == {("failed", PATIENCE): 1}


def test_somebody_who_had_blocked_us_is_answered_like_the_others(
    engine: Engine, clock: Clock
) -> None:
    receive(engine, clock, *texts("ก", "ข"))
    with transaction(engine) as session:
        blocked = replace(people.ensure_person(session, f"U{0:032x}"), blocked=True)
        people.save_person(session, blocked)
    assert work(stub_brains.conversing(engine, clock)) == 1
    assert len(said(engine)) == 2
    with transaction(engine) as session:
        assert not people.ensure_person(session, f"U{0:032x}").blocked
