"""What stands beside a dump: when and of what it was made, what is in it, what is needed for it."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from storage.backups.tools import BackupFault

_CHECKSUM = "manifest_sha256"
_CHUNK = 1024 * 1024
_LARGEST = 4 * _CHUNK  # bytes of a manifest

Count = Annotated[int, Field(ge=0)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Counted(BaseModel):
    """What is compared: rows by table, the ledger's sums, the head of the audit trail."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    rows: dict[str, Count]
    received: Count
    events: dict[str, Count]
    written: dict[str, Count]
    messages: dict[str, dict[str, Count]]
    audit_head: str

    @property
    def missing(self) -> int:
        """Rows that the ledger misses; 0 when it adds up."""
        written = sum(self.written.values())
        found = sum(sum(states.values()) for states in self.messages.values())
        return abs(self.received - sum(self.events.values())) + abs(written - found)


class Manifest(BaseModel):
    """One back-up. `keys` are ids of encryption keys, never keys; `roles` are those that grants and
    policies in the dump name; `sizes`, bytes by table, are for telling progress.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: Literal[1] = 1
    made_at: AwareDatetime  # UTC
    release: str
    migration: Annotated[str, Field(pattern=r"^[0-9]{4}$")]
    postgresql: int  # the server's major version
    database: str
    file: str
    size: Count
    sha256: Hash
    keys: list[str]
    roles: list[Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]{0,62}$")]]
    counted: Counted
    sizes: dict[str, Count]
    verified: bool

    def text(self) -> str:
        """As it is written, with a checksum of itself."""
        told = self.model_dump(mode="json")
        return json.dumps({**told, _CHECKSUM: _sum_of(told)}, ensure_ascii=False, indent=2) + "\n"


def manifest_path(dump: Path) -> Path:
    """Where the manifest of a dump is: beside it."""
    return dump.with_name(f"{dump.name}.json")


def read_manifest(dump: Path) -> Manifest:
    """The manifest of a dump, whose bytes are compared with it. Raises BackupFault."""
    path = manifest_path(dump)
    for file in (dump, path):
        if not file.is_file():
            raise BackupFault(f"{file} is missing; a back-up is a dump and its manifest beside it")
    try:
        told = json.loads(path.read_bytes()[:_LARGEST])
        checksum = told.pop(_CHECKSUM, None)
        manifest = Manifest.model_validate_json(json.dumps(told))
    except (OSError, ValueError, AttributeError, TypeError):  # pydantic's errors are ValueErrors
        raise BackupFault(f"{path} is not a manifest that this release can read") from None
    if checksum != _sum_of(told):
        raise BackupFault(f"{path} was altered: its checksum is another")
    size = dump.stat().st_size
    if size != manifest.size:
        raise BackupFault(f"{dump} has {size} bytes, the manifest says {manifest.size}")
    if sha256_of(dump) != manifest.sha256:
        raise BackupFault(f"{dump} was altered: its checksum is not the manifest's")
    return manifest


def sha256_of(file: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _sum_of(told: dict[str, object]) -> str:
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
