"""A private PostgreSQL for one machine: the first to come starts it, the last to leave stops it.

Users are counted with a shared file lock, which the system takes back from a process however it
ends. So a killed user never keeps the server from stopping, nor from starting again.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from storage.postgres_server import Cluster, ServerFailed

__all__ = ["EmbeddedServer", "ServerFailed", "embedded_database", "throwaway_database"]

THROWAWAY_PREFIX = "khoto-throwaway-"
# What makes a server fast when losing its data at a power cut is fine.
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "128MB",
    "min_wal_size": "32MB",
}
MEMORY = Path("/dev/shm")  # noqa: S108  (directories in it are made by mkdtemp)
ROOM_NEEDED = 2**30  # bytes; containers often give 64 MB


class EmbeddedServer:
    """One process's hold on the server of a data directory. `url` is where its database is."""

    def __init__(self, data_dir: Path, settings: Mapping[str, str] | None = None) -> None:
        """Take hold of `data_dir` (made if missing) without starting anything yet."""
        self.data_dir = data_dir.absolute()
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self._cluster = Cluster(self.data_dir, settings or {})
        self._holder = os.getpid()
        with self._alone():
            self._use: int | None = os.open(
                self.data_dir / "users.lock", os.O_RDWR | os.O_CREAT, 0o600
            )
            fcntl.flock(self._use, fcntl.LOCK_SH)
        self.url = self._cluster.url()

    def start(self) -> str:
        """Start the server, or join the running one. Returns its URL. Raises ServerFailed."""
        with self._alone():
            self._cluster.start()
        return self.url

    def url_of(self, database: str) -> str:
        """The URL of another database of this server."""
        return self._cluster.url(database)

    def release(self) -> bool:
        """Let go; the last one to do so stops the server. Returns whether this was the last."""
        if self._use is None:
            return False
        with self._alone():
            os.close(self._use)  # not LOCK_UN: a forked child shares this lock with its parent
            self._use = None
            last = self._nobody_uses_it()
            if last and os.getpid() == self._holder:
                self._cluster.stop()
        return last

    def _nobody_uses_it(self) -> bool:
        probe = os.open(self.data_dir / "users.lock", os.O_RDWR)
        try:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(probe)
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Starting, joining and leaving are done by one process at a time."""
        mutex = os.open(self.data_dir / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(mutex, fcntl.LOCK_EX)
            yield
        finally:
            os.close(mutex)


@contextmanager
def embedded_database(data_dir: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Start or join the PostgreSQL of `data_dir`, and leave it at the end.

    `settings` are server parameters; only the process that starts the server gives them effect.
    Yields a `postgresql+psycopg://` URL. Raises ServerFailed.
    """
    server = EmbeddedServer(data_dir, settings)
    try:
        yield server.start()
    finally:
        server.release()


@contextmanager
def throwaway_database(settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """A new, empty PostgreSQL that is fast because it keeps nothing safe, removed at the end.

    For tests and trials; figures measured on it say nothing about a real one. Yields its URL.
    """
    sweep_throwaways()
    directory = throwaway_directory()
    try:
        with embedded_database(directory, {**THROWAWAY_SETTINGS, **(settings or {})}) as url:
            yield url
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def throwaway_directory() -> Path:
    """A new directory for a throw-away server: in memory if there is room, where files are fast."""
    return Path(tempfile.mkdtemp(prefix=THROWAWAY_PREFIX, dir=_places()[0]))


def sweep_throwaways() -> None:
    """Stop and remove throw-away servers whose users were all killed."""
    for directory in (found for place in _places() for found in place.glob(THROWAWAY_PREFIX + "*")):
        try:
            ours = (directory / "users.lock").stat().st_uid == os.geteuid()
        except OSError:  # being made, being removed, or closed to us
            continue
        if ours and EmbeddedServer(directory).release():
            shutil.rmtree(directory, ignore_errors=True)


def _places() -> list[Path]:
    usual = Path(tempfile.gettempdir())
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM_NEEDED:
        return [usual]
    return [MEMORY, usual]
