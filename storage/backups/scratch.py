"""A database for a moment, beside the one that is backed up: made, used, dropped."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from storage.backups.tools import BackupFault
from storage.engine import open_engine
from storage.sealing import KeyRing

PREFIX = "khoto_verify"
TRIES = 6  # of dropping one, each waits five seconds for those who use it
IN_USE = "55006"  # PostgreSQL's object_in_use
USING = 56_430  # the first half of the advisory lock held while one is used
MAY = text("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")


def require_scratch(engine: Engine) -> None:
    """Raises BackupFault when the database's user may make none."""
    with engine.connect() as connection:
        if not connection.scalar(MAY):
            raise BackupFault(
                "the database's user may not make the scratch database that a back-up is verified"
                " in: ALTER ROLE … CREATEDB, or say --no-verify and rehearse a restore elsewhere"
            )


@contextmanager
def scratch_database(engine: Engine, ring: KeyRing | None) -> Iterator[Engine]:
    """An engine on an empty database of the same server. What killed back-ups left is dropped."""
    name = f"{prefix_for(engine)}{secrets.token_hex(4)}"
    free = engine.execution_options(isolation_level="AUTOCOMMIT")
    with free.connect() as connection:
        connection.execute(text("SET statement_timeout = 0"))
        _drop_left(connection, prefix_for(engine))
        _lock(connection, name)
        connection.execute(
            text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        )
        made = open_engine(
            engine.url.set(database=name).render_as_string(hide_password=False), ring
        )
        try:
            yield made
        finally:
            made.dispose()
            _drop(connection, name)
            connection.invalidate()  # which lets go of the lock, too


def prefix_for(engine: Engine) -> str:
    """What the names of this database's scratch databases begin with, and no other's."""
    return f"{PREFIX}_{hashlib.sha256(str(engine.url.database).encode()).hexdigest()[:8]}_"


def _drop(connection: Connection, name: str) -> None:
    """Drop it. Should the server be away, what failed tells of that, and the next back-up does."""
    for _ in range(TRIES):
        try:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        except OperationalError as error:  # a broken-off program's session ends slowly
            if getattr(error.orig, "sqlstate", None) != IN_USE:
                return
        else:
            return


def _drop_left(connection: Connection, prefix: str) -> None:
    listed = text("SELECT datname FROM pg_database WHERE starts_with(datname, :prefix)")
    for name in connection.scalars(listed, {"prefix": prefix}).all():
        if _lock(connection, name):
            _drop(connection, name)
    connection.execute(text("SELECT pg_advisory_unlock_all()"))


def _lock(connection: Connection, name: str) -> bool:
    lock = text("SELECT pg_try_advisory_lock(:using, hashtext(:name))")
    return bool(connection.scalar(lock, {"using": USING, "name": name}))
