"""A case as the columns of its row, and back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from casework.agencies import Agency
from casework.cases import (
    AffectedConsent,
    Case,
    CaseState,
    Closing,
    Part,
    Question,
    Referral,
    ReferralState,
)
from casework.categories import Category, Flag, Kind, Urgency
from casework.reading import ReadAs
from storage.places import place_from_json, place_to_json

MOST_PEOPLE = 2**63 - 1  # what bigint holds; a text may claim more


def case_values(case: Case) -> dict[str, Any]:
    """Every column but the id."""
    question = case.question
    return {
        "number": case.number,
        "reporter_id": case.reporter_id,
        "state": case.state,
        "kind": case.kind,
        "category": case.category,
        "subtype": case.subtype,
        "confidence": probability(case.confidence),
        "urgency": int(case.urgency),
        "place": place_to_json(case.place),
        "created_at": case.created_at,
        "changed_at": case.changed_at,
        "secondary": list(case.secondary),
        "flags": sorted(case.flags),
        "people_count": None if case.people_count is None else min(case.people_count, MOST_PEOPLE),
        "amounts": list(case.amounts),
        "evidence": list(case.evidence),
        "reason": case.reason,
        "decided_by": case.decided_by,
        "model_version": case.model_version,
        "read_category": case.read.category if case.read else None,
        "read_subtype": case.read.subtype if case.read else None,
        "read_confidence": probability(case.read.confidence) if case.read else None,
        "affected_consent": case.affected_consent,
        "mentor_id": case.mentor_id,
        "question_text": question.text if question else None,
        "question_by": question.asked_by if question else None,
        "question_at": question.asked_at if question else None,
        "rating": case.rating,
        "closing": case.closing,
        "result": case.result,
    }


def case_from_rows(row: Any, parts: Sequence[Part], referrals: Sequence[Referral]) -> Case:
    """The case as it was saved."""
    place = place_from_json(row.place)
    assert place is not None
    return Case(
        id=row.id,
        number=row.number,
        reporter_id=row.reporter_id,
        state=CaseState(row.state),
        kind=Kind(row.kind),
        category=Category(row.category),
        subtype=row.subtype,
        confidence=row.confidence,
        urgency=Urgency(row.urgency),
        place=place,
        parts=tuple(parts),
        created_at=row.created_at,
        changed_at=row.changed_at,
        secondary=tuple(Category(each) for each in row.secondary),
        flags=frozenset(Flag(each) for each in row.flags),
        people_count=row.people_count,
        amounts=tuple(row.amounts),
        evidence=tuple(row.evidence),
        reason=row.reason,
        decided_by=row.decided_by,
        model_version=row.model_version,
        read=read_as(row.read_category, row.read_subtype, row.read_confidence),
        affected_consent=AffectedConsent(row.affected_consent),
        mentor_id=row.mentor_id,
        question=_question(row),
        rating=row.rating,
        closing=Closing(row.closing) if row.closing else None,
        result=row.result,
        referrals=tuple(referrals),
    )


def probability(confidence: float) -> float:
    """What the database takes for one: sums of floats overshoot a little."""
    return min(max(confidence, 0.0), 1.0)


def read_as(category: str | None, subtype: str | None, confidence: float | None) -> ReadAs | None:
    """The reader's own word; None when it was not kept."""
    if category is None or confidence is None:
        return None
    return ReadAs(Category(category), subtype, confidence)


def _question(row: Any) -> Question | None:
    if row.question_text is None or row.question_by is None or row.question_at is None:
        return None
    return Question(row.question_text, row.question_by, row.question_at)


def referral_values(case_id: UUID, position: int, referral: Referral) -> dict[str, Any]:
    """Every column of a referral."""
    return {
        "id": referral.id,
        "case_id": case_id,
        "position": position,
        "agency": referral.agency,
        "office_id": referral.office_id,
        "office_name": referral.office_name,
        "state": referral.state,
        "sent_at": referral.sent_at,
        "officer_id": referral.officer_id,
        "result": referral.result,
        "reason": referral.reason,
    }


def referral_from_row(row: Any) -> Referral:
    """The referral as it was saved."""
    return Referral(
        id=row.id,
        agency=Agency(row.agency),
        office_id=row.office_id,
        office_name=row.office_name,
        state=ReferralState(row.state),
        sent_at=row.sent_at,
        officer_id=row.officer_id,
        result=row.result,
        reason=row.reason,
    )
