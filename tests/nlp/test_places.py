"""The place a message speaks of, and the traps of names that are ordinary words."""

import pytest

from casework.places import PlaceSource
from nlp import gazetteer
from nlp.normalise import normalise
from nlp.places import FoundPlace, find_place
from nlp.tokens import tokenise


def found(text: str) -> FoundPlace:
    clean = normalise(text).text
    return find_place(clean, tokenise(clean))


@pytest.mark.parametrize(
    ("text", "thai"),
    [
        ("ลุงอยู่ อ.ปางมะผ้า จ.แม่ฮ่องสอน", "อ.ปางมะผ้า จ.แม่ฮ่องสอน"),
        ("ร้านแถวคลองเตย กทม", "เขตคลองเตย กรุงเทพมหานคร"),
        ("อยู่ จ.ระยอง ครับ", "จ.ระยอง"),
        ("จังหวัดเลย หนาวมาก", "จ.เลย"),
        ("โรงงานที่ชลบุรีปิด", "จ.ชลบุรี"),
        ("ทำงานอยู่โคราช", "จ.นครราชสีมา"),
        ("ร้านแถวอยุธยาไม่จ่ายค่าแรง", "จ.พระนครศรีอยุธยา"),
        ("อยู่ กทม. ค่ะ", "กรุงเทพมหานคร"),
        ("ทำงานกรุงเทพ", "กรุงเทพมหานคร"),
        ("หาดใหญ่มีงานไหม", "อ.หาดใหญ่ จ.สงขลา"),
        ("ร้านนวดพัทยา", "อ.บางละมุง จ.ชลบุรี"),
        ("อ.บางพลี จ.สมุทรปราการ", "อ.บางพลี จ.สมุทรปราการ"),
        ("บางพลี สมุทรปราการ", "อ.บางพลี จ.สมุทรปราการ"),
        ("อำเภอเมือง จังหวัดนครปฐม", "อ.เมืองนครปฐม จ.นครปฐม"),
        ("อ.เมือง จ.เชียงใหม่", "อ.เมืองเชียงใหม่ จ.เชียงใหม่"),
        ("เขตบางนา", "เขตบางนา กรุงเทพมหานคร"),
        ("แขวงบางนาเหนือ เขตบางนา กทม", "แขวงบางนาเหนือ เขตบางนา กรุงเทพมหานคร"),
        ("ตำบลบางพูด อำเภอปากเกร็ด นนทบุรี", "ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี"),
        ("บางพูด ปากเกร็ด นนทบุรี", "ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี"),
        ("ต.ในเมือง อ.เมือง จ.ขอนแก่น", "ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น"),
        ("แม่สอดคนงานพม่าเยอะ", "อ.แม่สอด จ.ตาก"),
        ("อยู่น่านค่ะ ไม่มีงานทำ", "จ.น่าน"),
        ("คนแพร่ตกงาน", "จ.แพร่"),
        ("ที่ตรังมีฝึกอาชีพไหม", "จ.ตรัง"),
        ("โรงงานที่ปราจีน", "จ.ปราจีนบุรี"),
        ("อ.นาดี จ.ปราจีนบุรี", "อ.นาดี จ.ปราจีนบุรี"),
        ("อ.พล จ.ขอนแก่น", "อ.พล จ.ขอนแก่น"),
        ("บ้านอยู่สกลนคร มาทำงานที่ระยอง โดนโกงค่าแรง", "จ.ระยอง"),
        ("มาจากศรีสะเกษ ตอนนี้อยู่ปทุมธานี", "จ.ปทุมธานี"),
        ("ทำงานที่เกาะสมุย", "อ.เกาะสมุย จ.สุราษฎร์ธานี"),
        ("มาบตาพุดมีงานไหม", "อ.เมืองระยอง จ.ระยอง"),
        ("จ.ตาก ครับ", "จ.ตาก"),
    ],
)
def test_places_that_are_written(text: str, thai: str) -> None:
    place = found(text).place
    assert place is not None
    assert place.thai() == thai
    assert place.source is PlaceSource.TEXT


@pytest.mark.parametrize(
    "text",
    [
        "ไม่มีเงินเลยครับ",
        "ไม่ได้ค่าแรงเลย ทำยังไงดี",
        "ที่ไหนเลยก็ไม่รับ",
        "ตากผ้าอยู่หลังบ้าน",
        "แพร่เชื้อโควิดในโรงงาน",
        "สบายดีไหมคะ",
        "ในเมืองไม่มีงาน",
        "ลองสมัครดูแล้ว",
        "มีสองคนสามคน",
        "สวัสดิการสังคมไม่ดี",
        "คงไม่ได้เงินแล้ว",
        "หัวหน้าชื่อสุรินทร์",
        "เสื้อสีชมพู",
        "นายจ้างไม่ยอมจ่าย",
        "ปลาทูน่านำเข้า",
        "พลทหารหางาน",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert found(text) == FoundPlace()


def test_a_name_of_several_places_gives_candidates() -> None:
    several = found("อยู่อำเภอเฉลิมพระเกียรติ")
    assert several.place is None
    assert len(several.candidates) == 5
    capital = found("อำเภอเมืองครับ")
    assert capital.place is None and capital.candidates


def test_the_gazetteer_knows_every_province_and_looks_up_by_code() -> None:
    assert len(gazetteer.provinces()) == 77
    place = gazetteer.place_of_code("500101")
    assert place is not None and place.province == "เชียงใหม่" and place.subdistrict
    assert gazetteer.place_of_code("10") is not None
    for code in ("99", "1", "", "9999", "abc", "10010"):
        assert gazetteer.place_of_code(code) is None
    assert any(p.district == "บางพลี" for p in gazetteer.search("บางพลี"))
