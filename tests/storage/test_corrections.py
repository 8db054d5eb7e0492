"""Corrections are kept with the decision, reviewed, exported once, forgotten with their case."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from casework.cases import Case, CaseState, Part
from casework.categories import Category, Flag, Kind, Urgency
from casework.changes import Change, Decision, Erase, KeepCorrection, SaveCase
from casework.corrections import Correction, Label, Review
from casework.people import Role
from casework.reading import ReadAs
from storage import Engine, Session, corrections, transaction
from storage.corrections import Kept
from storage.keep import keep
from storage.tables import CasePartRow, CaseRow, CorrectionRow
from storage.tables.base import clean
from tests.storage.builders import NOW, a_person, a_saved_case
from tests.storage.test_hostile_text import MENDED, NASTY
from tests.storage.test_keep import kept as kept_in_a_chat


def a_correction(case: Case, **changes: Any) -> Correction:
    correction = Correction(
        case_id=case.id,
        text="นายจ้างไม่จ่ายค่าจ้าง โทร [เบอร์โทร]",
        kind=Kind.PROBLEM,
        old=Label(Category.PROTECTION, "P01"),
        old_by="machine",
        new=Label(Category.SOCIAL_SECURITY),
        secondary=(Category.EMPLOYMENT,),
        flags=frozenset({Flag.MIGRANT_WORKER, Flag.PREGNANT}),
        urgency=Urgency.URGENT,
        read=ReadAs(Category.PROTECTION, "P01", 0.91),
        model_version="1-abc",
        decided_by=Role.MENTOR,
        decided_at=NOW,
    )
    return replace(correction, **changes)


def kept(session: Session, *changes: Change) -> None:
    keep(session, Decision(changes), lambda _: (), None, NOW)


def texts(session: Session) -> list[str]:
    return [each.correction.text for each in corrections.newest(session)]


def test_a_correction_comes_back_whole(session: Session) -> None:
    case = a_saved_case(session)
    full = a_correction(case)
    bare = a_correction(case, read=None, old=Label(Category.UNCLEAR), flags=frozenset())
    for made in (full, bare):
        kept(session, KeepCorrection(made))
    newest = corrections.newest(session)
    assert [each.correction for each in newest] == [bare, full]
    assert newest[1] == Kept(newest[1].number, full)
    assert corrections.by_number(session, newest[0].number) == newest[0]
    assert corrections.by_number(session, newest[0].number + 1) is None
    assert corrections.newest(session, Review.APPROVED) == []


def test_it_is_kept_in_the_transaction_of_its_decision(engine: Engine) -> None:
    def broken_off() -> None:
        with transaction(engine) as session:
            case = a_saved_case(session)
            kept(session, KeepCorrection(a_correction(case)), SaveCase(case))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    with transaction(engine) as session:
        assert corrections.newest(session) == []


def test_a_row_tells_of_no_person(session: Session) -> None:
    case = a_saved_case(session)
    corrections.add(session, a_correction(case))
    (row,) = session.execute(select(CorrectionRow.__table__)).mappings()
    assert str(case.reporter_id) not in str(dict(row))
    assert {name for name in row if "person" in name or "user" in name} == set()


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(st.characters(), min_size=1, max_size=30))
def test_any_text_can_be_kept(session: Session, anything: str) -> None:
    number = corrections.add(session, a_correction(a_saved_case(session), text=anything))
    found = corrections.by_number(session, number)
    assert found is not None
    assert found.correction.text == clean(anything)


def test_hostile_text_and_a_probability_a_little_over_one_are_kept(session: Session) -> None:
    case = a_saved_case(session)
    read = ReadAs(Category.SKILLS, "S01", 1.0000000002)
    corrections.add(session, a_correction(case, text=NASTY, model_version=NASTY, read=read))
    (found,) = corrections.newest(session)
    assert (found.correction.text, found.correction.model_version) == (MENDED, MENDED)
    assert found.correction.read == ReadAs(Category.SKILLS, "S01", 1.0)


# Forgetting


def test_with_a_withdrawn_case_the_text_goes(session: Session) -> None:
    case, other = a_saved_case(session), a_saved_case(session)
    for each in (case, case, other):
        corrections.add(session, a_correction(each))
    kept(session, SaveCase(case.to(CaseState.WITHDRAWN, NOW)))
    assert texts(session) == [a_correction(other).text, "", ""]


@pytest.mark.parametrize("named", [True, False])
def test_with_an_unsent_message_the_text_goes(session: Session, named: bool) -> None:
    parts = (Part("m1", "ความลับ"), Part("m2", "เรื่องอื่น"))
    case = a_saved_case(session, parts=parts)
    corrections.add(session, a_correction(case, text="ความลับ\nเรื่องอื่น"))
    erase = Erase("m1", case.id if named else None)
    kept_in_a_chat(session, *([SaveCase(replace(case, parts=parts[1:]))] if named else []), erase)
    assert texts(session) == [""]


def test_another_message_that_is_unsent_takes_nothing_along(session: Session) -> None:
    case = a_saved_case(session)
    corrections.add(session, a_correction(case))
    kept_in_a_chat(session, Erase("another"))
    assert texts(session) == [a_correction(case).text]


def test_with_an_erased_case_the_whole_correction_goes(session: Session) -> None:
    case = a_saved_case(session)
    corrections.add(session, a_correction(case))
    for row, column in ((CasePartRow, CasePartRow.case_id), (CaseRow, CaseRow.id)):
        session.execute(delete(row).where(column == case.id))
    assert corrections.newest(session) == []


# Review and export


def test_a_review_is_written_down_and_may_give_the_subtype(session: Session) -> None:
    number = corrections.add(session, a_correction(a_saved_case(session)))
    corrections.mark(session, number, Review.APPROVED, "ตรงตามระเบียบ", NOW, "X02")
    (found,) = corrections.newest(session, Review.APPROVED)
    assert found.correction.new == Label(Category.SOCIAL_SECURITY, "X02")
    assert (found.review_reason, found.reviewed_at) == ("ตรงตามระเบียบ", NOW)


def test_the_last_word_on_each_case_is_exported_once(session: Session) -> None:
    case, other = a_saved_case(session), a_saved_case(session)
    first, second = (corrections.add(session, a_correction(case)) for _ in range(2))
    third = corrections.add(session, a_correction(other))

    def numbers(**options: bool) -> list[int]:
        return [each.number for each in corrections.to_export(session, **options)]

    assert numbers() == [second, third]
    assert numbers(approved=True) == []
    corrections.mark_exported(session, [second], NOW)
    assert numbers() == [third]
    assert numbers(everything=True) == [second, third]
    corrections.mark(session, second, Review.REJECTED, "ผู้แจ้งพูดถูก", NOW)
    assert numbers() == [first, third]
    corrections.mark(session, third, Review.APPROVED, "", NOW)
    assert numbers(approved=True) == [third]


def test_what_was_forgotten_is_not_exported(session: Session) -> None:
    case = a_saved_case(session)
    corrections.add(session, a_correction(case))
    corrections.forget(session, [case.id])
    assert corrections.to_export(session, everything=True) == []


def test_forgetting_nothing_is_nothing(session: Session) -> None:
    corrections.forget(session, [])
    corrections.forget(session, [a_person().id])
    assert corrections.newest(session) == []
