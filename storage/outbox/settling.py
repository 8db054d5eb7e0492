"""How an attempt to send ends.

Claim, commit, send, then settle in a new transaction. Each claim has a lease of its own; settling
with one that was lost changes nothing and says so.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, null, update
from sqlalchemy.orm import Session

from storage.outbox.holding import free_for_reply, hold_back
from storage.outbox.lanes import REPLY_UNCONFIRMED, Lane
from storage.tables import OutboxRow


def complete(session: Session, lane: Lane, now: datetime, request_id: str = "") -> bool:
    """The lane's rows are delivered and their payload blanked. False if the lease was lost."""
    return _settle(
        session, lane, state="delivered", payload=null(), request_id=request_id, done_at=now
    )


def postpone(session: Session, lane: Lane, until: datetime, reason: str, now: datetime) -> bool:
    """Try the same rows again at `until`; the lane waits for them. False if the lease was lost."""
    if not _again(session, lane, now, next_at=until, reason=reason):
        return False
    hold_back(session, lane.recipient, until)
    return True


def hold(session: Session, lane: Lane, until: datetime, reason: str, now: datetime) -> bool:
    """As `postpone`, but not counted as an attempt: nothing was wrong with these rows.

    If it was the first attempt, it is as if none was made: later rows may join them, and a fresh
    reply token takes them along.
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
    hold_back(session, lane.recipient, until)
    free_for_reply(session, [lane.recipient], now)
    return True


def fail(session: Session, lane: Lane, reason: str, now: datetime) -> bool:
    """The rows will not be sent; a person sees them, and the lane goes on.

    False if the lease was lost.
    """
    return _settle(session, lane, state=_unless_unsent("failed"), reason=reason, done_at=now)


def unconfirmed(session: Session, lane: Lane, now: datetime) -> bool:
    """A reply went out and no answer came. False if the lease was lost.

    It cannot be asked about nor repeated with a key. What must arrive is pushed, and may be seen
    twice; the rest is listed as failed, and may have been seen.
    """
    return _settle(session, lane, **_after_unconfirmed(now))


def push_instead(session: Session, lane: Lane, now: datetime) -> Lane | None:
    """LINE did not accept the reply: the same rows, under the same lease, are now a push.

    The lease begins anew, since this is another call. Returns the lane to send, None if the lease
    was lost. Check for rows without payload.
    """
    until = now + (lane.lease_until - lane.first_attempt_at)  # a reply is always a first attempt
    pushed = {"via": "push", "first_attempt_at": now, "lease_until": until}
    if not _settle(session, lane, keep_lease=True, **pushed):
        return None
    return replace(lane, via="push", reply_token=None, first_attempt_at=now, lease_until=until)


def send_singly(session: Session, lane: Lane, now: datetime) -> bool:
    """LINE refused the rows for what is in them: each is tried again alone, and fails alone.

    False if the lease was lost.
    """
    return _again(session, lane, now, batch=OutboxRow.retry_key, next_at=OutboxRow.due)


def release(session: Session, lane: Lane, now: datetime) -> bool:
    """Nothing was sent: the rows are as before the claim, but a reply token stays spent.

    False if the lease was lost.
    """
    return hold(session, lane, now, "", now)


def _again(session: Session, lane: Lane, now: datetime, **values: Any) -> bool:
    """Back to waiting; `next_at` stays at or after `due`.

    What was unsent meanwhile is cancelled.
    """
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


def settle_lost_leases(session: Session, recipient: str, now: datetime) -> None:
    """A sender died.

    A push is tried again with its key; of a reply nobody knows whether it arrived.
    """
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
