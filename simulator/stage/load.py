"""Signed webhook requests at a steady rate, and how long each 200 took."""

import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import urllib3

CONNECTIONS = 16


@dataclass(frozen=True)
class Measured:
    """Latencies in seconds of the requests that were answered 200, and how many were not."""

    seconds: tuple[float, ...]
    refused: int

    def quantile_ms(self, share: float) -> float:
        """The latency that `share` (0 to 1) of the requests did not exceed, in milliseconds."""
        ranked = sorted(self.seconds)
        return round(ranked[min(len(ranked) - 1, int(share * len(ranked)))] * 1000, 2)


def steady(url: str, secret: str, rate: float, seconds: float) -> Measured:
    """`rate` requests a second for `seconds`. Latency counts from when each was due, so a slow
    answer that holds the next ones up is seen in theirs too.
    """
    start = time.perf_counter() + 0.2
    due_at = [start + number / rate for number in range(int(rate * seconds))]
    bodies = [body_of(number) for number in range(len(due_at))]
    return _send(url, secret, list(zip(due_at, bodies, strict=True)))


def flat_out(url: str, secret: str, count: int) -> float:
    """`count` requests over all connections as fast as they go; returns requests a second."""
    begun = time.perf_counter()
    measured = _send(url, secret, [(0.0, body_of(number)) for number in range(count)])
    return round(len(measured.seconds) / (time.perf_counter() - begun), 1)


def body_of(number: int) -> bytes:
    """A webhook request with one text event of one of 200 people."""
    now = int(time.time() * 1000)
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": now,
        "source": {"type": "user", "userId": f"U{number % 200:032x}"},
        "webhookEventId": f"01BENCH{secrets.token_hex(10).upper()[:19]}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": secrets.token_hex(16),
        "message": {
            "type": "text",
            "id": str(10**17 + number),
            "quoteToken": "q",
            "text": "นายจ้างค้างค่าแรงสองเดือนแล้ว",
        },
    }
    return json.dumps({"destination": "U" + "0" * 32, "events": [event]}).encode()


def signature(secret: str, body: bytes) -> str:
    """LINE's signature of a body."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()


def _send(url: str, secret: str, plan: list[tuple[float, bytes]]) -> Measured:
    pool = urllib3.PoolManager(maxsize=CONNECTIONS, block=True, retries=False)
    signed = [(due, body, signature(secret, body)) for due, body in plan]
    todo: Iterator[tuple[float, bytes, str]] = iter(signed)
    lock = threading.Lock()
    taken: list[float] = []
    refused: list[float] = []

    def work() -> None:
        while True:
            with lock:
                item = next(todo, None)
            if item is None:
                return
            due, body, signed_as = item
            time.sleep(max(0.0, due - time.perf_counter()))
            begun = due or time.perf_counter()
            headers = {"X-Line-Signature": signed_as, "Content-Type": "application/json"}
            status = 0  # no answer in time
            with contextlib.suppress(urllib3.exceptions.HTTPError):
                status = pool.request("POST", url, body=body, headers=headers, timeout=10).status
            (taken if status == 200 else refused).append(time.perf_counter() - begun)

    with ThreadPoolExecutor(CONNECTIONS) as workers:
        for done in [workers.submit(work) for _ in range(CONNECTIONS)]:
            done.result()
    return Measured(tuple(taken), len(refused))
