"""People and the invitations they join with."""

import hmac
import secrets
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Text, any_, bindparam, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from casework.agencies import Agency
from casework.people import Invitation, Person, Role
from storage.engine import RacedAway
from storage.places import place_from_json, place_to_json
from storage.prepared import Prepared, all_rows, first_row, table_of
from storage.tables import InvitationRow, PersonRow, StampKeyRow

_people = table_of(PersonRow)
_BY_ID = Prepared(select(_people).where(_people.c.id == bindparam("id")))
_BY_LINE_ID = Prepared(select(_people).where(_people.c.line_user_id == bindparam("line_user_id")))
_BY_LINE_IDS = Prepared(
    select(_people).where(_people.c.line_user_id == any_(bindparam("ids", type_=ARRAY(Text))))
)


def person_by_id(session: Session, person_id: UUID) -> Person | None:
    """The person with that id."""
    row = first_row(session, _BY_ID, id=person_id)
    return _person(row) if row else None


def person_by_line_id(session: Session, line_user_id: str) -> Person | None:
    """The person with that LINE user id."""
    row = first_row(session, _BY_LINE_ID, line_user_id=line_user_id)
    return _person(row) if row else None


def ensure_person(session: Session, line_user_id: str) -> Person:
    """The person with that LINE user id; if unknown, one without name, role or consent is made."""
    return ensure_people(session, [line_user_id])[line_user_id]


def ensure_people(session: Session, line_user_ids: Iterable[str]) -> dict[str, Person]:
    """As `ensure_person`, for several; by LINE user id."""
    wanted = set(line_user_ids)
    found = _people_of(session, wanted)
    # In order, so that two who make the same ones do not wait for each other in a ring.
    missing = sorted(wanted - found.keys())
    if missing:
        made = [{"id": uuid4(), "line_user_id": each} for each in missing]
        insertion = insert(PersonRow).values(made)
        session.execute(insertion.on_conflict_do_nothing(index_elements=[PersonRow.line_user_id]))
        found |= _people_of(session, set(missing))
    return found


def _people_of(session: Session, line_user_ids: set[str]) -> dict[str, Person]:
    if not line_user_ids:
        return {}
    rows = all_rows(session, _BY_LINE_IDS, ids=list(line_user_ids))
    return {row.line_user_id: _person(row) for row in rows}


def save_person(session: Session, person: Person) -> None:
    """Insert the person, or replace the one with the same id."""
    values = {
        "line_user_id": person.line_user_id,
        "name": person.name,
        "roles": sorted(person.roles),
        "area": place_to_json(person.area),
        "agency": person.agency,
        "term_start": person.term_start,
        "term_end": person.term_end,
        "consented_at": person.consented_at,
        "applied_at": person.applied_at,
        "blocked": person.blocked,
        "wrong_codes": list(person.wrong_codes),
    }
    session.execute(
        insert(PersonRow)
        .values(id=person.id, **values)
        .on_conflict_do_update(index_elements=[PersonRow.id], set_=values)
    )


def mentors_of(session: Session, province_code: str) -> list[Person]:
    """The mentors of a province who can be reached (not blocked), oldest first."""
    return _serving(session, Role.MENTOR, PersonRow.province_code == province_code)


def officers_of(session: Session, agency: Agency, province_code: str) -> list[Person]:
    """The officers of an agency in a province who can be reached, oldest first."""
    return _serving(
        session,
        Role.OFFICER,
        PersonRow.agency == agency,
        PersonRow.province_code == province_code,
    )


def agencies_served(session: Session, province_code: str) -> set[Agency]:
    """The agencies with an officer in the province who can be reached."""
    there = _serving(session, Role.OFFICER, PersonRow.province_code == province_code)
    return {officer.agency for officer in there if officer.agency}


def operators(session: Session) -> list[Person]:
    """Whoever looks after the service and can be reached, oldest first."""
    return _serving(session, Role.OPERATOR)


def applicants_of(session: Session, province_code: str, limit: int) -> list[Person]:
    """Who asked to become a volunteer in the province and waits for an answer, longest first."""
    query = (
        select(_people)
        .where(PersonRow.province_code == province_code, PersonRow.applied_at.is_not(None))
        .order_by(PersonRow.applied_at, PersonRow.id)
        .limit(limit)
    )
    return [_person(row) for row in session.execute(query)]


def list_people(
    session: Session, role: Role | None = None, province_code: str | None = None
) -> list[Person]:
    """Everybody, or those with a role or of a province, blocked ones too, oldest first."""
    query = select(PersonRow).order_by(PersonRow.created_at, PersonRow.id)
    if role is not None:
        query = query.where(PersonRow.roles.contains([role.value]))
    if province_code is not None:
        query = query.where(PersonRow.province_code == province_code)
    return [_person(row) for row in session.scalars(query)]


def save_invitation(session: Session, invitation: Invitation) -> None:
    """Insert the invitation, or replace it while it is unused.

    Of two transactions that use one code, the second raises RacedAway and changes nothing.
    """
    codes = _as_kept(session, invitation.code)
    before = session.scalar(select(InvitationRow.code).where(InvitationRow.code.in_(codes)))
    values = {
        "role": invitation.role,
        "area": place_to_json(invitation.area),
        "agency": invitation.agency,
        "made_by": invitation.made_by,
        "expires_at": invitation.expires_at,
        "used_by": invitation.used_by,
        "used_at": invitation.used_at,
        "name": invitation.name,
    }
    kept = session.execute(
        insert(InvitationRow)
        .values(code=before or codes[0], **values)
        .on_conflict_do_update(
            index_elements=[InvitationRow.code],
            set_=values,
            where=InvitationRow.used_at.is_(None),
        )
        .returning(InvitationRow.code)
    ).first()
    if kept is None:
        raise RacedAway("the invitation has been used")


def invitation_by_code(session: Session, code: str, *, lock: bool = False) -> Invitation | None:
    """The invitation with exactly that code.

    With `lock`, others who ask with `lock` wait for the end of this transaction, and then see it
    used.
    """
    query = select(InvitationRow).where(InvitationRow.code.in_(_as_kept(session, code)))
    if lock:
        query = query.with_for_update(key_share=True)
    row = session.scalar(query)
    return _invitation(row, code) if row else None


def code_is_free(session: Session, code: str) -> bool:
    """Whether no invitation, used or not, has this code."""
    known = select(literal(1)).where(InvitationRow.code.in_(_as_kept(session, code)))
    return session.scalar(known) is None


def _as_kept(session: Session, code: str) -> tuple[str, ...]:
    """What a code may stand in the table as: its stamp, an HMAC-SHA256; or itself, if it was made
    before codes had stamps. A stamp that is typed is no code.

    Codes are compared by the index, so how long that takes tells of the stamp, not of the code.
    """
    stamp = hmac.new(_stamp_key(session), code.encode("utf-8", "replace"), "sha256").hexdigest()
    return (stamp, code) if len(code) < len(stamp) else (stamp,)


def _stamp_key(session: Session) -> bytes:
    """The key of stamps, made when it is first asked for."""
    asked = select(StampKeyRow.key)
    key = session.scalar(asked)
    if key is None:
        made = insert(StampKeyRow).values(id=1, key=secrets.token_bytes(32))
        session.execute(made.on_conflict_do_nothing())
        key = session.scalars(asked).one()
    return key


def _serving(session: Session, role: Role, *conditions: Any) -> list[Person]:
    query = (
        select(_people)
        .where(
            PersonRow.roles != [],  # the index's own condition
            PersonRow.roles.contains([role.value]),
            PersonRow.blocked.is_(False),
            *conditions,
        )
        .order_by(PersonRow.created_at, PersonRow.id)
    )
    return [_person(row) for row in session.execute(query)]


def _person(row: Any) -> Person:
    return Person(
        id=row.id,
        line_user_id=row.line_user_id,
        name=row.name,
        roles=frozenset(Role(each) for each in row.roles),
        area=place_from_json(row.area),
        agency=Agency(row.agency) if row.agency else None,
        term_start=row.term_start,
        term_end=row.term_end,
        consented_at=row.consented_at,
        applied_at=row.applied_at,
        blocked=row.blocked,
        wrong_codes=tuple(row.wrong_codes),
    )


def _invitation(row: InvitationRow, code: str) -> Invitation:
    area = place_from_json(row.area)
    assert area is not None
    return Invitation(
        code=code,
        role=Role(row.role),
        area=area,
        agency=Agency(row.agency) if row.agency else None,
        made_by=row.made_by,
        expires_at=row.expires_at,
        used_by=row.used_by,
        used_at=row.used_at,
        name=row.name,
    )
