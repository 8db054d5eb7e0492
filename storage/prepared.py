"""Statements that run for every message: composed once, and run on the driver's own connection.

SQLAlchemy composes a statement for longer than PostgreSQL runs it, and makes objects of the ORM's
out of its rows for as long again (docs/performance.md). A `Prepared` is composed, compiled and
looked up once for each engine; after that a run costs what the driver costs. The columns' types
bind and open values as everywhere.

What does not change from run to run stands in the text and is no parameter: so PostgreSQL can plan
it once, too, and still see that a partial index fits (`state = 'waiting'`).
"""

import re
from collections import namedtuple
from collections.abc import Callable
from typing import Any, cast

import psycopg
from sqlalchemy import Delete, Dialect, Select, Table, TextualSelect, Update
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.tables import Base

_ATTRIBUTE = "khoto_prepared"
_PARAMETER = re.compile(r"%\((\w+)\)s")

Composed = Select[Any] | Insert | Update | Delete | TextualSelect
Change = Callable[[Any], Any] | None


def table_of(row: type[Base]) -> Table:
    """The table of a row's class."""
    return cast(Table, row.__table__)


class Prepared:
    """A statement whose `bindparam`s are given when it is run."""

    def __init__(self, statement: Composed) -> None:
        self.statement = statement


def all_rows(session: Session, prepared: Prepared, **values: Any) -> list[Any]:
    """Run it in the session's transaction; its rows as named tuples.

    Raises SQLAlchemy's errors, as other statements do.
    """
    compiled, cursor = _run(session, prepared, values)
    return compiled.rows(cursor)


def first_row(session: Session, prepared: Prepared, **values: Any) -> Any:
    """As `all_rows`; the first one, None without any."""
    rows = all_rows(session, prepared, **values)
    return rows[0] if rows else None


def changed(session: Session, prepared: Prepared, **values: Any) -> int:
    """Run what returns nothing; how many rows it changed."""
    _, cursor = _run(session, prepared, values)
    count: int = cursor.rowcount
    return count


def compiled_for(dialect: Dialect, prepared: Prepared) -> "Compiled":
    """The statement as the engine of that dialect runs it. It belongs to the dialect, as the key
    ring does: types open values with the dialect's keys."""
    kept: dict[Prepared, Compiled] = dialect.__dict__.setdefault(_ATTRIBUTE, {})
    compiled = kept.get(prepared)
    if compiled is None:
        compiled = kept[prepared] = Compiled(prepared.statement, dialect)
    return compiled


def _run(session: Session, prepared: Prepared, values: dict[str, Any]) -> tuple["Compiled", Any]:
    connection = session.connection()
    compiled = compiled_for(connection.dialect, prepared)
    driver: Any = connection.connection.driver_connection
    bound = compiled.bound(values)
    try:
        return compiled, driver.execute(compiled.text, bound)
    except psycopg.Error as error:
        # The same errors as of any other statement, and as silent about what it was given.
        raise DBAPIError.instance(
            compiled.text, None, error, psycopg.Error, hide_parameters=True
        ) from error


class Compiled:
    """A statement for one dialect: its text, and what its values go through on both ways."""

    def __init__(self, statement: Composed, dialect: Dialect) -> None:
        compiled = cast(Any, statement.compile(dialect=dialect))
        fixed = {name for name, bind in compiled.binds.items() if not bind.required}
        self.text = _PARAMETER.sub(
            lambda found: (
                compiled.render_literal_value(
                    compiled.binds[found[1]].effective_value, compiled.binds[found[1]].type
                )
                if found[1] in fixed
                else found[0]
            ),
            str(compiled),
        )
        self._dialect = dialect
        self._binds: dict[str, Change] = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for name, bind in compiled.binds.items()
            if name not in fixed
        }
        self._columns = list(statement.exported_columns)
        self._row = _named([column.key or "" for column in self._columns])
        self._changes: list[tuple[int, Callable[[Any], Any]]] | None = None

    def bound(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values as the driver gets them. KeyError for one that is missing."""
        return {
            name: values[name] if change is None else change(values[name])
            for name, change in self._binds.items()
        }

    def rows(self, cursor: Any) -> list[Any]:
        """What was found, as the columns' types give it."""
        if self._changes is None:
            self._changes = self._ways_back(cursor)
        found = cursor.fetchall()
        if self._changes:
            found = [self._opened(list(row)) for row in found]
        return [self._row._make(row) for row in found]

    def _opened(self, row: list[Any]) -> list[Any]:
        for position, change in self._changes or ():
            row[position] = change(row[position])
        return row

    def _ways_back(self, cursor: Any) -> list[tuple[int, Callable[[Any], Any]]]:
        ways: list[tuple[int, Callable[[Any], Any]]] = []
        for position, column in enumerate(self._columns):
            type_code = cursor.description[position].type_code
            kind = column.type.dialect_impl(self._dialect)
            change = kind.result_processor(self._dialect, type_code)
            if change is not None:
                ways.append((position, change))
        return ways


def _named(columns: list[str]) -> Any:
    return namedtuple("Row", columns, rename=True)
