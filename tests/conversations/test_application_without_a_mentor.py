"""An application to be volunteer where no mentor can be reached is neither unheard nor lost."""

from casework.people import Role
from storage import Engine, transaction
from storage.people import mentors_of
from tests.conversations.stage import Stage, script_rules, script_time
from tests.conversations.test_conversations import CAST


def test_the_operators_hear_and_a_mentor_who_is_added_later_decides(engine: Engine) -> None:
    stage = Stage(engine, script_time({}), script_rules({}))
    stage.open_offices()
    for name in ("แก้ว", "กานดา", "ธีระ", "ผู้ดูแลระบบ"):
        stage.enter(name, CAST[name])
    for words in ("สมัครเป็นอาสา", "ต.ศรีภูมิ อ.เมืองเชียงใหม่ จ.เชียงใหม่", "แก้ว ใจดี"):
        stage.says("แก้ว", [words])
    told = stage.unseen("ผู้ดูแลระบบ")
    assert "มีผู้สมัครเป็นอาสาที่ ต.ศรีภูมิ อ.เมืองเชียงใหม่ จ.เชียงใหม่" in told
    assert "แก้ว" not in told

    stage.enter("ธีระ", CAST["ธีระ"] | {"พื้นที่": "50"})
    with transaction(engine) as session:
        assert [each.name for each in mentors_of(session, "50")] == [CAST["ธีระ"]["ชื่อเต็ม"]]
    stage.says("กานดา", ["เรื่องรอ"])
    assert stage.unseen("กานดา") == "ไม่มีเรื่องรออยู่ค่ะ"
    stage.says("ธีระ", ["เรื่องรอค่ะ"])
    assert "คำขอเป็นอาสาสมัคร\nชื่อ: แก้ว ใจดี" in stage.unseen("ธีระ")
    stage.taps("ธีระ", stage.phones["ธีระ"].data_of("อนุมัติ"))
    person = stage.person("แก้ว")
    assert person
    assert person.has(Role.VOLUNTEER)
    stage.says("ธีระ", ["เรื่องรอ"])
    assert "คำขอเป็นอาสาสมัคร" not in stage.unseen("ธีระ")
