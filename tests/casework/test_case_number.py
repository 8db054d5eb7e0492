import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.th import pin

from casework import case_number
from casework.case_number import (
    find_number,
    format_number,
    is_valid,
    looks_like_number,
    parse_number,
)
from casework.masking import find_personal_data
from casework.personal_data import Span
from casework.provinces import ABBREVIATIONS, PROVINCE_OF_ABBREVIATION

numbers = st.builds(
    format_number,
    st.sampled_from(sorted(ABBREVIATIONS)),
    st.integers(2560, 2599),
    st.integers(1, 9_999_999),
)


def digit_places(number: str) -> list[int]:
    return [place for place, sign in enumerate(number) if sign.isdigit()]


def test_a_number_names_province_year_and_serial() -> None:
    assert format_number("58", 2569, 42) == "มส-69-00042-8"


def test_every_province_has_an_abbreviation_of_its_own_of_two_consonants() -> None:
    assert len(PROVINCE_OF_ABBREVIATION) == len(ABBREVIATIONS) == 77
    for letters in ABBREVIATIONS.values():
        assert len(letters) == 2
        assert all("ก" <= letter <= "ฮ" for letter in letters)


@given(numbers)
def test_a_number_is_read_back_as_it_was_made(number: str) -> None:
    assert parse_number(number) == find_number(number) == number
    assert is_valid(number)


@given(numbers, st.data())
def test_any_single_wrong_digit_is_caught(number: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(digit_places(number)))
    wrong = data.draw(st.sampled_from(sorted(set("0123456789") - {number[place]})))
    assert parse_number(number[:place] + wrong + number[place + 1 :]) is None


@given(numbers, st.data())
def test_any_swap_of_neighbouring_digits_is_caught(number: str, data: st.DataObject) -> None:
    places = digit_places(number)
    pairs = [(one, two) for one, two in itertools.pairwise(places) if number[one] != number[two]]
    one, two = data.draw(st.sampled_from(pairs))
    signs = list(number)
    signs[one], signs[two] = signs[two], signs[one]
    assert parse_number("".join(signs)) is None


@pytest.mark.parametrize(
    "written",
    [
        "มส-69-00042-8",
        "มส69000428",
        "มส 69 00042 8",
        "มส–69–00042–8",
        "ม.ส. 69/00042-8",
        "มส-๖๙-๐๐๐๔๒-๘",
        "เลขที่มส-69-00042-8ค่ะ",
        "เรื่อง มส-69-00042-8 ถึงไหนแล้วคะ มี 2 คน",
        "มส-69-00042-8 2 คน",
        "มส\u200b-69-00042-8",
        "โทร 0812345678 เรื่อง มส-69-00042-8",
    ],
)
def test_a_number_is_found_however_people_write_it(written: str) -> None:
    assert find_number(written) == "มส-69-00042-8"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "มส-69-00042-7",
        "มส-69-00042-89",
        "กก-69-00042-8",
        "พบ 0812345678",
        "เงินเดือน 12,000 บาท 69 วัน",
        "มส-69-42-8",
        "มส-69-00000-0",
        "มส-69-000042-8",
    ],
)
def test_what_is_no_number_is_not_found(written: str) -> None:
    assert find_number(written) is None
    assert parse_number(written) is None


def test_a_number_among_words_is_found_but_not_parsed() -> None:
    assert parse_number("เรื่อง มส-69-00042-8") is None


def test_a_mistyped_number_is_still_known_to_be_meant_as_one() -> None:
    assert looks_like_number("เรื่อง มส-69-00042-7 ถึงไหน")
    assert not looks_like_number("พบ 0812345678")


@pytest.mark.parametrize(
    ("province", "year", "serial"),
    [("99", 2569, 1), ("58", 2026, 1), ("58", 2569, 0), ("58", 2569, 10_000_000)],
)
def test_an_impossible_number_is_not_made(province: str, year: int, serial: int) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        format_number(province, year, serial)


@given(st.text(max_size=200))
def test_any_text_may_be_searched(text: str) -> None:
    found = find_number(text)
    assert found is None or is_valid(found)


@pytest.mark.parametrize(
    "word", ["บัตร", "เลขบัตรประชาชน", "บัตรประชาชน ", "ปชช", "เลขประจำตัวประชาชนตร"]
)
def test_an_identity_number_behind_a_word_is_no_case_number(word: str) -> None:
    for first in range(500):
        twelve = f"{1 + first % 8}{first * 52_711 % 10**11:011d}"
        digits = twelve + pin.calc_check_digit(twelve)
        grouped = f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"
        assert find_number(f"ค้างค่าแรง {word} {grouped} ครับ") is None
        assert find_number(f"{word}{digits}") is None


def test_a_case_number_beside_an_identity_number_is_found() -> None:
    number = format_number("23", 2569, 42)
    for said in (f"บัตร 1-1037-02071-81-1 เรื่อง{number}", f"{number}\n1103702071811"):
        assert find_number(said) == number


def test_a_message_full_of_identity_numbers_is_looked_through_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []

    def counted(text: str) -> tuple[Span, ...]:
        looked.append(text)
        return find_personal_data(text)

    monkeypatch.setattr(case_number, "find_personal_data", counted)
    again = "ประชาชน 6-9100-00005-12-3 "
    assert find_number(again * 50) is None
    number = format_number("58", 2569, 42)
    assert find_number(again * 50 + number) == number
    assert len(looked) == 2
    assert find_number("ค้างค่าแรงสองเดือน") is None
    assert len(looked) == 2
