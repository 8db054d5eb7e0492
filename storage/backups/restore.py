"""Restoring a back-up: into an empty database, or in the place of what is there; all or nothing."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage import migrations
from storage.backups import aside, server_roles
from storage.backups.dump import Progress, load
from storage.backups.manifest import Manifest
from storage.backups.proof import Proof, missing_keys, prove
from storage.backups.tools import BackupFault, server_version, tools_for
from storage.sealing import KeyMissing, KeyRing

OTHERS = text(
    """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND backend_type = 'client backend'
    """
)


@dataclass(frozen=True)
class Restored:
    """What became of it; `replaced`: something else was there before."""

    proof: Proof
    replaced: bool


def restore(
    engine: Engine,
    dump: Path,
    manifest: Manifest,
    ring: KeyRing | None,
    *,
    replace: bool = False,
    progress: Progress = lambda *_: None,
) -> Restored:
    """Restore a dump (whose manifest was read, see `read_manifest`) and bring it to this release.

    Raises KeyMissing without the keys that are needed, BackupFault when the database is not empty
    (unless told to `replace`) or in use, when the dump is of a later release or server, or when
    anything differs from the manifest in the end. The database is then as it was before.
    """
    _require_fit(engine, manifest, ring)
    tools = tools_for(engine)
    engine.dispose()  # so that none of our own connections is taken for somebody else's
    with engine.begin() as connection:
        empty = _look(connection, replace)
        server_roles.prepare(connection, manifest.roles)
    if not empty:
        aside.set_aside(engine)
    try:
        load(tools, engine, dump.absolute(), manifest, progress)
        proof = prove(engine, manifest, ring)
    except BaseException:
        # Should the server be away now, the next restore tells how to go on.
        with contextlib.suppress(DBAPIError):
            if not aside.put_back(engine):
                aside.clear(engine)
        raise
    aside.forget(engine)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("ANALYZE"))
        connection.invalidate()  # its settings are not for others
    return Restored(proof, replaced=not empty)


def _require_fit(engine: Engine, manifest: Manifest, ring: KeyRing | None) -> None:
    if manifest.migration > migrations.head():
        raise BackupFault(
            f"it was made at step {manifest.migration}, and this release knows"
            f" {migrations.head()}: restore it with release {manifest.release or 'that made it'}"
        )
    if missing := missing_keys(manifest, ring):
        raise KeyMissing(
            f"this back-up is sealed with key {', '.join(missing)}, which is not among"
            " KHOTO_ENCRYPTION_KEYS: without it nobody could read what is restored"
        )
    server = server_version(engine)
    if server < manifest.postgresql:
        raise BackupFault(
            f"it was made on PostgreSQL {manifest.postgresql} and cannot be restored on {server}"
        )


def _look(connection: Connection, replace: bool) -> bool:
    """Whether the database is empty. Raises BackupFault when nothing may be restored there."""
    aside.require_nothing_aside(connection)
    empty = aside.is_empty(connection)
    if not empty and not replace:
        raise BackupFault(
            "the database is not empty; restore into an empty one, or say --replace to remove"
            " what is there"
        )
    if others := connection.scalar(OTHERS):
        raise BackupFault(
            f"{others} other connections to the database are open: stop web and workers first"
        )
    return empty
