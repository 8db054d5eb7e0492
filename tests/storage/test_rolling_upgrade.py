"""One release takes another's place while the service runs: old code beside the new schema, new
code beside the old, and nobody waits long for a table."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.config import Config
from flask import Flask
from sqlalchemy import text

from bot.commands.worker_parts import admitted
from bot.house import NotMigrated, TooOld, require_migrated
from bot.webhook import blueprint
from storage import Engine, KeyRing, auditing, keys, migrations, open_engine, transaction
from storage.ledger import Ledger, ledger
from storage.migrations import StepsBlocked
from tests.bot.nursery import Child, Nursery, nursery
from tests.bot.samples import post
from tests.bot.simulated import SECRET, TOKEN, Simulated, simulator
from tests.commands.conftest import SERVICE, command_line
from tests.conversations.stage import line_id
from tests.database import KEY
from tests.storage import recording
from tests.storage.recording import Said

RELEASED = recording.FOLDER / f"{migrations.RELEASED}.sql"

# A step that a release to come might bring: it touches the tables that are written all the time.
NEXT = """
from alembic import op
revision, down_revision = "9001", "{head}"
{mark}
def upgrade():
    op.execute("ALTER TABLE inbox ADD COLUMN more TEXT")
    op.execute("ALTER TABLE outbox ADD COLUMN more INTEGER NOT NULL DEFAULT 7")
    op.execute("ALTER TABLE cases ADD COLUMN more TEXT, ALTER COLUMN reason DROP NOT NULL")
    op.execute("CREATE TABLE more (id INTEGER PRIMARY KEY)")
"""

WAITS_FOR_ALL = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
    " WHERE datname = current_database() AND mode = 'AccessExclusiveLock' AND NOT granted"
)


def next_step(folder: Path, mark: str = "") -> Config:
    """Our steps and one more."""
    folder.mkdir(exist_ok=True)
    step = NEXT.format(head=migrations.head(), mark=mark)
    (folder / "9001_next.py").write_text(step)
    steps = migrations.config()
    ours = Path(migrations.__file__).parent / "versions"
    steps.set_main_option("path_separator", "newline")
    steps.set_main_option("version_locations", f"{ours}\n{folder}")
    return steps


@pytest.fixture
def released(empty_database_url: str) -> Iterator[Engine]:
    """An empty database as the last release has it."""
    engine = open_engine(empty_database_url, KeyRing([KEY]))
    migrations.upgrade(engine, migrations.RELEASED)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def made() -> Iterator[Nursery]:
    with nursery() as started:
        yield started


@pytest.fixture(scope="module")
def line() -> Iterator[Simulated]:
    with simulator() as started:
        for name in ("สมศรี", "กานดา", "วิชัย", "มานพ"):
            started.person(line_id(name))
        yield started


@contextmanager
def worker(made: Nursery, url: str, line: Simulated) -> Iterator[Child]:
    child = made.start(
        {
            "DATABASE_URL": url,
            "LINE_HOST": line.http,
            "SMTP_URL": line.smtp,
            "LINE_TOKEN": TOKEN,
            "LEASE": "5",
            "KHOTO_CRASH_AT": "",
            "POLL": "",
        }
    )
    try:
        yield child
    finally:
        child.end()


def until(true: Callable[[], bool], seconds: float = 40.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def book(engine: Engine) -> Ledger:
    with transaction(engine) as session:
        return ledger(session)


def settled(engine: Engine) -> bool:
    now = book(engine)
    waiting = now.events["waiting"] + sum(each["waiting"] for each in now.messages.values())
    return waiting == 0


def say_again(url: str, said: list[Said], pause: Callable[[], None] = lambda: None) -> None:
    """What the release said, in its own words and transactions; each finds as many rows as then.

    `pause` is called after each transaction. One that met the migration in a ring of locks is said
    once more, as the release does it.
    """
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        for together in transactions_of(said):
            try:
                say(connection, together)
            except psycopg.errors.DeadlockDetected:
                connection.rollback()
                say(connection, together)
            if together[-1].words == "commit":
                pause()


def say(connection: psycopg.Connection[Any], said: list[Said]) -> None:
    for each in said:
        done = connection.execute(each.words.encode())
        assert each.rows is None or done.rowcount == each.rows, each.words


def transactions_of(said: list[Said]) -> Iterator[list[Said]]:
    """What was said, from each begin to its end."""
    together: list[Said] = []
    for each in said:
        together.append(each)
        if each.words in ("commit", "rollback"):
            yield together
            together = []
    if together:
        yield together


class TestTheLastRelease:
    def test_works_on_through_the_migration_and_this_one_finishes_what_it_left(
        self, released: Engine, empty_database_url: str, made: Nursery, line: Simulated
    ) -> None:
        said = list(recording.read(RELEASED))
        failed: list[BaseException] = []
        commits = sum(each.words == "commit" for each in said)
        left = iter(range(commits, 0, -1))
        migrated = threading.Event()

        def until_migrated_at_the_latest() -> None:
            """Beside the migration; the last third comes after it however quick all was before."""
            time.sleep(0.01)
            if next(left) == commits // 3:
                migrated.wait(60)

        def old_code() -> None:
            try:
                say_again(empty_database_url, said, until_migrated_at_the_latest)
            except BaseException as error:  # noqa: BLE001  (told by the test)
                failed.append(error)

        old = threading.Thread(target=old_code)
        old.start()
        until(lambda: book(released).received > 3)
        assert migrations.upgrade(released) == migrations.head()
        assert failed == []
        assert old.is_alive(), "the migration was meant to come in between"
        migrated.set()
        old.join(60)
        assert failed == []

        before = book(released)
        assert before.balanced
        assert before.events["waiting"] > 0
        keys.admit(released)
        with worker(made, empty_database_url, line):
            until(lambda: settled(released))
        after = book(released)
        assert after.balanced
        assert after.received == before.received == after.events["handled"]
        assert after.written["line"] > before.written["line"]
        assert not any(each["failed"] for each in after.messages.values())
        with transaction(released) as session:
            found = auditing.verify(session)
        assert found.lines > 0
        assert found.faults == ()

    def test_takes_in_events_beside_the_workers_of_this_one(
        self, released: Engine, empty_database_url: str, made: Nursery, line: Simulated
    ) -> None:
        said = list(recording.read(RELEASED))
        people = [each for each in said if each.words.startswith("INSERT INTO people")]
        chats = [each for each in said if each.words.startswith("INSERT INTO conversations")]
        event = next(each for each in said if each.words.startswith("INSERT INTO inbox"))
        say_again(empty_database_url, [*people[:1], *chats])
        migrations.upgrade(released)
        keys.admit(released)
        with worker(made, empty_database_url, line):
            for number in range(30):
                words = event.words.replace("E" + "0" * 24 + "1", f"OLD{number}")
                say_again(empty_database_url, [Said(words, 1)])
            until(lambda: settled(released))
        now = book(released)
        assert now.balanced
        assert (now.received, now.events["handled"]) == (30, 30)

    def test_its_words_were_recorded(self) -> None:
        """Move RELEASED and the file together: `python -m tests.storage.recording`."""
        assert [each.name for each in recording.FOLDER.glob("*.sql")] == [RELEASED.name]
        said = list(recording.read(RELEASED))
        for table in ("people", "inbox", "cases", "case_log", "outbox", "timers", "attachments"):
            assert any(each.words.startswith(f"INSERT INTO {table}") for each in said), table


class TestTheNextRelease:
    """This code is the old one here."""

    def test_migrates_under_a_running_service_and_nothing_is_lost(
        self, engine: Engine, database_url: str, made: Nursery, line: Simulated, tmp_path: Path
    ) -> None:
        app = Flask("test")
        web_engine = open_engine(database_url, KeyRing([KEY]), pool_timeout=1.5)
        app.register_blueprint(
            blueprint(web_engine, SECRET, timedelta(0), model_present=lambda: True)
        )
        web, person = app.test_client(), line.person()
        answers: list[int] = []

        def say(count: int) -> None:
            for _ in range(count):
                words = f"ข้อความที่ {len(answers)}"
                answers.append(post(web, line.event(person, type="text", text=words)).status_code)

        with worker(made, database_url, line):
            say(5)
            talking = threading.Thread(target=say, args=(15,))
            talking.start()
            assert migrations.upgrade(engine, steps=next_step(tmp_path)) == "9001"
            talking.join()
            say(5)
            assert web.get("/readyz").status_code == 200
            until(lambda: settled(engine))
        assert answers == [200] * 25
        with worker(made, database_url, line):  # one that is started now works on, too
            say(1)
            until(lambda: settled(engine))
        web_engine.dispose()
        assert len(line.said(person)) == 26
        now = book(engine)
        assert now.balanced
        assert now.events["handled"] == now.received == 26

    def test_leaves_this_code_and_its_commands_at_work_while_it_only_widens(
        self, engine: Engine, database_url: str, tmp_path: Path
    ) -> None:
        migrations.upgrade(engine, steps=next_step(tmp_path))
        require_migrated(engine)
        khoto = command_line({**SERVICE, "DATABASE_URL": database_url})
        assert khoto("ledger").exit_code == 0
        migrated = khoto("migrate")
        assert migrated.exit_code == 0
        assert "The database already stands at 9001." in migrated.stdout
        assert f"this one, of {migrations.head()}, works on" in migrated.stderr

    def test_says_so_when_it_took_away_what_this_code_needs(
        self, engine: Engine, database_url: str, tmp_path: Path
    ) -> None:
        migrations.upgrade(engine, steps=next_step(tmp_path, 'contract = "9000"'))
        with pytest.raises(TooOld, match="stands at 9001 and needs code of step 9000 or later"):
            require_migrated(engine)
        khoto = command_line({**SERVICE, "DATABASE_URL": database_url})
        for command in (("people", "list"), ("migrate",)):
            refused = khoto(*command)
            assert refused.exit_code == 1
            assert "Start the newer release." in refused.stderr
        app = Flask("test")
        app.register_blueprint(blueprint(engine, SECRET, timedelta(0), model_present=lambda: True))
        unready = app.test_client().get("/readyz")
        assert unready.status_code == 503
        assert b"at 9001, needs code of 9000" in unready.data


class TestCodeThatIsEarly:
    def test_waits_for_the_migration_and_then_begins(self, released: Engine) -> None:
        with pytest.raises(NotMigrated):
            require_migrated(released)
        migrating = threading.Timer(0.5, migrations.upgrade, (released,))
        migrating.start()
        assert admitted(released, poll=0.1)
        migrating.join()
        require_migrated(released)


class TestLocks:
    def test_nobody_waits_long_behind_a_step_that_waits_for_a_long_transaction(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        told: list[str] = []
        holding = engine.connect()
        holding.execute(text("SELECT * FROM inbox"))
        migrating = threading.Thread(
            target=migrations.upgrade,
            args=(engine,),
            kwargs={"steps": next_step(tmp_path), "waiting": told.append},
        )
        migrating.start()
        longest = 0.0
        while not told:
            began = time.monotonic()
            with engine.begin() as connection:
                connection.execute(text("SET LOCAL lock_timeout = '5s'"))
                connection.execute(text("SELECT count(*) FROM inbox"))
            longest = max(longest, time.monotonic() - began)
            time.sleep(0.02)
        assert longest < 5
        assert "in use by khoto (process " in told[0]
        assert migrations.current(engine) == migrations.head()
        holding.close()
        migrating.join(30)
        assert migrations.current(engine) == "9001"

    def test_a_step_that_is_always_in_the_way_is_given_up_and_changes_nothing(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        with engine.connect() as holding:
            holding.execute(text("SELECT * FROM inbox"))
            with pytest.raises(StepsBlocked, match="in use by khoto"):
                migrations.upgrade(
                    engine, steps=next_step(tmp_path), patience=timedelta(seconds=0.2)
                )
        assert migrations.current(engine) == migrations.head()

    @pytest.mark.parametrize("table", ["inbox", "outbox"])
    def test_who_has_read_what_a_step_waits_for_may_write_it_and_the_step_goes_on(
        self, empty_database_url: str, table: str
    ) -> None:
        engine = open_engine(empty_database_url)
        migrations.upgrade(engine, "0012")
        migrating = threading.Thread(target=migrations.upgrade, args=(engine, "0013"))
        with engine.begin() as reading:
            reading.execute(text(f"SELECT FROM {table}"))
            migrating.start()
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as looking:
                until(lambda: bool(looking.scalar(WAITS_FOR_ALL)))
            reading.execute(text("SET LOCAL lock_timeout = '500ms'"))
            reading.execute(text(f"UPDATE {table} SET state = state"))  # noqa: S608
        migrating.join(30)
        assert migrations.current(engine) == "0013"
        engine.dispose()
