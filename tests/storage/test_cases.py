"""A case is saved and loaded whole; its number is its own; its history cannot be rewritten."""

import threading
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from casework.agencies import Agency
from casework.cases import CaseState, Closing, LogEntry, Part, Question, ReferralState
from casework.categories import Category, Urgency
from casework.places import Place
from casework.reading import ReadAs
from storage import Engine, Session, case_log, cases, is_transient, savepoint, transaction
from storage.people import save_person
from tests.storage.builders import NOW, a_case, a_person, a_referral, a_saved_case


def test_a_case_comes_back_whole(session: Session) -> None:
    person = a_person()
    save_person(session, person)
    case = a_case(
        person,
        question=Question("โทรกลับได้เมื่อไร", person.id, NOW),
        mentor_id=person.id,
        rating=5,
        closing=Closing.SILENCE,
        result="นายจ้างจ่ายครบแล้ว",
        model_version="2026-11",
        read=ReadAs(Category.SKILLS, "S01", 0.4),
        decided_by="desk",
        referrals=(
            a_referral(Agency.SSO, result="จ่ายแล้ว", state=ReferralState.DONE),
            a_referral(Agency.DLPW, reason="ไม่ใช่พื้นที่", officer_id=person.id),
        ),
    )
    left_out = {"attachments"}  # counted from their own table
    plain = {f.name: f.default for f in fields(case) if f.name not in left_out}
    assert not [name for name, default in plain.items() if getattr(case, name) == default]
    assert cases.save_case(session, case)
    assert cases.case_by_id(session, case.id) == case
    assert cases.case_by_number(session, case.number, lock=True) == case


def test_a_huge_amount_or_count_is_no_reason_to_fail(session: Session) -> None:
    case = a_saved_case(session, amounts=(10**30,), people_count=10**30, confidence=1.0000000002)
    loaded = cases.case_by_id(session, case.id)
    assert loaded is not None
    assert (loaded.amounts, loaded.people_count, loaded.confidence) == ((10**30,), 2**63 - 1, 1.0)


def test_saving_again_replaces_parts_and_referrals(session: Session) -> None:
    case = a_saved_case(session, referrals=(a_referral(), a_referral(Agency.SSO)))
    changed = replace(
        case,
        state=CaseState.FORWARDED,
        parts=(*case.parts, Part("m3", "เพิ่มเติม")),
        referrals=case.referrals[1:],
    )
    assert not cases.save_case(session, changed)
    assert cases.case_by_id(session, case.id) == changed


def test_an_unknown_case_is_none(session: Session) -> None:
    assert cases.case_by_id(session, uuid4(), lock=True) is None
    assert cases.case_by_number(session, "มส-69-99999") is None


def test_serials_count_up_by_province_and_buddhist_year(session: Session) -> None:
    assert cases.next_serial(session, "58", 2569) == 1
    assert cases.next_serial(session, "58", 2569) == 1  # only asked
    case = a_saved_case(session)
    cases.save_case(session, case)  # saved again, not a new one
    assert cases.next_serial(session, "58", 2569) == 2
    assert cases.next_serial(session, "58", 2569, lock=False) == 2
    assert cases.next_serial(session, "14", 2569) == 1
    assert cases.next_serial(session, "58", 2570, lock=False) == 1


def test_the_year_is_thailands() -> None:
    assert cases.buddhist_year(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)) == 2569
    assert cases.buddhist_year(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == 2570


def test_a_christian_year_is_refused(session: Session) -> None:
    with pytest.raises(ValueError, match="Buddhist-era"):
        cases.next_serial(session, "58", 2026)


def test_many_at_once_get_serials_of_their_own(engine: Engine) -> None:
    person = a_person()
    with transaction(engine) as session:
        save_person(session, person)
    given: list[int] = []

    def report() -> None:
        for _ in range(4):
            with transaction(engine) as session:
                serial = cases.next_serial(session, "58", 2569)
                cases.save_case(session, a_case(person, number=f"มส-69-{serial:05d}"))
                given.append(serial)

    threads = [threading.Thread(target=report) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 17))


def test_a_number_given_twice_is_refused_and_may_be_tried_again(session: Session) -> None:
    case = a_saved_case(session)
    with pytest.raises(IntegrityError) as raced, savepoint(session):
        cases.save_case(session, a_case(case.reporter_id, number=case.number))
    assert is_transient(raced.value)


def test_a_locked_case_waits_for_nobody_else(engine: Engine) -> None:
    with transaction(engine) as session:
        case = a_saved_case(session)
    seen: list[str] = []

    def second() -> None:
        with transaction(engine) as session:
            loaded = cases.case_by_id(session, case.id, lock=True)
            assert loaded is not None
            seen.append(loaded.reason)

    with transaction(engine) as first:
        cases.case_by_id(first, case.id, lock=True)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        assert seen == []
        cases.save_case(first, replace(case, reason="เปลี่ยนแล้ว"))
    thread.join()
    assert seen == ["เปลี่ยนแล้ว"]


def test_a_reporters_cases_come_newest_first(session: Session) -> None:
    person = a_person()
    save_person(session, person)
    made = [a_case(person, created_at=NOW + timedelta(hours=hour)) for hour in range(3)]
    for case in made:
        cases.save_case(session, case)
    a_saved_case(session)
    assert cases.cases_of_reporter(session, person.id) == made[::-1]
    assert cases.cases_of_reporter(session, person.id, limit=1) == made[2:]
    assert len(cases.list_cases(session, province_code="58")) == 4


def test_the_open_questions_of_a_reporter_the_latest_first(session: Session) -> None:
    person = a_person()
    save_person(session, person)
    made = [a_case(person), a_case(person), a_case(person)]
    for case in made:
        cases.save_case(session, case)
    assert cases.asked_of(session, person.id) == []
    asked = [
        replace(case, question=Question("กี่คน", person.id, NOW + timedelta(hours=hour)))
        for hour, case in enumerate(made[:2])
    ]
    for case in asked:
        cases.save_case(session, case)
    assert cases.asked_of(session, person.id) == asked[::-1]


def test_the_desk_sees_its_province_urgent_first_then_oldest(session: Session) -> None:
    late = a_saved_case(session, created_at=NOW + timedelta(hours=1))
    early = a_saved_case(session)
    urgent = a_saved_case(session, urgency=Urgency.EMERGENCY, created_at=NOW + timedelta(hours=2))
    a_saved_case(session, state=CaseState.FORWARDED)
    a_saved_case(session, place=Place("14", "พระนครศรีอยุธยา"))
    assert cases.waiting_for_desk(session, "58") == [urgent, early, late]


def test_the_desk_sees_a_part_that_came_back_until_it_is_sent_on(session: Session) -> None:
    back, at_work = a_referral(Agency.SSO, state=ReferralState.RETURNED), a_referral()
    waits = a_saved_case(session, state=CaseState.IN_PROGRESS, referrals=(at_work, back))
    a_saved_case(
        session,
        state=CaseState.FORWARDED,
        referrals=(replace(back, id=uuid4()), a_referral(Agency.DOE)),
    )
    over = replace(a_referral(), state=ReferralState.RETURNED)
    a_saved_case(session, state=CaseState.ANSWERED, referrals=(over,))
    assert cases.waiting_for_desk(session, "58") == [waits]


def test_an_agency_sees_its_open_referrals(session: Session) -> None:
    mine = a_saved_case(session, state=CaseState.FORWARDED, referrals=(a_referral(),))
    done = a_referral(state=ReferralState.DONE)
    a_saved_case(session, state=CaseState.FORWARDED, referrals=(a_referral(Agency.SSO), done))
    a_saved_case(session, state=CaseState.WITHDRAWN, referrals=(a_referral(),))
    assert cases.open_referrals_for(session, Agency.DLPW, "58") == [mine]
    assert cases.open_referrals_for(session, Agency.DLPW, "14") == []


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"category": "weather"},
        {"flags": frozenset({"unlucky"})},
        {"rating": 6},
        {"decided_by": "chance"},
    ],
)
def test_the_database_refuses_what_the_domain_does_not_know(
    session: Session, change: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), savepoint(session):
        a_saved_case(session, **change)


def test_a_history_is_kept_in_order(session: Session) -> None:
    case = a_saved_case(session)
    lines = [
        LogEntry(case.id, NOW, case.reporter_id, "case.reported"),
        LogEntry(case.id, NOW, None, "case.forwarded", "dlpw-58"),
    ]
    case_log.add(session, lines)
    case_log.add(session, [])
    assert case_log.entries(session, case.id) == lines


@pytest.mark.parametrize(
    "rewriting",
    ["UPDATE case_log SET detail = 'x'", "DELETE FROM case_log", "TRUNCATE case_log"],
)
def test_a_history_cannot_be_rewritten(session: Session, rewriting: str) -> None:
    case = a_saved_case(session)
    case_log.add(session, [LogEntry(case.id, NOW, None, "case.reported")])
    with pytest.raises(DBAPIError, match="append-only"), savepoint(session):
        session.execute(text(rewriting))
    assert len(case_log.entries(session, case.id)) == 1


def test_an_unsent_message_takes_its_quoted_words_with_it(session: Session) -> None:
    case = a_saved_case(session)
    assert cases.erase_parts(session, "m1") == [case.id]
    left = cases.case_by_id(session, case.id)
    assert left is not None
    assert left.parts == case.parts[1:]
    assert left.evidence == ("สามเดือน",)
    assert left.reason == "มีคำว่า …"
    assert cases.erase_parts(session, "unknown") == []
