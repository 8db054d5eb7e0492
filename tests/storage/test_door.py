"""The door: one statement in, one out, and however the work behind it ends, it is shut again."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.agencies import Agency
from casework.cases import Case
from casework.people import Person, Role
from storage import (
    Engine,
    KeyRing,
    PersonRoleMissing,
    Session,
    cases,
    open_engine,
    people,
    savepoint,
    seen_by,
    transaction,
)
from tests.database import KEY
from tests.statements import statements_told
from tests.storage.builders import a_mentor, a_person, a_saved_case

STANDING = text(
    "SELECT current_user, current_setting('role'), current_setting('khoto.person', true),"
    " current_setting('khoto.desk', true), current_setting('khoto.office', true),"
    " current_setting('khoto.agency', true)"
)


@pytest.fixture
def case(engine: Engine) -> Case:
    with transaction(engine) as session:
        return a_saved_case(session)


@pytest.fixture
def mentor(engine: Engine) -> Person:
    found = a_mentor(roles=frozenset({Role.MENTOR, Role.OFFICER}), agency=Agency.DLPW)
    with transaction(engine) as session:
        people.save_person(session, found)
    return found


@pytest.fixture
def one_connection(database_url: str) -> Iterator[Engine]:
    """So that whatever a transaction leaves behind is found by the next."""
    made = open_engine(database_url, KeyRing([KEY]), pool_size=1, max_overflow=0)
    yield made
    made.dispose()


def standing(session: Session) -> tuple[str, ...]:
    return tuple(each or "" for each in session.execute(STANDING).one())


def is_shut(session: Session) -> bool:
    return standing(session) == ("khoto", "none", "", "", "", "")


def test_inside_it_is_the_persons_role_and_after_it_the_services(
    engine: Engine, mentor: Person, case: Case
) -> None:
    with transaction(engine) as session:
        assert is_shut(session)
        with seen_by(session, mentor.id):
            person = str(mentor.id)
            assert standing(session) == ("khoto_person", "khoto_person", person, "58", "58", "dlpw")
            assert cases.case_by_id(session, case.id, lock=True) == case
        assert is_shut(session)
        assert not cases.save_case(session, case), "the service writes what was decided"


def test_it_costs_a_statement_to_go_in_and_one_to_go_out(engine: Engine, mentor: Person) -> None:
    with transaction(engine) as session:
        session.connection()
        with statements_told() as told, seen_by(session, mentor.id):
            pass
    assert len(told) == 2


def test_an_error_of_ours_shuts_it(engine: Engine, mentor: Person) -> None:
    with transaction(engine) as session:
        with pytest.raises(KeyError), seen_by(session, mentor.id):
            raise KeyError
        assert is_shut(session)


def test_an_error_of_the_databases_shuts_it_with_the_savepoint(
    engine: Engine, mentor: Person
) -> None:
    with transaction(engine) as session:
        with (
            pytest.raises(DBAPIError, match="zero"),
            savepoint(session),
            seen_by(session, mentor.id),
        ):
            session.execute(text("SELECT 1 / 0"))
        assert is_shut(session)


def test_an_error_of_the_databases_leaves_nothing_to_the_next_transaction(
    one_connection: Engine, mentor: Person
) -> None:
    with (
        pytest.raises(DBAPIError, match="zero"),
        transaction(one_connection) as session,
        seen_by(session, mentor.id),
    ):
        session.execute(text("SELECT 1 / 0"))
    with transaction(one_connection) as session:
        assert is_shut(session)


def test_a_lost_connection_tells_of_itself_and_leaves_nothing(
    one_connection: Engine, engine: Engine, mentor: Person
) -> None:
    def lose(session: Session) -> None:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        with engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
        cases.list_cases(session)

    with (
        pytest.raises(DBAPIError) as lost,
        transaction(one_connection) as session,
        seen_by(session, mentor.id),
    ):
        lose(session)
    assert lost.value.connection_invalidated
    with transaction(one_connection) as session:
        assert is_shut(session)


def test_a_commit_or_rollback_inside_ends_it(one_connection: Engine, mentor: Person) -> None:
    with Session(one_connection) as session:
        with seen_by(session, mentor.id):
            session.commit()
            assert is_shut(session)
        assert is_shut(session)


def test_a_savepoint_undone_inside_does_not_open_it(
    engine: Engine, mentor: Person, case: Case
) -> None:
    with transaction(engine) as session, seen_by(session, mentor.id):
        with pytest.raises(KeyError), savepoint(session):
            raise KeyError
        assert standing(session)[0] == "khoto_person"
        with pytest.raises(DBAPIError), savepoint(session):
            session.execute(text("SELECT 1 / 0"))
        assert standing(session)[0] == "khoto_person"
        assert cases.case_by_id(session, case.id) == case


def test_a_savepoint_undone_around_it_leaves_it_shut(engine: Engine, mentor: Person) -> None:
    def look(session: Session) -> None:
        with seen_by(session, mentor.id):
            assert standing(session)[0] == "khoto_person"
        raise KeyError

    with transaction(engine) as session:
        with pytest.raises(KeyError), savepoint(session):
            look(session)
        assert is_shut(session)
        with savepoint(session), seen_by(session, mentor.id):
            pass
        assert is_shut(session)


def test_nobody_looks_through_two_doors(engine: Engine, mentor: Person, case: Case) -> None:
    for inner in (mentor.id, case.reporter_id):
        with transaction(engine) as session:
            with (
                pytest.raises((RuntimeError, LookupError)),
                seen_by(session, mentor.id),
                seen_by(session, inner),
            ):
                pytest.fail("inside")
            assert is_shut(session)


def test_there_is_no_door_for_nobody(engine: Engine) -> None:
    with transaction(engine) as session:
        with pytest.raises(LookupError), seen_by(session, a_person().id):
            pytest.fail("inside")
        assert is_shut(session)


def test_what_somebody_is_is_looked_up_and_not_believed(engine: Engine, case: Case) -> None:
    """Whatever the code above takes somebody for, a stale mentor say, only the id is used."""
    citizen = a_person(area=case.place)
    with transaction(engine) as session:
        people.save_person(session, citizen)
        with seen_by(session, citizen.id):
            assert standing(session)[3:] == ("", "", "")
            assert cases.case_by_id(session, case.id) is None
        people.save_person(session, a_mentor(id=citizen.id, line_user_id=citizen.line_user_id))
        with seen_by(session, citizen.id):
            assert cases.case_by_id(session, case.id) == case


def test_a_statement_prepared_for_one_sight_is_planned_anew_for_another(
    one_connection: Engine, mentor: Person, case: Case
) -> None:
    citizen = a_person()
    with transaction(one_connection) as session:
        people.save_person(session, citizen)
        for _ in range(12):  # the driver prepares what it meets a few times
            assert cases.case_by_id(session, case.id) == case
            with seen_by(session, citizen.id):
                assert cases.case_by_id(session, case.id) is None
            with seen_by(session, mentor.id):
                assert cases.case_by_id(session, case.id) == case


def test_a_role_without_its_grants_is_told_of(engine: Engine, mentor: Person, case: Case) -> None:
    with transaction(engine) as session:
        session.execute(text("REVOKE SELECT ON referrals FROM khoto_person"))
        with (
            pytest.raises(PersonRoleMissing, match="run migrate"),
            savepoint(session),
            seen_by(session, mentor.id),
        ):
            cases.case_by_id(session, case.id)
        assert is_shut(session)


def test_writing_behind_it_is_refused(engine: Engine, mentor: Person, case: Case) -> None:
    with transaction(engine) as session:
        with (
            pytest.raises(PersonRoleMissing) as refused,
            savepoint(session),
            seen_by(session, mentor.id),
        ):
            cases.save_case(session, case)
        assert isinstance(refused.value.__cause__, DBAPIError)
        assert is_shut(session)
