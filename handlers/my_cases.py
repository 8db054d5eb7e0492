"""Following one's own cases: the list, a number typed, more words, corrections, withdrawal."""

from dataclasses import replace

from casework.cases import Case, CaseState, Part, Referral
from casework.categories import CATEGORY_NAMES, SERVICE_CATEGORIES, Category
from casework.changes import (
    AddAttachment,
    AddLog,
    Decision,
    SaveCase,
    TakeBackQuotes,
)
from casework.messages import Ask, Button
from casework.people import Role
from casework.places import PlaceSource
from casework.reading import Reading
from handlers import notices
from handlers.cards_for_desk import desk_card, office_card
from handlers.cards_for_reporters import case_list, reporter_card
from handlers.context import Context
from handlers.corrections import corrected_by_reporter
from handlers.draft import TOLD, Draft, from_json, without_a_case
from handlers.due import all_done
from handlers.emergencies import added_to
from handlers.inbound import Inbound, InboundKind
from handlers.leaving import BEGIN_ANEW
from handlers.log import entry
from handlers.postback import decode, encode
from handlers.proposal import recategorised
from handlers.questions import answer_question, files_given, with_files
from handlers.replies import STOP, answer, show, step
from handlers.reporting import present
from handlers.words import say


def list_mine(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เรื่องของฉัน, and after them the one that was told and not sent."""
    draft = from_json(context.draft) if context.step in TOLD else None
    unsent = Decision()
    if draft is not None and draft.parts:
        unsent = answer("cases.unsent") + present(draft, context)
    if not context.my_cases:
        return unsent if unsent.messages else answer("cases.none")
    shown = tuple(case.id for case in context.my_cases)
    return show(case_list(context.my_cases), "cases.list", quotes_case=True, shows=shown) + unsent


def withdraw_how(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ยกเลิก or ถอนเรื่อง, typed: what was sent goes on until it is withdrawn, on its own card."""
    return answer("cases.withdraw_how") + list_mine(inbound, reading, context)


def show_one(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A case, as the one who asks may see it. The same words for "no such case" and "not yours"."""
    case = context.case
    if case is None:
        return answer("cases.not_found")
    person = context.person
    screens = person.has(Role.MENTOR) and person.province_code == case.place.province_code
    theirs: tuple[Referral, ...] = ()
    if person.has(Role.OFFICER):
        theirs = case.referrals_to(person.agency, person.province_code)
    # In Bangkok an agency may have it at several area offices: what is left to do comes first.
    still_open = [each for each in theirs if each.is_open]
    works_on_it = case.is_open and (screens or still_open)
    if case.reporter_id == person.id and not works_on_it:
        card = reporter_card(case)
    elif screens:
        card = desk_card(case, context.rules, "case.title")
    elif not theirs:
        return answer("cases.not_found")
    else:
        card = office_card(case, (still_open or theirs)[-1], "case.title")
    return show(card, "case.show", quotes_case=True, shows=(case.id,))


def no_such_number(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A number with a digit wrong."""
    return answer("cases.not_found")


def add_how(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เพิ่มข้อมูล/รูป: what comes next is for this case, and what waits for a case to be chosen."""
    case = context.case
    if case is None:
        return answer("stale_button")
    if not case.is_open:
        return answer("case.closed_no_add", number=case.number)
    quick = (
        Ask(say("report.camera"), "camera"),
        Ask(say("report.photos_button"), "photos"),
        Ask(say("report.location"), "location"),
        *STOP,
    )
    changes = (step("case.add", case=case.id),)
    how = answer("case.add_how", number=case.number, quick=quick, changes=changes)
    if without_a_case(context.step, context.draft) is None:
        return how
    given = attach_here(inbound, reading, context)
    return given + how if given.changes else given  # there may be no room


def add_words(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """More words for an open case; whoever works on it sees the case again."""
    if context.case is None:
        return answer("stale_button", changes=(step(),))
    if reading is None:
        return answer("not_readable")
    return add(context.case, inbound.parts, reading, context)


def add(
    case: Case, parts: tuple[Part, ...], understood_as: Reading | Draft, context: Context
) -> Decision:
    """Words for an open case, in answer to its question where there is one."""
    if not case.is_open:
        return answer("case.closed_no_add", number=case.number, changes=(step(),))
    if case.question:
        return answer_question(case, parts, understood_as, context)
    case, alert = added_to(case, parts, understood_as.flags, understood_as.urgency, context)
    case = replace(case, parts=(*case.parts, *parts), changed_at=context.now)
    case, files = with_files(case, understood_as)
    changes = (SaveCase(case), AddLog(entry(case, context, "added")), *files, step())
    told = notices.to_those_at_work(case, context, "desk.changed")
    more = (Button(say("case.more"), encode("case.add", case=case.id)),)
    return answer("case.added", number=case.number, quick=more, changes=changes) + alert + told


def add_file(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A photo, file or place for an open case; the chat stays with the case for the next one."""
    case = context.case
    if case is None or not case.is_open:
        return answer("stale_button", changes=(step(),))
    quick = (Button(say("case.done"), encode("case.add_done", case=case.id)),)
    most = context.rules.most_files
    if inbound.kind != InboundKind.LOCATION and case.attachments >= most:
        return answer("case.files_full", number=case.number, most=most, quick=quick)
    kept = AddAttachment(
        inbound.message_id, inbound.kind, case.id, inbound.file_name, inbound.place
    )
    changes = (
        kept,
        AddLog(entry(case, context, "attached", inbound.kind)),
        notices.attached_timer(case, context),
    )
    return answer("case.added", number=case.number, quick=quick, changes=changes)


def done_adding(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เสร็จแล้ว: what comes next is not for this case any more."""
    if context.case is None:
        return answer("stale_button", changes=(step(),))
    return answer("case.done_adding", number=context.case.number, changes=(step(),))


def attach_here(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The photo that was sent out of the blue belongs to this case, and the words after it."""
    case = context.case
    if case is None or not case.is_open:
        return answer("stale_button")
    draft, most = without_a_case(context.step, context.draft), context.rules.most_files
    if draft is None:  # taken back meanwhile, say
        return add_how(inbound, reading, context)
    if draft.attachments and case.attachments + len(draft.attachments) > most:
        cancel = (Button(say("report.cancel"), encode("report.cancel")),)
        return answer("case.files_full", number=case.number, most=most, quick=cancel)
    if draft.parts:
        return add(case, draft.parts, draft, context)
    changes = (*files_given(case, context), step())
    more = (Button(say("case.more"), encode("case.add", case=case.id)),)
    return answer("case.added", number=case.number, quick=more, changes=changes)


def correct(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """แก้ไข: category or place, while the case is still being screened."""
    case = context.case
    if case is None:
        return answer("stale_button")
    if case.state != CaseState.SCREENING:
        return answer("case.too_late_to_correct", number=case.number)
    quick = (
        *(
            Button(CATEGORY_NAMES[each], encode("case.category", case=case.id, category=each.value))
            for each in SERVICE_CATEGORIES
        ),
        Button(say("report.change_place"), encode("case.place", case=case.id)),
    )
    return answer("case.correct_what", number=case.number, quick=quick)


def correct_category(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The reporter's own choice of category for a case in screening."""
    case = context.case
    wanted = decode(inbound.data).args.get("category", "")
    if case is None or wanted not in SERVICE_CATEGORIES:
        return answer("stale_button")
    if case.state != CaseState.SCREENING:
        return answer("case.too_late_to_correct", number=case.number)
    before = case
    case = recategorised(case, Category(wanted), "reporter", context.rules, context.now)
    learnt = Decision(changes=corrected_by_reporter(before, case, context))
    return _corrected(case, context, CATEGORY_NAMES[case.category], "desk.changed") + learnt


def correct_place_how(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Asks for the right place."""
    case = context.case
    if case is None:
        return answer("stale_button")
    if case.state != CaseState.SCREENING:
        return answer("case.too_late_to_correct", number=case.number)
    quick = (Ask(say("report.location"), "location"), *STOP)
    return answer("report.ask_place", quick=quick, changes=(step("case.place", case=case.id),))


def correct_place(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The right place, typed or by pin; the desk of another province takes over with it, and the
    one before is told, and gets no more of the case's words."""
    case = context.case
    place = inbound.place or (reading.place if reading else None)
    if case is None or case.state != CaseState.SCREENING:
        return answer("stale_button", changes=(step(),))
    if place is None:
        quick = (Ask(say("report.location"), "location"), *STOP)
        return answer("report.place_not_found", quick=quick)
    before, moved = case, place.province_code != case.place.province_code
    case = replace(
        case,
        place=replace(place, source=PlaceSource.CHOSEN),
        mentor_id=None if moved else case.mentor_id,
        changed_at=context.now,
    )
    if not moved:
        return _corrected(case, context, place.thai(), "desk.changed")
    told = Decision(
        changes=(TakeBackQuotes(case.id),),
        messages=(*notices.desk_mail(case, context), notices.moved_away(before, context)),
    )
    return _corrected(case, context, place.thai(), "desk.new") + told


def withdraw(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ถอนเรื่อง, asked once more. The answer may be typed, unless something else is under way."""
    case = context.case
    if case is None or not case.is_open:
        return answer("stale_button")
    free = context.step in ("", "report.offered", *BEGIN_ANEW)
    changes = (step("case.withdraw", case=case.id),) if free else ()
    quick = (
        Button(say("case.withdraw_yes"), encode("case.withdraw_yes", case=case.id)),
        Button(say("case.withdraw_no"), encode("case.withdraw_no", case=case.id)),
    )
    return answer("case.withdraw_sure", number=case.number, quick=quick, changes=changes)


def withdraw_yes(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Withdrawn for good; desk and offices stop."""
    case = context.case
    if case is None or not case.is_open:
        return answer("stale_button")
    told = notices.withdrawn(case, context)
    case = replace(case.to(CaseState.WITHDRAWN, context.now), question=None)
    changes = (SaveCase(case), AddLog(entry(case, context, "withdrawn")), all_done(case))
    return answer("case.withdrawn", number=case.number, changes=changes) + Decision(messages=told)


def withdraw_no(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Second thoughts."""
    case = context.case
    return answer("case.kept", number=case.number) if case else answer("stale_button")


def _corrected(case: Case, context: Context, what: str, title_key: str) -> Decision:
    changes = (SaveCase(case), AddLog(entry(case, context, "corrected", what)), step())
    told = notices.to_desk(case, context, title_key)
    return answer("case.corrected", number=case.number, what=what, changes=changes) + told
