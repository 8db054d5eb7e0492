"""Roles of the server that the schema's grants and policies name.

Roles belong to a server and not to a database: a dump names them and does not make them.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from storage.backups.tools import BackupFault

KNOWN = text("SELECT rolname FROM pg_roles")


def prepare(connection: Connection, names: Iterable[str]) -> None:
    """Make the roles that are missing, such as nobody can log in with. What each may do, and who
    may take it on, is seen to by what runs after the steps (`migrations.upgrade`).

    Raises BackupFault with what an administrator has to do when the database's user may not.
    """
    known = set(connection.scalars(KNOWN))
    for name in names:
        if name in known:
            continue
        quoted = connection.dialect.identifier_preparer.quote_identifier(name)
        if not connection.scalar(
            text("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
        ):
            raise BackupFault(
                f"the role {name} is missing on this server, and the database's user may not make"
                f" roles; let an administrator do so: CREATE ROLE {quoted} NOLOGIN"
            )
        connection.execute(text(f"CREATE ROLE {quoted} NOLOGIN"))
