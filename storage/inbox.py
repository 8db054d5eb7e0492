"""Webhook events: received once for ever, handled one conversation at a time, in LINE's order."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, TextClause, func, null, select, update
from sqlalchemy.orm import Session, defer

from storage.events import Counted, Event, Received
from storage.inbox_statements import (
    LOCK,
    MARK,
    MOST_AT_ONCE,
    READY,
    STILL_WAITING,
    WAITING,
    is_unsent,
)
from storage.prepared import all_rows, first_row, table_of
from storage.receiving import Stored, store
from storage.resting import put_off
from storage.sealing import KeyMissing, SealBroken, SealingFault
from storage.tables import InboxRow

NO_CONVERSATION = "none"
CHANNEL = "khoto_inbox"
PATIENCE = 4  # burst windows after which a chat that never pauses is read anyway
LOCK_TRIES = 5


def receive(session: Session, rows: Sequence[Received], burst: timedelta, now: datetime) -> int:
    """Store events, each webhookEventId once for ever. Returns how many were new. A text may be
    followed by more bubbles, so it is ready `burst` after it came; anything else is ready now.
    Workers are woken when the transaction commits.
    """
    stored = receive_quietly(session, rows, burst, now)
    if stored.waiting:
        wake_workers(session)
    return stored.new


def receive_quietly(
    session: Session, rows: Sequence[Received], burst: timedelta, now: datetime
) -> Stored:
    """As `receive`, but if any `waiting` is new, `wake_workers` is to be called after the commit.

    Transactions that notify are committed one after the other, each to the disk: those that LINE
    waits for should not be (PostgreSQL's src/backend/commands/async.c, PreCommit_Notify).
    """
    return store(session, rows, burst, now) if rows else Stored(0, 0)


def wake_workers(session: Session) -> None:
    """Wake those that wait for events, when the transaction commits."""
    session.execute(select(func.pg_notify(CHANNEL, "")))


def locked(
    session: Session, now: datetime, burst: timedelta, behind: Collection[str] = ()
) -> tuple[str, list[Counted], list[Event]]:
    """Lock one conversation that has ready events, until the transaction ends. Returns its key, its
    waiting events, not counted yet, and those of them that open, in the order of LINE's timestamps;
    nothing where none is ready.

    Ready means that all its waiting events are (the writer has paused for `burst`), or that one has
    waited longer than four times that. Those that stand `behind` are looked at when no other is.
    """
    for _ in range(LOCK_TRIES):
        long_ago = now - PATIENCE * burst
        found = first_row(session, READY, now=now, long_ago=long_ago, behind=list(behind))
        if found is None:
            return locked(session, now, burst) if behind else ("", [], [])
        key: str = found.key
        # Another worker may have handled them between our look and our lock: this look is fresh.
        try:
            opened = _read(all_rows(session, WAITING, key=key))
            counted = uncounted(opened)
        except SealingFault:
            ids = _waiting(key).with_only_columns(InboxRow.id, InboxRow.attempts)
            counted = [Counted(row.id, key, row.attempts) for row in session.execute(ids)]
            opened = _opened(session, [event.id for event in counted])
        if counted:
            return key, counted, opened
    return "", [], []


def uncounted(events: Iterable[Event]) -> list[Counted]:
    """The events, as they are before their attempt is counted."""
    return [Counted(each.id, each.conversation_key, each.attempts, each) for each in events]


def _waiting(key: str) -> Select[InboxRow]:
    """A conversation's waiting events, in the order of LINE's timestamps."""
    waiting = select(InboxRow).where(InboxRow.conversation_key == key, InboxRow.state == "waiting")
    return waiting.order_by(InboxRow.timestamp, InboxRow.id).limit(MOST_AT_ONCE)


def _opened(session: Session, event_ids: Sequence[int]) -> list[Event]:
    """The events that can be opened, in the order of LINE's timestamps."""
    query = select(InboxRow).order_by(InboxRow.timestamp, InboxRow.id)
    try:
        return _events(session, query.where(InboxRow.id.in_(event_ids)))
    except SealingFault:
        opened: list[Event] = []
        for event_id in event_ids:
            with suppress(SealingFault):
                opened += _events(session, query.where(InboxRow.id == event_id))
        return opened


def hold(session: Session, counted: Sequence[Counted], now: datetime) -> tuple[str, list[Event]]:
    """Lock the conversation of counted events until the transaction ends. Returns its key and them.

    Only those that still wait: none, if another worker was faster. What was unsent, even before it
    came, is blanked and left out; so is what cannot be opened (`_open_one_by_one`).
    """
    key = counted[0].conversation_key
    # Waits for whoever handles them at this moment. What was unsent meanwhile is seen by the next
    # statement: this one sees the database as it was before it waited.
    all_rows(session, LOCK, key=key)
    ids = [event.id for event in counted]
    with suppress(SealingFault):
        found = all_rows(session, STILL_WAITING, ids=ids)
        if not any(row.is_unsent for row in found):
            return key, _read(found)
    _take_back(session, InboxRow.id.in_(ids), is_unsent(table_of(InboxRow)), now=func.now())
    try:
        return key, _read(all_rows(session, STILL_WAITING, ids=ids))
    except SealingFault:
        good = _open_one_by_one(session, key, ids, now)
        return key, _read(all_rows(session, STILL_WAITING, ids=good))


def _open_one_by_one(
    session: Session, key: str, event_ids: Sequence[int], now: datetime
) -> list[int]:
    """One event that cannot be opened must not stand before all others for ever.

    One that was altered is listed as failed; the ids of the others are returned. When this process
    was not given the key of one, the whole conversation waits, not counted as an attempt, for one
    that was: what stands behind must not overtake it.
    """
    good: list[int] = []
    for event_id in event_ids:
        try:
            session.scalar(select(InboxRow.raw).where(InboxRow.id == event_id))
        except KeyMissing as fault:
            put_off(session, key, event_ids, str(fault), now)
            return []
        except SealBroken as fault:
            mark_failed(session, [event_id], str(fault), now)
        else:
            good.append(event_id)
    return good


def mark_handled(session: Session, event_ids: Iterable[int], now: datetime) -> set[int]:
    """The events are done. Returns the ids of those that were waiting."""
    return _mark(session, event_ids, now, "handled", "")


def mark_failed(session: Session, event_ids: Iterable[int], reason: str, now: datetime) -> set[int]:
    """The events could not be handled and are listed for a person. As `mark_handled`."""
    return _mark(session, event_ids, now, "failed", reason)


def _mark(
    session: Session, event_ids: Iterable[int], now: datetime, state: str, reason: str
) -> set[int]:
    values = {"new_state": state, "new_reason": reason, "now": now}
    return {row.id for row in all_rows(session, MARK, ids=list(event_ids), **values)}


def erase(session: Session, message_id: str, now: datetime) -> int:
    """Blank what was stored of a message; kind and ids stay. Returns how many events spoke of it.

    One that waits, or is on the failed list, has nothing left to be handled and counts as handled.
    """
    return _take_back(session, InboxRow.message_id == message_id, now=now)


def _take_back(
    session: Session, *which: ColumnElement[bool], now: ColumnElement[Any] | datetime
) -> int:
    return blank(session, *which, InboxRow.kind != "unsend", reason="unsent by its writer", now=now)


def blank(
    session: Session,
    *which: ColumnElement[bool] | TextClause,
    reason: str,
    now: ColumnElement[Any] | datetime,
) -> int:
    """Take the words out of these events, which then count as handled. Returns how many."""
    blanked = session.execute(
        update(InboxRow)
        .where(*which)
        .values(
            raw="{}",
            reply_token=null(),
            state="handled",
            reason=reason,
            blanked_at=now,
            handled_at=func.coalesce(InboxRow.handled_at, now),
        )
        .returning(InboxRow.id)
    )
    return len(blanked.all())


def failed_events(session: Session, limit: int = 100) -> list[Event]:
    """What could not be handled, oldest first; without words if those of one cannot be opened."""
    query = select(InboxRow).where(InboxRow.state == "failed").order_by(InboxRow.id).limit(limit)
    try:
        return _events(session, query)
    except SealingFault:
        wordless = query.options(defer(InboxRow.raw))
        return [event_of(row, "") for row in session.scalars(wordless)]


def retry_failed(session: Session, now: datetime, event_ids: Iterable[int] | None = None) -> int:
    """Let failed events (all, or these) be tried again at once. Returns how many."""
    again = update(InboxRow).where(InboxRow.state == "failed")
    if event_ids is not None:
        again = again.where(InboxRow.id.in_(list(event_ids)))
    retried = session.execute(
        again.values(
            state="waiting", reason="", attempts=0, ready_at=now, handled_at=None
        ).returning(InboxRow.id)
    ).all()
    if retried:
        wake_workers(session)
    return len(retried)


def drop_failed(session: Session, now: datetime, event_ids: Iterable[int]) -> int:
    """Let failed events be: handled, and blanked as when they are unsent. Returns how many."""
    these = (InboxRow.state == "failed", InboxRow.id.in_(list(event_ids)))
    return blank(session, *these, reason="dropped by an operator", now=now)


def failed_event(session: Session, event_id: int) -> Event | None:
    """A failed event; None when none has that id."""
    query = select(InboxRow).where(InboxRow.state == "failed", InboxRow.id == event_id)
    row = session.scalar(query)
    return event_of(row, row.raw) if row else None


def next_ready(session: Session) -> datetime | None:
    """When the first waiting event is ready: how long a worker may sleep. None: nothing waits."""
    return session.scalar(select(func.min(InboxRow.ready_at)).where(InboxRow.state == "waiting"))


def _events(session: Session, query: Select[InboxRow]) -> list[Event]:
    return [event_of(row, row.raw) for row in session.scalars(query)]


def _read(found: Iterable[Any]) -> list[Event]:
    return [event_of(row, row.raw) for row in found]


def event_of(row: Any, raw: str) -> Event:
    """The event of a row that has its columns."""
    return Event(
        id=row.id,
        webhook_event_id=row.webhook_event_id,
        conversation_key=row.conversation_key,
        kind=row.kind,
        message_id=row.message_id,
        timestamp=row.timestamp,
        received_at=row.received_at,
        ready_at=row.ready_at,
        raw=raw,
        mode=row.mode,
        is_redelivery=row.is_redelivery,
        reply_token=row.reply_token,
        state=row.state,
        attempts=row.attempts,
        reason=row.reason,
    )
