"""What those who look after the service did, and the ledger's lines."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Identity
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, one_of

ACTIONS = (
    "show",
    "retry",
    "drop",
    "list",
    "files",
    "data",
    "erase",
    "retention",
    "backup",
    "restore",
)


class OperatorLogRow(Base):
    """One thing that somebody did by command. The database refuses to change or remove one; `why`
    may be blanked."""

    __tablename__ = "operator_log"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]  # the account of the machine it was done with
    action: Mapped[str]
    subject: Mapped[str]  # event:12, message:34
    why: Mapped[str]

    __table_args__ = (one_of("action", ACTIONS),)


class LedgerDayRow(Base):
    """The ledger of one day in Thailand. The database refuses to change or remove one."""

    __tablename__ = "ledger_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    since: Mapped[datetime | None]
    until: Mapped[datetime]
    events_carried: Mapped[int] = mapped_column(BigInteger)
    events_in: Mapped[int] = mapped_column(BigInteger)
    events_handled: Mapped[int] = mapped_column(BigInteger)
    events_waiting: Mapped[int] = mapped_column(BigInteger)
    events_failed: Mapped[int] = mapped_column(BigInteger)
    messages_carried: Mapped[int] = mapped_column(BigInteger)
    messages_written: Mapped[int] = mapped_column(BigInteger)
    messages_delivered: Mapped[int] = mapped_column(BigInteger)
    messages_cancelled: Mapped[int] = mapped_column(BigInteger)
    messages_waiting: Mapped[int] = mapped_column(BigInteger)
    messages_failed: Mapped[int] = mapped_column(BigInteger)
    cases_opened: Mapped[int] = mapped_column(BigInteger)
    cases_closed: Mapped[int] = mapped_column(BigInteger)
