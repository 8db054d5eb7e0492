"""Watches what is read of cases, and whether behind the door (storage/door.py)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from psycopg.pq.abc import PGresult
from sqlalchemy import event

from storage import Engine, Session
from storage import prepared as statements
from storage.prepared import Compiled, Prepared, compiled_for
from storage.roles import FILTERED
from storage.wire import Wire

INTO = "set_config('role', 'khoto_person'"
OUT_OF = "set_config('role', $1"
# Places and ids of files are counted for the ledger; their names and contents are not read there.
OF_CASES = {*FILTERED, "corrections"} - {"attachments", "people"}
READ = re.compile(rf"\b(?:FROM|JOIN)\s+({'|'.join(sorted(OF_CASES))})\b", re.IGNORECASE)


@dataclass
class Watched:
    """Statements that read cases, by where they were."""

    behind: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


@contextmanager
def reading_watched(engine: Engine) -> Iterator[Watched]:
    """What is read of cases meanwhile."""
    watched, inside = Watched(), set[int]()

    def look(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if INTO in statement:
            inside.add(id(connection))
        elif OUT_OF in statement:
            inside.discard(id(connection))
        elif READ.search(statement):
            (watched.behind if id(connection) in inside else watched.outside).append(statement)

    run = statements._run

    def look_and_run(
        session: Session, prepared: Prepared, values: dict[str, Any]
    ) -> tuple[Compiled, Wire, PGresult]:
        connection = session.connection()
        look(connection, None, compiled_for(connection.dialect, prepared).text)
        return run(session, prepared, values)

    event.listen(engine, "before_cursor_execute", look)
    statements._run = look_and_run
    try:
        yield watched
    finally:
        statements._run = run
        event.remove(engine, "before_cursor_execute", look)
