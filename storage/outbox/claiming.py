"""Taking the next lane to send: whose turn it is, and which of its rows leave together."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.outbox.claim_statements import (
    BATCH,
    CANDIDATES,
    FIRST,
    LEASE,
    LEASE_WITH_TOKEN,
    LOOKED_AT,
    MOST_TOGETHER,
    SPEND,
    TRY_LOCK,
    is_due,
)
from storage.outbox.holding import hold_back
from storage.outbox.lanes import Lane, Outgoing
from storage.outbox.settling import once_unconfirmed, settle_lost_leases, settle_unanswered
from storage.prepared import all_rows, changed, first_row
from storage.resting import REST
from storage.sealing import KeyMissing, SealBroken, SealingFault
from storage.tables import OutboxRow

ROUNDS = 8  # looks that may find only what other senders are just taking


def claim_lane(
    session: Session,
    owner: str,
    now: datetime,
    lease: timedelta,
    channel: str | None = None,
    ask_for: timedelta = timedelta(0),
) -> Lane | None:
    """Lease the next rows of one recipient; None if nothing can be sent now. Commit before sending.

    Lanes with something urgent come first, then those that have waited longest. A row backing off
    or being sent holds back the rows of its lane that are due; one not yet due holds back nothing.
    Rows that were tried together are tried together again. Otherwise up to five rows leave
    together: as a free reply if one of them has a fresh, never tried token, else as one push. A
    mail goes alone. A reply nobody answered goes again with its token, also for `ask_for` after the
    time up to which a token is used for the first time: LINE takes it so long.
    """
    for urgent in (True, False):
        for _ in range(ROUNDS):
            found = all_rows(session, CANDIDATES[channel, urgent], now=now)
            recipients = [row.recipient for row in found]
            for recipient in dict.fromkeys(recipients):
                rows = _take(session, recipient, now, ask_for)
                if rows:
                    name, until = f"{owner}/{uuid4()}", now + lease
                    return _lease(session, rows, name, now, until, ask_for)
            if len(recipients) < LOOKED_AT:
                break  # all there are were looked at; what we could not have, others have
    return None


def next_due(session: Session) -> datetime | None:
    """When the next waiting row may be tried: how long a sender may sleep. None: none waits."""
    free_at = func.greatest(OutboxRow.next_at, OutboxRow.lease_until)  # nulls are passed over
    found: datetime | None = session.scalar(
        select(func.min(free_at)).where(OutboxRow.state == "waiting")
    )
    return found


def _take(session: Session, recipient: str, now: datetime, ask_for: timedelta) -> list[Any]:
    """The rows to send to a recipient, none if another sender has the lane."""
    if not first_row(session, TRY_LOCK, recipient=recipient).locked:
        return []  # being claimed right now
    rows = _first_rows(session, recipient, now)
    if rows and rows[0].lost is not None:
        settle_lost_leases(session, recipient, now)
        rows = _first_rows(session, recipient, now)
    while rows and _cannot_be_asked(rows[0], now - ask_for):
        settle_unanswered(session, rows[0], now)
        rows = _first_rows(session, recipient, now)
    return rows


def _cannot_be_asked(head: Any, expired: datetime) -> bool:
    """Whether it went as a reply, no answer came, and its token has expired by then."""
    if head.batch is None or head.via != "reply":
        return False
    return head.reply_expires_at is None or head.reply_expires_at <= expired


def _first_rows(session: Session, recipient: str, now: datetime) -> list[Any]:
    try:
        return _first_of(session, recipient, now)
    except SealingFault:
        all_due = select(OutboxRow.id).where(
            OutboxRow.recipient == recipient, OutboxRow.state == "waiting", is_due(now)
        )
        ids = session.scalars(all_due.order_by(OutboxRow.id)).all()
        free = _set_aside(session, recipient, ids, now)
        return _first_rows(session, recipient, now) if free else []


def _first_of(session: Session, recipient: str, now: datetime) -> list[Any]:
    rows = all_rows(session, FIRST, recipient=recipient, now=now)
    if not rows or rows[0].next_at > now:
        return []
    head = rows[0]
    if head.batch is not None:
        # Found apart: a row may stand behind one that was not due at the first attempt.
        return all_rows(session, BATCH, recipient=recipient, now=now, of_batch=head.batch)
    if head.channel == "mail":
        return rows[:1]
    return _together(rows, now)


def _set_aside(session: Session, recipient: str, ids: Sequence[int], now: datetime) -> bool:
    """A message that cannot be opened must not stand before all others for ever.

    One that was altered is listed as failed. One with a key that this process was not given waits
    with its lane, not counted as an attempt, for one that was. Returns whether the rest may go.
    """
    free = True
    for each in ids:
        this = update(OutboxRow).where(OutboxRow.id == each)
        try:
            session.scalar(select(OutboxRow.payload).where(OutboxRow.id == each))
        except KeyMissing as fault:
            session.execute(this.values(reason=once_unconfirmed(str(fault))))
            hold_back(session, recipient, now + REST)
            free = False
        except SealBroken as fault:
            session.execute(this.values(state="failed", reason=str(fault), done_at=now))
    return free


def _together(rows: Sequence[Any], now: datetime) -> list[Any]:
    """The first rows that may leave in one call: none tried before, at most one fresh token."""
    chosen: list[Any] = []
    token: str | None = None
    for row in rows:
        fresh = _fresh_token(row, now)
        if row.next_at > now or row.batch is not None:
            break
        if fresh is not None:
            if token is not None and fresh != token:
                break
            token = fresh
        chosen.append(row)
    return chosen


def _fresh_token(row: Any, now: datetime) -> str | None:
    if row.attempts or row.reply_expires_at is None or row.reply_expires_at <= now:
        return None
    token: str | None = row.reply_token
    return token


def _lease(
    session: Session,
    rows: Sequence[Any],
    lease: str,
    now: datetime,
    until: datetime,
    ask_for: timedelta,
) -> Lane:
    head = rows[0]
    token, expires = _token(session, rows, now)
    via = "smtp" if head.channel == "mail" else "reply" if token else "push"
    batch = head.batch or head.retry_key
    ids = [row.id for row in rows]
    leased = {"new_batch": batch, "new_via": via, "new_lease": lease, "until": until, "now": now}
    if token is None:
        changed(session, LEASE, ids=ids, **leased)
    else:
        changed(session, LEASE_WITH_TOKEN, ids=ids, token=token, expires=expires, **leased)
        if head.lane_length > len(rows):
            # A token works once: no other row of the lane may try it.
            changed(session, SPEND, ids=ids, recipient=head.recipient, spent=token)
    return Lane(
        recipient=head.recipient,
        channel=head.channel,
        rows=tuple(_outgoing(row) for row in rows),
        via=via,
        reply_token=token,
        reply_expires_at=expires + ask_for if expires else None,
        retry_key=batch,
        attempts=head.attempts + 1,
        first_attempt_at=head.first_attempt_at or now,
        lease=lease,
        lease_until=until,
    )


def _token(
    session: Session, rows: Sequence[Any], now: datetime
) -> tuple[str | None, datetime | None]:
    """The reply token to send these rows with and until when it is fresh; None, None: a push.

    A reply that got no answer is asked again with its own token. It works once: if LINE takes it,
    it was not taken before, and if LINE refuses it while it is fresh, it was.
    """
    head = rows[0]
    if head.batch is not None:
        return (head.reply_token, head.reply_expires_at) if head.via == "reply" else (None, None)
    fresh = [row for row in rows if _fresh_token(row, now)]
    if fresh:
        return fresh[0].reply_token, fresh[0].reply_expires_at
    return _token_behind(session, rows, now)


def _token_behind(
    session: Session, rows: Sequence[Any], now: datetime
) -> tuple[str | None, datetime | None]:
    """A full call that was never tried goes free with the token of a row that did not fit in."""
    if len(rows) < MOST_TOGETHER:
        return None, None
    found = session.execute(
        select(OutboxRow.reply_token, OutboxRow.reply_expires_at)
        .where(
            OutboxRow.recipient == rows[0].recipient,
            OutboxRow.state == "waiting",
            OutboxRow.attempts == 0,
            OutboxRow.due <= now,
            OutboxRow.reply_expires_at > now,
        )
        .order_by(OutboxRow.id)
        .limit(1)
    ).first()
    return (found.reply_token, found.reply_expires_at) if found else (None, None)


def _outgoing(row: Any) -> Outgoing:
    return Outgoing(
        id=row.id,
        payload=row.payload,
        about=row.about,
        retry_key=row.retry_key,
        must_arrive=row.must_arrive,
        case_id=row.case_id,
        created_at=row.created_at,
    )
