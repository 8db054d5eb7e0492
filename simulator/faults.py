"""Faults on demand: what goes wrong, where, and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

KINDS = ("429_rate", "429_monthly", "409", "reset", "timeout", "slow", "odd_200", "bad_utf8")
WEBHOOK_KINDS = ("duplicate", "bad_signature", "drop", "slow", "late")
_STATUS = re.compile(r"[45]\d\d")
_DEFAULT_SECONDS = {"slow": 3.0, "timeout": 30.0, "late": 2.0}


@dataclass
class Fault:
    """One fault. ``times`` counts down (None: until it is deleted)."""

    number: int
    match: str
    kind: str
    seconds: float
    times: int | None
    after_accept: bool
    hits: int = 0

    def as_json(self) -> dict[str, Any]:
        """The fault as the control API tells of it."""
        return {
            "number": self.number,
            "match": self.match,
            "kind": self.kind,
            "seconds": self.seconds,
            "times": self.times,
            "after_accept": self.after_accept,
            "hits": self.hits,
        }


class Faults:
    """The faults that are on, oldest first."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._last = 0

    def add(self, wanted: dict[str, Any]) -> Fault:
        """Switch a fault on; raises ValueError that says what is wrong with it."""
        match, kind = str(wanted.get("match", "any")), str(wanted.get("kind", ""))
        known = WEBHOOK_KINDS if match == "webhook" else KINDS
        if kind not in known and (match == "webhook" or not _STATUS.fullmatch(kind)):
            raise ValueError(f"kind must be one of {', '.join(known)} or a status such as 500")
        try:
            seconds = float(wanted.get("seconds", _DEFAULT_SECONDS.get(kind, 0.0)))
            times = None if wanted.get("times") is None else int(wanted["times"])
        except (TypeError, ValueError) as wrong:
            raise ValueError("seconds and times must be numbers") from wrong
        if not 0 <= seconds <= 600 or (times is not None and times < 1):
            raise ValueError("seconds must be 0 to 600, times 1 or more")
        self._last += 1
        fault = Fault(self._last, match, kind, seconds, times, bool(wanted.get("after_accept")))
        self._faults.append(fault)
        return fault

    def take(self, place: str) -> Fault | None:
        """The fault for a call of this endpoint (``smtp`` and ``webhook`` too), counted; or None.

        ``any`` matches every endpoint of the Messaging API; ``richmenu`` also ``richmenu.create``.
        """
        fault = next(self.matching(place), None)
        if fault is None:
            return None
        fault.hits += 1
        if fault.times is not None:
            fault.times -= 1
            if fault.times == 0:
                self._faults.remove(fault)
        return fault

    def matching(self, place: str) -> Iterator[Fault]:
        """The faults that would strike there, without counting."""
        for fault in self._faults:
            anywhere = fault.match == "any" and place not in ("smtp", "webhook")
            if anywhere or fault.match in (place, place.partition(".")[0]):
                yield fault

    def remove(self, number: int | None = None) -> None:
        """Switch one fault off, or all of them."""
        self._faults = [f for f in self._faults if number is not None and f.number != number]

    def all(self) -> list[Fault]:
        """The faults that are on."""
        return list(self._faults)
