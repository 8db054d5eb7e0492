"""The directory of offices."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from casework.agencies import Agency
from casework.offices import Office
from storage.prepared import Prepared, all_rows, first_row, table_of
from storage.tables import OfficeRow

_offices = table_of(OfficeRow)
_BY_ID = Prepared(select(_offices).where(_offices.c.id == bindparam("id")))
_OF_PROVINCE = Prepared(
    select(_offices)
    .where(_offices.c.province_code == bindparam("province"))
    .order_by(_offices.c.id)
)


def save_offices(session: Session, offices: Iterable[Office]) -> int:
    """Insert or replace each office by its id. Returns how many were given."""
    values = [asdict(office) for office in offices]
    if values:
        statement = insert(OfficeRow)
        columns = {name: statement.excluded[name] for name in values[0] if name != "id"}
        session.execute(
            statement.on_conflict_do_update(index_elements=[OfficeRow.id], set_=columns), values
        )
    return len(values)


def office_by_id(session: Session, office_id: str) -> Office | None:
    """The office with that id."""
    row = first_row(session, _BY_ID, id=office_id)
    return _office(row) if row else None


def offices_of(session: Session, province_code: str) -> list[Office]:
    """Every office of a province, by id."""
    return [_office(row) for row in all_rows(session, _OF_PROVINCE, province=province_code)]


def all_offices(session: Session) -> list[Office]:
    """Every office, by id."""
    return [_office(row) for row in session.scalars(select(OfficeRow).order_by(OfficeRow.id))]


def _office(row: Any) -> Office:
    return Office(
        id=row.id,
        agency=Agency(row.agency),
        province_code=row.province_code,
        name=row.name,
        area=row.area,
        email=row.email,
        phone=row.phone,
        address=row.address,
        line=row.line,
        valid_from=row.valid_from,
    )
