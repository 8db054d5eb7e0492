"""Sending a case to departments: the referrals, who hears of them, and when they are due."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.agencies import THAI_NAMES, Agency
from casework.cases import Case, LogEntry, Referral, ReferralState
from casework.changes import AddLog, Change, Decision
from casework.messages import Message
from casework.offices import Office, office_for
from casework.rules import DueStep
from handlers import notices
from handlers.context import Context
from handlers.due import done, set_due
from handlers.identity import derived_id


@dataclass(frozen=True)
class Destination:
    """An agency and its office; no office where a person still has to pick one (Bangkok)."""

    agency: Agency
    office: Office | None

    @property
    def name(self) -> str:
        """The office's name, or the agency's until an office is picked."""
        return self.office.name if self.office else THAI_NAMES[self.agency]


def destinations(
    agencies: tuple[Agency, ...], province_code: str, offices: tuple[Office, ...]
) -> tuple[Destination, ...]:
    """Where each agency's part of a case in that province would go."""
    return tuple(Destination(each, office_for(offices, each, province_code)) for each in agencies)


def refer(
    case: Case, offices: tuple[Office, ...], event_id: str, context: Context, actor: UUID | None
) -> tuple[Case, Decision]:
    """The case with a new referral to each office that has none open, and all that follows.

    Nothing is in the decision when every office has the case already. The case itself is not
    saved by it: the caller does, once.
    """
    new = tuple(
        Referral(
            id=derived_id(event_id, f"referral {office.id}"),
            agency=office.agency,
            office_id=office.id,
            office_name=office.name,
            state=ReferralState.SENT,
            sent_at=context.now,
        )
        for office in offices
        if not _has_open(case, office)
    )
    if not new:
        return case, Decision()
    for referral in new:
        case = case.with_referral(referral, context.now)
    messages: list[Message] = []
    changes: list[Change] = [done(case, DueStep.SCREEN)]
    for referral, office in zip(new, (o for o in offices if _is_new(o, new)), strict=True):
        messages.extend(notices.to_office(case, referral, context))
        messages.append(notices.office_mail(case, office, "referral"))
        changes.append(
            set_due(case, DueStep.ACCEPT, context.now, context.rules, referral=referral.id)
        )
        changes.append(AddLog(_log(case, context.now, actor, referral)))
    messages.append(notices.forwarded(case, new, context.now))
    return case, Decision(tuple(changes), tuple(messages))


def _has_open(case: Case, office: Office) -> bool:
    return any(each.is_open and each.office_id == office.id for each in case.referrals)


def _is_new(office: Office, new: tuple[Referral, ...]) -> bool:
    return any(each.office_id == office.id for each in new)


def _log(case: Case, now: datetime, actor: UUID | None, referral: Referral) -> LogEntry:
    return LogEntry(case.id, now, actor, "referral.sent", referral.office_id)
