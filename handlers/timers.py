"""What happens by itself: the morning digest, overdue steps, and closing after silence."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from casework.cases import Case, CaseState, Closing, LogEntry, ReferralState
from casework.changes import AddLog, Decision, SaveCase
from casework.messages import Message, Text, ToMentors, ToOperators
from casework.retention import RETENTION
from casework.rules import DueStep
from casework.watch import WATCHDOG
from handlers import notices
from handlers.cards_for_desk import desk_card, first_of, waiting_list
from handlers.context import Context
from handlers.describe import urgency_in_words
from handlers.due import set_due
from handlers.log import entry
from handlers.proposal import desk_office
from handlers.retaining import blank
from handlers.watchdog import DAY, close_day, watch
from handlers.words import say

Data = Mapping[str, Any]


def decide_timer(kind: str, data: Data, context: Context) -> Decision:
    """The decision of a timer that came due. Raises KeyError for a kind nobody here sets."""
    return TIMERS[kind](data, context)


def digest(data: Data, context: Context) -> Decision:
    """The cases that waited for the morning, on one card strip for the province's mentors."""
    return _listed(context.waiting, "desk.digest", data)


def untaken(data: Data, context: Context) -> Decision:
    """A mentor left the desk: its others see the cases to be screened that nobody has taken."""
    free = tuple(case for case in context.waiting if case.mentor_id is None)
    due = notices.held_until(first_of(free)[0], context) if free else None
    return _listed(free, "desk.untaken", data, due)


def screening_overdue(data: Data, context: Context) -> Decision:
    """Nobody sent the case on: the mentors are reminded, then office and operators hear."""
    case = context.case
    if case is None or case.state != CaseState.SCREENING:
        return Decision()
    return _remind(case, DueStep.SCREEN, "desk.overdue", data, context)


def acceptance_overdue(data: Data, context: Context) -> Decision:
    """The office did not accept: its officers are reminded, then the desk hears."""
    return _referral_overdue(data, context, {ReferralState.SENT}, DueStep.ACCEPT, "office.overdue")


def finishing_overdue(data: Data, context: Context) -> Decision:
    """The office accepted but has not finished: its officers are reminded, then the desk hears."""
    states = {ReferralState.ACCEPTED, ReferralState.IN_PROGRESS}
    return _referral_overdue(data, context, states, DueStep.FINISH, "office.finish_overdue")


def answer_overdue(data: Data, context: Context) -> Decision:
    """The reporter did not answer a question: asked once more, then the asker's desk hears."""
    case = context.case
    if case is None or not case.is_open or case.question is None:
        return Decision()
    if _level(data) == 1:
        again = set_due(case, DueStep.ANSWER, context.now, context.rules, level=2)
        return Decision((again, _logged(case, context, DueStep.ANSWER)), (notices.asked(case),))
    told = notices.to_those_at_work(case, context, "desk.question_overdue")
    return Decision((_logged(case, context, DueStep.ANSWER),)) + told


def attached(data: Data, context: Context) -> Decision:
    """Photos were added to an open case: whoever works on it sees it again, once."""
    case = context.case
    if case is None or not case.is_open:
        return Decision()
    return notices.to_those_at_work(case, context, "desk.changed")


def close_silent(data: Data, context: Context) -> Decision:
    """The reporter said nothing for the configured days: closed, counted apart from confirmed."""
    case = context.case
    if case is None or case.state != CaseState.ANSWERED:
        return Decision()
    case = replace(case.to(CaseState.CLOSED, context.now), closing=Closing.SILENCE)
    changes = (SaveCase(case), AddLog(_by_service(case, context, "closed", "silence")))
    return Decision(changes, (notices.to_reporter(case, "news.closed_by_silence"),))


def _listed(cases: tuple[Case, ...], key: str, data: Data, due: datetime | None = None) -> Decision:
    if not cases:
        return Decision()
    to = ToMentors(str(data["province_code"]))
    greeting = Text(say(key, count=len(cases)))
    shown = tuple(case.id for case in first_of(cases))
    listed = Message(
        to, waiting_list(cases), f"{key}.cases", due=due, quotes_case=True, shows=shown
    )
    return Decision(messages=(Message(to, greeting, key, due=due), listed))


def _referral_overdue(
    data: Data, context: Context, states: set[ReferralState], step: DueStep, key: str
) -> Decision:
    case = context.case
    referral = case.referral(UUID(str(data["referral"]))) if case else None
    if case is None or referral is None or referral.state not in states:
        return Decision()
    logged = _logged(case, context, step)
    if _level(data) == 1:
        again = set_due(case, step, context.now, context.rules, referral=referral.id, level=2)
        return Decision((again, logged), notices.to_office(case, referral, context, key))
    card = desk_card(case, context.rules, "desk.referral_overdue")
    to = ToMentors(case.place.province_code)
    place, urgency = case.place.thai(), urgency_in_words(case.urgency)
    text = say("operator.referral_overdue", number=case.number, place=place, urgency=urgency)
    told = Message(
        to,
        card,
        "desk.referral_overdue",
        case_id=case.id,
        quotes_case=True,
        unheard=Text(text),
    )
    return Decision((logged,), (told,))


def _remind(case: Case, step: DueStep, key: str, data: Data, context: Context) -> Decision:
    logged = _logged(case, context, step)
    if _level(data) == 1:
        if opens := notices.held_until(case, context):  # most are due as offices close
            in_the_morning = set_due(case, step, context.now, context.rules)
            return Decision((replace(in_the_morning, due=opens),))
        again = set_due(case, step, context.now, context.rules, level=2)
        return Decision((again, logged)) + notices.to_desk(case, context, key)
    office = desk_office(context.offices, case.place.province_code)
    place, urgency = case.place.thai(), urgency_in_words(case.urgency)
    text = Text(say("operator.overdue", number=case.number, place=place, urgency=urgency))
    told = Message(ToOperators(), text, about="desk.overdue", case_id=case.id)
    mail = (notices.office_mail(case, office, "overdue"),) if office else ()
    return Decision((logged,), (told, *mail))


def _level(data: Data) -> int:
    return int(data.get("level", 1))


def _logged(case: Case, context: Context, step: DueStep) -> AddLog:
    return AddLog(_by_service(case, context, "overdue", str(step)))


def _by_service(case: Case, context: Context, action: str, detail: str) -> LogEntry:
    return replace(entry(case, context, action, detail), actor_id=None)


TIMERS: dict[str, Callable[[Data, Context], Decision]] = {
    "digest": digest,
    "untaken": untaken,
    f"overdue.{DueStep.SCREEN}": screening_overdue,
    f"overdue.{DueStep.ACCEPT}": acceptance_overdue,
    f"overdue.{DueStep.FINISH}": finishing_overdue,
    f"overdue.{DueStep.ANSWER}": answer_overdue,
    "attached": attached,
    "close_silent": close_silent,
    WATCHDOG: watch,
    DAY: close_day,
    RETENTION: blank,
}
