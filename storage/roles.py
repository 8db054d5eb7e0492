"""The role that a person's reading is held under, and what is granted to it.

It owns nothing, cannot log in, and the row-level security of migration 0010 holds for it. Of the
tables named here it reads the rows that the policies let through, of all others nothing. A role
belongs to the whole server: several databases on one server share it, each with its own grants.
"""

from typing import Any

from sqlalchemy import Connection, Engine, Row, text
from sqlalchemy.exc import ProgrammingError

from storage.tables import Base

PERSON_ROLE = "khoto_person"
# Whose rows the policies choose from. What is not named here is closed.
FILTERED = (
    "cases",
    "case_parts",
    "referrals",
    "case_log",
    "attachments",
    "attachment_contents",
    "people",
)
REFUSED = "42501"  # insufficient_privilege
SET_SINCE = 16  # the PostgreSQL since which membership and taking a role on are granted apart

# Several databases of a server may be migrated at once: the role of whoever was faster will do.
_MAKE = f"""
DO $$ BEGIN
    CREATE ROLE {PERSON_ROLE} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""
_STANDING = text(
    """
    SELECT current_user AS account,
           max(role) IS NOT NULL AS is_there,
           pg_has_role(session_user, max(role), :take_on) AS taken_on,
           EXISTS (SELECT FROM pg_roles WHERE rolname = :role
                      AND (rolsuper OR rolbypassrls OR rolcanlogin))
             OR EXISTS (SELECT FROM pg_auth_members WHERE member = max(role)) AS too_strong,
           bool_or(filtered AND row_security_active(oid)) AS not_the_owner,
           string_agg(relname, ', ') FILTER (WHERE filtered AND NOT relrowsecurity) AS switched_off,
           bool_and(has_schema_privilege(role, relnamespace, 'USAGE')
                    AND has_function_privilege(
                        role, CAST(to_regprocedure('was_referred_to_us(uuid)') AS oid), 'EXECUTE')
                    AND has_any_column_privilege(role, 'cases', 'UPDATE')
                    AND (NOT filtered OR has_table_privilege(role, oid, 'SELECT'))) AS enough,
           bool_or(has_table_privilege(role, oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
                   OR NOT filtered AND NOT relrowsecurity  -- a later release may open a table
                   AND has_any_column_privilege(role, oid, 'SELECT, UPDATE')) AS too_much
      FROM (SELECT CAST(to_regrole(:role) AS oid) AS role, name = ANY(:filtered) AS filtered,
                   CAST(to_regclass(name) AS oid) AS oid
              FROM unnest(CAST(:tables AS text[])) AS name) AS named
      JOIN pg_class USING (oid)
    """
)


class PersonRoleMissing(RuntimeError):
    """The role cannot be taken on, or guards nothing: no person's case is read until that is
    mended. The message says what to run."""


def ensure(connection: Connection) -> None:
    """See to it that the role is there, that this database's user may take it on, and that it has
    its grants and no others.

    The tables must stand at the newest step. May be called at any time, and again; changes nothing
    when all is well. Raises PersonRoleMissing when it is not and this user may not mend it.
    """
    if not _faults(connection, _standing(connection)):
        return
    try:
        with connection.begin_nested():
            if not _standing(connection).is_there:
                connection.exec_driver_sql(_MAKE)
            if not _standing(connection).taken_on:
                connection.exec_driver_sql(_take_on(connection))
            for statement in _grants(connection):
                connection.exec_driver_sql(statement)
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", None) != REFUSED:
            raise
    faults = _faults(connection, _standing(connection))
    if faults:
        raise PersonRoleMissing("; ".join(faults))


def what_is_wrong(engine: Engine) -> str:
    """Why no person's reading can be held under the role, in words; "": it can.

    Changes nothing. The tables must stand at the newest step.
    """
    with engine.connect() as connection:
        return "; ".join(_faults(connection, _standing(connection)))


def require(engine: Engine) -> None:
    """Raises PersonRoleMissing unless a person's reading can be held under the role."""
    wrong = what_is_wrong(engine)
    if wrong:
        raise PersonRoleMissing(wrong)


def _standing(connection: Connection) -> Row[Any]:
    tables = [table.name for table in Base.metadata.sorted_tables]
    values = {"role": PERSON_ROLE, "filtered": list(FILTERED), "tables": tables}
    how = "SET" if _sets_apart(connection) else "MEMBER"
    return connection.execute(_STANDING, {**values, "take_on": how}).one()


def _faults(connection: Connection, standing: Row[Any]) -> list[str]:
    """What is wrong, each with its mend; of what follows from another, nothing."""
    quoted = connection.dialect.identifier_preparer.quote_identifier
    if not standing.is_there or not standing.taken_on:
        make = "" if standing.is_there else f"CREATE ROLE {PERSON_ROLE} NOLOGIN; "
        grant = _take_on(connection, quoted(standing.account))
        return [
            f"this database user may not take on the role {PERSON_ROLE}, under which people's cases"
            f" are read: let an administrator of the PostgreSQL server run: {make}{grant};"
            " then run migrate again"
        ]
    faults = []
    if standing.too_strong:
        faults.append(
            f"the role {PERSON_ROLE} may more than it should: let an administrator of the"
            f" PostgreSQL server run ALTER ROLE {PERSON_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS;"
            " and take it out of every other role"
        )
    if standing.not_the_owner:
        faults.append("this database user does not own the tables: use the one that made them")
    if standing.switched_off:
        faults.append(
            f"row-level security is switched off for {standing.switched_off}: ALTER TABLE each of"
            " them ENABLE ROW LEVEL SECURITY"
        )
    if not standing.enough or standing.too_much:
        faults.append(f"the role {PERSON_ROLE} has not its grants: run migrate")
    return faults


def _sets_apart(connection: Connection) -> bool:
    version = connection.dialect.server_version_info
    return version is not None and int(version[0]) >= SET_SINCE


def _take_on(connection: Connection, account: str = "CURRENT_USER") -> str:
    # Taken on, never inherited: the service itself has no use for what the role may.
    only = " WITH SET TRUE, INHERIT FALSE" if _sets_apart(connection) else ""
    return f"GRANT {PERSON_ROLE} TO {account}{only}"


def _grants(connection: Connection) -> list[str]:
    """Exactly what the role may do in this database."""
    name = connection.dialect.identifier_preparer.quote
    schema = name(str(connection.exec_driver_sql("SELECT current_schema()").scalar_one()))
    every = ", ".join(table.name for table in Base.metadata.sorted_tables)
    return [
        f"REVOKE ALL ON {every} FROM {PERSON_ROLE}",
        f"GRANT USAGE ON SCHEMA {schema} TO {PERSON_ROLE}",
        f"GRANT SELECT ON {', '.join(FILTERED)} TO {PERSON_ROLE}",
        # One column, so that what was read can be locked; the policy refuses to change even that.
        f"GRANT UPDATE (id) ON cases TO {PERSON_ROLE}",
        f"GRANT EXECUTE ON FUNCTION was_referred_to_us TO {PERSON_ROLE}",
    ]
