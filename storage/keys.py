"""The keys a database is sealed with: which are in use, how much each holds, sealing all anew."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Dialect,
    Engine,
    LargeBinary,
    Select,
    Table,
    Text,
    and_,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
    type_coerce,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Session

from storage.engine import transaction
from storage.sealing import (
    HEAD_BYTES,
    ID_SIGNS,
    MARK,
    PLAIN,
    KeyMissing,
    KeyRing,
    SealingFault,
    head,
    keys_of,
)
from storage.tables import AttachmentContentRow, Base, EncryptionKeyRow
from storage.tables.encrypted import EMPTY, Encrypted, EncryptedBytes, EncryptedJson

BATCH = 200  # rows sealed in one transaction
BATCH_OF_FILES = 2  # each may be as large as a film
PASSES = 5  # looks at rows that others held
_REST = 0.5  # seconds between them
_TOLD = 20  # of the values that cannot be opened


@dataclass(frozen=True)
class KeyInUse:
    """A key by its id; `values` are sealed with it. `since` None: the database does not list it."""

    id: str
    since: datetime | None
    values: int


@dataclass(frozen=True)
class Rotated:
    """What sealing anew came to. `unopened` tells where values are that could not be opened."""

    sealed: int
    left: int
    unopened: Sequence[str]


def admit(engine: Engine) -> None:
    """Look whether the engine's keys are the database's; list its newest one there.

    Raises KeyMissing, and lists nothing, when one in use is not among them.
    """
    ring = keys_of(engine.dialect)
    with transaction(engine) as session:
        listed = _listed(session)
        _refuse_unknown(listed, ring)
        ring.plain_is_read = PLAIN in listed
        if ring.newest not in listed:
            session.execute(
                insert(EncryptionKeyRow).values(id=ring.newest).on_conflict_do_nothing()
            )


def what_is_missing(engine: Engine) -> str:
    """Which keys of the database the engine was not given, in words; "": none.

    Changes nothing; for a readiness check.
    """
    try:
        with transaction(engine) as session:
            _refuse_unknown(_listed(session), keys_of(engine.dialect))
    except KeyMissing as fault:
        return str(fault)
    return ""


def in_use(session: Session) -> list[KeyInUse]:
    """Every key that is listed or that a value is sealed with, oldest first, and `plain`."""
    held: Counter[str] = Counter()
    for column in encrypted_columns():
        query = select(_key_of(column), func.count()).where(_is_written(column))
        query = query.group_by(text("1"))
        held.update({row[0]: row[1] for row in session.execute(query)})
    listed = _listed(session)
    found = [KeyInUse(each, since, held[each]) for each, since in listed.items()]
    return found + [KeyInUse(each, None, held[each]) for each in sorted(held.keys() - listed)]


def encrypted_columns() -> list[Column[Any]]:
    """Every column that is sealed, table by table."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Encrypted)
    ]


def rows_to_seal(engine: Engine) -> int:
    """How many rows hold a value that is not sealed with the newest key."""
    newest = keys_of(engine.dialect).newest
    with transaction(engine) as session:
        return sum(
            session.scalar(select(func.count()).where(_has_old(columns, newest))) or 0
            for columns in _tables().values()
        )


def rotate(engine: Engine, advance: Callable[[int], None] = lambda _: None) -> Rotated:
    """Seal everything with the newest key, in small transactions, beside running processes.

    `advance` is told of rows that were done. It may be broken off at any time and goes on where it
    was: what is sealed with the newest key is not touched. Keys that hold nothing any more, and
    `plain`, are taken off the list. Raises what the database raises; what was done is done.
    """
    ring = keys_of(engine.dialect)
    sealed, unopened = 0, dict[str, None]()
    for _ in range(PASSES):
        for table, columns in _tables().items():
            for done, faults in _through(engine, table, columns):
                sealed += done
                unopened |= dict.fromkeys(faults)
                advance(done)
        if rows_to_seal(engine) <= len(unopened):
            break
        time.sleep(_REST)  # others held rows, or wrote with an older key
    with transaction(engine) as session:
        held = in_use(session)
        empty = [each.id for each in held if each.values == 0 and each.id != ring.newest]
        session.execute(delete(EncryptionKeyRow).where(EncryptionKeyRow.id.in_(empty)))
    left = sum(each.values for each in held if each.id != ring.newest)
    ring.plain_is_read = any(each.id == PLAIN and each.values for each in held)
    return Rotated(sealed, left, tuple(unopened)[:_TOLD])


def _through(
    engine: Engine, table: Table, columns: Sequence[Column[Any]]
) -> Iterator[tuple[int, list[str]]]:
    """One table from end to end, a batch at a time: rows sealed, and where values do not open."""
    files = table is AttachmentContentRow.__table__
    last: Sequence[Any] | None = None
    while True:
        with transaction(engine) as session:
            # The history's words may be stored in another way, until this transaction ends.
            session.execute(text("SET LOCAL khoto.rotating = 'on'"))
            query = _batch(table, columns, keys_of(engine.dialect).newest, last)
            rows = session.execute(query.limit(BATCH_OF_FILES if files else BATCH)).all()
            done, faults = _seal(session, table, columns, rows, engine.dialect)
        if not rows:
            return
        last = rows[-1][: len(table.primary_key.columns)]
        yield done, faults


def _batch(
    table: Table, columns: Sequence[Column[Any]], newest: str, last: Sequence[Any] | None
) -> Select[Any]:
    """The rows behind `last`: their key, and the values as the database holds them.

    Who waits for nobody while holding something cannot stand in anybody's way: rows that are held
    are left to the next pass.
    """
    key = list(table.primary_key.columns)
    stored = (type_coerce(each, _encrypted(each).impl_instance) for each in columns)
    query = select(*key, *stored).where(_has_old(columns, newest)).order_by(*key)
    if last is not None:
        behind = (literal(value, each.type) for value, each in zip(last, key, strict=True))
        query = query.where(tuple_(*key) > tuple_(*behind))
    return query.with_for_update(skip_locked=True, key_share=True)


def _seal(
    session: Session,
    table: Table,
    columns: Sequence[Column[Any]],
    rows: Sequence[Sequence[Any]],
    dialect: Dialect,
) -> tuple[int, list[str]]:
    key = list(table.primary_key.columns)
    done, faults = 0, list[str]()
    for row in rows:
        values: dict[str, Any] = {}
        for column, stored in zip(columns, row[len(key) :], strict=True):
            if _is_sealed_with(keys_of(dialect).newest, stored):
                continue
            try:
                values[column.name] = _encrypted(column).process_result_value(stored, dialect)
            except SealingFault as fault:
                where = "/".join(str(each) for each in row[: len(key)])
                faults.append(f"{table.name} {where}: {fault}")
        if values:
            this = and_(*(each == row[n] for n, each in enumerate(key)))
            session.execute(update(table).where(this).values(**values))
            done += 1
    return done, faults


def _tables() -> dict[Table, list[Column[Any]]]:
    tables: dict[Table, list[Column[Any]]] = {}
    for column in encrypted_columns():
        tables.setdefault(column.table, []).append(column)
    return tables


def _encrypted(column: Column[Any]) -> Encrypted[Any]:
    assert isinstance(column.type, Encrypted)
    return column.type


def _listed(session: Session) -> dict[str, datetime]:
    query = select(EncryptionKeyRow.id, EncryptionKeyRow.since)
    rows = session.execute(query.order_by(EncryptionKeyRow.since, EncryptionKeyRow.id))
    return {row.id: row.since for row in rows}


def _refuse_unknown(listed: Iterable[str], ring: KeyRing) -> None:
    unknown = [each for each in listed if each not in (*ring.ids, PLAIN)]
    if unknown:
        raise KeyMissing(
            f"this database is sealed with key {', '.join(unknown)}, which is not among"
            " KHOTO_ENCRYPTION_KEYS; nothing is lost: put it back, behind the newest"
        )


def _is_sealed_with(used: str, stored: Any) -> bool:
    if isinstance(stored, str):
        return stored.startswith(head(used).decode())
    return isinstance(stored, bytes) and stored.startswith(head(used))


def _beginning(column: Column[Any]) -> ColumnElement[str]:
    """The stored value as text; of bytes no more than tells the key."""
    kind = _encrypted(column)
    if isinstance(kind, EncryptedBytes):
        begins = func.substring(type_coerce(column, LargeBinary), 1, HEAD_BYTES)
        return func.encode(begins, "escape", type_=Text)
    if isinstance(kind, EncryptedJson):
        as_text: ColumnElement[str] = type_coerce(column, JSONB)[()].astext
        return as_text
    return type_coerce(column, Text)


def _is_written(column: Column[Any]) -> ColumnElement[bool]:
    """Whether there is a value; what is empty is stored as it is."""
    return _beginning(column).not_in(EMPTY)  # null for NULL, which is no value either


def _key_of(column: Column[Any]) -> ColumnElement[str]:
    begins = _beginning(column)
    mark = MARK.decode()
    used = func.substr(begins, len(mark) + 1, ID_SIGNS, type_=Text)
    return case((func.starts_with(begins, mark), used), else_=literal(PLAIN, Text))


def _has_old(columns: Sequence[Column[Any]], newest: str) -> ColumnElement[bool]:
    return or_(*(and_(_is_written(each), _key_of(each) != newest) for each in columns))
