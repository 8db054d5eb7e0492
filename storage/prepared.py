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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from psycopg.pq.abc import PGresult
from sqlalchemy import Delete, Dialect, Engine, Select, Table, TextualSelect, Update
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.sql.dml import ReturningInsert

from storage.tables import Base
from storage.wire import Wire

_ATTRIBUTE = "khoto_prepared"
_PARAMETER = re.compile(r"%\((\w+)\)s")

Composed = Select[Any] | Insert | ReturningInsert[Any] | Update | Delete | TextualSelect
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
    compiled, wire, result = _run(session, prepared, values)
    return wire.rows(result, compiled.opening(result))


def first_row(session: Session, prepared: Prepared, **values: Any) -> Any:
    """As `all_rows`; the first one, None without any."""
    rows = all_rows(session, prepared, **values)
    return rows[0] if rows else None


def changed(session: Session, prepared: Prepared, **values: Any) -> int:
    """Run what returns nothing; how many rows it changed."""
    _, _, result = _run(session, prepared, values)
    return result.command_tuples or 0


class _Alone:
    """What `prepared_alone` gives: it can run prepared statements and nothing else."""

    def __init__(self, dialect: Dialect, connection: PoolProxiedConnection) -> None:
        self.dialect, self.wire = dialect, _wire_of(connection)


@contextmanager
def prepared_alone(engine: Engine) -> Iterator[Session]:
    """For work that is one prepared statement: it is a transaction by itself, committed when it
    returns. Two of three journeys to the database are saved, and SQLAlchemy's session.

    Prepared statements alone can be run inside, and each is committed. Raises as they do.
    """
    try:
        connection = engine.raw_connection()
    except psycopg.Error as error:
        raise _as_sqlalchemys(error, "") from error
    try:
        yield cast(Session, _Alone(engine.dialect, connection))
    finally:
        connection.close()  # back to the pool


def compiled_for(dialect: Dialect, prepared: Prepared) -> "Compiled":
    """The statement as the engine of that dialect runs it. It belongs to the dialect, as the key
    ring does: types open values with the dialect's keys."""
    kept: dict[Prepared, Compiled] = dialect.__dict__.setdefault(_ATTRIBUTE, {})
    compiled = kept.get(prepared)
    if compiled is None:
        compiled = kept[prepared] = Compiled(prepared.statement, dialect)
    return compiled


def _run(
    session: Session, prepared: Prepared, values: dict[str, Any]
) -> tuple["Compiled", Wire, PGresult]:
    if isinstance(session, _Alone):
        compiled, wire = compiled_for(session.dialect, prepared), session.wire
        run = wire.run_alone
    else:
        connection = session.connection()
        compiled = compiled_for(connection.dialect, prepared)
        wire = _wire_of(connection.connection)
        run = wire.run
    bound = compiled.bound(values)
    try:
        return compiled, wire, run(compiled.text, bound)
    except psycopg.Error as error:
        raise _as_sqlalchemys(error, compiled.text) from error


def _wire_of(connection: PoolProxiedConnection) -> Wire:
    kept = connection.info  # as long as the driver's connection
    wire: Wire | None = kept.get(_ATTRIBUTE)
    if wire is None:
        wire = kept[_ATTRIBUTE] = Wire(cast(Any, connection.driver_connection))
    return wire


def _as_sqlalchemys(error: psycopg.Error, words: str) -> BaseException:
    """The same error as of any other statement, and as silent about what it was given."""
    found: BaseException = DBAPIError.instance(
        words, None, error, psycopg.Error, hide_parameters=True
    )
    return found


class Compiled:
    """A statement for one dialect: its text, and what its values go through on both ways."""

    def __init__(self, statement: Composed, dialect: Dialect) -> None:
        compiled = cast(Any, statement.compile(dialect=dialect))
        binds = compiled.binds
        given = [name for name, bind in binds.items() if bind.required]

        def place(found: re.Match[str]) -> str:
            name = found[1]
            if name in given:
                return f"${given.index(name) + 1}"
            return str(compiled.render_literal_value(binds[name].effective_value, binds[name].type))

        self.text = _PARAMETER.sub(place, str(compiled)).replace("%%", "%")
        self._dialect = dialect
        self._binds: list[tuple[str, Change]] = [
            (name, binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in given
        ]
        self._columns = list(statement.exported_columns)
        self._row = _named([column.key or "" for column in self._columns])
        self._opening: Callable[[Any], Any] | None = None

    def bound(self, values: dict[str, Any]) -> list[Any]:
        """The values as the driver gets them, in their order. KeyError for one that is missing."""
        return [
            values[name] if change is None else change(values[name]) for name, change in self._binds
        ]

    def opening(self, result: PGresult) -> Callable[[Any], Any]:
        """What makes a row, as the columns' types give it, out of the driver's values."""
        if self._opening is None:
            self._opening = self._way_back(result)
        return self._opening

    def _way_back(self, result: PGresult) -> Callable[[Any], Any]:
        changes: list[tuple[int, Callable[[Any], Any]]] = []
        for position, column in enumerate(self._columns):
            kind = column.type.dialect_impl(self._dialect)
            change = kind.result_processor(self._dialect, result.ftype(position))
            if change is not None:
                changes.append((position, change))
        make: Callable[[Any], Any] = self._row._make
        if not changes:
            return make

        def opened(values: Any) -> Any:
            row = list(values)
            for position, change in changes:
                row[position] = change(row[position])
            return make(row)

        return opened


def _named(columns: list[str]) -> Any:
    return namedtuple("Row", columns, rename=True)
