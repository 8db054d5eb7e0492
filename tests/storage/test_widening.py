"""Steps after the last release only widen, so that its code works on beside the new schema."""

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from storage import Engine, migrations, open_engine
from tests.storage.schema_shape import narrowed, shape

# A change of the schema, and the complaint about it; none: code from before does not notice.
CHANGES = [
    ("CREATE TABLE more (id int PRIMARY KEY, about text NOT NULL)", ""),
    ("ALTER TABLE cases ADD COLUMN more text", ""),
    ("ALTER TABLE cases ADD COLUMN more text NOT NULL DEFAULT ''", ""),
    ("ALTER TABLE cases ADD COLUMN more int CHECK (more > 0)", ""),
    ("CREATE INDEX more ON cases (category)", ""),
    ("ALTER TABLE cases ALTER COLUMN category DROP NOT NULL", ""),
    ("ALTER TABLE cases DROP CONSTRAINT ck_cases_rating", ""),
    (
        "ALTER TABLE outbox DROP CONSTRAINT ck_outbox_channel,"
        " ADD CONSTRAINT ck_outbox_channel CHECK (channel IN ('line', 'mail', 'post'))",
        "",
    ),
    ("DROP TABLE ledger_days", "table ledger_days is gone"),
    ("ALTER TABLE journal RENAME TO diary", "table journal is gone"),
    ("ALTER TABLE cases DROP COLUMN reason", "column cases.reason is gone"),
    ("ALTER TABLE cases RENAME COLUMN reason TO why", "column cases.reason is gone"),
    ("ALTER TABLE cases ALTER COLUMN rating TYPE bigint", "column cases.rating is bigint"),
    ("ALTER TABLE cases ALTER COLUMN rating SET NOT NULL", "cases.rating may not be left out any"),
    ("ALTER TABLE cases ALTER COLUMN reason DROP DEFAULT", "cases.reason may not be left out any"),
    ("ALTER TABLE people ADD COLUMN more text NOT NULL", "people.more is new and may not be left"),
    ("ALTER TABLE cases ADD CONSTRAINT more CHECK (urgency < 2)", "rule more of cases is new"),
    ("CREATE UNIQUE INDEX more ON inbox (message_id)", "rule more of inbox is new"),
    (
        "ALTER TABLE outbox DROP CONSTRAINT ck_outbox_channel,"
        " ADD CONSTRAINT ck_outbox_channel CHECK (channel IN ('line', 'post'))",
        "rule ck_outbox_channel of outbox is new",
    ),
    (
        "ALTER TABLE cases ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        "table cases holds its owner",
    ),
]


def test_every_step_since_the_last_release_only_widens(empty_database_url: str) -> None:
    engine = open_engine(empty_database_url)
    migrations.upgrade(engine, migrations.RELEASED)
    script = ScriptDirectory.from_config(migrations.config())
    for step in list(script.walk_revisions())[::-1]:
        if step.revision <= migrations.RELEASED:
            continue
        with engine.connect() as connection:
            before = shape(connection)
        migrations.upgrade(engine, step.revision)
        with engine.connect() as connection:
            found = narrowed(before, shape(connection))
        marked = getattr(step.module, "contract", "")
        assert marked or not found, f"step {step.revision}: " + "; ".join(found)
    engine.dispose()


def test_what_goes_was_not_needed_by_the_release_before() -> None:
    """A contract names a step; the release that may still run has to know that step already."""
    for step in ScriptDirectory.from_config(migrations.config()).walk_revisions():
        if step.revision > migrations.RELEASED and hasattr(step.module, "contract"):
            assert step.module.contract <= migrations.RELEASED, step.revision


@pytest.mark.parametrize(("change", "complaint"), CHANGES, ids=[each for each, _ in CHANGES])
def test_a_step_that_narrows_is_seen(change: str, complaint: str, engine: Engine) -> None:
    with engine.connect() as connection:
        before = shape(connection)
        connection.execute(text(change))
        found = narrowed(before, shape(connection))
    if complaint:
        assert any(complaint in each for each in found), found
    else:
        assert found == []
