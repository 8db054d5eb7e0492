"""A real PostgreSQL for tests: one throw-away server a run, one fresh copy of the database a test.

The first test that wants it starts it, whichever worker it runs in; the run's main process, which
holds on to it all the time, stops it and removes its files, also when tests failed. Should the run
be killed, the next one sweeps up.
"""

import fcntl
import functools
import os
import shutil
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from storage import Engine, KeyRing, Session, keys, migrations, open_engine, transaction
from storage.embedded import (
    THROWAWAY_SETTINGS,
    EmbeddedServer,
    sweep_throwaways,
    throwaway_directory,
)

DIRECTORY = "KHOTO_TEST_DATABASE_DIR"  # how the main process tells its workers
SETTINGS = {**THROWAWAY_SETTINGS, "shared_buffers": "64MB", "autovacuum": "off"}
TEMPLATE = "khoto_template"
KEY = bytes(range(32))  # what the tests' databases are sealed with
OLD_KEY = bytes(range(32, 64))  # what some were sealed with before
KEYS = b64encode(KEY).decode()  # the same as the environment holds it

_held = pytest.StashKey[EmbeddedServer]()


def pytest_configure(config: pytest.Config) -> None:
    """The main process chooses the directory and takes hold of it; nothing is started yet."""
    if hasattr(config, "workerinput"):
        return
    directory = throwaway_directory()
    config.stash[_held] = EmbeddedServer(directory, SETTINGS)
    os.environ[DIRECTORY] = str(directory)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The main process is the last to leave: the server stops and its files go."""
    server = config.stash.get(_held, None)
    if server is None:
        return
    server.release()
    shutil.rmtree(server.data_dir, ignore_errors=True)
    os.environ.pop(DIRECTORY, None)
    sweep_throwaways()


@pytest.fixture(scope="session")
def database_server() -> Iterator[EmbeddedServer]:
    """This run's server, with the migrated template in it."""
    server = EmbeddedServer(Path(os.environ[DIRECTORY]), SETTINGS)
    try:
        server.start()
        with closing(_administrator(server)):
            _make_template(server)
            yield server
    finally:
        server.release()


@pytest.fixture
def database_url(database_server: EmbeddedServer) -> Iterator[str]:
    """The address of a fresh, migrated, empty database, dropped after the test."""
    with fresh_database(database_server, TEMPLATE) as url:
        yield url


@pytest.fixture
def empty_database_url(database_server: EmbeddedServer) -> Iterator[str]:
    """The address of a database with nothing in it at all, dropped after the test."""
    with fresh_database(database_server, "template0") as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a fresh, migrated, empty database."""
    made = open_engine(database_url, KeyRing([KEY]), pool_size=4, max_overflow=12)
    try:
        yield made
    finally:
        made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session in one transaction of a fresh database, committed at the end of the test."""
    with transaction(engine) as opened:
        yield opened


@contextmanager
def fresh_database(server: EmbeddedServer, template: str) -> Iterator[str]:
    """The address of a copy of the template, to which nobody may be connected; dropped after."""
    name = f"test_{uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    try:
        yield server.url_of(name)
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _make_template(server: EmbeddedServer) -> None:
    with (server.data_dir / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (server.data_dir / "template.made").exists():
            return
        _administer(server, f"CREATE DATABASE {TEMPLATE}")
        engine = open_engine(server.url_of(TEMPLATE), KeyRing([KEY]))
        migrations.upgrade(engine)
        keys.admit(engine)
        engine.dispose()
        (server.data_dir / "template.made").touch()


def _administer(server: EmbeddedServer, statement: str) -> None:
    _administrator(server).execute(statement)


@functools.cache
def _administrator(server: EmbeddedServer) -> psycopg.Connection[tuple[object, ...]]:
    """One connection for all that a test process makes and drops: a new one each time would cost
    as much as the work."""
    address = server.url_of("postgres").replace("+psycopg", "", 1)
    return psycopg.connect(address, autocommit=True)
