"""The ledger adds up, and says so when it does not."""

from sqlalchemy import text

from storage import Session, inbox, outbox
from storage.ledger import ledger
from tests.storage.builders import (
    BURST,
    LEASE,
    NOW,
    a_letter,
    a_mail,
    an_event,
    claim_chat,
    complete,
    seconds,
)

LATER = NOW + BURST


def some_of_everything(session: Session) -> None:
    event = an_event(kind="postback")
    inbox.receive(session, [event, an_event(kind="postback")], BURST, NOW)
    inbox.receive(session, [event, an_event(reason="malformed")], BURST, NOW)
    claimed = claim_chat(session, LATER, BURST)
    assert claimed is not None
    inbox.mark_handled(session, [claimed[1][0].id], LATER)
    letters = [a_letter("line:U1"), a_letter("line:U2"), a_mail(), a_mail(reason="no address")]
    outbox.put(session, letters, NOW)
    lane = outbox.claim_lane(session, "w", NOW, LEASE, channel="line")
    assert lane is not None
    complete(session, lane, NOW)


def test_an_empty_house_is_balanced(session: Session) -> None:
    empty = ledger(session)
    assert empty.balanced
    assert empty.events == {"waiting": 0, "handled": 0, "failed": 0}
    assert empty.messages["mail"] == {"waiting": 0, "delivered": 0, "failed": 0, "cancelled": 0}
    assert (empty.received, empty.oldest_waiting_event) == (0, None)


def test_everything_is_counted_where_it_stands(session: Session) -> None:
    some_of_everything(session)
    counted = ledger(session)
    assert counted.balanced
    assert counted.received == 3  # the one that came twice counts once
    assert counted.events == {"waiting": 1, "handled": 1, "failed": 1}
    assert counted.written == {"line": 2, "mail": 2}
    assert counted.messages["line"] == {"waiting": 1, "delivered": 1, "failed": 0, "cancelled": 0}
    assert counted.messages["mail"] == {"waiting": 1, "delivered": 0, "failed": 1, "cancelled": 0}
    assert (counted.oldest_waiting_event, counted.oldest_waiting_message) == (NOW, NOW)


def test_a_lost_event_is_missed(session: Session) -> None:
    some_of_everything(session)
    session.execute(text("DELETE FROM inbox WHERE state = 'waiting'"))
    found = ledger(session)
    assert not found.balanced
    assert (found.events_missing, found.messages_missing) == (1, {"line": 0, "mail": 0})


def test_a_lost_message_is_missed(session: Session) -> None:
    some_of_everything(session)
    session.execute(text("DELETE FROM outbox WHERE channel = 'line' AND state = 'waiting'"))
    found = ledger(session)
    assert not found.balanced
    assert found.messages_missing == {"line": 1, "mail": 0}


def test_what_was_undone_was_never_written(session: Session) -> None:
    undone = session.begin_nested()
    some_of_everything(session)
    undone.rollback()
    assert ledger(session).balanced
    assert ledger(session).received == 0


def test_failed_messages_and_events_can_all_be_tried_again(session: Session) -> None:
    some_of_everything(session)
    assert inbox.retry_failed(session, LATER + seconds(1)) == 1
    assert outbox.retry_failed(session, LATER) == 1
    counted = ledger(session)
    assert counted.balanced
    assert counted.events["failed"] == counted.messages["mail"]["failed"] == 0
