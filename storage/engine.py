"""The way to the database: addresses that are taken, connections, and transactions."""

import math
import os
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from storage.sealing import KeyRing, give_keys

OLDEST_POSTGRESQL = 15
STATEMENT_SECONDS = 30
LOCK_SECONDS = 10
IDLE_SECONDS = 120  # a transaction left open (a stopped process) is ended by the server
TRUSTED_SECONDS = 1.0  # a connection given back so lately is taken to be alive
DRIVER = "postgresql+psycopg"

# PostgreSQL's error classes (appendix A of its manual) that befall whatever is asked: connection
# lost, out of resources, shutting down, a fault of the system.
UNUSABLE_CLASSES = ("08", "53", "57P", "58")
# After these the same work may be tried again, too: transaction rolled back (deadlock,
# serialisation), lock not available, statement cancelled, transaction left open.
TRANSIENT_STATES = ("40", "55P03", "57014", "25P03", "25P04")
# Two reports took the same next case number: reading again gives another one.
RACED_CONSTRAINTS = ("uq_cases_number",)


class UnsupportedDatabase(ValueError):
    """The address is not one of a PostgreSQL of a supported version."""


class RacedAway(RuntimeError):
    """Another transaction was faster (say, used the invitation). Decide again on fresh data."""


def database_url(address: str) -> URL:
    """`postgres://`, `postgresql://` or `postgresql+psycopg://` as a URL of the one driver here.

    Raises UnsupportedDatabase; its message never contains the address, which may hold a password.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise UnsupportedDatabase(
            "DATABASE_URL is not an address; use postgresql://user:password@host/database"
        ) from None
    if url.drivername not in ("postgres", "postgresql", DRIVER):
        raise UnsupportedDatabase(
            f"DATABASE_URL begins with {url.drivername}:// but only PostgreSQL works here; "
            "use postgresql://user:password@host/database"
        )
    return url.set(drivername=DRIVER)


def open_engine(
    address: str,
    keys: KeyRing | None = None,
    *,
    pool_size: int = 4,
    max_overflow: int = 4,
    pool_timeout: float = 10.0,
    lock_seconds: float = LOCK_SECONDS,
) -> Engine:
    """An engine for the address.

    Nothing is connected before the first use, so it may be made before a fork.

    A process holds at most `pool_size + max_overflow` connections; waiting for one gives up after
    `pool_timeout` seconds. Every connection speaks UTC and has statement, lock and idle time
    limits, `lock_seconds` for another's lock. Without `keys` what is sensitive can be neither
    written nor read (KeyMissing). Raises UnsupportedDatabase, for a server older than PostgreSQL 15
    at the first connection.
    """
    engine = create_engine(
        database_url(address),
        hide_parameters=True,  # errors must not tell what was about to be written
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=pool_timeout,
        pool_recycle=1800,
        connect_args={
            "connect_timeout": 10,
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": 30_000,
            "application_name": "khoto",
            # What is worth it, storage/wire.py prepares; with its own the driver would take all
            # that is prepared for undone after each rollback.
            "prepare_threshold": None,
        },
    )
    event.listen(engine, "connect", partial(_set_up_connection, lock_seconds))
    event.listen(engine, "checkin", _note_the_time)
    event.listen(engine, "checkout", _ask_whether_it_is_alive)
    _forget_connections_after_fork(engine)
    if keys is not None:
        give_keys(engine, keys)
    return engine


def database_name(engine: Engine) -> str:
    """What the engine's database is called on its server."""
    with engine.connect() as connection:
        return str(connection.scalar(text("SELECT current_database()")))


def _set_up_connection(lock_seconds: float, connection: Any, _record: object) -> None:
    refuse_old_server(connection.info.server_version)
    connection.execute(
        "SELECT set_config('timezone', 'UTC', false),"  # noqa: S608  (our own figures)
        # What another of our connections commits meanwhile must be seen (storage/inbox.py).
        " set_config('default_transaction_isolation', 'read committed', false),"
        f" set_config('statement_timeout', '{STATEMENT_SECONDS}s', false),"
        f" set_config('lock_timeout', '{lock_seconds * 1000:.0f}ms', false),"
        f" set_config('idle_in_transaction_session_timeout', '{IDLE_SECONDS}s', false),"
        # "$user" spelt out: who takes on another role (storage/door.py) finds the same tables.
        " set_config('search_path', (SELECT string_agg(quote_ident(name), ', ')"
        " FROM unnest(current_schemas(false)) AS name), false)"
    )
    connection.commit()


def _note_the_time(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["given_back"] = time.monotonic()


def _ask_whether_it_is_alive(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
    """What lay unused may have been cut off meanwhile: then the pool makes another. Asked each
    time, it would cost as much as a statement."""
    unused = time.monotonic() - record.info.get("given_back", math.inf)
    if unused < TRUSTED_SECONDS:
        return
    try:
        connection.execute("")
        connection.rollback()
    except psycopg.Error as error:
        raise DisconnectionError(str(error)) from None


def refuse_old_server(server_version: int) -> None:
    """`server_version` as libpq gives it (150004 is 15.4). Raises UnsupportedDatabase."""
    if server_version < OLDEST_POSTGRESQL * 10_000:
        raise UnsupportedDatabase(
            f"PostgreSQL {OLDEST_POSTGRESQL} or newer is needed; "
            f"the server is {server_version // 10_000}"
        )


def _forget_connections_after_fork(engine: Engine) -> None:
    """A connection used by two processes mixes their answers: a child starts with none."""
    held = weakref.ref(engine)

    def forget() -> None:
        if (alive := held()) is not None:
            alive.dispose(close=False)

    os.register_at_fork(after_in_child=forget)


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """A session whose work is committed at the end, or all undone if anything is raised."""
    # Rows read twice are fresh twice: locks taken between two reads must show what changed.
    options = {"populate_existing": True, "synchronize_session": False}
    with (
        Session(
            engine, autoflush=False, expire_on_commit=False, execution_options=options
        ) as session,
        session.begin(),
    ):
        yield session


def for_single_statements(engine: Engine) -> Engine:
    """The same connections, for work that is one statement: it is a transaction by itself, and two
    of three journeys to the database are saved. In `transaction`, each statement is committed."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


@contextmanager
def savepoint(session: Session) -> Iterator[None]:
    """Work inside a transaction that is undone alone if anything is raised; the error goes on."""
    with session.begin_nested():
        yield


def is_transient(error: BaseException) -> bool:
    """Whether the whole transaction may be tried again: the database was away, busy, or raced."""
    if isinstance(error, RacedAway):
        return True
    if isinstance(error, IntegrityError):
        diagnostics = getattr(error.orig, "diag", None)
        return getattr(diagnostics, "constraint_name", None) in RACED_CONSTRAINTS
    if isinstance(error, DBAPIError):
        state = getattr(error.orig, "sqlstate", None) or ""
        if state.startswith(TRANSIENT_STATES):
            return True
    return is_unusable(error)


def is_passing(error: BaseException) -> bool:
    """Whether the database was away or busy, and it was nobody's race: what was asked of it had
    nothing to do with that, and may go well later."""
    return is_transient(error) and not isinstance(error, RacedAway | IntegrityError)


def is_unusable(error: BaseException) -> bool:
    """Whether the database was away or had no room: nothing else would have gone well either."""
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return True
        state = getattr(error.orig, "sqlstate", None)
        if state is None:  # the connection was lost
            return isinstance(error, OperationalError)
        return bool(state.startswith(UNUSABLE_CLASSES))
    return isinstance(error, PoolExhausted)
