"""Sending, one recipient's lane at a time: leases, and how an attempt may end.

Claim, commit, send, then settle in a new transaction. Each claim has a lease of its own; settling with
one that was lost changes nothing and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, null, select, update
from sqlalchemy.orm import Session, aliased

from storage.tables import OutboxRow

MOST_TOGETHER = 5  # messages in one LINE call
LOOKED_AT = 32  # rows that one look finds
ROUNDS = 8  # looks that may find only what other senders are just taking
CLAIMING = 56_424  # the first half of the advisory lock held while a lane is claimed
REPLY_UNCONFIRMED = "reply_unconfirmed"


@dataclass(frozen=True)
class Outgoing:
    """One row being sent. `payload` is None if its text was unsent meanwhile. Times are UTC."""

    id: int
    payload: dict[str, Any] | None
    about: str
    retry_key: UUID
    must_arrive: bool
    case_id: UUID | None
    created_at: datetime


@dataclass(frozen=True)
class Lane:
    """Rows of one recipient to be sent in one call, and how.

    `via` is `reply` (with `reply_token`), `push` (with `retry_key`) or `smtp`. `attempts` counts this
    one too; `first_attempt_at` is when the first of the same batch began.
    """

    recipient: str
    channel: str
    rows: tuple[Outgoing, ...]
    via: str
    reply_token: str | None
    retry_key: UUID
    attempts: int
    first_attempt_at: datetime
    lease: str
    lease_until: datetime

    @property
    def ids(self) -> list[int]:
        """The rows' ids, in order."""
        return [row.id for row in self.rows]


def claim_lane(
    session: Session, owner: str, now: datetime, lease: timedelta, channel: str | None = None
) -> Lane | None:
    """Lease the next rows of one recipient; None if nothing can be sent now. Commit before sending.

    Lanes with something urgent come first, then those that have waited longest. A row backing off or
    being sent holds back the rows of its lane that are due; one not yet due holds back nothing.
    Rows that were tried together are tried together again. Otherwise up to five rows leave together:
    as a free reply if one of them has a fresh, never tried token, else as one push. A mail goes alone.
    """
    for urgent in (True, False):
        for _ in range(ROUNDS):
            recipients = list(session.scalars(candidates_query(now, urgent, channel)))
            for recipient in dict.fromkeys(recipients):
                rows = _take(session, recipient, now)
                if rows:
                    return _lease(session, rows, f"{owner}/{uuid4()}", now, now + lease)
            if len(recipients) < LOOKED_AT:
                break  # all there are were looked at; what we could not have, others have
    return None


def candidates_query(now: datetime, urgent: bool, channel: str | None = None) -> Select[str]:
    """Recipients of lanes nobody is sending: by their urgent rows, or else by their first rows.

    That nothing in front of a row is backing off need not be asked: `_hold_back` and `put` see to it.
    """
    other = aliased(OutboxRow)
    same_lane = and_(other.recipient == OutboxRow.recipient, other.state == "waiting")
    query = select(OutboxRow.recipient).where(
        OutboxRow.state == "waiting",
        OutboxRow.urgent.is_(urgent),
        OutboxRow.next_at <= now,
        ~exists().where(same_lane, other.lease_until.is_not(None), other.lease_until > now),
    )
    if not urgent:
        query = query.where(~exists().where(same_lane, other.id < OutboxRow.id, other.due <= now))
    if channel is not None:
        query = query.where(OutboxRow.channel == channel)
    return query.order_by(OutboxRow.next_at, OutboxRow.id).limit(LOOKED_AT)


def _take(session: Session, recipient: str, now: datetime) -> list[OutboxRow]:
    """The rows to send to a recipient, none if another sender has the lane."""
    key = func.hashtext(recipient)
    if not session.scalar(select(func.pg_try_advisory_xact_lock(CLAIMING, key))):
        return []  # being claimed right now
    leases = set(
        session.scalars(
            select(OutboxRow.lease_until).where(
                OutboxRow.recipient == recipient,
                OutboxRow.state == "waiting",
                OutboxRow.lease_until.is_not(None),
            )
        )
    )
    if any(until is not None and until > now for until in leases):
        return []
    if leases:
        _settle_lost_leases(session, recipient, now)
    return _first_rows(session, recipient, now)


def _first_rows(session: Session, recipient: str, now: datetime) -> list[OutboxRow]:
    query = (
        select(OutboxRow)
        .where(OutboxRow.recipient == recipient, OutboxRow.state == "waiting", OutboxRow.due <= now)
        .order_by(OutboxRow.id)
        .limit(MOST_TOGETHER)
        .with_for_update(key_share=True)
    )
    rows = list(session.scalars(query))
    if not rows or rows[0].next_at > now:
        return []
    head = rows[0]
    if head.batch is not None:
        # Found apart: a row of the batch may stand behind one that was not due at its first attempt.
        batch = query.where(OutboxRow.batch == head.batch)
        return list(session.scalars(batch))
    if head.channel == "mail":
        return rows[:1]
    return _together(rows, now)


def _together(rows: Sequence[OutboxRow], now: datetime) -> list[OutboxRow]:
    """The first rows that may leave in one call: none tried before, at most one fresh token."""
    chosen: list[OutboxRow] = []
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


def _fresh_token(row: OutboxRow, now: datetime) -> str | None:
    if row.attempts or row.reply_expires_at is None or row.reply_expires_at <= now:
        return None
    return row.reply_token


def _lease(
    session: Session, rows: Sequence[OutboxRow], lease: str, now: datetime, until: datetime
) -> Lane:
    head = rows[0]
    tokens = [token for row in rows if head.batch is None and (token := _fresh_token(row, now))]
    token = tokens[0] if tokens else None
    via = "smtp" if head.channel == "mail" else "reply" if token else "push"
    batch = head.batch or head.retry_key
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id.in_([row.id for row in rows]))
        .values(
            batch=batch,
            via=via,
            attempts=OutboxRow.attempts + 1,
            first_attempt_at=func.coalesce(OutboxRow.first_attempt_at, now),
            lease_owner=lease,
            lease_until=until,
        )
    )
    if token is not None:
        _spend_token(session, head.recipient, token)
    return Lane(
        recipient=head.recipient,
        channel=head.channel,
        rows=tuple(_outgoing(row) for row in rows),
        via=via,
        reply_token=token,
        retry_key=batch,
        attempts=head.attempts + 1,
        first_attempt_at=head.first_attempt_at or now,
        lease=lease,
        lease_until=until,
    )


def _spend_token(session: Session, recipient: str, token: str) -> None:
    """A token works once: no other row of the lane may try it."""
    session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.recipient == recipient,
            OutboxRow.state == "waiting",
            OutboxRow.reply_token == token,
        )
        .values(reply_token=None, reply_expires_at=None)
    )


def complete(session: Session, lane: Lane, now: datetime, request_id: str = "") -> bool:
    """The lane's rows are delivered and their payload blanked. False if the lease was lost."""
    return _settle(
        session, lane, state="delivered", payload=null(), request_id=request_id, done_at=now
    )


def postpone(session: Session, lane: Lane, until: datetime, reason: str, now: datetime) -> bool:
    """Try the same rows again at `until`; the lane waits for them. False if the lease was lost."""
    if not _again(session, lane, now, next_at=until, reason=reason):
        return False
    _hold_back(session, lane.recipient, until)
    return True


def hold(session: Session, lane: Lane, until: datetime, reason: str, now: datetime) -> bool:
    """As `postpone`, but not counted as an attempt: nothing was wrong with these rows.

    If it was the first attempt, it is as if none was made: later rows may join them.
    False if the lease was lost.
    """
    first = OutboxRow.attempts <= 1
    if not _again(
        session,
        lane,
        now,
        next_at=until,
        reason=reason,
        attempts=OutboxRow.attempts - 1,
        batch=case((first, null()), else_=OutboxRow.batch),
        via=case((first, null()), else_=OutboxRow.via),
        first_attempt_at=case((first, null()), else_=OutboxRow.first_attempt_at),
    ):
        return False
    _hold_back(session, lane.recipient, until)
    return True


def fail(session: Session, lane: Lane, reason: str, now: datetime) -> bool:
    """The rows will not be sent; a person sees them, and the lane goes on. False if the lease was lost."""
    return _settle(session, lane, state=_unless_unsent("failed"), reason=reason, done_at=now)


def unconfirmed(session: Session, lane: Lane, now: datetime) -> bool:
    """A reply went out and no answer came. False if the lease was lost.

    It cannot be asked about nor repeated with a key. What must arrive is pushed, and may be seen twice;
    the rest is listed as failed, and may have been seen.
    """
    return _settle(session, lane, **_after_unconfirmed(now))


def push_instead(session: Session, lane: Lane, now: datetime) -> Lane | None:
    """LINE did not accept the reply: the same rows, under the same lease, are now a push.

    Returns the lane to send, None if the lease was lost. Check for rows without payload.
    """
    if not _settle(session, lane, keep_lease=True, via="push", first_attempt_at=now):
        return None
    return replace(lane, via="push", reply_token=None, first_attempt_at=now)


def send_singly(session: Session, lane: Lane, now: datetime) -> bool:
    """LINE refused the rows for what is in them: each is tried again alone, so that one fails alone.

    False if the lease was lost.
    """
    return _again(session, lane, now, batch=OutboxRow.retry_key, next_at=OutboxRow.due)


def release(session: Session, lane: Lane, now: datetime) -> bool:
    """Nothing was sent: the rows are as before the claim, but a reply token stays spent.

    False if the lease was lost.
    """
    return hold(session, lane, now, "", now)


def next_due(session: Session) -> datetime | None:
    """When the next waiting row may be tried or was, None if none waits: how long a sender may sleep."""
    free_at = func.greatest(OutboxRow.next_at, OutboxRow.lease_until)  # nulls are passed over
    found: datetime | None = session.scalar(
        select(func.min(free_at)).where(OutboxRow.state == "waiting")
    )
    return found


def _again(session: Session, lane: Lane, now: datetime, **values: Any) -> bool:
    """Back to waiting; `next_at` stays at or after `due`. What was unsent meanwhile is cancelled."""
    values["next_at"] = func.greatest(values["next_at"], OutboxRow.due)
    return _settle(session, lane, state=_unless_unsent("waiting"), **values)


def _unless_unsent(state: str) -> ColumnElement[str]:
    return case((OutboxRow.payload.is_(None), "cancelled"), else_=state)


def _after_unconfirmed(now: datetime) -> dict[str, Any]:
    again = and_(OutboxRow.must_arrive, OutboxRow.payload.is_not(None))
    return {
        "state": case((again, "waiting"), else_=_unless_unsent("failed")),
        "reason": REPLY_UNCONFIRMED,
        "done_at": case((again, null()), else_=now),
        "batch": None,
        "via": None,
        "first_attempt_at": None,
    }


def _settle(session: Session, lane: Lane, *, keep_lease: bool = False, **values: Any) -> bool:
    if not keep_lease:
        values |= {"lease_owner": None, "lease_until": None}
    settled = session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.id.in_(lane.ids),
            OutboxRow.lease_owner == lane.lease,
            OutboxRow.state == "waiting",
        )
        .values(**values)
        .returning(OutboxRow.id)
    )
    return len(settled.all()) > 0


def _settle_lost_leases(session: Session, recipient: str, now: datetime) -> None:
    """A sender died. A push is tried again with its key; of a reply nobody knows whether it arrived."""
    lost = (
        OutboxRow.recipient == recipient,
        OutboxRow.state == "waiting",
        OutboxRow.lease_until <= now,
    )
    free: dict[str, Any] = {"lease_owner": None, "lease_until": None}
    session.execute(
        update(OutboxRow)
        .where(*lost, OutboxRow.via == "reply")
        .values(**_after_unconfirmed(now), **free)
    )
    session.execute(update(OutboxRow).where(*lost).values(state=_unless_unsent("waiting"), **free))


def _hold_back(session: Session, recipient: str, until: datetime) -> None:
    """What stands behind waits too. So a row whose time has come never has one backing off before it."""
    session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.recipient == recipient,
            OutboxRow.state == "waiting",
            OutboxRow.next_at < until,
        )
        .values(next_at=until)
    )


def _outgoing(row: OutboxRow) -> Outgoing:
    return Outgoing(
        id=row.id,
        payload=row.payload,
        about=row.about,
        retry_key=row.retry_key,
        must_arrive=row.must_arrive,
        case_id=row.case_id,
        created_at=row.created_at,
    )
