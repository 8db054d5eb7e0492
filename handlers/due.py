"""When a step has to be done, and the timers that remember it. Nothing is promised to citizens."""

from datetime import datetime
from uuid import UUID

from casework.cases import Case
from casework.categories import Urgency
from casework.changes import CancelTimers, SetTimer
from casework.rules import DueStep, Rules
from casework.working_time import add_working_time


def due_at(now: datetime, step: DueStep, urgency: Urgency, rules: Rules) -> datetime:
    """UTC. Working time, except for emergencies, where the clock runs at night too."""
    allowed = rules.due_in(step, urgency)
    if urgency == Urgency.EMERGENCY:
        return now + allowed
    return add_working_time(now, allowed, rules.office_hours, rules.extra_holidays)


def set_due(
    case: Case,
    step: DueStep,
    now: datetime,
    rules: Rules,
    *,
    referral: UUID | None = None,
    level: int = 1,
) -> SetTimer:
    """The timer of a step of a case (or of one of its referrals). Level 1 reminds, 2 goes up."""
    return SetTimer(
        key=timer_key(case.id, step, referral),
        kind=f"overdue.{step}",
        due=due_at(now, step, case.urgency, rules),
        case_id=case.id,
        data={"level": level, **({"referral": str(referral)} if referral else {})},
    )


def done(case: Case, step: DueStep, referral: UUID | None = None) -> CancelTimers:
    """The step was taken: nobody is reminded of it any more."""
    return CancelTimers(timer_key(case.id, step, referral))


def all_done(case: Case) -> CancelTimers:
    """Nothing about the case is waited for any more."""
    return CancelTimers(f"{case.id}:")


def timer_key(case_id: UUID, step: DueStep, referral: UUID | None = None) -> str:
    """Unique for each step of each case or referral; all of a case's begin with its id."""
    return f"{case_id}:{step}:{referral}" if referral else f"{case_id}:{step}:"
