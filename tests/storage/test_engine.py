"""Which addresses are taken, how a connection is set up, and what may be tried again."""

import os
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from storage import (
    Engine,
    UnsupportedDatabase,
    is_transient,
    is_unusable,
    open_engine,
    transaction,
)
from storage.engine import database_url as address_of
from storage.engine import refuse_old_server

WHOAMI = text("SELECT pg_backend_pid()")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_spelling_is_taken(scheme: str) -> None:
    url = address_of(f"{scheme}://khoto:se%40cret@db.example/khoto?sslmode=require")
    assert (url.drivername, url.password, url.query["sslmode"]) == (
        "postgresql+psycopg",
        "se@cret",
        "require",
    )


@pytest.mark.parametrize(
    "address",
    ["mysql://u:secret@h/d", "sqlite:///x.db", "postgresql+asyncpg://u:secret@h/d", "secret", ""],
)
def test_others_are_refused_without_repeating_the_password(address: str) -> None:
    with pytest.raises(UnsupportedDatabase) as refused:
        open_engine(address)
    assert "secret" not in str(refused.value)
    assert "postgresql://" in str(refused.value)


def test_an_old_server_is_refused() -> None:
    refuse_old_server(150000)
    with pytest.raises(UnsupportedDatabase, match="15 or newer is needed; the server is 14"):
        refuse_old_server(140009)


def test_connections_speak_utc_and_have_limits(engine: Engine) -> None:
    with transaction(engine) as session:
        shown = session.execute(
            text(
                "SELECT current_setting('timezone'), current_setting('statement_timeout'),"
                " current_setting('lock_timeout'),"
                " current_setting('idle_in_transaction_session_timeout')"
            )
        ).one()
    assert tuple(shown) == ("UTC", "30s", "10s", "2min")


def test_what_another_connection_commits_is_seen_whatever_the_database_is_set_to(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        name = session.execute(text("SELECT quote_ident(current_database())")).scalar_one()
        session.execute(
            text(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")
        )
    engine.dispose()
    with transaction(engine) as session:
        level = session.execute(text("SHOW transaction_isolation")).scalar_one()
    assert level == "read committed"


def test_a_transaction_is_all_or_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        session.execute(text("CREATE TABLE t (n int)"))

    def fails_halfway() -> None:
        with transaction(engine) as session:
            session.execute(text("INSERT INTO t VALUES (1)"))
            raise KeyError

    with pytest.raises(KeyError):
        fails_halfway()
    with transaction(engine) as session:
        assert session.execute(text("SELECT count(*) FROM t")).scalar_one() == 0


@pytest.mark.parametrize(
    ("statement", "transient"),
    [
        ("SELECT 1/0", False),
        ("SELECT nonsense", False),
        ("SET LOCAL statement_timeout = 10; SELECT pg_sleep(5)", True),
        ("SELECT pg_terminate_backend(pg_backend_pid())", True),
    ],
)
def test_what_may_be_tried_again(engine: Engine, statement: str, transient: bool) -> None:
    with pytest.raises(DBAPIError) as raised, transaction(engine) as session:
        session.execute(text(statement))
    assert is_transient(raised.value) is transient


@pytest.mark.parametrize(
    ("state", "transient", "unusable"),
    [
        ("08006", True, True),
        ("53300", True, True),
        ("57P01", True, True),
        ("58030", True, True),
        ("55P03", True, False),
        ("57014", True, False),
        ("40001", True, False),
        ("40P01", True, False),
        ("22012", False, False),
    ],
)
def test_what_befalls_everybody(
    engine: Engine, state: str, transient: bool, unusable: bool
) -> None:
    raising = f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(DBAPIError) as raised, transaction(engine) as session:
        session.execute(text(raising))
    assert (is_transient(raised.value), is_unusable(raised.value)) == (transient, unusable)


def test_a_lock_is_waited_for_as_long_as_is_said(database_url: str) -> None:
    with transaction(open_engine(database_url, lock_seconds=0.8)) as session:
        assert session.execute(text("SHOW lock_timeout")).scalar_one() == "800ms"


def test_a_database_that_is_away_may_be_tried_again() -> None:
    nowhere = open_engine("postgresql://khoto@127.0.0.1:1/khoto")
    with pytest.raises(OperationalError) as raised, transaction(nowhere) as session:
        session.execute(text("SELECT 1"))
    assert is_transient(raised.value)
    assert is_unusable(raised.value)
    assert not is_transient(ValueError())
    assert not is_unusable(ValueError())


def test_a_deadlock_may_be_tried_again(engine: Engine) -> None:
    with transaction(engine) as session:
        session.execute(text("CREATE TABLE t (n int); INSERT INTO t VALUES (1), (2)"))
    together = threading.Barrier(2)
    errors: list[BaseException] = []

    def lock(first: int, second: int) -> None:
        try:
            with transaction(engine) as session:
                session.execute(text("SET LOCAL deadlock_timeout = 10"))
                for number in (first, second):
                    session.execute(text(f"SELECT FROM t WHERE n = {number} FOR UPDATE"))
                    if number == first:
                        together.wait()
        except DBAPIError as error:
            errors.append(error)

    threads = [threading.Thread(target=lock, args=pair) for pair in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [is_transient(error) for error in errors] == [True]


def cut_off(engine: Engine, database_url: str) -> int:
    """Ends the connection that lies unused in the engine's pool. Returns its process id."""
    with transaction(engine) as session:
        pid: int = session.execute(WHOAMI).scalar_one()
    with transaction(open_engine(database_url)) as session:
        session.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    return pid


def test_a_connection_that_was_cut_off_while_it_lay_unused_is_made_again(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.TRUSTED_SECONDS", 0.0)
    pid = cut_off(engine, database_url)
    with transaction(engine) as session:
        assert session.execute(WHOAMI).scalar_one() != pid


def test_one_that_was_cut_off_just_now_may_be_tried_again(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.TRUSTED_SECONDS", 60.0)
    pid = cut_off(engine, database_url)
    with pytest.raises(DBAPIError) as raised, transaction(engine) as session:
        session.execute(WHOAMI)
    assert is_transient(raised.value)
    with transaction(engine) as session:
        assert session.execute(WHOAMI).scalar_one() != pid


def test_a_forked_child_does_not_use_its_parents_connections(engine: Engine) -> None:
    with transaction(engine) as session:
        parents = session.execute(WHOAMI).scalar_one()
    child = os.fork()
    if child == 0:
        try:
            with transaction(engine) as session:
                os._exit(0 if session.execute(WHOAMI).scalar_one() != parents else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with transaction(engine) as session:
        assert session.execute(WHOAMI).scalar_one() == parents
