"""Corrections: what people put right in the reader's word, for somebody to review."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from casework.categories import Category, Flag, Kind, Urgency
from casework.corrections import Review
from casework.people import Role
from storage.tables.base import Base, one_of, some_of
from storage.tables.cases import DECIDERS
from storage.tables.encrypted import EncryptedText


class CorrectionRow(Base):
    """One correction. The text is masked, and empty once its case was withdrawn or unsent."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(EncryptedText("corrections.text"))
    kind: Mapped[str]
    old_category: Mapped[str]
    old_subtype: Mapped[str | None]
    old_by: Mapped[str]
    new_category: Mapped[str]
    new_subtype: Mapped[str | None]
    secondary: Mapped[list[str]]
    flags: Mapped[list[str]]
    urgency: Mapped[int]
    read_category: Mapped[str | None]
    read_subtype: Mapped[str | None]
    read_confidence: Mapped[float | None]
    model_version: Mapped[str]
    decided_by: Mapped[str]  # a role, never a person
    decided_at: Mapped[datetime]
    review: Mapped[str] = mapped_column(server_default=Review.WAITING.value)
    review_reason: Mapped[str] = mapped_column(
        EncryptedText("corrections.review_reason"), server_default=""
    )
    reviewed_at: Mapped[datetime | None]
    exported_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("kind", Kind),
        one_of("old_category", Category),
        one_of("old_by", DECIDERS),
        one_of("new_category", Category),
        some_of("secondary", Category),
        some_of("flags", Flag),
        one_of("read_category", Category),
        one_of("decided_by", Role),
        one_of("review", Review),
        CheckConstraint(f"urgency BETWEEN {min(Urgency):d} AND {max(Urgency):d}", name="urgency"),
        CheckConstraint("read_confidence BETWEEN 0 AND 1", name="read_confidence"),
    )
