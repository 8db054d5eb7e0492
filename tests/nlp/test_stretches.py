"""A danger is heard though a long story stands around it."""

import pytest

import nlp
from casework.categories import EMERGENCY_FLAGS, Flag, Urgency
from tests.nlp.test_strangers import written

_STORY = (
    "ผมทำงานโรงงานเย็บผ้ามาห้าปี เดือนก่อนเถ้าแก่เปลี่ยนวันจ่ายเงินเดือน จากสิ้นเดือนเป็นวันที่ห้า แล้วก็เลื่อนอีก "
    "ตอนนี้ค้างค่าแรงสองเดือน โอทีก็ไม่เคยจ่ายครบ บอกว่าลูกค้ายังไม่โอน เพื่อนหลายคนลาออกไปแล้ว "
    "ผมอยากรู้ว่าต้องไปแจ้งที่ไหน ใช้เอกสารอะไรบ้าง"
)


@pytest.mark.parametrize(
    ("danger", "flag"),
    [
        ("หัวหน้าขังคนงานพม่าไว้ในแคมป์ ล็อกกุญแจ ออกไม่ได้ ยึดพาสปอร์ต", Flag.TRAFFICKING_FORCED_LABOUR),
        ("เมื่อเช้าคนงานโดนเครื่องตัดนิ้ว เลือดไหลไม่หยุด", Flag.SERIOUS_INJURY),
        ("บางคืนคิดอยากตายให้จบๆ", Flag.SELF_HARM),
    ],
)
def test_it_is_an_emergency_before_after_and_within_a_story(danger: str, flag: Flag) -> None:
    for text in (f"{danger} {_STORY}", f"{_STORY} {danger}", f"{_STORY}\n{danger}\n{_STORY}"):
        reading = nlp.read(text)
        assert flag in reading.flags
        assert reading.urgency is Urgency.EMERGENCY


def test_the_story_alone_raises_none() -> None:
    for text in (_STORY, f"{_STORY} {_STORY}"):
        assert not nlp.read(text).flags & EMERGENCY_FLAGS


def test_a_story_without_spaces_is_read_in_stretches_too() -> None:
    run = _STORY.replace(" ", "")
    assert Flag.SERIOUS_INJURY in nlp.read(f"{run}คนงานโดนเครื่องตัดนิ้วขาดเลือดไหลไม่หยุด{run}").flags


def test_strangers_dangers_stay_dangers_beside_a_story() -> None:
    rows = written("emergencies")
    alone = [nlp.read(row["text"]).flags & EMERGENCY_FLAGS for row in rows]
    beside = [nlp.read(f"{_STORY} {row['text']}").flags & EMERGENCY_FLAGS for row in rows]
    told = sum(map(len, alone))
    assert sum(len(a & b) for a, b in zip(alone, beside, strict=True)) >= 0.6 * told
    assert sum(len(b - a) for a, b in zip(alone, beside, strict=True)) <= 0.05 * told
