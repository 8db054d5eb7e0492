"""The private server: shared by its users, gone with the last, startable after any death."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from storage.embedded import (
    THROWAWAY_SETTINGS,
    EmbeddedServer,
    ServerFailed,
    embedded_database,
    sweep_throwaways,
    throwaway_database,
    throwaway_directory,
)

USER = """
import sys, time
from pathlib import Path
from storage.embedded import THROWAWAY_SETTINGS, embedded_database
with embedded_database(Path(sys.argv[1]), THROWAWAY_SETTINGS) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def directory() -> Iterator[Path]:
    """A place for a server that no sweeper knows, removed even if the test fails."""
    place = throwaway_directory()
    made = Path(tempfile.mkdtemp(prefix="khoto-test-", dir=place.parent))
    place.rmdir()
    yield made
    assert EmbeddedServer(made).release(), "somebody still uses it"
    shutil.rmtree(made)


def a_user(directory: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def told(user: subprocess.Popen[str]) -> str:
    assert user.stdout is not None
    return user.stdout.readline().strip()


def leave(user: subprocess.Popen[str]) -> None:
    user.communicate()
    assert user.returncode == 0


def answers(url: str) -> bool:
    try:
        with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=3) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def server_pid(directory: Path) -> int:
    return int((directory / "cluster" / "postmaster.pid").read_text().split()[0])


def gone(pid: int) -> bool:
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/cmdline").read_bytes() == b"":  # only waits to be reaped
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_several_processes_share_it_and_the_last_one_stops_it(directory: Path) -> None:
    users = [a_user(directory) for _ in range(3)]
    urls = {told(user) for user in users}
    assert len(urls) == 1
    (url,) = urls
    pid = server_pid(directory)
    leave(users[0])
    leave(users[1])
    assert answers(url)
    leave(users[2])
    assert not answers(url)
    assert gone(pid)


def test_killed_users_neither_keep_it_running_nor_from_starting(directory: Path) -> None:
    killed, other = a_user(directory), a_user(directory)
    url = told(killed)
    told(other)
    killed.kill()
    killed.wait()
    assert answers(url)
    leave(other)
    assert not answers(url)  # the killed one does not count

    killed = a_user(directory)
    told(killed)
    killed.kill()
    killed.wait()
    assert answers(url)  # nobody was left to stop it; the next one joins, and stops it
    with embedded_database(directory, THROWAWAY_SETTINGS) as joined:
        assert joined == url
        assert answers(url)
    assert not answers(url)


def test_it_starts_again_and_finds_its_data_after_the_server_was_killed(directory: Path) -> None:
    keeping = {**THROWAWAY_SETTINGS, "fsync": "on", "synchronous_commit": "on"}
    with embedded_database(directory, keeping) as url:
        with psycopg.connect(url.replace("+psycopg", "", 1)) as connection:
            connection.execute("CREATE TABLE t AS SELECT 7 AS n")
        os.kill(server_pid(directory), signal.SIGKILL)
        for _ in range(100):
            if not answers(url):
                break
            time.sleep(0.02)
        with (
            embedded_database(directory, keeping) as again,
            psycopg.connect(again.replace("+psycopg", "", 1)) as connection,
        ):
            assert connection.execute("SELECT n FROM t").fetchone() == (7,)


def test_a_lock_file_that_names_an_unrelated_process_is_no_obstacle(directory: Path) -> None:
    with embedded_database(directory, THROWAWAY_SETTINGS):
        left = (directory / "cluster" / "postmaster.pid").read_text()
    stale = left.replace(left.split("\n", 1)[0], str(os.getpid()), 1)
    (directory / "cluster" / "postmaster.pid").write_text(stale)
    with embedded_database(directory, THROWAWAY_SETTINGS) as url:
        assert answers(url)


def test_a_cluster_half_made_is_made_anew(directory: Path) -> None:
    half = directory / "cluster.making"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    with embedded_database(directory, THROWAWAY_SETTINGS) as url:
        assert answers(url)


def test_a_long_path_with_thai_and_spaces_is_no_obstacle(directory: Path) -> None:
    deep = directory / "ข้อมูล ของเรา" / ("ลึก" * 20) / "x"
    with embedded_database(deep, THROWAWAY_SETTINGS) as url:
        assert answers(url)


def test_nobody_else_reaches_the_socket(directory: Path) -> None:
    with embedded_database(directory, THROWAWAY_SETTINGS):
        assert (directory / "socket").stat().st_mode & 0o077 == 0
        assert (directory / "cluster").stat().st_mode & 0o077 == 0


def test_a_cluster_of_another_version_is_refused(directory: Path) -> None:
    (directory / "cluster").mkdir()
    (directory / "cluster" / "PG_VERSION").write_text("16\n")
    with pytest.raises(ServerFailed, match="PostgreSQL 16"), embedded_database(directory):
        pass


def test_letting_go_twice_is_letting_go_once(directory: Path) -> None:
    server = EmbeddedServer(directory, THROWAWAY_SETTINGS)
    server.start()
    assert server.release()
    assert not server.release()


def test_a_throwaway_whose_users_were_killed_is_swept_up() -> None:
    left = throwaway_directory()
    killed = a_user(left)
    url = told(killed)
    sweep_throwaways()
    assert answers(url)
    killed.kill()
    killed.wait()
    sweep_throwaways()
    assert not answers(url)
    assert not left.exists()


def test_a_throwaway_leaves_nothing_behind() -> None:
    with throwaway_database() as url:
        assert answers(url)
    assert not answers(url)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_can_run_it_too() -> None:
    script = """
import os
import psycopg
from storage.embedded import throwaway_database
os.setgroups([]); os.setgid(65534); os.setuid(65534)
with throwaway_database() as url:
    psycopg.connect(url.replace("+psycopg", "", 1)).close()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_servers_log_quotes_nothing_that_was_written(directory: Path) -> None:
    with (
        embedded_database(directory, THROWAWAY_SETTINGS) as url,
        psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection,
    ):
        connection.execute("CREATE TABLE told (words text CHECK (length(words) < 5))")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("INSERT INTO told VALUES (%s)", ("somchai was beaten",))
    log = (directory / "postgres.log").read_text()
    assert "violates check constraint" in log
    assert "somchai" not in log
