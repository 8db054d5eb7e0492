"""The rows of a spreadsheet's CSV. What is not well formed is refused: an open quotation mark would
swallow the lines behind it."""

import csv
import io
from dataclasses import dataclass

RIGHT = 'close every quotation mark, and save it in Excel as "CSV UTF-8 (Comma delimited)"'


@dataclass(frozen=True)
class CsvRow:
    """The cells of a row, and its last line (the first line is 1)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class BrokenRow:
    """Where what cannot be read begins, what is wrong, and what would be right."""

    line: int
    wrong: str
    right: str = RIGHT


def csv_rows(text: str) -> tuple[list[CsvRow], BrokenRow | None]:
    """All rows but empty ones; or those before the first that is no CSV, and that one."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[CsvRow] = []
    begins = 1
    try:
        for cells in reader:
            begins = reader.line_num + 1
            if any(cell.strip() for cell in cells):
                rows.append(CsvRow(reader.line_num, tuple(cells)))
    except csv.Error as error:
        why = str(error).partition(" - ")[0]  # the rest speaks to programmers
        return rows, BrokenRow(begins, f"cannot be read from here on ({why})")
    return rows, None
