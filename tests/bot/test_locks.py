"""Workers under load do not wait for each other in a ring, whatever their chats have waiting."""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

from bot.envelope import received
from casework.changes import Decision
from casework.messages import Message, Text, ToPerson
from handlers.inbound import Inbound
from storage import Engine, inbox, people, transaction
from storage.ledger import ledger
from tests.bot import samples, stub_brains
from tests.bot.clock import Clock

READERS = ("U" + "a" * 32, "U" + "b" * 32)


def test_two_chats_that_write_to_the_same_two_people_in_opposite_order(
    engine: Engine, clock: Clock
) -> None:
    with transaction(engine) as session:
        ids = [people.ensure_person(session, each).id for each in READERS]
    both_decided = Barrier(2)
    wrong: list[BaseException] = []

    def decide(inbound: Inbound, *_: Any) -> Decision:
        with suppress(BrokenBarrierError):  # the other one waits for us: go on, and see who wins
            both_decided.wait(2)
        reader = ids[int(inbound.data[-1])]
        return Decision((), (Message(ToPerson(reader), Text("ก"), about="test"),))

    def work() -> None:
        worker = stub_brains.conversing(engine, clock, decide=decide)
        try:
            while worker.handle_next():
                pass
        except Exception as error:  # noqa: BLE001  (looked at below)
            wrong.append(error)

    for writer, order in (("c", "01"), ("d", "10")):
        source = {"type": "user", "userId": "U" + writer * 32}
        events = [{**samples.postback(f"a={each}"), "source": source} for each in order]
        for later, event in enumerate(events):
            event["timestamp"] += later
        with transaction(engine) as session:
            rows = [received(each, clock()) for each in events]
            inbox.receive(session, rows, timedelta(0), clock())
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, "a deadlock"
    with transaction(engine) as session:
        book = ledger(session)
    assert book.events["handled"] == 4
    assert book.messages["line"]["waiting"] == 4
