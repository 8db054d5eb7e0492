"""Identifiers in the shapes LINE uses."""

from __future__ import annotations

import itertools
import re
import secrets
import time
import uuid

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_USER_ID = re.compile(r"U[0-9a-f]{32}")
_messages = itertools.count(time.time_ns() // 1_000_000 * 1000 * 10)


def now_ms() -> int:
    """Milliseconds since the epoch, as LINE stamps its events."""
    return time.time_ns() // 1_000_000


def ulid() -> str:
    """A ULID (26 characters): 48 bits of time, 80 of chance."""
    number = now_ms() << 80 | secrets.randbits(80)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def message_id() -> str:
    """The next message id: a decimal number that only grows."""
    return str(next(_messages))


def user_id() -> str:
    """A new user id, ``U`` and 32 hexadecimal digits."""
    return "U" + secrets.token_hex(16)


def is_user_id(text: object) -> bool:
    """Whether the value has the shape of a user id."""
    return isinstance(text, str) and _USER_ID.fullmatch(text) is not None


def token(size: int = 16) -> str:
    """An opaque token (reply, quote, mark-as-read), hexadecimal."""
    return secrets.token_hex(size)


def request_id() -> str:
    """The id an API answer carries in ``x-line-request-id``."""
    return str(uuid.uuid4())
