"""Where each chat stands: `user:U…`, `group:C…`, `room:R…`; `none` is that of no source."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text, bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from storage.pace import Pace, paced
from storage.prepared import Prepared, all_rows, changed, first_row, table_of
from storage.tables import ConversationRow
from storage.tables.base import clean_dumps, plain
from storage.tables.encrypted import EncryptedJson

_chats = table_of(ConversationRow)
_ONE = Prepared(select(_chats).where(_chats.c.key == bindparam("of")))
_DRAFT = EncryptedJson("conversations.draft")
_MOST = 8  # chats in one statement
# Where a chat stands now is given with its step alone, or not at all. The limit tells PostgreSQL
# that these are few: it expects a hundred, for which it would read all chats there are.
_REMEMBER = Prepared(
    text(
        f"""
    UPDATE conversations AS chat
       SET person_id = now.person_id, reply_token = now.reply_token,
           reply_expires_at = now.reply_expires_at, minute_from = now.minute_from,
           minute_events = now.minute_events, flood_from = now.flood_from,
           step = coalesce(now.step, chat.step),
           draft = CASE WHEN now.step IS NULL THEN chat.draft ELSE now.draft END,
           changed_at = coalesce(now.changed_at, chat.changed_at)
      FROM (SELECT * FROM json_populate_recordset(CAST(NULL AS conversations), CAST(:rows AS json))
             LIMIT {_MOST}) AS now
     WHERE chat.key = now.key
    RETURNING chat.key
    """  # noqa: S608  (a figure of our own)
    ).columns(key=Text)
)
_new = insert(_chats).values(
    key=bindparam("key"),
    step=bindparam("step"),
    draft=bindparam("draft"),
    changed_at=bindparam("changed_at"),
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

    It stands at its step, with this draft, since `changed_at`.
    `minute_events` came in its last minute, which began at `minute_from`; the flood it is in, if
    any, began at `flood_from`.
    """

    key: str
    person_id: UUID | None = None
    step: str = ""
    draft: Mapping[str, Any] = field(default_factory=dict)
    reply_token: str | None = None
    reply_expires_at: datetime | None = None
    minute_events: int = 0
    flood_from: datetime | None = None
    minute_from: datetime | None = field(default=None, compare=False)
    changed_at: datetime | None = field(default=None, compare=False)


def conversation(session: Session, key: str) -> Conversation:
    """The conversation as it stands; a fresh one (not stored) if nothing was ever said in it."""
    row = first_row(session, _ONE, of=key)
    return _conversation(row) if row else Conversation(key)


def set_step(
    session: Session, key: str, step: str, draft: Mapping[str, Any], now: datetime
) -> None:
    """Where this chat stands from `now` on. Lone surrogates and NULs in the draft become U+FFFD."""
    changed(session, _SET_STEP, key=key, step=step, draft=dict(draft), changed_at=now)


def heard(
    chat: Conversation,
    *,
    person_id: UUID | None,
    reply_token: str | None,
    reply_expires_at: datetime | None,
    events: int,
    at: datetime,
    most: int,
) -> Conversation:
    """The conversation with who speaks there, the newest reply token, and so many more `events`
    that came `at` a time, of which `most` in a minute are no flood. Nothing is kept yet."""
    pace = Pace(chat.minute_from, chat.minute_events, chat.flood_from)
    now = paced(pace, events, at, most)
    return replace(
        chat,
        person_id=person_id,
        reply_token=reply_token,
        reply_expires_at=reply_expires_at,
        minute_from=now.minute_from,
        minute_events=now.events,
        flood_from=now.flood_from,
    )


def remember(
    session: Session, chats: Sequence[Conversation], stepped: Container[str] = ()
) -> list[str]:
    """Keep what was `heard` of chats that are locked; of those whose keys are among `stepped` also
    the step and draft, and since when. Returns the keys of those that are there."""
    dialect = session.connection().dialect
    rows = []
    for chat in chats:
        steps = chat.key in stepped
        rows.append(
            {
                "key": chat.key,
                "person_id": plain(chat.person_id),
                "reply_token": chat.reply_token,
                "reply_expires_at": plain(chat.reply_expires_at),
                "minute_from": plain(chat.minute_from),
                "minute_events": chat.minute_events,
                "flood_from": plain(chat.flood_from),
                "step": chat.step if steps else None,
                "changed_at": plain(chat.changed_at) if steps else None,
                "draft": _DRAFT.process_bind_param(dict(chat.draft), dialect) if steps else None,
            }
        )
    kept: list[str] = []
    for start in range(0, len(rows), _MOST):
        few = clean_dumps(rows[start : start + _MOST])
        kept += [row.key for row in all_rows(session, _REMEMBER, rows=few)]
    return kept


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
        minute_from=row.minute_from,
        changed_at=row.changed_at,
    )
