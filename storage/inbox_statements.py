"""The inbox's statements that run for every event; what each is for is told in storage/inbox.py."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Select,
    Table,
    Text,
    all_,
    any_,
    bindparam,
    cast,
    exists,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on

from storage.prepared import Prepared, table_of
from storage.tables import ConversationRow, InboxRow

MOST_AT_ONCE = 100  # events of one conversation in one transaction
CHATS_AT_ONCE = 8  # conversations in one transaction

_events = table_of(InboxRow)
_chats = table_of(ConversationRow)
_STANDS = ("person_id", "step", "draft", "changed_at", "minute_from", "minute_events", "flood_from")
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
    select(_chats)
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
    # Not the strongest lock: new events of this chat must be storable while it is handled.
    .with_for_update(of=_chats, skip_locked=True, key_share=True)
)
READY = Prepared(_ready.with_only_columns(_chats.c.key).limit(1))
_unsent = is_unsent(_events).label("is_unsent")


def _begin(most: int) -> Select[Any]:
    """The chats of the first `most` events that are ready, locked, with their waiting events. These
    are read as they were before the lock: `COUNT` finds out whether another worker has handled one
    of them in between."""
    ready = _ready.limit(most).cte("ready")
    chat = select(ready).ext(distinct_on(ready.c.key)).cte("chat")
    event = (
        select(_events)
        .where(_events.c.conversation_key == chat.c.key, _waits)
        .order_by(_events.c.timestamp, _events.c.id)
        .limit(MOST_AT_ONCE)
        .lateral("event")
    )
    stands = [chat.c[name] for name in _STANDS]
    order = (event.c.timestamp, event.c.id)
    return select(*event.c, *stands).select_from(chat.join(event, true())).order_by(*order)


BEGIN = {most: Prepared(_begin(most)) for most in (1, CHATS_AT_ONCE)}
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
    .returning(_events.c.id)
)
# Of events that were counted and not begun after all.
UNCOUNT = Prepared(update(_events).where(_is_one, _waits).values(attempts=_events.c.attempts - 1))
