"""The schema's history: numbered steps, each following the one before. They only go forward.

Releases take each other's place while the service runs: code of the release before works on beside
the new schema. So a step after `RELEASED` only widens (new tables, columns that may be left out,
looser checks). What has to go, goes a release later, in a step that says so with a `contract`:
`contract = "0012"` means that code whose newest step is 0012 or later does without what goes.
"""

from storage.migrations.history import RELEASED, Standing, config, current, head, seen_at, standing
from storage.migrations.upgrading import UPGRADE_LOCK, StepsBlocked, upgrade

__all__ = [
    "RELEASED",
    "UPGRADE_LOCK",
    "Standing",
    "StepsBlocked",
    "config",
    "current",
    "head",
    "seen_at",
    "standing",
    "upgrade",
]
