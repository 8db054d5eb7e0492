"""People, and codes that work once."""

import hmac
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from casework.agencies import Agency
from casework.people import Role
from storage import (
    Engine,
    RacedAway,
    Session,
    is_transient,
    people,
    savepoint,
    transaction,
)
from storage.tables import StampKeyRow
from tests.storage.builders import (
    MAE_HONG_SON,
    NOW,
    PAI,
    a_mentor,
    a_person,
    an_invitation,
    an_officer,
)


def test_a_person_comes_back_as_saved(session: Session) -> None:
    person = a_person(
        name="สมชาย ใจดี",
        roles=frozenset({Role.VOLUNTEER, Role.MENTOR}),
        area=PAI,
        agency=Agency.SSO,
        term_start=NOW.date(),
        term_end=NOW.date() + timedelta(days=1095),
        consented_at=NOW,
        applied_at=NOW,
        blocked=True,
        wrong_codes=(NOW, NOW + timedelta(minutes=1)),
    )
    people.save_person(session, person)
    assert people.person_by_id(session, person.id) == person
    assert people.person_by_line_id(session, person.line_user_id) == person


def test_saving_again_replaces_the_whole_person(session: Session) -> None:
    person = a_mentor(name="ก")
    people.save_person(session, person)
    bare = a_person(id=person.id, line_user_id=person.line_user_id)
    people.save_person(session, bare)
    assert people.person_by_id(session, person.id) == bare


def test_an_unknown_person_is_made_bare_and_made_once(engine: Engine) -> None:
    made = []

    def ensure() -> None:
        with transaction(engine) as session:
            made.append(people.ensure_person(session, "Unew"))

    threads = [threading.Thread(target=ensure) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1
    assert (made[0].name, made[0].roles, made[0].consented_at) == ("", frozenset(), None)


def test_nobody_is_found_where_nobody_is(session: Session) -> None:
    assert people.person_by_id(session, a_person().id) is None
    assert people.person_by_line_id(session, "U0") is None
    assert people.invitation_by_code(session, "NONE") is None
    assert people.mentors_of(session, "58") == []


def test_those_who_serve_a_province_are_found_unless_they_blocked_us(session: Session) -> None:
    mentor, officer = a_mentor(), an_officer(Agency.DLPW)
    elsewhere = a_mentor(area=PAI.__class__("14", "พระนครศรีอยุธยา"))
    operator = a_person(roles=frozenset({Role.OPERATOR}))
    others = [
        a_mentor(blocked=True),
        an_officer(Agency.SSO),
        a_person(area=MAE_HONG_SON),
        elsewhere,
    ]
    for person in (mentor, officer, operator, *others):
        people.save_person(session, person)
    assert people.mentors_of(session, "58") == [mentor]
    assert people.officers_of(session, Agency.DLPW, "58") == [officer]
    assert people.operators(session) == [operator]
    assert len(people.list_people(session)) == 7
    assert len(people.list_people(session, Role.MENTOR, "58")) == 2


def test_the_database_refuses_a_role_there_is_none_of(session: Session) -> None:
    with pytest.raises(IntegrityError) as refused, savepoint(session):
        people.save_person(session, a_person(roles=frozenset({"minister"})))
    assert not is_transient(refused.value)


def test_an_invitation_comes_back_as_saved(session: Session) -> None:
    mentor = a_mentor()
    people.save_person(session, mentor)
    invitation = an_invitation(agency=Agency.DOE, made_by=mentor.id, name="สมหญิง")
    people.save_invitation(session, invitation)
    assert people.invitation_by_code(session, invitation.code) == invitation
    assert not people.code_is_free(session, invitation.code)
    assert people.code_is_free(session, "OTHER")


def test_no_code_can_be_read_in_the_database_or_guessed_without_the_key(engine: Engine) -> None:
    with transaction(engine) as session:
        people.save_invitation(session, an_invitation("2ABC-DEFG"))
        (kept,) = session.execute(text("SELECT code FROM invitations")).scalars()
        (sealed,) = session.execute(text("SELECT key FROM stamp_key")).scalars()
        (key,) = session.scalars(select(StampKeyRow.key))
    assert bytes(sealed).startswith(b"sealed.1.")
    assert len(key) == 32
    assert kept == hmac.new(key, b"2ABC-DEFG", "sha256").hexdigest()
    with transaction(engine) as session:
        assert people.invitation_by_code(session, kept) is None, "what is kept is no code itself"


def test_the_key_of_stamps_is_made_once(engine: Engine) -> None:
    together = threading.Barrier(4)

    def make(number: int) -> None:
        with transaction(engine) as session:
            together.wait()
            people.save_invitation(session, an_invitation(f"2ABC-DEF{number}"))

    threads = [threading.Thread(target=make, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with transaction(engine) as session:
        assert all(people.invitation_by_code(session, f"2ABC-DEF{n}") for n in range(4))


def test_a_code_from_before_stamps_is_still_good(session: Session) -> None:
    people.save_invitation(session, an_invitation())
    session.execute(text("UPDATE invitations SET code = 'ABCD2345'"))
    found = people.invitation_by_code(session, "ABCD2345", lock=True)
    assert found == an_invitation()
    assert not people.code_is_free(session, "ABCD2345")
    guest = a_person()
    people.save_person(session, guest)
    people.save_invitation(session, an_invitation(used_by=guest.id, used_at=NOW))
    with pytest.raises(RacedAway), savepoint(session):
        people.save_invitation(session, an_invitation(used_by=guest.id, used_at=NOW))


def test_a_code_is_used_once(session: Session) -> None:
    first, second = a_person(), a_person()
    for person in (first, second):
        people.save_person(session, person)
    people.save_invitation(session, an_invitation())
    people.save_invitation(session, an_invitation(used_by=first.id, used_at=NOW))
    with pytest.raises(RacedAway) as raced:
        people.save_invitation(session, an_invitation(used_by=second.id, used_at=NOW))
    assert is_transient(raced.value)
    kept = people.invitation_by_code(session, "ABCD2345")
    assert kept is not None
    assert kept.used_by == first.id


@pytest.mark.parametrize("lock", [True, False])
def test_of_many_who_use_one_code_at_once_one_succeeds(engine: Engine, lock: bool) -> None:
    guests = [a_person() for _ in range(6)]
    with transaction(engine) as session:
        people.save_invitation(session, an_invitation())
        for guest in guests:
            people.save_person(session, guest)
    together = threading.Barrier(len(guests))
    welcome: list[str] = []

    def join(line_user_id: str) -> None:
        together.wait()
        try:
            with transaction(engine) as session:
                guest = people.person_by_line_id(session, line_user_id)
                found = people.invitation_by_code(session, "ABCD2345", lock=lock)
                assert guest is not None
                assert found is not None
                if found.usable_at(NOW):
                    people.save_invitation(session, an_invitation(used_by=guest.id, used_at=NOW))
                    welcome.append(line_user_id)
        except RacedAway:
            assert not lock  # who asks with the lock sees that the code is used

    threads = [threading.Thread(target=join, args=[guest.line_user_id]) for guest in guests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(welcome) == 1
