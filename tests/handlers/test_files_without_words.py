"""Files that wait for a case, and a told result beside a report that was not sent."""

from dataclasses import replace
from typing import Any

import pytest

from casework.cases import CaseState, Question
from casework.changes import AttachDrafts, DropDrafts, SaveCase, SetConversation
from handlers.context import Context
from handlers.draft import WHICH_CASE
from handlers.routes import decide
from tests.builders import (
    MONDAY_TEN,
    NUMBER,
    abouts,
    an_id,
    case,
    changes,
    context,
    draft,
    here,
    image,
    labels,
    postback,
    reading,
    saved_case,
    step_after,
    text,
)

OPEN = case()
ANSWERED = case(state=CaseState.ANSWERED)
PHOTOS = draft(parts=(), attachments=("m1", "m2"))
TOLD = draft(attachments=("m1",))


def waiting(**more: Any) -> Context:
    """A chat where two photos wait for a case."""
    return context(**{"step": WHICH_CASE, "draft": PHOTOS, **more})


def test_the_button_for_adding_takes_the_photos_along() -> None:
    adds = waiting(case=OPEN, my_cases=(OPEN,))
    decision = decide(postback("case.add", case=OPEN.id), None, adds)
    assert abouts(decision) == ["case.added", "case.add_how"]
    assert changes(decision, AttachDrafts) == [AttachDrafts(OPEN.id)]
    assert step_after(decision) == "case.add"


def test_what_has_no_room_keeps_waiting() -> None:
    full = replace(OPEN, attachments=context().rules.most_files)
    adds = waiting(case=full, my_cases=(full,))
    decision = decide(postback("case.add", case=full.id), None, adds)
    assert abouts(decision) == ["case.files_full"]
    assert decision.changes == ()


def test_so_does_the_button_for_answering_a_question() -> None:
    asked = replace(OPEN, question=Question("ขอรูป", an_id("mentor"), MONDAY_TEN))
    answers = waiting(case=asked, my_cases=(asked,))
    decision = decide(postback("question.reply", case=asked.id), None, answers)
    assert changes(decision, AttachDrafts) == [AttachDrafts(asked.id)]
    assert step_after(decision) == "question.reply"
    answers = replace(answers, draft=context(draft=TOLD).draft)
    decision = decide(postback("question.reply", case=asked.id), None, answers)
    assert saved_case(decision).question is None
    assert changes(decision, AttachDrafts) == [AttachDrafts(asked.id)]


@pytest.mark.parametrize("action", ["answer.confirm", "answer.reopen"])
@pytest.mark.parametrize("step", [WHICH_CASE, "report.confirm"])
def test_so_do_the_buttons_of_a_result(action: str, step: str) -> None:
    decides = waiting(step=step, case=ANSWERED, my_cases=(ANSWERED,))
    decision = decide(postback(action, case=ANSWERED.id), None, decides)
    assert changes(decision, AttachDrafts) == [AttachDrafts(ANSWERED.id)]
    assert saved_case(decision).attachments == 2
    assert step_after(decision) == ("" if action == "answer.confirm" else "case.add")


@pytest.mark.parametrize("step", [WHICH_CASE, "report.confirm"])
def test_elsewhere_it_is_asked_first_what_becomes_of_them(step: str) -> None:
    moves = waiting(step=step, case=OPEN, my_cases=(OPEN,))
    decision = decide(postback("case.place", case=OPEN.id), None, moves)
    assert abouts(decision) == ["report.unfinished_files"]
    assert labels(decision.messages[0]) == [NUMBER, "เรื่องใหม่", "ยกเลิก"]
    assert decision.changes == ()
    given_up = decide(postback("report.cancel"), None, moves)
    assert changes(given_up, DropDrafts)


def test_nothing_is_said_to_be_added_where_nothing_waits() -> None:
    nothing = context(case=OPEN, my_cases=(OPEN,))
    decision = decide(postback("case.attach", case=OPEN.id), None, nothing)
    assert abouts(decision) == ["case.add_how"]
    assert changes(decision, AttachDrafts) == []


def test_words_that_were_not_told_with_the_files_are_never_taken_along() -> None:
    telling = context(step="report.confirm", draft=TOLD, case=OPEN, my_cases=(OPEN,))
    decision = decide(postback("case.attach", case=OPEN.id), None, telling)
    assert abouts(decision) == ["report.unfinished"]
    assert decision.changes == ()


def test_a_told_result_is_offered_too_and_opened() -> None:
    decision = decide(image(), None, context(my_cases=(ANSWERED,)))
    assert abouts(decision) == ["report.which_case"]
    assert labels(decision.messages[0]) == [NUMBER, "เรื่องใหม่", "ยกเลิก"]
    opened = waiting(case=ANSWERED, my_cases=(ANSWERED,))
    shown = decide(postback("case.show", case=ANSWERED.id), None, opened)
    assert {"เรียบร้อยแล้ว", "ยังไม่เรียบร้อย"} <= set(labels(shown.messages[0]))
    assert shown.changes == ()


def test_words_surely_of_something_else_are_a_report_beside_a_told_result() -> None:
    chooses = waiting(my_cases=(ANSWERED,))
    assert abouts(decide(text("ค้างค่าแรง"), reading(sure=0.9), chooses)) == ["report.card"]
    unsure = decide(text("ขอบคุณ เรียบร้อยแล้ว"), reading(sure=0.5), chooses)
    assert abouts(unsure) == ["answer.of_which", "cases.list"]


@pytest.mark.parametrize(
    "step", ["report.confirm", "report.category", "report.consent", "report.place"]
)
def test_not_settled_reopens_beside_a_report_which_stays(step: str) -> None:
    tells = context(step=step, draft=draft(), case=ANSWERED, my_cases=(ANSWERED,))
    for said in (text("ยังไม่เรียบร้อยค่ะ"), postback("answer.reopen", case=ANSWERED.id)):
        decision = decide(said, reading(), tells)
        told = [each.about for each in here(decision)]
        assert told == ["answer.reopened_only", "report.unfinished"]
        assert saved_case(decision).state == CaseState.SCREENING
        assert saved_case(decision).parts == ANSWERED.parts
        assert changes(decision, SetConversation) == []


def test_settled_beside_a_report_may_be_said_of_the_report() -> None:
    tells = context(draft=draft(), case=ANSWERED, my_cases=(ANSWERED,))
    decision = decide(text("เรียบร้อยแล้วค่ะ"), reading(), tells)
    assert abouts(decision) == ["cases.list", "cases.unsent", "report.card"]
    assert changes(decision, SaveCase) == []


def test_without_a_told_result_the_same_words_are_of_the_report() -> None:
    tells = context(draft=draft(), my_cases=(OPEN,))
    decision = decide(text("ยังไม่เรียบร้อยค่ะ"), reading(), tells)
    assert "ยังไม่เรียบร้อยค่ะ" in str(decision.changes)
    assert changes(decision, SaveCase) == []
