from dataclasses import replace

import pytest

from casework.agencies import Agency
from casework.offices import (
    Office,
    areas,
    directory,
    generated_offices,
    office_for,
    province_of,
)
from tests.casework.places import OFFICES


def test_there_are_five_offices_in_each_of_76_provinces_and_34_in_bangkok() -> None:
    assert len(OFFICES) == 76 * 5 + 34
    assert len({office.id for office in OFFICES}) == len(OFFICES)


@pytest.mark.parametrize(
    ("agency", "province", "name"),
    [
        (Agency.MOL_OPS, "14", "สำนักงานแรงงานจังหวัดพระนครศรีอยุธยา"),
        (Agency.DOE, "58", "สำนักงานจัดหางานจังหวัดแม่ฮ่องสอน"),
        (Agency.DLPW, "58", "สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแม่ฮ่องสอน"),
        (Agency.SSO, "58", "สำนักงานประกันสังคมจังหวัดแม่ฮ่องสอน"),
        (Agency.DSD, "58", "สำนักงานพัฒนาฝีมือแรงงานแม่ฮ่องสอน"),
        (Agency.DSD, "22", "สถาบันพัฒนาฝีมือแรงงาน 32 จันทบุรี"),
    ],
)
def test_offices_are_called_as_their_agencies_call_them(
    agency: Agency, province: str, name: str
) -> None:
    office = office_for(OFFICES, agency, province)
    assert office
    assert office.name == name


def test_an_id_tells_its_province() -> None:
    assert all(province_of(office.id) == office.province_code for office in OFFICES)
    assert province_of("mol_ops-58-ปาย-2") == "58"
    assert [province_of(each) for each in ("", "x", "dlpw", "dlpw-")] == [""] * 4


def test_in_bangkok_a_person_picks_the_area() -> None:
    for agency, count in ((Agency.DOE, 10), (Agency.DLPW, 10), (Agency.SSO, 12)):
        assert office_for(OFFICES, agency, "10") is None
        there = areas(OFFICES, agency, "10")
        assert [office.area for office in there] == [str(n) for n in range(1, count + 1)]
    assert areas(OFFICES, Agency.DOE, "10")[2].id == "doe-10-3"


def test_bangkok_has_one_screening_desk() -> None:
    desk = office_for(OFFICES, Agency.MOL_OPS, "10")
    assert desk
    assert desk.id == "mol_ops-10"


def test_a_branch_that_was_added_does_not_take_the_place_of_the_main_office() -> None:
    branch = Office(
        "sso-20-ศรีราชา", Agency.SSO, "20", "สำนักงานประกันสังคมจังหวัดชลบุรี สาขาศรีราชา", "ศรีราชา"
    )
    offices = directory(OFFICES, [branch])
    main = office_for(offices, Agency.SSO, "20")
    assert main
    assert main.id == "sso-20"
    assert areas(offices, Agency.SSO, "20") == (main, branch)


def test_an_imported_office_replaces_the_generated_one() -> None:
    known = replace(OFFICES[40], email="office@example.go.th")
    offices = directory(OFFICES, [known])
    assert len(offices) == len(OFFICES)
    assert known in offices
    assert OFFICES[40] not in offices


def test_a_province_without_offices_has_none() -> None:
    assert office_for(generated_offices([("58", "แม่ฮ่องสอน")]), Agency.DOE, "57") is None


@pytest.mark.parametrize("area", ["²", "๒", "9" * 5000, "เหนือ"])
def test_offices_are_in_order_whatever_an_area_is_called(area: str) -> None:
    called = Office("doe-10-x", Agency.DOE, "10", "ก", area)
    there = areas((*OFFICES, called), Agency.DOE, "10")
    assert there[0] == called
    assert [office.area for office in there[1:]] == [str(number) for number in range(1, 11)]
