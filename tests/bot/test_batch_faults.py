"""What goes wrong in a batch, or comes in between, is the matter of its own chat and no other."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update
from structlog.testing import capture_logs

from bot.conversing import Conversing
from casework.reading import Reading
from storage import Engine, KeyRing, conversations, inbox, open_engine, transaction
from storage.resting import REST
from storage.tables import ConversationRow, InboxRow
from tests.bot import samples, stub_brains
from tests.bot.clock import Clock
from tests.bot.stub_brains import POISON
from tests.bot.test_batches import (
    attempts,
    by,
    receive,
    said,
    texts,
    work,
    writes_to_a_timer,
)
from tests.database import KEY
from tests.storage.builders import NOW

FIRST = f"user:U{0:032x}"
OTHER_KEY = bytes(range(200, 232))
ALTERED_DRAFT = (
    "UPDATE conversations SET draft = to_jsonb(left(draft #>> '{}', 40)) WHERE key = :key"
)


def test_a_chat_whose_draft_was_altered_stops_nobody(engine: Engine, clock: Clock) -> None:
    receive(engine, clock, *texts("ก", "ข"))
    worker = stub_brains.conversing(engine, clock)
    work(worker)
    alter_draft(engine, FIRST)
    receive(engine, clock, *texts("ค", "ง", "จ"))
    assert work(worker) <= 4
    assert attempts(engine) == {("handled", 1): 4, ("failed", 1): 1}
    with transaction(engine) as session:
        (failed,) = inbox.failed_events(session)
    assert failed.conversation_key == FIRST
    assert failed.reason.startswith("SealBroken")


def test_a_chat_whose_draft_has_no_key_here_waits_for_a_worker_that_has_it(
    database_url: str, engine: Engine, clock: Clock
) -> None:
    receive(engine, clock, *texts("ก", "ข"))
    worker = stub_brains.conversing(engine, clock)
    work(worker)
    set_draft_with(KeyRing([OTHER_KEY]), database_url, FIRST)
    receive(engine, clock, *texts("ค", "ง", "จ"))
    assert work(worker) <= 4
    assert attempts(engine) == {("handled", 1): 4, ("waiting", 0): 1}
    both = open_engine(database_url, KeyRing([OTHER_KEY, KEY]), pool_size=2)
    clock.forward(seconds=REST.total_seconds())
    assert work(stub_brains.conversing(both, clock)) == 1
    both.dispose()
    assert attempts(engine) == {("handled", 1): 5}


def test_what_was_tried_before_goes_alone_though_another_chat_cannot_be_opened(
    engine: Engine, clock: Clock
) -> None:
    receive(engine, clock, *texts("ก", "ข", "ค"))
    work(stub_brains.conversing(engine, clock))
    alter_draft(engine, f"user:U{1:032x}")
    receive(engine, clock, *texts("ง"))
    with transaction(engine) as session:
        session.execute(update(InboxRow).where(InboxRow.state == "waiting").values(attempts=1))
    receive(engine, clock, by(1, samples.text("จ")), by(2, samples.text("ฉ")))
    free: list[int] = []

    def read(words: str) -> Reading:
        if words == "ง":
            with transaction(engine) as session:
                chats = select(ConversationRow.key).with_for_update(skip_locked=True)
                free.append(len(session.scalars(chats).all()))
        return stub_brains.read(words)

    assert stub_brains.conversing(engine, clock, read=read).handle_next()
    assert free == [2]


def test_an_event_that_cannot_be_opened_waits_though_its_draft_cannot_be_either(
    database_url: str, engine: Engine, clock: Clock
) -> None:
    receive(engine, clock, *texts("ก"))
    worker = stub_brains.conversing(engine, clock)
    work(worker)
    set_draft_with(KeyRing([OTHER_KEY]), database_url, FIRST)
    newer = open_engine(database_url, KeyRing([OTHER_KEY]), pool_size=1)
    receive(newer, clock, *texts("ข"))
    newer.dispose()
    receive(engine, clock, by(1, samples.text("ค")))
    assert work(worker) == 2
    assert attempts(engine) == {("handled", 1): 2, ("waiting", 0): 1}


def alter_draft(engine: Engine, key: str) -> None:
    with transaction(engine) as session:
        session.execute(text(ALTERED_DRAFT), {"key": key})


def set_draft_with(ring: KeyRing, database_url: str, key: str) -> None:
    """As a process does that was given other keys."""
    other = open_engine(database_url, ring, pool_size=1)
    with transaction(other) as session:
        conversations.set_step(session, key, "talking", {"heard": 1}, NOW)
    other.dispose()


def between_look_and_count(
    worker: Conversing, monkeypatch: pytest.MonkeyPatch, what: Callable[[], None]
) -> None:
    """Let something happen between the look at what waits and the count."""
    first = worker._first
    left = [what]

    def late(events: Any) -> Any:
        chosen = first(events)
        if left:
            left.pop()()
        return chosen

    monkeypatch.setattr(worker, "_first", late)


def test_what_was_joined_by_a_text_that_is_unsent_was_not_tried(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = samples.text("")["timestamp"]
    bubbles = [
        {**each, "timestamp": base + 2_000 * n} for n, each in enumerate(texts("ก", "ลับ", "ค"))
    ]
    receive(engine, clock, *(by(0, each) for each in bubbles))
    worker = stub_brains.conversing(engine, clock, burst=timedelta(seconds=3))
    clock.forward(seconds=60)
    unsend = samples.event("unsend", unsend={"messageId": bubbles[1]["message"]["id"]})
    unsend["timestamp"] = base + 10_000
    between_look_and_count(worker, monkeypatch, lambda: receive(engine, clock, by(0, unsend)))
    assert worker.handle_next()
    assert attempts(engine) == {("handled", 1): 2, ("waiting", 0): 2}
    work(worker)
    assert said(engine) == {f"line:U{0:032x}": ["1: ก", "2: ค", "3: unsend"]}


def test_of_a_crowd_one_inbound_is_made_though_another_chat_is_poisoned(
    engine: Engine, clock: Clock
) -> None:
    crowd = [by(0, samples.text(f"{n}")) for n in range(40)]
    receive(engine, clock, by(1, samples.text(POISON)), *crowd)
    worker = stub_brains.conversing(engine, clock)
    assert worker.handle_next()
    assert attempts(engine) == {("handled", 1): 40, ("failed", 1): 1}
    assert len(said(engine)[f"line:U{0:032x}"]) == 2, "to all of it, and that it is too much"


def test_after_a_button_that_another_worker_was_faster_with_the_next_one_is_begun(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(engine, clock, by(0, samples.postback("a=x")))
    worker = stub_brains.conversing(engine, clock)

    def collide() -> None:
        with transaction(engine) as session:
            inbox.mark_handled(session, [1], clock())
        receive(engine, clock, by(1, samples.postback("a=x")))

    between_look_and_count(worker, monkeypatch, collide)
    assert worker.handle_next()
    assert attempts(engine) == {("handled", 0): 1, ("handled", 1): 1}


def test_who_floods_is_read_in_time_though_tried_before(engine: Engine, clock: Clock) -> None:
    receive(engine, clock, *(by(0, samples.text("ก")) for _ in range(40)))
    worker = stub_brains.conversing(engine, clock)
    assert worker.handle_next()  # the whole crowd, and it is known as one
    receive(engine, clock, by(0, samples.text("ข")))
    with transaction(engine) as session:
        session.execute(update(InboxRow).where(InboxRow.state == "waiting").values(attempts=1))
    for _ in range(16):
        receive(engine, clock, *(by(writer, samples.text("ค")) for writer in (1, 2)))
        assert worker.handle_next()
    assert attempts(engine)["handled", 2] == 1


def test_what_was_undone_is_not_told_as_done(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The transaction breaks off when all is decided and written."""
    receive(engine, clock, *texts("ก", "ข"))
    broken = ["worker.before_commit"]

    def reach(place: str) -> None:
        if place in broken:
            broken.remove(place)
            raise RuntimeError(place)

    monkeypatch.setattr("bot.conversing.reach", reach)
    with capture_logs() as logged:
        assert stub_brains.conversing(engine, clock).handle_next()
    assert [each["rows"] for each in logged if each["event"] == "event.handled"] == [[1], [2]]


def test_what_is_not_begun_in_time_was_not_tried_though_nothing_was_decided_yet(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversing.LONGEST_BATCH", -1.0)
    receive(engine, clock, *texts("ก", "ข", "ค"))
    heard: list[str] = []

    def read(words: str) -> Reading:
        heard.append(words)
        return stub_brains.read(words)

    worker = stub_brains.conversing(engine, clock, decide=writes_to_a_timer, read=read)
    assert worker.handle_next()
    assert set(heard) == {"ก"}
    work(worker)
    assert attempts(engine) == {("handled", 1): 3}
