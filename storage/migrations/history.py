"""Which steps there are, where a database stands, and whose code works on it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text

if TYPE_CHECKING:  # who only asks where a database stands does without Alembic
    from alembic.config import Config
    from alembic.script import ScriptDirectory

# The step of the release that may be running while this one is put in its place. Moved to the
# newest step with each release, together with tests/storage/released/.
RELEASED = "0009"

_WORKS_FROM = "works with code from step {} on"
_COMMENT = text("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')")
_TABLE = text("SELECT to_regclass('alembic_version')")
_AT = text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True)
class Standing:
    """Where a database stands: at which step (None: it is empty), and whose code works on it.

    `works_from` is the newest step that the oldest such code knows.
    """

    at: str | None
    works_from: str | None

    @property
    def behind(self) -> bool:
        """Whether it lacks steps that this code needs."""
        return self.at is None or self.at < head()

    @property
    def beyond(self) -> bool:
        """Whether it has steps after which this code does not work any more."""
        return self.works_from is not None and self.works_from > head()


def config() -> "Config":
    """Alembic's configuration, made here and read from no file."""
    from alembic.config import Config  # noqa: PLC0415

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return made


@cache
def head() -> str:
    """The newest step there is, e.g. "0004": the number its file begins with."""
    return max(file.name[:4] for file in (Path(__file__).parent / "versions").glob("[0-9]*.py"))


def current(engine: Engine) -> str | None:
    """The step the database stands at, None for an empty one."""
    with engine.connect() as connection:
        return seen_at(connection)


def seen_at(connection: Connection) -> str | None:
    """The same as this connection's transaction sees it."""
    if connection.scalar(_TABLE) is None:
        return None
    step: str | None = connection.execute(_AT).scalar_one_or_none()
    return step


def standing(engine: Engine) -> Standing:
    """Where the database stands."""
    with engine.connect() as connection:
        at = seen_at(connection)
        noted = re.search(r"\d{4}", connection.scalar(_COMMENT) or "")
        return Standing(at, noted[0] if noted else at)


def note_who_works(connection: Connection, script: "ScriptDirectory") -> None:
    """Write down, where older code finds it, which code works on the schema as it is now."""
    at = seen_at(connection)
    steps = [step for step in script.walk_revisions() if at and step.revision <= at]
    marks = [str(step.module.contract) for step in steps if hasattr(step.module, "contract")]
    if steps:
        note = _WORKS_FROM.format(max(marks, default=steps[-1].revision))
        connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{note}'"))
