"""A case is sent to an office where nobody would hear of it: the mentor is told so at once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from casework.offices import Office
from casework.rules import Rules
from storage import Engine, offices, transaction
from tests.conversations.stage import Stage, given_reading, script_time
from tests.conversations.test_conversations import CAST

REPORT = "นายจ้างค้างค่าแรงคนงาน"


def referred(engine: Engine, others: tuple[str, ...], change: Callable[[Office], Office]) -> Stage:
    """A case of Mae Hong Son that its mentor has just sent on to the protection office."""
    stage = Stage(engine, script_time({}), Rules())
    stage.open_offices()
    with transaction(engine) as session:
        offices.save_offices(session, map(change, offices.offices_of(session, "58")))
    for name in ("สมศรี", "กานดา", *others):
        stage.enter(name, CAST[name])
    stage.readings[REPORT] = given_reading("คุ้มครองแรงงาน 95")
    stage.says("สมศรี", [REPORT])
    for label in ("ส่งเรื่อง", "ยินยอมแล้ว"):
        stage.taps("สมศรี", stage.phones["สมศรี"].data_of(label))
    stage.unseen("กานดา")
    stage.taps("กานดา", stage.phones["กานดา"].data_of("ส่งต่อตามที่เสนอ"))
    return stage


@pytest.mark.parametrize(
    ("phone", "call"),
    [
        ("053-612345", "ช่วยโทรแจ้งเรื่อง {number} ที่ 053-612345 ด้วยค่ะ"),
        ("", "ช่วยโทรแจ้งเรื่อง {number} กับหน่วยงานโดยตรงด้วยค่ะ"),
    ],
)
def test_the_mentor_is_asked_to_call(engine: Engine, phone: str, call: str) -> None:
    # An officer of another agency hears nothing of it.
    stage = referred(engine, ("อรุณ",), lambda each: replace(each, email="", phone=phone))
    seen = stage.unseen("กานดา")
    assert f"เรื่อง {stage.number()}\nส่งต่อให้สำนักงานสวัสดิการและคุ้มครองแรงงาน" in seen
    office = "สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแม่ฮ่องสอน"
    assert f"{office}ยังไม่มีผู้รับในระบบ {call.format(number=stage.number())}" in seen


@pytest.mark.parametrize(
    ("others", "change"),
    [(("วิชัย",), lambda each: replace(each, email="")), ((), lambda each: each)],
    ids=["an officer in LINE", "an e-mail address"],
)
def test_nobody_calls_an_office_that_hears(
    engine: Engine, others: tuple[str, ...], change: Callable[[Office], Office]
) -> None:
    seen = referred(engine, others, change).unseen("กานดา")
    assert "ส่งต่อให้" in seen
    assert "ยังไม่มีผู้รับในระบบ" not in seen


@pytest.mark.parametrize(
    ("phone", "call"),
    [
        ("053-612345", "ช่วยโทรแจ้งที่ 053-612345 ว่าไม่ต้องดำเนินการเรื่อง {number} ต่อค่ะ"),
        ("", "ช่วยแจ้งหน่วยงานโดยตรงว่าไม่ต้องดำเนินการเรื่อง {number} ต่อค่ะ"),
    ],
)
def test_the_mentor_who_settles_it_is_asked_to_call_again(
    engine: Engine, phone: str, call: str
) -> None:
    stage = referred(engine, (), lambda each: replace(each, email="", phone=phone))
    settle(stage)
    seen = stage.unseen("กานดา")
    office = "สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแม่ฮ่องสอน"
    assert f"{office}ยังไม่มีผู้รับในระบบ {call.format(number=stage.number())}" in seen
    assert "แจ้งผลแล้ว รอผู้แจ้งยืนยัน" in seen


def test_nobody_calls_again_an_office_that_hears(engine: Engine) -> None:
    stage = referred(engine, ("วิชัย",), lambda each: replace(each, email=""))
    settle(stage)
    assert "ยังไม่มีผู้รับในระบบ" not in stage.unseen("กานดา")


def settle(stage: Stage) -> None:
    """The mentor gives the result of the case that is with the office."""
    stage.unseen("กานดา")
    stage.taps("กานดา", stage.phones["กานดา"].data_of("ปิดเรื่อง"))
    stage.says("กานดา", ["แนะนำทางโทรศัพท์แล้ว"])
