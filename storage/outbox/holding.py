"""Lanes that wait, behind a row that backs off or for the month's messages; and their way out."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import exists, func, update
from sqlalchemy.orm import Session, aliased

from storage.tables import OutboxRow


def hold_back(session: Session, recipient: str, until: datetime) -> None:
    """What stands behind waits too.

    So a row whose time has come never has one backing off before it.
    """
    session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.recipient == recipient,
            OutboxRow.state == "waiting",
            OutboxRow.next_at < until,
        )
        .values(next_at=until)
    )


def free_for_reply(session: Session, recipients: Iterable[str], now: datetime) -> None:
    """A fresh reply token takes along what is held: replies are free when nothing else may go.

    What was tried and backs off is not held. Its lane stays as it is.
    """
    other = aliased(OutboxRow)
    lane = exists().where(other.recipient == OutboxRow.recipient, other.state == "waiting")
    session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.recipient.in_(set(recipients)),
            OutboxRow.state == "waiting",
            OutboxRow.due <= now,
            OutboxRow.next_at > now,
            lane.where(other.attempts == 0, other.reply_expires_at > now),
            ~lane.where(other.attempts > 0, other.next_at > now),
        )
        .values(next_at=func.greatest(OutboxRow.due, now))
    )
