"""offices.csv: the offices' addresses and contacts, as a ministry keeps them in a spreadsheet.

UTF-8 with a byte-order mark, so that Excel shows Thai; cells that a spreadsheet would take for
a formula are written with a leading apostrophe, which is taken off again when read.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.agencies import Agency
from casework.csv_rows import csv_rows
from casework.offices import AREA_NUMBER, Office
from casework.provinces import PROVINCE_CODES

COLUMNS = (
    "id",
    "agency",
    "province_code",
    "name",
    "area",
    "email",
    "phone",
    "address",
    "line",
    "valid_from",
)
BYTE_ORDER_MARK = "\ufeff"
# What spreadsheets run as a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_BRANCH = re.compile(r"[A-Za-z0-9_-]{1,40}")
# One or several numbers with extensions: 053-612345 ต่อ 12, +66 53 612 345, 1506.
_PHONE = re.compile(r"[0-9+(][0-9 ()+\-,/ต่อถึง]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, order=True)
class CsvFault:
    """One thing to mend: its line (the heading is line 1), column, what is wrong, what is right."""

    line: int
    column: str
    wrong: str
    right: str

    def __str__(self) -> str:
        """line 5, email: what is wrong; what would be right."""
        return f"line {self.line}, {self.column}: {self.wrong}; {self.right}"


@dataclass(frozen=True)
class OfficeList:
    """What a file holds: the rows without fault, and every fault. Import only without faults."""

    offices: tuple[Office, ...]
    faults: tuple[CsvFault, ...]


def format_offices(offices: Iterable[Office]) -> str:
    """The file's text, ordered as given. `parse_offices` gives the same offices back."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for office in offices:
        since = office.valid_from.isoformat() if office.valid_from else ""
        cells = [str(getattr(office, column)) for column in COLUMNS[:-1]]
        writer.writerow([_harmless(cell) for cell in (*cells, since)])
    return BYTE_ORDER_MARK + out.getvalue()


def parse_offices(text: str) -> OfficeList:
    """The offices in a file's text, and all that is wrong with it. Never raises."""
    if "\0" in text:
        fault = CsvFault(1, "file", "holds NUL characters", "save it as CSV UTF-8")
        return OfficeList((), (fault,))
    rows, broken = csv_rows(text.removeprefix(BYTE_ORDER_MARK))
    faults = [CsvFault(broken.line, "line", broken.wrong, broken.right)] if broken else []
    if not rows and broken:
        return OfficeList((), tuple(faults))
    heading = tuple(cell.strip().lower() for cell in (rows[0].cells if rows else ()))
    heading_faults = _heading_faults(heading)
    if heading_faults:
        return OfficeList((), tuple(heading_faults))
    offices: list[Office] = []
    seen: dict[str, int] = {}
    for read in rows[1:]:
        line = read.line
        row, row_faults = _row(heading, read.cells, line)
        if row["id"] and row["id"] in seen:
            wrong = f"{row['id']} is already in line {seen[row['id']]}"
            row_faults.append(CsvFault(line, "id", wrong, "keep one line for each office"))
        seen.setdefault(row["id"], line)
        faults += row_faults
        if not row_faults:
            offices.append(_office(row))
    return OfficeList(tuple(offices), tuple(sorted(faults)))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*_FORMULA_STARTS, "'")) else cell


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") else cell


def _heading_faults(heading: tuple[str, ...]) -> list[CsvFault]:
    missing = [column for column in COLUMNS if column not in heading]
    unknown = [column for column in heading if column not in COLUMNS]
    twice = [column for column in COLUMNS if heading.count(column) > 1]
    right = f"the heading is {','.join(COLUMNS)}"
    return [
        *(CsvFault(1, column, "this column is missing", right) for column in missing),
        *(CsvFault(1, each or "(empty)", "no such column is known", right) for each in unknown),
        *(CsvFault(1, column, "this column stands there twice", right) for column in twice),
    ]


def _row(
    heading: tuple[str, ...], cells: tuple[str, ...], line: int
) -> tuple[dict[str, str], list[CsvFault]]:
    row = dict.fromkeys(COLUMNS, "") | {
        column: _plain(cell) for column, cell in zip(heading, cells, strict=False)
    }
    faults = []
    if len(cells) != len(heading):
        wrong = f"this line has {len(cells)} cells"
        right = f"give it {len(heading)}; put text with commas in quotation marks"
        faults.append(CsvFault(line, "line", wrong, right))
        return row, faults
    for column, check in _CHECKS.items():
        problem = check(row)
        if problem:
            faults.append(CsvFault(line, column, *problem))
    for column, value in row.items():
        if _CONTROL.search(value):
            right = "write it on one line, without control characters"
            faults.append(CsvFault(line, column, "holds a line break or control character", right))
    return row, faults


Problem = tuple[str, str] | None


def _check_id(row: dict[str, str]) -> Problem:
    expected = f"{row['agency']}-{row['province_code']}"
    right = f"write {expected}, or {expected}-… for an area or a branch"
    if row["id"] == expected:
        return None
    if not row["id"].startswith(f"{expected}-"):
        return f"{row['id']!r} does not fit agency and province", right
    # A button takes the id along, in LINE's 300 characters.
    if not _BRANCH.fullmatch(row["id"].removeprefix(f"{expected}-")):
        most = "at most 40 of A-Z, a-z, 0-9, - and _ behind it, such as"
        return f"{row['id']!r} is no id", f"write {most} {expected}-3; Thai goes into name and area"
    return None


def _check_agency(row: dict[str, str]) -> Problem:
    if row["agency"] in list(Agency):
        return None
    return f"{row['agency']!r} is none of the five bodies", f"write one of {', '.join(Agency)}"


def _check_province(row: dict[str, str]) -> Problem:
    if row["province_code"] in PROVINCE_CODES:
        return None
    return f"{row['province_code']!r} is no province's code", "write its two digits, such as 58"


def _check_name(row: dict[str, str]) -> Problem:
    if row["name"]:
        return None
    return "is empty", "write the office's full Thai name"


def _check_area(row: dict[str, str]) -> Problem:
    area = row["area"]
    if not area.isdigit() or AREA_NUMBER.fullmatch(area):
        return None
    return f"{area!r} is not a number of an area", "write it in figures from 0 to 9, such as 3"


def _check_email(row: dict[str, str]) -> Problem:
    if not row["email"] or _EMAIL.fullmatch(row["email"]):
        return None
    return (
        f"{row['email']!r} is not one e-mail address",
        "write one such as maehongson@mol.go.th, or leave it empty",
    )


def _check_phone(row: dict[str, str]) -> Problem:
    phone = row["phone"]
    if not phone:
        return None
    digits = re.sub(r"[^0-9]", "", phone)
    if not _PHONE.fullmatch(phone) or len(digits) < 3:
        return f"{phone!r} is not a telephone number", "write it such as 053-612345 or 1506"
    if not phone.startswith(("0", "+", "(")) and len(digits) > 4:
        return f"{phone!r} begins without 0", "write 0 or +66 first; format the column as text"
    return None


def _check_valid_from(row: dict[str, str]) -> Problem:
    written = row["valid_from"]
    right = "write year-month-day of the common era, such as 2026-11-21, or leave it empty"
    try:
        day = date.fromisoformat(written) if written else None
    except ValueError:
        return f"{written!r} is not a date", right
    if day and day.year > 2400:
        return f"{written} is in the Buddhist era", f"write {day.year - 543}{written[4:]}"
    return None


_CHECKS = {
    "agency": _check_agency,
    "province_code": _check_province,
    "id": _check_id,
    "name": _check_name,
    "area": _check_area,
    "email": _check_email,
    "phone": _check_phone,
    "valid_from": _check_valid_from,
}


def _office(row: dict[str, str]) -> Office:
    return Office(
        id=row["id"],
        agency=Agency(row["agency"]),
        province_code=row["province_code"],
        name=row["name"],
        area=row["area"],
        email=row["email"],
        phone=row["phone"],
        address=row["address"],
        line=row["line"],
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
    )
