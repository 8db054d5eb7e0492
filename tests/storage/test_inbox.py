"""Events are stored once for ever, and handled one chat at a time, in LINE's order."""

import threading
from datetime import timedelta

import pytest

from storage import Engine, Session, inbox, transaction
from tests.storage.builders import BURST, NOW, an_event, claim_chat, seconds

LATER = NOW + BURST


def test_an_event_is_stored_once_for_ever(session: Session) -> None:
    event = an_event()
    assert inbox.receive(session, [event, event], BURST, NOW) == 1
    assert inbox.receive(session, [event], BURST, NOW + timedelta(days=400)) == 0
    claimed = claim_chat(session, LATER, BURST)
    assert claimed is not None
    inbox.mark_handled(session, [each.id for each in claimed[1]], LATER)
    assert inbox.receive(session, [event], BURST, LATER) == 0
    assert claim_chat(session, LATER + seconds(60), BURST) is None


def test_nothing_is_received_from_an_empty_batch(session: Session) -> None:
    assert inbox.receive(session, [], BURST, NOW) == 0


def test_what_is_received_comes_back_as_it_was(session: Session) -> None:
    sent = an_event(
        raw='{"message":{"text":"a\\u0000b\\ud800"}}',
        reply_token="token",
        is_redelivery=True,
        mode="standby",
        kind="image",
    )
    inbox.receive(session, [sent], BURST, NOW)
    claimed = claim_chat(session, NOW, BURST)
    assert claimed is not None
    event = claimed[1][0]
    assert (event.raw, event.reply_token, event.is_redelivery) == (sent.raw, "token", True)
    assert (event.mode, event.kind, event.message_id) == ("standby", "image", sent.message_id)
    assert (event.timestamp, event.received_at, event.ready_at) == (NOW, NOW, NOW)
    assert event.ready_at.utcoffset() == timedelta(0)


def test_a_text_waits_for_more_bubbles_and_a_tap_does_not(session: Session) -> None:
    inbox.receive(session, [an_event("user:Utext")], BURST, NOW)
    assert claim_chat(session, LATER - seconds(0.1), BURST) is None
    inbox.receive(session, [an_event("user:Utap", kind="postback")], BURST, NOW)
    claimed = claim_chat(session, NOW, BURST)
    assert claimed is not None
    assert claimed[0].key == "user:Utap"


def test_all_bubbles_of_a_chat_come_together_in_the_order_of_lines_clock(session: Session) -> None:
    first, second = an_event(timestamp=NOW - seconds(2)), an_event(timestamp=NOW - seconds(1))
    third = an_event(timestamp=NOW, kind="location")
    inbox.receive(session, [third], BURST, NOW)
    inbox.receive(session, [second, first], BURST, NOW)
    assert claim_chat(session, NOW + seconds(1), BURST) is None  # the writer may go on
    claimed = claim_chat(session, LATER, BURST)
    assert claimed is not None
    expected = [each.webhook_event_id for each in (first, second, third)]
    assert [each.webhook_event_id for each in claimed[1]] == expected


def test_somebody_who_never_pauses_is_read_after_four_windows(session: Session) -> None:
    for tick in range(7):
        inbox.receive(session, [an_event()], BURST, NOW + seconds(2 * tick))
    assert claim_chat(session, NOW + seconds(11.9), BURST) is None
    claimed = claim_chat(session, NOW + seconds(12), BURST)
    assert claimed is not None
    assert len(claimed[1]) == 7


def test_the_chat_that_waits_longest_comes_first(session: Session) -> None:
    inbox.receive(session, [an_event("user:Unew")], BURST, NOW + seconds(1))
    inbox.receive(session, [an_event("user:Uold")], BURST, NOW)
    claimed = claim_chat(session, NOW + seconds(60), BURST)
    assert claimed is not None
    assert claimed[0].key == "user:Uold"


def test_a_chat_is_held_by_one_worker_at_a_time(engine: Engine) -> None:
    with transaction(engine) as session:
        inbox.receive(session, [an_event("user:U1"), an_event("user:U2")], BURST, NOW)
    with transaction(engine) as one, transaction(engine) as two, transaction(engine) as three:
        first = claim_chat(one, LATER, BURST)
        second = claim_chat(two, LATER, BURST)
        assert first is not None
        assert second is not None
        assert {first[0].key, second[0].key} == {"user:U1", "user:U2"}
        assert claim_chat(three, LATER, BURST) is None


def test_a_worker_that_dies_gives_its_chat_back(engine: Engine) -> None:
    with transaction(engine) as session:
        inbox.receive(session, [an_event()], BURST, NOW)

    def dies_at_work() -> None:
        with transaction(engine) as session:
            claimed = claim_chat(session, LATER, BURST)
            assert claimed is not None
            inbox.mark_handled(session, [claimed[1][0].id], LATER)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        dies_at_work()
    with transaction(engine) as session:
        assert claim_chat(session, LATER, BURST) is not None


def test_events_of_a_chat_are_received_while_it_is_handled(engine: Engine) -> None:
    with transaction(engine) as session:
        inbox.receive(session, [an_event()], BURST, NOW)
    with transaction(engine) as worker:
        assert claim_chat(worker, LATER, BURST) is not None
        with transaction(engine) as web:  # would wait for the worker's lock, and time out
            assert inbox.receive(web, [an_event()], BURST, NOW) == 1


def test_many_workers_handle_every_event_once_and_in_order(engine: Engine) -> None:
    chats, bubbles, workers = 12, 6, 6
    with transaction(engine) as session:
        for tick in range(bubbles):
            batch = [
                an_event(f"user:U{chat}", timestamp=NOW + seconds(tick), kind="postback")
                for chat in range(chats)
            ]
            inbox.receive(session, batch, BURST, NOW)
    handled: list[tuple[str, float]] = []

    def work() -> None:
        while True:
            with transaction(engine) as session:
                # One event at a time, so that chats are claimed again by different workers.
                claimed = claim_chat(session, LATER, BURST, limit=1)
                if claimed is None:
                    break
                (event,) = claimed[1]
                handled.append((event.conversation_key, event.timestamp.timestamp()))
                inbox.mark_handled(session, [event.id], LATER)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    work()  # a worker leaves when all chats left are held by others
    assert len(handled) == len(set(handled)) == chats * bubbles
    for chat in range(chats):
        times = [at for key, at in handled if key == f"user:U{chat}"]
        assert times == sorted(times)


def test_a_malformed_event_is_kept_as_failed_with_its_reason(session: Session) -> None:
    bad = an_event(inbox.NO_CONVERSATION, kind="unknown", reason="no timestamp", message_id=None)
    assert inbox.receive(session, [bad], BURST, NOW) == 1
    assert claim_chat(session, LATER, BURST) is None
    (failed,) = inbox.failed_events(session)
    assert (failed.reason, failed.state, failed.raw) == ("no timestamp", "failed", bad.raw)


def test_a_failed_event_is_listed_and_tried_again_when_asked(session: Session) -> None:
    inbox.receive(session, [an_event(), an_event()], BURST, NOW)
    claimed = claim_chat(session, LATER, BURST)
    assert claimed is not None
    poisoned, fine = (each.id for each in claimed[1])
    assert inbox.mark_failed(session, [poisoned], "ValueError", LATER) == {poisoned}
    assert inbox.mark_handled(session, [fine], LATER) == {fine}
    assert not inbox.mark_handled(session, [poisoned], LATER), "what failed stays failed"
    assert [each.id for each in inbox.failed_events(session)] == [poisoned]
    assert inbox.retry_failed(session, LATER, [fine]) == 0
    assert inbox.retry_failed(session, LATER) == 1
    again = claim_chat(session, LATER, BURST)
    assert again is not None
    assert [(each.id, each.attempts) for each in again[1]] == [(poisoned, 0)]


def test_how_long_a_worker_may_sleep(session: Session) -> None:
    assert inbox.next_ready(session) is None
    inbox.receive(session, [an_event()], BURST, NOW)
    assert inbox.next_ready(session) == LATER
