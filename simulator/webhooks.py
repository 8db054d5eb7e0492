"""Carrying events to the bot: in order for each person, again when the bot does not answer 200."""

from __future__ import annotations

import copy
import heapq
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from . import posting
from .faults import Fault, Faults
from .settings import Settings
from .tokens import Tokens

_LANES_AT_ONCE = 64


@dataclass
class Delivery:
    """One webhook on its way, and its lines in the record (one an event)."""

    events: list[Any]
    entries: list[dict[str, Any]]
    redeliver: bool = True
    signature: str | None = None
    body: bytes | None = None
    tries: int = 0
    tried: threading.Event = field(default_factory=threading.Event)

    def events_now(self) -> list[Any]:
        """The events as this try carries them: from the second on they are marked redelivered."""
        if self.tries <= 1:
            return self.events
        again = copy.deepcopy(self.events)
        for event in again:
            if isinstance(event, dict) and isinstance(event.get("deliveryContext"), dict):
                event["deliveryContext"]["isRedelivery"] = True
        return again


@dataclass
class _Lane:
    waiting: deque[Delivery] = field(default_factory=deque)
    busy: bool = False


class Webhooks:
    """A lane for each person: one webhook at a time in a lane, many lanes at once."""

    def __init__(
        self,
        settings: Settings,
        destination: str,
        lock: threading.RLock,
        tokens: Tokens,
        faults: Faults,
    ) -> None:
        self._settings = settings
        self._destination = destination
        self._lock = lock
        self._tokens = tokens
        self._faults = faults
        self._lanes: dict[str, _Lane] = {}
        self._later: list[tuple[float, int, Callable[[], None]]] = []
        self._count = itertools.count()
        self._wake = threading.Condition()
        self._closed = False
        self._unsettled = 0
        self._pool = ThreadPoolExecutor(_LANES_AT_ONCE, thread_name_prefix="webhook")
        threading.Thread(target=self._keep_time, name="redelivery", daemon=True).start()

    def send(self, lane_name: str, delivery: Delivery) -> None:
        """Queue a webhook behind the others of its lane."""
        with self._lock:
            self._unsettled += 1
        self._queue(lane_name, delivery)

    def waiting(self) -> int:
        """How many webhooks are queued, on their way or waiting to go again."""
        return self._unsettled

    def close(self) -> None:
        """Stop: nothing more is sent."""
        self._closed = True
        with self._wake:
            self._wake.notify_all()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _queue(self, name: str, delivery: Delivery) -> None:
        with self._lock:
            self._lanes.setdefault(name, _Lane()).waiting.append(delivery)
        self._pump(name)

    def _pump(self, name: str) -> None:
        with self._lock:
            lane = self._lanes.get(name)
            if self._closed or lane is None or lane.busy:
                return
            if not lane.waiting:
                del self._lanes[name]
                return
            lane.busy = True
            delivery = lane.waiting.popleft()
        self._pool.submit(self._carry, name, lane, delivery)

    def _carry(self, name: str, lane: _Lane, delivery: Delivery) -> None:
        with self._lock:
            fault = self._faults.take("webhook")
        if fault and fault.kind == "late":  # later events of the same person overtake it
            self._after(fault.seconds, lambda: self._queue(name, delivery))
            self._release(name, lane)
            return
        outcome = self._try(delivery, fault)
        delay = self._note(delivery, outcome)
        delivery.tried.set()
        if delay is not None and self._settings.keep_order:
            with self._lock:
                lane.waiting.appendleft(delivery)
            self._after(delay, lambda: self._release(name, lane))
            return
        if delay is not None:
            self._after(delay, lambda: self._queue(name, delivery))
        self._release(name, lane)

    def _release(self, name: str, lane: _Lane) -> None:
        with self._lock:
            lane.busy = False
        self._pump(name)

    def _try(self, delivery: Delivery, fault: Fault | None) -> posting.Outcome:
        delivery.tries += 1
        body = delivery.body
        if body is None:
            body = posting.encode(self._destination, delivery.events_now())
        signature = delivery.signature or posting.sign(self._settings.channel_secret, body)
        with self._lock:
            for event in delivery.events:
                if isinstance(event, dict) and isinstance(event.get("replyToken"), str):
                    self._tokens.deliver(event["replyToken"])
        url, timeout = self._settings.webhook_url, self._settings.webhook_timeout
        if fault and fault.kind == "drop":
            return posting.Outcome(0, "dropped", 0.0)
        if fault and fault.kind == "slow":
            time.sleep(fault.seconds)
        if fault and fault.kind == "bad_signature":
            signature = posting.sign("not the secret", body)
        if fault and fault.kind == "duplicate":
            posting.post(url, body, signature, timeout)
        return posting.post(url, body, signature, timeout)

    def _note(self, delivery: Delivery, outcome: posting.Outcome) -> float | None:
        """Write the try down; returns the seconds until the next one, None for no more."""
        delays = self._settings.redelivery_delays if delivery.redeliver else ()
        delay = None
        if not outcome.ok and delivery.tries <= len(delays):
            delay = delays[delivery.tries - 1]
        result = "delivered" if outcome.ok else "failed" if delay is None else "redelivering"
        said = {"status": outcome.status, "error": outcome.error, "ms": outcome.milliseconds}
        with self._lock:
            for entry in delivery.entries:
                entry["tries"].append(said)
                entry["outcome"] = result
            if delay is None:
                self._unsettled -= 1
        return delay

    def _after(self, seconds: float, then: Callable[[], None]) -> None:
        with self._wake:
            heapq.heappush(self._later, (time.monotonic() + seconds, next(self._count), then))
            self._wake.notify()

    def _keep_time(self) -> None:
        while not self._closed:
            with self._wake:
                due = self._later[0][0] - time.monotonic() if self._later else 60.0
                if due > 0:
                    self._wake.wait(due)
                    continue
                then = heapq.heappop(self._later)[2]
            then()
