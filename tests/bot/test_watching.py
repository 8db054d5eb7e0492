"""The watchdog's way through the real parts: timers, outbox, LINE over HTTP, mail over SMTP."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

import handlers
from bot.delivery import Delivery
from bot.line_client import LineClient
from bot.quota import AskingQuota
from bot.standing import REST, Standing
from bot.timing import Timing
from casework.people import Role
from casework.rules import Rules
from casework.watch import WatchRules, quota_remembered
from storage import Engine, attachments, conversations, inbox, outbox, people, timers, transaction
from storage.days import days
from storage.events import Received
from storage.timers import Timer
from storage.watching import failed_for, seen, watchdogs_memory
from tests.bot.clock import Clock
from tests.bot.simulated import Simulated
from tests.bot.stub_brains import brains
from tests.storage.builders import a_person

WATCH = WatchRules(every=timedelta(minutes=15), mail_to=("it@example.go.th",))
RULES = Rules(watch=WATCH)


@pytest.fixture
def asking(client: LineClient, clock: Clock) -> AskingQuota:
    return AskingQuota(lambda: client, now=clock)


@pytest.fixture
def timing(engine: Engine, clock: Clock, asking: AskingQuota) -> Timing:
    """Timers with the real decisions."""
    wise = brains(decide_timer=handlers.decide_timer)
    return Timing(engine, wise, RULES, now=clock, quota=lambda: asking.known)


@pytest.fixture
def operator(engine: Engine, line: Simulated) -> str:
    """Somebody who looks after the service."""
    user_id = line.person()
    with transaction(engine) as session:
        person = a_person(line_user_id=user_id, roles=frozenset({Role.OPERATOR}))
        people.save_person(session, person)
    return user_id


def live(engine: Engine, clock: Clock, timing: Timing, time: timedelta) -> None:
    """Time passes in steps of the watchdog's."""
    Standing(engine, now=clock).set_missing()
    end = clock() + time
    while clock() < end:
        while timing.fire_next():
            pass
        clock.forward(seconds=RULES.watch.every.total_seconds())


def send_all(delivery: Delivery) -> None:
    for channel in ("line", "mail"):
        while delivery.send_next(channel):
            pass


def fail_one_event(engine: Engine, clock: Clock, reason: str = "odd") -> None:
    event = Received(f"e{len(reason)}", "user:U1", "text", clock(), "{}", reason=reason)
    with transaction(engine) as session:
        inbox.receive(session, [event], timedelta(0), clock())


def test_a_failure_reaches_the_operators_phone_and_mailbox_once(
    engine: Engine,
    clock: Clock,
    timing: Timing,
    delivery: Delivery,
    line: Simulated,
    operator: str,
) -> None:
    fail_one_event(engine, clock)
    for _ in range(4):
        live(engine, clock, timing, timedelta(hours=1))
        send_all(delivery)
    (said,) = line.said(operator)
    assert "ข้อความเข้าประมวลผลไม่สำเร็จ 1 รายการ" in said
    (mail,) = line.mail()
    assert "แจ้งเตือน: ข้อความเข้าประมวลผลไม่สำเร็จ" in mail["subject"]
    with transaction(engine) as session:
        inbox.drop_failed(session, clock(), [failed.id for failed in inbox.failed_events(session)])
    for _ in range(4):
        live(engine, clock, timing, timedelta(minutes=30))
        send_all(delivery)
    assert len(line.said(operator)) == 2
    assert "กลับเป็นปกติแล้ว" in line.said(operator)[1]
    assert len(line.mail()) == 2


def test_while_the_quota_is_used_up_the_mail_still_arrives_and_alerts_do_not_pile_up(
    engine: Engine,
    clock: Clock,
    timing: Timing,
    delivery: Delivery,
    asking: AskingQuota,
    line: Simulated,
    operator: str,
) -> None:
    line.fault("push", "429_monthly")
    fail_one_event(engine, clock)
    for _ in range(16):
        live(engine, clock, timing, timedelta(hours=3))
        send_all(delivery)
    assert line.said(operator) == []
    about = [mail["subject"] for mail in line.mail()]
    assert sum("โควตาไลน์หมด" in subject for subject in about) == 4
    with transaction(engine) as session:
        waiting = session.execute(
            text("SELECT about FROM outbox WHERE state = 'waiting' AND channel = 'line'")
        ).all()
    assert len(waiting) == len(set(waiting)), "one of each kind, however long it lasted"


def test_line_is_asked_for_its_quota(
    engine: Engine,
    clock: Clock,
    timing: Timing,
    delivery: Delivery,
    asking: AskingQuota,
    line: Simulated,
    operator: str,
) -> None:
    line.call("POST", "/settings", {"quota": 2})
    try:
        assert asking.ask() is False
        live(engine, clock, timing, timedelta(minutes=5))
        with transaction(engine) as session:
            told = quota_remembered(watchdogs_memory(session))
        assert told is not None
        assert (told.limit, told.at) == (2, asking.known.at if asking.known else None)
    finally:
        line.call("POST", "/settings", {"quota": 500})


@pytest.mark.parametrize("kind", ["500", "reset", "timeout", "bad_utf8", "odd_200", "401"])
def test_a_line_that_does_not_tell_its_quota_changes_nothing(
    asking: AskingQuota, client: LineClient, line: Simulated, clock: Clock, kind: str
) -> None:
    asking.ask()
    known = asking.known
    assert known is not None
    line.fault("quota", kind, seconds=1.1)
    asking.ask()
    assert asking.known == known


def test_nobody_to_tell_is_no_fault(engine: Engine, clock: Clock) -> None:
    wise = brains(decide_timer=handlers.decide_timer)
    timing = Timing(engine, wise, Rules(), now=clock)
    fail_one_event(engine, clock)
    live(engine, clock, timing, timedelta(minutes=10))
    with transaction(engine) as session:
        assert timers.failed_timers(session) == []
        assert watchdogs_memory(session)["told"].keys() == {"failed_events"}


def test_the_day_is_closed_by_whichever_worker(engine: Engine, timing: Timing) -> None:
    clock = Clock(datetime(2026, 11, 23, 16, 50, tzinfo=UTC))
    there = Timing(
        engine, brains(decide_timer=handlers.decide_timer), RULES, now=clock, quota=lambda: None
    )
    fail_one_event(engine, clock)
    live(engine, clock, there, timedelta(hours=49))
    with transaction(engine) as session:
        lines = days(session, 9)
    assert [each.day for each in lines] == [date(2026, 11, n) for n in (23, 24, 25)]
    assert [each.events.came for each in lines] == [1, 0, 0]
    assert all(each.adds_up for each in lines)


class TestStandingTimers:
    def test_are_set_once(self, engine: Engine, clock: Clock) -> None:
        standing = Standing(engine, now=clock)
        assert standing.set_missing()
        assert not standing.set_missing()
        with transaction(engine) as session:
            assert timers.next_due(session) == clock()

    def test_stay_listed_for_a_while_and_then_go_on_with_their_memory(
        self, engine: Engine, clock: Clock
    ) -> None:
        standing = Standing(engine, now=clock)
        held = Timer("watchdog", "watchdog", clock(), data={"told": {"x": 1}})
        with transaction(engine) as session:
            timers.set_timer(session, held)
            timers.mark(session, held, "failed", clock(), "KeyError")
        standing.set_missing()
        with transaction(engine) as session:
            assert [each.key for each in timers.failed_timers(session)] == ["watchdog"]
        clock.forward(seconds=REST.total_seconds())
        assert standing.set_missing()
        with transaction(engine) as session:
            again = timers.timer(session, "watchdog")
        assert again is not None
        assert (again.state, again.reason, again.data) == ("waiting", "", {"told": {"x": 1}})

    def test_a_day_that_could_not_be_closed_is_closed_as_soon_as_it_can_be(
        self, engine: Engine
    ) -> None:
        clock = Clock(datetime(2026, 11, 23, 17, tzinfo=UTC))
        held = Timer("day", "day", clock())
        with transaction(engine) as session:
            timers.set_timer(session, held)
            timers.mark(session, held, "failed", clock(), "KeyError")
        clock.forward(minutes=20)
        wise = brains(decide_timer=handlers.decide_timer)
        live(engine, clock, Timing(engine, wise, RULES, now=clock), timedelta(minutes=5))
        with transaction(engine) as session:
            assert [each.day for each in days(session, 9)] == [date(2026, 11, 23)]


def test_what_is_seen_is_what_is_there(engine: Engine, clock: Clock) -> None:
    fail_one_event(engine, clock, "x" * 500_000)
    with transaction(engine) as session:
        conversations.ensure(session, ["user:U1"])
        for n in range(2):
            attachments.add(
                session, message_id=f"m{n}", conversation_key="user:U1", kind="image", now=clock()
            )
        kept, lost = attachments.claim(session, "w", clock(), timedelta(minutes=1), limit=2)
        attachments.store(session, kept, b"12345", "image/png")
        attachments.fail(session, lost, "LINE no longer has it")
        found = seen(session, None)
        reasons = failed_for(session)
    assert found.failed == {"event": 1, "message": 0, "timer": 0, "file": 1}
    assert (found.media_bytes, found.last_day, found.quota) == (5, None, None)
    assert {(each.what, len(each.begins)) for each in reasons} == {("event", 100), ("file", 21)}


def test_a_failed_alert_is_overtaken_too(engine: Engine, clock: Clock) -> None:
    letter = outbox.Letter(
        "mail:it@example.go.th", "mail", {"subject": "ก", "body": "ข"}, "alert.x", reason="550 no"
    )
    with transaction(engine) as session:
        outbox.put(session, [letter], clock())
        assert outbox.cancel_about(session, "alert.x", clock()) == 1
        assert outbox.failed_messages(session) == []
