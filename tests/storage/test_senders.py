"""Many senders and writers at once: every message leaves once, and in its recipient's order."""

import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from storage import Engine, outbox, transaction
from storage.ledger import ledger
from tests.storage.builders import LEASE, NOW, a_letter, complete, seconds


def together(*work: Callable[[], None]) -> None:
    """Run all at once; what one raises is raised here."""
    errors: list[BaseException] = []

    def guarded(task: Callable[[], None]) -> None:
        try:
            task()
        except BaseException as error:  # noqa: BLE001  (raised again below)
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=[task]) for task in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_every_message_leaves_once_and_in_order(engine: Engine) -> None:
    recipients, rounds, writers, senders = 5, 8, 2, 4
    sent: dict[str, list[int]] = defaultdict(list)
    given_back: set[int] = set()
    writing_is_over = threading.Event()

    def write() -> None:
        for turn in range(rounds):
            with transaction(engine) as session:
                letters = [
                    a_letter(f"line:U{(number + turn) % recipients}", urgent=turn % 3 == 0)
                    for number in range(recipients)
                ]
                outbox.put(session, letters, NOW)

    def send() -> None:
        while True:
            over = writing_is_over.is_set()
            with transaction(engine) as session:
                lane = outbox.claim_lane(session, "w", NOW, LEASE)
            if lane is None:
                if over:
                    return
                continue
            sent[lane.recipient].extend(lane.ids)  # while it is leased, nobody else sends to them
            with transaction(engine) as session:
                if lane.ids[0] % 3 == 0 and lane.ids[0] not in given_back:
                    given_back.add(lane.ids[0])
                    assert outbox.release(session, lane, NOW)
                    del sent[lane.recipient][-len(lane.ids) :]
                else:
                    assert complete(session, lane, NOW)

    def write_all() -> None:
        together(*[write] * writers)
        writing_is_over.set()

    together(write_all, *[send] * senders)
    with transaction(engine) as session:  # senders leave while others still hold the last lanes
        while lane := outbox.claim_lane(session, "w", NOW, LEASE):
            sent[lane.recipient].extend(lane.ids)
            complete(session, lane, NOW)
        counted = ledger(session)
    assert counted.balanced
    assert counted.messages["line"]["delivered"] == recipients * rounds * writers
    for ids in sent.values():
        assert ids == sorted(set(ids))
        assert len(ids) == rounds * writers


def test_two_who_write_to_one_person_do_so_one_after_the_other(engine: Engine) -> None:
    ids: list[int] = []

    def second() -> None:
        with transaction(engine) as session:
            ids.extend(outbox.put(session, [a_letter()], NOW))

    with transaction(engine) as session:
        (first,) = outbox.put(session, [a_letter()], NOW)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        assert ids == []  # else it might be sent before the first one is even seen
    thread.join()
    assert first < ids[0]


def test_a_claim_that_was_never_committed_takes_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        outbox.put(session, [a_letter()], NOW)
    with transaction(engine) as session:
        assert outbox.claim_lane(session, "w", NOW, LEASE) is not None
        session.rollback()
    with transaction(engine) as session:
        assert outbox.claim_lane(session, "w", NOW, LEASE) is not None


def test_a_lane_being_claimed_is_passed_over(engine: Engine) -> None:
    with transaction(engine) as session:
        outbox.put(session, [a_letter("line:U1"), a_letter("line:U2")], NOW)
    with transaction(engine) as one, transaction(engine) as two, transaction(engine) as three:
        first = outbox.claim_lane(one, "w1", NOW, LEASE)
        second = outbox.claim_lane(two, "w2", NOW, LEASE)
        assert first is not None
        assert second is not None
        assert {first.recipient, second.recipient} == {"line:U1", "line:U2"}
        assert outbox.claim_lane(three, "w3", NOW, LEASE) is None


def test_an_outage_of_many_lanes_hides_no_lane_that_can_be_sent(engine: Engine) -> None:
    with transaction(engine) as session:
        for number in range(80):
            outbox.put(session, [a_letter(f"line:U{number}", urgent=number % 2 == 0)], NOW)
        while lane := outbox.claim_lane(session, "w", NOW, LEASE):
            outbox.postpone(session, lane, NOW + timedelta(hours=1), "503", NOW)
        for number in range(80):  # more for the same people, who all wait
            outbox.put(session, [a_letter(f"line:U{number}", urgent=True)], NOW + seconds(1))
        outbox.put(session, [a_letter("line:Uother")], NOW + seconds(2))
        lane = outbox.claim_lane(session, "w", NOW + seconds(3), LEASE)
        assert lane is not None
        assert lane.recipient == "line:Uother"
