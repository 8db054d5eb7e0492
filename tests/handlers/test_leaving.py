"""A step that waits for words ends when its person turns to something else, or stays away."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from casework.case_number import format_number
from casework.cases import Case, CaseState, Question
from casework.changes import Decision, SaveCase, SetConversation
from casework.people import Person
from handlers.inbound import Inbound
from handlers.leaving import LAPSES_AFTER
from handlers.routes import decide
from tests.builders import (
    MONDAY_TEN,
    abouts,
    case,
    changes,
    context,
    draft,
    image,
    labels,
    mentor,
    officer,
    postback,
    reading,
    referred,
    saved_case,
    step_after,
    text,
    volunteer,
    words_of,
)

A = case()
B = referred(id=UUID(int=2), number=format_number("58", 2569, 43))
MOMENT = timedelta(minutes=1)


def at(
    step: str, who: Person, heard: Inbound, *, since: timedelta = MOMENT, **more: object
) -> Decision:
    """What is decided `since` so long after the chat came to a step about A."""
    kept = {"case": str(A.id), "referral": str(referred().referrals[0].id)}
    more = {"case": A, "draft": kept, **more}
    return decide(heard, reading(), context(who, step=step, step_since=MONDAY_TEN - since, **more))


QUESTION = Question("กี่คน", mentor("อื่น").id, MONDAY_TEN)


@pytest.mark.parametrize("action", ["desk.take", "desk.refer", "desk.change", "desk.ask"])
@pytest.mark.parametrize("about", [A, B], ids=["the same case", "another case"])
def test_a_button_of_the_desk_ends_the_step(action: str, about: Case) -> None:
    asked = replace(about, question=QUESTION)
    decision = at("desk.close", mentor(), postback(action, case=asked.id), case=asked)
    assert step_after(decision) == ""
    assert abouts(decision)[0] == "desk.left"
    assert "ปิดเรื่อง" in words_of(decision.messages[0])


def test_a_button_that_waits_for_words_itself_is_the_next_step() -> None:
    decision = at("desk.close", mentor(), postback("desk.ask", case=B.id), case=B)
    assert step_after(decision) == "question.ask"
    assert abouts(decision) == ["desk.ask_what"]


def test_another_case_opened_by_number_or_button_ends_the_step() -> None:
    typed = at("office.result", officer(), text(B.number), case=B, case_number_typed=True)
    tapped = at("office.result", officer(), postback("case.show", case=B.id), case=B)
    for decision in (typed, tapped):
        assert step_after(decision) == ""
        assert abouts(decision) == ["desk.left", "case.show"]


def test_the_case_itself_may_be_looked_at_before_the_words_are_typed() -> None:
    for heard in (text(A.number), postback("case.show", case=A.id)):
        decision = at("desk.close", mentor(), heard, case_number_typed=True)
        assert decision.changes == ()
        assert abouts(decision) == ["case.show"]


@pytest.mark.parametrize("words", ["เมนู", "วิธีใช้", "เรื่องรอ", "เรื่องของฉัน"])
def test_the_menu_ends_the_step(words: str) -> None:
    assert step_after(at("desk.close", mentor(), text(words))) == ""
    assert step_after(at("case.add", volunteer(), text(words))) == ""


def test_a_report_under_way_is_not_ended_so() -> None:
    told = context(step="report.confirm", draft=draft())
    assert decide(text("เมนู"), reading(), told).changes == ()


@pytest.mark.parametrize(
    ("step", "who", "button"),
    [
        ("desk.close", mentor(), "ปิดเรื่อง"),
        ("question.ask", mentor(), "ขอข้อมูลเพิ่ม"),
        ("office.result", officer(), "ดำเนินการแล้ว"),
        ("office.reason", officer(), "ไม่ใช่หน้าที่"),
    ],
)
def test_words_of_staff_long_after_go_to_nobody(step: str, who: Person, button: str) -> None:
    about = referred()
    soon = at(step, who, text("ผล"), since=LAPSES_AFTER, case=about)
    assert saved_case(soon).id == about.id
    late = at(step, who, text("ผล"), since=LAPSES_AFTER + MOMENT, case=about)
    assert changes(late, SaveCase) == []
    assert step_after(late) == ""
    assert abouts(late) == ["desk.lapsed"]
    assert about.number in words_of(late.messages[0])
    assert labels(late.messages[0]) == [button, "ดูเรื่องนี้"]


def test_a_place_for_a_code_long_after_is_read_as_anything_else() -> None:
    late = at("invite.where", mentor(), text(), since=timedelta(days=3), case=None, draft={})
    assert abouts(late) == ["report.ask_place"]


@pytest.mark.parametrize("step", ["case.add", "case.place"])
def test_a_reporter_is_asked_which_case_words_are_for_long_after(step: str) -> None:
    late = at(step, volunteer(), text("ยังไม่จ่าย"), since=timedelta(days=20))
    assert changes(late, SaveCase) == []
    assert abouts(late) == ["case.which"]
    assert labels(late.messages[0]) == ["เพิ่มในเรื่องเดิม", "เป็นเรื่องใหม่", "ยกเลิก"]
    (held,) = changes(late, SetConversation)
    more = at(held.step, volunteer(), text("เลย", "e2"), draft=held.draft)
    (held,) = changes(more, SetConversation)
    added = at(held.step, volunteer(), postback("case.add_held", case=A.id), draft=held.draft)
    assert [each.text for each in saved_case(added).parts[1:]] == ["ยังไม่จ่าย", "เลย"]


def test_words_held_for_a_case_that_is_over_meanwhile_stay_held() -> None:
    late = at("case.add", volunteer(), text("ยังไม่จ่าย"), since=timedelta(days=20))
    (held,) = changes(late, SetConversation)
    ctx = context(step=held.step, draft=held.draft, case=case(CaseState.CLOSED))
    closed = decide(postback("case.add_held", case=A.id), None, ctx)
    assert closed.changes == ()
    assert labels(closed.messages[0]) == ["เป็นเรื่องใหม่"]
    new = decide(postback("question.is_new"), None, ctx)
    assert abouts(new) == ["report.card"]


def test_words_long_after_for_a_case_that_is_over_begin_a_report() -> None:
    late = at(
        "case.add", volunteer(), text(), since=timedelta(days=20), case=case(CaseState.CLOSED)
    )
    assert abouts(late) == ["report.card"]


def test_an_answer_long_after_the_button_is_an_answer_still() -> None:
    asked = replace(A, question=QUESTION)
    late = at(
        "question.reply",
        volunteer(),
        text("ลุงดำ"),
        since=timedelta(days=2),
        case=asked,
        asked=asked,
    )
    assert saved_case(late).question is None


def test_a_photo_long_after_may_be_of_another_case() -> None:
    late = at("case.add", volunteer(), image(), since=timedelta(days=20), my_cases=(A, B))
    assert abouts(late) == ["report.which_case"]
