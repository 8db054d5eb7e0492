"""The ledger's line of each day: written once, when the day has ended, and never changed."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from casework.day_line import Book, DayLine
from storage.tables import LedgerDayRow

# One statement is one moment. Sums since ever; the lines before are taken off afterwards.
TOTALS = text(
    """
    SELECT (SELECT coalesce(sum(rows), 0) FROM journal WHERE book = 'inbox') AS events_in,
           i.handled, i.waiting AS events_waiting, i.failed AS events_failed,
           (SELECT coalesce(sum(rows), 0) FROM journal WHERE book <> 'inbox') AS written,
           o.delivered, o.cancelled, o.waiting AS messages_waiting, o.failed AS messages_failed
      FROM (SELECT count(*) FILTER (WHERE state = 'handled') AS handled,
                   count(*) FILTER (WHERE state = 'waiting') AS waiting,
                   count(*) FILTER (WHERE state = 'failed') AS failed FROM inbox) AS i,
           (SELECT count(*) FILTER (WHERE state = 'delivered') AS delivered,
                   count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
                   count(*) FILTER (WHERE state = 'waiting') AS waiting,
                   count(*) FILTER (WHERE state = 'failed') AS failed FROM outbox) AS o
    """
)
EARLIER = text(
    """
    SELECT coalesce(sum(events_in), 0) AS came, coalesce(sum(events_handled), 0) AS handled,
           coalesce(sum(messages_written), 0) AS written,
           coalesce(sum(messages_delivered), 0) AS delivered,
           coalesce(sum(messages_cancelled), 0) AS cancelled
      FROM ledger_days
    """
)
CASES = text(
    """
    SELECT (SELECT count(*) FROM cases
             WHERE created_at >= :since AND created_at < :until) AS opened,
           (SELECT count(*) FROM case_log
             WHERE action IN ('closed', 'withdrawn') AND at >= :since AND at < :until) AS closed
    """
)
BEGINNING = datetime.min.replace(tzinfo=UTC)


def close_day(session: Session, day: date, now: datetime) -> DayLine | None:
    """Write the line of `day`: all since the line before. None if it, or a later one, was written.

    Only one transaction may do so at a time, which holding the timer `day` sees to.
    """
    last = last_day(session)
    if last is not None and last.day >= day:
        return None
    before = session.execute(EARLIER).one()
    totals = session.execute(TOTALS).one()
    since = last.until if last else None
    cases = session.execute(CASES, {"since": since or BEGINNING, "until": now}).one()
    values: dict[str, Any] = {
        "day": day,
        "since": since,
        "until": now,
        "events_carried": last.events.waiting + last.events.failed if last else 0,
        "events_in": totals.events_in - before.came,
        "events_handled": totals.handled - before.handled,
        "events_waiting": totals.events_waiting,
        "events_failed": totals.events_failed,
        "messages_carried": last.messages.waiting + last.messages.failed if last else 0,
        "messages_written": totals.written - before.written,
        "messages_delivered": totals.delivered - before.delivered,
        "messages_cancelled": totals.cancelled - before.cancelled,
        "messages_waiting": totals.messages_waiting,
        "messages_failed": totals.messages_failed,
        "cases_opened": cases.opened,
        "cases_closed": cases.closed,
    }
    session.execute(insert(LedgerDayRow).values(**values))
    return last_day(session)


def last_day(session: Session) -> DayLine | None:
    """The newest line; None before the first."""
    found = days(session, 1)
    return found[0] if found else None


def days(session: Session, limit: int) -> list[DayLine]:
    """The newest lines, oldest first."""
    query = select(LedgerDayRow).order_by(LedgerDayRow.day.desc()).limit(limit)
    return [_line(row) for row in session.scalars(query)][::-1]


def _line(row: LedgerDayRow) -> DayLine:
    return DayLine(
        day=row.day,
        since=row.since,
        until=row.until,
        events=Book(
            row.events_carried,
            row.events_in,
            row.events_handled,
            row.events_waiting,
            row.events_failed,
        ),
        messages=Book(
            row.messages_carried,
            row.messages_written,
            row.messages_delivered + row.messages_cancelled,
            row.messages_waiting,
            row.messages_failed,
        ),
        cancelled=row.messages_cancelled,
        cases_opened=row.cases_opened,
        cases_closed=row.cases_closed,
    )
