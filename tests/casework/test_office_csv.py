from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.agencies import Agency
from casework.office_csv import BYTE_ORDER_MARK, COLUMNS, format_offices, parse_offices
from casework.offices import Office
from casework.provinces import PROVINCE_CODES
from tests.casework.places import OFFICES

HEADING = ",".join(COLUMNS)
OFFICE = Office("doe-58", Agency.DOE, "58", "สำนักงานจัดหางานจังหวัดแม่ฮ่องสอน")
cells = st.text(st.characters(exclude_categories=("C", "Z"))).map(str.strip)


def faults_of(line: str) -> list[str]:
    return [str(fault) for fault in parse_offices(f"{HEADING}\n{line}\n").faults]


@given(
    st.sampled_from(Agency),
    st.sampled_from(sorted(PROVINCE_CODES)),
    cells.filter(bool),
    cells,
    cells,
    st.dates(max_value=date(2399, 1, 1)) | st.none(),
)
def test_what_is_written_is_read_back(
    agency: Agency, code: str, name: str, address: str, line: str, since: date | None
) -> None:
    office = Office(
        id=f"{agency.value}-{code}",
        agency=agency,
        province_code=code,
        name=name,
        email="a@example.go.th",
        phone="+66 53 612345 ต่อ 12",
        address=address,
        line=line,
        valid_from=since,
    )
    read = parse_offices(format_offices([office]))
    assert read.faults == ()
    assert read.offices == (office,)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1"])
def test_no_cell_is_a_formula_to_a_spreadsheet(start: str) -> None:
    text = format_offices([replace(OFFICE, address=start)])
    assert f",'{start}," in text
    assert parse_offices(text).offices[0].address == start


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert format_offices([]).startswith(BYTE_ORDER_MARK)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("doe-58,dox,58,ก,,,,,,", "line 2, agency: 'dox' is none of the five bodies"),
        ("doe-59,doe,59,ก,,,,,,", "line 2, province_code: '59' is no province's code"),
        ("doe-57,doe,58,ก,,,,,,", "line 2, id: 'doe-57' does not fit agency and province"),
        ("doe-58-ปาย,doe,58,ก,,,,,,", "line 2, id: 'doe-58-ปาย' is no id"),
        ("doe-58-a&b,doe,58,ก,,,,,,", "line 2, id: 'doe-58-a&b' is no id"),
        (f"doe-58-{'a' * 41},doe,58,ก,,,,,,", f"line 2, id: 'doe-58-{'a' * 41}' is no id"),
        ("doe-58-,doe,58,ก,,,,,,", "line 2, id: 'doe-58-' is no id"),
        ("doe-58,doe,58,,,,,,,", "line 2, name: is empty"),
        ("doe-58-2,doe,58,ก,²,,,,,", "line 2, area: '²' is not a number of an area"),
        ("doe-58-2,doe,58,ก,๒,,,,,", "line 2, area: '๒' is not a number of an area"),
        (f"doe-58-2,doe,58,ก,{'9' * 5000},,,,,", "line 2, area: '999"),
        ("doe-58,doe,58,ก,,a b@c,,,,", "line 2, email: 'a b@c' is not one e-mail address"),
        ('doe-58,doe,58,ก,,"a@b.th\r\nBcc: x@y.th",,,,', "line 3, email: "),
        ("doe-58,doe,58,ก,,,53612345,,,", "line 2, phone: '53612345' begins without 0"),
        ("doe-58,doe,58,ก,,,none,,,", "line 2, phone: 'none' is not a telephone number"),
        ("doe-58,doe,58,ก,,,,,,2566-01-01", "line 2, valid_from: 2566-01-01 is in the Buddhist"),
        ("doe-58,doe,58,ก,,,,,,1/2/2026", "line 2, valid_from: '1/2/2026' is not a date"),
        ("doe-58,doe,58,ก,,,,a,b,,c", "line 2, line: this line has 11 cells"),
        ('doe-58,doe,58,"ก\nข",,,,,,', "line 3, name: holds a line break"),
    ],
)
def test_a_fault_names_line_column_and_mend(line: str, fault: str) -> None:
    found = [each for each in faults_of(line) if each.startswith(fault)]
    assert found
    assert "; " in found[0]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{HEADING}\ndoe-58,doe,58,ก,,x,,,,\ndsd-58,dsd,58,{'ก' * 131_073},,,,,,\n", [2, 3]),
        (f'{HEADING}\n"doe-58,doe,58,ก,,,,,,\ndsd-58,dsd,58,ก,,,,,,\n', [2]),
    ],
    ids=["a huge cell", "an open quotation mark"],
)
def test_what_is_no_csv_is_a_fault_of_the_line_it_begins_in(text: str, lines: list[int]) -> None:
    read = parse_offices(text)
    assert [fault.line for fault in read.faults] == lines
    assert "cannot be read from here on" in read.faults[-1].wrong


def test_all_faults_are_listed_at_once() -> None:
    good = "doe-58,doe,58,ก,,,,,,"
    read = parse_offices(f"{HEADING}\n{good}\n{good}\ndoe-1,doe,1,,,x,,,,\n")
    assert [(each.line, each.column) for each in read.faults] == [
        (3, "id"),
        (4, "email"),
        (4, "name"),
        (4, "province_code"),
    ]
    assert len(read.offices) == 1


def test_a_wrong_heading_is_one_fault_for_each_column() -> None:
    read = parse_offices(HEADING.replace("email", "e-mail") + "\n")
    assert [str(fault)[: str(fault).index(";")] for fault in read.faults] == [
        "line 1, email: this column is missing",
        "line 1, e-mail: no such column is known",
    ]


def test_a_column_that_stands_there_twice_is_a_fault() -> None:
    line = "doe-58,doe,58,ก,,a@b.go.th,,,,,c@d.go.th"
    read = parse_offices(f"{HEADING},email\n{line}\n")
    assert [str(fault)[: str(fault).index(";")] for fault in read.faults] == [
        "line 1, email: this column stands there twice"
    ]
    assert read.offices == ()


@given(st.text(max_size=300))
def test_any_text_may_be_read(text: str) -> None:
    parse_offices(text)
    parse_offices(f"{HEADING}\n{text}")


def test_the_file_in_the_repository_has_every_office_and_no_fault() -> None:
    text = (Path(__file__).parents[2] / "offices.csv").read_text(encoding="utf-8")
    read = parse_offices(text)
    assert read.faults == ()
    assert {office.id for office in read.offices} == {office.id for office in OFFICES}
