"""What is to be said, what is to be done later, and the journal the ledger is checked against."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, one_of
from storage.tables.encrypted import EncryptedJson

CHANNELS = ("line", "mail")
MESSAGE_STATES = ("waiting", "delivered", "failed", "cancelled")
WAYS = ("reply", "push", "smtp")
TIMER_STATES = ("waiting", "done", "failed", "cancelled")
WAITING = text("state = 'waiting'")


class OutboxRow(Base):
    """One message to one recipient. A recipient's rows are a lane and leave in the order of `id`.

    `next_at` is never before `due`, so that one index on it finds all that may be sent now.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    recipient: Mapped[str]
    channel: Mapped[str]
    # Null once delivered, cancelled, or to be cancelled.
    payload: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson("outbox.payload"))
    about: Mapped[str]
    urgent: Mapped[bool]
    must_arrive: Mapped[bool]
    due: Mapped[datetime]
    state: Mapped[str] = mapped_column(server_default="waiting")
    reply_token: Mapped[str | None]
    reply_expires_at: Mapped[datetime | None]
    unanswered_token: Mapped[str | None]  # of a reply it went with, and nobody knows if it arrived
    retry_key: Mapped[UUID] = mapped_column(unique=True)
    batch: Mapped[UUID | None]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    next_at: Mapped[datetime]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    first_attempt_at: Mapped[datetime | None]
    via: Mapped[str | None]
    request_id: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str] = mapped_column(server_default="")
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"))
    event_id: Mapped[int | None] = mapped_column(BigInteger)  # the inbox event it came of
    quotes_case: Mapped[bool] = mapped_column(server_default=text("false"))
    quotes_chat: Mapped[str | None]
    quotes_cases: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    office_id: Mapped[str | None]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("channel", CHANNELS),
        one_of("state", MESSAGE_STATES),
        one_of("via", WAYS),
        CheckConstraint("next_at >= due", name="next_at"),
        CheckConstraint("(lease_owner IS NULL) = (lease_until IS NULL)", name="lease"),
        CheckConstraint(
            "state NOT IN ('delivered', 'cancelled') OR payload IS NULL", name="blanked"
        ),
        Index("ix_outbox_lane", "recipient", "id", postgresql_where=WAITING),
        Index(
            "ix_outbox_leased",
            "recipient",
            postgresql_where=text("state = 'waiting' AND lease_until IS NOT NULL"),
        ),
        # What no row lacks: so it serves only those who ask for `next_at` (migration 0013).
        Index(
            "ix_outbox_next",
            "urgent",
            "next_at",
            "id",
            postgresql_where=text("state = 'waiting' AND next_at IS NOT NULL"),
        ),
        Index(
            "ix_outbox_case",
            "case_id",
            postgresql_where=text("state IN ('waiting', 'failed') AND quotes_case"),
        ),
        Index(
            "ix_outbox_chat",
            "quotes_chat",
            postgresql_where=text("state IN ('waiting', 'failed') AND quotes_chat IS NOT NULL"),
        ),
        Index(
            "ix_outbox_quoting",
            "id",
            postgresql_where=text(
                "state IN ('waiting', 'failed') AND quotes_cases <> '{}'::uuid[]"
            ),
        ),
        Index("ix_outbox_failed", "id", postgresql_where=text("state = 'failed'")),
        Index(
            "ix_outbox_recipient",
            "recipient",
            postgresql_where=text("state <> 'waiting' AND recipient <> ''"),
        ),
        Index(
            "ix_outbox_kept",
            "done_at",
            postgresql_where=text("state IN ('delivered', 'cancelled') AND recipient <> ''"),
        ),
    )


class TimerRow(Base):
    """Something to do at a time. Keys are compared byte by byte, so that a prefix is a range."""

    __tablename__ = "timers"

    key: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    kind: Mapped[str]
    due: Mapped[datetime]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"))
    data: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    state: Mapped[str] = mapped_column(server_default="waiting")
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    reason: Mapped[str] = mapped_column(server_default="")
    done_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("state", TIMER_STATES),
        Index("ix_timers_due", "due", postgresql_where=WAITING),
        Index("ix_timers_failed", "due", postgresql_where=text("state = 'failed'")),
    )


class JournalRow(Base):
    """How many rows one statement wrote into inbox or outbox: kept by triggers, never counted down.

    A row that is lost afterwards is still in this sum, which is how the ledger sees the loss.
    """

    __tablename__ = "journal"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    book: Mapped[str]  # inbox, or the outbox's channel
    rows: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (one_of("book", ("inbox", *CHANNELS)),)
