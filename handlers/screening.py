"""คัดกรอง: what a mentor does with a case: take it, send it on, choose otherwise, close it."""

from dataclasses import replace
from typing import Any

from casework.agencies import SCREENING_DESK, SHORT_OFFICE_NAMES, Agency
from casework.cases import Case, CaseState, Referral, ReferralState
from casework.categories import CATEGORY_OF_AGENCY
from casework.changes import AddLog, Change, Decision, SaveCase
from casework.masking import mask_identity_numbers
from casework.messages import Button, Cards
from casework.offices import Office, areas, office_for
from casework.reading import Reading
from casework.rules import DueStep
from handlers import notices
from handlers.cards_for_desk import first_of, waiting_list
from handlers.context import Context
from handlers.corrections import corrected_by_desk
from handlers.due import all_done, done, set_due
from handlers.inbound import Inbound
from handlers.log import entry
from handlers.postback import decode, encode
from handlers.proposal import departments, recategorised
from handlers.referring import refer
from handlers.registration import application
from handlers.replies import STOP, answer, show, step
from handlers.words import say

LONGEST_RESULT = 1000
CHOICES = tuple(agency for agency in Agency if agency != SCREENING_DESK)


def list_waiting(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เรื่องรอ: the cases that wait for this mentor or officer, and who asks to be a volunteer."""
    listed = Decision()
    if context.waiting:
        cards, shown = waiting_list(context.waiting), first_of(context.waiting)
        ids = tuple(case.id for case in shown)
        if (count := len(context.waiting)) > len(shown):
            listed = answer("desk.waiting_more", count=count, shown=len(shown))
        listed += show(cards, "desk.waiting", quotes_case=True, shows=ids)
    applied = tuple(application(each, each.area) for each in context.applicants if each.area)
    if applied:
        listed += show(Cards(applied, alt=say("desk.applicant")), "desk.applicant")
    return listed if listed.messages else answer("desk.waiting_none")


def take(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """รับเรื่อง: this mentor looks after the case, and has the time for screening anew."""
    case = context.case
    if case is None or not case.is_open:
        return answer("stale_button")
    if case.mentor_id == context.person.id:
        return answer("desk.taken_already", number=case.number, name=context.person.name)
    if case.mentor_id is not None:
        return answer("desk.taken_by_other", number=case.number)
    case = replace(case, mentor_id=context.person.id, changed_at=context.now)
    changes = (
        SaveCase(case),
        AddLog(entry(case, context, "taken")),
        set_due(case, DueStep.SCREEN, context.now, context.rules)
        if case.state == CaseState.SCREENING
        else done(case, DueStep.SCREEN),
    )
    return answer("desk.taken", number=case.number, changes=changes, quick=_next_steps(case))


def refer_as_proposed(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ส่งต่อตามที่เสนอ; in Bangkok a person picks each area office first."""
    case = context.case
    if case is None or not case.is_open:
        return answer("stale_button")
    province, proposed = case.place.province_code, departments(case, context.rules)
    back = {each.agency for each in case.referrals if each.state == ReferralState.RETURNED}
    did = [
        each
        for agency in proposed
        for each in case.referrals_to(agency, province)
        if each.state == ReferralState.DONE and not _has(case, agency)
    ]
    # An office that gave the case back, or did its part, is not sent it again unasked.
    over = back | {each.agency for each in did}
    agencies = tuple(each for each in proposed if each not in over)
    if not agencies and did:
        return _which_agency(case, "desk.done_there", office=did[0].office_name)
    if not agencies:
        return _which_agency(case, "desk.nothing_proposed")
    offices = tuple(o for a in agencies if (o := office_for(context.offices, a, province)))
    if not offices:
        return _which_area(case, agencies[0], context)
    sent = _refer(case, offices, inbound, context)
    there = {office.agency for office in offices}
    rest = [each for each in agencies if each not in there]
    return sent + _which_area(case, rest[0], context) if rest else sent


def change_agency(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เปลี่ยนหน่วยงาน: all four departments to choose from."""
    case = context.case
    if case is None or not case.is_open:
        return answer("stale_button")
    return _which_agency(case, "desk.which_agency")


def refer_to_agency(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The chosen department; its category becomes the case's while the case is nowhere else."""
    case = context.case
    wanted = decode(inbound.data).args.get("agency", "")
    if case is None or not case.is_open or wanted not in CHOICES:
        return answer("stale_button")
    agency = Agency(wanted)
    office = office_for(context.offices, agency, case.place.province_code)
    if office is None:
        return _which_area(case, agency, context)
    return _refer(case, (office,), inbound, context, follow=agency)


def refer_to_office(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The chosen area office (Bangkok)."""
    case = context.case
    wanted = decode(inbound.data).args.get("office", "")
    office = next((each for each in context.offices if each.id == wanted), None)
    if case is None or not case.is_open or office is None or office.agency not in CHOICES:
        return answer("stale_button")
    if office.province_code != case.place.province_code:
        return answer("stale_button")
    proposed = departments(case, context.rules)
    sent = _refer(case, (office,), inbound, context, follow=office.agency)
    rest = [each for each in proposed if each != office.agency and not _has(case, each)]
    # The others that were proposed each need an area too: one question after the other.
    return (
        sent + _which_area(case, rest[0], context) if office.agency in proposed and rest else sent
    )


def close_how(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ปิดเรื่อง: the next words are the result the reporter is told."""
    case = context.case
    if case is None or not case.is_open:
        return answer("stale_button")
    changes = (step("desk.close", case=case.id),)
    return answer("desk.close_what", number=case.number, quick=STOP, changes=changes)


def close(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The desk's own result: the reporter confirms or reopens."""
    case = context.case
    if case is None:
        return answer("stale_button", changes=(step(),))
    if len(inbound.text) > LONGEST_RESULT:
        return answer("desk.too_long", limit=LONGEST_RESULT)
    stopped = Decision(messages=notices.settled_by_desk(case, context))
    at_work = {each.office_id for each in case.referrals if each.is_open} & context.unreachable
    for office in context.offices:
        if office.id in at_work:
            stopped = _call_off(case, office) + stopped
    case = replace(
        case.to(CaseState.ANSWERED, context.now),
        result=mask_identity_numbers(inbound.text.strip()),
        referrals=tuple(_ended(each) for each in case.referrals),
        question=None,
    )
    changes: tuple[Change, ...] = (
        SaveCase(case),
        AddLog(entry(case, context, "answered", "desk")),
        all_done(case),
        notices.silence_timer(case, context),
        step(),
    )
    told = Decision(messages=(notices.answered(case),))
    return answer("desk.closed", number=case.number, changes=changes) + told + stopped


def _ended(referral: Referral) -> Referral:
    if not referral.is_open:
        return referral
    return replace(referral.to(ReferralState.RETURNED), reason=say("desk.settled_itself"))


def _refer(
    case: Case,
    offices: tuple[Office, ...],
    inbound: Inbound,
    context: Context,
    follow: Agency | None = None,
) -> Decision:
    """Sent on by the desk. `follow`: an agency it chose, whose category the case takes."""
    before = case
    case = _follows(case, follow, context) if follow else case
    case = replace(case, mentor_id=case.mentor_id or context.person.id)
    names = ", ".join(office.name for office in offices)
    case, sent = refer(case, offices, inbound.event_id, context, context.person.id)
    if not sent.changes:
        return answer("desk.already_there", number=case.number, office=names)
    changes = (SaveCase(case), *sent.changes, *corrected_by_desk(before, case, context))
    referred = answer("desk.referred", number=case.number, office=names, changes=changes)
    for office in offices:
        if office.id in context.unreachable:
            referred += _call(case, office)
    return referred + Decision(messages=sent.messages)


def _call(case: Case, office: Office) -> Decision:
    """Nobody hears at the office, neither by LINE nor by e-mail: a person has to tell it."""
    key = "desk.call" if office.phone else "desk.call_unknown"
    return answer(key, number=case.number, office=office.name, phone=office.phone)


def _call_off(case: Case, office: Office) -> Decision:
    """Who was called about the case has to be called again: there is nothing left to do."""
    key = "desk.call_off" if office.phone else "desk.call_off_unknown"
    return answer(key, number=case.number, office=office.name, phone=office.phone)


def _follows(case: Case, agency: Agency, context: Context) -> Case:
    category = CATEGORY_OF_AGENCY[agency]
    if case.category == category or any(each.is_open for each in case.referrals):
        return case
    return recategorised(case, category, "desk", context.rules, context.now)


def _has(case: Case, agency: Agency) -> bool:
    return any(each.is_open and each.agency == agency for each in case.referrals)


def _which_agency(case: Case, key: str, **values: Any) -> Decision:
    quick = tuple(
        Button(SHORT_OFFICE_NAMES[each], encode("desk.agency", case=case.id, agency=each.value))
        for each in CHOICES
    )
    return answer(key, number=case.number, quick=quick, **values)


def _which_area(case: Case, agency: Agency, context: Context) -> Decision:
    there = areas(context.offices, agency, case.place.province_code)
    if not there:
        return answer("desk.no_office", number=case.number, agency=SHORT_OFFICE_NAMES[agency])
    quick = tuple(
        Button(
            say("desk.area", area=office.area),
            encode("desk.office", case=case.id, office=office.id),
        )
        for office in there[:13]
    )
    name = SHORT_OFFICE_NAMES[agency]
    return answer("desk.which_area", number=case.number, agency=name, quick=quick)


def _next_steps(case: Case) -> tuple[Button, ...]:
    return (
        Button(say("desk.refer"), encode("desk.refer", case=case.id)),
        Button(say("desk.change"), encode("desk.change", case=case.id)),
        Button(say("desk.ask"), encode("desk.ask", case=case.id)),
        Button(say("desk.close"), encode("desk.close", case=case.id)),
    )
