"""How an attempt to send ends.

Claim, commit, send, then settle in a new transaction. Each claim has a lease of its own; settling
with one that was lost changes nothing and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    case,
    func,
    null,
    or_,
    text,
    update,
)
from sqlalchemy.orm import Session

from storage.outbox.holding import free_for_reply, hold_back
from storage.outbox.lanes import REPLY_CONFIRMED, REPLY_UNCONFIRMED, Lane
from storage.prepared import Prepared, all_rows
from storage.tables import OutboxRow
from storage.tables.base import clean

_DELIVERED = Prepared(
    text(
        """
    UPDATE outbox
       SET state = 'delivered', payload = NULL, request_id = sent.request, done_at = sent.at,
           lease_owner = NULL, lease_until = NULL
      FROM unnest(CAST(:ids AS bigint[]), CAST(:leases AS text[]), CAST(:requests AS text[]),
                  CAST(:times AS timestamptz[])) AS sent (id, lease, request, at)
     WHERE outbox.id = sent.id AND outbox.lease_owner = sent.lease AND outbox.state = 'waiting'
    RETURNING outbox.id
    """
    ).columns(id=BigInteger)
)


@dataclass(frozen=True)
class Taken:
    """A lane that was taken by LINE or by the mail server, when, and what that calls it."""

    lane: Lane
    at: datetime
    request_id: str = ""


def complete_all(session: Session, several: Sequence[Taken]) -> list[bool]:
    """The lanes' rows are delivered and their payload blanked. False for one whose lease was
    lost."""
    rows = [(id_, each) for each in several for id_ in each.lane.ids]
    found = all_rows(
        session,
        _DELIVERED,
        ids=[id_ for id_, _ in rows],
        leases=[each.lane.lease for _, each in rows],
        requests=[clean(each.request_id) for _, each in rows],
        times=[each.at for _, each in rows],
    )
    done = {row.id for row in found}
    return [not done.isdisjoint(each.lane.ids) for each in several]


def confirm(session: Session, lane: Lane, now: datetime) -> bool:
    """As `complete_all`: LINE refuses a fresh token asked again, so it took the first reply."""
    delivered: dict[str, Any] = {
        "state": "delivered",
        "payload": null(),
        "reason": REPLY_CONFIRMED,
    }
    return _settle(session, lane, **delivered, done_at=now)


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
    # A token that was refused is not tried again.
    if not _uncount(session, lane, until, reason, now, reply_expires_at=None):
        return False
    hold_back(session, lane.recipient, until)
    free_for_reply(session, [lane.recipient], now)
    return True


def fail(session: Session, lane: Lane, reason: str, now: datetime) -> bool:
    """The rows will not be sent; a person sees them, and the lane goes on.

    False if the lease was lost.
    """
    return _settle(session, lane, state=_unless_unsent("failed"), reason=reason, done_at=now)


def ask_again(session: Session, lane: Lane, until: datetime, reason: str, now: datetime) -> bool:
    """A reply whose fate nobody knows: send it again at `until`, with the same token.

    The token works once, so it cannot arrive twice. Once no answer came at all, the reason says so
    for good. When the token has run out, `settle_unanswered` ends it. False if the lease was lost.
    """
    if not _again(session, lane, now, next_at=until, reason=once_unconfirmed(reason)):
        return False
    hold_back(session, lane.recipient, until)
    return True


def push_instead(session: Session, lane: Lane, now: datetime) -> Lane | None:
    """LINE did not accept the reply: the same rows, under the same lease, are now a push.

    The lease begins anew, since this is another call. Returns the lane to send, None if the lease
    was lost. Check for rows without payload.
    """
    until = now + (lane.lease_until - lane.first_attempt_at)  # a reply is always a first attempt
    pushed = {
        "via": "push",
        "first_attempt_at": now,
        "lease_until": until,
        "reply_expires_at": None,
    }
    if not _settle(session, lane, keep_lease=True, **pushed):
        return None
    return replace(
        lane,
        via="push",
        reply_token=None,
        reply_expires_at=None,
        first_attempt_at=now,
        lease_until=until,
    )


def send_singly(session: Session, lane: Lane, now: datetime) -> bool:
    """LINE refused the rows for what is in them: each is tried again alone, and fails alone.

    False if the lease was lost.
    """
    return _again(session, lane, now, batch=OutboxRow.retry_key, next_at=OutboxRow.due)


def release(session: Session, lane: Lane, now: datetime) -> bool:
    """Nothing was sent: the rows, and their token, are as before the claim.

    False if the lease was lost.
    """
    return _uncount(session, lane, now, "", now)


def _uncount(
    session: Session, lane: Lane, until: datetime, reason: str, now: datetime, **more: Any
) -> bool:
    first = OutboxRow.attempts <= 1
    return _again(
        session,
        lane,
        now,
        next_at=until,
        reason=once_unconfirmed(reason),
        attempts=OutboxRow.attempts - 1,
        batch=case((first, null()), else_=OutboxRow.batch),
        via=case((first, null()), else_=OutboxRow.via),
        first_attempt_at=case((first, null()), else_=OutboxRow.first_attempt_at),
        **more,
    )


def _again(session: Session, lane: Lane, now: datetime, **values: Any) -> bool:
    """Back to waiting; `next_at` stays at or after `due`.

    What was unsent meanwhile is cancelled.
    """
    values["next_at"] = func.greatest(values["next_at"], OutboxRow.due)
    return _settle(session, lane, state=_unless_unsent("waiting"), **values)


def _unless_unsent(state: str) -> ColumnElement[str]:
    return case((OutboxRow.payload.is_(None), "cancelled"), else_=state)


def once_unconfirmed(reason: str) -> ColumnElement[str]:
    """The reason, unless the rows' says that a reply got no answer: that stays for good."""
    unknown = and_(OutboxRow.via == "reply", OutboxRow.reason == REPLY_UNCONFIRMED)
    return case((unknown, REPLY_UNCONFIRMED), else_=reason)


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

    What it was sending is tried again: a push with its key, a reply with its token, of which nobody
    knows whether it arrived.
    """
    is_reply = OutboxRow.via == "reply"
    session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.recipient == recipient,
            OutboxRow.state == "waiting",
            OutboxRow.lease_until <= now,
        )
        .values(
            state=_unless_unsent("waiting"),
            reason=case((is_reply, REPLY_UNCONFIRMED), else_=OutboxRow.reason),
            lease_owner=None,
            lease_until=None,
        )
    )


def settle_unanswered(session: Session, head: Any, now: datetime) -> None:
    """The reply that `head` went with got no answer, and its token has run out: it cannot be asked.

    What must arrive is pushed, and may be seen twice; the rest is listed as failed, and may have
    been seen. What LINE only answered with an error of its own (5xx) is pushed, too.
    """
    known = OutboxRow.reason != REPLY_UNCONFIRMED
    again = and_(or_(OutboxRow.must_arrive, known), OutboxRow.payload.is_not(None))
    session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.recipient == head.recipient,
            OutboxRow.state == "waiting",
            OutboxRow.batch == head.batch,
        )
        .values(
            state=case((again, "waiting"), else_=_unless_unsent("failed")),
            done_at=case((again, null()), else_=now),
            batch=None,
            via=None,
            first_attempt_at=None,
            unanswered_token=OutboxRow.reply_token,
            reply_expires_at=None,
        )
    )
