"""What somebody did by command, when and why. Lines are only ever added."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from storage.tables import OperatorLogRow


@dataclass(frozen=True)
class Deed:
    """`who` did `action` (show, retry, drop) to `subject` (event:12). `at` is UTC."""

    at: datetime
    who: str
    action: str
    subject: str
    why: str = ""


def add(session: Session, deeds: Iterable[Deed]) -> None:
    """Add lines, in order. They cannot be taken back: the words in `why` should be masked."""
    values = [
        {
            "at": deed.at,
            "who": deed.who,
            "action": deed.action,
            "subject": deed.subject,
            "why": deed.why,
        }
        for deed in deeds
    ]
    if values:
        session.execute(insert(OperatorLogRow), values)


def deeds(session: Session, limit: int = 100) -> list[Deed]:
    """The last lines, oldest first."""
    query = select(OperatorLogRow).order_by(OperatorLogRow.id.desc()).limit(limit)
    rows = list(session.scalars(query))[::-1]
    return [Deed(row.at, row.who, row.action, row.subject, row.why) for row in rows]
