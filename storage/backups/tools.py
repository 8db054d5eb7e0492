"""PostgreSQL's own programs for dumping and restoring: which to use, and running them."""

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import Engine, text

from storage.embedded import ServerFailed
from storage.postgres_server import binaries

# From 17 on the programs begin with a setting that older servers refuse, and end there.
KNOWS_TRANSACTION_TIMEOUT = 17
_TABLE = re.compile(r'(?:dumping contents of|processing data for) table "public\.(\w+)"')
_ERROR = re.compile(r"^pg_\w+: (?:error|hint): (.*)$")

OnTable = Callable[[str], None]


class BackupFault(RuntimeError):
    """A back-up cannot be made or restored; the message says why, without anything of its rows."""


@dataclass(frozen=True)
class Tools:
    """A folder with `pg_dump` and `pg_restore` of one version."""

    folder: Path
    version: int

    def run(self, program: str, engine: Engine, *arguments: str, on_table: OnTable) -> None:
        """Run one on the engine's database. `on_table` is told of each table as it is begun.

        Raises BackupFault with what the program says went wrong.
        """
        address, password = _address(engine)
        command = [str(self.folder / program), "--no-password", "--verbose", *arguments]
        process = subprocess.Popen(  # noqa: S603  (PostgreSQL's program, our own arguments)
            [*command, f"--dbname={address}"],
            env=_environment(password),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        wrong: list[str] = []
        try:
            assert process.stderr is not None
            for line in process.stderr:
                if table := _TABLE.search(line):
                    on_table(table[1])
                elif error := _ERROR.match(line):
                    wrong.append(error[1].strip())
            status = process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        if status != 0:
            said = wrong[0] if wrong else f"it ended with status {status}"
            raise BackupFault(f"{program}: {said}")


def tools_for(engine: Engine) -> Tools:
    """The programs for the engine's server: those on PATH, else those of the embedded PostgreSQL.

    Programs must not be older than the server. Raises BackupFault when none fit.
    """
    server = server_version(engine)
    found: list[str] = []
    for folder in _folders():
        version = _version(folder)
        if version is None:
            continue
        if _fits(version, server):
            return Tools(folder, version)
        found.append(str(version))
    instead = f"those found are of {', '.join(found)} and do not fit" if found else "there are none"
    raise BackupFault(
        f"the programs pg_dump and pg_restore of PostgreSQL {server} are needed on PATH; {instead}"
        f" (Debian: apt install postgresql-client-{server})"
    )


def server_version(engine: Engine) -> int:
    """The server's major version, 18."""
    with engine.connect() as connection:
        return int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000


def _fits(version: int, server: int) -> bool:
    return version >= server and not version >= KNOWS_TRANSACTION_TIMEOUT > server


def _folders() -> list[Path]:
    folders = []
    if on_path := shutil.which("pg_dump"):
        folders.append(Path(on_path).parent)
    with contextlib.suppress(ServerFailed):  # only what is on PATH, then
        folders.append(binaries())
    return [each for each in folders if (each / "pg_restore").exists()]


def _version(folder: Path) -> int | None:
    try:
        said = subprocess.run(  # noqa: S603  (PostgreSQL's program)
            [str(folder / "pg_dump"), "--version"], capture_output=True, text=True, check=False
        ).stdout
    except OSError:
        return None
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number else None


def _address(engine: Engine) -> tuple[str, str]:
    """The database's address without the password, which other users could see, and that."""
    _, given = engine.dialect.create_connect_args(engine.url)
    named = {name: str(value) for name, value in given.items() if name != "context"}
    password = named.pop("password", "")
    return make_conninfo(**{**named, "application_name": "khoto backup"}), password


def _environment(password: str) -> Mapping[str, str]:
    """Ours without our secrets, and with plain English messages to be read here."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KHOTO_", "DATABASE_URL"))}
    return {**kept, "LC_ALL": "C", **({"PGPASSWORD": password} if password else {})}
