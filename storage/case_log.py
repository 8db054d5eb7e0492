"""The history of cases, chained by hashes (casework/chain.py). Lines are only ever added: the
database itself refuses anything else, but that a line loses its words."""

from collections.abc import Iterable
from datetime import datetime
from secrets import token_bytes
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, null, select, update
from sqlalchemy.orm import Session

from casework.cases import LogEntry
from casework.chain import BEGINNING, SALT_BYTES, detail_hash, link_hash
from storage.blanking import blanking
from storage.tables import CaseLogRow
from storage.tables.base import clean

CHAINING = 56_425  # the first half of the advisory lock held while a case's chain grows


def add(session: Session, entries: Iterable[LogEntry]) -> None:
    """Add lines, in order. A line cannot be taken back, so it should quote no message.

    Until this transaction ends, others that add to the same cases wait: each line follows the one
    before it.
    """
    listed = list(entries)
    if not listed:
        return
    ends = _ends(session, {entry.case_id for entry in listed})
    values = []
    for entry in listed:
        values.append(_chained(entry, ends.get(entry.case_id, BEGINNING)))
        ends[entry.case_id] = values[-1]["hash"]
    session.execute(insert(CaseLogRow).values(values))


def entries(session: Session, case_id: UUID) -> list[LogEntry]:
    """A case's lines in the order they were written."""
    query = select(CaseLogRow).where(CaseLogRow.case_id == case_id).order_by(CaseLogRow.id)
    return [
        LogEntry(row.case_id, row.at, row.actor_id, row.action, row.detail)
        for row in session.scalars(query)
    ]


def blank(session: Session, log_ids: Iterable[int], now: datetime) -> int:
    """Take the words out of these lines; the chain holds. Returns how many had not been blanked."""
    blanked = (
        update(CaseLogRow)
        .where(CaseLogRow.id.in_(list(log_ids)), CaseLogRow.blanked_at.is_(None))
        .values(detail="", salt=null(), blanked_at=now)
        .returning(CaseLogRow.id)
    )
    with blanking(session):
        return len(session.execute(blanked).all())


def blank_words(session: Session, case_ids: Iterable[UUID], now: datetime) -> int:
    """Take out what was read from a reporter's words: the places and categories of corrections."""
    said = select(CaseLogRow.id).where(
        CaseLogRow.case_id.in_(list(case_ids)), CaseLogRow.action == "corrected"
    )
    return blank(session, session.scalars(said).all(), now)


def _ends(session: Session, case_ids: set[UUID]) -> dict[UUID, bytes]:
    """The hash of each case's last line. Locked in one order, so that nobody waits in a ring."""
    for case_id in sorted(case_ids):
        key = func.hashtext(str(case_id))
        session.execute(select(func.pg_advisory_xact_lock(CHAINING, key)))
    last = (
        select(func.max(CaseLogRow.id))
        .where(CaseLogRow.case_id.in_(case_ids))
        .group_by(CaseLogRow.case_id)
    )
    ends = select(CaseLogRow.case_id, CaseLogRow.hash).where(CaseLogRow.id.in_(last))
    return {row.case_id: row.hash for row in session.execute(ends)}


def _chained(entry: LogEntry, previous: bytes) -> dict[str, Any]:
    # Hashed as PostgreSQL keeps it, not as it came.
    action, detail, salt = clean(entry.action), clean(entry.detail), token_bytes(SALT_BYTES)
    hash_of_detail = detail_hash(salt, detail)
    return {
        "case_id": entry.case_id,
        "at": entry.at,
        "actor_id": entry.actor_id,
        "action": action,
        "detail": detail,
        "salt": salt,
        "detail_hash": hash_of_detail,
        "previous": previous,
        "hash": link_hash(
            previous, entry.case_id, entry.at, entry.actor_id, action, hash_of_detail
        ),
    }
