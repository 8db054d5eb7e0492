"""What a report says that was not sent yet, once one of its messages was unsent."""

import pytest

from casework.categories import Urgency
from casework.rules import Rules
from handlers.draft import Draft, from_json
from storage import Engine, transaction
from storage.tables import ConversationRow
from tests.bot.test_unsending import CAST
from tests.conversations.stage import Stage, given_reading, line_id, script_time

WAGES = "นายจ้างไม่จ่ายค่าแรงหนู"
BEATEN = "มีกัน 7 คน โดนเถ้าแก่ทุบตีขังไว้ ไม่ให้ออกไปไหน"
ALARM = "เหตุฉุกเฉิน"
NEWCOMER = {"บทบาท": "citizen", "ชื่อเต็ม": "แก้ว"}


@pytest.fixture
def stage(engine: Engine) -> Stage:
    made = Stage(engine, script_time({}), Rules())
    made.open_offices()
    for name, part in (CAST | {"แก้ว": NEWCOMER}).items():
        made.enter(name, part)
    wages = given_reading("คุ้มครองแรงงาน 95")
    made.readings |= dict.fromkeys((BEATEN, WAGES, "ไม่จ่ายค่าแรงเลย"), wages)
    return made


def unsend(stage: Stage, words: str) -> str:
    """What แก้ว sees after that, and after asking for the card."""
    stage.unseen("แก้ว")
    stage.does("แก้ว", {"type": "unsend", "unsend": {"messageId": stage.said[words]}})
    assert stage.unseen("แก้ว") == ""
    stage.says("แก้ว", ["ดูการ์ด"])
    return stage.unseen("แก้ว")


def drafted(stage: Stage) -> Draft:
    with transaction(stage.engine) as session:
        row = session.get_one(ConversationRow, f"user:{line_id('แก้ว')}")
        draft = from_json(row.draft)
    assert draft is not None
    return draft


def told(stage: Stage, *words: str) -> None:
    for each in words:
        stage.says("แก้ว", [each])


def test_what_only_the_message_told_goes_with_it_and_there_is_no_second_alarm(
    stage: Stage,
) -> None:
    told(stage, WAGES, "ปาย", BEATEN)
    assert ALARM in stage.unseen("กานดา")
    card = unsend(stage, BEATEN)
    assert "ปาย" in card
    assert "7 คน" not in card
    assert "ฉุกเฉิน" not in card
    assert stage.unseen("กานดา") == ""
    assert drafted(stage).urgency == Urgency.NORMAL
    # A danger that is told after that is news.
    told(stage, BEATEN + " จริง ๆ")
    assert ALARM in stage.unseen("กานดา")


def test_a_place_that_only_the_message_named_is_asked_for_again(stage: Stage) -> None:
    told(stage, WAGES + " ที่ปาย แม่ฮ่องสอน", "เดือนนี้ก็ยังไม่จ่ายค่าแรงเลย")
    assert drafted(stage).place is not None
    assert "เกิดที่จังหวัดและอำเภอไหน" in unsend(stage, WAGES + " ที่ปาย แม่ฮ่องสอน")


def test_a_danger_told_in_what_is_left_alarms_nobody_twice(stage: Stage) -> None:
    told(stage, BEATEN, "ปาย", "ช่วยด้วยนะคะ นายจ้างชื่อดำ")
    assert ALARM in stage.unseen("กานดา")
    card = unsend(stage, "ช่วยด้วยนะคะ นายจ้างชื่อดำ")
    assert "ฉุกเฉิน" in card
    assert stage.unseen("กานดา") == ""


def test_an_alarm_that_was_taken_back_before_it_left_is_given_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(stage, WAGES, "ปาย")
    stage.unseen("กานดา")
    with monkeypatch.context() as held:
        held.setattr(Stage, "_deliver", lambda self: None)
        told(stage, BEATEN, "นายจ้างชื่อดำ")
        stage.does("แก้ว", {"type": "unsend", "unsend": {"messageId": stage.said["นายจ้างชื่อดำ"]}})
    told(stage, "ดูการ์ด")
    alarm = stage.unseen("กานดา")
    assert alarm.count("ทุบตี") == 1
