"""Encryption at rest: values are sealed before they reach the database, opened when they are read.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits. What is sealed is bound to its place,
"table.column": in another column it does not open. A sealed value begins with the id of its key, so
that several keys can be in use; new values are sealed with the newest.

The key ring belongs to an engine: `storage.open_engine` hangs it on the engine's dialect, which is
what SQLAlchemy hands to a column's type. There is no other way to it and nothing global.
"""

import hashlib
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Dialect, Engine

KEY_BYTES = 32
MARK = b"sealed.1."  # 1: the way it is sealed
ID_SIGNS = 8
HEAD_BYTES = len(MARK) + ID_SIGNS + 1
PLAIN = "plain"  # stands for the key of what was written before there was encryption
NONE_GIVEN = "no encryption key was given: set KHOTO_ENCRYPTION_KEYS"
ALTERED = "a sealed value was altered or put here"
_ATTRIBUTE = "khoto_keys"
_NONCE_BYTES = 12


class SealingFault(RuntimeError):
    """A value cannot be sealed or opened. The message holds no value and no key."""


class KeyMissing(SealingFault):
    """The key is not among those given: with it everything is as before."""


class SealBroken(SealingFault):
    """The value was altered, comes from another column, or is plain where nothing may be."""


class KeyRing:
    """Keys of 32 bytes, the newest first. `plain_is_read`: values from before encryption are.

    Raises KeyMissing without a key, ValueError for one of another length.
    """

    def __init__(self, keys: Sequence[bytes], *, plain_is_read: bool = False) -> None:
        if not keys:
            raise KeyMissing(NONE_GIVEN)
        if any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        self._ciphers = {key_id(key): AESGCM(key) for key in keys}
        self.newest = key_id(keys[0])
        self.plain_is_read = plain_is_read

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the keys, the newest first."""
        return tuple(self._ciphers)

    def seal(self, value: bytes, place: str) -> bytes:
        """The value sealed with the newest key for `place` ("table.column")."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._ciphers[self.newest].encrypt(nonce, value, place.encode())
        return head(self.newest) + nonce + sealed

    def open(self, sealed: bytes, place: str) -> bytes:
        """The value that was sealed for `place`. Raises KeyMissing or SealBroken."""
        used = sealed[len(MARK) : HEAD_BYTES - 1].decode("ascii", "replace")
        cipher = self._ciphers.get(used)
        if cipher is None:
            if not used.isalnum():
                raise SealBroken(f"{place}: {ALTERED}")
            raise KeyMissing(
                f"{place}: sealed with key {used}, which is not among KHOTO_ENCRYPTION_KEYS"
            )
        nonce = sealed[HEAD_BYTES : HEAD_BYTES + _NONCE_BYTES]
        try:
            return cipher.decrypt(nonce, sealed[HEAD_BYTES + _NONCE_BYTES :], place.encode())
        except (InvalidTag, ValueError):  # ValueError: cut off inside the nonce
            raise SealBroken(f"{place}: {ALTERED}") from None

    def refuse_plain(self, place: str) -> None:
        """Raises SealBroken, unless values from before encryption are still read."""
        if not self.plain_is_read:
            raise SealBroken(f"{place}: a value that is not sealed was put here")


def sealing_fault(error: BaseException) -> SealingFault | None:
    """The fault behind an error, as SQLAlchemy wraps what is raised while it binds values."""
    behind = getattr(error, "orig", error)
    return behind if isinstance(behind, SealingFault) else None


def key_id(key: bytes) -> str:
    """Eight hexadecimal digits that name a key and tell nothing of it."""
    return hashlib.sha256(b"khoto key id\0" + key).hexdigest()[:ID_SIGNS]


def head(used: str) -> bytes:
    """What every value sealed with the key of that id begins with."""
    return MARK + used.encode() + b"."


def give_keys(engine: Engine, ring: KeyRing) -> None:
    """Let the engine seal and open with the ring."""
    setattr(engine.dialect, _ATTRIBUTE, ring)


def keys_of(dialect: Dialect) -> KeyRing:
    """The engine's ring. Raises KeyMissing when it was given none."""
    ring = getattr(dialect, _ATTRIBUTE, None)
    if ring is None:
        raise KeyMissing(NONE_GIVEN)
    assert isinstance(ring, KeyRing)
    return ring
