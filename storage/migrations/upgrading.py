"""Taking the steps, beside a service that runs: no table is waited for longer than a moment."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage import roles
from storage.migrations.history import config, head, note_who_works, seen_at

if TYPE_CHECKING:
    from alembic.config import Config

# Any number, so long as every release uses the same: it is the name of the advisory lock.
UPGRADE_LOCK = 5_642_311_984

# Whoever comes after a waiting step waits for it too: shorter than LINE waits for an answer. And
# shorter than PostgreSQL waits before it looks for a ring (deadlock_timeout, a second unless it was
# set): of two who wait for each other the step gives up, and not whoever is at work.
LOCK_TIMEOUT = "500ms"
PATIENCE = timedelta(minutes=15)
_LONGEST_PAUSE = 10.0  # seconds between attempts
# PostgreSQL's error codes (appendix A of its manual): lock not available, deadlock.
_IN_THE_WAY = ("55P03", "40P01")
_HOLDERS = text(
    """
    SELECT format('%s (process %s, for %s s)', coalesce(nullif(application_name, ''), usename),
                  pid, extract(epoch FROM clock_timestamp() - xact_start)::int)
      FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND xact_start < clock_timestamp() - interval '400 milliseconds'
     ORDER BY xact_start LIMIT 3
    """
)

Waiting = Callable[[str], None]


class StepsBlocked(RuntimeError):
    """Others held the tables for so long that the steps were given up; nothing was changed."""


def upgrade(
    engine: Engine,
    revision: str = "head",
    *,
    patience: timedelta = PATIENCE,
    waiting: Waiting = lambda _: None,
    steps: "Config | None" = None,
) -> str | None:
    """Bring the database to `revision`, all or nothing, and return where it stands.

    Several processes may do so at once: the others wait for the first and then find nothing to do.
    Where another transaction is in the way everything is undone and tried again after a pause,
    until `patience` is over: then StepsBlocked. `waiting` is told what is waited for.
    A database that is ahead of this code is left as it is. `steps` are other steps than ours.
    At our newest step the role of people's reading is seen to, too. Raises PersonRoleMissing when
    this database user may not do that.
    """
    deadline, pause = time.monotonic() + patience.total_seconds(), 0.5
    while True:
        try:
            return _attempt(engine, revision, waiting, steps or config())
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in _IN_THE_WAY:
                raise
        holders = _holders(engine)
        if time.monotonic() + pause > deadline:
            raise StepsBlocked(f"a table that has to change is in use by {holders}")
        waiting(f"A table that has to change is in use by {holders}; trying again.")
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


def _attempt(engine: Engine, revision: str, waiting: Waiting, steps: "Config") -> str | None:
    from alembic import command  # noqa: PLC0415  (Alembic is needed for taking steps alone)
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    with engine.begin() as connection:
        # A long step, and waiting for whoever else takes steps or backs up, are in order here.
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        _wait_for_others(connection, waiting)
        at = seen_at(connection)
        script = ScriptDirectory.from_config(steps)
        if at is not None and at > (script.get_current_head() or ""):
            return at
        connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
        steps.attributes["connection"] = connection
        command.upgrade(steps, revision)
        note_who_works(connection, script)
        reached = seen_at(connection)
        if reached == head():
            roles.ensure(connection)
        return reached


def _wait_for_others(connection: Connection, waiting: Waiting) -> None:
    key = {"key": UPGRADE_LOCK}
    if connection.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), key):
        return
    waiting("Another migration or a back-up is running; waiting for its end.")
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), key)


def _holders(engine: Engine) -> str:
    """Who has a transaction open for longer than a moment, in words."""
    with engine.connect() as connection:
        found = connection.scalars(_HOLDERS).all()
    return ", ".join(found) or "others"
