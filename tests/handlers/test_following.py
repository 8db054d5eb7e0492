"""Following one's own cases: numbers, more words, corrections, questions, results, unsending."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casework.agencies import Agency
from casework.cases import Case, CaseState, Closing, Part, Question, ReferralState
from casework.categories import Category, Flag, Kind, Urgency
from casework.changes import (
    AddAttachment,
    CancelTimers,
    Decision,
    Erase,
    SaveCase,
    SetConversation,
    SetTimer,
    TakeBackQuotes,
)
from casework.messages import Message, ToMentors, ToOfficers, ToPerson
from casework.people import Person
from casework.places import BANGKOK as BANGKOK_CODE
from casework.reading import Problem
from handlers.inbound import InboundKind
from handlers.routes import decide
from tests.builders import (
    BANGKOK,
    MONDAY_NIGHT,
    MONDAY_TEN,
    NUMBER,
    TRAFFICKING,
    abouts,
    case,
    changes,
    context,
    draft,
    image,
    inbound,
    labels,
    mentor,
    officer,
    person,
    postback,
    reading,
    referral,
    referred,
    saved_case,
    step_after,
    text,
    volunteer,
    words_of,
)
from tests.casework.places import PAI

QUESTION = Question("นายจ้างชื่ออะไร", mentor().id, MONDAY_TEN)


def tap(action: str, about: Case, **args: Any) -> Decision:
    return decide(postback(action, case=about.id, **args), None, context(case=about))


def at(step: str, about: Case, words: str = "เพิ่มเติม", **more: Any) -> Decision:
    ctx = context(case=about, step=step, draft={"case": str(about.id)})
    return decide(text(words), reading(**more), ctx)


# Numbers and lists


def test_a_number_typed_anywhere_shows_the_case() -> None:
    for words, step in ((NUMBER, "report.confirm"), (f"ขอดู {NUMBER} ค่ะ", "")):
        ctx = context(case=case(), case_number_typed=True, step=step)
        decision = decide(text(words), reading(), ctx)
        assert f"เรื่อง {NUMBER}" in words_of(decision.messages[0])


def test_a_number_of_somebody_else_and_a_wrong_one_get_the_same_words() -> None:
    theirs = decide(text(NUMBER), reading(), context(case=None, case_number_typed=True))
    wrong = decide(text("มส-69-00042-1"), reading(), context())
    assert abouts(theirs) == abouts(wrong) == ["cases.not_found"]


def test_each_sees_the_card_for_their_own_work() -> None:
    for who, button in (
        (volunteer(), "ถอนเรื่อง"),
        (mentor(), "เปลี่ยนหน่วยงาน"),
        (officer(), "ดำเนินการแล้ว"),
    ):
        shown = decide(postback("case.show", case=case().id), None, context(who, case=referred()))
        assert button in labels(shown.messages[0])


def test_a_mentor_screens_a_report_of_their_own_too() -> None:
    own = case(reporter_id=mentor().id)
    shown = decide(postback("case.show", case=own.id), None, context(mentor(), case=own))
    assert "ส่งต่อตามที่เสนอ" in labels(shown.messages[0])


@pytest.mark.parametrize("words", ["เรื่องของฉัน", "สถานะ", "เรื่องของฉันค่ะ"])
def test_the_list_shows_every_case_with_its_state(words: str) -> None:
    decision = decide(text(words), reading(), context(my_cases=(case(), referred())))
    assert "สถานะ: รอสำนักงานแรงงานจังหวัดคัดกรอง" in words_of(decision.messages[0])
    assert "สถานะ: ส่งต่อแล้ว" in words_of(decision.messages[0])


# More words, corrections


def test_more_words_are_seen_by_whoever_works_on_the_case() -> None:
    for about, to in ((case(), ToMentors("58")), (referred(), ToOfficers(Agency.DLPW, "58"))):
        decision = at("case.add", about)
        assert saved_case(decision).parts[-1].text == "เพิ่มเติม"
        assert decision.messages[-1].to == to
        assert labels(decision.messages[0]) == ["เพิ่มอีก"]


def test_more_words_answer_an_open_question() -> None:
    decision = at("case.add", case(question=QUESTION))
    assert saved_case(decision).question is None
    assert "answer.sent" in abouts(decision)


TRAPPED: dict[str, Any] = {
    "flags": frozenset({TRAFFICKING, Flag.ELDERLY}),
    "urgency": Urgency.EMERGENCY,
}


@pytest.mark.parametrize("step", ["case.add", "question.reply", ""])
def test_a_danger_added_to_a_case_makes_it_an_emergency_and_the_mentors_hear(step: str) -> None:
    for about in (case(question=QUESTION if step != "case.add" else None), referred()):
        if step != "case.add" and about.question is None:
            continue
        ctx = context(case=about, asked=about, step=step, draft={"case": str(about.id)})
        decision = decide(text("เขาขังไว้ โทร 081-234-5678"), reading(**TRAPPED), ctx)
        saved = saved_case(decision)
        assert saved.flags == {TRAFFICKING}, "a group is told by the whole report"
        assert saved.urgency == Urgency.EMERGENCY
        alert = next(each for each in decision.messages if each.about == "desk.emergency_added")
        assert (alert.to, alert.urgent, alert.due) == (ToMentors("58"), True, None)
        assert "เขาขังไว้" in words_of(alert)
        assert "081" not in words_of(alert), "personal data is masked"
        assert labels(alert) == ["ดูเรื่องนี้"]


def test_a_danger_in_words_that_were_held_back_goes_with_the_answer() -> None:
    held = draft(flags=(TRAFFICKING,), urgency=Urgency.EMERGENCY)
    ctx = context(case=case(question=QUESTION), draft=held, step="question.which")
    decision = decide(postback("question.is_answer", case=case().id), None, ctx)
    assert saved_case(decision).flags == {TRAFFICKING}
    assert "desk.emergency_added" in abouts(decision)


def test_a_danger_is_told_on_before_it_is_clear_whether_it_is_the_answer() -> None:
    about = case(question=QUESTION)
    decision = decide(text("เขาขังไว้ " * 10), reading(**TRAPPED), context(asked=about))
    assert abouts(decision)[-2:] == ["desk.emergency", "answer.which"]
    held = changes(decision, SetConversation)[-1]
    ctx = context(case=about, step=held.step, draft=held.draft)
    new = decide(postback("question.is_new", "e2"), None, ctx)
    assert abouts(new) == ["report.card"], "and not once more"


def test_an_emergency_that_is_known_is_told_once() -> None:
    known = case(flags=frozenset({TRAFFICKING}), urgency=Urgency.EMERGENCY)
    assert abouts(at("case.add", known, **TRAPPED))[-2:] == ["case.added", "desk.changed"]
    hurt: dict[str, Any] = {"flags": frozenset({Flag.SERIOUS_INJURY}), "urgency": Urgency.EMERGENCY}
    assert "desk.emergency_added" in abouts(at("case.add", known, **hurt))


def test_a_case_that_becomes_an_emergency_is_soon_due() -> None:
    (due,) = changes(at("case.add", case(), **TRAPPED), SetTimer)
    assert due.kind == "overdue.screen"
    assert due.due == MONDAY_TEN + timedelta(hours=1)
    assert changes(at("case.add", referred(), **TRAPPED), SetTimer) == []


def test_what_is_urgent_makes_a_case_urgent_without_an_alarm() -> None:
    decision = at("case.add", case(), urgency=Urgency.URGENT)
    assert saved_case(decision).urgency == Urgency.URGENT
    assert abouts(decision) == ["case.added", "desk.changed"]


def test_nothing_is_added_to_a_case_that_is_over() -> None:
    decision = at("case.add", case(CaseState.CLOSED))
    assert abouts(decision) == ["case.closed_no_add"]
    assert "ยังไม่เรียบร้อย" in words_of(decision.messages[0])


def test_ten_photos_are_one_notice() -> None:
    keys = set()
    for event in ("e1", "e2"):
        ctx = context(case=case(), step="case.add", draft={"case": str(case().id)})
        decision = decide(image(event), None, ctx)
        assert changes(decision, AddAttachment)[0].case_id == case().id
        assert labels(decision.messages[0]) == ["เสร็จแล้ว"]
        keys |= {each.key for each in changes(decision, SetTimer)}
    assert len(keys) == 1


def test_the_reporter_corrects_the_category_while_it_is_screened() -> None:
    decision = tap("case.category", case(), category="skills")
    made = saved_case(decision)
    assert made.category == Category.SKILLS
    assert made.subtype is None
    assert "ผู้แจ้งเลือกหมวดเอง" in made.reason


def test_after_it_was_sent_on_it_cannot_be_corrected_but_added_to() -> None:
    for action in ("case.correct", "case.category", "case.place"):
        decision = tap(action, referred(), category="skills")
        assert abouts(decision) == ["case.too_late_to_correct"]
        assert "เพิ่มข้อมูล/รูป" in words_of(decision.messages[0])


def test_a_corrected_place_in_another_province_is_a_new_case_for_its_desk() -> None:
    decision = at("case.place", case(mentor_id=mentor().id), "กรุงเทพ", place=BANGKOK)
    made = saved_case(decision)
    assert made.place.province_code == BANGKOK_CODE
    assert made.mentor_id is None
    told = next(each for each in decision.messages if each.about == "desk.new")
    assert told.to == ToMentors("10")
    assert "mail.new" in abouts(decision)
    (left,) = (each for each in decision.messages if each.to == ToMentors("58"))
    assert (left.about, left.quotes_case) == ("desk.moved", False)
    assert changes(decision, TakeBackQuotes) == [TakeBackQuotes(made.id)]


def test_a_corrected_place_nearby_stays_with_its_mentor() -> None:
    decision = at("case.place", case(mentor_id=mentor().id), "ปาย", place=PAI)
    assert saved_case(decision).mentor_id == mentor().id
    assert "desk.moved" not in abouts(decision)
    assert changes(decision, TakeBackQuotes) == []


def test_a_place_that_is_not_found_is_asked_for_again() -> None:
    assert abouts(at("case.place", case(), "แถวนี้")) == ["report.place_not_found"]


def test_withdrawing_is_asked_once_more_and_stops_everybody() -> None:
    assert labels(tap("case.withdraw", referred()).messages[0]) == ["ใช่ ถอนเรื่อง", "ไม่ถอน"]
    decision = tap("case.withdraw_yes", referred())
    assert saved_case(decision).state == CaseState.WITHDRAWN
    assert changes(decision, CancelTimers)
    tos = [each.to for each in decision.messages]
    assert ToMentors("58") in tos
    assert ToOfficers(Agency.DLPW, "58") in tos
    assert abouts(decision).count("mail.withdrawn") == 1
    assert abouts(tap("case.withdraw_no", referred())) == ["case.kept"]


# Questions


def test_a_question_reaches_the_reporter_with_a_button() -> None:
    asked = decide(
        text("นายจ้างชื่ออะไร"),
        None,
        context(mentor(), case=case(), step="question.ask", draft={"case": str(case().id)}),
    )
    assert saved_case(asked).question is not None
    told = next(each for each in asked.messages if each.about == "news.question")
    assert told.to == ToPerson(volunteer().id)
    assert "นายจ้างชื่ออะไร" in words_of(told)
    assert labels(told) == ["ตอบคำถามนี้"]


def test_one_question_at_a_time() -> None:
    button = postback("desk.ask", case=case().id)
    decision = decide(button, None, context(mentor(), case=case(question=QUESTION)))
    assert abouts(decision) == ["desk.already_asked"]


def asking(who: Person, about: Case, words: str = "กี่คน", **more: Any) -> Decision:
    kept = {"case": str(about.id)}
    ctx = context(who, case=about, step="question.ask", draft=kept, **more)
    return decide(text(words), None, ctx)


def test_of_two_who_ask_at_once_the_second_reads_both_questions_and_nothing_is_sent() -> None:
    decision = asking(mentor("มาลัย"), case(question=QUESTION))
    assert changes(decision, SaveCase) == []
    assert step_after(decision) == ""
    (told,) = decision.messages
    assert told.about == "desk.asked_meanwhile"
    assert "นายจ้างชื่ออะไร" in words_of(told)
    assert "กี่คน" in words_of(told)


def test_a_question_that_is_overdue_gives_way_to_another() -> None:
    asked, button = case(question=QUESTION), postback("desk.ask", case=case().id)
    for who, about in ((mentor(), asked), (officer(), referred(question=QUESTION))):
        days = timedelta(days=2), timedelta(days=3)  # 24 hours of work are three days
        early, late = (context(who, case=about, now=MONDAY_TEN + each) for each in days)
        assert abouts(decide(button, None, early)) == ["desk.already_asked"]
        decision = decide(button, None, late)
        assert abouts(decision) == ["desk.ask_instead"]
        assert step_after(decision) == "question.ask"
        made = saved_case(asking(who, about, now=late.now))
        assert made.question == Question("กี่คน", who.id, late.now)


@pytest.mark.parametrize("state", [ReferralState.RETURNED, ReferralState.DONE])
def test_an_office_that_no_longer_has_the_case_cannot_ask(state: ReferralState) -> None:
    other = referral(Agency.SSO)
    about = referred(other, referral(state=state))
    button = postback("desk.ask", case=about.id)
    assert abouts(decide(button, None, context(officer(), case=about))) == ["no_right"]
    assert changes(asking(officer(), about), SaveCase) == []
    assert saved_case(asking(officer(Agency.SSO), about)).question
    assert saved_case(asking(mentor(), about)).question


def answer_notices(
    about: Case, asker: Person | None = None, now: datetime = MONDAY_TEN
) -> list[Message]:
    """The notices of an answer to the case's question. `asker`: none who may see the case still."""
    known = {about.id: asker} if asker else {}
    decision = decide(text("ลุงดำ"), reading(), context(asked=about, askers=known, now=now))
    return [each for each in decision.messages if each.about == "desk.answer_came"]


def test_a_short_text_is_the_answer_and_goes_to_the_desk() -> None:
    decision = decide(text("ลุงดำ"), reading(), context(asked=case(question=QUESTION)))
    assert saved_case(decision).parts[-1].text == "ลุงดำ"
    assert decision.messages[-1].to == ToMentors("58")
    assert "นายจ้างชื่ออะไร" in words_of(decision.messages[-1])


def test_an_answer_goes_to_those_at_work_and_to_the_mentor_who_asked_and_sees_it_still() -> None:
    asked, desk, office = case(question=QUESTION), ToMentors("58"), ToOfficers(Agency.DLPW, "58")
    sent_on = replace(referred(), question=QUESTION)
    back = replace(asked, referrals=(referral(state=ReferralState.RETURNED),))
    assert [each.to for each in answer_notices(asked, mentor())] == [desk]
    assert [each.to for each in answer_notices(sent_on, mentor())] == [
        office,
        ToPerson(mentor().id),
    ]
    assert [each.to for each in answer_notices(sent_on)] == [office]
    assert [each.to for each in answer_notices(sent_on, officer())] == [office]
    assert [each.to for each in answer_notices(back, officer())] == [desk]


def test_an_answer_waits_for_the_opening_unless_the_case_cannot() -> None:
    (normal,) = answer_notices(case(question=QUESTION), now=MONDAY_NIGHT)
    assert normal.due == datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    (now,) = answer_notices(case(question=QUESTION, urgency=Urgency.EMERGENCY), now=MONDAY_NIGHT)
    assert (now.due, now.urgent) == (None, True)


def test_an_answer_is_masked_on_its_way() -> None:
    decision = decide(text("0812345678"), reading(), context(asked=case(question=QUESTION)))
    assert "0812345678" not in words_of(decision.messages[-1])


def test_a_long_problem_may_be_new_and_is_asked_about() -> None:
    long = "มีอีกเรื่องหนึ่งค่ะ " * 5
    decision = decide(text(long), reading(), context(asked=case(question=QUESTION)))
    assert labels(decision.messages[0]) == ["เป็นคำตอบ", "เป็นเรื่องใหม่"]
    (moved,) = changes(decision, SetConversation)
    ctx = context(case=case(question=QUESTION), step=moved.step, draft=moved.draft)
    answered = decide(postback("question.is_answer", case=case().id), None, ctx)
    assert saved_case(answered).parts[-1].text == long
    new = decide(postback("question.is_new"), None, ctx)
    assert abouts(new) == ["report.card"]


def test_words_written_before_choosing_are_not_lost() -> None:
    asked = case(question=QUESTION)
    first = decide(text("มีอีกเรื่องหนึ่งค่ะ " * 5), reading(), context(asked=asked))
    (moved,) = changes(first, SetConversation)
    ctx = context(asked=asked, step=moved.step, draft=moved.draft)
    second = decide(text("นายจ้างหนีไปแล้ว", "e2"), reading(), ctx)
    assert abouts(second) == ["answer.which"]
    (moved,) = changes(second, SetConversation)
    assert len(moved.draft["parts"]) == 2


def test_asking_for_the_state_is_no_answer() -> None:
    ctx = context(asked=case(question=QUESTION), my_cases=(case(question=QUESTION),))
    decision = decide(text("ถึงไหนแล้ว"), reading(kind=Kind.STATUS), ctx)
    assert abouts(decision) == ["cases.list"]
    assert "ตอบคำถามนี้" in labels(decision.messages[0])


# The end


@pytest.fixture
def answered() -> Case:
    return referred(referral(state=ReferralState.DONE, result="จ่ายแล้ว"))


def test_confirming_closes_and_asks_for_a_rating(answered: Case) -> None:
    decision = tap("answer.confirm", answered)
    assert saved_case(decision).closing == Closing.CONFIRMED
    assert labels(decision.messages[0]) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("rating", ["1", "2", "3", "4", "5"])
def test_a_rating_is_kept(answered: Case, rating: str) -> None:
    closed = answered.to(CaseState.CLOSED, MONDAY_TEN)
    assert saved_case(tap("answer.rate", closed, rating=rating)).rating == int(rating)


@pytest.mark.parametrize("rating", ["0", "6", "", "x", "๕", "1.0"])
def test_no_other_rating_is(answered: Case, rating: str) -> None:
    closed = answered.to(CaseState.CLOSED, MONDAY_TEN)
    assert abouts(tap("answer.rate", closed, rating=rating)) == ["stale_button"]


@pytest.mark.parametrize("closed", [False, True])
def test_what_is_not_settled_is_back_on_the_desk(answered: Case, closed: bool) -> None:
    about = answered.to(CaseState.CLOSED, MONDAY_TEN) if closed else answered
    decision = tap("answer.reopen", about)
    made = saved_case(decision)
    assert made.state == CaseState.SCREENING
    assert (made.rating, made.closing) == (None, None)
    assert "desk.reopened" in abouts(decision)
    assert step_after(decision) == "case.add"
    assert "overdue.screen" in [each.kind for each in changes(decision, SetTimer)]


def test_a_reopened_case_can_be_sent_to_the_same_office_again(answered: Case) -> None:
    back = saved_case(tap("answer.reopen", answered))
    again = decide(
        postback("desk.agency", "e2", case=back.id, agency="dlpw"),
        None,
        context(mentor(), case=back),
    )
    assert saved_case(again).state == CaseState.IN_PROGRESS


def test_a_withdrawn_case_stays_withdrawn() -> None:
    for action in ("answer.confirm", "answer.reopen", "case.withdraw_yes", "case.add"):
        decision = tap(action, case(CaseState.WITHDRAWN))
        assert changes(decision, SaveCase) == [], action


# Unsending


def unsend(message_id: str, **more: Any) -> Decision:
    return decide(inbound(InboundKind.UNSEND, message_id=message_id), None, context(**more))


def test_an_unsent_message_leaves_the_draft_without_a_word() -> None:
    problems = tuple(
        Problem(at, at + len(told), told, Category.PROTECTION, None)
        for at, told in ((0, "ก"), (2, "ความลับ"))
    )
    two = draft(parts=(Part("m1", "ก"), Part("m2", "ความลับ")), problems=problems)
    decision = unsend("m2", draft=two)
    assert changes(decision, Erase) == [Erase("m2", None)]
    (moved,) = changes(decision, SetConversation)
    assert "ความลับ" not in str(moved.draft)
    assert moved.draft["words"] == []
    assert decision.messages == ()


def test_the_last_message_takes_the_draft_with_it() -> None:
    assert step_after(unsend("m1", draft=draft())) == ""


def test_a_message_of_a_case_goes_and_those_at_work_see_the_rest() -> None:
    two = case(parts=(Part("m1", "ก"), Part("m2", "ความลับ")))
    decision = unsend("m2", case=two)
    made = saved_case(decision)
    assert made.text == "ก"
    assert made.evidence == ()
    assert abouts(decision) == ["desk.unsent"]
    assert "ความลับ" not in words_of(decision.messages[0])


def test_a_sum_goes_though_other_numbers_hold_its_figures() -> None:
    left, secret = Part("m1", "เบอร์ผม 0813005000 ค้าง 13000 บาท"), Part("m2", "จ่ายแค่ 300")
    decision = unsend("m2", case=case(parts=(left, secret), amounts=(300, 13_000)))
    assert saved_case(decision).amounts == ()
    (moved,) = changes(
        unsend("m2", draft=draft(parts=(left, secret), amounts=(300, 13_000))), SetConversation
    )
    assert moved.draft["amounts"] == []


def test_of_a_case_that_is_over_it_goes_quietly() -> None:
    assert unsend("m1", case=case(CaseState.CLOSED)).messages == ()


def test_a_stranger_may_unsend_too() -> None:
    gone = replace(person("ใคร"), consented_at=None)
    assert changes(unsend("m9", person=gone), Erase) == [Erase("m9", None)]


def test_a_case_sent_a_while_ago_is_not_taken_for_a_double_press() -> None:
    long_ago = replace(case(), created_at=MONDAY_TEN - timedelta(days=1))
    decision = decide(postback("report.submit"), None, context(my_cases=(long_ago,)))
    assert abouts(decision) == ["report.nothing"]
