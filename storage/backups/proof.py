"""Whether a restored database is the one that was backed up."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, text

from storage import keys, migrations
from storage.auditing import verify
from storage.backups.counting import NO_LIMITS, count, differences
from storage.backups.manifest import Manifest
from storage.backups.tools import BackupFault
from storage.engine import transaction
from storage.sealing import KeyMissing, KeyRing


@dataclass(frozen=True)
class Proof:
    """A restored database holds what the manifest says, else there is none of these.

    `faults`: how many faults the audit trail has, None when it could not be looked at for want of
    `missing_keys`. `migration` is where it stands now.
    """

    faults: int | None
    missing_keys: Sequence[str]
    migration: str


def prove(engine: Engine, manifest: Manifest, ring: KeyRing | None) -> Proof:
    """Compare rows and ledger, take the steps that are missing, compare again, follow the trail.

    Raises BackupFault when anything differs.
    """
    _compare(engine, manifest)
    missing = missing_keys(manifest, ring)
    if manifest.migration <= migrations.head():
        migrations.upgrade(engine)  # also where none is missing: grants are seen to
        _compare(engine, manifest, only_ledger=True)
    at = migrations.current(engine) or ""
    if missing or ring is None:
        return Proof(None, missing, at)
    try:
        keys.admit(engine)
        with transaction(engine) as session:
            faults = len(verify(session).faults)
    except KeyMissing:
        return Proof(None, missing, at)
    return Proof(faults, missing, at)


def missing_keys(manifest: Manifest, ring: KeyRing | None) -> list[str]:
    """Ids of keys that the back-up needs and that were not given."""
    given = ring.ids if ring else ()
    return [each for each in manifest.keys if each not in given]


def _compare(engine: Engine, manifest: Manifest, *, only_ledger: bool = False) -> None:
    with engine.begin() as connection:
        for limit in NO_LIMITS:
            connection.execute(text(limit))
        found = count(connection)
    if only_ledger:
        found = found.model_copy(update={"rows": manifest.counted.rows})
    if told := differences(manifest.counted, found):
        raise BackupFault(f"what was restored is not what was backed up: {'; '.join(told)}")
