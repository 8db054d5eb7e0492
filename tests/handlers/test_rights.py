"""Buttons can be forwarded and forged: nobody may do to a case what is not theirs to do."""

from dataclasses import replace
from uuid import UUID

import pytest

from casework.agencies import Agency
from casework.cases import Case, ReferralState
from casework.changes import SaveCase, SaveInvitation, SavePerson
from casework.messages import Here
from casework.people import Person, Role
from handlers.context import Context
from handlers.inbound import Inbound, InboundKind
from handlers.postback import encode
from handlers.routes import ROUTES, decide
from tests.builders import (
    AYUTTHAYA,
    BANGKOK,
    MONDAY_TEN,
    abouts,
    context,
    inbound,
    invitation,
    mentor,
    officer,
    person,
    postback,
    referral,
    referred,
    saved_case,
    saved_person,
    step_after,
    text,
    volunteer,
)

ACTIONS = [route.name for route in ROUTES if "." in route.name and " " not in route.name]
DESK = [action for action in ACTIONS if action.startswith(("desk.", "invite"))] + ["invite"]
OFFICE = [action for action in ACTIONS if action.startswith("office.")]
OWN = [
    a
    for a in ACTIONS
    if a.startswith(("case.", "answer.", "question.is_answer")) and a != "case.show"
]


def tapped(action: str, case: Case) -> Inbound:
    data = encode(
        action,
        case=case.id,
        referral=case.referrals[0].id if case.referrals else "",
        agency="sso",
        office="sso-58",
        person=UUID(int=7),
        category="skills",
        rating=5,
    )
    return inbound(InboundKind.POSTBACK, data=data)


def changes_nothing(action: str, who: Person, case: Case, **more: object) -> None:
    ctx: Context = context(who, case=case, fresh_code="2XYZ-XYZX", **more)
    decision = decide(tapped(action, case), None, ctx)
    for kind in (SaveCase, SaveInvitation, SavePerson):
        assert not any(isinstance(each, kind) for each in decision.changes), action
    assert step_after(decision) in (None, ""), action
    assert all(isinstance(each.to, Here) for each in decision.messages), action


@pytest.mark.parametrize("action", [*DESK, *OFFICE])
def test_a_volunteer_cannot_press_the_buttons_of_staff(action: str) -> None:
    if action == "desk.waiting":
        return  # lists nothing: see below
    changes_nothing(action, volunteer(), referred())


@pytest.mark.parametrize("action", DESK)
def test_an_officer_cannot_press_the_buttons_of_the_desk(action: str) -> None:
    if action in {"desk.waiting", "desk.ask"}:
        return  # an officer has these too
    changes_nothing(action, officer(), referred())


@pytest.mark.parametrize("action", DESK)
def test_a_mentor_of_another_province_can_do_nothing_to_a_case(action: str) -> None:
    if action == "desk.waiting" or action.startswith(("invite", "desk.approve", "desk.reject")):
        return  # about their own province
    changes_nothing(action, mentor(area=AYUTTHAYA), referred())


@pytest.mark.parametrize("action", OFFICE)
@pytest.mark.parametrize(
    "who",
    [officer(Agency.SSO), officer(area=BANGKOK), mentor()],
    ids=["agency", "province", "desk"],
)
def test_a_referral_is_only_for_its_own_agency_and_province(action: str, who: Person) -> None:
    changes_nothing(action, who, referred())


@pytest.mark.parametrize("action", [*OFFICE, "desk.ask", "case.show"])
def test_what_an_office_had_before_the_case_moved_is_nothing_to_the_agency_there(
    action: str,
) -> None:
    moved = replace(referred(), place=AYUTTHAYA)
    changes_nothing(action, officer(area=AYUTTHAYA), moved)
    shown = decide(tapped("case.show", moved), None, context(officer(area=AYUTTHAYA), case=moved))
    assert abouts(shown) == ["cases.not_found"]


@pytest.mark.parametrize("action", OFFICE)
def test_an_officer_cannot_touch_the_other_agencys_referral_of_a_shared_case(action: str) -> None:
    case = referred(referral(Agency.DLPW), referral(Agency.SSO))
    data = encode(action, case=case.id, referral=case.referrals[0].id)
    decision = decide(
        inbound(InboundKind.POSTBACK, data=data), None, context(officer(Agency.SSO), case=case)
    )
    assert decision.changes == ()


@pytest.mark.parametrize("action", OWN)
@pytest.mark.parametrize(
    "who", [volunteer("บุญมี"), mentor(), officer(), person("แก้ว")], ids=["v", "m", "o", "c"]
)
def test_only_the_reporter_decides_about_the_report(action: str, who: Person) -> None:
    changes_nothing(action, who, referred())


@pytest.mark.parametrize("action", sorted({*ACTIONS}))
def test_a_case_one_may_not_see_cannot_be_touched_by_anybody(action: str) -> None:
    for who in (volunteer(), mentor(), officer(), person("แก้ว")):
        decision = decide(tapped(action, referred()), None, context(who, case=None))
        assert not any(isinstance(each, SaveCase) for each in decision.changes)


def test_the_list_of_waiting_cases_is_empty_for_those_who_screen_nothing() -> None:
    decision = decide(tapped("desk.waiting", referred()), None, context(volunteer()))
    assert decision.changes == ()


@pytest.mark.parametrize(
    ("step", "who"),
    [
        ("desk.close", mentor(area=AYUTTHAYA)),
        ("desk.close", volunteer()),
        ("office.result", officer(Agency.SSO)),
        ("office.reason", volunteer()),
        ("question.ask", volunteer()),
        ("invite.where", officer()),
    ],
)
def test_a_right_that_was_lost_meanwhile_ends_the_step(step: str, who: Person) -> None:
    case = referred()
    kept = {"case": str(case.id), "referral": str(case.referrals[0].id)}
    decision = decide(text("ผล"), None, context(who, step=step, draft=kept, case=case))
    assert not any(isinstance(each, SaveCase) for each in decision.changes)
    assert step_after(decision) == ""


@pytest.mark.parametrize("step", ["desk.close", "question.ask"])
def test_words_about_one_case_never_change_another(step: str) -> None:
    other = referred(id=UUID(int=99))
    kept = {"case": str(referred().id)}
    decision = decide(text("ผล"), None, context(mentor(), step=step, draft=kept, case=other))
    assert not any(isinstance(each, SaveCase) for each in decision.changes)


def test_a_code_of_another_province_takes_no_rights_along() -> None:
    code = invitation(area=BANGKOK, name="กานดา")
    pressed = postback("register.move", code="2ABC-DEFG")
    decision = decide(pressed, None, context(mentor(), invitation=code))
    assert saved_person(decision).roles == {Role.VOLUNTEER}


def test_a_code_of_ones_own_province_adds_a_role() -> None:
    decision = decide(
        text("2ABC-DEFG"), None, context(mentor(), invitation=invitation(name="กานดา"))
    )
    assert saved_person(decision).roles == {Role.VOLUNTEER, Role.MENTOR}


def test_staff_cannot_move_to_another_province_by_applying() -> None:
    decision = decide(text("สมัครเป็นอาสา"), None, context(mentor()))
    assert decision.changes == ()


def test_the_rightful_officer_may() -> None:
    case = referred()
    decision = decide(tapped("office.accept", case), None, context(officer(), case=case))
    assert saved_case(decision).referrals[0].state == ReferralState.ACCEPTED
    assert saved_case(decision).changed_at == MONDAY_TEN
