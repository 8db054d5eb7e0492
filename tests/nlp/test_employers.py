"""The employer's name: as written, never guessed."""

import pytest

import nlp
from nlp.corpus_file import Labelled
from nlp.employers import find_employer
from nlp.normalise import normalise
from nlp.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("บริษัท เอบีซี ฟู้ด จำกัด ไม่จ่ายค่าแรง", "บริษัท เอบีซี ฟู้ด จำกัด"),
        ("ผมขับรถให้ หจก.พงษ์ขนส่งทรัพย์ แปดปี", "หจก.พงษ์ขนส่งทรัพย์"),
        ("บจก.แสงเรืองการ์เม้นท์หักเราไปปีกว่า", "บจก.แสงเรืองการ์เม้นท์"),
        ("ร้านเจ๊แดงไม่จ่ายค่าแรง", "ร้านเจ๊แดง"),
        ("โรงสีทองเจริญผลบ่จ่ายค่าแฮง", "โรงสีทองเจริญผล"),
        ("ทำงานที่ ABC Food เงินออกช้า", "ABC Food"),
        ("โรงงาน Honda ปลดคน", "โรงงาน Honda"),
        ("ทำงานที่ ABCCCC\u200b Ltd จ่ายช้า", "ABCCCC"),
        ("บริษัทเอบีซีจำกัดไม่จ่ายโอที", "บริษัทเอบีซีจำกัด"),
        ("บริษัท บุญมีก่อสร้าง จำกัด ค้างค่าแรง", "บริษัท บุญมีก่อสร้าง จำกัด"),
        ("บริษัทเจริญทรัพย์ให้ทำโอที จำกัดคนลา", "บริษัทเจริญทรัพย์"),
        ("หจก.บุญมีก่อสร้างค้างค่าแรง", "หจก.บุญมีก่อสร้าง"),
        ("หจก.บุญมีค้างค่าแรง", "หจก.บุญมี"),
        ("หจก.แก้วมีคนงาน 5 คน ไม่จ่ายค่าแรง", "หจก.แก้ว"),
        ("หจก.แก้วมีปัญหา ไม่จ่ายค่าแรง", "หจก.แก้ว"),
        ("บจก.ไทยดีฟู้ด ไม่จ่าย", "บจก.ไทยดีฟู้ด"),
        ("ห้างหุ้นส่วนจำกัด ทองดีการโยธา ไม่จ่าย", "ห้างหุ้นส่วนจำกัด ทองดีการโยธา"),
        ("บจก.เอ็มเอส ทรานสปอร์ต ไล่ออก", "บจก.เอ็มเอส ทรานสปอร์ต"),
        ("ผมทำหจก.พรชัย ลาออกแล้ว ไม่ได้เงิน", "หจก.พรชัย"),
        ("รถบ.รุ่งชัยโลจิสติกส์ ชนแล้วหนี", "บ.รุ่งชัยโลจิสติกส์"),
        ("บ. โชคสมชัยทรานสปอร์ต หักค่าปรับ", "บ. โชคสมชัยทรานสปอร์ต"),
        ("ทำหจก.บุญทวีรับเหมา มาปีกว่า", "หจก.บุญทวีรับเหมา"),
        ("ร้านกาแฟ Sunny Cup ไม่ให้หยุด", "ร้านกาแฟ Sunny Cup"),
        ("ร้านชาไข่มุก Miss Pearl หักแก้วแตก", "ร้านชาไข่มุก Miss Pearl"),
        ("หนูทำร้านข้าวแกงป้านวล โดนค้างสี่พัน", "ร้านข้าวแกงป้านวล"),
        ("สามีทำอู่ช่างเอก ออกมาแล้ว", "อู่ช่างเอก"),
        ("ร้านกาแฟ Facebook ก็ไม่ตอบ", None),
        ("ร้านข้าวแกงแม่บ้าน ไม่จ่าย", None),
        ("ร้านข้าวแกงป้าข้างบ้าน ไม่จ่าย", None),
        ("หักไป 350 บ.โชคดีที่ไม่โดนไล่", None),
        ("หจก.รับเหมา ต้องการช่าง", None),
        ("บริษัทจำกัดเวลาเข้าห้องน้ำ 5 นาที", None),
        ("บริษัทให้ทำโอทีแต่จำกัดคนลา", None),
        ("บริษัทไล่ออก เพราะจำกัดงบ", None),
        ("บริษัทให้ลาได้ไม่จำกัด", None),
        ("ห้างหุ้นส่วนของผมรับเหมาทำความสะอาด", None),
        ("โดนโกงค่าแรง", None),
        ("บริษัทไม่จ่ายค่าแรง", None),
        ("โรงงานแถวบ้านปิด", None),
        ("ร้านก๋วยเตี๋ยวไม่จ่ายค่าแรง", None),
        ("ทำงานที่ปาย", None),
        ("ร้านป้าผมขายดี", None),
        ("คลินิกป้ายไหน", None),
        ("บ.เพื่อนหัก 750", None),
    ],
)
def test_the_name_is_taken_as_written(text: str, employer: str | None) -> None:
    reading = nlp.read(text)
    assert reading.employer == employer
    spans = [e for e in reading.evidence if e.supports == "employer"]
    assert [e.text for e in spans] == ([employer] if employer else [])


def test_labelled_names_are_found_and_hardly_anything_else(rows: list[Labelled]) -> None:
    """Half of the names stand without any mark of a name: those are left rather than guessed."""
    labelled = [(r.text, n) for r in rows for kind, n in r.spans if kind == "employer"]
    assert sum(nlp.read(text).employer == name for text, name in labelled) >= 10
    others = [r.text for r in rows if not any(kind == "employer" for kind, _ in r.spans)]
    # Of so many the step that looks for names is asked, not the whole reader.
    messages = [normalise(text) for text in others[::20]]
    found = [each.text for each in messages if find_employer(each, tokenise(each.text))]
    assert len(found) <= len(messages) * 0.005
