"""Reply tokens (single use, a short life) and mark-as-read tokens."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

from . import ids

_KEPT = 50_000


@dataclass
class _Token:
    user_id: str | None
    born: float
    used: bool = False


class Tokens:
    """The tokens given out with events, newest kept, oldest forgotten."""

    def __init__(self) -> None:
        self._reply: OrderedDict[str, _Token] = OrderedDict()
        self._read: OrderedDict[str, str] = OrderedDict()

    def issue_reply(self, user_id: str | None, token: str | None = None) -> str:
        """A reply token for this person (None: a chat without one, such as a group)."""
        token = token or ids.token()
        self._reply[token] = _Token(user_id, time.monotonic())
        while len(self._reply) > _KEPT:
            self._reply.popitem(last=False)
        return token

    def deliver(self, token: str) -> None:
        """The event that carries this token leaves now: its life starts (again)."""
        found = self._reply.get(token)
        if found and not found.used:
            found.born = time.monotonic()

    def usable(self, token: object, life: float) -> bool:
        """Whether a reply with this token would be accepted; ``life`` in seconds."""
        found = self._reply.get(token) if isinstance(token, str) else None
        return found is not None and not found.used and time.monotonic() - found.born <= life

    def use(self, token: str) -> str | None:
        """Use the token up; returns whose chat it belongs to."""
        found = self._reply[token]
        found.used = True
        return found.user_id

    def issue_read(self, user_id: str) -> str:
        """A token with which the bot marks this person's messages as read."""
        token = ids.token(24)
        self._read[token] = user_id
        while len(self._read) > _KEPT:
            self._read.popitem(last=False)
        return token

    def reader_of(self, token: object) -> str | None:
        """Whose message the mark-as-read token belongs to, or None."""
        return self._read.get(token) if isinstance(token, str) else None
