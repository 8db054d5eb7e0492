"""Columns whose values the database never sees: sealed when written, opened when read.

What is empty ("", {}, [], no bytes, NULL; "{}" as text) stays as it is: it says nothing, and is
what columns begin with and are blanked to. Such a column can be neither searched nor sorted by.
"""

import json
from binascii import a2b_base64, b2a_base64
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, LargeBinary, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

from storage.sealing import ALTERED, HEAD_BYTES, MARK, KeyRing, SealBroken, keys_of
from storage.tables.base import clean, clean_dumps

Value = TypeVar("Value")
EMPTY = ("", "{}", "[]")  # as text
_MARK = MARK.decode()


class Encrypted(TypeDecorator[Value], Generic[Value]):
    """What the three kinds share. `place` is "table.column", to which the value is bound."""

    impl: Any = Text
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Value | None, dialect: Dialect) -> Any:
        """Seal what is written."""
        if value is None or self.is_empty(value):
            return value
        return self.sealed(value, keys_of(dialect))

    def process_result_value(self, value: Any, dialect: Dialect) -> Value | None:
        """Open what is read. Raises KeyMissing or SealBroken."""
        if value is None or self.is_empty(value):
            return value  # type: ignore[no-any-return]
        return self.opened(value, keys_of(dialect))

    def is_empty(self, value: Any) -> bool:
        """Whether it is stored as it is."""
        return len(value) == 0 or value in EMPTY

    def sealed(self, value: Value, ring: KeyRing) -> Any:
        """The value as the database gets it."""
        raise NotImplementedError

    def opened(self, stored: Any, ring: KeyRing) -> Value:
        """The value of what the database holds. Raises KeyMissing or SealBroken."""
        raise NotImplementedError


class EncryptedText(Encrypted[str]):
    """Text of any origin; what PostgreSQL could not keep is cleaned away as everywhere."""

    impl = Text
    cache_ok = True

    def sealed(self, value: str, ring: KeyRing) -> str:
        """`sealed.1.<key id>.<base64>`."""
        return _as_text(ring.seal(clean(str(value)).encode(), self.place))

    def opened(self, stored: str, ring: KeyRing) -> str:
        """The text."""
        if stored.startswith(_MARK):
            return ring.open(_as_bytes(stored, self.place), self.place).decode()
        ring.refuse_plain(self.place)
        return stored


class EncryptedJson(Encrypted[Any]):
    """JSON whose strings are of any origin. Sealed it is a JSON string, which it never is plain."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def sealed(self, value: Any, ring: KeyRing) -> str:
        """`"sealed.1.<key id>.<base64>"`."""
        return self.sealed_text(clean_dumps(value), ring)

    def sealed_text(self, text: str, ring: KeyRing) -> str:
        """As `sealed`, of what `clean_dumps` has written already."""
        return _as_text(ring.seal(text.encode(), self.place))

    def opened(self, stored: Any, ring: KeyRing) -> Any:
        """The object or list."""
        if isinstance(stored, str):
            return json.loads(ring.open(_as_bytes(stored, self.place), self.place))
        ring.refuse_plain(self.place)
        return stored


class EncryptedBytes(Encrypted[bytes]):
    """Bytes."""

    impl = LargeBinary
    cache_ok = True

    def sealed(self, value: bytes, ring: KeyRing) -> bytes:
        """`sealed.1.<key id>.` and then bytes."""
        return ring.seal(value, self.place)

    def opened(self, stored: bytes, ring: KeyRing) -> bytes:
        """The bytes."""
        if stored.startswith(MARK):
            return ring.open(stored, self.place)
        ring.refuse_plain(self.place)
        return stored


def _as_text(sealed: bytes) -> str:
    return sealed[:HEAD_BYTES].decode() + b2a_base64(sealed[HEAD_BYTES:], newline=False).decode()


def _as_bytes(text: str, place: str) -> bytes:
    try:
        return text[:HEAD_BYTES].encode("ascii") + a2b_base64(text[HEAD_BYTES:], strict_mode=True)
    except ValueError:  # no base64, or no ASCII
        raise SealBroken(f"{place}: {ALTERED}") from None
