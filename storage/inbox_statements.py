"""The inbox's statements that run for every event; what each is for is told in storage/inbox.py."""

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Table,
    Text,
    all_,
    any_,
    bindparam,
    cast,
    exists,
    or_,
    select,
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
_unsent = is_unsent(_events).label("is_unsent")
# READY, and that chat's waiting events. They are read as they were before the lock: `COUNT` finds
# out whether another worker has handled one of them in between.
BEGIN = Prepared(
    select(_events)
    .join(_chat, _chat.c.key == _events.c.conversation_key)
    .where(_waits)
    .order_by(_events.c.timestamp, _events.c.id)
    .limit(MOST_AT_ONCE)
)
WAITING = Prepared(
    select(_events)
    .where(_events.c.conversation_key == bindparam("key", type_=Text), _waits)
    .order_by(_events.c.timestamp, _events.c.id)
    .limit(MOST_AT_ONCE)
)
COUNT = Prepared(
    update(_events)
    .where(_is_one, _waits)
    .values(attempts=_events.c.attempts + 1)
    .returning(_events.c.id, _events.c.attempts, _unsent)
)
LOCK = Prepared(
    select(_chats.c.key)
    .where(_chats.c.key == bindparam("key", type_=Text))
    .with_for_update(key_share=True)
)
STILL_WAITING = Prepared(
    select(_events, _unsent).where(_is_one, _waits).order_by(_events.c.timestamp, _events.c.id)
)
MARK = Prepared(
    update(_events)
    .where(_is_one, _waits)
    .values(state=bindparam("new_state"), reason=bindparam("new_reason"), handled_at=_now)
)
