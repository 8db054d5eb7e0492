"""From the webhook to the accepted answer: how many a second from a full inbox, and how soon when
messages come at a steady rate."""

import secrets
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from simulator.stage.line import Line
from simulator.stage.processes import Process, pause, resume

TEXT = "เถ้าแก่ไม่จ่ายค่าแรงคนงานสามคนมาสองงวดแล้วค่ะ"
TOGETHER = 100  # events in one webhook
SENDERS = 16
PATIENCE = 900.0  # seconds for all answers: a busy machine takes its time
LOOK = 1.0


@dataclass(frozen=True)
class Answered:
    """How it went: answers a second, how many of them were paid pushes, how many never came."""

    per_s: float
    pushed: int
    missing: int


def phones(line: Line, first: int, count: int) -> list[str]:
    """Phones of the volunteers with these numbers (`python -m tests.benchmarks.filling people`)."""
    users = [f"U{number:032d}" for number in range(first, first + count)]

    def add(user: str) -> None:
        line.add_person(user, "อาสา", "volunteer", follow=False)

    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(add, users))
    return users


def drained(
    line: Line, workers: Sequence[Process], users: Sequence[str], meanwhile: Callable[[], None]
) -> Answered:
    """One report of each user waits, then the workers begin. `meanwhile` is called before."""
    with resting(workers):
        numbers = [line.last()]
        for start in range(0, len(users), TOGETHER):
            events = [_report(user) for user in users[start : start + TOGETHER]]
            numbers += line.post_events(events, redeliver=True)["numbers"]
        meanwhile()
    began = time.time()
    calls = _answers(line, set(users), min(numbers))
    last = max((call["time"] for call in calls.values()), default=0) / 1000
    pushed = sum(call["endpoint"] == "push" for call in calls.values())
    per_s = round(len(calls) / max(last - began, 0.001), 1)
    return Answered(per_s, pushed, len(users) - len(calls))


def steady_replies(line: Line, users: Sequence[str], rate: float) -> list[float]:
    """One report of each user, `rate` a second; seconds until each answer was accepted, counted
    from when its report was due. Raises LookupError when one is missing."""
    since, start = line.last(), time.time() + 0.5
    due = {user: start + number / rate for number, user in enumerate(users)}

    def send(user: str) -> None:
        time.sleep(max(0.0, due[user] - time.time()))
        line.post_events([_report(user)], redeliver=True)

    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(send, users))
    calls = _answers(line, set(users), since)
    if len(calls) < len(users):
        raise LookupError(f"{len(users) - len(calls)} reports got no answer")
    return [call["time"] / 1000 - due[user] for user, call in calls.items()]


def quantiles(seconds: Iterable[float]) -> tuple[float, float]:
    """The median, and what 99 of 100 did not exceed."""
    ranked = sorted(seconds)
    return round(statistics.median(ranked), 3), round(ranked[int(0.99 * (len(ranked) - 1))], 3)


@contextmanager
def resting(workers: Sequence[Process]) -> Iterator[None]:
    """The workers do nothing meanwhile."""
    for worker in workers:
        pause(worker)
    try:
        yield
    finally:
        for worker in workers:
            resume(worker)


def _answers(line: Line, users: set[str], since: int) -> dict[str, dict[str, Any]]:
    """The first accepted call to each user after `since`."""
    found: dict[str, dict[str, Any]] = {}
    end = time.monotonic() + PATIENCE
    while len(found) < len(users) and time.monotonic() < end:
        time.sleep(LOOK)
        record = line.record(since)
        since = record["last"]
        for call in record["calls"]:
            for user in users.intersection(call.get("to", ())) if call.get("accepted") else ():
                found.setdefault(user, call)
    return found


def _report(user: str) -> dict[str, Any]:
    return {
        "type": "message",
        "mode": "active",
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": user},
        "webhookEventId": f"01BENCH{secrets.token_hex(10).upper()[:19]}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": secrets.token_hex(16),
        "message": {
            "type": "text",
            "id": str(10**17 + secrets.randbelow(10**16)),
            "quoteToken": "q",
            "text": TEXT,
        },
    }
