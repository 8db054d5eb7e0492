"""Back-ups: a dump of the whole database and a manifest beside it, proved by restoring it.

Unlike the rest of `storage` these functions open and end their own transactions: dumping and
restoring are done by PostgreSQL's programs, each with a connection of its own.
"""

from storage.backups.aside import put_back
from storage.backups.dump import BackUp, back_up
from storage.backups.manifest import Manifest, manifest_path, read_manifest
from storage.backups.proof import Proof
from storage.backups.restore import Restored, restore
from storage.backups.tools import BackupFault

__all__ = [
    "BackUp",
    "BackupFault",
    "Manifest",
    "Proof",
    "Restored",
    "back_up",
    "manifest_path",
    "put_back",
    "read_manifest",
    "restore",
]
