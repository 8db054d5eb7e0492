"""The schema's history is linear, and leads to what the tables in Python say."""

import ast
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from storage import Engine, migrations, open_engine
from storage.tables import Base

VERSIONS = Path(migrations.__file__).parent / "versions"

DEFINITIONS = text(
    """
    SELECT pg_get_constraintdef(c.oid), conname FROM pg_constraint c
      WHERE connamespace = 'public'::regnamespace AND conrelid <> 'alembic_version'::regclass
      AND contype <> 't' -- triggers stand in the steps alone
    UNION ALL
    SELECT pg_get_indexdef(indexrelid), '' FROM pg_index
      JOIN pg_class ON pg_class.oid = indrelid
      WHERE relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
    UNION ALL
    SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
           || coalesce(' ' || column_default, '') || coalesce(' ' || generation_expression, ''), ''
      FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> 'alembic_version'
    """
)


def test_steps_are_numbered_without_gaps_and_linear() -> None:
    files = sorted(path.name for path in VERSIONS.glob("*.py"))
    assert [name[:5] for name in files] == [f"{number:04d}_" for number in range(1, len(files) + 1)]
    steps = list(ScriptDirectory.from_config(migrations.config()).walk_revisions())[::-1]
    numbers = [f"{number:04d}" for number in range(1, len(files) + 1)]
    assert [step.revision for step in steps] == numbers
    assert [step.down_revision for step in steps] == [None, *numbers[:-1]]
    assert migrations.head() == numbers[-1]


def test_every_step_says_what_it_does() -> None:
    for path in VERSIONS.glob("*.py"):
        assert ast.get_docstring(ast.parse(path.read_text()))


def test_tables_and_migrations_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_checks_indexes_and_defaults_agree_too(engine: Engine, empty_database_url: str) -> None:
    other = open_engine(empty_database_url)
    with other.begin() as connection:
        Base.metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num text)"))
    with engine.connect() as migrated, other.connect() as declared:
        from_steps = sorted(map(tuple, migrated.execute(DEFINITIONS)))
        from_tables = sorted(map(tuple, declared.execute(DEFINITIONS)))
    other.dispose()
    assert from_steps == from_tables


def test_several_processes_may_upgrade_at_once(empty_database_url: str) -> None:
    reached: list[str | None] = []

    def start() -> None:
        own = open_engine(empty_database_url)
        reached.append(migrations.upgrade(own))
        own.dispose()

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert reached == [migrations.head()] * 3


def test_an_empty_database_stands_nowhere_and_an_upgraded_one_at_the_head(
    empty_database_url: str,
) -> None:
    own = open_engine(empty_database_url)
    assert migrations.current(own) is None
    assert migrations.upgrade(own, "0002") == "0002"
    assert migrations.upgrade(own) == migrations.head() == migrations.current(own)
    own.dispose()


def test_a_step_that_fails_undoes_them_all(empty_database_url: str) -> None:
    own = open_engine(empty_database_url)
    with own.begin() as connection:
        connection.execute(text("CREATE TABLE timers (in_the_way int)"))
    with pytest.raises(ProgrammingError, match="timers"):
        migrations.upgrade(own)
    assert migrations.current(own) is None
    own.dispose()
