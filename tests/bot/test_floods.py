"""One person who sends far too much: nothing is lost, danger is heard, and nobody else waits."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversing import Conversing
from bot.floods import Floods
from casework.changes import Decision
from casework.messages import Here, Message, Text
from casework.reading import Reading
from casework.rules import Rules
from handlers.context import Context
from handlers.inbound import Inbound, InboundKind
from handlers.words import say
from storage import Engine, conversations, transaction
from storage.tables import AttachmentRow, InboxRow, OutboxRow
from tests.bot import stub_brains
from tests.bot.clock import Clock
from tests.bot.samples import GROUP, USER, Event, event, message, text
from tests.bot.test_conversing import BURST, events, handle_all, receive
from tests.storage.builders import counted_by

MOST = 5
NOTICE = say("flood")
SOMEBODY = {"type": "user", "userId": "U" + "b" * 32}


def stickers(count: int, **more: Any) -> list[Event]:
    return [message("sticker", packageId="1", stickerId="1", **more) for _ in range(count)]


def photos(count: int) -> list[Event]:
    return [message("image", contentProvider={"type": "line"}) for _ in range(count)]


@pytest.fixture
def worker(engine: Engine, clock: Clock) -> Conversing:
    return conversing(engine, clock)


def conversing(engine: Engine, clock: Clock, **brains: Any) -> Conversing:
    fresh, rules = timedelta(seconds=50), Rules(events_a_minute=MOST)
    return stub_brains.conversing(
        engine, clock, rules=rules, burst=BURST, reply_fresh=fresh, **brains
    )


def said(engine: Engine, user: str = USER) -> list[str]:
    """What was written to the person, in order."""
    query = select(OutboxRow).where(OutboxRow.recipient == f"line:{user}").order_by(OutboxRow.id)
    with transaction(engine) as session:
        return [str((row.payload or {}).get("text")) for row in session.scalars(query)]


def test_as_much_as_people_write_is_answered_as_ever(
    engine: Engine, clock: Clock, worker: Conversing
) -> None:
    receive(engine, clock, *photos(MOST))
    handle_all(worker)
    assert len(said(engine)) == MOST
    assert NOTICE not in said(engine)


def test_all_photos_are_kept_and_the_person_is_told_once(
    engine: Engine, clock: Clock, worker: Conversing
) -> None:
    receive(engine, clock, *photos(40))
    handle_all(worker)
    assert events(engine) == {"handled": 40}
    with transaction(engine) as session:
        assert len(session.scalars(select(AttachmentRow.id)).all()) == 40
    assert said(engine) == [*(f"{n}: image" for n in range(1, MOST + 1)), NOTICE]
    assert worker._floods.behind() == (f"user:{USER}",)


def test_a_flood_that_goes_on_is_told_once_and_a_new_one_again(
    engine: Engine, clock: Clock, worker: Conversing
) -> None:
    for _ in range(3):
        receive(engine, clock, *photos(20))
        handle_all(worker)
        clock.forward(seconds=61)
    assert said(engine).count(NOTICE) == 1
    clock.forward(minutes=5)
    receive(engine, clock, *photos(20))
    handle_all(worker)
    assert said(engine).count(NOTICE) == 2


def test_the_next_minute_is_answered_again(
    engine: Engine, clock: Clock, worker: Conversing
) -> None:
    receive(engine, clock, *photos(20))
    handle_all(worker)
    clock.forward(minutes=1)
    receive(engine, clock, *photos(1))
    handle_all(worker)
    assert said(engine)[-1] == "21: image"
    assert worker._floods.behind() == ()


def test_how_much_it_was_is_told_by_when_it_came_not_by_when_it_is_read(
    engine: Engine, clock: Clock, worker: Conversing
) -> None:
    receive(engine, clock, *photos(20))
    for _ in range(MOST):
        worker.handle_next()
    clock.forward(minutes=10)
    handle_all(worker)
    assert said(engine).count(NOTICE) == 1
    assert len(said(engine)) == MOST + 1


def test_nobody_else_waits_for_one_who_floods(
    engine: Engine, clock: Clock, worker: Conversing
) -> None:
    receive(engine, clock, *photos(60))
    while worker._floods.behind() == ():
        assert worker.handle_next()
    clock.forward(seconds=1)
    # Ready later than all of the flood's, and still the very next, or the one after a turn of its.
    receive(engine, clock, *[replace_source(each) for each in photos(3)])
    before = waiting(engine)
    for _ in range(4):
        worker.handle_next()
    left = waiting(engine)
    assert left[SOMEBODY["userId"]] == 0
    assert left[USER] >= before[USER] - 1
    handle_all(worker)
    assert events(engine) == {"handled": 63}


def replace_source(each: Event) -> Event:
    return {**each, "source": SOMEBODY}


def waiting(engine: Engine) -> dict[str, int]:
    query = select(InboxRow.conversation_key).where(InboxRow.state == "waiting")
    with transaction(engine) as session:
        keys = list(session.scalars(query))
    return {user: keys.count(f"user:{user}") for user in (USER, SOMEBODY["userId"])}


def test_who_floods_is_read_in_time_even_while_others_write_on(
    engine: Engine, clock: Clock, worker: Conversing
) -> None:
    receive(engine, clock, *photos(30))
    while worker._floods.behind() == ():
        worker.handle_next()
    before = waiting(engine)[USER]
    receive(engine, clock, *[replace_source(each) for each in photos(100)])
    for _ in range(40):
        worker.handle_next()
    assert waiting(engine)[USER] <= before - 4


def test_danger_is_heard_at_once_and_answered_behind_a_thousand_stickers(
    engine: Engine, clock: Clock
) -> None:
    def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        danger = "ช่วยด้วย" in inbound.text
        words = "1300" if danger else "…"
        return Decision(messages=(Message(Here(), Text(words), "x", urgent=danger),))

    worker = conversing(engine, clock, decide=decide)
    with transaction(engine) as session:
        conversations.ensure(session, [f"user:{USER}"])
    receive(engine, clock, *stickers(990), text("ช่วยด้วย ถูกขัง"), burst=timedelta(0))
    steps = 0
    while worker.handle_next():
        steps += 1
        if "1300" in said(engine):
            break
    assert steps <= 12, "stickers in a row are one"
    assert said(engine)[-1] == "1300"
    assert len(said(engine)) < 12


def test_many_texts_are_read_in_a_few_runs_none_longer_than_is_read(
    engine: Engine, clock: Clock
) -> None:
    heard: list[str] = []

    def read(words: str) -> Reading:
        heard.append(words)
        return stub_brains.read(words)

    worker = conversing(engine, clock, read=read)
    told = [text(f"{n} " + "ก" * 96) for n in range(200)]
    for number, each in enumerate(told):
        each["timestamp"] = 1_790_000_000_000 + number * 10_000  # 10 seconds between two
    receive(engine, clock, *told, burst=timedelta(0))
    handle_all(worker)
    assert events(engine) == {"handled": 200}
    assert max(map(len, heard)) <= 4_100
    together = [words for words in heard if "\n" in words]
    assert len(together) < 60
    assert len(heard) <= len(together) + 200, "and each text alone, once"
    words = dict.fromkeys("\n".join(heard).split("\n"))
    assert [each.split()[0] for each in words] == [str(n) for n in range(200)], "all, in order"


def test_a_group_and_a_stranger_without_a_name_are_told_nothing(
    engine: Engine, clock: Clock
) -> None:
    worker = conversing(engine, clock, decide=lambda inbound, reading, context: Decision())
    group = {"type": "group", "groupId": GROUP, "userId": USER}
    receive(engine, clock, *[text("ก", source=group) for _ in range(20)])
    receive(engine, clock, *[event("accountLink", source={"type": "x"}) for _ in range(20)])
    clock.forward(seconds=20)
    handle_all(worker)
    assert events(engine) == {"handled": 40}
    with transaction(engine) as session:
        written = [str(row.payload) for row in session.scalars(select(OutboxRow))]
    assert NOTICE not in " ".join(written)


def test_the_chats_behind_are_few_and_have_their_turn() -> None:
    floods = Floods()
    for number in range(1_000):
        floods.note(f"user:{number}", floods=True)
    looks = [floods.behind() for _ in range(16)]
    assert looks.count(()) == 2
    assert {len(each) for each in looks} == {0, 100}
    floods.note("user:999", floods=False)
    assert "user:999" not in floods.behind()


def test_a_claim_that_leaves_chats_behind_finds_them_when_nobody_else_is_there(
    engine: Engine, clock: Clock
) -> None:
    receive(engine, clock, *photos(2))
    with transaction(engine) as session:
        counted = counted_by(
            session, clock(), BURST, lambda found: found[:1], behind=[f"user:{USER}", "user:x"]
        )
    assert len(counted) == 1


@pytest.mark.parametrize("kind", [InboundKind.STICKER, InboundKind.POSTBACK, InboundKind.IMAGE])
def test_only_what_changes_nothing_goes_unanswered(kind: InboundKind) -> None:
    from casework.changes import SetConversation
    from handlers.flooding import slowed
    from tests.builders import inbound

    idle = Decision(messages=(Message(Here(), Text("ค่ะ"), "x"),))
    urgent = Decision(messages=(replace(idle.messages[0], urgent=True),))
    deed = Decision((SetConversation("x"),), idle.messages)
    came = inbound(kind)
    assert slowed(came, idle, begins=False) == Decision()
    assert slowed(came, urgent, begins=False) == urgent
    kept = slowed(came, deed, begins=False)
    assert kept.changes == deed.changes
    assert bool(kept.messages) == (kind != InboundKind.IMAGE)
    assert [each.about for each in slowed(came, idle, begins=True).messages] == ["flood"]
