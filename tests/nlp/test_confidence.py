"""Doubt that few words bring, and words that training never met."""

import pytest

import nlp
from casework.categories import Category
from nlp import pipeline
from nlp.confidence import tempered

SURE = {Category.PROTECTION: 0.9, Category.EMPLOYMENT: 0.1, Category.UNCLEAR: 0.0}
MATTER = ["นายจ้าง", "ค้าง", "ค่าแรง", "สอง", "เดือน", "โรงงาน", "ปิด", "ไล่ออก"]


def told(known: list[str], strange: list[str]) -> float:
    """How likely the likeliest category still is."""
    categories = tempered(SURE, known, strange)
    assert sum(categories.values()) == pytest.approx(1)
    return categories[Category.PROTECTION]


def test_a_message_of_known_words_is_taken_at_its_word() -> None:
    assert told(MATTER, []) == 0.9


def test_the_fewer_words_the_less_it_is_trusted() -> None:
    trusted = [told(MATTER[:count], []) for count in range(6)]
    assert trusted == sorted(trusted)
    assert trusted[0] == 0
    assert told([MATTER[0]] * 9, []) == trusted[1]  # the same word again tells no more


def test_the_more_strange_words_the_less_it_is_trusted() -> None:
    trusted = [told(MATTER, ["ขลุกขลิก", "กะหลุกกะหลิก", "อีหลักอีเหลื่อ"][:count]) for count in range(4)]
    assert trusted == sorted(trusted, reverse=True)
    assert len(set(trusted)) == 4
    assert told([], ["ขลุกขลิก"]) == 0


@pytest.mark.parametrize("says_nothing", ["ค่ะ", "...", "12,500", "แม่ฮ่องสอน", "หนองบัวลำภู", "เวียงใต้"])
def test_particles_marks_numbers_and_names_of_places_are_strange_to_nobody(
    says_nothing: str,
) -> None:
    assert told(MATTER, [says_nothing]) == 0.9


def test_a_report_in_words_nobody_knows_is_asked_about_rather_than_sent() -> None:
    plain = nlp.read("นายจ้างไม่จ่ายค่าแรงสองเดือนแล้ว ทวงก็เงียบ")
    strange = nlp.read("นายจ้างไม่จ่ายค่าแรงสองเดือนแล้ว ทวงก็เงียบ zorbig quandle frelm vostak nimble-ish")
    assert strange.category is plain.category
    assert strange.confidence < plain.confidence


def test_what_training_met_and_what_it_did_not_are_all_words_of_the_message() -> None:
    words = ["นายจ้าง", "zorbig", "ไม่", "จ่าย", "zorbig"]
    prediction = pipeline.explain("นายจ้างzorbigไม่จ่ายzorbig").prediction
    known, strange = prediction.known_and_strange(words)
    assert known == ["นายจ้าง", "ไม่", "จ่าย"]
    assert strange == ["zorbig", "zorbig"]
