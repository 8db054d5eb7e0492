"""The end of a case: the reporter confirms, rates, or says that it is not settled."""

from dataclasses import replace

from casework.cases import CaseState, Closing
from casework.changes import AddLog, Decision, SaveCase
from casework.messages import Button
from casework.reading import Reading
from casework.rules import DueStep
from handlers import notices
from handlers.context import Context
from handlers.due import all_done, set_due
from handlers.inbound import Inbound
from handlers.log import entry
from handlers.postback import decode, encode
from handlers.replies import answer, step
from handlers.words import say


def confirm(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เรียบร้อยแล้ว: closed, and asked for a rating."""
    case = context.case
    if case is None or case.state != CaseState.ANSWERED:
        return answer("stale_button")
    case = replace(case.to(CaseState.CLOSED, context.now), closing=Closing.CONFIRMED)
    changes = (SaveCase(case), AddLog(entry(case, context, "closed", "confirmed")), all_done(case))
    quick = tuple(
        Button(str(rating), encode("answer.rate", case=case.id, rating=rating))
        for rating in range(1, 6)
    )
    return answer("answer.thanks", number=case.number, quick=quick, changes=changes)


def rate(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """1 to 5; the last one given counts."""
    case = context.case
    rating = decode(inbound.data).args.get("rating", "")
    if case is None or case.state != CaseState.CLOSED or rating not in {"1", "2", "3", "4", "5"}:
        return answer("stale_button")
    case = replace(case, rating=int(rating))
    changes = (SaveCase(case), AddLog(entry(case, context, "rated", rating)))
    return answer("answer.rated", rating=rating, changes=changes)


def reopen(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ยังไม่เรียบร้อย: back to the desk, which hears at once; the next words go with the case."""
    case = context.case
    if case is None or case.state not in {CaseState.ANSWERED, CaseState.CLOSED}:
        return answer("stale_button")
    case = replace(case.to(CaseState.SCREENING, context.now), closing=None, rating=None)
    changes = (
        SaveCase(case),
        AddLog(entry(case, context, "reopened")),
        all_done(case),
        set_due(case, DueStep.SCREEN, context.now, context.rules),
        step("case.add", case=case.id),
    )
    told = notices.to_desk(case, context, "desk.reopened")
    mail = Decision(messages=notices.desk_mail(case, context, "back"))
    quick = (Button(say("case.done"), encode("case.add_done", case=case.id)),)
    return answer("answer.reopened", number=case.number, quick=quick, changes=changes) + told + mail
