"""From waiting events to a kept decision: in order, once, and a poisoned event fails alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversing import PATIENCE, Conversing
from bot.envelope import received
from casework.changes import Decision, Erase
from casework.messages import Here, Message, Text
from casework.reading import Reading
from handlers.context import Context
from handlers.inbound import Inbound, InboundKind
from storage import Engine, RacedAway, conversations, inbox, outbox, people, transaction
from storage.ledger import ledger
from storage.tables import InboxRow
from tests.bot import samples, stub_brains
from tests.bot.clock import Clock
from tests.bot.samples import USER, Event, text
from tests.bot.stub_brains import POISON, Ended, read_to_the_end
from tests.storage.builders import claim_chat, complete

BURST = timedelta(seconds=3)


def receive(engine: Engine, clock: Clock, *events: Event, burst: timedelta = BURST) -> None:
    with transaction(engine) as session:
        inbox.receive(session, [received(each, clock()) for each in events], burst, clock())


def conversing(engine: Engine, clock: Clock, **brains: Any) -> Conversing:
    fresh = timedelta(seconds=50)
    return stub_brains.conversing(engine, clock, burst=BURST, reply_fresh=fresh, **brains)


def handle_all(worker: Conversing) -> int:
    rounds = 0
    while worker.handle_next():
        rounds += 1
    return rounds


def events(engine: Engine) -> dict[str, int]:
    with transaction(engine) as session:
        book = ledger(session)
    assert book.balanced
    return {state: rows for state, rows in book.events.items() if rows}


def answers(engine: Engine, clock: Clock) -> list[str]:
    """What waits to be sent, in order."""
    found = []
    with transaction(engine) as session:
        while lane := outbox.claim_lane(session, "test", clock(), timedelta(minutes=1)):
            found += [row.payload["text"] for row in lane.rows if row.payload]
            complete(session, lane, clock())
    return found


def reasons(engine: Engine) -> list[str]:
    with transaction(engine) as session:
        return [each.reason for each in inbox.failed_events(session)]


def test_bubbles_of_a_moment_are_read_together(engine: Engine, clock: Clock) -> None:
    worker = conversing(engine, clock)
    bubbles = [text("นายจ้าง"), text("ไม่จ่าย"), text("ค่าแรง")]
    for bubble in bubbles:
        receive(engine, clock, bubble)
        clock.forward(seconds=2)
        assert not worker.handle_next(), "more may come"
    clock.forward(seconds=1)
    assert handle_all(worker) == 1
    assert answers(engine, clock) == ["1: นายจ้าง | ไม่จ่าย | ค่าแรง"]
    assert events(engine) == {"handled": 3}
    with transaction(engine) as session:
        chat = conversations.conversation(session, f"user:{USER}")
    assert chat.reply_token == bubbles[-1]["replyToken"], "the newest token is the fresh one"
    assert (chat.step, chat.draft) == ("talking", {"heard": 1})


def test_events_are_handled_in_lines_order_and_a_photo_parts_the_bubbles(
    engine: Engine, clock: Clock
) -> None:
    first, photo, second = text("หนึ่ง"), samples.message("image"), text("สอง")
    receive(engine, clock, second, photo, first)
    clock.forward(seconds=3)
    handle_all(conversing(engine, clock))
    assert answers(engine, clock) == ["1: หนึ่ง", "2: image", "3: สอง"]


def test_who_never_pauses_is_read_all_the_same(engine: Engine, clock: Clock) -> None:
    worker = conversing(engine, clock)
    for number in range(7):
        receive(engine, clock, text(str(number)))
        clock.forward(seconds=2)
        if worker.handle_next():
            break
    assert 4 <= number < 7


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_poisoned_event_fails_alone(engine: Engine, clock: Clock, place: int) -> None:
    bubbles = [text("หนึ่ง"), text("สอง")]
    bubbles.insert(place, text(f"{POISON} เบอร์ 081-234-5678"))
    for event, later in zip(bubbles, range(3), strict=True):
        event["timestamp"] = 1_790_000_000_000 + later
    receive(engine, clock, *bubbles)
    clock.forward(seconds=3)
    handle_all(conversing(engine, clock))
    assert answers(engine, clock) == ["1: หนึ่ง", "2: สอง"]
    assert events(engine) == {"handled": 2, "failed": 1}
    assert reasons(engine) == ["RuntimeError: cannot bear … [เบอร์โทร]"]


def test_an_event_that_cannot_be_read_fails_with_its_reason(engine: Engine, clock: Clock) -> None:
    receive(
        engine,
        clock,
        text("ก่อน"),
        samples.event("message", message={"type": "text", "id": "7"}),
        text("หลัง"),
    )
    clock.forward(seconds=3)
    handle_all(conversing(engine, clock))
    assert events(engine) == {"handled": 2, "failed": 1}
    assert reasons(engine) == ["no text"]


def test_a_decision_that_cannot_be_rendered_leaves_nothing_behind(
    engine: Engine, clock: Clock
) -> None:
    def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        told = stub_brains.echo(inbound, reading, context)
        return told + Decision(messages=(Message(Here(), Text("ก" * 50_000), "endless"),))

    receive(engine, clock, text("สวัสดี"))
    clock.forward(seconds=3)
    handle_all(conversing(engine, clock, decide=decide))
    assert answers(engine, clock) == []
    with transaction(engine) as session:
        assert conversations.conversation(session, f"user:{USER}").step == ""
    assert reasons(engine)[0].startswith("ValueError")


def test_a_failed_event_can_be_tried_again(engine: Engine, clock: Clock) -> None:
    receive(engine, clock, text(POISON))
    clock.forward(seconds=3)
    handle_all(conversing(engine, clock))
    with transaction(engine) as session:
        assert inbox.retry_failed(session, clock()) == 1
    cured: Callable[..., Decision] = lambda *_: Decision()  # noqa: E731
    handle_all(conversing(engine, clock, decide=cured))
    assert events(engine) == {"handled": 1}


def test_a_race_undoes_everything_and_decides_again(engine: Engine, clock: Clock) -> None:
    tries: list[int] = []

    def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        tries.append(int(context.draft.get("heard", 0)))
        if len(tries) < 3:
            raise RacedAway("another was faster")
        return stub_brains.echo(inbound, reading, context)

    receive(engine, clock, samples.postback("a=x"))
    worker = conversing(engine, clock, decide=decide)
    for _ in range(2):
        with pytest.raises(RacedAway):
            worker.handle_next()
    assert handle_all(worker) == 1
    assert tries == [0, 0, 0], "nothing of the undone tries was kept"
    assert answers(engine, clock) == ["1: postback"]


def test_an_event_that_always_races_does_not_hold_up_the_others_for_ever(
    engine: Engine, clock: Clock
) -> None:
    def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        if inbound.data == "a=bad":
            raise RacedAway("every time")
        return stub_brains.echo(inbound, reading, context)

    receive(engine, clock, samples.postback("a=bad"), samples.postback("a=good"))
    worker = conversing(engine, clock, decide=decide)
    for _ in range(PATIENCE - 1):
        with pytest.raises(RacedAway):
            worker.handle_next()
    handle_all(worker)
    assert events(engine) == {"handled": 1, "failed": 1}
    assert answers(engine, clock) == ["1: postback"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_event_that_ends_the_process_is_listed_and_the_others_are_handled(
    engine: Engine, clock: Clock, place: int
) -> None:
    bubbles = [text("หนึ่ง"), text("สอง")]
    bubbles.insert(place, text(POISON))
    for event, later in zip(bubbles, range(3), strict=True):
        event["timestamp"] = 1_790_000_000_000 + later
    receive(engine, clock, *bubbles)
    clock.forward(seconds=3)
    ends = 0
    while True:
        try:
            if not conversing(engine, clock, read=read_to_the_end).handle_next():
                break
        except Ended:
            ends += 1
            assert ends <= PATIENCE
    assert events(engine) == {"handled": 2, "failed": 1}
    assert answers(engine, clock) == ["1: หนึ่ง", "2: สอง"]
    assert "broken off" in reasons(engine)[0]
    with transaction(engine) as session:
        inbox.retry_failed(session, clock())
    assert handle_all(conversing(engine, clock, decide=lambda *_: Decision())) == 1


def test_what_waited_long_for_a_worker_is_not_one_report(engine: Engine, clock: Clock) -> None:
    morning, bubble, noon = text("เรื่องของฉัน"), text("ค่ะ"), text("นายจ้างไม่จ่าย")
    bubble["timestamp"] = morning["timestamp"] + 2_900
    noon["timestamp"] = bubble["timestamp"] + 3_000
    receive(engine, clock, morning, bubble, noon)
    clock.forward(hours=3)
    assert handle_all(conversing(engine, clock)) == 2, "one inbound after the other"
    assert answers(engine, clock) == ["1: เรื่องของฉัน | ค่ะ", "2: นายจ้างไม่จ่าย"]


@pytest.mark.parametrize("name", samples.documented())
def test_every_documented_event_is_handled(engine: Engine, clock: Clock, name: str) -> None:
    kind, sample = samples.documented()[name]
    heard: list[InboundKind] = []

    def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        heard.append(inbound.kind)
        assert (reading is not None) == (inbound.kind == "text" and not inbound.in_group)
        return Decision()

    receive(engine, clock, sample)
    clock.forward(seconds=3)
    handle_all(conversing(engine, clock, decide=decide))
    assert heard == [kind]
    assert events(engine) == {"handled": 1}


def test_a_pin_brings_the_place_of_its_address(engine: Engine, clock: Clock) -> None:
    heard: list[Inbound] = []

    def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        heard.append(inbound)
        return Decision()

    receive(engine, clock, samples.documented()["location"][1])
    handle_all(conversing(engine, clock, decide=decide))
    assert heard[0].place == stub_brains.PAI


def test_what_was_taken_back_before_it_was_read_is_not_read(engine: Engine, clock: Clock) -> None:
    said = text("ลับ")
    receive(engine, clock, said)
    with transaction(engine) as session:
        inbox.erase(session, said["message"]["id"], clock())
    clock.forward(seconds=3)
    assert handle_all(conversing(engine, clock)) == 0
    assert answers(engine, clock) == []


@pytest.mark.parametrize("mode", ["active", "standby"])
def test_what_was_taken_back_before_it_came_is_neither_read_nor_kept(
    engine: Engine, clock: Clock, mode: str
) -> None:
    said = {**text("ลับ"), "mode": mode}
    unsend = samples.event("unsend", mode=mode, unsend={"messageId": said["message"]["id"]})

    def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        if inbound.kind == InboundKind.UNSEND:
            return Decision((Erase(inbound.message_id),))
        return stub_brains.echo(inbound, reading, context)

    worker = conversing(engine, clock, decide=decide)
    for order in ([unsend], [said]):
        receive(engine, clock, *order)
        clock.forward(seconds=3)
        handle_all(worker)
    assert answers(engine, clock) == []
    assert events(engine) == {"handled": 2}
    assert kept(engine, said) == "{}"


def test_standby_messages_are_erased_when_they_are_unsent(engine: Engine, clock: Clock) -> None:
    said = {**text("ลับ"), "mode": "standby"}
    receive(engine, clock, said)
    worker = conversing(
        engine,
        clock,
        decide=lambda i, _r, _c: Decision(
            (Erase(i.message_id),) if i.kind == InboundKind.UNSEND else ()
        ),
    )
    handle_all(worker)
    assert kept(engine, said) != "{}"
    message_id = said["message"]["id"]
    receive(
        engine,
        clock,
        samples.event("unsend", mode="standby", unsend={"messageId": message_id}),
    )
    handle_all(worker)
    assert kept(engine, said) == "{}"


def kept(engine: Engine, event: Event) -> str:
    """What the database holds of an event."""
    with transaction(engine) as session:
        found = select(InboxRow.raw).where(InboxRow.webhook_event_id == event["webhookEventId"])
        return str(session.scalar(found))


def test_who_writes_to_us_has_not_blocked_us_although_no_follow_came(
    engine: Engine, clock: Clock
) -> None:
    def is_blocked() -> bool:
        with transaction(engine) as session:
            return people.ensure_person(session, USER).blocked

    with transaction(engine) as session:
        person = people.ensure_person(session, USER)
        people.save_person(session, replace(person, blocked=True))
    in_group = text("ในกลุ่ม", source={"type": "group", "groupId": samples.GROUP, "userId": USER})
    for event, blocked in ((samples.event("unfollow"), True), (in_group, True), (text("ก"), False)):
        receive(engine, clock, event)
        clock.forward(seconds=3)
        handle_all(conversing(engine, clock))
        assert is_blocked() == blocked


def test_several_workers_keep_each_chat_in_order_and_do_nothing_twice(
    engine: Engine, clock: Clock
) -> None:
    people = [{"type": "user", "userId": f"U{n:032x}"} for n in range(4)]
    for number in range(6):
        receive(
            engine,
            clock,
            *(samples.event("beacon", source=person, n=number) for person in people),
            burst=timedelta(0),
        )
    start = Barrier(4)

    def work() -> None:
        start.wait()
        handle_all(conversing(engine, clock))

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    handle_all(conversing(engine, clock))
    assert events(engine) == {"handled": 24}
    with transaction(engine) as session:
        for person in people:
            chat = conversations.conversation(session, f"user:{person['userId']}")
            assert chat.draft == {"heard": 6}
    said = answers(engine, clock)
    assert sorted(said) == sorted(f"{n}: beacon" for n in range(1, 7) for _ in people)


def test_two_workers_never_hold_one_chat(engine: Engine, clock: Clock) -> None:
    receive(engine, clock, samples.postback("a=x"))
    with transaction(engine) as session:
        assert claim_chat(session, clock(), BURST) is not None
        assert not conversing(engine, clock).handle_next()
    assert conversing(engine, clock).handle_next()
