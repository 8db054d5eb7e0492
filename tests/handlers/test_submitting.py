from dataclasses import replace
from typing import Any

import pytest

from casework.cases import AffectedConsent, Part
from casework.categories import Category, Kind, Urgency
from casework.changes import (
    AddLog,
    Decision,
    DropDrafts,
    SaveCase,
    SetTimer,
)
from casework.messages import Mail, ToMentors, ToOffice, ToOfficers
from casework.reading import Problem
from casework.rules import Rules, ScreeningMode
from handlers.cards_for_desk import desk_card, office_card
from handlers.cards_for_reporters import draft_card
from handlers.context import Context
from handlers.draft import Draft, understood
from handlers.inbound import Inbound
from handlers.proposal import departments
from handlers.routes import decide
from tests.builders import (
    BANGKOK,
    MAE_HONG_SON,
    MONDAY_NIGHT,
    MONDAY_TEN,
    abouts,
    case,
    changes,
    context,
    draft,
    here,
    labels,
    postback,
    reading,
    referral,
    saved_case,
    step_after,
    text,
    volunteer,
    words_of,
)

DIRECT = Rules(screening_by_province={"58": ScreeningMode.DIRECT})


def submitted(told: Draft, answer: str = "agreed", **more: Any) -> Decision:
    ctx = context(draft=told, step="report.consent", **more)
    return decide(postback("report.consent", answer=answer), None, ctx)


# Sending


def test_sending_asks_once_whether_the_affected_person_agrees() -> None:
    decision = decide(postback("report.submit"), None, context(draft=draft()))
    assert labels(decision.messages[0]) == [
        *("ยินยอมแล้ว", "เป็นเรื่องของฉันเอง", "ยังไม่ได้ถาม", "ไม่ยินยอม")
    ]
    assert changes(decision, SaveCase) == []


@pytest.mark.parametrize("word", ["ส่งเรื่อง", "ใช่ค่ะ", "ถูกต้องครับ", "โอเค", "ใช่แล้วจ้า"])
def test_yes_to_the_card_sends_it(word: str) -> None:
    decision = decide(text(word), reading(kind=Kind.CHITCHAT), context(draft=draft()))
    assert abouts(decision) == ["report.ask_consent"]


def test_an_emergency_is_not_held_up_by_a_question() -> None:
    urgent = draft(urgency=Urgency.EMERGENCY)
    made = saved_case(decide(postback("report.submit"), None, context(draft=urgent)))
    assert made.affected_consent == AffectedConsent.NOT_YET


def test_a_sent_report_is_a_case_with_a_number_to_read_aloud() -> None:
    decision = submitted(draft(), next_serial=42)
    made = saved_case(decision)
    assert made.number == "มส-69-00042-8"
    assert made.affected_consent == AffectedConsent.AGREED
    assert made.parts == (Part("m1", draft().parts[0].text),)
    assert "“ค้างค่าแรง”" in made.reason
    (told,) = here(decision)
    assert "มส-69-00042-8" in words_of(told)
    assert "สำนักงานแรงงานจังหวัดแม่ฮ่องสอน" in words_of(told)
    assert labels(told) == ["ดูเรื่องนี้", "แจ้งเรื่อง"]
    assert step_after(decision) == ""
    assert changes(decision, AddLog)[0].entry.action == "identified"


def test_the_desk_hears_by_line_and_by_mail() -> None:
    decision = submitted(draft())
    card = next(each for each in decision.messages if each.about == "desk.new")
    assert card.to == ToMentors("58")
    assert labels(card) == ["ส่งต่อตามที่เสนอ", "รับเรื่อง", "เปลี่ยนหน่วยงาน", "ขอข้อมูลเพิ่ม", "ปิดเรื่อง"]
    mail = next(each for each in decision.messages if isinstance(each.content, Mail))
    assert mail.to == ToOffice("mol_ops-58")
    assert changes(decision, SetTimer)[0].kind == "overdue.screen"


def test_the_desk_sees_no_personal_data() -> None:
    told = draft(parts=(Part("m1", "ติดต่อ 081-234-5678 บัตร 1-1017-00230-70-8"),))
    for message in submitted(told).messages:
        assert "234" not in words_of(message)
        assert "00230" not in words_of(message)


@pytest.mark.parametrize(
    ("word", "given"),
    [
        ("เป็นเรื่องของฉันเอง", AffectedConsent.SELF),
        ("เรื่องตัวเองจ้า", AffectedConsent.SELF),
        ("ยินยอมค่ะ", AffectedConsent.AGREED),
        ("ใช่เจ้า", AffectedConsent.AGREED),
        ("ได้ค่า", AffectedConsent.AGREED),
        ("เขายินยอมแล้วนะคะ", AffectedConsent.AGREED),
        ("ยังไม่ถามเด้อ", AffectedConsent.NOT_YET),
        ("ยังไม่ได้ถามครับผม", AffectedConsent.NOT_YET),
    ],
)
def test_consent_can_be_typed(word: str, given: AffectedConsent) -> None:
    ctx = context(draft=draft(), step="report.consent")
    made = saved_case(decide(text(word), reading(), ctx))
    assert made.affected_consent == given
    assert made.parts == draft().parts


@pytest.mark.parametrize(
    "said", [text("เขาไม่ยินยอม"), text("ไม่เอาแล้วค่ะ"), postback("report.refuse")]
)
def test_without_consent_nothing_is_sent_and_nothing_is_lost(said: Inbound) -> None:
    ctx = context(draft=draft(), step="report.consent")
    decision = decide(said, reading(), ctx)
    assert abouts(decision) == ["report.refused"]
    assert labels(decision.messages[0]) == ["ดูการ์ด", "ยกเลิก"]
    assert decision.changes == ()
    assert abouts(decide(text("ดูการ์ดค่ะ"), reading(), ctx)) == ["report.card"]
    assert abouts(decide(said, reading(), context())) != ["report.refused"]


def test_a_report_about_somebody_who_was_not_asked_goes_and_says_how_to_tell_later() -> None:
    decision = submitted(draft(), "not_yet")
    first, number = here(decision)
    assert "ยินยอม" in words_of(first)
    assert saved_case(decision).number in words_of(number)


@pytest.mark.parametrize("answer", ["", "yes", "AGREED"])
def test_an_answer_nobody_offered_opens_nothing(answer: str) -> None:
    decision = submitted(draft(), answer)
    assert abouts(decision) == ["stale_button"]


def test_pressing_twice_tells_the_number_again_and_makes_no_second_case() -> None:
    for button in (postback("report.submit"), postback("report.consent", answer="agreed")):
        decision = decide(button, None, context(my_cases=(case(),)))
        assert "มส-69-00042-8" in words_of(decision.messages[0])
        assert decision.changes == ()


def test_with_nothing_told_there_is_nothing_to_send() -> None:
    assert abouts(decide(text("ส่งเรื่อง"), reading(), context())) == ["report.nothing"]


def test_only_photos_are_no_report_yet() -> None:
    ctx = context(draft=Draft(attachments=("m1",)))
    assert abouts(decide(text("ส่งเรื่อง"), reading(), ctx)) == ["report.photo_first"]


def test_an_unsure_draft_cannot_be_sent_past_the_question() -> None:
    for told in (draft(confidence=0.3), draft(place=None)):
        decision = submitted(told)
        assert changes(decision, SaveCase) == []


def test_cancelling_keeps_nothing() -> None:
    for heard in (postback("report.cancel"), text("ยกเลิก")):
        decision = decide(heard, reading(), context(draft=draft()))
        assert changes(decision, DropDrafts)
        assert step_after(decision) == ""
        assert abouts(decision) == ["report.cancelled"]


def test_a_report_under_way_is_not_lost_to_another_button() -> None:
    ctx: Context = context(draft=draft(), case=case(), my_cases=(case(),))
    decision = decide(postback("case.add", case=case().id), None, ctx)
    assert abouts(decision) == ["report.unfinished"]
    assert decision.changes == ()
    assert labels(decision.messages[0]) == ["ดูการ์ด", "ยกเลิก"]


# Time


def test_a_normal_case_at_night_waits_for_the_mornings_digest() -> None:
    decision = submitted(draft(), now=MONDAY_NIGHT)
    assert "desk.new" not in abouts(decision)
    digest = next(each for each in changes(decision, SetTimer) if each.kind == "digest")
    assert digest.due == MONDAY_TEN.replace(day=24, hour=1, minute=30)
    assert "report.accepted" in abouts(decision), "the reporter hears at once"


def test_an_urgent_case_at_night_does_not_wait() -> None:
    decision = submitted(draft(urgency=Urgency.URGENT), now=MONDAY_NIGHT)
    card = next(each for each in decision.messages if each.about == "desk.new")
    assert card.urgent
    assert card.due is None


def test_two_cases_of_a_night_set_one_digest() -> None:
    keys = set()
    for event in ("e1", "e2"):
        ctx = context(draft=draft(), step="report.consent", now=MONDAY_NIGHT)
        decision = decide(postback("report.consent", event, answer="agreed"), None, ctx)
        keys |= {each.key for each in changes(decision, SetTimer) if each.kind == "digest"}
    assert keys == {"digest:58:2026-11-24"}


def test_the_chiefs_holiday_moves_the_digest() -> None:
    holiday = MONDAY_TEN.replace(month=12, day=10)  # Constitution Day, a Thursday
    decision = submitted(draft(), now=holiday)
    digest = next(each for each in changes(decision, SetTimer) if each.kind == "digest")
    assert digest.due == MONDAY_TEN.replace(month=12, day=11, hour=1, minute=30)


def test_a_province_may_hear_of_everything_at_once() -> None:
    decision = submitted(draft(), now=MONDAY_NIGHT, rules=Rules(hold_normal_notices=False))
    assert "desk.new" in abouts(decision)


# Direct


def test_a_direct_province_sends_a_sure_report_to_the_department_and_copies_the_desk() -> None:
    decision = submitted(draft(), rules=DIRECT)
    made = saved_case(decision)
    assert [each.agency for each in made.referrals] == ["dlpw"]
    assert "report.accepted_direct" in abouts(decision)
    assert "desk.copied" in abouts(decision)
    assert "mail.copied" in abouts(decision)
    assert any(each.to == ToOfficers(made.referrals[0].agency, "58") for each in decision.messages)
    assert "news.forwarded" not in abouts(decision), "told in the reply already"


def test_at_night_the_copy_waits_for_the_morning_and_is_not_lost() -> None:
    decision = submitted(draft(), rules=DIRECT, now=MONDAY_NIGHT)
    for about in ("desk.copied", "office.new"):
        notice = next(each for each in decision.messages if each.about == about)
        assert notice.due == MONDAY_TEN.replace(day=24, hour=1, minute=30)


def test_an_unsure_report_of_a_direct_province_goes_by_the_desk() -> None:
    by_desk = draft(category=Category.UNCLEAR, confidence=0.0, decided_by="desk")
    decision = submitted(by_desk, rules=DIRECT)
    assert saved_case(decision).referrals == ()


def test_a_direct_province_without_an_office_on_file_goes_by_the_desk() -> None:
    decision = submitted(draft(), rules=DIRECT, offices=())
    assert saved_case(decision).referrals == ()
    assert "report.accepted" in abouts(decision)


def test_a_volunteer_of_a_province_may_report_from_another() -> None:
    decision = submitted(draft(place=MAE_HONG_SON), person=volunteer(area=BANGKOK))
    assert saved_case(decision).place == MAE_HONG_SON


# Several problems in one report


def two_problems() -> Draft:
    told = "ค้างค่าแรง แล้วก็ไม่ขึ้นประกันสังคม"
    found = (
        Problem(0, 10, told[:10], Category.PROTECTION, "P01"),
        Problem(11, len(told), told[11:], Category.SOCIAL_SECURITY, "X01"),
    )
    return understood(draft(), (), reading(problems=found), volunteer())


def test_both_problems_stand_on_the_reporters_card_and_go_to_both_departments() -> None:
    told = two_problems()
    assert told.secondary == (Category.SOCIAL_SECURITY,)
    card = draft_card(told, "แรงงานจังหวัดแม่ฮ่องสอน")
    assert card.rows[1].value == "มี 2 เรื่อง (1) ค่าจ้างค้างจ่าย (2) ขึ้นทะเบียน/สถานะผู้ประกันตน"
    chosen_by_a_person = replace(told, decided_by="reporter")
    assert "เรื่องย่อย" not in [row.label for row in draft_card(chosen_by_a_person, "").rows]


def test_the_desk_the_office_and_the_mail_hear_of_both_problems() -> None:
    decision = submitted(two_problems())
    case = saved_case(decision)
    assert [each.value for each in departments(case, Rules())] == ["dlpw", "sso"]
    for card in (desk_card(case, Rules()), office_card(case, referral())):
        assert [r.value for r in card.rows if r.label == "เรื่องย่อย"] == [
            "มี 2 เรื่อง (1) ค่าจ้างค้างจ่าย (2) ขึ้นทะเบียน/สถานะผู้ประกันตน"
        ]
    mails = [m.content.body for m in decision.messages if isinstance(m.content, Mail)]
    assert any("มี 2 เรื่อง" in body for body in mails)


def test_a_report_of_one_problem_says_nothing_of_several() -> None:
    whole = Problem(0, 10, "ค้างค่าแรง", Category.PROTECTION, "P01")
    told = understood(draft(), (), reading(problems=(whole,)), volunteer())
    assert told.problems == () and told.secondary == ()
    case = saved_case(submitted(told))
    assert "เรื่องย่อย" not in [row.label for row in desk_card(case, Rules()).rows]
