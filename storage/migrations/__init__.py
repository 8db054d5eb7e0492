"""The schema's history: numbered steps, each following the one before. They only go forward."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from storage import roles

# Any number, so long as every release uses the same: it is the name of the advisory lock.
UPGRADE_LOCK = 5_642_311_984


def config() -> Config:
    """Alembic's configuration, made here and read from no file."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return made


def head() -> str:
    """The newest step there is, e.g. "0004"."""
    newest = ScriptDirectory.from_config(config()).get_current_head()
    assert newest is not None
    return newest


def current(engine: Engine) -> str | None:
    """The step the database stands at, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, revision: str = "head") -> str | None:
    """Bring the database to `revision`, all or nothing, and return where it stands.

    Several processes may do so at once: the others wait for the first and then find nothing to do.
    At the newest step the role of people's reading is seen to, too. Raises PersonRoleMissing when
    this database user may not do that.
    """
    with engine.begin() as connection:
        # Waiting for another process, and a long step, are both in order here.
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
        reached = MigrationContext.configure(connection).get_current_revision()
        if reached == head():
            roles.ensure(connection)
        return reached
