"""What is prepared on a connection: it outlives rollbacks, and breaks as other statements do."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import BigInteger, Text, any_, bindparam, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError

from storage import (
    Engine,
    KeyRing,
    Session,
    is_transient,
    offices,
    open_engine,
    savepoint,
    transaction,
)
from storage.prepared import Prepared, all_rows, changed, first_row
from tests.casework.places import OFFICES
from tests.database import KEY

WHO = Prepared(text("SELECT pg_backend_pid() AS pid, :told AS told").columns(pid=Text, told=Text))
LEVEL = Prepared(
    text("SELECT current_setting('transaction_isolation') AS level").columns(level=Text)
)
IS_ONE = Prepared(
    select(
        (
            bindparam("number", type_=BigInteger)
            == any_(bindparam("numbers", type_=ARRAY(BigInteger)))
        ).label("is_one")
    )
)
HALF = Prepared(select((literal(1) / bindparam("by", type_=BigInteger)).label("half")))
PERCENT = Prepared(text("SELECT '100%' || :told AS told").columns(told=Text))
REMOVE = Prepared(text("DELETE FROM offices WHERE id = :told").columns())


@pytest.fixture
def one(database_url: str) -> Iterator[Engine]:
    """An engine that has one connection."""
    made = open_engine(database_url, KeyRing([KEY]), pool_size=1, max_overflow=0)
    yield made
    made.dispose()


def prepared_on(engine: Engine) -> int:
    with transaction(engine) as session:
        count = session.scalar(text("SELECT count(*) FROM pg_prepared_statements"))
    assert count is not None
    return int(count)


class Broken(Exception):
    """What undoes a transaction."""


@contextmanager
def undone(engine: Engine) -> Iterator[Session]:
    """A transaction of which nothing is kept."""
    with suppress(Broken), transaction(engine) as session:
        yield session
        raise Broken


def test_a_statement_is_prepared_once_and_outlives_what_is_undone(one: Engine) -> None:
    for _ in range(3):
        with undone(one) as session:
            assert first_row(session, WHO, told="ก").told == "ก"
            with suppress(Broken), savepoint(session):
                assert first_row(session, WHO, told="ข").told == "ข"
                raise Broken
            assert first_row(session, WHO, told="ค").told == "ค"
    assert prepared_on(one) == 1


def test_what_it_did_is_kept_or_undone_with_its_transaction(one: Engine) -> None:
    with transaction(one) as session:
        offices.save_offices(session, OFFICES[:1])
    wanted = OFFICES[0].id
    with undone(one) as session:
        assert changed(session, REMOVE, told=wanted) == 1
    for left in (1, 0):
        with transaction(one) as session:
            assert changed(session, REMOVE, told=wanted) == left


def test_a_number_of_any_size_fits(one: Engine) -> None:
    for number in (1, 2**20, 2**40, 3):
        with transaction(one) as session:
            assert first_row(session, IS_ONE, number=number, numbers=[7, number]).is_one
            assert not first_row(session, IS_ONE, number=number, numbers=[]).is_one


def test_an_error_is_sqlalchemys_and_tells_nothing_of_the_values(one: Engine) -> None:
    with transaction(one) as session:
        with pytest.raises(DBAPIError, match="division by zero") as raised, savepoint(session):
            all_rows(session, HALF, by=0)
        assert not is_transient(raised.value)
        assert first_row(session, HALF, by=1).half == 1
        with pytest.raises(DBAPIError) as raised, savepoint(session):
            all_rows(session, PERCENT, told="ลับ\0มาก")
        assert "ลับ" not in str(raised.value)
        assert first_row(session, PERCENT, told="!").told == "100%!"


def pid_of(engine: Engine, breaking: Callable[[Session], None] = lambda _: None) -> str:
    """The server's process behind the one connection, which breaks after the first word."""
    with transaction(engine) as session:
        pid: str = first_row(session, WHO, told="").pid
        breaking(session)
        first_row(session, WHO, told="")
    return pid


def ended_by_the_server(session: Session) -> None:
    session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


def cut(session: Session) -> None:
    driver = session.connection().connection.driver_connection
    assert driver is not None
    with socket.socket(fileno=os.dup(driver.fileno())) as wire:
        wire.shutdown(socket.SHUT_RDWR)


def ended_meanwhile(session: Session) -> None:
    """By somebody else, as when the database is stopped."""
    told = first_row(session, WHO, told="")
    ender = open_engine(session.connection().engine.url.render_as_string(hide_password=False))
    with ender.begin() as connection:
        ended = text("SELECT pg_terminate_backend(CAST(:pid AS int), 5000)")
        assert connection.scalar(ended, {"pid": told.pid})
    ender.dispose()


@pytest.mark.parametrize("breaking", [ended_by_the_server, ended_meanwhile, cut])
def test_a_lost_connection_is_worth_another_try(
    one: Engine, breaking: Callable[[Session], None]
) -> None:
    before = pid_of(one)
    with pytest.raises(DBAPIError) as raised:
        pid_of(one, breaking)
    assert is_transient(raised.value)
    assert pid_of(one) != before


@pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_a_transaction_begins_as_its_engine_wants_it(one: Engine, level: str) -> None:
    with transaction(one.execution_options(isolation_level=level)) as session:
        assert first_row(session, LEVEL).level == level.lower()
    with transaction(one) as session:
        assert first_row(session, LEVEL).level == "read committed"
