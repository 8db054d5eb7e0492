"""What a person put right in the category of a report, kept so that the reader learns from it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from casework.cases import Case
from casework.categories import Category, Flag, Kind, Urgency
from casework.masking import mask
from casework.people import Role
from casework.reading import ReadAs


class Review(StrEnum):
    """What somebody who knows the labels decided about a correction."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Label:
    """A category with its sub-type, if one was given."""

    category: Category
    subtype: str | None = None

    def is_put_right_by(self, other: "Label") -> bool:
        """Whether the other says something else. Choosing a category only says nothing of the
        sub-type, and leaving it to an officer says nothing at all."""
        if other.category == Category.UNCLEAR:
            return False
        if other.category != self.category:
            return True
        return other.subtype is not None and other.subtype != self.subtype


@dataclass(frozen=True)
class Correction:
    """A report's label before and after a person changed it.

    The text is masked. Who decided is told by role only, never by name or id.
    """

    case_id: UUID
    text: str
    kind: Kind
    old: Label
    old_by: str  # machine, reporter or desk
    new: Label
    secondary: tuple[Category, ...]
    flags: frozenset[Flag]
    urgency: Urgency
    read: ReadAs | None  # what the reader itself took it for; None when that was not kept
    model_version: str
    decided_by: Role
    decided_at: datetime


def correction_of(
    case: Case, old: Label, old_by: str, decided_by: Role, at: datetime
) -> Correction | None:
    """The correction that brought the case from its `old` label to the one it has now, or None
    when the label was not put right. The case's text is masked; masking fails closed."""
    new = Label(case.category, case.subtype)
    if not old.is_put_right_by(new):
        return None
    return Correction(
        case_id=case.id,
        text=mask(case.text),
        kind=case.kind,
        old=old,
        old_by=old_by,
        new=new,
        secondary=case.secondary,
        flags=case.flags,
        urgency=case.urgency,
        read=case.read,
        model_version=case.model_version,
        decided_by=decided_by,
        decided_at=at,
    )
