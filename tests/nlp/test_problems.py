"""Several matters in one message are told apart; ordinary messages stay one."""

from itertools import product

import pytest

import nlp
from casework.categories import SERVICE_CATEGORIES, Category, Kind
from nlp.corpus_file import DEVELOP, Labelled
from nlp.problems import SURE_AFTER_A_MARK

E, S = Category.EMPLOYMENT, Category.SKILLS
P, X = Category.PROTECTION, Category.SOCIAL_SECURITY


def test_a_sentence_of_two_matters_gives_their_spans_and_subtypes() -> None:
    text = "นายจ้างค้างค่าแรงสองเดือน และไม่ขึ้นทะเบียนประกันสังคมให้"
    wages, membership = nlp.read(text).problems
    assert (wages.category, wages.subtype) == (P, "P01")
    assert wages.text == text[wages.start : wages.end] == "นายจ้างค้างค่าแรงสองเดือน"
    assert (membership.category, membership.subtype) == (X, "X01")
    assert membership.text == text[membership.start : membership.end]


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("1. ไม่จ่ายค่าแรงสามเดือน\n2. ไม่ขึ้นทะเบียนประกันสังคม\n3. อยากเรียนช่างไฟ", [P, X, S]),
        ("ไม่จ่ายค่าแรงเลย แล้วก็ประกันสังคมโดนหักแต่ไม่นำส่ง อีกเรื่องลูกชายอยากหางานทำ", [P, X, E]),
        ("เรื่องแรกนายจ้างไม่จ่ายโอที เรื่องที่สองอยากขอเงินสงเคราะห์บุตรประกันสังคม", [P, X]),
        ("๑) นายจ้างไม่จ่ายค่าชดเชย\n๒) อยากเรียนตัดผม", [P, S]),
        # Numbered in few words, or without a stop or a space.
        ("๑. ไม่ได้ค่าแรง ๒. นายจ้างไม่ส่งประกันสังคม", [P, X]),
        ("มี 3 เรื่องครับ 1.ค่าแรงไม่ได้ 2.ประกันสังคมไม่ส่ง 3.อยากอบรมช่างไฟ", [P, X, S]),
        ("เรื่องที่ 1 เถ้าแก่ค้างค่าแรงสองเดือน เรื่องที่ 2 กลุ่มแม่บ้านอยากฝึกทำขนม", [P, S]),
        ("ข้อ 1 นายจ้างค้างค่าแรงสองเดือน ข้อ 2 อยากเรียนช่างเชื่อม", [P, S]),
        ("1.ไม่ได้ค่าแรง2.ไม่มีประกันสังคม", [P, X]),
        # Somebody else of the family.
        ("แม่อายุ 60 อยากได้เงินชราภาพ ส่วนหนูอยากเรียนนวดแผนไทย", [X, S]),
        ("นายจ้างค้างค่าแรงสองเดือน ส่วนแม่อยากได้เงินชราภาพ", [P, X]),
        ("ลูกชายอยากเรียนช่างแอร์ฟรี สมัครที่ไหน แล้วเมียผมคลอดลูกเดือนก่อน จะเบิกค่าคลอดยังไง", [S, X]),
        ("หางานให้หน่อยครับ กับอยากเรียนทำขนมด้วย", [E, S]),
        ("อยากได้ค่าแรงคืน พร้อมทั้งอยากให้ช่วยหางานใหม่", [P, E]),
        ("เถ้าแก่บ่จ่ายค่าแรง แล้วกะบ่ส่งประกันสังคม", [P, X]),
        # Where a space and a conjunction part them.
        ("โอทีไม่ได้มาสองเดือนแล้วค่ะ แถมเงินประกันสังคมที่หักทุกงวดก็ไม่นำส่ง", [P, X]),
        ("จะสมัคร ม.39 ต่อหลังลาออก แล้วช่วยหางานช่างไฟแถวบ้านโป่งให้ด้วยครับ", [X, E]),
        ("ค่าล่วงเวลาวันหยุดคิดกี่เท่าคะ และช่างปูนมีสอบมาตรฐานฝีมือแรงงานไหมคะ", [P, S]),
    ],
)
def test_points_are_told_apart(text: str, categories: list[Category]) -> None:
    assert [each.category for each in nlp.read(text).problems] == categories


@pytest.mark.parametrize(
    "numbers",
    ["โทร 081-234-5678", "โทร 081-234-5678 เลขบัตร 1-1037-02071-81-1 ของเมีย 3101702034516"],
)
def test_a_telephone_is_no_matter_of_its_own(numbers: str) -> None:
    read = nlp.read(f"นายจ้างไม่จ่ายค่าแรง 45000 บาท คนงาน 5 คน\n{numbers}")
    assert [each.category for each in read.problems] == [P]


def test_a_denial_that_follows_a_connective_stays_with_its_matter() -> None:
    problems = nlp.read("เถ้าแก่บ่จ่ายค่าแรง แล้วกะบ่ส่งประกันสังคม").problems
    assert [each.text for each in problems] == ["เถ้าแก่บ่จ่ายค่าแรง", "บ่ส่งประกันสังคม"]


def test_what_joins_two_points_belongs_to_neither() -> None:
    text = "ไม่จ่ายค่าแรงเลย อีกเรื่องลูกชายอยากหางานทำ"
    assert [each.text for each in nlp.read(text).problems] == ["ไม่จ่ายค่าแรงเลย", "ลูกชายอยากหางานทำ"]


@pytest.mark.parametrize(
    "text",
    [
        "เถ้าแก่ไม่จ่ายค่าแรงมาสองงวดแล้วครับ ทวงก็เงียบ",
        "1. ไม่จ่ายค่าแรง\n2. ไม่จ่ายโอที\n3. ไม่ให้หยุดวันหยุด",
        "น้ำไม่ไหลทั้งซอย แล้วก็ถนนเป็นหลุม",
        "1 2 3",
        "ทำสัญญา ข้อ 5 บอกว่าหักเงินได้ นายจ้างหักเงินเดือน",
        "ส่วนลูกจ้างคนอื่นก็ไม่ได้ค่าแรงเหมือนกัน ผมไม่ได้สองเดือน",
        "นายจ้างค้างค่าแรงมา 2 เดือนแล้ว แม่ป่วยไม่มีเงิน",
        "เลิกงานแล้วกะดึกต่อ เถ้าแก่ไม่จ่ายโอทีเลย",
        "ค่าแรงวันละ 250 ต่ำกว่าชาวบ้าน แล้วโอทีก็ไม่ให้ ทำงานมาสองปีแล้ว",
        "เครื่องหนีบมือเมื่อวาน แล้วนายจ้างไม่พาไปหาหมอ ต้องออกเงินเอง",
    ],
)
def test_one_matter_stays_one(text: str) -> None:
    reading = nlp.read(text)
    assert len(reading.problems) == (0 if reading.kind is Kind.CHITCHAT else 1)


@pytest.mark.parametrize("text", ["", "สวัสดีครับ", "ขอบคุณมากค่ะ", "อสร. ประชุมวันไหนคะ", "5555"])
def test_what_asks_for_nothing_holds_no_problem(text: str) -> None:
    assert nlp.read(text).problems == ()


@pytest.fixture(scope="module")
def develop(rows: list[Labelled]) -> list[Labelled]:
    """Messages of the develop split that one service alone is for."""
    return [
        row
        for row in rows
        if row.split == DEVELOP
        and row.primary in SERVICE_CATEGORIES
        and row.kind in (Kind.PROBLEM, Kind.NEED)
        and not row.secondary
    ]


def test_few_messages_of_one_matter_are_parted(develop: list[Labelled]) -> None:
    parted = [row.text for row in develop if len(nlp.read(row.text).problems) > 1]
    assert len(parted) <= len(develop) * 0.03


def test_two_messages_joined_are_found_to_be_two(develop: list[Labelled]) -> None:
    """Of pairs whose halves the reader understands alone."""
    known = [row for row in develop if _is_understood(row)]
    marks = (" แล้วก็", " อีกเรื่อง ", "\n", " นอกจากนี้ ")
    pairs = [(a, b) for a, b in product(known[::7], known[3::7]) if a.primary is not b.primary]
    found = 0
    for number, (a, b) in enumerate(pairs[:80]):
        text = f"{a.text}{marks[number % len(marks)]}{b.text}"
        found += [p.category for p in nlp.read(text).problems] == [a.primary, b.primary]
    assert found >= 0.9 * len(pairs[:80])


def _is_understood(row: Labelled) -> bool:
    if not 20 < len(row.text) < 110 or "\n" in row.text:
        return False
    reading = nlp.read(row.text)
    return reading.category is row.primary and reading.confidence > SURE_AFTER_A_MARK
