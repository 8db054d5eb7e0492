"""Setting what is in a database aside while another takes its place, so that it can come back."""

from sqlalchemy import Connection, Engine, text

from storage.backups.tools import BackupFault

ASIDE = "khoto_replaced"
# Everything in a schema that belongs to no extension, and not to a table either: those go along.
THINGS = text(
    """
    SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                        WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
           oid::regclass::text AS name
      FROM pg_class
     WHERE relnamespace = to_regnamespace(:schema)
       AND relkind IN ('r', 'p', 'v', 'm', 'S') AND NOT relispartition
       AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass
                          AND objid = pg_class.oid AND deptype IN ('e', 'i', 'a')
                          AND (relkind = 'S' OR deptype = 'e'))
    UNION ALL
    SELECT 'ROUTINE', oid::regprocedure::text FROM pg_proc
     WHERE pronamespace = to_regnamespace(:schema)
       AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass
                          AND objid = pg_proc.oid AND deptype = 'e')
    """
)


def is_empty(connection: Connection) -> bool:
    """Whether there is nothing of ours in the database."""
    return not _things(connection, "public")


def set_aside(engine: Engine) -> None:
    """Move everything into a schema apart. Raises BackupFault if something stands there already."""
    with engine.begin() as connection:
        require_nothing_aside(connection)
        connection.execute(text(f"CREATE SCHEMA {ASIDE}"))
        _move(connection, "public", ASIDE)


def put_back(engine: Engine) -> bool:
    """Remove what is there and bring back what was set aside. False: nothing is."""
    with engine.begin() as connection:
        if not _is_aside(connection):
            return False
        _clear(connection)
        _move(connection, ASIDE, "public")
        connection.execute(text(f"DROP SCHEMA {ASIDE}"))
        return True


def clear(engine: Engine) -> None:
    """Remove everything; what was set aside stays."""
    with engine.begin() as connection:
        _clear(connection)


def forget(engine: Engine) -> None:
    """Remove what was set aside, for good."""
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {ASIDE} CASCADE"))


def require_nothing_aside(connection: Connection) -> None:
    """Raises BackupFault when a restore was broken off and what was there before still is aside."""
    if _is_aside(connection):
        raise BackupFault(
            "an earlier restore was broken off, and what was there before it stands aside in the"
            f" schema {ASIDE}: bring it back with restore --put-back"
        )


def _is_aside(connection: Connection) -> bool:
    return connection.scalar(text("SELECT to_regnamespace(:schema)"), {"schema": ASIDE}) is not None


def _things(connection: Connection, schema: str) -> list[tuple[str, str]]:
    # With an empty path every name is told with its schema.
    connection.execute(text("SET LOCAL search_path = ''"))
    found = connection.execute(THINGS, {"schema": schema}).all()
    connection.execute(text("SET LOCAL search_path TO DEFAULT"))
    # Routines first: their names tell of the tables they take, which must still be in their place.
    found_so = [(thing.kind, thing.name) for thing in found]
    return sorted(found_so, key=lambda thing: thing[0] != "ROUTINE")


def _move(connection: Connection, schema: str, to: str) -> None:
    for kind, name in _things(connection, schema):
        connection.execute(text(f"ALTER {kind} {_escaped(name)} SET SCHEMA {to}"))


def _clear(connection: Connection) -> None:
    for kind, name in _things(connection, "public"):
        connection.execute(text(f"DROP {kind} IF EXISTS {_escaped(name)} CASCADE"))


def _escaped(name: str) -> str:
    return name.replace(":", r"\:")  # else a name could hold what SQLAlchemy takes for a value
