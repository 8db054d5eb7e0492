"""Words of somebody with an open case, while the chat waits for nothing: perhaps of that case."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from casework.case_number import format_number
from casework.cases import Case, CaseState
from casework.categories import Category, Kind, Urgency
from casework.changes import Decision, SetConversation
from casework.messages import Message, ToMentors
from casework.people import Person
from casework.places import Place
from casework.reading import Reading
from handlers.routes import decide
from tests.builders import (
    AYUTTHAYA,
    MONDAY_TEN,
    TRAFFICKING,
    abouts,
    case,
    context,
    labels,
    person,
    postback,
    reading,
    saved_case,
    text,
    volunteer,
    words_of,
)

MOMENT = timedelta(minutes=10)
DAYS = timedelta(days=2)
THERE = replace(AYUTTHAYA, district_code="1406", district="บางปะอิน")
LOCKED_IN = "เขาขังลูกสาวไว้ในห้อง"
DANGER = reading(Category.PROTECTION, TRAFFICKING)


def sent(ago: timedelta = MOMENT, state: CaseState = CaseState.SCREENING, **more: object) -> Case:
    """A case that was touched so long ago, in Ayutthaya."""
    made = case(state, place=THERE, changed_at=MONDAY_TEN - ago)
    return replace(made, **more)  # type: ignore[arg-type]


def told(words: str, read: Reading, *cases: Case, who: Person | None = None) -> Decision:
    """What is decided on words of somebody who reported these cases."""
    return decide(text(words), read, context(who or volunteer(), my_cases=cases))


def alert(decision: Decision) -> Message:
    return next(each for each in decision.messages if each.about == "desk.emergency")


@pytest.mark.parametrize("who", [volunteer(), person("แก้ว")], ids=["volunteer", "citizen"])
@pytest.mark.parametrize("ago", [MOMENT, DAYS])
def test_danger_is_told_to_the_desk_of_the_open_case(who: Person, ago: timedelta) -> None:
    decision = told(LOCKED_IN, DANGER, sent(ago), who=who)
    assert alert(decision).to == ToMentors("14")
    assert "บางปะอิน" in words_of(alert(decision))
    assert abouts(decision)[-1] == "case.which"
    assert labels(decision.messages[-1]) == ["เพิ่มในเรื่องเดิม", "เป็นเรื่องใหม่", "ยกเลิก"]


def test_the_case_is_the_one_touched_last_of_those_open() -> None:
    at_home = case(id=UUID(int=2), number=format_number("58", 2569, 43))
    before = replace(at_home, changed_at=MONDAY_TEN - DAYS)
    closed = replace(at_home, state=CaseState.CLOSED)
    assert alert(told(LOCKED_IN, DANGER, closed, before, sent())).to == ToMentors("14")
    assert alert(told(LOCKED_IN, DANGER, at_home, sent())).to == ToMentors("58")


def test_danger_long_after_or_elsewhere_is_a_report_of_its_own() -> None:
    long_ago = told(LOCKED_IN, DANGER, sent(timedelta(days=4)))
    over = told(LOCKED_IN, DANGER, sent(state=CaseState.CLOSED))
    chiang_mai = Place("50", "เชียงใหม่")
    elsewhere = told(LOCKED_IN, replace(DANGER, place=chiang_mai), sent())
    for decision, province in ((long_ago, "58"), (over, "58"), (elsewhere, "50")):
        assert alert(decision).to == ToMentors(province)
        assert "case.which" not in abouts(decision)


def test_a_place_that_holds_the_cases_place_or_lies_in_it_is_no_other() -> None:
    village = replace(THERE, subdistrict_code="140601", subdistrict="บ้านเลน")
    for place in (AYUTTHAYA, village):
        decision = told(LOCKED_IN, replace(DANGER, place=place), sent())
        assert abouts(decision)[-1] == "case.which"


def test_danger_of_something_new_is_told_where_that_is() -> None:
    (held,) = [
        each
        for each in told(LOCKED_IN, DANGER, sent()).changes
        if isinstance(each, SetConversation)
    ]
    ctx = context(step=held.step, draft=held.draft, case=sent(), my_cases=(sent(),))
    added = decide(postback("case.add_held", case=sent().id), None, ctx)
    assert saved_case(added).urgency == Urgency.EMERGENCY
    new = decide(postback("question.is_new"), None, ctx)
    assert alert(new).to == ToMentors("58")
    near = replace(sent(), place=case().place)
    again = decide(postback("question.is_new"), None, replace(ctx, case=near))
    assert "desk.emergency" not in abouts(again)


UNSURE = reading(Category.UNCLEAR, sure=0.4)


def chitchat(sure: float, **more: object) -> Reading:
    return reading(Category.OUT_OF_SCOPE, sure=sure, kind=Kind.CHITCHAT, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("ถามแล้วค่ะ เขายินยอมแล้ว", UNSURE),
        ("เขาจ่ายแล้วค่ะ ไม่ต้องแล้ว", reading(sure=0.4)),
        ("นายจ้างชื่อเฮียตี๋", reading(Category.UNCLEAR, sure=0.6, kind=Kind.QUESTION)),
        ("ลืมบอกค่ะ เบอร์นายจ้าง 0812345678", chitchat(0.7)),
        ("เบอร์ฉันนะ 0891112222", chitchat(0.95)),
        ("ขอโทษค่ะ พิมพ์ผิด เป็นอำเภอบางปะอิน", chitchat(0.95, place=THERE)),
    ],
)
def test_what_is_added_soon_after_sending_is_offered_to_the_case(words: str, read: Reading) -> None:
    decision = told(words, read, sent())
    assert abouts(decision) == ["case.which"]
    (held,) = [each for each in decision.changes if isinstance(each, SetConversation)]
    ctx = context(step=held.step, draft=held.draft, case=sent())
    added = saved_case(decide(postback("case.add_held", case=sent().id), None, ctx))
    assert added.parts[-1].text == words


@pytest.mark.parametrize(
    ("words", "read", "about"),
    [
        ("ขอบคุณค่ะ รอฟังข่าวนะคะ", chitchat(0.95), "chitchat"),
        ("ค่ะ", chitchat(0.7), "chitchat"),
        ("5555", chitchat(0.8), "chitchat"),
        ("เรื่องถึงไหนแล้วคะ", reading(Category.UNCLEAR, kind=Kind.STATUS), "cases.list"),
        ("ค่าแรงขั้นต่ำเท่าไรคะ", reading(sure=0.7, kind=Kind.QUESTION), "question.answer"),
        ("ถนนหน้าบ้านพังมาก", reading(Category.OUT_OF_SCOPE), "not_ours"),
        ("โรงงานไม่ส่งประกันสังคม", reading(Category.SOCIAL_SECURITY), "report.card"),
    ],
)
def test_thanks_and_what_is_surely_something_else_go_as_ever(
    words: str, read: Reading, about: str
) -> None:
    assert abouts(told(words, read, sent())) == [about]


def test_nobody_is_asked_long_after_or_when_another_case_came_to_its_end_since() -> None:
    later = case(CaseState.CLOSED, id=UUID(int=2), number=format_number("58", 2569, 43))
    long_ago = sent(timedelta(hours=2))
    for cases in ((), (long_ago,), (later, sent()), (sent(state=CaseState.CLOSED),)):
        assert abouts(told("ถามแล้วค่ะ", UNSURE, *cases)) == ["report.which_category"]
