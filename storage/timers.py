"""Things to do at a time: due times, reminders, digests, retention."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Engine,
    Text,
    and_,
    bindparam,
    func,
    not_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from storage.prepared import Prepared, first_row, prepared_alone, table_of
from storage.tables import TimerRow

LOOKED_AT = 32  # due timers that one look finds
GOING_OFF = 56_426  # the first half of the advisory lock held while a timer goes off
# Follows every character there is, also in a key that goes on with the last one.
AFTER_ALL = "\U0010ffff"

_timers = table_of(TimerRow)
_WAITING = (
    select(_timers.c.key)
    .where(
        _timers.c.key == bindparam("of", type_=Text),
        _timers.c.due == bindparam("due_at", type_=DateTime(timezone=True)),
        _timers.c.state == "waiting",
    )
    .with_for_update(key_share=True, skip_locked=True)
)
_COUNT = Prepared(
    update(_timers)
    .where(_timers.c.key == _WAITING.scalar_subquery())
    .values(attempts=_timers.c.attempts + 1)
    .returning(_timers.c.attempts)
)


@dataclass(frozen=True)
class Timer:
    """A timer that is set or has gone off. Times are UTC."""

    key: str
    kind: str
    due: datetime
    case_id: UUID | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    state: str = "waiting"
    attempts: int = 0
    reason: str = ""


def set_timer(session: Session, timer: Timer) -> None:
    """Set the timer; one with the same key, in whatever state, is replaced by it."""
    values = {
        "kind": timer.kind,
        "due": timer.due,
        "case_id": timer.case_id,
        "data": dict(timer.data),
        "state": "waiting",
        "attempts": 0,
        "reason": "",
        "done_at": None,
    }
    session.execute(
        insert(TimerRow)
        .values(key=timer.key, **values)
        .on_conflict_do_update(index_elements=[TimerRow.key], set_=values)
    )


def set_again(session: Session, timer: Timer, now: datetime, after: timedelta) -> bool:
    """Set a timer that has to be there always. True: it was missing, or has ended `after` ago.

    Its data and due time stay: it remembers, and goes off at once for what it missed. One that
    waits, or has just ended, is left as it is.
    """
    ended = and_(TimerRow.state != "waiting", TimerRow.done_at <= now - after)
    known = session.scalar(select(TimerRow.key).where(TimerRow.key == timer.key, not_(ended)))
    if known is not None:
        return False
    again = {"state": "waiting", "attempts": 0, "reason": "", "done_at": None}
    made = session.execute(
        insert(TimerRow)
        .values(key=timer.key, kind=timer.kind, due=timer.due, data=dict(timer.data))
        .on_conflict_do_update(index_elements=[TimerRow.key], set_=again, where=ended)
        .returning(TimerRow.key)
    )
    return made.first() is not None


def cancel(session: Session, prefix: str, now: datetime) -> int:
    """Take back every waiting timer whose key begins with `prefix`. Returns how many."""
    cancelled = session.execute(
        update(TimerRow)
        .where(
            TimerRow.key >= prefix,
            TimerRow.key < prefix + AFTER_ALL,
            TimerRow.state == "waiting",
        )
        .values(state="cancelled", done_at=now)
        .returning(TimerRow.key)
    )
    return len(cancelled.all())


def due(
    session: Session, now: datetime, limit: int = 1, besides: Collection[str] = ()
) -> list[Timer]:
    """Timers whose time has come, earliest first; none whose key is among `besides`."""
    query = (
        select(TimerRow)
        .where(TimerRow.state == "waiting", TimerRow.due <= now, TimerRow.key.not_in(list(besides)))
        .order_by(TimerRow.due)
        .limit(limit)
    )
    return [_timer(row) for row in session.scalars(query)]


def count_attempt(session: Session, now: datetime, besides: Collection[str] = ()) -> Timer | None:
    """The earliest due timer that nobody else has begun, its attempt counted; None: none is due.
    Those of the keys `besides` are passed over, and one that is being set anew or taken back.

    It is this transaction's until that ends: others pass it over. The count is committed at once,
    on another connection: a timer that ends the process is known by its count, and nobody counts
    what another has in hand. `hold` it before anything else.
    """
    for timer in due(session, now, LOOKED_AT, besides):
        key = func.hashtext(timer.key)
        if not session.scalar(select(func.pg_try_advisory_xact_lock(GOING_OFF, key))):
            continue
        with prepared_alone(cast(Engine, session.get_bind())) as counting:
            counted = first_row(counting, _COUNT, of=timer.key, due_at=timer.due)
        # Another worker may have had it between our look and our lock, or changes it just now.
        if counted is not None:
            return replace(timer, attempts=counted.attempts)
    return None


def uncount(session: Session, timer: Timer) -> None:
    """The attempt does not count: nothing could be done for it."""
    session.execute(
        update(TimerRow).where(*_still_waits(timer)).values(attempts=TimerRow.attempts - 1)
    )


def hold(session: Session, timer: Timer) -> bool:
    """Lock a counted timer until the transaction ends. False: it was taken back, or set anew."""
    row = select(TimerRow.key).where(*_still_waits(timer))
    # Waits for whoever sets it anew at this moment.
    return session.scalar(row.with_for_update(key_share=True)) is not None


def mark(session: Session, timer: Timer, state: str, now: datetime, reason: str = "") -> bool:
    """A claimed timer is `done`, `failed` or `cancelled`. False if it was set anew meanwhile, by
    its own handler, say."""
    marked = session.execute(
        update(TimerRow)
        .where(*_still_waits(timer))
        .values(state=state, reason=reason, done_at=now)
        .returning(TimerRow.key)
    )
    return marked.first() is not None


def _still_waits(timer: Timer) -> tuple[ColumnElement[bool], ...]:
    """It is its row, which was neither taken back nor set anew: that is seen by its due time."""
    return TimerRow.key == timer.key, TimerRow.due == timer.due, TimerRow.state == "waiting"


def timer(session: Session, key: str) -> Timer | None:
    """The timer with that key, in whatever state."""
    row = session.scalar(select(TimerRow).where(TimerRow.key == key))
    return _timer(row) if row else None


def failed_timers(session: Session, limit: int = 100) -> list[Timer]:
    """Timers whose handler failed, earliest first."""
    query = select(TimerRow).where(TimerRow.state == "failed").order_by(TimerRow.due).limit(limit)
    return [_timer(row) for row in session.scalars(query)]


def retry_failed(session: Session, now: datetime, keys: Iterable[str] | None = None) -> int:
    """Let failed timers (all, or these) go off again at once. Returns how many."""
    again = update(TimerRow).where(TimerRow.state == "failed")
    if keys is not None:
        again = again.where(TimerRow.key.in_(list(keys)))
    retried = again.values(state="waiting", reason="", attempts=0, due=now, done_at=None)
    return len(session.execute(retried.returning(TimerRow.key)).all())


def drop_failed(session: Session, now: datetime, keys: Iterable[str]) -> int:
    """Take failed timers back: they will not go off. Returns how many."""
    dropped = (
        update(TimerRow)
        .where(TimerRow.state == "failed", TimerRow.key.in_(list(keys)))
        .values(state="cancelled", done_at=now)
    )
    return len(session.execute(dropped.returning(TimerRow.key)).all())


def next_due(session: Session, besides: Collection[str] = ()) -> datetime | None:
    """When the next timer goes off whose key is not among `besides`; None if none is set."""
    waiting = (TimerRow.state == "waiting", TimerRow.key.not_in(list(besides)))
    return session.scalar(select(func.min(TimerRow.due)).where(*waiting))


def _timer(row: TimerRow) -> Timer:
    return Timer(
        key=row.key,
        kind=row.kind,
        due=row.due,
        case_id=row.case_id,
        data=row.data,
        state=row.state,
        attempts=row.attempts,
        reason=row.reason,
    )
