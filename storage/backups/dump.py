"""Making a back-up: written beside its place, proved, and moved there at the end."""

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from storage import migrations
from storage.backups import counting
from storage.backups.manifest import Manifest, manifest_path, sha256_of
from storage.backups.proof import Proof, prove
from storage.backups.scratch import require_scratch, scratch_database
from storage.backups.tools import BackupFault, OnTable, Tools, server_version, tools_for
from storage.sealing import KeyRing

PART = ".part"  # what a file is called until it is whole

# Told what is done (dump, restore), how many bytes of it, as the database counts them, of how many.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class BackUp:
    """A back-up that is in its place. `proof` None: it was not verified."""

    dump: Path
    manifest: Manifest
    proof: Proof | None


def back_up(
    engine: Engine,
    place: Path,
    ring: KeyRing | None,
    *,
    release: str = "",
    verify: bool = True,
    progress: Progress = lambda *_: None,
) -> BackUp:
    """Dump the database, beside a running service, into `place`: a new file, or a folder.

    The dump is of one moment. Without `ring` the audit trail is not followed when it is verified.
    Raises BackupFault and leaves nothing behind.
    """
    now = datetime.now(UTC)
    dump = _new_file(place, now)
    tools = tools_for(engine)
    if verify:
        require_scratch(engine)
    with _part_of(dump) as part, _part_of(manifest_path(dump)) as beside:
        with counting.one_moment(engine) as connection:
            told, sizes = _about(connection), counting.sizes(connection)
            snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
            tools.run(
                "pg_dump",
                engine,
                "--format=custom",
                "--lock-wait-timeout=60s",
                f"--snapshot={snapshot}",
                f"--file={part}",
                on_table=weighed("dump", sizes, progress),
            )
        manifest = Manifest(
            made_at=now.replace(microsecond=0),
            release=release,
            postgresql=server_version(engine),
            database=str(engine.url.database),
            file=dump.name,
            size=part.stat().st_size,
            sha256=sha256_of(part),
            sizes=sizes,
            verified=verify,
            **told,
        )
        proof = _proved(engine, tools, part, manifest, ring, progress) if verify else None
        beside.write_text(manifest.text(), encoding="utf-8")
        _in_place(part, dump)
        _in_place(beside, manifest_path(dump))
    return BackUp(dump, manifest, proof)


def weighed(what: str, sizes: Mapping[str, int], progress: Progress) -> OnTable:
    """Tells progress as the tables go by: each counts as much as it is large."""
    total, done, last = sum(sizes.values()), 0, 0

    def on_table(table: str) -> None:
        nonlocal done, last
        done, last = done + last, sizes.get(table, 0)
        progress(what, done, total)

    return on_table


def _about(connection: Connection) -> dict[str, Any]:
    """What the manifest tells of the database."""
    at = migrations.seen_at(connection)
    if at is None:
        raise BackupFault("the database is empty: there is nothing to back up")
    return {
        "migration": at,
        "counted": counting.count(connection),
        "keys": counting.key_ids(connection),
        "roles": counting.roles(connection),
    }


def _proved(
    engine: Engine,
    tools: Tools,
    dump: Path,
    manifest: Manifest,
    ring: KeyRing | None,
    progress: Progress,
) -> Proof:
    with scratch_database(engine, ring) as scratch:
        load(tools, scratch, dump, manifest, progress)
        return prove(scratch, manifest, ring)


def load(tools: Tools, engine: Engine, dump: Path, manifest: Manifest, progress: Progress) -> None:
    """Restore a dump into an empty database, all or nothing. Raises BackupFault."""
    tools.run(
        "pg_restore",
        engine,
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        str(dump),
        on_table=weighed("restore", manifest.sizes, progress),
    )


def _new_file(place: Path, now: datetime) -> Path:
    place = place.absolute()
    dump = place / f"khoto-{now:%Y%m%dT%H%M%SZ}.dump" if place.is_dir() else place
    if not dump.parent.is_dir():
        raise BackupFault(f"there is no folder {dump.parent}")
    for file in (dump, manifest_path(dump)):
        if file.exists() or file.is_symlink():
            raise BackupFault(f"{file} is there already; name another file, or a folder")
    return dump


@contextmanager
def _part_of(file: Path) -> Iterator[Path]:
    """A file of our own beside its place, readable by us only, gone at the end unless moved."""
    part = file.with_name(f".{file.name}{PART}")
    for left in (part, *part.parent.glob(f".khoto-*{PART}")):
        _remove_left(left)
    try:
        opened = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise BackupFault(f"{file.parent} cannot be written to: {error.strerror}") from None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)  # so that nobody takes it for one that was left
        yield part
    except OSError as error:
        raise BackupFault(f"{file}: {error.strerror}") from None
    finally:
        os.close(opened)
        part.unlink(missing_ok=True)


def _remove_left(part: Path) -> None:
    """Remove what a killed back-up left; one that is being made is locked."""
    try:
        with part.open("rb") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
    except OSError:
        return  # in use, somebody else's, or gone


def _in_place(part: Path, file: Path) -> None:
    """On the disk for good, and only then under its name."""
    for path in (part, part.parent):
        opened = os.open(path, os.O_RDONLY)
        os.fsync(opened)
        os.close(opened)
    part.rename(file)
    opened = os.open(file.parent, os.O_RDONLY)
    os.fsync(opened)
    os.close(opened)
