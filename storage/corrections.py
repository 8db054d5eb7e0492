"""What people put right in the reader's word: kept, reviewed, exported, forgotten."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from casework.categories import Category, Flag, Kind, Urgency
from casework.corrections import Correction, Label, Review
from casework.people import Role
from storage.case_rows import probability, read_as
from storage.tables import CorrectionRow


@dataclass(frozen=True)
class Kept:
    """A correction with its number, and what became of it. Times are UTC."""

    number: int
    correction: Correction
    review: Review = Review.WAITING
    review_reason: str = ""
    reviewed_at: datetime | None = None
    exported_at: datetime | None = None


def add(session: Session, correction: Correction) -> int:
    """Keep a correction for review; returns its number."""
    read = correction.read
    values = {
        "case_id": correction.case_id,
        "text": correction.text,
        "kind": correction.kind,
        "old_category": correction.old.category,
        "old_subtype": correction.old.subtype,
        "old_by": correction.old_by,
        "new_category": correction.new.category,
        "new_subtype": correction.new.subtype,
        "secondary": list(correction.secondary),
        "flags": sorted(correction.flags),
        "urgency": int(correction.urgency),
        "read_category": read.category if read else None,
        "read_subtype": read.subtype if read else None,
        "read_confidence": probability(read.confidence) if read else None,
        "model_version": correction.model_version,
        "decided_by": correction.decided_by,
        "decided_at": correction.decided_at,
    }
    number: int = session.execute(
        insert(CorrectionRow).values(values).returning(CorrectionRow.id)
    ).scalar_one()
    return number


def forget(session: Session, case_ids: Collection[UUID]) -> None:
    """Blank the text of these cases' corrections: what people took back is not learnt from."""
    if case_ids:
        session.execute(
            update(CorrectionRow).where(CorrectionRow.case_id.in_(case_ids)).values(text="")
        )


def newest(session: Session, review: Review | None = None, limit: int = 50) -> list[Kept]:
    """The newest corrections, or those of one review, newest first."""
    query = select(CorrectionRow).order_by(CorrectionRow.id.desc()).limit(limit)
    if review is not None:
        query = query.where(CorrectionRow.review == review)
    return [_kept(row) for row in session.scalars(query)]


def by_number(session: Session, number: int) -> Kept | None:
    """The correction with that number."""
    row = session.get(CorrectionRow, number)
    return _kept(row) if row else None


def to_export(session: Session, *, everything: bool = False, approved: bool = False) -> list[Kept]:
    """What may be learnt from, oldest first: the last word on each case.

    Left out: what was rejected or forgotten, what was exported before (unless `everything`), and
    what nobody approved (when `approved`). The rows are locked until the transaction ends.
    """
    last = select(func.max(CorrectionRow.id)).where(CorrectionRow.review != Review.REJECTED)
    query = select(CorrectionRow).where(CorrectionRow.id.in_(last.group_by(CorrectionRow.case_id)))
    if not everything:
        query = query.where(CorrectionRow.exported_at.is_(None))
    if approved:
        query = query.where(CorrectionRow.review == Review.APPROVED)
    ordered = query.order_by(CorrectionRow.id).with_for_update(key_share=True)
    return [_kept(row) for row in session.scalars(ordered) if row.text]


def mark_exported(session: Session, numbers: Collection[int], now: datetime) -> None:
    """These were written into a file."""
    session.execute(
        update(CorrectionRow).where(CorrectionRow.id.in_(numbers)).values(exported_at=now)
    )


def mark(
    session: Session,
    number: int,
    review: Review,
    reason: str,
    now: datetime,
    subtype: str | None = None,
) -> None:
    """Write down a review, its reason masked; `subtype` is the right one, if one was given."""
    values = {"review": review, "review_reason": reason, "reviewed_at": now}
    if subtype is not None:
        values["new_subtype"] = subtype
    session.execute(update(CorrectionRow).where(CorrectionRow.id == number).values(values))


def _kept(row: CorrectionRow) -> Kept:
    return Kept(
        number=row.id,
        correction=Correction(
            case_id=row.case_id,
            text=row.text,
            kind=Kind(row.kind),
            old=Label(Category(row.old_category), row.old_subtype),
            old_by=row.old_by,
            new=Label(Category(row.new_category), row.new_subtype),
            secondary=tuple(Category(each) for each in row.secondary),
            flags=frozenset(Flag(each) for each in row.flags),
            urgency=Urgency(row.urgency),
            read=read_as(row.read_category, row.read_subtype, row.read_confidence),
            model_version=row.model_version,
            decided_by=Role(row.decided_by),
            decided_at=row.decided_at,
        ),
        review=Review(row.review),
        review_reason=row.review_reason,
        reviewed_at=row.reviewed_at,
        exported_at=row.exported_at,
    )
