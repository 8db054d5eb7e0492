"""The history of cases. Lines are only ever added: the database itself refuses anything else."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from casework.cases import LogEntry
from storage.tables import CaseLogRow


def add(session: Session, entries: Iterable[LogEntry]) -> None:
    """Add lines, in order. A line cannot be taken back, so it should quote no message."""
    values = [
        {
            "case_id": entry.case_id,
            "at": entry.at,
            "actor_id": entry.actor_id,
            "action": entry.action,
            "detail": entry.detail,
        }
        for entry in entries
    ]
    if values:
        session.execute(insert(CaseLogRow).values(values))


def entries(session: Session, case_id: UUID) -> list[LogEntry]:
    """A case's lines in the order they were written."""
    query = select(CaseLogRow).where(CaseLogRow.case_id == case_id).order_by(CaseLogRow.id)
    return [
        LogEntry(row.case_id, row.at, row.actor_id, row.action, row.detail)
        for row in session.scalars(query)
    ]
