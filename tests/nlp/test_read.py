"""The whole reader on messages of our own that the corpus does not hold."""

import threading
from datetime import date
from pathlib import Path

import pytest

import nlp
from casework.categories import Category, Flag, Kind, Urgency
from nlp import pipeline

E, S = Category.EMPLOYMENT, Category.SKILLS
P, X = Category.PROTECTION, Category.SOCIAL_SECURITY
O_ = Category.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("โรงน้ำแข็งไม่จ่ายค่าจ้างผมสองงวดติดแล้วครับ ทวงก็หาย", P),
        ("หัวหน้าไล่ออกกลางเดือน ไม่ได้ค่าชดเชยเลยค่ะ ทำมาสามปี", P),
        ("ทำโอทีทุกคืนไม่เคยได้เงินเพิ่มเลย", P),
        ("สมทบประกันสังคมโดนหักทุกเดือนแต่บริษัทไม่นำส่ง", X),
        ("เงินสงเคราะห์บุตรยังไม่เข้าเดือนนี้ ต้องติดต่อประกันสังคมที่ไหน", X),
        ("ปีหน้าครบ 55 จะขอเงินชราภาพประกันสังคมยังไง", X),
        ("อยากเรียนช่างเชื่อมฟรี ศูนย์ฝึกเปิดรุ่นไหน", S),
        ("ขอสอบมาตรฐานฝีมือช่างไฟฟ้าระดับ 2 สอบที่ไหน", S),
        ("แม่บ้านหมู่ 3 อยากให้มาสอนทำขนมในหมู่บ้าน มี 20 คน", S),
        ("ตกงานมาหลายเดือน อยากหางานทำแถวบ้านครับ", E),
        ("ใบอนุญาตทำงานของลูกจ้างกัมพูชาจะหมด ต่ออายุที่ไหน", E),
        ("ต่างด้าวเปิดแผงขายเสื้อผ้าเอง แย่งอาชีพคนไทย", E),
        ("น้ำท่วมนาเสียหาย อยากได้เงินชดเชยเกษตรกร", O_),
        ("บัตรสวัสดิการแห่งรัฐเงินไม่เข้า", O_),
        ("โดนทวงหนี้นอกระบบดอกเบี้ยโหดมาก", O_),
        ("ไฟถนนหน้าบ้านดับมาสองอาทิตย์", O_),
    ],
)
def test_the_category_of_plain_reports(text: str, category: Category) -> None:
    assert nlp.read(text).category is category


def test_candidates_are_sorted_and_add_up_to_one() -> None:
    for text in ("เงินเดือนไม่ออก", "สวัสดีค่ะ", "", "อยากเรียนทำอาหาร ที่ศูนย์ฝึกอาชีพ"):
        probabilities = [c.probability for c in nlp.read(text).candidates]
        assert probabilities == sorted(probabilities, reverse=True)
        assert sum(probabilities) == pytest.approx(1)
        assert {c.category for c in nlp.read(text).candidates} == set(Category)


def test_the_subtype_belongs_to_the_category() -> None:
    reading = nlp.read("ลูกจ้างสิบสองคนไม่ได้ค่าแรงมาสองเดือนแล้ว ผู้รับเหมาเงียบ")
    assert reading.subtype == "P01"
    assert reading.kind is Kind.PROBLEM
    assert Flag.WAGE_THEFT_MANY in reading.flags
    assert reading.urgency is Urgency.URGENT
    assert reading.people_count == 12


@pytest.mark.parametrize(
    "text",
    [
        "คนงานก่อสร้างที่ ต.เวียงใต้ 12 คน ผู้รับเหมาค้างค่าแรงมาสองงวดแล้ว",
        "นายจ้างค้างค่าแรงสองเดือน อยู่แม่สอด มาจากบุรีรัมย์",
    ],
)
def test_no_part_of_a_places_name_is_shown_for_the_category(text: str) -> None:
    reading = nlp.read(text)
    spoken = [e.text for e in reading.evidence if e.supports == str(reading.category)]
    assert any("ค้าง" in words for words in spoken)
    assert not any(part in words for words in spoken for part in ("ใต้", "แม่", "บุรี", "ต."))


def test_evidence_points_into_the_message_itself() -> None:
    text = "เเถว จ.ระยอง\u200b นายจ้างงงงง ไม่จ่าย\u200bค่าเเรงมา ๒ เดือน  คนงาน ๑๕ คน ค้าง ๓๐,๐๐๐ บาท"
    reading = nlp.read(text)
    assert reading.evidence
    for evidence in reading.evidence:
        assert evidence.text == text[evidence.start : evidence.end]
        assert evidence.text
    supported = {e.supports for e in reading.evidence}
    assert {"protection", "place", "wage_theft_many", "people_count", "amounts"} <= supported
    assert reading.place is not None and reading.place.province == "ระยอง"
    assert reading.amounts == (30_000,)


@pytest.mark.parametrize("text", ["สวัสดีครับ", "ขอบคุณค่ะ", "5555", "👍", "...", "ค่ะ"])
def test_greetings_are_chitchat_and_no_office_gets_them(text: str) -> None:
    reading = nlp.read(text)
    assert reading.kind is Kind.CHITCHAT
    assert reading.category is O_
    assert reading.subtype is None


@pytest.mark.parametrize("text", ["มีปัญหา", "เรื่องงาน", "เงิน", "ช่วยดูให้ที", "สมัคร"])
def test_a_few_vague_words_are_not_trusted(text: str) -> None:
    reading = nlp.read(text)
    assert reading.category is Category.UNCLEAR or reading.confidence < 0.7


def test_volunteers_own_affairs_are_told_apart() -> None:
    assert nlp.read("ค่าป่วยการ อสร. จะโอนเมื่อไหร่คะ").kind is Kind.VOLUNTEER_ADMIN
    assert nlp.read("เรื่องที่แจ้งไว้เมื่อเดือนก่อนถึงไหนแล้วครับ").kind is Kind.STATUS
    assert nlp.read("เรื่อง มส-69-00042-7 คืบหน้าไหม").kind is Kind.STATUS
    assert nlp.read("ถามไว้ก่อน ถ้าโดนเลิกจ้างจะได้ค่าชดเชยกี่วัน").kind is Kind.QUESTION


def test_a_question_only_copies_no_other_office() -> None:
    asked = nlp.read("แค่ถามค่ะ ถ้าโดนเลิกจ้างได้ค่าชดเชยกี่วัน")
    happened = nlp.read("โดนเลิกจ้างเมื่อวาน ทำมาหกปี ไม่ได้ค่าชดเชยเลย")
    assert asked.secondary == ()
    assert set(happened.secondary) == {X, E}


def test_personal_numbers_are_masked_in_the_reading() -> None:
    reading = nlp.read("นายจ้างไม่จ่ายค่าแรง ติดต่อกลับ 081-234-5678")
    assert "[เบอร์โทร]" in reading.masked_text
    assert "5678" not in reading.masked_text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("นายจ้างไม่จ่ายเงิน", "th"),
        ("My boss did not pay me", "en"),
        ("အလုပ်ရှင်က လုပ်ခမပေးဘူး", "my"),
        ("ថៅកែមិនបើកប្រាក់ខែ", "km"),
        ("ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ", "lo"),
        ("123 !!", "other"),
        ("ทำ OT ไม่ได้เงิน call HR แล้ว", "th"),
    ],
)
def test_the_language_is_told_by_its_script(text: str, language: str) -> None:
    assert nlp.read(text).language == language


def test_relative_days_need_today() -> None:
    text = "โดนไล่ออกเมื่อวานครับ ทำมาสองปี"
    assert nlp.read(text).dates == ()
    assert nlp.read(text, date(2026, 11, 21)).dates == (date(2026, 11, 20),)


def test_many_threads_read_alike() -> None:
    text = "เถ้าแก่บ่จ่ายค่าแฮงมาสองเดือน"
    expected = nlp.read(text)
    results: list[bool] = []

    def read_often() -> None:
        results.extend(nlp.read(text) == expected for _ in range(20))

    threads = [threading.Thread(target=read_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 80 and all(results)


def test_without_a_model_the_error_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not nlp.is_trained(tmp_path)
    with pytest.raises(nlp.ReaderNotTrained, match=r"nlp\.train"):
        nlp.load(tmp_path)
    monkeypatch.setattr(pipeline, "_model", None)
    monkeypatch.setattr(pipeline, "MODEL_PATH", tmp_path)
    with pytest.raises(nlp.ReaderNotTrained):
        nlp.read("สวัสดี")
