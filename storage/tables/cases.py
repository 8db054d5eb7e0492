"""Cases: the report, its parts, its referrals, its history, and what was sent with it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Identity,
    Index,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from casework.agencies import Agency
from casework.cases import (
    OPEN_REFERRAL_STATES,
    OPEN_STATES,
    AffectedConsent,
    CaseState,
    Closing,
    ReferralState,
)
from casework.categories import Category, Flag, Kind, Urgency
from storage.tables.base import Base, one_of, some_of
from storage.tables.encrypted import EncryptedBytes, EncryptedJson, EncryptedText

DECIDERS = ("machine", "reporter", "desk")
ATTACHMENT_STATES = ("waiting", "stored", "failed", "erased")
ATTACHMENT_KINDS = ("image", "video", "audio", "file", "location")


def _any_of(states: frozenset[Any]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


class CaseRow(Base):
    """A reported problem or need."""

    __tablename__ = "cases"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    reporter_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    state: Mapped[str]
    kind: Mapped[str]
    category: Mapped[str]
    subtype: Mapped[str | None]
    confidence: Mapped[float]
    urgency: Mapped[int]
    place: Mapped[dict[str, Any]]
    province_code: Mapped[str] = mapped_column(
        Computed("place ->> 'province_code'", persisted=True)
    )
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    secondary: Mapped[list[str]] = mapped_column(server_default="{}")
    flags: Mapped[list[str]] = mapped_column(server_default="{}")
    people_count: Mapped[int | None] = mapped_column(BigInteger)
    amounts: Mapped[list[Any]] = mapped_column(
        EncryptedJson("cases.amounts"), server_default=text("'[]'::jsonb")
    )
    evidence: Mapped[list[Any]] = mapped_column(
        EncryptedJson("cases.evidence"), server_default=text("'[]'::jsonb")
    )
    reason: Mapped[str] = mapped_column(EncryptedText("cases.reason"), server_default="")
    decided_by: Mapped[str] = mapped_column(server_default="machine")
    model_version: Mapped[str] = mapped_column(server_default="")
    read_category: Mapped[str | None]
    read_subtype: Mapped[str | None]
    read_confidence: Mapped[float | None]
    affected_consent: Mapped[str]
    mentor_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    question_text: Mapped[str | None] = mapped_column(EncryptedText("cases.question_text"))
    question_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    question_at: Mapped[datetime | None]
    rating: Mapped[int | None]
    closing: Mapped[str | None]
    result: Mapped[str] = mapped_column(EncryptedText("cases.result"))
    blanked_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("state", CaseState),
        one_of("kind", Kind),
        one_of("category", Category),
        some_of("secondary", Category),
        some_of("flags", Flag),
        one_of("decided_by", DECIDERS),
        one_of("read_category", Category),
        one_of("affected_consent", AffectedConsent),
        one_of("closing", Closing),
        CheckConstraint(f"urgency BETWEEN {min(Urgency):d} AND {max(Urgency):d}", name="urgency"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        CheckConstraint("read_confidence BETWEEN 0 AND 1", name="read_confidence"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        CheckConstraint("people_count >= 0", name="people_count"),
        CheckConstraint(
            "num_nulls(question_text, question_by, question_at) IN (0, 3)", name="question"
        ),
        Index("ix_cases_reporter", "reporter_id", "created_at"),
        Index(
            "ix_cases_screening",
            "province_code",
            "urgency",
            "created_at",
            postgresql_where=text("state = 'screening'"),
        ),
        Index(
            "ix_cases_open",
            "province_code",
            "created_at",
            postgresql_where=text(f"state IN ({_any_of(OPEN_STATES)})"),
        ),
        Index(
            "ix_cases_ended",
            "changed_at",
            postgresql_where=text("state IN ('closed', 'withdrawn')"),
        ),
        Index("ix_cases_asked", "reporter_id", postgresql_where=text("question_at IS NOT NULL")),
    )


class CasePartRow(Base):
    """One message of a report; parts stay apart so that an unsent one can be removed."""

    __tablename__ = "case_parts"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[str] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(EncryptedText("case_parts.text"))


class ReferralRow(Base):
    """One agency's part of a case, with its own state."""

    __tablename__ = "referrals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    position: Mapped[int]
    agency: Mapped[str]
    office_id: Mapped[str]
    office_name: Mapped[str]
    state: Mapped[str]
    sent_at: Mapped[datetime]
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    result: Mapped[str] = mapped_column(EncryptedText("referrals.result"), server_default="")
    reason: Mapped[str] = mapped_column(EncryptedText("referrals.reason"), server_default="")

    __table_args__ = (
        one_of("agency", Agency),
        one_of("state", ReferralState),
        Index(
            "ix_referrals_open",
            "case_id",
            "agency",
            postgresql_where=text(f"state IN ({_any_of(OPEN_REFERRAL_STATES)})"),
        ),
    )


class CaseLogRow(Base):
    """One line of a case's history. The database refuses to change or remove one; it may lose its
    `detail`, once. How lines hang together is told in casework/chain.py.

    The actor is no foreign key: the history outlives the people in it.
    """

    __tablename__ = "case_log"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    detail: Mapped[str] = mapped_column(EncryptedText("case_log.detail"), server_default="")
    # Sealed, too: with it and `detail_hash` likely words could be tried.
    salt: Mapped[bytes | None] = mapped_column(EncryptedBytes("case_log.salt"))
    detail_hash: Mapped[bytes]
    previous: Mapped[bytes]
    hash: Mapped[bytes]
    blanked_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_case_log_case", "case_id", "id"),)


class CaseLogSealRow(Base):
    """That a line of a history was written; at commit it gets its place in the order of all.

    Triggers write it. No foreign keys: a seal outlives a line that somebody removes.
    """

    __tablename__ = "case_log_seals"

    log_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[UUID]
    link_hash: Mapped[bytes]
    position: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    hash: Mapped[bytes | None]

    __table_args__ = (Index("ix_case_log_seals_case", "case_id", "position"),)


class CaseLogHeadRow(Base):
    """The newest seal: one row, moved on by the trigger that writes the seals."""

    __tablename__ = "case_log_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes]

    __table_args__ = (CheckConstraint("id = 1", name="one"),)


class CaseCounterRow(Base):
    """The last serial given to a case of a province in a Buddhist-era year."""

    __tablename__ = "case_counters"

    province_code: Mapped[str] = mapped_column(primary_key=True)
    year_be: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_serial: Mapped[int] = mapped_column(server_default=text("0"))


class AttachmentRow(Base):
    """A photo, voice, video, file or place.

    Without a case it belongs to its conversation's draft.
    """

    __tablename__ = "attachments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    conversation_key: Mapped[str] = mapped_column(ForeignKey("conversations.key"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str]
    file_name: Mapped[str] = mapped_column(
        EncryptedText("attachments.file_name"), server_default=""
    )
    place: Mapped[dict[str, Any] | None]
    state: Mapped[str] = mapped_column(server_default="waiting")
    content_type: Mapped[str] = mapped_column(server_default="")
    size: Mapped[int | None] = mapped_column(BigInteger)  # bytes
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    next_at: Mapped[datetime]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime]

    __table_args__ = (
        one_of("kind", ATTACHMENT_KINDS),
        one_of("state", ATTACHMENT_STATES),
        Index("ix_attachments_waiting", "next_at", postgresql_where=text("state = 'waiting'")),
        Index("ix_attachments_size", "size", postgresql_where=text("state = 'stored'")),
        Index("ix_attachments_draft", "conversation_key", postgresql_where=text("case_id IS NULL")),
    )


class AttachmentContentRow(Base):
    """The bytes of an attachment, apart so that lists never carry them."""

    __tablename__ = "attachment_contents"

    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachments.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(EncryptedBytes("attachment_contents.content"))
