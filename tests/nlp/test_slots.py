"""People, money and days, as written, never guessed."""

from datetime import date

import pytest

from nlp.normalise import normalise
from nlp.slots import find_slots

TODAY = date(2026, 11, 21)


def slots_of(text: str, today: date | None = TODAY):  # type: ignore[no-untyped-def]
    return find_slots(normalise(text).text, today)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("คนงานสิบสองคน", 12),
        ("มี 35 คน", 35),
        ("ยี่สิบกว่าคน", 20),
        ("เกือบ ๘ คน", 8),
        ("3 ร้อยคน", 300),
        ("สามร้อยคน", 300),
        ("ร้อยคน", 100),
        ("2 ราย", 2),
        ("ผู้ชาย 4 คน ผู้หญิง 11 คน", 11),
        ("อายุ 35 ปี", None),
        ("คนละ 300", None),
        ("ไม่มีใครเลย", None),
    ],
)
def test_people(text: str, people: int | None) -> None:
    assert slots_of(text).people_count == people


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("ค้างค่าแรง 12,500 บาท", (12_500,)),
        ("โอนไป 3 พัน", (3_000,)),
        ("ค่ามัดจำสองหมื่น", (20_000,)),
        ("หมื่นห้า", (15_000,)),
        ("โดนหัก 500", (500,)),
        ("วันละ 320", (320,)),
        ("1.5 แสนบาท", (150_000,)),
        ("เงินเดือน 9500 เขาหัก 875 บาท", (9_500, 875)),
        ("๔,๒๐๐ บาท", (4_200,)),
        ("คนละสามหมื่น", (30_000,)),
        ("ทำมา 3 ปี 12 คน", ()),
        ("มาตรา 39", ()),
        ("โทร 1506", ()),
    ],
)
def test_amounts_in_baht(text: str, amounts: tuple[int, ...]) -> None:
    assert slots_of(text).amounts == amounts


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("เมื่อวานโดนให้ออก", (date(2026, 11, 20),)),
        ("พรุ่งนี้", (date(2026, 11, 22),)),
        ("3 วันก่อน", (date(2026, 11, 18),)),
        ("สองอาทิตย์ที่แล้ว", (date(2026, 11, 7),)),
        ("วันที่ 5 ต.ค. 2569", (date(2026, 10, 5),)),
        ("5 ตุลาคม 69", (date(2026, 10, 5),)),
        ("12/03/2566", (date(2023, 3, 12),)),
        ("31/02/2566", ()),
        ("จะหมดสิ้นเดือน", (date(2026, 11, 30),)),
        ("ปี 2566", ()),
    ],
)
def test_days(text: str, days: tuple[date, ...]) -> None:
    assert slots_of(text).dates == days
