"""The hash chain of a case's history: how a line is sealed, and what a broken seal tells.

Each line holds the SHA-256 of its content and of the line before it in the same case. When it is
committed, a seal of it joins one chain over all cases, whose newest hash is the head. So a line
that is changed, removed, added or moved is found, also the last one. What was written in `detail`
goes into the hash by way of a salted hash: it can be blanked, and the chain still holds.

Who can rewrite the whole database can make a new chain. The head, noted elsewhere, tells that too.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

BEGINNING = b""  # what the first line of a case, and the first seal, follow
SALT_BYTES = 16


class Break(StrEnum):
    """What is wrong with a line."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    REORDERED = "reordered"


@dataclass(frozen=True)
class Link:
    """A line of a history. `salt` is None, and `detail` empty, once blanked; `detail` is None when
    what is stored of it was tampered with and cannot be opened."""

    id: int
    case_id: UUID
    at: datetime
    actor_id: UUID | None
    action: str
    detail: str | None
    salt: bytes | None
    detail_hash: bytes
    previous: bytes
    hash: bytes
    blanked_at: datetime | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the line still says what it said when it was written."""
        if self.blanked_at is None:
            said = (
                self.salt is not None
                and self.detail is not None
                and detail_hash(self.salt, self.detail) == self.detail_hash
            )
        else:
            said = self.salt is None and self.detail == ""
        return said and self.hash == link_hash(
            self.previous, self.case_id, self.at, self.actor_id, self.action, self.detail_hash
        )


@dataclass(frozen=True)
class Seal:
    """That a line was committed, as the `position`th of all (from 1)."""

    position: int
    log_id: int
    case_id: UUID
    link_hash: bytes
    hash: bytes


@dataclass(frozen=True)
class Fault:
    """A break. `line` counts a case's lines from 1; `log_id` is the row's own number."""

    what: Break
    case_id: UUID | None  # None: it is the chain over all cases that is broken
    line: int
    log_id: int | None


def detail_hash(salt: bytes, detail: str) -> bytes:
    """The salt is thrown away with the words: no list of likely words can be tried afterwards."""
    return sha256(salt + detail.encode()).digest()


def link_hash(
    previous: bytes,
    case_id: UUID,
    at: datetime,
    actor_id: UUID | None,
    action: str,
    hash_of_detail: bytes,
) -> bytes:
    """The hash of a line after `previous`. `at` has a zone; microseconds count."""
    content = [
        previous.hex(),
        str(case_id),
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(actor_id) if actor_id else None,
        action,
        hash_of_detail.hex(),
    ]
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).digest()


def seal_hash(previous: bytes, log_id: int, hash_of_link: bytes) -> bytes:
    """The hash of a seal after `previous`. The database's own function makes the same."""
    return sha256(previous + log_id.to_bytes(8, "big", signed=True) + hash_of_link).digest()


def faults_of_case(
    case_id: UUID, links: Iterable[Link], seals: Iterable[Seal]
) -> tuple[Fault, ...]:
    """What is wrong with the history of one case: its lines, and the seals of them."""
    by_id = {link.id: link for link in links}
    ordered = sorted(seals, key=lambda seal: seal.position)
    known = {seal.link_hash for seal in ordered}
    found: list[Fault] = []
    previous = BEGINNING
    for line, seal in enumerate(ordered, start=1):
        what = _wrong(by_id.pop(seal.log_id, None), seal, previous, known)
        if what is not None:
            found.append(Fault(what, case_id, line, seal.log_id))
        previous = seal.link_hash
    # What nobody sealed was not written by this service.
    found += [Fault(Break.ADDED, case_id, 0, log_id) for log_id in sorted(by_id)]
    return tuple(found)


def _wrong(link: Link | None, seal: Seal, previous: bytes, known: set[bytes]) -> Break | None:
    if link is None:
        return Break.MISSING
    if link.hash != seal.link_hash:
        return Break.REORDERED if link.hash in known else Break.CHANGED
    if not link.is_whole or link.case_id != seal.case_id:
        return Break.CHANGED
    if link.previous != previous:
        # It follows a line that is not there any more, or that stands elsewhere.
        return Break.REORDERED if link.previous in known else Break.MISSING
    return None


class SealChain:
    """Follows the seals of all cases in their order, some at a time."""

    def __init__(self) -> None:
        self.position, self.hash = 0, BEGINNING

    def follow(self, seals: Sequence[Seal]) -> tuple[Fault, ...]:
        """What is wrong with the next seals."""
        found: list[Fault] = []
        for seal in seals:
            if seal.position != self.position + 1:
                found.append(Fault(Break.MISSING, None, self.position + 1, None))
            elif seal.hash != seal_hash(self.hash, seal.log_id, seal.link_hash):
                found.append(Fault(Break.CHANGED, None, seal.position, seal.log_id))
            self.position, self.hash = seal.position, seal.hash
        return tuple(found)

    def end(self, position: int, head: bytes) -> tuple[Fault, ...]:
        """What is wrong at the end: the head knows of a seal that is not there, or of fewer."""
        if (position, head) == (self.position, self.hash):
            return ()
        what = Break.ADDED if position < self.position else Break.MISSING
        what = Break.CHANGED if position == self.position else what
        return (Fault(what, None, max(position, self.position), None),)
