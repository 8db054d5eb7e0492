"""Where each chat stands: `user:U…`, `group:C…`, `room:R…`; `none` is that of no source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Integer, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from storage.pace import paced
from storage.prepared import Prepared, changed, first_row, table_of
from storage.tables import ConversationRow

_chats = table_of(ConversationRow)
_ONE = Prepared(select(_chats).where(_chats.c.key == bindparam("of")))
_REMEMBER = Prepared(
    update(_chats)
    .where(_chats.c.key == bindparam("of"))
    .values(
        person_id=bindparam("new_person"),
        reply_token=bindparam("new_token"),
        reply_expires_at=bindparam("new_expiry"),
        **paced(
            bindparam("events", type_=Integer),
            bindparam("at", type_=DateTime(timezone=True)),
            bindparam("most", type_=Integer),
        ),
    )
    .returning(*_chats.c)
)
_new = insert(_chats).values(
    key=bindparam("key"),
    step=bindparam("step"),
    draft=bindparam("draft"),
    changed_at=func.clock_timestamp(),
)
_SET_STEP = Prepared(
    _new.on_conflict_do_update(
        index_elements=[_chats.c.key],
        set_={name: _new.excluded[name] for name in ("step", "draft", "changed_at")},
    )
)


@dataclass(frozen=True)
class Conversation:
    """A chat: its step, its draft, and the last reply token, fresh until a time (UTC).

    `minute_events` came in its last minute; the flood it is in, if any, began at `flood_from`.
    """

    key: str
    person_id: UUID | None = None
    step: str = ""
    draft: Mapping[str, Any] = field(default_factory=dict)
    reply_token: str | None = None
    reply_expires_at: datetime | None = None
    minute_events: int = 0
    flood_from: datetime | None = None


def conversation(session: Session, key: str) -> Conversation:
    """The conversation as it stands; a fresh one (not stored) if nothing was ever said in it."""
    row = first_row(session, _ONE, of=key)
    return _conversation(row) if row else Conversation(key)


def set_step(session: Session, key: str, step: str, draft: Mapping[str, Any]) -> None:
    """Where this chat stands now. Lone surrogates and NULs in the draft become U+FFFD."""
    changed(session, _SET_STEP, key=key, step=step, draft=dict(draft))


def remember(
    session: Session,
    key: str,
    *,
    person_id: UUID | None,
    reply_token: str | None,
    reply_expires_at: datetime | None,
    events: int,
    at: datetime,
    most: int,
) -> Conversation:
    """Who speaks here, the newest reply token, and that so many more `events` came `at` a time, of
    which `most` in a minute are no flood. Returns the conversation as it stands now.
    """
    row = first_row(
        session,
        _REMEMBER,
        of=key,
        new_person=person_id,
        new_token=reply_token,
        new_expiry=reply_expires_at,
        events=events,
        at=at,
        most=most,
    )
    if row is None:
        return Conversation(key, person_id, "", {}, reply_token, reply_expires_at)
    return _conversation(row)


def ensure(session: Session, keys: Iterable[str]) -> None:
    """Make the rows of conversations that have none. Never waits for a worker that holds one."""
    # In order, so that two batches with the same new chats do not wait for each other in a ring.
    values = [{"key": key} for key in sorted(set(keys))]
    if values:
        session.execute(insert(ConversationRow).values(values).on_conflict_do_nothing())


def _conversation(row: Any) -> Conversation:
    return Conversation(
        key=row.key,
        person_id=row.person_id,
        step=row.step,
        draft=row.draft,
        reply_token=row.reply_token,
        reply_expires_at=row.reply_expires_at,
        minute_events=row.minute_events,
        flood_from=row.flood_from,
    )
