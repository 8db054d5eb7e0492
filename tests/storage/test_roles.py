"""The role of people's reading: made by whoever may, asked of an administrator by whoever may not;
nothing is read while it is not as it should be. On a server of its own, for roles are a server's.
"""

import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import event, make_url, text

from storage import (
    Engine,
    KeyRing,
    PersonRoleMissing,
    cases,
    migrations,
    open_engine,
    people,
    roles,
    seen_by,
    transaction,
)
from storage.embedded import throwaway_database
from storage.postgres_server import binaries
from storage.roles import PERSON_ROLE
from tests.database import KEY
from tests.storage.builders import a_mentor, a_person, a_saved_case

USER = "service of the ministry"  # a name that wants quoting


class Server:
    """A PostgreSQL, as its administrator sees it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.databases: list[str] = []

    def run(self, statement: str, database: str = "postgres") -> None:
        """As the superuser."""
        address = make_url(self.url).set(drivername="postgresql", database=database)
        shown = address.render_as_string(hide_password=False)
        with psycopg.connect(shown, autocommit=True) as connection:
            connection.execute(statement)

    def tool(self, program: str, database: str, *arguments: str) -> None:
        """One of PostgreSQL's own programs on a database."""
        url = make_url(self.url).set(drivername="postgresql", database=database)
        address = url.render_as_string(hide_password=False)
        command = [str(binaries() / program), f"--dbname={address}", *arguments]
        subprocess.run(command, check=True, capture_output=True)

    def database(self, owner: str = "khoto") -> str:
        """A new one; its name."""
        name = f"own_{uuid4().hex}"
        self.run(f'CREATE DATABASE {name} OWNER "{owner}"')
        self.databases.append(name)
        return name

    def engine(self, database: str, user: str = "khoto") -> Engine:
        """A way into it."""
        address = make_url(self.url).set(database=database, username=user)
        return open_engine(address.render_as_string(hide_password=False), KeyRing([KEY]))


@pytest.fixture(scope="module")
def the_server() -> Iterator[Server]:
    with throwaway_database() as url:
        yield Server(url)


@pytest.fixture
def server(the_server: Server) -> Iterator[Server]:
    """Without the role, and with a user of a service that may do little."""
    the_server.run(f'CREATE ROLE "{USER}" LOGIN')
    yield the_server
    for name in the_server.databases:
        the_server.run(f"DROP DATABASE {name} WITH (FORCE)")
    the_server.databases.clear()
    the_server.run(f'DROP ROLE IF EXISTS {PERSON_ROLE}, entry, "{USER}"')


def guards(engine: Engine) -> bool:
    """Whether a mentor reads a case of their province through the door, and a citizen does not."""
    mentor, citizen = a_mentor(), a_person()
    with transaction(engine) as session:
        case = a_saved_case(session)
        people.save_person(session, mentor)
        people.save_person(session, citizen)
        with seen_by(session, mentor.id):
            read = cases.case_by_id(session, case.id, lock=True)
        with seen_by(session, citizen.id):
            hidden = cases.case_by_id(session, case.id)
        cases.save_case(session, case)
    return read == case and hidden is None


def test_several_databases_of_a_server_may_be_the_first_at_once(server: Server) -> None:
    engines = [server.engine(server.database()) for _ in range(3)]
    for engine, database in zip(engines, server.databases, strict=True):
        migrations.upgrade(engine)
        server.run(f"DROP OWNED BY {PERSON_ROLE}", database)
    server.run(f"DROP ROLE {PERSON_ROLE}")
    together = threading.Barrier(len(engines))

    def see_to_it(engine: Engine) -> None:
        with engine.begin() as connection:
            connection.execute(text("SELECT 1"))
            together.wait()
            roles.ensure(connection)

    threads = [threading.Thread(target=see_to_it, args=(each,)) for each in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [roles.what_is_wrong(each) for each in engines] == ["", "", ""]
    assert all(guards(each) for each in engines)
    for each in engines:
        each.dispose()


def test_a_user_who_may_make_roles_makes_it(server: Server) -> None:
    server.run(f'ALTER ROLE "{USER}" CREATEROLE')
    engine = server.engine(server.database(USER), USER)
    migrations.upgrade(engine)
    assert guards(engine)
    engine.dispose()


@pytest.mark.parametrize("there", [False, True])
def test_a_user_who_may_not_says_what_an_administrator_has_to_run(
    server: Server, there: bool
) -> None:
    if there:  # of another database of this server
        server.run(f"CREATE ROLE {PERSON_ROLE} NOLOGIN")
    engine = server.engine(server.database(USER), USER)
    with pytest.raises(PersonRoleMissing) as told:
        migrations.upgrade(engine)
    assert migrations.current(engine) is None, "all or nothing"
    found = re.search(r"run: (.*); then run migrate again", str(told.value))
    assert found
    assert ("CREATE ROLE" in found[1]) != there
    server.run(found[1])
    assert migrations.upgrade(engine) == migrations.head()
    assert guards(engine)
    engine.dispose()


def test_whoever_logs_in_with_another_role_comes_back_to_it(server: Server) -> None:
    server.run(f'CREATE ROLE {PERSON_ROLE}; GRANT {PERSON_ROLE} TO "{USER}"')
    server.run(f'CREATE ROLE entry LOGIN; GRANT "{USER}" TO entry')
    server.run(f'ALTER ROLE entry SET role = "{USER}"')
    engine = server.engine(server.database(USER), "entry")
    migrations.upgrade(engine)
    assert guards(engine)
    with engine.connect() as connection:
        owner = text("SELECT tableowner FROM pg_tables WHERE tablename = 'cases'")
        assert connection.scalar(owner) == USER
    engine.dispose()


def test_tables_in_a_schema_of_the_users_own(server: Server) -> None:
    server.run(f'CREATE ROLE {PERSON_ROLE}; GRANT {PERSON_ROLE} TO "{USER}"')
    database = server.database()
    server.run(f'CREATE SCHEMA AUTHORIZATION "{USER}"', database)
    engine = server.engine(database, USER)
    migrations.upgrade(engine)
    assert guards(engine)
    engine.dispose()


SPOILT = {
    "ALTER ROLE khoto_person SUPERUSER": "may more than it should",
    "ALTER ROLE khoto_person BYPASSRLS": "may more than it should",
    "ALTER ROLE khoto_person LOGIN": "may more than it should",
    "GRANT pg_read_all_data TO khoto_person": "may more than it should",
    "ALTER TABLE referrals DISABLE ROW LEVEL SECURITY": "switched off for referrals: ALTER TABLE",
    "DROP OWNED BY khoto_person": "has not its grants",
    "REVOKE SELECT ON referrals FROM khoto_person": "has not its grants",
    "REVOKE UPDATE (id) ON cases FROM khoto_person": "has not its grants",
    "REVOKE ALL ON FUNCTION was_referred_to_us FROM khoto_person": "has not its grants",
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO khoto_person": "has not its grants",
    "GRANT SELECT (payload) ON outbox TO khoto_person": "has not its grants",
    "GRANT DELETE ON cases TO khoto_person": "has not its grants",
}


def test_what_somebody_spoilt_is_found_and_as_far_as_may_be_mended(server: Server) -> None:
    for spoil, said in SPOILT.items():
        database = server.database()
        engine = server.engine(database)
        migrations.upgrade(engine)
        server.run(spoil, database)
        assert said in roles.what_is_wrong(engine), spoil
        if said == "has not its grants":
            migrations.upgrade(engine)
            roles.require(engine)
            assert guards(engine)
        else:
            with pytest.raises(PersonRoleMissing, match=said):
                roles.require(engine)
        engine.dispose()
        server.run(f"ALTER ROLE {PERSON_ROLE} NOSUPERUSER NOBYPASSRLS NOLOGIN")
        server.run(f"REVOKE pg_read_all_data FROM {PERSON_ROLE}")


def test_a_service_that_does_not_own_its_tables_would_itself_see_nothing(server: Server) -> None:
    server.run(f'CREATE ROLE {PERSON_ROLE}; GRANT {PERSON_ROLE} TO "{USER}"')
    database = server.database(USER)
    engine = server.engine(database, USER)
    migrations.upgrade(engine)
    roles.require(engine)
    server.run(f'ALTER TABLE cases OWNER TO khoto; GRANT ALL ON cases TO "{USER}"', database)
    with pytest.raises(PersonRoleMissing, match="does not own the tables"):
        roles.require(engine)
    engine.dispose()


def test_a_dump_is_restored_where_there_is_no_such_role_and_migrating_brings_it(
    server: Server, tmp_path: Path
) -> None:
    source = server.engine(server.database())
    migrations.upgrade(source)
    with transaction(source) as session:
        number = a_saved_case(session).number
    source.dispose()
    dump = str(tmp_path / "khoto.dump")
    server.tool("pg_dump", server.databases[0], "--format=custom", f"--file={dump}")
    server.run(f"DROP DATABASE {server.databases.pop()} WITH (FORCE)")
    server.run(f"DROP ROLE {PERSON_ROLE}")
    restored = server.database()
    server.tool("pg_restore", restored, "--no-owner", "--no-privileges", "--exit-on-error", dump)
    engine = server.engine(restored)
    assert roles.what_is_wrong(engine)
    migrations.upgrade(engine)
    assert guards(engine)
    with transaction(engine) as session:
        assert cases.case_by_number(session, number)
    engine.dispose()


def test_seeing_to_it_again_changes_nothing(server: Server) -> None:
    engine = server.engine(server.database())
    migrations.upgrade(engine)
    written: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *told: written.append(told[2]))
    with engine.begin() as connection:
        roles.ensure(connection)
    assert len(written) == 1
    engine.dispose()
