"""The words a card quotes: those that tell a person something, and no bits."""

import pytest

from casework.categories import Category
from casework.reading import Evidence
from handlers.evidence import worth_showing
from handlers.routes import decide
from tests.builders import context, reading, text, volunteer, words_of


@pytest.mark.parametrize(
    ("weighed", "shown"),
    [
        (["คน", "ค้างค่าแรง", "ไม่", "หนี"], ("ค้างค่าแรง", "หนี")),
        (["บ่ได้เงินสัก", "สองคน"], ("บ่ได้เงิน",)),
        (["ไม่จ่าย", "ทำ", "ปี", "12 คน", "3 เดือน"], ("ไม่จ่าย",)),
        (["โอที", "ไม่จ่ายโอที", "โอที"], ("ไม่จ่ายโอที",)),
        (["ไม่", "คน", "สอง", "ก", " ", ""], ()),
        (["พี่สาว", "ไล่ออก", "บริษัท", "ค่าชดเชย"], ("ไล่ออก", "ค่าชดเชย")),
        (["แฟน", "ไล่ออก"], ("แฟน", "ไล่ออก")),
        (["ปีไม่ได้ค่าชดเชย", "วันหยุด"], ("ไม่ได้ค่าชดเชย", "วันหยุด")),
        (
            ["จ้างเหมา", "คนงานเมา", "รับจ้างทั่วไป", "ไม้สัก"],
            ("จ้างเหมา", "คนงานเมา", "รับจ้างทั่วไป", "ไม้สัก"),
        ),
    ],
)
def test_only_words_that_mean_something(weighed: list[str], shown: tuple[str, ...]) -> None:
    assert worth_showing(weighed, 4) == shown


def test_at_most_so_many() -> None:
    assert worth_showing(["ค้างค่าแรง", "นายจ้าง", "ไล่ออก"], 2) == ("ค้างค่าแรง", "นายจ้าง")


def test_a_card_with_nothing_worth_quoting_has_no_such_row() -> None:
    bits = tuple(Evidence(0, len(word), word, Category.PROTECTION.value) for word in ("คน", "ไม่"))
    decision = decide(text(), reading(evidence=bits), context(volunteer()))
    assert "ดูจากคำว่า" not in words_of(decision.messages[-1])
