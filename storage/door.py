"""The one door to cases for people: what is read behind it is read under a role that sees only
what the person may see. The policies of migration 0010 say what that is, and docs/privacy.md.

Only the id is taken from the caller. What the person is, mentor, officer, where and for whom, is
looked up here in the database, so that nobody can be given another's sight by a mistake.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from sqlalchemy import Text, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from storage.prepared import Prepared, all_rows, first_row
from storage.roles import PERSON_ROLE, REFUSED, PersonRoleMissing

NO_SUCH_ROLE = "22023"
NOT_TAKEN_ON = f"the database user cannot take on the role {PERSON_ROLE}: run migrate"
NO_GRANTS = f"the role {PERSON_ROLE} was refused what was asked: run migrate"
# In this order: with the last one the sight is the person's.
_SETTINGS = dict.fromkeys(("person", "desk", "office", "agency", "role"), Text)
_IN = Prepared(
    text(
        f"""
    SELECT current_setting('role') AS before,
           set_config('khoto.person', CAST(id AS text), true) AS person,
           set_config('khoto.desk', CASE WHEN 'mentor' = ANY(roles) AND NOT blocked
                                         THEN coalesce(province_code, '') ELSE '' END, true)
               AS desk,
           set_config('khoto.office', CASE WHEN 'officer' = ANY(roles) AND NOT blocked
                                           THEN coalesce(province_code, '') ELSE '' END, true)
               AS office,
           set_config('khoto.agency', coalesce(agency, ''), true) AS agency,
           set_config('role', '{PERSON_ROLE}', true) AS role
      FROM people WHERE id = :person_id
    """  # noqa: S608  (our own constant)
    ).columns(before=Text, **_SETTINGS)
)
_OUT = Prepared(
    text(
        """
    SELECT set_config('role', :before, true) AS role,
           set_config('khoto.person', '', true) AS person,
           set_config('khoto.desk', '', true) AS desk,
           set_config('khoto.office', '', true) AS office,
           set_config('khoto.agency', '', true) AS agency
    """
    ).columns(**_SETTINGS)
)


@contextmanager
def seen_by(session: Session, person_id: UUID) -> Iterator[None]:
    """Inside, the transaction reads what that person may see, and can write nothing.

    What may be seen may be locked too; the lock stays. Ends with the block, and with a savepoint or
    transaction that is undone. Raises PersonRoleMissing when the role cannot be taken on,
    LookupError when there is no such person, RuntimeError inside another such block.
    """
    before = _enter(session, person_id)
    try:
        yield
    except BaseException as error:
        # After an error of the database nothing can be said to it; what undoes it ends this, too.
        with suppress(SQLAlchemyError):
            _leave(session, before)
        if _is_refused(error):
            raise PersonRoleMissing(NO_GRANTS) from error
        raise
    _leave(session, before)


def _enter(session: Session, person_id: UUID) -> str:
    try:
        entered = first_row(session, _IN, person_id=person_id)
    except DBAPIError as error:
        if _is_refused(error):
            raise PersonRoleMissing(NOT_TAKEN_ON) from error
        raise
    if entered is None:
        raise LookupError("there is no such person whose cases could be read")
    before = str(entered.before)
    if before == PERSON_ROLE:
        raise RuntimeError("one person's reading inside another's")
    return before


def _leave(session: Session, before: str) -> None:
    all_rows(session, _OUT, before=before)


def _is_refused(error: BaseException) -> bool:
    state = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
    return state in (REFUSED, NO_SUCH_ROLE)
