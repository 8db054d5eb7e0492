"""The end of a case: the reporter confirms, rates, or says that it is not settled."""

from dataclasses import replace

from casework.cases import Case, CaseState, Closing
from casework.categories import Urgency
from casework.changes import AddLog, Decision, SaveCase, SetConversation
from casework.messages import Button
from casework.reading import Reading
from casework.rules import DueStep
from handlers import notices
from handlers.cards_for_reporters import case_list
from handlers.context import Context
from handlers.draft import Draft, from_json, to_json, understood, without_a_case
from handlers.due import all_done, set_due
from handlers.emergencies import added_to
from handlers.inbound import Inbound
from handlers.log import entry
from handlers.my_cases import list_mine
from handlers.plain import plain
from handlers.postback import decode, encode
from handlers.questions import with_files
from handlers.replies import answer, show, step
from handlers.reporting import SHOW_OR_CANCEL, present
from handlers.words import say

LABELS = frozenset(plain(say(key)) for key in ("answer.confirm", "answer.reopen"))


def only_answered(cases: tuple[Case, ...]) -> Case | None:
    """The one case of these that waits for its reporter to confirm; None if it is not just one."""
    waiting = answered(cases)
    return waiting[0] if len(waiting) == 1 else None


def confirm(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เรียบร้อยแล้ว: closed, and asked for a rating."""
    case = context.case
    if case is None or case.state != CaseState.ANSWERED:
        return answer("stale_button")
    case = replace(case.to(CaseState.CLOSED, context.now), closing=Closing.CONFIRMED)
    case, added = _with_held_words(case, context)
    changes = (
        SaveCase(case),
        *added.changes,
        AddLog(entry(case, context, "closed", "confirmed")),
        all_done(case),
        *((step(),) if added.changes else ()),
    )
    quick = tuple(
        Button(str(rating), encode("answer.rate", case=case.id, rating=rating))
        for rating in range(1, 6)
    )
    thanks = answer("answer.thanks", number=case.number, quick=quick, changes=changes)
    return thanks + Decision(messages=added.messages)


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
    """ยังไม่เรียบร้อย: back to the desk, which hears at once; the next words go with the case, unless
    another report is under way."""
    case = context.case
    if case is None or case.state not in {CaseState.ANSWERED, CaseState.CLOSED}:
        return answer("stale_button")
    case = replace(case.to(CaseState.SCREENING, context.now), closing=None, rating=None)
    case, added = _with_held_words(case, context)
    changes = (
        SaveCase(case),
        *added.changes,
        AddLog(entry(case, context, "reopened")),
        all_done(case),
        set_due(case, DueStep.SCREEN, context.now, context.rules),
        *(() if _tells_another(context) else (step("case.add", case=case.id),)),
    )
    told = Decision(messages=added.messages) + notices.to_desk(case, context, "desk.reopened")
    mail = Decision(messages=notices.desk_mail(case, context, "back"))
    if _tells_another(context):
        again = answer("answer.reopened_only", number=case.number, changes=changes)
        return again + answer("report.unfinished", quick=SHOW_OR_CANCEL) + told + mail
    quick = (Button(say("case.done"), encode("case.add_done", case=case.id)),)
    return answer("answer.reopened", number=case.number, quick=quick, changes=changes) + told + mail


def confirm_typed(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เรียบร้อยแล้ว, typed: the list where it does not tell which case is meant. With a report under
    way it may mean that all is told: no case is closed by it; the list says what is not sent."""
    if context.case is None or _tells_another(context):
        return list_mine(inbound, reading, context)
    return confirm(inbound, reading, context)


def reopen_typed(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ยังไม่เรียบร้อย, typed: the list where it does not tell which case is meant."""
    if context.case is None:
        return list_mine(inbound, reading, context)
    return reopen(inbound, reading, context)


def perhaps_of_result(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Words that may be about a result that was told: asked, and held until the person chose."""
    if reading is None:
        return answer("not_readable")
    held = _held(context) or Draft()
    draft = understood(held, inbound.parts, reading, context.person)
    if draft.urgency == Urgency.EMERGENCY:
        return present(draft, context)
    return ask_which(draft, context)


def ask_which(draft: Draft, context: Context) -> Decision:
    """Which told result the draft's words, held back meanwhile, are about, if any."""
    waiting = answered(context.my_cases)
    if not waiting:
        return present(draft, context)
    asked = answer("answer.of_which", changes=(SetConversation("answer.which", to_json(draft)),))
    is_new = (Button(say("answer.is_new"), encode("question.is_new")),)
    shown = tuple(case.id for case in waiting)
    return asked + show(
        case_list(waiting), "cases.list", quick=is_new, quotes_case=True, shows=shown
    )


def answered(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Those whose result was told and waits to be confirmed."""
    return tuple(case for case in cases if case.state == CaseState.ANSWERED)


def _held(context: Context) -> Draft | None:
    if context.step == "answer.which":
        return from_json(context.draft)
    return without_a_case(context.step, context.draft)


def _tells_another(context: Context) -> bool:
    """Whether a report is under way that has nothing to do with a result."""
    draft = from_json(context.draft)
    tells = draft is not None and bool(draft.parts) and _held(context) is None
    return tells and context.step != "report.offered"


def _with_held_words(case: Case, context: Context) -> tuple[Case, Decision]:
    """The case with the words and files that were held while the person was asked what they are
    about, and the dangers they tell of; files alone that wait for a case to be chosen go along."""
    held = _held(context)
    if held is None:
        return case, Decision()
    if not held.parts:
        case, files = with_files(case, held)
        return case, Decision((AddLog(entry(case, context, "attached", "image")), *files))
    case, alert = added_to(case, held.parts, held.flags, held.urgency, context)
    case = replace(case, parts=(*case.parts, *held.parts))
    case, files = with_files(case, held)
    return case, Decision((AddLog(entry(case, context, "added")), *files)) + alert
