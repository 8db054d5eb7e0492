"""What is in a database at one moment: what a back-up and its copy are compared by."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.backups.manifest import Counted
from storage.backups.tools import BackupFault
from storage.ledger import ledger
from storage.migrations import UPGRADE_LOCK
from storage.sealing import PLAIN

TABLES = """
    SELECT relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
     ORDER BY relname
"""
SIZES = text(
    f"SELECT relname, pg_table_size(relname::regclass) FROM ({TABLES}) AS tables"  # noqa: S608
)
# As `audit verify` prints it.
HEAD = text(
    """
    SELECT position || '\\:' || coalesce(nullif(encode(hash, 'hex'), ''), repeat('0', 64))
      FROM case_log_head
    """
)
KEYS = text("SELECT id FROM encryption_keys WHERE id <> :plain ORDER BY since, id")
# Whom grants and policies name, beside the owner.
ROLES = text(
    """
    SELECT DISTINCT rolname FROM pg_shdepend JOIN pg_roles ON pg_roles.oid = refobjid
     WHERE refclassid = 'pg_authid'::regclass AND deptype IN ('a', 'r')
       AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
     ORDER BY rolname
    """
)
NO_LIMITS = (
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
)


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is now, however long it looks, all rows of it.

    No migration begins meanwhile. Raises BackupFault when one is running.
    """
    seeing = engine.execution_options(isolation_level="REPEATABLE READ")
    with _let_go(engine.connect()) as guard:
        _lift_limits(guard)
        lock = text("SELECT pg_try_advisory_xact_lock_shared(:key)")
        if not guard.scalar(lock, {"key": UPGRADE_LOCK}):
            raise BackupFault("a migration is running; do it again when that has ended")
        with _let_go(seeing.connect()) as connection:
            _lift_limits(connection)
            # A role that may not see every row is told so, instead of seeing fewer.
            connection.execute(text("SET LOCAL row_security = off"))
            yield connection


def count(connection: Connection) -> Counted:
    """Rows, ledger and audit trail."""
    quote = connection.dialect.identifier_preparer.quote
    rows = {
        table: connection.scalar(text(f"SELECT count(*) FROM {quote(table)}")) or 0  # noqa: S608
        for table in connection.scalars(text(TABLES)).all()
    }
    summed = ledger(Session(connection))
    return Counted(
        rows=rows,
        received=summed.received,
        events=dict(summed.events),
        written=dict(summed.written),
        messages={channel: dict(states) for channel, states in summed.messages.items()},
        audit_head=str(connection.scalar(HEAD)),
    )


def sizes(connection: Connection) -> dict[str, int]:
    """Bytes by table."""
    return {row[0]: row[1] for row in connection.execute(SIZES)}


def key_ids(connection: Connection) -> list[str]:
    """The ids of the keys that are needed to read the database."""
    return list(connection.scalars(KEYS, {"plain": PLAIN}))


def roles(connection: Connection) -> list[str]:
    """The roles that grants and policies name."""
    return list(connection.scalars(ROLES))


def differences(wanted: Counted, found: Counted) -> list[str]:
    """What is not the same, in words; empty when all is."""
    told = [
        f"{table} has {found.rows.get(table, 'no')} rows, not {rows}"
        for table, rows in wanted.rows.items()
        if found.rows.get(table) != rows
    ]
    told += [f"{table} should not be there" for table in found.rows.keys() - wanted.rows]
    for what in ("received", "events", "written", "messages"):
        if getattr(wanted, what) != getattr(found, what):
            told.append(f"the ledger's {what} are not the same")
    if wanted.audit_head != found.audit_head:
        told.append("the head of the audit trail is not the same")
    return told


@contextmanager
def _let_go(connection: Connection) -> Iterator[Connection]:
    """Closed at the end; a server that went away meanwhile is told of by what failed, not here."""
    try:
        yield connection
    finally:
        with contextlib.suppress(DBAPIError):
            connection.close()


def _lift_limits(connection: Connection) -> None:
    for limit in NO_LIMITS:
        connection.execute(text(limit))
