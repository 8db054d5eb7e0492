"""The one ordered table of what is done with what comes in. The first route that matches decides;
the last one matches anything. Beside it, nothing routes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casework.categories import Kind, Urgency
from casework.changes import Decision
from casework.messages import Here, Message
from casework.people import Role
from casework.reading import Reading
from handlers import (
    arrival,
    attaching,
    held_report,
    invitations,
    later_words,
    leaving,
    my_cases,
    name_or_report,
    office_work,
    questions,
    registration,
    reporting,
    results,
    rights,
    screening,
    submitting,
    talk,
    typed_answers,
    unfinished,
    unsending,
)
from handlers.context import Context
from handlers.draft import WHICH_CASE, from_json
from handlers.inbound import FILES, Inbound, InboundKind
from handlers.leaving import long_unsent
from handlers.matching import (
    READ_TOGETHER,
    TELLING,
    Route,
    anything,
    at,
    at_work,
    button,
    cancels_what_was_sent,
    danger_instead_of_place,
    danger_of_recent_case,
    danger_too_late,
    for_report_too_soon,
    guarded,
    in_group,
    long_after,
    meant,
    mistyped_number,
    no_words,
    of_kind,
    of_old_card,
    only_words_help,
    other_agencies_matter,
    perhaps_answers_while_telling,
    perhaps_of_case_just_touched,
    perhaps_of_result,
    status_of_unsent,
    still_withdrawing,
    telling,
    tells_instead_of_name,
    tells_instead_of_place,
    told_long_after,
    typed,
    typed_at,
    typed_code,
    typed_number,
    typed_number_for_answer,
    typed_number_for_files,
    typed_of_result,
    typed_without_consent,
    unclear_consent,
    wants_withdrawal,
    was_asked,
    without_consent,
)
from handlers.own_language import in_own_language
from handlers.safety import dangers, safety_messages
from handlers.words import say

ROUTES: tuple[Route, ...] = (
    # what nobody waits for an answer to
    Route("standby", of_kind(InboundKind.STANDBY), arrival.silence),
    Route("unsend", of_kind(InboundKind.UNSEND), unsending.remove, quiet=True),
    Route("unfollow", of_kind(InboundKind.UNFOLLOW), arrival.unfollowed),
    Route("join", of_kind(InboundKind.JOIN), arrival.group_hello),
    Route("group", in_group, arrival.silence),
    # consent comes before everything a person may do
    Route("follow", of_kind(InboundKind.FOLLOW), arrival.welcome),
    Route("consent.give", button("consent.give"), arrival.give_consent),
    Route("consent.decline", button("consent.decline"), arrival.decline),
    Route("consent.show", button("consent.show"), arrival.show_notice),
    Route("typed consent.show", typed_without_consent("อ่านและยินยอม", "ยินยอม"), arrival.show_notice),
    Route("unconsented", without_consent, arrival.unconsented),
    Route("no words", no_words, arrival.show_menu),
    Route("withdraw consent", typed("ถอนความยินยอม"), arrival.withdraw_consent),
    # one's own cases and codes, from anywhere
    Route("case number for files", typed_number_for_files, my_cases.attach_here),
    Route("case number for answer", typed_number_for_answer, later_words.is_answer),
    Route("case number", typed_number, my_cases.show_one),
    Route("mistyped number", mistyped_number, my_cases.no_such_number),
    Route("my cases", typed("เรื่องของฉัน", "สถานะ"), my_cases.list_mine, elsewhere=True),
    Route("typed confirm", typed_of_result("เรียบร้อยแล้ว"), results.confirm_typed),
    Route("typed reopen", typed_of_result("ยังไม่เรียบร้อย"), results.reopen_typed),
    Route(
        "typed withdraw yes",
        typed_at("case.withdraw", *typed_answers.WITHDRAWN),
        my_cases.withdraw_yes,
        elsewhere=True,
    ),
    Route(
        "typed withdraw no",
        typed_at("case.withdraw", *typed_answers.KEPT),
        my_cases.withdraw_no,
        elsewhere=True,
    ),
    Route("withdraw or not", still_withdrawing, my_cases.withdraw),
    Route("typed withdrawal", wants_withdrawal, my_cases.withdraw_how),
    Route("menu", typed("เมนู", "menu"), arrival.show_menu, elsewhere=True),
    Route("help", typed("วิธีใช้", "ช่วยเหลือ", "help"), arrival.help_text, elsewhere=True),
    Route("invitation code", typed_code, registration.use_code),
    Route("answer or report first", for_report_too_soon, questions.ask_again),
    Route("typed move", typed_at("register.move", "ใช้รหัสนี้"), registration.move),
    Route("typed submit", typed("ส่งเรื่อง", "ส่งเลย"), submitting.submit),
    Route(
        "typed yes",
        typed_at("report.confirm", *typed_answers.RIGHT),
        submitting.submit,
    ),
    *(
        Route(f"typed send at {each}", typed_at(each, "ส่ง"), submitting.submit)
        for each in ("report.category", "report.place")
    ),
    Route("typed officer", typed_at("report.offered", *typed_answers.OFFICER), talk.send_anyway),
    Route("typed work", typed_at("report.offered", "เป็นเรื่องงาน"), talk.is_work),
    Route("typed no", typed_at("report.confirm", *typed_answers.WRONG), reporting.change_what),
    Route("typed category change", typed_at("report.confirm", "แก้หมวด"), reporting.change_category),
    Route("typed place change", typed_at("report.confirm", "แก้พื้นที่"), reporting.change_place),
    Route("typed photo", typed_at("report.confirm", "เพิ่มรูป/ตำแหน่ง", "เพิ่มรูป"), reporting.add_photo),
    *(
        Route(
            f"typed never mind at {each}", typed_at(each, *typed_answers.GIVEN_UP), reporting.cancel
        )
        for each in ("report.confirm", "report.category", "report.place", WHICH_CASE)
    ),
    Route(
        "typed category",
        typed_at("report.category", *reporting.CATEGORY_LABELS),
        reporting.choose_typed_category,
    ),
    Route(
        "typed place unknown",
        typed_at("report.place", *reporting.PLACE_UNKNOWN),
        reporting.place_unknown,
    ),
    Route(
        "typed consent",
        typed_at("report.consent", *typed_answers.CONSENT),
        submitting.typed_consent,
    ),
    *(
        Route(f"typed new at {each}", typed_at(each, "เป็นเรื่องใหม่", "เรื่องใหม่"), questions.is_new)
        for each in ("answer.which", "question.which", "case.which", "report.which", WHICH_CASE)
    ),
    Route("typed unsent", typed_at("question.which", say("answer.is_unsent")), questions.is_new),
    Route("typed answer", typed_at("question.which", "เป็นคำตอบ"), later_words.is_answer),
    Route("typed held", typed_at("case.which", "เพิ่มในเรื่องเดิม"), later_words.add_held),
    Route("typed same", typed_at("report.which", "เพิ่มในเรื่องเดิม"), held_report.add_held),
    Route(
        "typed refusal",
        typed_at("report.consent", *typed_answers.REFUSED),
        submitting.refuse,
    ),
    Route("typed card", typed("ดูการ์ด"), reporting.show_card),
    Route("typed cancel", typed("ยกเลิก"), reporting.cancel),
    Route("typed waiting", typed("เรื่องรอ"), screening.list_waiting, elsewhere=True),
    Route("typed apply", typed("สมัคร", "สมัครเป็นอาสา", "สมัครอาสา"), registration.apply),
    # buttons of reporters
    Route("old card", of_old_card, reporting.old_card),
    Route("cancel what was sent", cancels_what_was_sent, my_cases.withdraw_how),
    Route("stop", button("stop"), reporting.cancel),
    Route("help button", button("help"), arrival.help_text),
    Route("register.is_name", button("register.is_name"), name_or_report.is_name),
    Route("register.move", button("register.move"), registration.move),
    Route("register.apply", button("register.apply"), registration.apply),
    Route("report.start", button("report.start"), reporting.start),
    Route("report.show", button("report.show"), reporting.show_card),
    Route("report.submit", button("report.submit"), submitting.submit),
    Route("report.consent", button("report.consent"), submitting.consent),
    Route("report.refuse", button("report.refuse"), submitting.refuse),
    Route("report.category", button("report.category"), reporting.choose_category),
    Route("report.change_category", button("report.change_category"), reporting.change_category),
    Route("report.place", button("report.place"), reporting.choose_place),
    Route("report.place_unknown", button("report.place_unknown"), reporting.place_unknown),
    Route("report.change_place", button("report.change_place"), reporting.change_place),
    Route("report.add_photo", button("report.add_photo"), reporting.add_photo),
    Route("report.add_held", button("report.add_held"), held_report.add_held),
    Route("report.cancel", button("report.cancel"), reporting.cancel),
    Route("report.send_anyway", button("report.send_anyway"), talk.send_anyway),
    Route("report.is_work", button("report.is_work"), talk.is_work),
    Route("cases.mine", button("cases.mine"), my_cases.list_mine),
    Route("case.show", button("case.show"), my_cases.show_one),
    guarded("case.add", rights.reporter, my_cases.add_how),
    guarded("case.add_held", rights.reporter, later_words.add_held),
    guarded("case.add_done", rights.reporter, my_cases.done_adding),
    guarded("case.attach", rights.reporter, my_cases.attach_here),
    guarded("case.correct", rights.reporter, my_cases.correct),
    guarded("case.category", rights.reporter, my_cases.correct_category),
    guarded("case.place", rights.reporter, my_cases.correct_place_how),
    guarded("case.withdraw", rights.reporter, my_cases.withdraw),
    guarded("case.withdraw_yes", rights.reporter, my_cases.withdraw_yes),
    guarded("case.withdraw_no", rights.reporter, my_cases.withdraw_no),
    guarded("question.reply", rights.reporter, questions.reply_how),
    guarded("question.is_answer", rights.reporter, later_words.is_answer),
    Route("question.is_new", button("question.is_new"), questions.is_new),
    guarded("answer.confirm", rights.reporter, results.confirm),
    guarded("answer.rate", rights.reporter, results.rate),
    guarded("answer.reopen", rights.reporter, results.reopen),
    # buttons of the screening desk
    guarded("desk.waiting", rights.works_here, screening.list_waiting),
    guarded("desk.take", rights.mentor, screening.take),
    guarded("desk.refer", rights.mentor, screening.refer_as_proposed),
    guarded("desk.change", rights.mentor, screening.change_agency),
    guarded("desk.agency", rights.mentor, screening.refer_to_agency),
    guarded("desk.office", rights.mentor, screening.refer_to_office),
    guarded("desk.ask", rights.may_ask, questions.ask_how),
    guarded("desk.close", rights.mentor, screening.close_how),
    guarded("desk.approve", rights.mentor, invitations.approve),
    guarded("desk.reject", rights.mentor, invitations.reject),
    guarded("invite", rights.mentor, invitations.invite_whom),
    guarded("invite.volunteer", rights.mentor, invitations.invite_volunteer),
    guarded("invite.mentor", rights.mentor, invitations.invite_mentor),
    guarded("invite.officer", rights.mentor, invitations.invite_officer),
    # buttons of the departments
    guarded("office.accept", rights.officer, office_work.accept),
    guarded("office.done", rights.officer, office_work.finish_how),
    guarded("office.return", rights.officer, office_work.return_how),
    Route("unknown button", of_kind(InboundKind.POSTBACK), arrival.stale_button),
    # words the chat is waiting for
    at_work("question.ask", rights.may_ask, questions.ask),
    at_work("desk.close", rights.mentor, screening.close),
    at_work("office.result", rights.officer, office_work.finish),
    at_work("office.reason", rights.officer, office_work.give_back),
    at_work("invite.where", rights.mentor, invitations.tell_volunteer_area),
    Route("words long after", long_after(*leaving.ADDING), later_words.which),
    Route("danger instead of a place", danger_instead_of_place, later_words.which),
    Route("danger too late", danger_too_late, talk.free_text),
    Route("added or new", at("case.which"), later_words.which),
    Route("report instead of a name", tells_instead_of_name, name_or_report.tell_report),
    Route("register.name", at("register.name"), registration.tell_name),
    Route("apply.name", at("apply.name"), registration.tell_applicant_name),
    Route("report instead of a place", tells_instead_of_place, talk.free_text),
    Route(
        "apply.place words or pin",
        at("apply.place", InboundKind.TEXT, InboundKind.LOCATION),
        registration.tell_area,
    ),
    Route(
        "case.place words or pin",
        at("case.place", InboundKind.TEXT, InboundKind.LOCATION),
        my_cases.correct_place,
    ),
    Route("only words help", only_words_help, arrival.words_please),
    Route("case.add words", at("case.add"), my_cases.add_words),
    Route("case.add files", at("case.add", InboundKind.LOCATION, *FILES), my_cases.add_file),
    Route("question.reply words", at("question.reply"), questions.reply),
    Route(
        "question.reply files",
        at("question.reply", InboundKind.LOCATION, *FILES),
        my_cases.add_file,
    ),
    Route("status of the unsent", status_of_unsent, my_cases.list_mine),
    Route(
        "answer or report",
        perhaps_answers_while_telling,
        questions.perhaps_reply_while_telling,
    ),
    Route("told long after", told_long_after, held_report.which),
    Route("report.place words", at("report.place"), reporting.tell_place),
    # words, files and pins of their own
    Route("unclear consent", unclear_consent, submitting.ask_consent_again),
    Route("more words", telling, reporting.tell),
    Route("of which case", at(WHICH_CASE), attaching.tell),
    Route("answer or new", at("question.which"), questions.perhaps_reply),
    Route("of a result or new", at("answer.which"), results.perhaps_of_result),
    Route("perhaps an answer", was_asked, questions.perhaps_reply),
    Route("danger of a recent case", danger_of_recent_case, talk.perhaps_of_case),
    Route("status", meant(Kind.STATUS), my_cases.list_mine),
    Route("of a case just touched", perhaps_of_case_just_touched, talk.perhaps_of_case),
    Route("perhaps of a result", perhaps_of_result, results.perhaps_of_result),
    Route("chitchat", meant(Kind.CHITCHAT), talk.chitchat),
    Route("spam", meant(Kind.SPAM), arrival.show_menu),
    Route("volunteer admin", meant(Kind.VOLUNTEER_ADMIN), talk.volunteer_admin),
    Route("other agencies", other_agencies_matter, talk.not_ours),
    Route("question", meant(Kind.QUESTION), talk.question),
    Route("report", of_kind(InboundKind.TEXT), talk.free_text),
    Route("files and pins", of_kind(InboundKind.LOCATION, *FILES), attaching.attach),
    Route("sticker", of_kind(InboundKind.STICKER), talk.sticker),
    Route("anything", anything, arrival.unknown),
)


def text_to_read(
    inbound: Inbound, step: str, draft: Mapping[str, Any], since: datetime | None = None
) -> str:
    """What the reader is asked to read: the new words, or the whole draft with them; not with a
    draft that the chat came to long before, at `since`, nor with one that others wait behind."""
    known = from_json(draft) if step in READ_TOGETHER else None
    apart = step in TELLING and (long_unsent(inbound, since) or (known and known.held))
    if known is None or not known.parts or apart:
        return inbound.text
    return f"{known.text}\n{inbound.text}"


def route_for(inbound: Inbound, reading: Reading | None, context: Context) -> Route:
    """The first route that matches."""
    return next(each for each in ROUTES if each.matches(inbound, reading, context))


def decide(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """What is done with one inbound. Danger words get the emergency numbers first of all, and who
    writes no Thai gets them in their own letters."""
    current = leaving.begun_anew(inbound, context)
    route = route_for(inbound, reading, current)
    decision = unfinished.kept(route.decide(inbound, reading, current), current)
    elsewhere = route.elsewhere or current is not context
    decision = leaving.left(decision, inbound, context, elsewhere)
    if reading is None or route.quiet or inbound.in_group:
        return decision
    numbers = (
        *in_own_language(inbound, reading, context),
        *_safety(inbound, reading, context, decision),
    )
    return Decision(messages=numbers) + decision


def _safety(
    inbound: Inbound, reading: Reading, context: Context, decision: Decision
) -> tuple[Message, ...]:
    draft = from_json(context.draft)
    if draft is not None and told_long_after(inbound, reading, context):
        draft = draft.held  # what was told before was told of something else
    heard = any(each.urgent and each.to != Here() for each in decision.messages)
    if draft is not None:
        heard = heard or draft.alerted or draft.operators_told == Urgency.EMERGENCY
    return safety_messages(
        dangers(reading),
        told=draft.told if draft else (),
        in_danger=reading.urgency == Urgency.EMERGENCY and not (draft and draft.warned),
        heard=heard,
        witness=context.person.has(Role.VOLUNTEER),
    )
