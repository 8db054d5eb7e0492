"""`backup` and `restore`: a whole service goes into a file and comes back as it was, or not."""

import json
import os
import shutil
import stat
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from casework.cases import LogEntry
from storage import (
    Engine,
    KeyRing,
    attachments,
    auditing,
    case_log,
    inbox,
    keys,
    migrations,
    open_engine,
    outbox,
    people,
    transaction,
)
from storage.backups import BackupFault, back_up, manifest_path, read_manifest, tools
from storage.backups.aside import ASIDE, set_aside
from storage.backups.manifest import Manifest, _sum_of
from storage.backups.scratch import prefix_for
from storage.cases import save_case
from storage.embedded import THROWAWAY_SETTINGS, EmbeddedServer
from storage.postgres_server import binaries
from storage.roles import PERSON_ROLE
from storage.sealing import key_id
from tests.commands.conftest import SERVICE, Khoto, command_group, command_line
from tests.database import KEY, KEYS, OLD_KEY, TEMPLATE, Server, fresh_database
from tests.storage.builders import (
    BURST,
    LEASE,
    NOW,
    a_case,
    a_letter,
    a_mentor,
    a_person,
    an_event,
)

PHOTO = bytes(range(256)) * 900
OLD_KEYS = b64encode(OLD_KEY).decode()
LOGGED = "operator_log"  # gets a line when all is done


def khoto_at(url: str, **more: str) -> Khoto:
    return command_line({**SERVICE, "DATABASE_URL": url, **more})


def typing(url: str, typed: str, *arguments: str) -> Result:
    group = command_group({**SERVICE, "DATABASE_URL": url})
    return CliRunner().invoke(group, arguments, input=f"{typed}\n")


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def contents(url: str) -> dict[str, list[str]]:
    """Every row of every table but the operators' log, as text."""
    engine = open_engine(url)
    with engine.connect() as connection:
        tables = connection.scalars(
            text(
                "SELECT relname FROM pg_class WHERE relkind = 'r'"
                " AND relnamespace = 'public'::regnamespace AND relname <> 'operator_log'"
            )
        ).all()
        found = {
            each: sorted(connection.scalars(text(f"SELECT it::text FROM {each} AS it")))  # noqa: S608
            for each in tables
        }
    engine.dispose()
    return found


def leave(engine: Engine) -> None:
    """Close every connection, and wait until the server has seen them go."""
    engine.dispose()
    database = engine.url.database
    elsewhere = open_engine(engine.url.set(database="postgres").render_as_string())
    there = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :database")
    deadline = time.monotonic() + 20
    with elsewhere.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        while connection.scalar(there, {"database": database}):
            assert time.monotonic() < deadline, "waited too long"
            time.sleep(0.02)
    elsewhere.dispose()


def scratches(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        query = text("SELECT datname FROM pg_database WHERE starts_with(datname, :ours)")
        return list(connection.scalars(query, {"ours": prefix_for(engine)}))


def fill(engine: Engine) -> None:
    """A case with a history and a photo, messages, people, an event."""
    reporter = a_person(name="สมศรี ใจงาม")
    with transaction(engine) as session:
        people.save_person(session, reporter)
        people.save_person(session, a_mentor())
        case = a_case(reporter)
        save_case(session, case)
        lines = [LogEntry(case.id, NOW, reporter.id, "reported", str(n)) for n in range(5)]
        case_log.add(session, lines)
        outbox.put(session, [a_letter(), a_letter(text="อีกครั้ง")], NOW)
        inbox.receive(session, [an_event()], BURST, NOW)
        attachments.add(session, message_id="m1", conversation_key="user:U1", kind="image", now=NOW)
        for each in attachments.claim(session, "w", NOW, LEASE, limit=1):
            assert attachments.store(session, each, PHOTO, "image/jpeg")


@dataclass
class Kept:
    """A back-up that was made, and what was printed."""

    dump: Path
    told: Result

    @property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(manifest_path(self.dump).read_text(encoding="utf-8"))
        return found

    def alter(self, **changes: Any) -> None:
        """Change the manifest so that its own checksum is right."""
        told = {**self.manifest, **changes}
        del told["manifest_sha256"]
        told["manifest_sha256"] = _sum_of(told)
        manifest_path(self.dump).write_text(json.dumps(told), encoding="utf-8")


@pytest.fixture(scope="module")
def backed_up(
    database_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Kept]]:
    """The name of a filled database, and the back-up that was made of it."""
    folder = tmp_path_factory.mktemp("backed-up")
    with fresh_database(database_server, TEMPLATE) as url:
        engine = open_engine(url, KeyRing([KEY]))
        fill(engine)
        engine.dispose()
        told = khoto_at(url)("backup", str(folder))
        assert told.exit_code == 0, told.output
        (dump,) = folder.glob("*.dump")
        yield name_of(url), Kept(dump, told)


@pytest.fixture
def database_url(database_server: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """As everywhere; for a test with a back-up at hand, a copy of the database it was made of."""
    template = TEMPLATE
    if "kept" in request.fixturenames:
        template, _ = request.getfixturevalue("backed_up")
    with fresh_database(database_server, template) as url:
        yield url


@pytest.fixture
def kept(backed_up: tuple[str, Kept], tmp_path: Path) -> Kept:
    """A copy of the back-up, which the test may spoil."""
    _, made = backed_up
    folder = shutil.copytree(made.dump.parent, tmp_path / "kept")
    return Kept(folder / made.dump.name, made.told)


class TestBackUp:
    def test_comes_back_whole_in_an_empty_database(
        self, kept: Kept, database_url: str, empty_database_url: str
    ) -> None:
        khoto = khoto_at(empty_database_url)
        told = khoto("restore", str(kept.dump))
        assert told.exit_code == 0, told.output
        assert contents(empty_database_url) == contents(database_url)
        assert khoto("ledger").exit_code == 0
        assert khoto("audit", "verify").exit_code == 0
        engine = open_engine(empty_database_url, KeyRing([KEY]))
        with transaction(engine) as session:
            (photo,) = session.scalars(text("SELECT id FROM attachments"))
            assert attachments.content(session, photo) == PHOTO
        with pytest.raises(Exception, match="append-only"):
            run(engine, "DELETE FROM case_log")
        with transaction(engine) as session:  # numbers go on, and the journal counts
            assert inbox.receive(session, [an_event()], BURST, NOW) == 1
        assert '"received": 2' in khoto("ledger", "--json").stdout
        engine.dispose()

    def test_tells_what_is_in_it_and_which_keys_it_needs(self, kept: Kept, khoto: Khoto) -> None:
        told = kept.told.stdout
        assert f"keys needed to read it: {key_id(KEY)} (none of them is in it)" in told
        assert "ledger: 1 events received, 2 messages written" in told
        assert "verified: restored into a scratch database" in told
        head = next(line for line in told.splitlines() if line.startswith("head: 5:"))
        assert head in khoto("audit", "verify").stdout
        manifest = read_manifest(kept.dump)
        assert manifest.migration == migrations.head()
        assert manifest.release == "0.1.0"
        assert manifest.keys == [key_id(KEY)]
        assert (manifest.counted.rows["cases"], manifest.counted.received) == (1, 1)
        assert manifest.verified
        assert "backup" in khoto("failed", "log").stdout

    def test_holds_no_key_and_nobody_else_may_read_it(self, kept: Kept) -> None:
        for file in (kept.dump, manifest_path(kept.dump)):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            assert KEYS.encode() not in file.read_bytes()
        assert "ใจงาม".encode() not in kept.dump.read_bytes()

    def test_leaves_nothing_else_behind(self, engine: Engine, khoto: Khoto, tmp_path: Path) -> None:
        fill(engine)
        assert khoto("backup", str(tmp_path)).exit_code == 0
        assert len(list(tmp_path.iterdir())) == 2
        assert scratches(engine) == []

    def test_is_of_one_moment_though_the_service_writes_on(
        self, engine: Engine, khoto: Khoto, tmp_path: Path
    ) -> None:
        fill(engine)
        ended = threading.Event()

        def write() -> None:
            while not ended.is_set():
                with transaction(engine) as session:
                    inbox.receive(session, [an_event()], BURST, NOW)
                    outbox.put(session, [a_letter()], NOW)

        writing = threading.Thread(target=write)
        writing.start()
        told = khoto("backup", str(tmp_path / "one.dump"))
        ended.set()
        writing.join()
        assert told.exit_code == 0, told.output

    def test_without_proof_says_so(self, engine: Engine, khoto: Khoto, tmp_path: Path) -> None:
        fill(engine)
        told = khoto("backup", str(tmp_path / "one.dump"), "--no-verify")
        assert told.exit_code == 0
        assert "It was not verified" in told.stderr
        assert not read_manifest(tmp_path / "one.dump").verified

    def test_without_a_key_says_what_it_could_not_look_at(
        self, engine: Engine, database_url: str, tmp_path: Path
    ) -> None:
        fill(engine)
        told = khoto_at(database_url, KHOTO_ENCRYPTION_KEYS="")("backup", str(tmp_path))
        assert told.exit_code == 0, told.output
        assert f"not followed: KHOTO_ENCRYPTION_KEYS lacks {key_id(KEY)}" in told.stderr

    def test_of_a_broken_audit_trail_is_kept_and_told_of(
        self, engine: Engine, khoto: Khoto, tmp_path: Path
    ) -> None:
        fill(engine)
        run(
            engine,
            "ALTER TABLE case_log DISABLE TRIGGER USER",
            "UPDATE case_log SET action = 'closed' WHERE id = 2",
            "ALTER TABLE case_log ENABLE TRIGGER USER",
        )
        told = khoto("backup", str(tmp_path / "one.dump"))
        assert told.exit_code == 1
        assert "The audit trail is broken in 1 places, and so it is in what was" in told.stderr
        assert read_manifest(tmp_path / "one.dump").counted.rows["case_log"] == 5

    def test_never_writes_over_anything(self, kept: Kept, khoto: Khoto) -> None:
        before = kept.dump.read_bytes()
        told = khoto("backup", str(kept.dump))
        assert told.exit_code == 1
        assert "is there already" in told.stderr
        assert kept.dump.read_bytes() == before

    @pytest.mark.parametrize("place", ["nowhere/one.dump", "/proc/one.dump"])
    def test_tells_where_it_cannot_write(self, place: str, khoto: Khoto, tmp_path: Path) -> None:
        told = khoto("backup", str(tmp_path / place))
        assert told.exit_code == 1
        assert told.stderr.count("\n") == 1

    def test_of_an_empty_database_is_none(self, empty_database_url: str, tmp_path: Path) -> None:
        told = khoto_at(empty_database_url)("backup", str(tmp_path))
        assert told.exit_code == 1
        assert "there is nothing to back up" in told.stderr
        assert list(tmp_path.iterdir()) == []

    def test_waits_for_no_migration(self, engine: Engine, khoto: Khoto, tmp_path: Path) -> None:
        with engine.begin() as migrating:
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            migrating.execute(lock, {"key": migrations.UPGRADE_LOCK})
            told = khoto("backup", str(tmp_path))
        assert told.exit_code == 1
        assert "A migration is running" in told.stderr


class TestWhatGoesWrong:
    def backed_up(self, engine: Engine, folder: Path, **more: Any) -> None:
        back_up(engine, folder, KeyRing([KEY]), **more)

    def test_a_server_that_ends_while_it_dumps(self, tmp_path: Path) -> None:
        server = EmbeddedServer(tmp_path / "data", THROWAWAY_SETTINGS)
        engine = open_engine(server.start(), KeyRing([KEY]))
        try:
            migrations.upgrade(engine)
            fill(engine)
            folder = tmp_path / "kept"
            folder.mkdir()

            def ending(*_: object) -> None:
                server._cluster.stop()

            with pytest.raises(BackupFault, match="pg_dump: "):
                self.backed_up(engine, folder, progress=ending)
            assert list(folder.iterdir()) == []
        finally:
            engine.dispose()
            server.release()

    def test_ctrl_c(self, engine: Engine, tmp_path: Path) -> None:
        fill(engine)

        def stop(what: str, *_: object) -> None:
            if what == "restore":
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            self.backed_up(engine, tmp_path, progress=stop)
        assert list(tmp_path.iterdir()) == []
        assert scratches(engine) == []

    def test_a_disk_that_is_full(
        self, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Files of this program may not grow: it hears what it would hear from a full disk."""
        fill(engine)
        small, folder = tmp_path / "small", tmp_path / "kept"
        small.mkdir()
        folder.mkdir()
        (small / "pg_dump").write_text(
            f'#!/bin/sh\ntrap "" XFSZ; ulimit -f 20\nexec {binaries()}/pg_dump "$@"\n'
        )
        (small / "pg_dump").chmod(0o755)
        (small / "pg_restore").symlink_to(binaries() / "pg_restore")
        monkeypatch.setenv("PATH", f"{small}:{os.environ['PATH']}")
        with pytest.raises(BackupFault, match=r"pg_dump: could not .*: File too large"):
            self.backed_up(engine, folder)
        assert list(folder.iterdir()) == []

    def test_no_right_to_make_a_scratch_database(
        self, engine: Engine, database_url: str, tmp_path: Path
    ) -> None:
        name = f"plain_{uuid4().hex[:8]}"
        run(engine, f"CREATE ROLE {name} LOGIN")
        theirs = open_engine(database_url.replace("//khoto@", f"//{name}@"))
        try:
            with pytest.raises(BackupFault, match="CREATEDB, or say --no-verify"):
                self.backed_up(theirs, tmp_path)
        finally:
            theirs.dispose()
            run(engine, f"DROP ROLE {name}")

    def test_what_killed_ones_left_is_swept_up(self, engine: Engine, tmp_path: Path) -> None:
        name = ""

        def notice(what: str, *_: object) -> None:
            nonlocal name
            if what == "restore":
                (name,) = scratches(engine)

        self.backed_up(engine, tmp_path / "first.dump", progress=notice)
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
        left = tmp_path / ".khoto-20260101T000000Z.dump.part"
        left.touch()
        self.backed_up(engine, tmp_path)
        assert not left.exists()
        assert scratches(engine) == []


class TestTools:
    def test_are_never_older_than_the_server(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert tools.tools_for(engine).version >= tools.server_version(engine) == 18
        monkeypatch.setattr(tools, "_version", lambda _: 17)
        with pytest.raises(
            BackupFault, match=r"of PostgreSQL 18 are needed on PATH; those found are of"
        ):
            tools.tools_for(engine)
        monkeypatch.setattr(tools, "_folders", list)
        with pytest.raises(BackupFault, match=r"there are none \(Debian: apt install"):
            tools.tools_for(engine)

    def test_are_not_so_new_that_an_old_server_refuses_them(self) -> None:
        assert tools._fits(15, 15)
        assert tools._fits(16, 15)
        assert tools._fits(18, 17)
        assert not tools._fits(14, 15)
        assert not tools._fits(17, 16)

    def test_get_no_secret_of_ours_and_the_password_where_nobody_sees_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("KHOTO_SECRET_KEY", "hush")
        monkeypatch.setenv("DATABASE_URL", "hush")
        engine = open_engine("postgresql://u:p%40ss@db/khoto?sslmode=require")
        address, password = tools._address(engine)
        assert password == "p@ss"
        assert "p@ss" not in address
        assert "sslmode=require" in address
        told = tools._environment(password)
        assert told["PGPASSWORD"] == "p@ss"
        assert "hush" not in told.values()


def shorter(kept: Kept) -> None:
    kept.dump.write_bytes(kept.dump.read_bytes()[:-100])


def altered(kept: Kept) -> None:
    whole = bytearray(kept.dump.read_bytes())
    whole[len(whole) // 2] ^= 1
    kept.dump.write_bytes(bytes(whole))


def edited(kept: Kept) -> None:
    path = manifest_path(kept.dump)
    path.write_text(path.read_text().replace('"received": 1', '"received": 2'))


def alone(kept: Kept) -> None:
    manifest_path(kept.dump).unlink()


def no_manifest(kept: Kept) -> None:
    manifest_path(kept.dump).write_bytes(b"\xff[1, 2")


def of_the_future(kept: Kept) -> None:
    kept.alter(migration="9999", release="7.0.0")


def of_a_later_server(kept: Kept) -> None:
    kept.alter(postgresql=99)


def lying(kept: Kept) -> None:
    rows = kept.manifest["counted"]["rows"]
    kept.alter(counted={**kept.manifest["counted"], "rows": {**rows, "cases": 7}})


FAULTS: list[tuple[Callable[[Kept], None], str]] = [
    (shorter, "bytes, the manifest says"),
    (altered, "its checksum is not the manifest's"),
    (edited, "was altered: its checksum is another"),
    (alone, "is missing; a back-up is a dump and its manifest"),
    (no_manifest, "is not a manifest that this release can read"),
    (of_the_future, "restore it with release 7.0.0"),
    (of_a_later_server, "made on PostgreSQL 99 and cannot be restored on 18"),
    (lying, "not what was backed up: cases has 1 rows, not 7"),
]


class TestRestore:
    @pytest.mark.parametrize(("spoil", "told"), FAULTS, ids=[each.__name__ for each, _ in FAULTS])
    def test_refuses_what_is_not_as_it_was_made_and_changes_nothing(
        self,
        spoil: Callable[[Kept], None],
        told: str,
        kept: Kept,
        database_url: str,
        empty_database_url: str,
    ) -> None:
        spoil(kept)
        refused = khoto_at(empty_database_url)("restore", str(kept.dump))
        assert refused.exit_code == 1
        assert told in refused.stderr
        assert contents(empty_database_url) == {}
        before = contents(database_url)
        refused = typing(
            database_url, name_of(database_url), "restore", "--replace", str(kept.dump)
        )
        assert refused.exit_code == 1
        assert contents(database_url) == before

    def test_refuses_without_the_keys_and_changes_nothing(
        self, kept: Kept, empty_database_url: str
    ) -> None:
        for given in ("", OLD_KEYS):
            khoto = khoto_at(empty_database_url, KHOTO_ENCRYPTION_KEYS=given)
            refused = khoto("restore", str(kept.dump))
            assert refused.exit_code == 2
            assert f"sealed with key {key_id(KEY)}, which is not among" in refused.stderr
        assert contents(empty_database_url) == {}

    def test_refuses_a_database_that_is_not_empty(self, kept: Kept, database_url: str) -> None:
        before = contents(database_url)
        refused = khoto_at(database_url)("restore", str(kept.dump))
        assert refused.exit_code == 1
        assert "The database is not empty" in refused.stderr
        wrong = typing(database_url, "another", "restore", "--replace", str(kept.dump))
        assert wrong.exit_code == 1
        assert "Nothing was changed" in wrong.output
        assert contents(database_url) == before

    def test_replaces_what_is_there_when_its_name_is_typed(
        self, kept: Kept, engine: Engine, database_url: str
    ) -> None:
        before = contents(database_url)
        with transaction(engine) as session:
            people.save_person(session, a_person())
        run(engine, "CREATE TABLE later (id int)", "ALTER TABLE cases ADD COLUMN later text")
        leave(engine)
        done = typing(database_url, name_of(database_url), "restore", "--replace", str(kept.dump))
        assert done.exit_code == 0, done.output
        assert contents(database_url) == before
        with engine.connect() as connection:
            assert connection.scalar(text(f"SELECT to_regnamespace('{ASIDE}')")) is None
        assert "restore" in khoto_at(database_url)("failed", "log").stdout

    def test_refuses_a_database_that_is_in_use(
        self, kept: Kept, engine: Engine, database_url: str
    ) -> None:
        with engine.connect():
            refused = typing(
                database_url, name_of(database_url), "restore", "--replace", str(kept.dump)
            )
        assert refused.exit_code == 1
        assert "stop web and workers first" in refused.stderr

    def test_one_that_was_broken_off_can_be_taken_back(
        self, kept: Kept, engine: Engine, database_url: str
    ) -> None:
        before = contents(database_url)
        set_aside(engine)
        run(engine, "CREATE TABLE half (id int)")
        leave(engine)
        refused = typing(
            database_url, name_of(database_url), "restore", "--replace", str(kept.dump)
        )
        assert refused.exit_code == 1
        assert "bring it back with restore --put-back" in refused.stderr
        back = typing(database_url, name_of(database_url), "restore", "--put-back")
        assert back.exit_code == 0, back.output
        assert contents(database_url) == before
        again = typing(database_url, name_of(database_url), "restore", "--put-back")
        assert "Nothing was set aside" in again.output
        assert contents(database_url) == before
        with transaction(engine) as session:
            assert auditing.verify(session).faults == ()

    def test_brings_a_back_up_of_the_release_before_to_this_one(
        self, empty_database_url: str, engine: Engine, database_url: str, tmp_path: Path
    ) -> None:
        older = open_engine(empty_database_url, KeyRing([KEY]))
        migrations.upgrade(older, migrations.RELEASED)
        keys.admit(older)
        with transaction(older) as session:
            inbox.receive(session, [an_event()], BURST, NOW)
        older.dispose()
        made = khoto_at(empty_database_url)("backup", str(tmp_path / "old.dump"))
        assert made.exit_code == 0, made.output
        assert "Not written to the operators' log" in made.stderr
        assert read_manifest(tmp_path / "old.dump").migration == migrations.RELEASED
        leave(engine)
        done = typing(
            database_url, name_of(database_url), "restore", "--replace", str(tmp_path / "old.dump")
        )
        assert done.exit_code == 0, done.output
        assert f"The database stands at {migrations.head()}." in done.stdout
        assert khoto_at(database_url)("ledger").exit_code == 0

    def test_makes_the_roles_that_grants_name(
        self, engine: Engine, khoto: Khoto, empty_database_url: str, tmp_path: Path, role: str
    ) -> None:
        run(
            engine,
            f"CREATE ROLE {role} NOLOGIN",
            f"GRANT SELECT ON offices TO {role}",
            "ALTER TABLE offices ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY seen ON offices FOR SELECT TO {role} USING (true)",
        )
        assert khoto("backup", str(tmp_path / "one.dump")).exit_code == 0
        assert read_manifest(tmp_path / "one.dump").roles == [PERSON_ROLE, role]
        run(engine, f"DROP OWNED BY {role}", f"DROP ROLE {role}")
        done = khoto_at(empty_database_url)("restore", str(tmp_path / "one.dump"))
        assert done.exit_code == 0, done.output
        restored = open_engine(empty_database_url)
        with restored.connect() as connection:
            may = text(f"SELECT has_table_privilege('{role}', 'offices', 'SELECT')")
            assert connection.scalar(may)
        run(restored, f"DROP OWNED BY {role}")
        restored.dispose()

    def test_wants_one_thing_at_a_time(self, khoto: Khoto, tmp_path: Path) -> None:
        for arguments in ((), ("one.dump", "--put-back"), ("--put-back", "--replace")):
            assert khoto("restore", *arguments).exit_code == 2


@pytest.fixture
def role(engine: Engine) -> Iterator[str]:
    name = f"person_{uuid4().hex[:8]}"
    yield name
    run(engine, f"DROP ROLE IF EXISTS {name}")


def name_of(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path, kept: Kept) -> None:
    told = {k: v for k, v in kept.manifest.items() if k != "manifest_sha256"}
    manifest = Manifest.model_validate_json(json.dumps(told))
    assert manifest.text() == manifest_path(kept.dump).read_text(encoding="utf-8")
