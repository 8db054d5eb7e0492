"""Everything the platform sent and received, in order, numbered."""

from __future__ import annotations

from collections import deque
from typing import Any

from . import ids

_KEPT = 200_000


class Record:
    """Events to the bot and calls from it share one count; the newest entries are kept."""

    def __init__(self) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=_KEPT)
        self._last = 0
        self._taken = 0

    def taken(self) -> dict[str, Any]:
        """Messages are taken now: the call's place in the order of all that are, and its time.

        A call is written down when it ends, which a silence may put long after that.
        """
        self._taken += 1
        return {"taken": self._taken, "time": ids.now_ms()}

    def _add(self, entry: dict[str, Any]) -> dict[str, Any]:
        self._last += 1
        entry = {"number": self._last, "time": ids.now_ms(), **entry}
        self._entries.append(entry)
        return entry

    def event(self, event: dict[str, Any], user_id: str | None) -> dict[str, Any]:
        """Record an event before its first try; the entry is completed as tries are made."""
        return self._add(
            {"kind": "event", "userId": user_id, "event": event, "outcome": "waiting", "tries": []}
        )

    def call(self, entry: dict[str, Any]) -> dict[str, Any]:
        """Record one call of the API with its answer."""
        return self._add({"kind": "call", **entry})

    def as_json(self, since: int = 0) -> dict[str, Any]:
        """``{"last", "events", "calls"}`` with the entries numbered above ``since``."""
        entries = [entry for entry in self._entries if entry["number"] > since]
        return {
            "last": self._last,
            "events": [entry for entry in entries if entry["kind"] == "event"],
            "calls": [entry for entry in entries if entry["kind"] == "call"],
        }

    def clear(self) -> None:
        """Forget the entries; the count goes on, so ``since`` stays meaningful."""
        self._entries.clear()
