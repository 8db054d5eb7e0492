"""An officer may report, too, and the case may come to their own office: they work on it there."""

from dataclasses import replace

import pytest

from casework.agencies import Agency
from casework.people import Role
from casework.rules import Rules
from nlp.gazetteer import place_of_code
from storage import Engine, people, transaction
from tests.conversations.stage import Stage, given_reading, script_time
from tests.conversations.test_conversations import CAST

REPORT = "นายจ้างค้างค่าแรงคนงาน"


@pytest.fixture
def stage(engine: Engine) -> Stage:
    """Somsri's case is at the office where she has become an officer."""
    stage = Stage(engine, script_time({}), Rules())
    stage.open_offices()
    for name in ("สมศรี", "กานดา"):
        stage.enter(name, CAST[name])
    stage.readings[REPORT] = given_reading("คุ้มครองแรงงาน 95")
    stage.says("สมศรี", [REPORT])
    press(stage, "สมศรี", "ส่งเรื่อง", "ยินยอมแล้ว")
    stage.unseen("กานดา")
    press(stage, "กานดา", "ส่งต่อตามที่เสนอ")
    known = stage.person("สมศรี")
    assert known is not None
    officer = replace(
        known,
        roles=frozenset({Role.OFFICER}),
        area=place_of_code("58"),
        agency=Agency.DLPW,
    )
    with transaction(engine) as session:
        people.save_person(session, officer)
    stage.unseen("สมศรี")
    stage.says("สมศรี", ["เรื่องรอ"])
    return stage


def press(stage: Stage, name: str, *labels: str) -> None:
    for label in labels:
        stage.taps(name, stage.phones[name].data_of(label))


def test_it_opens_as_the_offices(stage: Stage) -> None:
    press(stage, "สมศรี", "ดูเรื่องนี้", "รับเรื่อง")
    assert "รับเรื่อง" in stage.unseen("สมศรี")
    stage.says("สมศรี", [stage.number()])
    seen = stage.unseen("สมศรี")
    assert "ดำเนินการแล้ว" in seen
    assert "ถอนเรื่อง" not in seen
    press(stage, "สมศรี", "ดำเนินการแล้ว")
    stage.says("สมศรี", ["นายจ้างจ่ายครบแล้ว"])
    assert "แจ้งผลแล้ว" in stage.unseen("สมศรี")


def test_their_own_list_shows_it_as_reported(stage: Stage) -> None:
    stage.says("สมศรี", ["เรื่องของฉัน"])
    assert "ถอนเรื่อง" in stage.unseen("สมศรี")


def test_once_withdrawn_it_is_the_reporters(stage: Stage) -> None:
    stage.says("สมศรี", ["เรื่องของฉัน"])
    press(stage, "สมศรี", "ถอนเรื่อง", "ใช่ ถอนเรื่อง")
    stage.unseen("สมศรี")
    stage.says("สมศรี", [stage.number()])
    assert "คุณถอนเรื่องแล้ว" in stage.unseen("สมศรี")
