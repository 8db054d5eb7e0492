"""The people who write to us, the codes they join with, and the offices their reports go to."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, DateTime, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from casework.agencies import Agency
from casework.people import Role
from storage.tables.base import Base, one_of, some_of
from storage.tables.encrypted import EncryptedBytes, EncryptedText


class PersonRow(Base):
    """A LINE user: roles, area, agency, term of appointment, consent, blocked or not."""

    __tablename__ = "people"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    line_user_id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(EncryptedText("people.name"), server_default="")
    roles: Mapped[list[str]] = mapped_column(server_default="{}")
    area: Mapped[dict[str, Any] | None]
    province_code: Mapped[str | None] = mapped_column(
        Computed("area ->> 'province_code'", persisted=True)
    )
    agency: Mapped[str | None]
    term_start: Mapped[date | None]
    term_end: Mapped[date | None]
    consented_at: Mapped[datetime | None]
    applied_at: Mapped[datetime | None]
    blocked: Mapped[bool] = mapped_column(server_default=text("false"))
    wrong_codes: Mapped[list[datetime]] = mapped_column(
        ARRAY(DateTime(timezone=True)), server_default="{}"
    )
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    erase_asked_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    __table_args__ = (
        some_of("roles", Role),
        one_of("agency", Agency),
        CheckConstraint("term_end >= term_start", name="term"),
        # Citizens are many and have no role to be found by.
        Index("ix_people_serving", "province_code", postgresql_where=text("roles <> '{}'::text[]")),
    )


class InvitationRow(Base):
    """A single-use code with which a person takes up a role.

    `code` is the stamp it is looked up by (`storage/people.py`); itself, if it is from before.
    """

    __tablename__ = "invitations"

    code: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    area: Mapped[dict[str, Any]]
    agency: Mapped[str | None]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[datetime]
    used_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    used_at: Mapped[datetime | None]
    name: Mapped[str] = mapped_column(EncryptedText("invitations.name"), server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))

    __table_args__ = (
        one_of("role", Role),
        one_of("agency", Agency),
        CheckConstraint("used_by IS NULL OR used_at IS NOT NULL", name="used"),
    )


class StampKeyRow(Base):
    """The key that invitation codes are stamped with: one row, random, sealed like what people
    tell, so that it outlives the key it is sealed with."""

    __tablename__ = "stamp_key"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[bytes] = mapped_column(EncryptedBytes("stamp_key.key"))

    __table_args__ = (CheckConstraint("id = 1", name="one"),)


class OfficeRow(Base):
    """One provincial office of one of the five bodies."""

    __tablename__ = "offices"

    id: Mapped[str] = mapped_column(primary_key=True)
    agency: Mapped[str]
    province_code: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    area: Mapped[str] = mapped_column(server_default="")
    email: Mapped[str] = mapped_column(server_default="")
    phone: Mapped[str] = mapped_column(server_default="")
    address: Mapped[str] = mapped_column(server_default="")
    line: Mapped[str] = mapped_column(server_default="")
    valid_from: Mapped[date | None]

    __table_args__ = (one_of("agency", Agency),)
