"""Webhook events into the inbox: one statement for all of a webhook, however many there are.

It is what LINE waits for, so it is prepared once and takes its rows as one JSON document. Composed
anew for each batch, the statement took longer to be written than to be run (docs/performance.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Dialect, Integer, text
from sqlalchemy.orm import Session

from storage.events import Received
from storage.prepared import Prepared, first_row
from storage.tables.base import clean_dumps
from storage.tables.encrypted import EncryptedText

_COLUMNS = (
    "webhook_event_id",
    "conversation_key",
    "kind",
    "message_id",
    "timestamp",
    "received_at",
    "ready_at",
    "raw",
    "mode",
    "is_redelivery",
    "reply_token",
    "state",
    "reason",
)
_NAMES = ", ".join(_COLUMNS)
# Sorted: two copies of one batch take their rows in one order, and do not wait in a ring. The chats
# are there when the inbox's foreign keys are checked, at the end of the statement.
_STORE = Prepared(
    text(
        f"""
    WITH arrived AS MATERIALIZED (
        SELECT {_NAMES} FROM json_populate_recordset(CAST(NULL AS inbox), CAST(:rows AS json))
    ), chats AS (
        INSERT INTO conversations (key)
        SELECT DISTINCT conversation_key FROM arrived ORDER BY conversation_key
        ON CONFLICT DO NOTHING
    ), stored AS (
        INSERT INTO inbox ({_NAMES})
        SELECT {_NAMES} FROM arrived ORDER BY webhook_event_id
        ON CONFLICT (webhook_event_id) DO NOTHING
        RETURNING state
    )
    SELECT count(*) AS new, count(*) FILTER (WHERE state = 'waiting') AS waiting FROM stored
    """  # noqa: S608  (names of columns, nothing of anybody's)
    ).columns(new=Integer, waiting=Integer)
)
_RAW = EncryptedText("inbox.raw")


@dataclass(frozen=True)
class Stored:
    """How many events were new, and how many of these wait for a worker."""

    new: int
    waiting: int


def store(session: Session, events: Sequence[Received], burst: timedelta, now: datetime) -> Stored:
    """Store events, each webhookEventId once for ever, and the chats they belong to.

    Never waits for a worker that holds a chat.
    """
    dialect = session.connection().dialect
    rows = [_row(event, burst, now, dialect) for event in events]
    found = first_row(session, _STORE, rows=clean_dumps(rows))
    return Stored(found.new, found.waiting)


def _row(event: Received, burst: timedelta, now: datetime, dialect: Dialect) -> dict[str, Any]:
    """The columns as their types would bind them, but not yet cleaned."""
    came = event.received_at or now
    return {
        "webhook_event_id": event.webhook_event_id,
        "conversation_key": event.conversation_key,
        "kind": event.kind,
        "message_id": event.message_id,
        "timestamp": event.timestamp.isoformat(),
        "received_at": came.isoformat(),
        "ready_at": (came + burst if event.kind == "text" else came).isoformat(),
        "raw": _RAW.process_bind_param(event.raw, dialect),
        "mode": event.mode,
        "is_redelivery": event.is_redelivery,
        "reply_token": event.reply_token,
        "state": "failed" if event.reason else "waiting",
        "reason": event.reason,
    }
