"""Where a draft or a case would go, asked of the routing rules in one way."""

from dataclasses import replace
from datetime import datetime

from casework.agencies import SCREENING_DESK, Agency
from casework.cases import Case
from casework.categories import Category
from casework.offices import Office, office_for
from casework.routing import Route, propose
from casework.rules import Rules
from handlers.describe import reason_in_words
from handlers.draft import Draft


def route_of(about: Draft | Case, rules: Rules) -> Route:
    """The route of a draft or case. A category that a person chose is as good as sure."""
    return propose(
        about.category,
        about.secondary,
        about.place,
        about.urgency,
        about.confidence if about.decided_by == "machine" else 1.0,
        rules,
        frozenset(about.flags),
    )


def departments(case: Case, rules: Rules) -> tuple[Agency, ...]:
    """The departments proposed to the desk; empty when the desk has to find one itself."""
    return tuple(each for each in route_of(case, rules).agencies if each != SCREENING_DESK)


def desk_office(offices: tuple[Office, ...], province_code: str) -> Office | None:
    """The office that screens for a province."""
    return office_for(offices, SCREENING_DESK, province_code)


def recategorised(
    case: Case, category: Category, decided_by: str, rules: Rules, now: datetime
) -> Case:
    """The case in the category a person chose (reporter or desk), the reason told anew."""
    case = replace(
        case,
        category=category,
        subtype=case.subtype if category == case.category else None,
        secondary=tuple(each for each in case.secondary if each != category),
        decided_by=decided_by,
        changed_at=now,
    )
    words = reason_in_words(decided_by, ())
    return replace(case, reason=f"{words} · {route_of(case, rules).reason_thai}")
