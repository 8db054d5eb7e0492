"""A result the reporter did not find settled is not told again with the next one."""

import pytest

from casework.rules import Rules
from storage import Engine
from tests.conversations.stage import Stage, given_reading, script_time
from tests.conversations.test_conversations import CAST

REPORT = "นายจ้างค้างค่าแรงคนงาน"
FIRST, SECOND = "โทรคุยแล้ว", "นายจ้างจ่ายครบ"


@pytest.fixture
def stage(engine: Engine) -> Stage:
    """The desk gave a result, and the reporter opened the case again."""
    stage = Stage(engine, script_time({}), Rules())
    stage.open_offices()
    for name in ("สมศรี", "กานดา", "กัลยา", "วิชัย"):
        stage.enter(name, CAST[name])
    stage.readings[REPORT] = given_reading("คุ้มครองแรงงาน 95")
    stage.says("สมศรี", [REPORT])
    press(stage, "สมศรี", "ส่งเรื่อง", "ยินยอมแล้ว")
    ends(stage, "กานดา", "ปิดเรื่อง", FIRST)
    assert FIRST in stage.unseen("สมศรี")
    press(stage, "สมศรี", "ยังไม่เรียบร้อย")
    assert FIRST in stage.unseen("กัลยา"), "the desk sees what was told"
    stage.unseen("สมศรี")
    return stage


def press(stage: Stage, name: str, *labels: str) -> None:
    for label in labels:
        stage.taps(name, stage.phones[name].data_of(label))


def ends(stage: Stage, name: str, button: str, result: str) -> None:
    press(stage, name, button)
    stage.says(name, [result])


def told(stage: Stage) -> str:
    """The new result, and the case as its reporter opens it then."""
    stage.says("สมศรี", [stage.number()])
    return stage.unseen("สมศรี")


def test_an_offices_result_takes_its_place(stage: Stage) -> None:
    press(stage, "กัลยา", "ส่งต่อตามที่เสนอ")
    ends(stage, "วิชัย", "ดำเนินการแล้ว", SECOND)
    seen = told(stage)
    assert seen.count(SECOND) == 2
    assert FIRST not in seen


def test_another_mentors_result_takes_its_place(stage: Stage) -> None:
    ends(stage, "กัลยา", "ปิดเรื่อง", SECOND)
    seen = told(stage)
    assert seen.count(SECOND) == 2
    assert FIRST not in seen
