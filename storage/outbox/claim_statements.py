"""The statements with which a lane is claimed; what each is for is told in claiming.py."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from storage.prepared import Prepared, table_of
from storage.tables import OutboxRow

MOST_TOGETHER = 5  # messages in one LINE call
LOOKED_AT = 32  # rows that one look finds
CLAIMING = 56_424  # the first half of the advisory lock held while a lane is claimed

_rows = table_of(OutboxRow)
_other = _rows.alias()
_now = bindparam("now", type_=DateTime(timezone=True))
_recipient = bindparam("recipient", type_=Text)
_ids = bindparam("ids", type_=ARRAY(BigInteger))
_in_lane = and_(_rows.c.recipient == _recipient, _rows.c.state == "waiting")
_beside = and_(_other.c.recipient == _recipient, _other.c.state == "waiting")


def is_due(now: ColumnElement[datetime] | datetime) -> ColumnElement[bool]:
    """Whether a row's turn has come.

    What was to go at once is in its place even if whoever wrote it has looked at the clock later
    than we did: else what stands behind it would overtake it.
    """
    return or_(_rows.c.due <= now, _rows.c.due <= _rows.c.created_at)


def _none_beside(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """That no such row waits in the same lane. With an offset it is looked up for each row: made
    into a join, all that waits would be read for each, since PostgreSQL mostly believes that next
    to nothing waits (migration 0013)."""
    same_lane = and_(_other.c.recipient == _rows.c.recipient, _other.c.state == "waiting")
    return ~exists(select(literal(1)).where(same_lane, *which).offset(0).correlate(_rows))


def _candidates(channel: str | None, urgent: bool) -> Select[Any]:
    """Recipients of lanes nobody is sending: by their urgent rows, or else by their first rows.

    That nothing in front of a row is backing off need not be asked: `hold_back` and `put` see to
    it.
    """
    query = select(_rows.c.recipient).where(
        _rows.c.state == "waiting",
        _rows.c.urgent.is_(urgent),
        _rows.c.next_at <= _now,
        _none_beside(_other.c.lease_until.is_not(None), _other.c.lease_until > _now),
    )
    if not urgent:
        query = query.where(_none_beside(_other.c.id < _rows.c.id, _other.c.due <= _now))
    if channel is not None:
        query = query.where(_rows.c.channel == channel)
    return query.order_by(_rows.c.next_at, _rows.c.id).limit(LOOKED_AT)


CANDIDATES = {
    (channel, urgent): Prepared(_candidates(channel, urgent))
    for channel in (None, "line", "mail")
    for urgent in (True, False)
}
TRY_LOCK = Prepared(
    select(func.pg_try_advisory_xact_lock(CLAIMING, func.hashtext(_recipient)).label("locked"))
)
_held = _other.c.lease_until.is_not(None)
_lane = (
    select(
        _rows,
        # Of a sender that died: nobody's that lives, see below.
        select(func.max(_other.c.lease_until))
        .where(_beside, _held)
        .scalar_subquery()
        .label("lost"),
        select(func.count())
        .select_from(select(literal(1)).where(_beside).limit(MOST_TOGETHER + 1).subquery())
        .scalar_subquery()
        .label("lane_length"),
    )
    .where(
        _in_lane,
        is_due(_now),
        ~exists().where(_beside, _held, _other.c.lease_until > _now),
    )
    .order_by(_rows.c.id)
    .limit(MOST_TOGETHER)
    .with_for_update(of=_rows, key_share=True)
)
FIRST = Prepared(_lane)
BATCH = Prepared(_lane.where(_rows.c.batch == bindparam("of_batch", type_=_rows.c.batch.type)))
_leased = {
    "batch": bindparam("new_batch"),
    "via": bindparam("new_via"),
    "attempts": _rows.c.attempts + 1,
    "first_attempt_at": func.coalesce(_rows.c.first_attempt_at, _now),
    "lease_owner": bindparam("new_lease"),
    "lease_until": bindparam("until"),
}
_these = _rows.c.id == any_(_ids)
_lease = update(_rows).where(_these).values(**_leased)
LEASE = Prepared(_lease)
LEASE_WITH_TOKEN = Prepared(
    _lease.values(reply_token=bindparam("token"), reply_expires_at=bindparam("expires"))
)
SPEND = Prepared(
    update(_rows)
    .where(_in_lane, ~_these, _rows.c.reply_token == bindparam("spent"))
    .values(reply_token=None, reply_expires_at=None)
)
