"""A role is taken away, and what a mentor took is free for colleagues."""

import pytest

from casework.cases import Case, CaseState
from casework.people import Person, Role
from storage import Engine, case_log, cases, operator_log, people, timers, transaction
from tests.commands.conftest import Khoto
from tests.storage.builders import NOW, a_case, a_mentor, a_person

KANDA = "U" + "4af5" * 8
SHOWN = f"{KANDA[:4]}…{KANDA[-4:]}"


@pytest.fixture
def taken(engine: Engine) -> dict[CaseState, Case]:
    """A case in every state, all taken by one mentor."""
    mentor = a_mentor(line_user_id=KANDA, name="กานดา", consented_at=NOW)
    reporter = a_person()
    made = {s: a_case(reporter, state=s, question=None, mentor_id=mentor.id) for s in CaseState}
    with transaction(engine) as session:
        people.save_person(session, mentor)
        people.save_person(session, reporter)
        for case in made.values():
            cases.save_case(session, case)
    return made


def known(engine: Engine) -> Person:
    with transaction(engine) as session:
        person = people.person_by_line_id(session, KANDA)
    assert person
    return person


def assert_free(engine: Engine, taken: dict[CaseState, Case]) -> None:
    with transaction(engine) as session:
        for state, case in taken.items():
            now = cases.case_by_id(session, case.id)
            assert now and now.mentor_id is None, state
            told = [line.action for line in case_log.entries(session, case.id)]
            assert told == (["freed"] if case.is_open else []), state
        (timer,) = timers.due(session, NOW.replace(year=9999), limit=9)
    assert (timer.kind, timer.data) == ("untaken", {"province_code": "58"})


@pytest.mark.parametrize("named", [KANDA, SHOWN])
def test_a_mentors_role_ends_and_the_cases_are_free(
    khoto: Khoto, engine: Engine, taken: dict[CaseState, Case], named: str
) -> None:
    result = khoto("people", "end", named, "--role", "mentor", "--why", "ลาออก")
    assert result.stdout == f"{SHOWN} is no longer พี่เลี้ยง\n"
    person = known(engine)
    assert person.roles == {Role.CITIZEN}
    assert (person.name, person.consented_at, person.agency) == ("กานดา", NOW, None)
    assert_free(engine, taken)
    with transaction(engine) as session:
        (deed,) = operator_log.deeds(session)
    assert (deed.action, deed.why) == ("drop", "ลาออก")
    assert deed.subject == f"mentor person:{str(person.id)[:8]}"


@pytest.mark.parametrize(
    "command",
    [
        ("add", "--line-user-id", KANDA, "--role", "mentor", "--province", "14"),
        ("erase", KANDA, "--why", "ขอลบ", "--yes"),
    ],
)
def test_cases_are_free_when_their_mentor_moves_or_is_erased(
    khoto: Khoto, engine: Engine, taken: dict[CaseState, Case], command: tuple[str, ...]
) -> None:
    assert khoto("people", *command).exit_code == 0
    assert_free(engine, taken)


def test_who_is_erased_while_a_report_of_theirs_is_under_way_has_no_role(
    khoto: Khoto, engine: Engine, taken: dict[CaseState, Case]
) -> None:
    with transaction(engine) as session:
        mentor = people.person_by_line_id(session, KANDA)
        assert mentor
        cases.save_case(session, a_case(mentor))
    khoto("people", "erase", KANDA, "--why", "ขอลบ", "--yes")
    assert known(engine).roles == frozenset()


def test_what_somebody_took_stays_theirs_while_they_serve_there(
    khoto: Khoto, engine: Engine, taken: dict[CaseState, Case]
) -> None:
    volunteer = ("--role", "volunteer", "--subdistrict", "580306")
    khoto("people", "add", "--line-user-id", KANDA, *volunteer)
    khoto("people", "end", KANDA, "--role", "volunteer")
    person = known(engine)
    assert (person.roles, person.term_end) == (frozenset({Role.MENTOR}), None)
    with transaction(engine) as session:
        for case in taken.values():
            now = cases.case_by_id(session, case.id)
            assert now and now.mentor_id == person.id


def test_who_withdrew_has_not_agreed_anew_when_the_role_comes_back(
    khoto: Khoto, engine: Engine
) -> None:
    with transaction(engine) as session:
        people.save_person(session, a_mentor(line_user_id=KANDA))
    khoto("people", "end", KANDA, "--role", "mentor")
    khoto("people", "add", "--line-user-id", KANDA, "--role", "mentor", "--province", "58")
    person = known(engine)
    assert person.has(Role.MENTOR)
    assert person.consented_at is None


@pytest.mark.parametrize("named", ["U1", "", "U" + "0" * 32, "\x1b[2J", "มส-69-00042-8"])
def test_nobody_is_meant_by_odd_input(
    khoto: Khoto, engine: Engine, taken: dict[CaseState, Case], named: str
) -> None:
    result = khoto("people", "end", named, "--role", "mentor")
    assert result.exit_code == 1
    assert "No mentor is known as" in result.stderr
    assert "\x1b" not in result.output
    assert known(engine).has(Role.MENTOR)


def test_nobody_loses_a_role_they_do_not_have_or_that_another_may_be_meant_by(
    khoto: Khoto, engine: Engine, taken: dict[CaseState, Case]
) -> None:
    refused = khoto("people", "end", KANDA, "--role", "officer")
    assert "No officer is known as" in refused.stderr
    alike = KANDA[:4] + "0" * 25 + KANDA[-4:]
    with transaction(engine) as session:
        people.save_person(session, a_mentor(line_user_id=alike))
    refused = khoto("people", "end", SHOWN, "--role", "mentor")
    assert refused.exit_code == 1
    assert "give the whole id" in refused.stderr
    assert known(engine).has(Role.MENTOR)
