"""An officer's question to the reporter, by way of the service, and the answer's way back."""

from dataclasses import replace

from casework.cases import Case, Part, Question
from casework.categories import Kind, Urgency
from casework.changes import (
    AddLog,
    AttachDrafts,
    Change,
    Decision,
    SaveCase,
    SetConversation,
)
from casework.masking import mask
from casework.messages import Button, Card, Row
from casework.reading import Reading
from casework.rules import DueStep
from handlers import notices
from handlers.context import Context
from handlers.draft import TOLD, Draft, from_json, to_json, understood, without_a_case
from handlers.due import done, due_at, set_due
from handlers.emergencies import added_to, alert_before_submitting
from handlers.inbound import Inbound
from handlers.log import entry
from handlers.postback import encode
from handlers.replies import STOP, answer, show, step
from handlers.reporting import present, with_words
from handlers.words import say

LONGEST_QUESTION = 500
MOST_QUESTIONS = 6  # offered to answer
LONG_ANSWER = 60  # characters: a longer text that reads like a problem may be a new report


def ask_how(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ขอข้อมูลเพิ่ม: the next words are the question."""
    case = context.case
    if case is None or not case.is_open:
        return answer("stale_button")
    asked, changes = case.question, (step("question.ask", case=case.id),)
    if asked is None:
        return answer("desk.ask_what", number=case.number, quick=STOP, changes=changes)
    if not _overdue(case, asked, context):
        return answer("desk.already_asked", number=case.number, question=mask(asked.text))
    return answer(
        "desk.ask_instead",
        number=case.number,
        question=mask(asked.text),
        quick=STOP,
        changes=changes,
    )


def ask(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The question's words, on their way to the reporter, unless a colleague's went before."""
    case = context.case
    if case is None:
        return answer("stale_button", changes=(step(),))
    if len(inbound.text) > LONGEST_QUESTION:
        return answer("desk.too_long", limit=LONGEST_QUESTION)
    if case.question and not _overdue(case, case.question, context):
        return answer(
            "desk.asked_meanwhile",
            number=case.number,
            question=mask(case.question.text),
            typed=inbound.text.strip(),
            changes=(step(),),
        )
    question = Question(inbound.text.strip(), context.person.id, context.now)
    case = replace(case, question=question, changed_at=context.now)
    changes = (
        SaveCase(case),
        AddLog(entry(case, context, "asked")),
        set_due(case, DueStep.ANSWER, context.now, context.rules),
        step(),
    )
    told = Decision(messages=(notices.asked(case),))
    return answer("desk.asked", number=case.number, changes=changes) + told


def _overdue(case: Case, asked: Question, context: Context) -> bool:
    """Whether the reporter has had the time to answer, so that another question may take its place:
    one that nobody answers must not be the last."""
    due = due_at(asked.asked_at, DueStep.ANSWER, case.urgency, context.rules)
    return context.now >= due


def reply_how(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ตอบคำถามนี้: the next words are the answer. What waits for a case goes along. With a report
    under way it is asked whether they are, and the report stays."""
    case = context.case
    if case is None or case.question is None:
        return _nothing_asked(case)
    unsent = from_json(context.draft) if context.step in TOLD else None
    if unsent is not None and unsent.parts:
        asked_anew = to_json(replace(unsent, question_at=None))
        return answer(
            "answer.how_unsent",
            question=case.question.text,
            quick=(Button(say("report.show_card"), encode("report.show")),),
            changes=(SetConversation(context.step, asked_anew),),
        )
    draft = without_a_case(context.step, context.draft)
    if draft is not None and draft.parts:
        return answer_question(case, draft.parts, draft, context)
    changes = (step("question.reply", case=case.id),)
    how = answer("answer.how", question=case.question.text, quick=STOP, changes=changes)
    if draft is None:
        return how
    return answer("case.added", number=case.number, changes=files_given(case, context)) + how


def reply(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Words while the chat stands at a question: the answer."""
    case = context.case or context.asked
    if case is None or case.question is None:
        return _nothing_asked(case) + Decision(changes=(step(),))
    if reading is None:
        return answer("not_readable")
    return answer_question(case, inbound.parts, reading, context)


def _nothing_asked(case: Case | None) -> Decision:
    """The question was answered, or whoever asked it is done: other words may still be added."""
    if case is None or not case.is_open:
        return answer("stale_button")
    more = (Button(say("case.more"), encode("case.add", case=case.id)),)
    return answer("answer.not_needed", number=case.number, quick=more)


def perhaps_reply(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Words from somebody who was asked: mostly the answer, unless they tell a problem, or there
    are several questions."""
    case = context.asked
    if reading is None:
        return answer("not_readable")
    held = from_json(context.draft) if context.step == "question.which" else None
    draft = understood(held or Draft(), inbound.parts, reading, context.person)
    if case is None:
        return ask_which(draft, context)
    if held is None and not context.several_ask and not _may_be_new(inbound, reading):
        return answer_question(case, inbound.parts, reading, context)
    # Whichever it is: who is asked may not be able to tap.
    draft, alert = alert_before_submitting(draft, context, case)
    return alert + ask_which(draft, context)


def perhaps_reply_while_telling(
    inbound: Inbound, reading: Reading | None, context: Context
) -> Decision:
    """Words for a report under way, from somebody who was asked about another case meanwhile: held
    back apart from the report until it is known which of the two they are for."""
    if reading is None:
        return answer("not_readable")
    before = from_json(context.draft) or Draft()
    if context.step == "report.place":
        draft = with_words(before, inbound.parts, reading, context)
    else:
        draft = understood(before, inbound.parts, reading, context.person)
    draft = replace(draft, before=before if before.parts else None)
    draft, alert = alert_before_submitting(draft, context, context.asked)
    return alert + ask_which(draft, context)


def ask_which(draft: Draft, context: Context) -> Decision:
    """Whether the draft's words, held back meanwhile, are the answer (to which question, if there
    are several) or something else."""
    case = context.asked
    if case is None or case.question is None:  # closed or withdrawn meanwhile
        return present(replace(draft, before=None), context)
    key, other = "answer.which", "answer.is_new"
    if draft.before is not None:
        key, other = "answer.which_unsent", "answer.is_unsent"
    something_else = Button(say(other), encode("question.is_new"))
    draft = replace(draft, question_at=case.question.asked_at)
    changes = (SetConversation("question.which", to_json(draft)),)
    if context.several_ask:
        card = _questions(context.open_questions[:MOST_QUESTIONS])
        return show(card, "answer.which_question", quick=(something_else,), changes=changes)
    is_answer = Button(say("answer.is_answer"), encode("question.is_answer", case=case.id))
    quick = (is_answer, something_else)
    return answer(key, number=case.number, quick=quick, changes=changes)


def _questions(asked: tuple[Case, ...]) -> Card:
    return Card(
        title=say("answer.which_question"),
        rows=tuple(Row(each.number, each.question.text) for each in asked if each.question),
        paragraphs=(say("answer.which_question_how"),),
        buttons=tuple(
            Button(each.number, encode("question.is_answer", case=each.id)) for each in asked
        ),
    )


def ask_again(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """It is not known yet what the words held back are for: it has to be chosen first."""
    draft = from_json(context.draft)
    return ask_which(draft, context) if draft else answer("report.nothing")


def is_new(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The words that were held back are a new report, or more of the one under way. Of a danger the
    desk of the case that they might have been about was told: where it is another's, that one
    hears now."""
    draft, case = from_json(context.draft), context.case
    if draft is None:
        return answer("report.nothing")
    there = draft.place.province_code if draft.place else None
    if case is not None and case.place.province_code != there:
        draft = replace(draft, alerted=False)
    return present(replace(draft, before=None), context)


def without_report(held: Draft) -> Draft:
    """What was held back, without the report that was under way before it."""
    before = held.before
    if before is None:
        return held
    return replace(
        held,
        parts=tuple(each for each in held.parts if each not in before.parts),
        attachments=tuple(each for each in held.attachments if each not in before.attachments),
        flags=tuple(each for each in held.flags if each not in before.flags),
        urgency=held.urgency if held.urgency > before.urgency else Urgency.NORMAL,
    )


def answer_question(
    case: Case, parts: tuple[Part, ...], understood_as: Reading | Draft, context: Context
) -> Decision:
    """Words in answer to the case's question, with the dangers they tell of."""
    if not case.is_open or case.question is None:
        return answer("case.closed_no_add", number=case.number, changes=(step(),))
    question = case.question
    case, alert = added_to(case, parts, understood_as.flags, understood_as.urgency, context)
    case = replace(case, parts=(*case.parts, *parts), question=None, changed_at=context.now)
    case, files = with_files(case, understood_as)
    changes = (
        SaveCase(case),
        AddLog(entry(case, context, "answered_question")),
        done(case, DueStep.ANSWER),
        *files,
        step(),
    )
    told = Decision(messages=notices.answer_came(case, question, parts, context))
    return answer("answer.sent", number=case.number, changes=changes) + told + alert


def with_files(case: Case, understood_as: Reading | Draft) -> tuple[Case, tuple[Change, ...]]:
    """The case with the files that were held back with a draft's words, and what gives it them."""
    if not isinstance(understood_as, Draft) or not understood_as.attachments:
        return case, ()
    count = case.attachments + len(understood_as.attachments)
    stay = understood_as.before.attachments if understood_as.before else ()
    return replace(case, attachments=count), (AttachDrafts(case.id, kept_back=stay),)


def files_given(case: Case, context: Context) -> tuple[Change, ...]:
    """What gives an open case the files that waited for a case to be chosen."""
    return (
        AttachDrafts(case.id),
        AddLog(entry(case, context, "attached", "image")),
        notices.attached_timer(case, context),
    )


def _may_be_new(inbound: Inbound, reading: Reading) -> bool:
    tells = reading.kind in {Kind.PROBLEM, Kind.NEED}
    return tells and len(inbound.text) > LONG_ANSWER
