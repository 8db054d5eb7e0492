"""Where a name is asked for, a report is a report; and a name that reads like one is a name."""

from dataclasses import replace

import pytest

from casework.cases import Part
from casework.categories import Category, Flag, Urgency
from casework.changes import Decision, DropDrafts, SaveInvitation, SavePerson, SetConversation
from casework.people import Person, Role
from casework.reading import Reading
from handlers.draft import Draft, from_json
from handlers.inbound import Inbound, InboundKind
from handlers.routes import decide
from tests.builders import (
    MONDAY_TEN,
    abouts,
    buttons,
    changes,
    context,
    inbound,
    invitation,
    person,
    reading,
    saved_person,
    step_after,
    text,
    volunteer,
)
from tests.casework.places import PAI

KAEW = person("แก้ว")
BLEEDS = text("มีคนงานโดนเครื่องตัดนิ้ว เลือดไหลไม่หยุด")
REPORTS = [
    reading(Category.OUT_OF_SCOPE, Flag.SERIOUS_INJURY, sure=0.7),
    reading(Category.UNCLEAR, sure=0.5, urgency=Urgency.EMERGENCY),
    reading(Category.PROTECTION, sure=0.85),
]
CODE = {"code": "2ABC-DEFG"}


def draft_after(decision: Decision) -> Draft:
    kept = from_json(changes(decision, SetConversation)[-1].draft)
    assert kept is not None
    return kept


@pytest.mark.parametrize("told", REPORTS, ids=["danger", "emergency", "surely ours"])
@pytest.mark.parametrize("step", ["register.name", "apply.name"])
def test_a_report_where_the_name_was_asked_for_is_a_report(told: Reading, step: str) -> None:
    ctx = context(KAEW, step=step, draft=CODE, invitation=invitation())
    decision = decide(BLEEDS, told, ctx)
    assert "register.report_first" in abouts(decision)
    assert changes(decision, SavePerson) + changes(decision, SaveInvitation) == []
    assert draft_after(decision).text == BLEEDS.text


@pytest.mark.parametrize("known", [None, invitation(expires_at=MONDAY_TEN)])
def test_so_it_is_when_the_code_has_run_out_meanwhile(known: object) -> None:
    ctx = context(KAEW, step="register.name", draft=CODE, invitation=known)
    assert "register.report_first" in abouts(decide(BLEEDS, REPORTS[0], ctx))


def test_a_report_where_the_place_was_asked_for_is_one_unless_it_names_a_place() -> None:
    ctx = context(KAEW, step="apply.place")
    assert draft_after(decide(BLEEDS, REPORTS[0], ctx)).text == BLEEDS.text
    placed = decide(text("ต.ท่าข้าม"), replace(REPORTS[0], place=PAI), ctx)
    assert step_after(placed) == "apply.name"


def taken_for_a_report(step: str, who: Person = KAEW) -> tuple[Draft, Inbound]:
    """The draft made of a name, and the button that says so."""
    known = invitation() if step == "register.name" else None
    ctx = context(who, step=step, draft=CODE if known else {}, invitation=known)
    decision = decide(text("ลูกเกตุ ชูศักดิ์"), REPORTS[0], ctx)
    (card,) = [each for each in decision.messages if each.about == "register.report_first"]
    return draft_after(decision), inbound(InboundKind.POSTBACK, data=buttons(card)[0].data)


def test_a_name_that_reads_like_a_report_is_the_name_by_a_button() -> None:
    held, button = taken_for_a_report("register.name")
    decision = decide(button, None, context(KAEW, draft=held, invitation=invitation()))
    assert saved_person(decision).name == "ลูกเกตุ ชูศักดิ์"
    assert saved_person(decision).roles == {Role.VOLUNTEER}
    assert changes(decision, DropDrafts)
    assert step_after(decision) == ""
    tired = replace(KAEW, wrong_codes=(MONDAY_TEN,) * 5)
    refused = decide(button, None, context(tired, draft=held, invitation=invitation()))
    assert abouts(refused) == ["register.code_wait"], "no way around the limit"


def test_so_does_an_applicant() -> None:
    who = replace(KAEW, area=PAI)
    held, button = taken_for_a_report("apply.name", who)
    decision = decide(button, None, context(who, draft=held))
    assert saved_person(decision).name == "ลูกเกตุ ชูศักดิ์"
    assert "register.applied" in abouts(decision)


def test_that_button_makes_no_applicant_of_a_volunteer() -> None:
    held, button = taken_for_a_report("apply.name", replace(KAEW, area=PAI))
    decision = decide(button, None, context(volunteer(), draft=held))
    assert abouts(decision) == ["register.already"]
    assert decision.changes == ()


def test_once_more_was_told_that_button_is_stale() -> None:
    held, button = taken_for_a_report("register.name")
    longer = replace(held, parts=(*held.parts, Part("m2", "ที่ปาย")))
    for known in (longer, replace(held, attachments=("m3",)), Draft()):
        decision = decide(button, None, context(KAEW, draft=known, invitation=invitation()))
        assert abouts(decision) == ["stale_button"]
        assert decision.changes == ()
