"""A day's line is written once, holds what came since the line before, and tells what is lost."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.cases import CaseState, LogEntry
from storage import Engine, Session, case_log, inbox, outbox, transaction
from storage.days import close_day, days, last_day
from tests.storage.builders import (
    BURST,
    LEASE,
    NOW,
    a_letter,
    a_mail,
    a_saved_case,
    an_event,
    claim_chat,
    complete,
)

FIRST = date(2026, 11, 22)
DAY = timedelta(days=1)


def handle(session: Session, rows: int) -> None:
    for _ in range(rows):
        claimed = claim_chat(session, NOW + DAY * 9, BURST, limit=1)
        assert claimed is not None
        inbox.mark_handled(session, [claimed[1][0].id], NOW)


def receive(session: Session, *reasons: str) -> None:
    events = [an_event(kind="postback", reason=reason) for reason in reasons]
    inbox.receive(session, events, BURST, NOW)


def test_a_day_holds_what_came_and_how_it_ended(session: Session) -> None:
    receive(session, "", "", "", "malformed")
    handle(session, 2)
    letters = [a_letter("line:U1"), a_letter("line:U2"), a_mail(), a_mail(reason="no address")]
    outbox.put(session, letters, NOW)
    lane = outbox.claim_lane(session, "w", NOW, LEASE, channel="line")
    assert lane is not None
    complete(session, lane, NOW)
    outbox.cancel_for(session, lane.recipient.partition(":")[2], NOW)
    outbox.cancel_for(session, "U2" if lane.recipient == "line:U1" else "U1", NOW)
    line = close_day(session, FIRST, NOW)
    assert line is not None
    assert line.adds_up
    assert (line.since, line.until) == (None, NOW)
    assert (line.events.came, line.events.ended, line.events.waiting, line.events.failed) == (
        4,
        2,
        1,
        1,
    )
    assert (line.messages.came, line.messages.ended, line.cancelled) == (4, 2, 1)
    assert (line.messages.waiting, line.messages.failed) == (1, 1)


def test_the_next_day_begins_with_what_was_open(session: Session) -> None:
    receive(session, "", "", "malformed")
    handle(session, 1)
    close_day(session, FIRST, NOW)
    receive(session, "")
    inbox.retry_failed(session, NOW)
    handle(session, 3)
    line = close_day(session, FIRST + DAY, NOW + DAY)
    assert line is not None
    assert line.adds_up
    assert (line.since, line.until) == (NOW, NOW + DAY)
    assert (line.events.carried, line.events.came, line.events.ended) == (2, 1, 3)


def test_what_is_lost_is_missing_on_its_day_and_on_no_other(session: Session) -> None:
    receive(session, "", "")
    close_day(session, FIRST, NOW)
    session.execute(text("DELETE FROM inbox WHERE id = (SELECT min(id) FROM inbox)"))
    lost = close_day(session, FIRST + DAY, NOW + DAY)
    receive(session, "")
    after = close_day(session, FIRST + 2 * DAY, NOW + 2 * DAY)
    assert lost is not None
    assert after is not None
    assert (lost.events.missing, lost.adds_up) == (1, False)
    assert after.adds_up
    assert [line.adds_up for line in days(session, 9)] == [True, False, True]


def test_a_day_is_closed_once_and_never_after_a_later_one(session: Session) -> None:
    assert close_day(session, FIRST, NOW) is not None
    receive(session, "")
    assert close_day(session, FIRST, NOW + DAY) is None
    assert close_day(session, FIRST - DAY, NOW + DAY) is None
    assert [line.day for line in days(session, 9)] == [FIRST]


def test_a_day_without_a_worker_is_in_the_next_line(session: Session) -> None:
    close_day(session, FIRST, NOW)
    receive(session, "")
    line = close_day(session, FIRST + 3 * DAY, NOW + 3 * DAY)
    assert line is not None
    assert (line.events.came, line.adds_up, line.since) == (1, True, NOW)


def test_cases_are_counted_in_their_day(session: Session) -> None:
    case = a_saved_case(session, state=CaseState.SCREENING)
    case_log.add(session, [LogEntry(case.id, case.created_at, None, "closed", "confirmed")])
    case_log.add(session, [LogEntry(case.id, case.created_at, None, "taken", "")])
    first = close_day(session, FIRST, case.created_at + DAY)
    second = close_day(session, FIRST + DAY, case.created_at + 2 * DAY)
    assert first is not None
    assert second is not None
    assert (first.cases_opened, first.cases_closed) == (1, 1)
    assert (second.cases_opened, second.cases_closed) == (0, 0)


def test_before_the_first_there_is_none(session: Session) -> None:
    assert last_day(session) is None


@pytest.mark.parametrize("table", ["ledger_days", "operator_log"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_was_written_down_stays(engine: Engine, table: str, change: str) -> None:
    column = "events_in" if table == "ledger_days" else "why"
    with transaction(engine) as session:
        close_day(session, FIRST, NOW)
    with pytest.raises(DBAPIError, match="append-only"), transaction(engine) as session:
        session.execute(text(change.format(table, column, column)))
