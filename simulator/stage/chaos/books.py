"""The two books that are compared: what LINE recorded, and what the database holds."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.stage.line import Line
from simulator.stage.processes import Stage

Row = Mapping[str, Any]


@dataclass(frozen=True)
class LineBook:
    """The simulator's record: events it sent, calls it got, mails it took. Numbers give order; of
    calls whose messages were taken `taken` does, since a call has its number when it ends."""

    events: tuple[Row, ...] = ()
    calls: tuple[Row, ...] = ()
    mails: tuple[Row, ...] = ()


@dataclass(frozen=True)
class ServiceBook:
    """The rows of `ledger --rows`, and how many the ledger misses. `now` in seconds since 1970."""

    events: tuple[Row, ...] = ()
    messages: tuple[Row, ...] = ()
    timers: tuple[Row, ...] = ()
    files: tuple[Row, ...] = ()
    cases: tuple[Row, ...] = ()
    missing: int = 0
    now: float = 0.0


def line_book(line: Line) -> LineBook:
    """Read it from the simulator."""
    record = line.record()
    return LineBook(tuple(record["events"]), tuple(record["calls"]), tuple(line.mail()))


def service_book(stage: Stage, now: float) -> ServiceBook:
    """Read it by the service's own command."""
    rows = [json.loads(row) for row in stage.run("ledger", "--rows").splitlines()]
    ledger = json.loads(stage.run("ledger", "--json"))
    missing = abs(ledger["events_missing"])
    missing += sum(abs(each) for each in ledger["messages_missing"].values())
    return ServiceBook(
        events=_of(rows, "event"),
        messages=_of(rows, "message"),
        timers=_of(rows, "timer"),
        files=_of(rows, "file"),
        cases=_of(rows, "case"),
        missing=missing,
        now=now,
    )


def _of(rows: Iterable[Row], book: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if row["book"] == book)
