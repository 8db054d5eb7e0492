"""What came in from LINE, and where each chat stands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, one_of
from storage.tables.encrypted import EncryptedJson, EncryptedText

EVENT_STATES = ("waiting", "handled", "failed")
WAITING = text("state = 'waiting'")


class ConversationRow(Base):
    """A chat: `user:U…`, `group:C…`, `room:R…`.

    Its row is what a worker locks to handle it alone.
    """

    __tablename__ = "conversations"

    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    step: Mapped[str] = mapped_column(server_default="")
    draft: Mapped[dict[str, Any]] = mapped_column(
        EncryptedJson("conversations.draft"), server_default=text("'{}'::jsonb")
    )
    reply_token: Mapped[str | None]
    reply_expires_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    minute_from: Mapped[datetime | None]
    minute_events: Mapped[int] = mapped_column(server_default=text("0"))
    flood_from: Mapped[datetime | None]


class InboxRow(Base):
    """One webhook event as it came.

    `raw` is its JSON as text: jsonb cannot hold every string of LINE's.
    """

    __tablename__ = "inbox"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    webhook_event_id: Mapped[str] = mapped_column(unique=True)
    conversation_key: Mapped[str] = mapped_column(ForeignKey("conversations.key"))
    kind: Mapped[str]
    message_id: Mapped[str | None]
    timestamp: Mapped[datetime]
    received_at: Mapped[datetime]
    ready_at: Mapped[datetime]
    raw: Mapped[str] = mapped_column(EncryptedText("inbox.raw"))
    mode: Mapped[str] = mapped_column(server_default="active")
    is_redelivery: Mapped[bool] = mapped_column(server_default=text("false"))
    reply_token: Mapped[str | None]
    state: Mapped[str] = mapped_column(server_default="waiting")
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    reason: Mapped[str] = mapped_column(server_default="")
    handled_at: Mapped[datetime | None]
    blanked_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("state", EVENT_STATES),
        # What no event lacks: so it serves only those who ask for `ready_at` (migration 0013).
        Index(
            "ix_inbox_ready",
            "ready_at",
            postgresql_where=text("state = 'waiting' AND ready_at IS NOT NULL"),
        ),
        Index(
            "ix_inbox_conversation", "conversation_key", "timestamp", "id", postgresql_where=WAITING
        ),
        Index("ix_inbox_failed", "id", postgresql_where=text("state = 'failed'")),
        Index(
            "ix_inbox_kept",
            "handled_at",
            postgresql_where=text("state = 'handled' AND blanked_at IS NULL"),
        ),
        Index("ix_inbox_chat", "conversation_key", postgresql_where=text("state <> 'waiting'")),
        Index("ix_inbox_message", "message_id", postgresql_where=text("message_id IS NOT NULL")),
    )
