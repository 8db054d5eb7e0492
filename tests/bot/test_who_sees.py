"""Who sees what is said twice, in Python (`may_see`) and in the database's policies, and it is the
same: for every kind of person and every kind of case. In words it stands in docs/privacy.md."""

from dataclasses import replace
from itertools import product

from sqlalchemy import text

from bot.gather import may_see
from casework.agencies import Agency
from casework.cases import Case, CaseState, ReferralState
from casework.people import Person, Role
from casework.places import Place
from storage import Engine, Session, cases, people, seen_by, transaction
from tests.storage.builders import MAE_HONG_SON, NOW, a_case, a_person, a_referral

AYUTTHAYA = Place("14", "พระนครศรีอยุธยา")
ROLES = (
    frozenset[Role](),
    *(frozenset({role}) for role in Role),
    frozenset({Role.MENTOR, Role.OFFICER}),
    frozenset({Role.VOLUNTEER, Role.OFFICER}),
    frozenset({Role.OPERATOR, Role.MENTOR}),
)
AREAS = (None, MAE_HONG_SON, AYUTTHAYA)
AGENCIES = (None, Agency.DLPW, Agency.MOL_OPS)
REFERRED: tuple[tuple[tuple[str, ReferralState], ...], ...] = (
    (),
    *((("dlpw-58", state),) for state in ReferralState),
    (("sso-58", ReferralState.SENT),),
    (("sso-58", ReferralState.DONE), ("dlpw-58", ReferralState.RETURNED)),
    (("mol_ops-58", ReferralState.SENT),),
    (("dlpw-14", ReferralState.SENT),),
    (("dlpw-14-บางปะอิน", ReferralState.RETURNED), ("sso-58", ReferralState.RETURNED)),
    (("dlpw", ReferralState.SENT),),
)


def every_person() -> list[Person]:
    """Each set of roles with each area and agency; consent, terms and blocking go in turn."""
    found = []
    for number, (roles, area, agency) in enumerate(product(ROLES, AREAS, AGENCIES)):
        ended = {"term_start": NOW.date(), "term_end": NOW.date()} if number % 2 else {}
        consent = NOW if number % 3 else None
        someone = a_person(roles=roles, area=area, agency=agency, consented_at=consent, **ended)
        blocked = replace(someone, id=a_person().id, line_user_id=someone.line_user_id + "b")
        found += [someone, replace(blocked, blocked=True)]
    return found


def every_case(reporter: Person, other: Person) -> list[Case]:
    """Each state, in each province, referred in each way, by either reporter."""
    return [
        a_case(
            by,
            number=f"n{number}",
            state=state,
            place=place,
            referrals=tuple(
                a_referral(Agency(office.partition("-")[0]), office_id=office, state=how)
                for office, how in referred
            ),
        )
        for number, (state, (place, by), referred) in enumerate(
            product(CaseState, ((MAE_HONG_SON, reporter), (AYUTTHAYA, other)), REFERRED)
        )
    ]


def seen(session: Session, person: Person) -> set[str]:
    """The cases that the database shows, by number."""
    with seen_by(session, person.id):
        return set(session.scalars(text("SELECT number FROM cases")))


def test_the_database_and_the_code_say_the_same_of_everybody_and_every_case(
    engine: Engine,
) -> None:
    persons = every_person()
    # One of each kind reports, too: whoever reported sees it, whatever else they are.
    listed = every_case(persons[0], persons[-1])
    with transaction(engine) as session:
        for person in persons:
            people.save_person(session, person)
        for case in listed:
            cases.save_case(session, case)
    shown = 0
    with transaction(engine) as session:
        for person in persons:
            wanted = {case.number for case in listed if may_see(person, case)}
            assert seen(session, person) == wanted, person
            shown += len(wanted)
    assert 0 < shown < len(persons) * len(listed)


def test_an_office_sees_no_case_that_was_referred_in_another_province(engine: Engine) -> None:
    there = a_person(roles=frozenset({Role.OFFICER}), area=AYUTTHAYA, agency=Agency.DLPW)
    reporter = a_person()
    back = a_referral(state=ReferralState.RETURNED)  # of Mae Hong Son
    moved = a_case(reporter, place=AYUTTHAYA, referrals=(back,))
    referred = replace(
        moved, referrals=(back, a_referral(id=there.id, office_id=f"{Agency.DLPW}-14"))
    )
    with transaction(engine) as session:
        for person in (reporter, there):
            people.save_person(session, person)
        for case, wanted in ((moved, set()), (referred, {moved.number})):
            cases.save_case(session, case)
            assert seen(session, there) == wanted
            assert may_see(there, case) == bool(wanted)


def test_a_role_that_was_taken_away_is_gone_at_once(engine: Engine) -> None:
    officer = a_person(roles=frozenset({Role.OFFICER}), area=MAE_HONG_SON, agency=Agency.DLPW)
    reporter = a_person()
    case = a_case(reporter, referrals=(a_referral(),))
    ways = (
        replace(officer, roles=frozenset()),
        replace(officer, area=AYUTTHAYA),
        replace(officer, area=None),
        replace(officer, agency=Agency.SSO),
        replace(officer, agency=None),
        replace(officer, blocked=True),
    )
    with transaction(engine) as session:
        for each in (reporter, officer):
            people.save_person(session, each)
        cases.save_case(session, case)
        for changed in ways:
            people.save_person(session, officer)
            assert seen(session, officer) == {case.number}
            people.save_person(session, changed)
            assert seen(session, officer) == set()
            assert not may_see(changed, case)
