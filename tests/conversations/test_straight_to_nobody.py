"""A province sends straight to an office where nobody would hear of it: the desk has it instead."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import CaseState
from storage import Engine, offices, transaction
from tests.conversations.stage import Stage, given_reading, script_rules, script_time
from tests.conversations.test_conversations import CAST

REPORT = "นายจ้างค้างค่าแรงคนงาน"
OFFICE = "สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัด"


def reported(engine: Engine, reporter: str, province: str, typed: bool = False) -> Stage:
    """A case that was just reported where offices have no address and cases go straight to them."""
    stage = Stage(engine, script_time({}), script_rules({"จังหวัดส่งตรง": [province]}))
    stage.open_offices()
    with transaction(engine) as session:
        there = offices.offices_of(session, province)
        offices.save_offices(session, [replace(each, email="") for each in there])
    for name in (reporter, "กานดา", "ผู้ดูแลระบบ"):
        stage.enter(name, CAST[name])
    stage.readings[REPORT] = given_reading("คุ้มครองแรงงาน 95")
    stage.says(reporter, [REPORT])
    for label in ("ส่งเรื่อง", "ยินยอมแล้ว"):
        if typed:
            stage.says(reporter, [label])
        else:
            stage.taps(reporter, stage.phones[reporter].data_of(label))
    return stage


@pytest.mark.parametrize("typed", [False, True], ids=["tapped", "typed"])
def test_the_mentor_gets_the_case_and_is_asked_to_call(engine: Engine, typed: bool) -> None:
    stage = reported(engine, "สมศรี", "58", typed)
    told = stage.unseen("สมศรี")
    assert "สำนักงานแรงงานจังหวัดแม่ฮ่องสอนจะคัดกรองและส่งต่อ" in told
    assert "ส่งถึง" + OFFICE not in told
    (case,) = stage.all_cases()
    assert (case.state, case.referrals) == (CaseState.SCREENING, ())
    assert "หน่วยงานยังไม่มีผู้รับในระบบ" in case.reason
    assert f"เรื่องใหม่\n{case.number}" in stage.unseen("กานดา")
    stage.taps("กานดา", stage.phones["กานดา"].data_of("ส่งต่อตามที่เสนอ"))
    assert f"{OFFICE}แม่ฮ่องสอนยังไม่มีผู้รับในระบบ ช่วยโทรแจ้งเรื่อง" in stage.unseen("กานดา")


def test_without_a_mentor_the_operators_hear_when_nobody_has_screened_it(engine: Engine) -> None:
    stage = reported(engine, "เชียง", "50")
    stage.wait(timedelta(days=7))
    said = stage.unseen("ผู้ดูแลระบบ")
    assert f"เรื่อง {stage.number()}" in said
    assert "รอคัดกรองเกินกำหนด" in said
