"""A place that the words straight before deny is not the one a message speaks of."""

import pytest

from nlp.places import FoundPlace, find_place
from nlp.tokens import tokenise


def found_in(text: str) -> FoundPlace:
    return find_place(text, tokenise(text))


@pytest.mark.parametrize(
    "text",
    [
        "ไม่ใช่ปาย ขุนยวม",
        "ขุนยวมค่ะ ไม่ใช่ปาย",
        "ไม่ใช่ที่ปายนะคะ ที่ขุนยวม",
        "บ่ใช่ปายเจ้า ขุนยวม",
        "ไม่ได้เกิดที่ปาย เกิดที่ขุนยวม",
        "นายจ้างที่ปายค้างค่าแรงหนู\nไม่ใช่ปาย ขุนยวม",
        "ไม่ใช่อำเภอปาย อำเภอขุนยวม",
    ],
)
def test_of_two_places_the_one_that_is_not_denied_is_meant(text: str) -> None:
    found = found_in(text)
    assert found.place is not None
    assert found.place.district == "ขุนยวม"
    assert [each.district for each in found.denied] == ["ปาย"]


@pytest.mark.parametrize("text", ["ไม่ใช่ปายค่ะ", "นายจ้างที่ปายค้างค่าแรงหนู\nไม่ใช่ปายค่ะ"])
def test_where_only_a_denied_place_is_named_there_is_none(text: str) -> None:
    found = found_in(text)
    assert found.place is None
    assert found.candidates == ()


@pytest.mark.parametrize("text", ["ไม่ใช่ ขุนยวม", "ไม่ใช่ค่ะ ขุนยวม", "ไม่ใช่แค่ที่ขุนยวม"])
def test_a_no_that_stands_apart_denies_no_place(text: str) -> None:
    found = found_in(text)
    assert found.place is not None
    assert found.denied == ()
