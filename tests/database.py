"""A real PostgreSQL for tests: one throw-away server a run, one fresh copy of the database a test.

The first test that wants it starts it, whichever worker it runs in; the run's main process, which
holds on to it all the time, stops it and removes its files, also when tests failed. Should the run
be killed, the next one sweeps up.

With the address of another server in TEST_POSTGRESQL the databases are made there, by its superuser
`khoto`.
"""

import fcntl
import functools
import os
import shutil
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
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
GIVEN = "TEST_POSTGRESQL"  # the address of a server to be used instead
SETTINGS = {**THROWAWAY_SETTINGS, "shared_buffers": "64MB", "autovacuum": "off"}
TEMPLATE = "khoto_template"
KEY = bytes(range(32))  # what the tests' databases are sealed with
OLD_KEY = bytes(range(32, 64))  # what some were sealed with before
KEYS = b64encode(KEY).decode()  # the same as the environment holds it


class Server(Protocol):
    """Where databases are made."""

    data_dir: Path

    def url_of(self, database: str) -> str:
        """The address of one of them."""


@dataclass
class GivenServer:
    """One that runs already. `data_dir` is this run's own, for its locks."""

    address: str
    data_dir: Path

    def url_of(self, database: str) -> str:
        url = open_engine(self.address).url
        return url.set(database=database).render_as_string(hide_password=False)


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
def database_server() -> Iterator[Server]:
    """This run's server, with the migrated template in it."""
    with (
        _server(Path(os.environ[DIRECTORY])) as server,
        closing(_administrator(server.url_of("postgres"))),
    ):
        _make_template(server)
        yield server


@contextmanager
def _server(directory: Path) -> Iterator[Server]:
    if given := os.environ.get(GIVEN):
        yield GivenServer(given, directory)
        return
    server = EmbeddedServer(directory, SETTINGS)
    try:
        server.start()
        yield server
    finally:
        server.release()


@pytest.fixture
def database_url(database_server: Server) -> Iterator[str]:
    """The address of a fresh, migrated, empty database, dropped after the test."""
    with fresh_database(database_server, TEMPLATE) as url:
        yield url


@pytest.fixture
def empty_database_url(database_server: Server) -> Iterator[str]:
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
def fresh_database(server: Server, template: str) -> Iterator[str]:
    """The address of a copy of the template, to which nobody may be connected; dropped after."""
    name = f"test_{uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    try:
        yield server.url_of(name)
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _make_template(server: Server) -> None:
    with (server.data_dir / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (server.data_dir / "template.made").exists():
            return
        _administer(server, f"DROP DATABASE IF EXISTS {TEMPLATE}")  # an earlier run's, if given
        _administer(server, f"CREATE DATABASE {TEMPLATE}")
        engine = open_engine(server.url_of(TEMPLATE), KeyRing([KEY]))
        migrations.upgrade(engine)
        keys.admit(engine)
        engine.dispose()
        (server.data_dir / "template.made").touch()


def _administer(server: Server, statement: str) -> None:
    _administrator(server.url_of("postgres")).execute(statement)


@functools.cache
def _administrator(address: str) -> psycopg.Connection[tuple[object, ...]]:
    """One connection for all that a test process makes and drops: a new one each time would cost
    as much as the work."""
    return psycopg.connect(address.replace("+psycopg", "", 1), autocommit=True)
