"""Saying in one's own words that it is settled, that it is not, or that it should stop."""

from dataclasses import replace
from typing import Any

import pytest

from casework.cases import Case, CaseState, Part
from casework.categories import Category, Flag, Kind
from casework.changes import Decision, SaveCase
from casework.reading import Reading
from handlers.routes import decide
from tests.builders import (
    NUMBER,
    abouts,
    an_id,
    case,
    changes,
    context,
    draft,
    here,
    labels,
    postback,
    reading,
    saved_case,
    step_after,
    text,
    words_of,
)

ANSWERED = case(state=CaseState.ANSWERED)
ANOTHER = case(state=CaseState.ANSWERED, id=an_id("another"), number="มส-69-00043-6")
UNSURE = reading(sure=0.68)
HELD = draft(parts=(Part("m7", "ยังไม่ได้เงินเลยจ้า"),), confidence=0.68)


def typed(words: str, *mine: Case, told: Reading = UNSURE, **more: Any) -> Decision:
    return decide(text(words), told, context(my_cases=mine, **more))


def test_the_labels_can_be_typed_when_one_case_waits() -> None:
    closed = typed("เรียบร้อยแล้วค่ะ", ANSWERED, case=ANSWERED)
    assert saved_case(closed).state == CaseState.CLOSED
    again = typed("ยังไม่เรียบร้อย", ANSWERED, case=ANSWERED)
    assert saved_case(again).state == CaseState.SCREENING


@pytest.mark.parametrize("words", ["เรียบร้อยแล้ว", "ยังไม่เรียบร้อย"])
def test_of_several_the_list_is_shown(words: str) -> None:
    decision = typed(words, ANSWERED, ANOTHER)
    assert abouts(decision) == ["cases.list"]
    assert decision.changes == ()


def test_a_label_typed_into_something_else_is_not_one() -> None:
    ctx = context(my_cases=(ANSWERED,), step="case.add", draft={"case": str(an_id("another"))})
    decision = decide(
        text("เรียบร้อยแล้ว"), UNSURE, replace(ctx, case=replace(case(), id=an_id("another")))
    )
    assert saved_case(decision).parts[-1].text == "เรียบร้อยแล้ว"
    assert "answer.thanks" not in abouts(typed("เรียบร้อยแล้ว", ANSWERED, draft=draft()))


def test_words_nobody_is_sure_of_may_be_about_the_result() -> None:
    decision = typed("ยังไม่ได้เงินเลยจ้า", ANSWERED)
    assert abouts(decision) == ["answer.of_which", "cases.list"]
    assert step_after(decision) == "answer.which"
    assert NUMBER in words_of(here(decision)[-1])
    assert labels(here(decision)[-1]) == ["เรียบร้อยแล้ว", "ยังไม่เรียบร้อย", "เป็นเรื่องใหม่"]


@pytest.mark.parametrize(
    "told",
    [
        reading(sure=0.9),
        reading(Category.OUT_OF_SCOPE, kind=Kind.CHITCHAT, sure=0.99),
        reading(Category.OUT_OF_SCOPE, Flag.SERIOUS_INJURY, sure=0.7),
    ],
    ids=["sure", "thanks", "danger"],
)
def test_others_are_not_asked_about(told: Reading) -> None:
    assert "answer.of_which" not in abouts(typed("คำพูด", ANSWERED, told=told))


@pytest.mark.parametrize("mine", [(), (case(),), (case(state=CaseState.CLOSED),)])
def test_nor_is_anybody_who_waits_for_no_confirmation(mine: tuple[Case, ...]) -> None:
    assert "answer.of_which" not in abouts(typed("ยังไม่ได้เงินเลยจ้า", *mine))


@pytest.mark.parametrize("action", ["answer.confirm", "answer.reopen"])
def test_the_words_go_with_the_case_that_is_chosen(action: str) -> None:
    ctx = context(case=ANSWERED, my_cases=(ANSWERED,), step="answer.which", draft=HELD)
    decision = decide(postback(action, case=ANSWERED.id), None, ctx)
    assert saved_case(decision).parts == (*ANSWERED.parts, *HELD.parts)
    assert step_after(decision) == ("" if action == "answer.confirm" else "case.add")


def test_or_they_are_a_new_report() -> None:
    for chosen in (postback("question.is_new"), text("เป็นเรื่องใหม่")):
        ctx = context(my_cases=(ANSWERED,), step="answer.which", draft=HELD)
        decision = decide(chosen, UNSURE, ctx)
        assert step_after(decision) == "report.category"
        assert changes(decision, SaveCase) == []


def test_more_words_before_choosing_are_not_lost() -> None:
    ctx = context(my_cases=(ANSWERED,), step="answer.which", draft=HELD)
    decision = decide(text("รอมาเดือนหนึ่งแล้ว"), UNSURE, ctx)
    assert abouts(decision) == ["answer.of_which", "cases.list"]
    assert "รอมาเดือนหนึ่งแล้ว" in str(decision.changes)
    assert "ยังไม่ได้เงินเลยจ้า" in str(decision.changes)


@pytest.mark.parametrize(
    "words", ["ยกเลิก", "ขอถอนเรื่อง", "เถ้าแก่จ่ายแล้ว ถอนเรื่องได้เลย", "ยกเลิกเรื่องที่แจ้งไว้"]
)
def test_what_was_sent_is_said_to_go_on_until_it_is_withdrawn(words: str) -> None:
    decision = typed(words, case())
    assert abouts(decision) == ["cases.withdraw_how", "cases.list"]
    assert "ถอนเรื่อง" in labels(here(decision)[-1])


def test_with_nothing_open_or_something_under_way_it_cancels_that() -> None:
    assert abouts(typed("ยกเลิก", case(state=CaseState.CLOSED))) == ["desk.stopped"]
    assert abouts(typed("ยกเลิก", case(), draft=draft())) == ["report.cancelled"]
    assert abouts(typed("ยกเลิก", case(), step="case.add")) == ["desk.stopped"]


def test_who_is_made_to_withdraw_reports_that() -> None:
    decision = typed("นายจ้างบังคับให้ถอนเรื่อง", case(), told=reading(sure=0.93))
    assert "cases.withdraw_how" not in abouts(decision)
