"""A list holds ten cases: whoever has more waiting is told how many."""

import pytest

from casework.rules import Rules
from storage import Engine
from tests.conversations.stage import Stage, given_reading, script_time
from tests.conversations.test_conversations import CAST

REPORT = "นายจ้างค้างค่าแรงคนงาน"


@pytest.mark.parametrize("count", [10, 11])
def test_how_many_wait_is_said_when_not_all_are_shown(engine: Engine, count: int) -> None:
    stage = Stage(engine, script_time({}), Rules())
    stage.open_offices()
    for name in ("สมศรี", "กานดา"):
        stage.enter(name, CAST[name])
    stage.readings[REPORT] = given_reading("คุ้มครองแรงงาน 95")
    for _ in range(count):
        stage.says("สมศรี", [REPORT])
        for label in ("ส่งเรื่อง", "ยินยอมแล้ว"):
            stage.taps("สมศรี", stage.phones["สมศรี"].data_of(label))
    stage.unseen("กานดา")
    stage.says("กานดา", ["เรื่องรอ"])
    seen = stage.unseen("กานดา")
    assert seen.count("ดูเรื่องนี้") == 10
    said = "มีเรื่องรอ 11 เรื่อง แสดง 10 เรื่องที่ด่วนและรอนานที่สุดก่อนค่ะ"
    assert (said in seen) == (count > 10)
    assert ("มีเรื่องรอ" in seen) == (count > 10)
