"""After a message was unsent no table holds its words, wherever they had gone by then."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from casework.rules import Rules
from storage import Engine, Session, attachments, auditing, transaction
from storage.tables import Base, ConversationRow, OutboxRow
from tests.conversations.stage import Stage, given_reading, script_time

SECRET = ("แซ่ลิ้มเจริญ", "บ้านเลขที่สี่สิบเจ็ด", "87431")
WORDS = f"ค้างค่าแรง 87431 บาท ที่ปาย นาย{SECRET[0]} {SECRET[1]}"
CAST = {
    "สมศรี": {"บทบาท": "volunteer", "ชื่อเต็ม": "สมศรี", "พื้นที่": "580301"},
    "กานดา": {"บทบาท": "mentor", "ชื่อเต็ม": "กานดา", "พื้นที่": "58"},
    "วิชัย": {"บทบาท": "officer", "ชื่อเต็ม": "วิชัย", "พื้นที่": "58", "หน่วยงาน": "dlpw"},
}


@pytest.fixture
def stage(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A chat in which nothing leaves the house: every copy waits."""
    monkeypatch.setattr(Stage, "_deliver", lambda self: None)
    made = Stage(engine, script_time({}), Rules())
    made.open_offices()
    for name, part in CAST.items():
        made.enter(name, part)
    made.readings["ค้างค่าแรง"] = given_reading("คุ้มครองแรงงาน 95")
    return made


def holding(engine: Engine, *words: str) -> list[str]:
    """The tables in which any of the words still stands."""
    with engine.connect() as connection:
        found = []
        for table in Base.metadata.sorted_tables:
            rows = str([tuple(map(_readable, row)) for row in connection.execute(select(table))])
            found += [f"{table.name}: {word}" for word in words if word in rows]
    return found


def _readable(cell: object) -> object:
    return cell.decode(errors="replace") if isinstance(cell, bytes) else cell


def unsend(stage: Stage, words: str) -> None:
    stage.does("สมศรี", {"type": "unsend", "unsend": {"messageId": stage.said[words]}})


def told(stage: Stage) -> None:
    stage.says("สมศรี", [WORDS, "และอีกข้อความหนึ่ง"])


def reported(stage: Stage) -> None:
    told(stage)
    stage.taps("สมศรี", "a=report.submit")
    stage.taps("สมศรี", "a=report.consent&answer=agreed")
    assert stage.all_cases()


def at_work(stage: Stage) -> None:
    """The desk looked at it, sent it on, and its list stands in the outbox."""
    reported(stage)
    case = stage.all_cases()[0]
    stage.taps("กานดา", f"a=case.show&case={case.id}")
    stage.taps("กานดา", f"a=desk.refer&case={case.id}")
    stage.says("สมศรี", [case.number])
    assert stage.all_cases()[0].referrals


@pytest.mark.parametrize("so_far", [told, reported, at_work])
def test_no_table_holds_the_words(
    stage: Stage, engine: Engine, so_far: Callable[[Stage], None]
) -> None:
    so_far(stage)
    assert holding(engine, *SECRET), "they were there"
    unsend(stage, WORDS)
    assert holding(engine, *SECRET) == []
    assert stage.complaints() == []
    with transaction(engine) as session:
        assert auditing.verify(session).faults == ()


def test_a_draft_of_several_problems_keeps_none_of_the_words(stage: Stage, engine: Engine) -> None:
    secret = "แล้วก็แม่ผมชื่อสมศรีเป็นเอดส์ อยากถามเรื่องสิทธิประกันสังคมว่าเบิกค่ารักษาได้ไหม"
    stage.says("สมศรี", ["นายจ้างไม่จ่ายค่าจ้าง ค้างค่าแรงมา 3 เดือนแล้ว ที่ปาย", secret])
    with transaction(engine) as session:
        (conversation,) = session.scalars(select(ConversationRow).where(ConversationRow.step != ""))
        assert len(conversation.draft["problems"]) > 1, "they were told apart"
    unsend(stage, secret)
    assert holding(engine, "เอดส์") == []


def test_media_goes_with_its_message(stage: Stage, engine: Engine) -> None:
    told(stage)
    stage.sends("สมศรี", "file", fileName=f"{SECRET[0]}.pdf")
    with transaction(engine) as session:
        (file,) = attachments.claim(session, "w", stage.now, stage.now - stage.now, limit=1)
        attachments.store(session, file, SECRET[1].encode(), "application/pdf")
    unsend(stage, WORDS)
    assert holding(engine, SECRET[1]), "the file is another message"
    unsend(stage, "file")
    assert holding(engine, *SECRET) == []


def test_an_alert_of_a_draft_that_waits_is_taken_back(stage: Stage, engine: Engine) -> None:
    words = f"ถูกกักขังบังคับใช้แรงงาน หนีออกมาไม่ได้ นายจ้างยึดพาสปอร์ต {SECRET[0]} ที่ปาย"
    stage.says("สมศรี", [words])
    with transaction(engine) as session:
        assert _about(session, "desk.emergency") == ["waiting"]
    unsend(stage, words)
    assert holding(engine, SECRET[0]) == []
    with transaction(engine) as session:
        assert _about(session, "desk.emergency") == ["cancelled"]


def _about(session: Session, about: str) -> list[str]:
    return list(session.scalars(select(OutboxRow.state).where(OutboxRow.about == about)))
