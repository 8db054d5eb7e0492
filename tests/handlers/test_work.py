"""The desk and the departments at work on a case."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casework.agencies import Agency
from casework.cases import Case, CaseState, Question, ReferralState
from casework.categories import Category, Urgency
from casework.changes import AddLog, CancelTimers, Decision, SaveCase, SetTimer
from casework.messages import Mail, ToMentors, ToOffice, ToOfficers, ToPerson
from casework.office_csv import format_offices, parse_offices
from casework.offices import Office
from handlers.routes import decide
from tests.builders import (
    MONDAY_TEN,
    abouts,
    bangkok_case,
    case,
    changes,
    context,
    here,
    image,
    labels,
    mentor,
    officer,
    person,
    postback,
    referral,
    referred,
    saved_case,
    step_after,
    text,
    volunteer,
    words_of,
)
from tests.casework.places import BANGKOK_PLACE, OFFICES

MALI = mentor("มาลี", area=BANGKOK_PLACE)


def desk(action: str, about: Case, **args: Any) -> Decision:
    who = MALI if about.place.province_code == "10" else mentor()
    return decide(postback(action, case=about.id, **args), None, context(who, case=about))


def office(action: str, about: Case, agency: Agency = Agency.DLPW) -> Decision:
    theirs = next(each for each in about.referrals if each.agency == agency)
    button = postback(action, case=about.id, referral=theirs.id)
    return decide(button, None, context(officer(agency), case=about))


def typed(words: str, step: str, about: Case, agency: Agency | None = None) -> Decision:
    kept = {"case": str(about.id)}
    if agency:
        theirs = next(each for each in about.referrals if each.agency == agency)
        kept["referral"] = str(theirs.id)
    who = officer(agency) if agency else mentor()
    return decide(text(words), None, context(who, case=about, step=step, draft=kept))


# The desk


def test_taking_a_case_gives_the_time_for_screening_anew() -> None:
    decision = desk("desk.take", case())
    assert saved_case(decision).mentor_id == mentor().id
    assert [each.kind for each in changes(decision, SetTimer)] == ["overdue.screen"]
    assert labels(decision.messages[0])[0] == "ส่งต่อตามที่เสนอ"


def test_a_case_is_taken_once() -> None:
    assert abouts(desk("desk.take", case(mentor_id=mentor().id))) == ["desk.taken_already"]
    assert abouts(desk("desk.take", case(mentor_id=person("อื่น").id))) == ["desk.taken_by_other"]


def test_referring_as_proposed_tells_office_officers_and_reporter_once() -> None:
    decision = desk("desk.refer", case())
    made = saved_case(decision)
    assert made.state == CaseState.FORWARDED
    assert abouts(decision) == ["desk.referred", "office.new", "mail.referral", "news.forwarded"]
    tos = [each.to for each in decision.messages[1:]]
    assert tos == [ToOfficers(Agency.DLPW, "58"), ToOffice("dlpw-58"), ToPerson(volunteer().id)]
    assert [each.kind for each in changes(decision, SetTimer)] == ["overdue.accept"]


def test_two_agencies_are_two_referrals_and_one_message_to_the_reporter() -> None:
    decision = desk("desk.refer", case(secondary=(Category.SOCIAL_SECURITY,)))
    made = saved_case(decision)
    assert [each.agency for each in made.referrals] == ["dlpw", "sso"]
    assert abouts(decision).count("news.forwarded") == 1
    assert len({each.key for each in changes(decision, SetTimer)}) == 2


def test_the_card_proposes_nothing_for_what_nobody_is_sure_of() -> None:
    decision = desk("desk.refer", case(category=Category.UNCLEAR, subtype=None))
    assert abouts(decision) == ["desk.nothing_proposed"]
    assert len(labels(decision.messages[0])) == 4


def test_another_agency_changes_the_category_while_the_case_is_nowhere_else() -> None:
    made = saved_case(desk("desk.agency", case(), agency="sso"))
    assert made.category == Category.SOCIAL_SECURITY
    assert made.decided_by == "desk"
    second = saved_case(desk("desk.agency", referred(), agency="sso"))
    assert second.category == Category.PROTECTION


@pytest.mark.parametrize("agency", ["mol_ops", "", "nobody"])
def test_no_case_is_sent_to_an_agency_that_is_none(agency: str) -> None:
    assert abouts(desk("desk.agency", case(), agency=agency)) == ["stale_button"]


def test_an_office_is_not_sent_the_same_case_twice() -> None:
    decision = desk("desk.agency", referred(), agency="dlpw")
    assert abouts(decision) == ["desk.already_there"]
    assert decision.changes == ()


def test_in_bangkok_a_person_picks_the_area_office() -> None:
    decision = desk("desk.refer", bangkok_case())
    assert labels(decision.messages[0])[:2] == ["พื้นที่ 1", "พื้นที่ 2"]
    assert len(labels(decision.messages[0])) == 10
    sent = saved_case(desk("desk.office", bangkok_case(), office="dlpw-10-3"))
    assert [each.office_id for each in sent.referrals] == ["dlpw-10-3"]


def test_in_bangkok_each_of_two_agencies_gets_its_area() -> None:
    both = bangkok_case(secondary=(Category.SOCIAL_SECURITY,))
    decision = desk("desk.office", both, office="dlpw-10-3")
    assert here(decision)[-1].about == "desk.which_area"
    assert len(here(decision)[-1].quick) == 12


def test_in_bangkok_an_agency_with_one_office_goes_at_once_and_the_other_is_asked_about() -> None:
    both = bangkok_case(category=Category.SKILLS, subtype=None, secondary=(Category.PROTECTION,))
    decision = desk("desk.refer", both)
    assert [each.agency for each in saved_case(decision).referrals] == ["dsd"]
    assert here(decision)[-1].about == "desk.which_area"


@given(
    st.text(max_size=45) | st.from_regex(r"[A-Za-z0-9_-]{38,41}", fullmatch=True),
    st.text(max_size=45) | st.sampled_from("๑²③"),
)
@example("ก" * 40, "")
@example("a" * 40, "²")
def test_whatever_office_a_file_may_hold_can_be_picked(branch: str, area: str) -> None:
    added = Office(f"dlpw-10-{branch}", Agency.DLPW, "10", "สาขา", area)
    read = parse_offices(format_offices([added]))
    about, there = bangkok_case(), (*OFFICES, *read.offices)
    asked = decide(
        postback("desk.refer", case=about.id), None, context(MALI, case=about, offices=there)
    )
    assert abouts(asked) == ["desk.which_area"]


@pytest.mark.parametrize("office_id", ["dlpw-58", "mol_ops-10", "", "nowhere"])
def test_no_case_is_sent_to_an_office_elsewhere(office_id: str) -> None:
    decision = desk("desk.office", bangkok_case(), office=office_id)
    assert abouts(decision) == ["stale_button"]


def test_an_agency_without_an_office_on_file_says_so() -> None:
    button = postback("desk.agency", case=case().id, agency="sso")
    decision = decide(button, None, context(mentor(), case=case(), offices=()))
    assert abouts(decision) == ["desk.no_office"]


def test_the_desk_may_answer_itself_and_the_offices_stop() -> None:
    about = referred()
    asked = desk("desk.close", about)
    assert step_after(asked) == "desk.close"
    decision = typed("แนะนำทางโทรศัพท์แล้ว", "desk.close", about)
    made = saved_case(decision)
    assert made.state == CaseState.ANSWERED
    assert made.result == "แนะนำทางโทรศัพท์แล้ว"
    assert made.referrals[0].state == ReferralState.RETURNED
    assert abouts(decision) == ["desk.closed", "news.answered", "office.settled", "mail.settled"]
    mail = decision.messages[-1]
    assert mail.to == ToOffice("dlpw-58")
    assert made.number in words_of(mail)
    assert "แนะนำทางโทรศัพท์แล้ว" not in words_of(mail)
    assert changes(decision, CancelTimers)
    assert [each.kind for each in changes(decision, SetTimer)] == ["close_silent"]


@pytest.mark.parametrize("step", ["desk.close", "question.ask"])
def test_words_that_are_too_long_are_asked_for_again(step: str) -> None:
    decision = typed("ก" * 1001, step, case())
    assert abouts(decision) == ["desk.too_long"]
    assert decision.changes == ()


def test_the_buttons_of_a_case_that_is_over_do_nothing() -> None:
    for state in (CaseState.ANSWERED, CaseState.CLOSED, CaseState.WITHDRAWN):
        for action in ("take", "refer", "change", "agency", "office", "ask", "close"):
            decision = desk(f"desk.{action}", case(state), agency="sso", office="sso-58")
            assert abouts(decision) == ["stale_button"], (state, action)


# The departments


def test_accepting_tells_the_reporter_and_sets_the_time_to_finish() -> None:
    decision = office("office.accept", referred())
    made = saved_case(decision)
    assert made.state == CaseState.IN_PROGRESS
    assert made.referrals[0].officer_id == officer().id
    assert abouts(decision) == ["office.accepted", "news.accepted"]
    assert [each.kind for each in changes(decision, SetTimer)] == ["overdue.finish"]


def test_an_officer_opens_the_referral_that_is_left_to_do() -> None:
    areas = {
        n: referral(id=UUID(int=n), office_id=f"dlpw-10-{n}", office_name=f"พื้นที่ {n}")
        for n in (1, 10)
    }
    both = bangkok_case(referrals=tuple(areas.values()))
    who = officer(area=BANGKOK_PLACE)
    for done, left in ((1, 10), (10, 1)):
        ended = areas[done].to(ReferralState.DONE)
        about = both.with_referral(ended, MONDAY_TEN)
        button = postback("case.show", case=about.id)
        (shown,) = decide(button, None, context(who, case=about)).messages
        assert f"หน่วยงาน: พื้นที่ {left}" in words_of(shown)
        assert "ดำเนินการแล้ว" in labels(shown)
    over = about.with_referral(areas[1].to(ReferralState.DONE), MONDAY_TEN)
    (shown,) = decide(button, None, context(who, case=over)).messages
    assert labels(shown) == []


def test_accepting_twice_says_where_it_stands() -> None:
    accepted = saved_case(office("office.accept", referred()))
    assert abouts(office("office.accept", accepted)) == ["office.already"]


def test_the_last_result_asks_the_reporter_whether_it_is_settled() -> None:
    decision = typed(" จ่ายครบแล้ว ", "office.result", referred(), Agency.DLPW)
    made = saved_case(decision)
    assert made.state == CaseState.ANSWERED
    assert made.referrals[0].result == "จ่ายครบแล้ว"
    told = next(each for each in decision.messages if each.about == "news.answered")
    assert labels(told) == ["เรียบร้อยแล้ว", "ยังไม่เรียบร้อย"]
    assert "จ่ายครบแล้ว" in words_of(told)


def test_a_first_of_two_results_is_told_as_a_part() -> None:
    both = referred(referral(Agency.DLPW), referral(Agency.SSO))
    decision = typed("จ่ายแล้ว", "office.result", both, Agency.DLPW)
    assert "news.part_done" in abouts(decision)
    assert saved_case(decision).state == CaseState.IN_PROGRESS


def test_a_returned_referral_is_back_on_the_desk_with_its_reason() -> None:
    decision = typed("เป็นของประกันสังคม", "office.reason", referred(), Agency.DLPW)
    made = saved_case(decision)
    assert made.state == CaseState.SCREENING
    assert made.referrals[0].reason == "เป็นของประกันสังคม"
    card = next(each for each in decision.messages if each.about == "desk.returned")
    assert card.to == ToMentors("58")
    assert "เป็นของประกันสังคม" in words_of(card)
    assert "mail.back" in abouts(decision)
    assert [each.kind for each in changes(decision, SetTimer)] == ["overdue.screen"]


def test_a_part_that_comes_back_when_the_others_are_done_is_screened_not_forgotten() -> None:
    both = referred(referral(Agency.DLPW), referral(Agency.SSO))
    one_done = saved_case(typed("จ่ายแล้ว", "office.result", both, Agency.DLPW))
    back = saved_case(typed("ไม่ใช่", "office.reason", one_done, Agency.SSO))
    assert back.state == CaseState.SCREENING
    again = saved_case(desk("desk.agency", back, agency="doe"))
    assert again.state == CaseState.IN_PROGRESS
    assert [each.agency for each in again.referrals if each.is_open] == ["doe"]


def test_a_part_that_came_back_before_the_others_are_done_is_screened_not_forgotten() -> None:
    both = referred(referral(Agency.DLPW), referral(Agency.SSO))
    back = saved_case(typed("เป็นของจัดหางาน", "office.reason", both, Agency.SSO))
    decision = typed("จ่ายแล้ว", "office.result", back, Agency.DLPW)
    left = saved_case(decision)
    assert left.state == CaseState.SCREENING
    assert abouts(decision) == ["office.finished", "news.part_done", "desk.part_left"]
    assert decision.messages[-1].to == ToMentors("58")
    assert [each.kind for each in changes(decision, SetTimer)] == ["overdue.screen"]


def test_a_part_that_came_back_and_was_sent_on_is_done_where_it_went() -> None:
    both = referred(referral(Agency.DLPW), referral(Agency.SSO))
    back = saved_case(typed("เป็นของจัดหางาน", "office.reason", both, Agency.SSO))
    sent_on = saved_case(desk("desk.agency", back, agency="doe"))
    first = saved_case(typed("จ่ายแล้ว", "office.result", sent_on, Agency.DLPW))
    assert first.state == CaseState.IN_PROGRESS
    last = typed("มีงานแล้ว", "office.result", first, Agency.DOE)
    assert saved_case(last).state == CaseState.ANSWERED


@pytest.mark.parametrize("state", [CaseState.WITHDRAWN, CaseState.ANSWERED, CaseState.CLOSED])
def test_an_office_learns_that_there_is_nothing_more_to_do(state: CaseState) -> None:
    over = replace(referred(), state=state)
    for action in ("office.accept", "office.done", "office.return"):
        assert abouts(office(action, over)) == ["office.no_more"]
    for step in ("office.result", "office.reason"):
        decision = typed("ผล", step, over, Agency.DLPW)
        assert abouts(decision) == ["desk.ended"]
        assert step_after(decision) == ""


@pytest.mark.parametrize("step", ["desk.close", "question.ask"])
def test_the_desk_learns_that_a_colleague_was_quicker(step: str) -> None:
    decision = typed("แนะนำแล้ว", step, case(CaseState.ANSWERED))
    assert abouts(decision) == ["desk.ended"]
    assert "แจ้งผลแล้ว" in words_of(decision.messages[0])
    assert step_after(decision) == ""


def test_of_two_officers_the_second_hears_that_the_first_has_written_it() -> None:
    other = referral(Agency.SSO)
    for about in (referred(), referred(other, referral())):
        first = saved_case(typed("จ่ายแล้ว", "office.result", about, Agency.DLPW))
        for step in ("office.result", "office.reason"):
            second = typed("จ่ายครบแล้ว", step, first, Agency.DLPW)
            assert changes(second, SaveCase) == []
            assert abouts(second) == ["desk.ended"]
            assert first.number in words_of(second.messages[0])
            assert step_after(second) == ""


def test_every_step_is_in_the_log_without_the_reporters_words() -> None:
    decisions = [
        desk("desk.take", case()),
        desk("desk.refer", case()),
        office("office.accept", referred()),
        typed("ผล", "office.result", referred(), Agency.DLPW),
        typed("เหตุ", "office.reason", referred(), Agency.DLPW),
        typed("ผล", "desk.close", case()),
    ]
    for decision in decisions:
        entries = [change.entry for change in changes(decision, AddLog)]
        assert entries
        assert all(each.at == MONDAY_TEN for each in entries)
        assert not any("ค้างค่าแรง" in each.detail for each in entries)


def test_numbers_that_staff_wrote_are_masked_for_other_staff() -> None:
    told = "โทรหานายดำ 0812345678"
    back = saved_case(typed(told, "office.reason", referred(), Agency.DLPW))
    asked = replace(back, question=Question(told, officer().id, MONDAY_TEN))
    sent_on = saved_case(desk("desk.agency", asked, agency="sso"))
    for who, about in ((mentor(), asked), (officer(Agency.SSO), sent_on)):
        for action in ("case.show", "desk.ask"):
            button = postback(action, case=about.id)
            (shown,) = decide(button, None, context(who, case=about)).messages
            assert "โทรหานายดำ [เบอร์โทร]" in words_of(shown)
            assert "0812345678" not in words_of(shown)


def test_mails_hold_no_personal_data() -> None:
    about = case(parts=(replace(case().parts[0], text="โทร 0812345678"),))
    mail = next(
        each for each in desk("desk.refer", about).messages if each.about == "mail.referral"
    )
    assert isinstance(mail.content, Mail)
    assert "0812345678" not in mail.content.body
    assert "\n" not in mail.content.subject


def test_urgent_notices_are_marked() -> None:
    decision = desk("desk.refer", case(urgency=Urgency.URGENT))
    assert next(each for each in decision.messages if each.about == "office.new").urgent


UNSEEN = ["   ", "\n\n", "\u200b", "\u3164", "\u2800", "\u00ad", "\u202e", "\u0e49", "-", ".", "😀"]


@pytest.mark.parametrize("words", UNSEEN)
def test_what_nobody_can_read_is_no_result(words: str) -> None:
    steps = {"desk.close": None, "question.ask": None}
    for step, agency in {
        **steps,
        "office.result": Agency.DLPW,
        "office.reason": Agency.DLPW,
    }.items():
        decision = typed(words, step, referred(), agency)
        assert abouts(decision) == ["desk.text_needed"]
        assert decision.changes == ()


@pytest.mark.parametrize("words", ["3", "ได้", "ok", " จ่ายแล้ว\u200b"])
def test_a_letter_or_digit_is_a_result(words: str) -> None:
    assert saved_case(typed(words, "desk.close", case())).result == words.strip()


def test_photos_are_no_result() -> None:
    about = referred()
    kept = {"case": str(about.id), "referral": str(about.referrals[0].id)}
    ctx = context(officer(), step="office.result", draft=kept, case=about)
    decision = decide(image(), None, ctx)
    assert abouts(decision) == ["desk.text_needed"]
    assert decision.changes == ()
