"""The inbox's statements that run for every event; what each is for is told in storage/inbox.py."""

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    FromClause,
    ScalarSelect,
    Table,
    Text,
    all_,
    any_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from storage.prepared import Prepared, table_of
from storage.tables import ConversationRow, InboxRow

MOST_AT_ONCE = 100  # events of one conversation in one transaction

_events = table_of(InboxRow)
_chats = table_of(ConversationRow)
_later = _events.alias()
_unsend = _events.alias()
_now = bindparam("now", type_=DateTime(timezone=True))
_is_one = _events.c.id == any_(bindparam("ids", type_=ARRAY(BigInteger)))
_waits = _events.c.state == "waiting"


def is_unsent(events: Table) -> ColumnElement[bool]:
    """Whether the event's message was taken back, even before it came."""
    return exists().where(_unsend.c.message_id == events.c.message_id, _unsend.c.kind == "unsend")


def _count(rows: FromClause) -> ScalarSelect[int]:
    return select(func.count()).select_from(rows).scalar_subquery()


_still_writing = exists().where(
    _later.c.conversation_key == _events.c.conversation_key,
    _later.c.state == "waiting",
    _later.c.ready_at > _now,
)
# `now`; `long_ago`: what was received before it is read, though its chat never pauses; `behind`:
# chats that wait until there is no other.
_ready = (
    select(_chats.c.key)
    .join(_events, _events.c.conversation_key == _chats.c.key)
    .where(
        _waits,
        _events.c.ready_at <= _now,
        or_(
            ~_still_writing,
            _events.c.received_at <= bindparam("long_ago", type_=DateTime(timezone=True)),
        ),
        _events.c.conversation_key
        != all_(cast(bindparam("behind", type_=ARRAY(Text)), ARRAY(Text))),
    )
    .order_by(_events.c.ready_at)
    .limit(1)
    # Not the strongest lock: new events of this chat must be storable while it is handled.
    .with_for_update(of=_chats, skip_locked=True, key_share=True)
)
READY = Prepared(_ready)
_chat = _ready.cte("chat")
_two = (
    select(_later.c.id)
    .join(_chat, _chat.c.key == _later.c.conversation_key)
    .where(_later.c.state == "waiting")
    .limit(2)
    .cte("two")
)
_alone = (
    update(_events)
    # Should another worker have handled it meanwhile, PostgreSQL asks the row as it is now.
    .where(_waits, _events.c.id == _two.c.id, _count(_two) == 1)
    .values(attempts=_events.c.attempts + 1)
    .returning(_events.c.id, _events.c.attempts)
    .cte("alone")
)
# READY; and if one event waits in that chat, its attempt is counted.
COUNT_ALONE = Prepared(
    select(_chat.c.key, _alone.c.id, _alone.c.attempts).select_from(_chat.outerjoin(_alone, true()))
)
WAITING = Prepared(
    select(_events)
    .where(_events.c.conversation_key == bindparam("key", type_=Text), _waits)
    .order_by(_events.c.timestamp, _events.c.id)
    .limit(MOST_AT_ONCE)
)
COUNT = Prepared(update(_events).where(_is_one).values(attempts=_events.c.attempts + 1))
STILL_WAITING = Prepared(
    select(_events, is_unsent(_events).label("is_unsent"))
    .where(_is_one, _waits)
    .order_by(_events.c.timestamp, _events.c.id)
)
# The same, and their chat and they are locked, the chat first. Who waited for another worker gets
# the rows as these are then.
HOLD = Prepared(
    select(_events, is_unsent(_events).label("is_unsent"))
    .select_from(_chats.join(_events, _events.c.conversation_key == _chats.c.key))
    .where(_is_one, _waits)
    .order_by(_events.c.timestamp, _events.c.id)
    .with_for_update(of=[_chats, _events], key_share=True)
)
MARK = Prepared(
    update(_events)
    .where(_is_one, _waits)
    .values(state=bindparam("new_state"), reason=bindparam("new_reason"), handled_at=_now)
)
