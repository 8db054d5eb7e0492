"""Whoever is brought a case to read is on its history: at once, by notice, by list, by e-mail."""

from uuid import UUID

import pytest

from casework.rules import Rules
from storage import Engine, case_log, transaction
from tests.bot.test_unsending import CAST
from tests.conversations.stage import Stage, given_reading, script_time


@pytest.fixture
def stage(engine: Engine) -> Stage:
    made = Stage(engine, script_time({}), Rules())
    made.open_offices()
    for name, part in CAST.items():
        made.enter(name, part)
    made.readings["ค้างค่าแรง"] = given_reading("คุ้มครองแรงงาน 95")
    made.says("สมศรี", ["ค้างค่าแรงสองเดือน ที่ปาย"])
    made.taps("สมศรี", "a=report.submit")
    made.taps("สมศรี", "a=report.consent&answer=agreed")
    return made


def reads(stage: Stage) -> list[tuple[str, UUID | None, str]]:
    """Who read the case, since the last look."""
    with transaction(stage.engine) as session:
        lines = case_log.entries(session, stage.all_cases()[0].id)
    known = {"seen", "shown", "mailed"}
    return [(each.action, each.actor_id, each.detail) for each in lines if each.action in known]


def of(stage: Stage, name: str) -> UUID:
    person = stage.person(name)
    assert person
    return person.id


def test_the_desks_notice_and_mail(stage: Stage) -> None:
    assert reads(stage) == [
        ("shown", of(stage, "กานดา"), "desk.new"),
        ("mailed", None, "mail.new mol_ops-58"),
    ]


def test_lists_and_cards_that_were_asked_for(stage: Stage) -> None:
    case = stage.all_cases()[0]
    before = len(reads(stage))
    stage.says("กานดา", ["เรื่องรอ"])
    stage.taps("กานดา", f"a=case.show&case={case.id}")
    stage.says("สมศรี", ["เรื่องของฉัน"])
    assert reads(stage)[before:] == [
        ("seen", of(stage, "กานดา"), "desk.waiting"),
        ("seen", of(stage, "กานดา"), "case.show"),
        ("seen", of(stage, "สมศรี"), "cases.list"),
    ]


def test_the_offices_card_and_mail(stage: Stage) -> None:
    before = len(reads(stage))
    stage.taps("กานดา", f"a=desk.refer&case={stage.all_cases()[0].id}")
    assert set(reads(stage)[before:]) == {
        ("shown", of(stage, "วิชัย"), "office.new"),
        ("mailed", None, "mail.referral dlpw-58"),
    }


def test_nobody_else_is_told_and_nothing_written(stage: Stage) -> None:
    before = reads(stage)
    stage.enter("คนอื่น", {"บทบาท": "mentor", "ชื่อเต็ม": "อื่น", "พื้นที่": "14"})
    stage.says("คนอื่น", [stage.number()])
    assert reads(stage) == before
