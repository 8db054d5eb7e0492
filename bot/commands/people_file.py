"""`people import`: a province's whole network from one spreadsheet, all of it or nothing."""

from dataclasses import dataclass
from pathlib import Path

import click

from bot.commands.areas import OFFICERS_AGENCIES, ROLES, agency_of, area_of
from casework.agencies import Agency
from casework.csv_rows import csv_rows
from casework.people import Role
from casework.places import Place

COLUMNS = ("line_user_id", "role", "province", "subdistrict", "agency", "name")


@dataclass(frozen=True)
class Listed:
    """One row: who takes up which role where."""

    line_user_id: str
    role: Role
    area: Place
    agency: Agency | None
    name: str


def read_people_file(path: Path) -> list[Listed]:
    """The people in a file. Raises ClickException that lists every fault with its line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        right = 'in Excel choose "CSV UTF-8 (Comma delimited)"'
        raise click.ClickException(f"{path.name} is not UTF-8; {right}.") from None
    rows, broken = csv_rows(text.replace("\x00", ""))
    if (rows and rows[0].cells != COLUMNS) or not (rows or broken):
        raise click.ClickException(f"{path.name}: the first line must be {','.join(COLUMNS)}")
    found: list[Listed] = []
    faults: list[str] = []
    lines: dict[str, int] = {}
    for row in rows[1:]:
        try:
            listed = _listed(row.cells)
            if listed.line_user_id in lines:
                before = lines[listed.line_user_id]
                raise click.UsageError(f"The same person is in line {before} already.")
            lines[listed.line_user_id] = row.line
            found.append(listed)
        except click.UsageError as fault:
            faults.append(f"[{path.name}] line {row.line}: {fault.message}")
    if broken:
        faults.append(f"[{path.name}] line {broken.line}: {broken.wrong}; {broken.right}.")
    if faults:
        faults.append(f"{len(faults)} fault{'s' * (len(faults) > 1)}; nobody was imported.")
        raise click.ClickException("\n".join(faults))
    return found


def check_line_user_id(line_user_id: str) -> None:
    """Raises UsageError unless it is one."""
    digits = line_user_id[1:]
    right = line_user_id[:1] == "U" and len(digits) == 32 and not digits.strip("0123456789abcdef")
    if not right:
        raise click.UsageError(
            f"{line_user_id!r} is no LINE user id: U and 32 digits 0-9 and letters a-f."
        )


def _listed(cells: tuple[str, ...]) -> Listed:
    if len(cells) > len(COLUMNS):
        right = f"{len(COLUMNS)} are right; put text with commas in quotation marks"
        raise click.UsageError(f"{len(cells)} cells, {right}.")
    if any("\n" in cell or "\r" in cell for cell in cells):
        raise click.UsageError("A cell holds a line break; is a quotation mark not closed?")
    row = dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, map(str.strip, cells), strict=False))
    check_line_user_id(row["line_user_id"])
    if row["role"] not in ROLES:
        raise click.UsageError(f"{row['role']!r} is no role: {', '.join(ROLES)}.")
    if row["agency"] and row["agency"] not in OFFICERS_AGENCIES:
        raise click.UsageError(f"{row['agency']!r} is no agency: {', '.join(OFFICERS_AGENCIES)}.")
    role = Role(row["role"])
    agency = agency_of(role, Agency(row["agency"]) if row["agency"] else None)
    area = area_of(role, row["subdistrict"] or None, row["province"] or None)
    return Listed(row["line_user_id"], role, area, agency, row["name"])
