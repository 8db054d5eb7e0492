"""What LINE counts: the month's paid messages, calls a second, and retry keys."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from typing import Any

# Calls allowed per window in seconds, per endpoint (API reference: "Rate limits").
RATES: dict[str, tuple[int, float]] = {
    "multicast": (200, 1.0),
    "loading": (100, 1.0),
    "broadcast": (60, 3600.0),
    "narrowcast": (60, 3600.0),
    "richmenu.create": (100, 3600.0),
    "richmenu.delete": (100, 3600.0),
}
DEFAULT_RATE = (2000, 1.0)
RETRY_KEY_LIFE = 24 * 3600.0
_KEPT_KEYS = 200_000


class Rates:
    """A sliding window of calls for each endpoint."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[float]] = {}

    def allows(self, endpoint: str) -> bool:
        """Count a call; False when it is one too many."""
        most, window = RATES.get(endpoint, DEFAULT_RATE)
        calls = self._calls.setdefault(endpoint, deque())
        now = time.monotonic()
        while calls and now - calls[0] > window:
            calls.popleft()
        if len(calls) >= most:
            return False
        calls.append(now)
        return True


class Usage:
    """Paid messages of this month: one for every recipient of a push, multicast or broadcast."""

    def __init__(self) -> None:
        self.used = 0

    def room_for(self, recipients: int, quota: int | None) -> bool:
        """Whether that many more may be sent."""
        return quota is None or self.used + recipients <= quota


class RetryKeys:
    """Keys of accepted calls, for 24 hours (docs: "Retry a failed API request")."""

    def __init__(self) -> None:
        self._accepted: OrderedDict[str, tuple[float, str, list[dict[str, Any]]]] = OrderedDict()

    def accepted(self, key: str) -> tuple[str, list[dict[str, Any]]] | None:
        """The accepted request's id and what it sent, or None when the key is new."""
        found = self._accepted.get(key)
        if found is None or time.monotonic() - found[0] > RETRY_KEY_LIFE:
            return None
        return found[1], found[2]

    def accept(self, key: str, request_id: str, sent: list[dict[str, Any]]) -> None:
        """Remember that the call with this key was accepted."""
        self._accepted[key] = (time.monotonic(), request_id, sent)
        while len(self._accepted) > _KEPT_KEYS:
            self._accepted.popitem(last=False)
