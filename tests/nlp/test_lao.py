"""Lao in its own letters is read as Isan is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nlp
from casework.categories import Category, Flag
from nlp.lao import in_thai_letters
from nlp.normalise import normalise


@pytest.mark.parametrize(
    ("lao", "thai"),
    [
        ("ນາຍຈ້າງບໍ່ຈ່າຍເງິນ", "นายจ้างบ่จ่ายเงิน"),
        ("ຢາກຮຽນຕັດຜົມ", "อยากเฮียนตัดผม"),
        ("ຂໍຕໍ່ບັດ", "ขอต่อบัด"),
        ("ເຮັດວຽກ", "เฮ็ดเวียก"),
        ("ຫົວແຕກ ມືຂາດ", "หัวแตก มือขาด"),
        ("ເດືອນ ເບີກ ເປີດ", "เดือน เบิก เปิด"),
        ("ໝໍ ໜ້າ ຫຼາຍ", "หมอ หน้า หลาย"),
        ("໓ ເດືອນ ຢູ່ ปาย", "๓ เดือน อยู่ ปาย"),
    ],
)
def test_it_is_spelled_as_thai_would(lao: str, thai: str) -> None:
    assert "".join(letter for letter, _ in in_thai_letters(lao)) == thai


@given(st.text(alphabet="ກຂຄງຈຊຍດຕນບພມຢຣລວສຫອຮໜໝະັາຳິີຶືຸູົຼຽເແໂໃໄໆ່້໊໋໌ໍ໐໑ ก่าa\n", max_size=60))
def test_every_letter_remembers_its_place(text: str) -> None:
    places = [at for _, at in in_thai_letters(text)]
    assert places == sorted(places)
    assert all(0 <= at < len(text) for at in places)
    clean = normalise(text)
    for start in range(len(clean.text)):
        first, last = clean.original_span(start, start + 1)
        assert 0 <= first < last <= len(text)


@pytest.mark.parametrize(
    ("text", "category", "flag"),
    [
        ("ນາຍຈ້າງບໍ່ຈ່າຍເງິນເດືອນສອງເດືອນແລ້ວ", Category.PROTECTION, None),
        ("ເຄື່ອງຕັດນິ້ວມືຂາດ ໃຜຈ່າຍຄ່າໝໍ", Category.SOCIAL_SECURITY, Flag.SERIOUS_INJURY),
        ("ຖືກຂັງໃນຫ້ອງ ຊ່ວຍດ້ວຍ", Category.PROTECTION, Flag.TRAFFICKING_FORCED_LABOUR),
        ("ຢາກຮຽນຕັດຜົມ ມີບ່ອນຮຽນບໍ່", Category.SKILLS, None),
    ],
)
def test_it_is_read_and_its_own_words_are_shown(
    text: str, category: Category, flag: Flag | None
) -> None:
    reading = nlp.read(text)
    assert (reading.language, reading.category) == ("lo", category)
    assert flag is None or flag in reading.flags
    assert reading.evidence and all(text[e.start : e.end] == e.text for e in reading.evidence)
