from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.agencies import Agency
from casework.categories import Category, Kind
from casework.changes import Decision, SaveCase, SaveInvitation, SavePerson
from casework.messages import ToMentors, ToPerson
from casework.people import Person, Role
from casework.places import Place
from casework.reading import Reading
from handlers.inbound import Inbound
from handlers.routes import decide
from tests.builders import (
    AYUTTHAYA,
    MAE_HONG_SON,
    MONDAY_TEN,
    abouts,
    case,
    changes,
    context,
    draft,
    invitation,
    labels,
    location,
    mentor,
    officer,
    person,
    postback,
    reading,
    saved_person,
    step_after,
    text,
    volunteer,
    words_of,
)
from tests.casework.places import PAI

KAEW = person("แก้ว")


def typed(words: str, step: str = "", who: Person = KAEW, **more: Any) -> Decision:
    place = more.pop("place", None)
    ctx = context(who, step=step, **more)
    return decide(text(words), a_name(place=place), ctx)


def a_name(**more: Any) -> Reading:
    """How the reader takes a name: for small talk."""
    return reading(Category.OUT_OF_SCOPE, kind=Kind.CHITCHAT, **more)


def test_a_code_asks_for_the_name_and_the_name_makes_a_volunteer_for_three_years() -> None:
    asked = typed("2abc defg", invitation=invitation())
    assert step_after(asked) == "register.name"
    kept = {"code": "2ABC-DEFG"}
    decision = typed("แก้ว  ใจดี", "register.name", draft=kept, invitation=invitation())
    made = saved_person(decision)
    assert made.roles == {Role.VOLUNTEER}
    assert made.name == "แก้ว ใจดี"
    assert made.area == PAI
    assert (made.term_start, made.term_end) == (date(2026, 11, 23), date(2029, 11, 22))
    assert changes(decision, SaveInvitation)[0].invitation.used_by == KAEW.id
    assert step_after(decision) == ""


def test_a_code_with_a_name_needs_no_question() -> None:
    decision = typed("2ABC-DEFG", invitation=invitation(name="แก้ว ใจดี"))
    assert saved_person(decision).name == "แก้ว ใจดี"


def test_an_officers_code_links_the_account() -> None:
    code = invitation(Role.OFFICER, MAE_HONG_SON, name="วิชัย")
    decision = typed("2ABC-DEFG", invitation=code)
    made = saved_person(decision)
    assert made.agency == Agency.DLPW
    assert made.term_end is None
    assert "เรื่องรอ" in words_of(decision.messages[0])


@pytest.mark.parametrize(
    "known",
    [
        None,
        invitation(expires_at=MONDAY_TEN),
        invitation(used_by=volunteer().id, used_at=MONDAY_TEN),
    ],
    ids=["unknown", "expired", "used"],
)
@pytest.mark.parametrize("step", ["", "register.name"])
def test_a_code_that_cannot_be_used_says_where_to_get_one(known: object, step: str) -> None:
    words = "2ABC-DEFG" if not step else "แก้ว ใจดี"
    decision = typed(words, step, invitation=known)
    assert abouts(decision) == ["register.code_unknown"]
    assert "พี่เลี้ยง" in words_of(decision.messages[0])
    guessed = replace(KAEW, wrong_codes=(MONDAY_TEN,))
    assert changes(decision, SavePerson) == ([] if step else [SavePerson(guessed)])


def test_ones_own_used_code_is_no_error() -> None:
    mine = invitation(used_by=KAEW.id, used_at=MONDAY_TEN)
    assert abouts(typed("2ABC-DEFG", invitation=mine)) == ["register.code_yours"]


def test_a_code_alone_is_no_more_of_a_report_under_way() -> None:
    for known in (invitation(), None):
        decision = typed("รหัสเชิญ 2ABC-DEFG", draft=draft(), invitation=known, step="report.place")
        assert abouts(decision) == ["report.unfinished"], "and right or wrong looks the same"
        assert decision.changes == ()
    offered = typed("2ABC-DEFG ค่ะ", draft=draft(), invitation=invitation(), step="report.offered")
    assert abouts(offered) == ["register.ask_name"]


@pytest.mark.parametrize("step", ["case.add", "question.reply", "case.place"])
def test_nor_is_it_more_of_a_case(step: str) -> None:
    ctx = context(KAEW, case=case(), step=step, invitation=invitation(name="แก้ว"))
    decision = decide(text("2ABC-DEFG"), reading(), ctx)
    assert changes(decision, SaveCase) == []
    assert saved_person(decision).has(Role.VOLUNTEER)


def test_an_officers_code_names_the_department_to_both_sides() -> None:
    tap = postback("invite.officer", agency=Agency.SSO.value)
    made = decide(tap, None, context(mentor(), fresh_code="2XYZ-XYZX"))
    assert "เจ้าหน้าที่ ประกันสังคม" in words_of(made.messages[0])
    code = invitation(Role.OFFICER, MAE_HONG_SON, agency=Agency.SSO)
    assert "เจ้าหน้าที่ ประกันสังคม" in words_of(typed("2ABC-DEFG", invitation=code).messages[0])


def test_a_mentors_code_takes_neither_sub_district_nor_department() -> None:
    code = invitation(Role.MENTOR, MAE_HONG_SON, name="สมศรี", agency=Agency.MOL_OPS)
    both = saved_person(decide(text("2ABC-DEFG"), None, context(volunteer(), invitation=code)))
    assert both.roles >= {Role.VOLUNTEER, Role.MENTOR}
    assert both.area == volunteer().area
    works = saved_person(decide(text("2ABC-DEFG"), None, context(officer(), invitation=code)))
    assert works.roles >= {Role.OFFICER, Role.MENTOR}
    assert works.agency == officer().agency == Agency.DLPW


def test_another_code_at_the_name_is_taken_for_a_code() -> None:
    decision = typed("2ABC-DEFG", "register.name", invitation=invitation())
    assert abouts(decision) == ["register.ask_name"]


@pytest.mark.parametrize("name", ["ก", "ก" * 81, "\u200b", "."])
def test_a_name_that_is_none_is_asked_for_again(name: str) -> None:
    for step in ("register.name", "apply.name"):
        decision = typed(name, step, invitation=invitation())
        assert abouts(decision) == ["register.bad_name"]
        assert decision.changes == ()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("แก้ว\u202e\u2066gpj.exe\u2069 ใจดี", "แก้วgpj.exe ใจดี"),
        ("\u200bแก้\u200dว\ufeff\u2060 ใจ\u00adดี\x1b[2J", "แก้ว ใจดี[2J"),
        ("แก้" + "\u0e49" * 60 + "ว ใจดี", "แก้" + "\u0e49" * 3 + "ว ใจดี"),
        ("Zoe" + "\u0301" * 90 + " Müller", "Zoe" + "\u0301" * 4 + " Müller"),
        ("กฤษฎิ์ ปู่เจ้าพิ่น", "กฤษฎิ์ ปู่เจ้าพิ่น"),
        ("မောင်ခင်", "မောင်ခင်"),
        ("محمد อับดุลเลาะ", "محمد อับดุลเลาะ"),
    ],
)
def test_a_name_is_kept_as_it_is_seen(written: str, kept: str) -> None:
    assert saved_person(typed(written, "register.name", invitation=invitation())).name == kept


@pytest.mark.parametrize(
    "name", ["\u3164\u3164\u2800", "\u115f \u1160", "..", "🙂🙂", "12 34", "ก."]
)
def test_what_shows_no_letters_is_no_name(name: str) -> None:
    assert abouts(typed(name, "register.name", invitation=invitation())) == ["register.bad_name"]


# Asking for it


def test_applying_asks_for_place_and_name_and_then_a_mentor_decides() -> None:
    assert step_after(typed("สมัครเป็นอาสา")) == "apply.place"
    placed = typed("เวียงใต้", "apply.place", place=PAI)
    assert saved_person(placed).area == PAI
    applied = typed("แก้ว ใจดี", "apply.name", replace(KAEW, area=PAI))
    assert saved_person(applied).applied_at == MONDAY_TEN
    assert saved_person(applied).roles == {Role.CITIZEN}
    card = applied.messages[-1]
    assert card.to == ToMentors("58")
    assert labels(card) == ["อนุมัติ", "ไม่อนุมัติ"]


def test_the_place_may_come_as_a_pin() -> None:
    decision = decide(location(PAI), None, context(KAEW, step="apply.place"))
    assert step_after(decision) == "apply.name"


@pytest.mark.parametrize("place", [None, MAE_HONG_SON])
def test_a_sub_district_is_needed(place: Place | None) -> None:
    decision = typed("แม่ฮ่องสอน", "apply.place", place=place)
    assert abouts(decision) == ["register.need_subdistrict"]


def test_one_applies_once() -> None:
    assert abouts(typed("สมัคร", who=replace(KAEW, applied_at=MONDAY_TEN))) == ["register.waiting"]
    assert abouts(typed("สมัคร", who=volunteer())) == ["register.already"]


def decided(action: str, applicant: Person | None, who: Person | None = None) -> Decision:
    button = postback(action, person=(applicant or KAEW).id)
    return decide(button, None, context(who or mentor(), applicant=applicant))


APPLICANT = replace(KAEW, area=PAI, applied_at=MONDAY_TEN)


def test_approving_makes_a_volunteer_and_tells_them() -> None:
    decision = decided("desk.approve", APPLICANT)
    assert saved_person(decision).roles == {Role.VOLUNTEER}
    assert saved_person(decision).applied_at is None
    assert decision.messages[-1].to == ToPerson(KAEW.id)
    assert "22 พ.ย. 2572" in words_of(decision.messages[-1])


def test_rejecting_tells_whom_to_ask() -> None:
    decision = decided("desk.reject", APPLICANT)
    assert saved_person(decision).roles == {Role.CITIZEN}
    assert "1506" in words_of(decision.messages[-1])


@pytest.mark.parametrize("action", ["desk.approve", "desk.reject"])
def test_an_application_is_decided_once_and_by_its_own_province(action: str) -> None:
    assert abouts(decided(action, KAEW)) == ["desk.decided_already"]
    assert abouts(decided(action, None)) == ["desk.decided_already"]
    elsewhere = decided(action, APPLICANT, mentor(area=AYUTTHAYA))
    assert abouts(elsewhere) == ["no_right"]
    assert elsewhere.changes == ()


# Inviting


def test_a_mentor_invites_a_volunteer_for_a_sub_district_of_the_province() -> None:
    ctx = context(mentor(), step="invite.where", fresh_code="2XYZ-XYZX")
    decision = decide(text("แม่ฮี้"), reading(place=PAI), ctx)
    code = changes(decision, SaveInvitation)[0].invitation
    assert (code.code, code.role, code.area) == ("2XYZ-XYZX", Role.VOLUNTEER, PAI)
    assert "7 ธ.ค. 2569" in words_of(decision.messages[0])


def test_not_for_another_province() -> None:
    decision = typed("อยุธยา", "invite.where", mentor(area=AYUTTHAYA), place=PAI)
    assert abouts(decision) == ["desk.invite_other_province"]
    assert decision.changes == ()


def test_a_mentor_invites_officers_and_mentors_of_the_own_province_alone() -> None:
    for action, role in (("invite.officer", Role.OFFICER), ("invite.mentor", Role.MENTOR)):
        button = postback(action, agency="sso")
        decision = decide(button, None, context(mentor(), fresh_code="2XYZ-XYZX"))
        code = changes(decision, SaveInvitation)[0].invitation
        assert code.role == role
        assert code.area == MAE_HONG_SON


@pytest.mark.parametrize("agency", ["", "mol_ops", "nobody"])
def test_no_officer_of_an_agency_that_is_none(agency: str) -> None:
    button = postback("invite.officer", agency=agency)
    decision = decide(button, None, context(mentor(), fresh_code="2XYZ-XYZX"))
    assert abouts(decision) == ["stale_button"]


ODD_CODES = [
    postback("invite.operator"),
    postback("invite.officer", agency="operator"),
    postback("invite.officer", agency="mol_ops", role="operator"),
    postback("invite.mentor", role="operator"),
    postback("invite.volunteer", role="operator"),
    text("เชิญผู้ดูแลระบบ"),
    text("operator"),
]


@pytest.mark.parametrize("inbound", ODD_CODES)
def test_no_mentor_makes_a_code_for_an_operator(inbound: Inbound) -> None:
    ctx = context(mentor(), fresh_code="ABCD2345")
    decision = decide(inbound, None, ctx)
    assert all(each.invitation.role != Role.OPERATOR for each in changes(decision, SaveInvitation))


def test_an_operators_code_counts_only_when_it_was_made_by_command() -> None:
    by_command = invitation(role=Role.OPERATOR, made_by=None, name="ดารา")
    joined = typed("2ABC-DEFG", invitation=by_command)
    assert saved_person(joined).has(Role.OPERATOR)
    by_a_mentor = replace(by_command, made_by=mentor().id)
    refused = typed("2ABC-DEFG", invitation=by_a_mentor)
    assert abouts(refused) == ["register.code_unknown"]
    assert saved_person(refused) == replace(KAEW, wrong_codes=(MONDAY_TEN,)), "no role"
