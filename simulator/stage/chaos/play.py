"""`make chaos`: a storm over the whole service, then quiet, then the books are compared.

The last line printed is one JSON object. The exit status is 0 only when nothing was lost, handled
or delivered twice, out of order or stuck.
"""

import json
import random
import re
import secrets
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import urllib3
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from simulator.stage import network
from simulator.stage.chaos import compare
from simulator.stage.chaos.books import line_book, service_book
from simulator.stage.chaos.crowd import Crowd, config_with_room
from simulator.stage.chaos.machines import Database, Machines
from simulator.stage.chaos.namespaces import networks
from simulator.stage.chaos.proxies import Loop
from simulator.stage.chaos.storm import Storm
from simulator.stage.house import Ports, environment, prepare, start_simulator
from simulator.stage.line import Line
from simulator.stage.processes import Stage, stage, until_ready

CONFIG = Path(__file__).with_name("config.yaml")
WEBS, WORKERS = 2, 3
RATE = 30.0  # events a second
STILL_SECONDS = 120.0  # longer than any wait of the configuration, and LINE's silence
QUIET_SECONDS = 1800.0  # and on a machine with other work to do, for each event:
QUIET_FOR_EACH = 0.5
CALM = 3  # times that nothing waits, one after the other, before it counts as quiet
# LINE does not say how often it sends again; here often enough for every storm.
AGAIN = ",".join(["1", "1", "2", "2", "3", *["5"] * 60])
WAITING = re.compile(
    r"^khoto_(?:waiting_attachments|(?:events|messages)\{[^}]*state=\"waiting\"[^}]*\}) (\S+)$",
    re.MULTILINE,
)
SHOWN = 20  # violations of a kind that are printed
CHECKS: dict[str, Callable[[compare.Books], Iterator[str]]] = {
    "lost": compare.lost,
    "handled_twice": compare.handled_twice,
    "delivered_twice": compare.delivered_twice,
    "out_of_order": compare.out_of_order,
    "stuck": compare.stuck,
}


@dataclass(frozen=True)
class Told:
    """What was asked for: how many events, and the seed of all chance."""

    events: int
    seed: int


def chaos(console: Console, events: int, seed: int | None = None, *, plain: bool = False) -> int:
    """Play it; `plain`: without networks of its own. Returns the exit status.

    Ctrl-C and SIGTERM take everything away again; raises KeyboardInterrupt then.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    told = Told(events, secrets.randbelow(10**6) if seed is None else seed)
    began = time.monotonic()
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="khoto-chaos-")))
        cables = held.enter_context(networks(0 if plain else WEBS + WORKERS))
        loop = Loop()
        held.callback(loop.close)
        running = held.enter_context(stage(folder, environment(folder, CONFIG)))
        where = "in networks of their own" if cables else "as plain processes"
        console.print(
            f"chaos: {told.events} events, seed {told.seed}, "
            f"{WEBS} web and {WORKERS} workers {where}",
            highlight=False,
        )
        with _progress(console) as progress:
            house = _House(running, loop, cables, progress)
            figures, violations = house.play(told)
    for name, lines in violations.items():
        for line in lines[:SHOWN]:
            console.print(f"{name}: {line}", markup=False, highlight=False, soft_wrap=True)
    figures["seconds"] = round(time.monotonic() - began, 1)
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    return 1 if any(violations.values()) else 0


class _House:
    """The service under the storm, phase by phase."""

    def __init__(self, running: Stage, loop: Loop, cables: list[Any], progress: Progress) -> None:
        self._running, self._progress = running, progress
        self._database = Database(running, running.folder)
        self._loop, self._cables = loop, cables

    def play(self, told: Told) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """Returns the figures, and what was wrong by kind."""
        chance = random.Random(told.seed)  # noqa: S311  (the same storm for the same seed)
        with self._phase("starting", None):
            machines, line = self._start()
            crowd = Crowd(line, told.seed)
            network.register(self._running)
            network.hand_out_phones(line, also_citizen=False)
            crowd.register(self._running)
        storm = Storm(machines, line, random.Random(told.seed + 1))  # noqa: S311
        self._send(told.events, crowd, storm, chance)
        with self._phase("waiting for quiet", None):
            _calm_down(self._running, machines, line)
            most = QUIET_SECONDS + QUIET_FOR_EACH * told.events
            self._wait_for_quiet(line, _address(machines), most)
        with self._phase("comparing the books", None):
            for worker in machines.workers:  # so that both books are of the same moment
                worker.end()
            books = compare.Books(line_book(line), service_book(self._running, time.time()))
            violations = {name: list(check(books)) for name, check in CHECKS.items()}
        figures: dict[str, Any] = {"events": compare.events_sent(books.line)}
        figures |= {name: len(lines) for name, lines in violations.items()}
        figures |= {
            "messages": len(books.service.messages),
            "kills": storm.count.kills,
            "db_restarts": self._database.restarts,
            "seconds": 0.0,
            "ambiguous_replies": compare.ambiguous(books),
        }
        return {name: figures[name] for name in ORDER}, violations

    def _start(self) -> tuple[Machines, Line]:
        self._database.start()
        prepare(self._running)
        machines = Machines(self._running, self._loop, self._database, self._cables)
        door = _address(machines)
        more = ("--quota", "10000000", "--redelivery-delays", AGAIN)
        line = start_simulator(self._running, Ports(), f"{door}/callback", *more)
        line.change(keepOrder=False)
        for _ in range(WEBS):
            machines.add_web()
        for _ in range(WORKERS):
            machines.add_worker(CONFIG)
        for machine in machines.all:
            machine.start()
        for machine in machines.webs:
            assert machine.process is not None
            until_ready(f"{door}/readyz", machine.process)
        return machines, line

    def _send(self, events: int, crowd: Crowd, storm: Storm, chance: random.Random) -> None:
        with self._phase("sending through the storm", events) as task:
            storm.start()
            began, sent = time.monotonic(), 0
            while sent < events and not storm.errors:
                new = crowd.act()
                sent += new
                self._progress.update(task, advance=new)
                if chance.random() < 0.02:
                    crowd.refer_one()
                time.sleep(max(0.0, began + sent / RATE - time.monotonic()))
            storm.stop()

    def _wait_for_quiet(self, line: Line, door: str, most: float) -> None:
        """Until nothing waits; given up when nothing moves any more, or after `most` seconds."""
        began = moved = time.monotonic()
        least, calm = float("inf"), 0
        while calm < CALM and time.monotonic() < min(moved + STILL_SECONDS, began + most):
            waiting = line.record(since=10**12)["waiting"] + _waiting(door)
            if waiting < least:
                least, moved = waiting, time.monotonic()
            calm = 0 if waiting else calm + 1
            time.sleep(1.0)

    def _phase(self, name: str, total: int | None) -> "_Phase":
        return _Phase(self._progress, name, total)


ORDER = (
    *("events", "lost", "handled_twice", "messages", "delivered_twice", "out_of_order", "stuck"),
    *("kills", "db_restarts", "seconds", "ambiguous_replies"),
)


class _Phase:
    """A line of the progress display."""

    def __init__(self, progress: Progress, name: str, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task(name, total=total)

    def __enter__(self) -> Any:
        return self._task

    def __exit__(self, *_: object) -> None:
        task = next(t for t in self._progress.tasks if t.id == self._task)
        total = task.total or 1
        self._progress.update(self._task, total=total, completed=total)


def _calm_down(running: Stage, machines: Machines, line: Line) -> None:
    """Nothing goes wrong any more; the workers get room for all files, as an operator would."""
    line.heal()
    roomy = config_with_room(CONFIG, running.folder)
    for worker in machines.workers:
        worker.environment["KHOTO_CONFIG"] = str(roomy)
        worker.kill()
    machines.mend()


def _waiting(door: str) -> float:
    """How much waits by the service's own metrics; endless, if nobody can tell."""
    try:
        answer = urllib3.request("GET", f"{door}/metrics", timeout=5, retries=False)
    except urllib3.exceptions.HTTPError:
        return float("inf")
    figures = answer.data.decode()
    if "khoto_database_up 1" not in figures:
        return float("inf")
    return sum(float(each) for each in WAITING.findall(figures))


def _address(machines: Machines) -> str:
    return f"http://{machines.door.host}:{machines.door.port}"


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=console)
