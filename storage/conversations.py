"""Where each chat stands: `user:U…`, `group:C…`, `room:R…`; `none` is that of no source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from storage.pace import paced
from storage.tables import ConversationRow


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
    row = session.scalar(select(ConversationRow).where(ConversationRow.key == key))
    return _conversation(row) if row else Conversation(key)


def set_step(session: Session, key: str, step: str, draft: Mapping[str, Any]) -> None:
    """Where this chat stands now. Lone surrogates and NULs in the draft become U+FFFD."""
    values = {"step": step, "draft": dict(draft), "changed_at": func.clock_timestamp()}
    session.execute(
        insert(ConversationRow)
        .values(key=key, **values)
        .on_conflict_do_update(index_elements=[ConversationRow.key], set_=values)
    )


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
    values = {
        "person_id": person_id,
        "reply_token": reply_token,
        "reply_expires_at": reply_expires_at,
    }
    remembered = (
        update(ConversationRow)
        .where(ConversationRow.key == key)
        .values(**values, **paced(events, at, most))
        .returning(ConversationRow)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return _conversation(session.scalars(remembered).one())


def ensure(session: Session, keys: Iterable[str]) -> None:
    """Make the rows of conversations that have none. Never waits for a worker that holds one."""
    # In order, so that two batches with the same new chats do not wait for each other in a ring.
    values = [{"key": key} for key in sorted(set(keys))]
    if values:
        session.execute(insert(ConversationRow).values(values).on_conflict_do_nothing())


def _conversation(row: ConversationRow) -> Conversation:
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
