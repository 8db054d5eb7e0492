"""Cases, whole: with their parts and referrals."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Integer,
    Select,
    Uuid,
    and_,
    any_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from casework.agencies import Agency
from casework.cases import (
    OPEN_REFERRAL_STATES,
    OPEN_STATES,
    Case,
    CaseState,
    LogEntry,
    Part,
    Referral,
    ReferralState,
)
from storage import case_log
from storage.case_rows import case_from_rows, case_values, referral_from_row, referral_values
from storage.prepared import Prepared, all_rows, first_row, table_of
from storage.tables import AttachmentRow, CaseCounterRow, CasePartRow, CaseRow, ReferralRow

BANGKOK_TIME = timezone(timedelta(hours=7))  # Thailand has no summer time
BUDDHIST_ERA = 543

_cases, _files = table_of(CaseRow), table_of(AttachmentRow)
_parts, _referrals = table_of(CasePartRow), table_of(ReferralRow)
_ids = bindparam("ids", type_=ARRAY(Uuid))
_most = bindparam("most", type_=Integer)
_by_id = select(_cases).where(_cases.c.id == bindparam("id"))
_by_number = select(_cases).where(_cases.c.number == bindparam("number"))
_of_reporter = select(_cases).where(_cases.c.reporter_id == bindparam("reporter"))
_BY_ID, _BY_NUMBER = Prepared(_by_id), Prepared(_by_number)
_BY_ID_LOCKED = Prepared(_by_id.with_for_update(key_share=True))
_BY_NUMBER_LOCKED = Prepared(_by_number.with_for_update(key_share=True))
_OF_REPORTER = Prepared(_of_reporter.order_by(_cases.c.created_at.desc()).limit(_most))
_ASKED = Prepared(
    _of_reporter.where(_cases.c.question_at.is_not(None))
    .order_by(_cases.c.question_at.desc())
    .limit(_most)
)
_last_referral_state = (
    select(_referrals.c.state)
    .where(_referrals.c.case_id == _cases.c.id)
    .order_by(_referrals.c.position.desc())
    .limit(1)
    .scalar_subquery()
)
_AT_DESK = Prepared(
    select(_cases)
    .where(
        _cases.c.province_code == bindparam("province"),
        or_(
            _cases.c.state == CaseState.SCREENING.value,
            and_(
                or_(
                    _cases.c.state == CaseState.FORWARDED.value,
                    _cases.c.state == CaseState.IN_PROGRESS.value,
                ),
                _last_referral_state == ReferralState.RETURNED.value,
            ),
        ),
    )
    .order_by(_cases.c.urgency.desc(), _cases.c.created_at)
    .limit(_most)
)
_PARTS = Prepared(select(_parts).where(_parts.c.case_id == any_(_ids)).order_by(_parts.c.position))
_REFERRALS = Prepared(
    select(_referrals).where(_referrals.c.case_id == any_(_ids)).order_by(_referrals.c.position)
)
_ATTACHED = Prepared(
    select(_files.c.case_id, func.count().label("files"))
    .where(_files.c.case_id == any_(_ids), _files.c.state != "erased")
    .group_by(_files.c.case_id)
)


def case_by_id(session: Session, case_id: UUID, *, lock: bool = False) -> Case | None:
    """The case with that id. With `lock`, nobody else changes it until this transaction ends."""
    return _first(session, _BY_ID_LOCKED if lock else _BY_ID, id=case_id)


def case_by_number(session: Session, number: str, *, lock: bool = False) -> Case | None:
    """The case with exactly that number. `lock` as in `case_by_id`."""
    return _first(session, _BY_NUMBER_LOCKED if lock else _BY_NUMBER, number=number)


def cases_of_reporter(session: Session, person_id: UUID, limit: int = 10) -> list[Case]:
    """What a person reported, newest first."""
    return _whole(session, all_rows(session, _OF_REPORTER, reporter=person_id, most=limit))


def asked_of(session: Session, person_id: UUID, limit: int = 10) -> list[Case]:
    """The cases of this reporter's with an officer's question open, the latest asked first."""
    return _whole(session, all_rows(session, _ASKED, reporter=person_id, most=limit))


def waiting_for_desk(session: Session, province_code: str, limit: int = 50) -> list[Case]:
    """A province's cases to screen, and those of which a part came back and was not sent on:
    most urgent first, then oldest first."""
    return _whole(session, all_rows(session, _AT_DESK, province=province_code, most=limit))


def open_referrals_for(
    session: Session, agency: Agency, province_code: str, limit: int = 50
) -> list[Case]:
    """A province's open cases with an open referral to the agency: urgent, then oldest first."""
    query = select(_cases).where(
        CaseRow.province_code == province_code,
        CaseRow.state.in_(sorted(OPEN_STATES)),
        exists().where(
            ReferralRow.case_id == CaseRow.id,
            ReferralRow.agency == agency,
            ReferralRow.state.in_(sorted(OPEN_REFERRAL_STATES)),
        ),
    )
    ordered = query.order_by(CaseRow.urgency.desc(), CaseRow.created_at)
    return _all(session, ordered.limit(limit))


def list_cases(
    session: Session,
    *,
    province_code: str | None = None,
    state: CaseState | None = None,
    limit: int = 100,
) -> list[Case]:
    """Cases of any province and state, or of one, newest first."""
    query = select(_cases)
    if province_code is not None:
        query = query.where(CaseRow.province_code == province_code)
    if state is not None:
        query = query.where(CaseRow.state == state)
    return _all(session, query.order_by(CaseRow.created_at.desc()).limit(limit))


def next_serial(session: Session, province_code: str, year_be: int, *, lock: bool = True) -> int:
    """The serial the next new case of a province gets in a Buddhist-era year of four digits.

    With `lock`, others who ask with `lock` for the same province wait until this transaction ends,
    so ask only when a case may be made. Without, two may be told the same, and the second
    `save_case` then fails on the case number (`is_transient` says so). Raises ValueError for a
    Christian year.
    """
    if year_be < 2500:
        raise ValueError(f"a Buddhist-era year of four digits is needed, not {year_be}")
    counter = (CaseCounterRow.province_code == province_code, CaseCounterRow.year_be == year_be)
    query = select(CaseCounterRow.last_serial).where(*counter)
    if lock:
        session.execute(
            insert(CaseCounterRow)
            .values(province_code=province_code, year_be=year_be)
            .on_conflict_do_nothing()
        )
        query = query.with_for_update(key_share=True)
    return (session.scalar(query) or 0) + 1


def save_case(session: Session, case: Case) -> bool:
    """Insert the case or replace it whole, parts and referrals included. Returns whether it is new.

    A new case advances the counter of its province and of the Buddhist-era year it was made in.
    """
    values = case_values(case)
    is_new: bool = session.execute(
        insert(CaseRow)
        .values(id=case.id, **values)
        .on_conflict_do_update(index_elements=[CaseRow.id], set_=values)
        .returning(literal_column("xmax = 0"))  # no earlier version: inserted
    ).scalar_one()
    if is_new:
        _advance_counter(session, case)
    else:
        session.execute(delete(CasePartRow).where(CasePartRow.case_id == case.id))
        session.execute(delete(ReferralRow).where(ReferralRow.case_id == case.id))
    if case.parts:
        session.execute(
            insert(CasePartRow).values(
                [
                    {
                        "case_id": case.id,
                        "position": position,
                        "message_id": part.message_id,
                        "text": part.text,
                    }
                    for position, part in enumerate(case.parts)
                ]
            )
        )
    if case.referrals:
        session.execute(
            insert(ReferralRow).values(
                [
                    referral_values(case.id, position, referral)
                    for position, referral in enumerate(case.referrals)
                ]
            )
        )
    return is_new


def erase_parts(session: Session, message_id: str, case_id: UUID | None = None) -> list[UUID]:
    """Remove a message's text from every case, with the words quoted from it.

    Words quoted in the case `case_id` are looked through even if it has no such part any more.
    Returns the cases' ids.
    """
    found = session.scalars(select(CasePartRow.case_id).where(CasePartRow.message_id == message_id))
    case_ids = sorted({*found, *([case_id] if case_id else [])})
    for each in case_ids:
        case = case_by_id(session, each, lock=True)
        if case is not None:
            _forget_message(session, case, message_id)
    return case_ids


def _forget_message(session: Session, case: Case, message_id: str) -> None:
    session.execute(
        delete(CasePartRow).where(
            CasePartRow.case_id == case.id, CasePartRow.message_id == message_id
        )
    )
    left = "\n".join(part.text for part in case.parts if part.message_id != message_id)
    reason = case.reason
    for words in case.evidence:
        if words and words not in left:
            reason = reason.replace(words, "…")
    kept = [words for words in case.evidence if words in left]
    session.execute(
        update(CaseRow).where(CaseRow.id == case.id).values(evidence=kept, reason=reason)
    )


def leave_desk(session: Session, mentor_id: UUID, now: datetime) -> bool:
    """Nobody has what this mentor took; histories of open cases say so. Returns whether any of it
    waits to be screened."""
    left = update(CaseRow).where(CaseRow.mentor_id == mentor_id).values(mentor_id=null())
    freed = session.execute(left.returning(CaseRow.id, CaseRow.state))
    states: dict[UUID, str] = {row.id: row.state for row in freed}
    still_open = sorted(case_id for case_id, state in states.items() if state in OPEN_STATES)
    case_log.add(
        session, [LogEntry(each, now, None, "freed", "its mentor left") for each in still_open]
    )
    return CaseState.SCREENING in states.values()


def _advance_counter(session: Session, case: Case) -> None:
    counter = insert(CaseCounterRow).values(
        province_code=case.place.province_code,
        year_be=buddhist_year(case.created_at),
        last_serial=1,
    )
    session.execute(
        counter.on_conflict_do_update(
            index_elements=[CaseCounterRow.province_code, CaseCounterRow.year_be],
            set_={"last_serial": CaseCounterRow.last_serial + 1},
        )
    )


def buddhist_year(at: datetime) -> int:
    """The four-digit Buddhist-era year in Thailand at a timezone-aware time."""
    return at.astimezone(BANGKOK_TIME).year + BUDDHIST_ERA


def _first(session: Session, query: Prepared, **values: Any) -> Case | None:
    row = first_row(session, query, **values)
    return _whole(session, [row])[0] if row else None


def _all(session: Session, query: Select[Any]) -> list[Case]:
    return _whole(session, session.execute(query).all())


def _whole(session: Session, rows: Sequence[Any]) -> list[Case]:
    if not rows:
        return []
    ids = [row.id for row in rows]
    parts: dict[UUID, list[Part]] = {case_id: [] for case_id in ids}
    referrals: dict[UUID, list[Referral]] = {case_id: [] for case_id in ids}
    for part in all_rows(session, _PARTS, ids=ids):
        parts[part.case_id].append(Part(part.message_id, part.text))
    for referral in all_rows(session, _REFERRALS, ids=ids):
        referrals[referral.case_id].append(referral_from_row(referral))
    attached = {row.case_id: row.files for row in all_rows(session, _ATTACHED, ids=ids)}
    return [
        replace(
            case_from_rows(row, parts[row.id], referrals[row.id]),
            attachments=attached.get(row.id, 0),
        )
        for row in rows
    ]
