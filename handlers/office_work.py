"""ดำเนินการ: what a department's officer does with a referral: accept, finish, return."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from casework.cases import REFERRAL_STATE_NAMES, Case, CaseState, Referral, ReferralState
from casework.changes import AddLog, Change, Decision, SaveCase
from casework.masking import mask_identity_numbers
from casework.messages import Button
from casework.people import Role
from casework.reading import Reading
from casework.rules import DueStep
from handlers import notices
from handlers.context import Context
from handlers.due import all_done, done, set_due
from handlers.inbound import Inbound
from handlers.leaving import ended_meanwhile
from handlers.log import entry
from handlers.postback import decode, encode
from handlers.replies import STOP, answer, step
from handlers.screening import LONGEST_RESULT
from handlers.words import say


def accept(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """รับเรื่อง at the office."""
    found = _referral(decode(inbound.data).args, context)
    if found is None:
        return answer("stale_button")
    case, referral = found
    if not case.is_open:
        return answer("office.no_more", number=case.number)
    if referral.state != ReferralState.SENT:
        state = REFERRAL_STATE_NAMES[referral.state]
        return answer("office.already", number=case.number, state=state)
    referral = replace(referral.to(ReferralState.ACCEPTED), officer_id=context.person.id)
    case = case.with_referral(referral, context.now)
    changes = (
        SaveCase(case),
        AddLog(entry(case, context, "referral.accepted", referral.office_id)),
        done(case, DueStep.ACCEPT, referral.id),
        set_due(case, DueStep.FINISH, context.now, context.rules, referral=referral.id),
    )
    ids = {"case": case.id, "referral": referral.id}
    quick = (
        Button(say("office.done"), encode("office.done", **ids)),
        Button(say("desk.ask"), encode("desk.ask", case=case.id)),
    )
    told = notices.to_reporter(case, "news.accepted", office=referral.office_name)
    return answer("office.accepted", number=case.number, quick=quick, changes=changes) + Decision(
        messages=(told,)
    )


def finish_how(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ดำเนินการแล้ว: the next words are the result."""
    return _ask_for_words(inbound, context, "office.result", "office.result_what")


def return_how(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ไม่ใช่หน้าที่: the next words are the reason."""
    return _ask_for_words(inbound, context, "office.reason", "office.reason_what")


def finish(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The result. When all referrals are done the reporter is asked whether it is settled; when a
    part came back and was not sent on, the desk has the case again."""
    found = _spoken_of(inbound, context)
    if isinstance(found, Decision):
        return found
    case, referral = found
    referral = replace(
        referral.to(ReferralState.DONE),
        result=mask_identity_numbers(inbound.text.strip()),
        officer_id=context.person.id,
    )
    # A result of the desk's own is one that the reporter did not find settled: this takes its place
    case = replace(case.with_referral(referral, context.now), result="")
    changes: list[Change] = [
        AddLog(entry(case, context, "referral.done", referral.office_id)),
        step(),
    ]
    if _asks_no_more(case, context):
        case = replace(case, question=None)
        changes.append(done(case, DueStep.ANSWER))
    if case.state == CaseState.ANSWERED:
        case = replace(case, question=None)
        changes += [all_done(case), notices.silence_timer(case, context)]
        told = Decision(messages=(notices.answered(case),))
    else:
        changes.extend(_no_more_waiting(case, referral))
        news = notices.to_reporter(
            case, "news.part_done", office=referral.office_name, result=referral.result
        )
        told = Decision(messages=(news,))
    if case.state == CaseState.SCREENING:
        changes.append(set_due(case, DueStep.SCREEN, context.now, context.rules))
        told += notices.to_desk(case, context, "desk.part_left")
    changes = [SaveCase(case), *changes]
    return answer("office.finished", number=case.number, changes=tuple(changes)) + told


def give_back(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Returned with a reason: back at the screening desk."""
    found = _spoken_of(inbound, context)
    if isinstance(found, Decision):
        return found
    case, referral = found
    referral = replace(
        referral.to(ReferralState.RETURNED),
        reason=inbound.text.strip(),
        officer_id=context.person.id,
    )
    case = case.with_referral(referral, context.now)
    ends = case.state != CaseState.SCREENING and _asks_no_more(case, context)
    case = replace(case, question=None) if ends else case
    changes: list[Change] = [
        SaveCase(case),
        *((done(case, DueStep.ANSWER),) if ends else ()),
        AddLog(entry(case, context, "referral.returned", referral.office_id)),
        *_no_more_waiting(case, referral),
        step(),
    ]
    told = notices.to_desk(case, context, "desk.returned")
    told += Decision(messages=notices.desk_mail(case, context, "back"))
    if case.state == CaseState.SCREENING:
        changes.append(set_due(case, DueStep.SCREEN, context.now, context.rules))
        told += Decision(messages=(notices.to_reporter(case, "news.returned"),))
    return answer("office.returned", number=case.number, changes=tuple(changes)) + told


def _spoken_of(inbound: Inbound, context: Context) -> tuple[Case, Referral] | Decision:
    """The referral whose ending words were typed, or the answer when they cannot be taken."""
    found = _referral(context.draft, context)
    if found is None:
        return answer("stale_button", changes=(step(),))
    case, referral = found
    if not referral.is_open:
        return ended_meanwhile(case, REFERRAL_STATE_NAMES[referral.state])
    if len(inbound.text) > LONGEST_RESULT:
        return answer("desk.too_long", limit=LONGEST_RESULT)
    return found


def _ask_for_words(inbound: Inbound, context: Context, name: str, key: str) -> Decision:
    found = _referral(decode(inbound.data).args, context)
    if found is None:
        return answer("stale_button")
    case, referral = found
    if not case.is_open:
        return answer("office.no_more", number=case.number)
    if not referral.is_open:
        state = REFERRAL_STATE_NAMES[referral.state]
        return answer("office.already", number=case.number, state=state)
    changes = (step(name, case=case.id, referral=referral.id),)
    return answer(key, number=case.number, quick=STOP, changes=changes)


def _referral(args: Mapping[str, Any], context: Context) -> tuple[Case, Referral] | None:
    """The referral that was meant, if it is one of this officer's own agency and province."""
    case = context.case
    wanted = args.get("referral", "")
    if case is None:
        return None
    person = context.person
    theirs = case.referrals_to(person.agency, person.province_code)
    referral = next((each for each in theirs if str(each.id) == wanted), None)
    return (case, referral) if referral else None


def _asks_no_more(case: Case, context: Context) -> bool:
    """Whether the open question is of an office that has no part of the case left. Its answer would
    go to another office, which may not need what was asked."""
    asker = context.askers.get(case.id)
    if asker is None or not asker.has(Role.OFFICER) or asker.has(Role.MENTOR):
        return False
    theirs = case.referrals_to(asker.agency, asker.province_code)
    return not any(each.is_open for each in theirs)


def _no_more_waiting(case: Case, referral: Referral) -> tuple[Change, ...]:
    return (done(case, DueStep.ACCEPT, referral.id), done(case, DueStep.FINISH, referral.id))
