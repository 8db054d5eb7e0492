"""`make bench`: speed and memory of service and reader, beside the bare SDK webhook and bare newmm,
in one run."""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from simulator.stage import network
from simulator.stage.answering import drained, phones, quantiles, resting, steady_replies
from simulator.stage.case_cost import pushes_per_case
from simulator.stage.house import (
    House,
    Ports,
    environment,
    prepare,
    start_database,
    start_house,
)
from simulator.stage.load import flat_out, steady
from simulator.stage.processes import (
    Process,
    Stage,
    StageError,
    announced,
    free_port,
    stage,
    until_ready,
)

CONFIG = Path(__file__).with_name("bench_config.yaml")
RATE, SECONDS, FLAT_OUT = 200, 10, 2000
WAITING = 5_000  # events that two workers answer as fast as they can
WAITING_AMONG_OLD = 1_000
REPLY_RATE, REPLIES = 50, 1_000
OLD_CASES = (10_000, 100_000)
FILLING = (sys.executable, "-m", "tests.benchmarks.filling")


def bench(console: Console, old_cases: Sequence[int] = OLD_CASES) -> int:
    """Prints one JSON object; returns 0 when every goal is met. `old_cases`: the sizes of the
    database at which answering is measured again."""
    with tempfile.TemporaryDirectory(prefix="khoto-bench-") as temporary:
        folder = Path(temporary)
        with stage(folder, environment(folder, CONFIG)) as running:
            with console.status("starting"):
                start_database(running, folder)
                prepare(running)
                house = start_house(running, Ports(), workers=2)
                network.register(running)
                network.hand_out_phones(house.line, also_citizen=False)
                house.line.change(quota=None, tokenLifeSeconds=600)
            with console.status("cases from report to acceptance"):
                figures: dict[str, Any] = {"pushes_per_case": pushes_per_case(house.line)}
            figures.update(_answering(running, house, old_cases, console))
            figures.update(_acknowledging(running, house, console))
            figures.update(_memory(running))
        figures.update(_reading(folder, console))  # by itself: the service is stopped
    figures["processors"] = os.cpu_count()
    figures["load_average"] = round(os.getloadavg()[1], 1)
    figures["goals"] = _goals(figures)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    return 0 if all(figures["goals"].values()) else 1


def _answering(
    running: Stage, house: House, old_cases: Sequence[int], console: Console
) -> dict[str, Any]:
    """A full inbox, a steady rate, and a full inbox again with more and more old cases."""
    sizes = [WAITING, REPLIES, *(WAITING_AMONG_OLD for _ in old_cases)]
    with console.status("volunteers"):
        _fill(running, "people", sum(sizes))
        users = phones(house.line, 0, sum(sizes))
    workers, claims = _named(running, "worker"), {}
    before: dict[str, float] = {}

    def look_at_first() -> None:
        claims[0] = _claims(running)
        before.update(_seconds_at_work(running))

    with console.status(f"{WAITING} events wait and are answered"):
        full = drained(house.line, workers, users[:WAITING], look_at_first)
        spent = _seconds_at_work(running)
    with console.status(f"replies at {REPLY_RATE} messages a second"):
        writers = users[WAITING : WAITING + REPLIES]
        p50, p99 = quantiles(steady_replies(house.line, writers, REPLY_RATE))
    figures: dict[str, Any] = {
        "answered_per_s": full.per_s,
        "answered_by_push": full.pushed,
        "answer_cpu_ms": {
            name: round((spent[name] - before[name]) * 1000 / WAITING, 2) for name in before
        },
        "unanswered": full.missing,
        "reply_p50_s": p50,
        "reply_p99_s": p99,
    }
    by_size = {0: {"answered_per_s": full.per_s}}
    start = WAITING + REPLIES
    for size in old_cases:
        with console.status(f"{size} old cases"):
            _fill(running, "cases", size)

            def look(size: int = size) -> None:
                claims[size] = _claims(running)

            among = drained(house.line, workers, users[start : start + WAITING_AMONG_OLD], look)
            by_size[size] = {"answered_per_s": among.per_s}
            figures["unanswered"] += among.missing
        start += WAITING_AMONG_OLD
    figures["old_cases"] = {size: {**by_size[size], **claims[size]} for size in by_size}
    return figures


def _fill(running: Stage, what: str, count: int) -> None:
    filling = running.start(f"filling-{what}", *FILLING, what, str(count))
    if filling.popen.wait():
        raise StageError(f"filling in {what} failed; see {filling.log}\n{filling.tail()}")
    running.processes.remove(filling)


def _claims(running: Stage) -> dict[str, float]:
    """Milliseconds to claim an event and a message, while events wait."""
    measured: dict[str, Any] = announced(
        running.start("claims", *FILLING, "claims", announces=True)
    )
    return {f"claim_{name}": value for name, value in measured.items()}


def _acknowledging(running: Stage, house: House, console: Console) -> dict[str, Any]:
    secret = running.environment["KHOTO_LINE_CHANNEL_SECRET"]
    ours = f"{house.web}/callback"
    port = free_port()
    bare = f"http://127.0.0.1:{port}/callback"
    serving = running.start(
        "bare-webhook",
        *(sys.executable, "-m", "gunicorn", "tests.benchmarks.bare_webhook:app"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "2"),
        *("--worker-class", "gthread", "--threads", "8", "--log-level", "warning", "--preload"),
    )
    until_ready(f"http://127.0.0.1:{port}/readyz", serving)
    # The bare webhook has no workers either; beside ours they have the two processors to share.
    with resting(_named(running, "worker")):
        with console.status("webhooks at a steady rate"):
            steadily = steady(ours, secret, RATE, SECONDS)
            bare_steadily = steady(bare, secret, RATE, SECONDS)
        with console.status("webhooks flat out"):
            # By turns: what else the machine does in the meantime falls on both.
            turns = [
                (flat_out(ours, secret, FLAT_OUT), flat_out(bare, secret, FLAT_OUT))
                for _ in range(2)
            ]
    with console.status("webhooks at a steady rate, workers at work"):
        busily = steady(ours, secret, RATE, SECONDS)
    ack_per_s, bare_per_s = (round(sum(each) / len(turns), 1) for each in zip(*turns, strict=True))
    return {
        "ack_p50_ms": steadily.quantile_ms(0.5),
        "ack_p99_ms": steadily.quantile_ms(0.99),
        "ack_busy_p99_ms": busily.quantile_ms(0.99),
        "ack_refused": steadily.refused + busily.refused,
        "bare_p50_ms": bare_steadily.quantile_ms(0.5),
        "bare_p99_ms": bare_steadily.quantile_ms(0.99),
        "ack_per_s": ack_per_s,
        "bare_per_s": bare_per_s,
        "ack_to_bare": round(ack_per_s / bare_per_s, 3),
    }


def _reading(folder: Path, console: Console) -> dict[str, Any]:
    """The reader's figures, measured by itself in a process on one core."""
    with stage(folder, {}) as running, console.status("the reader"):
        measuring = running.start("reader-speed", sys.executable, "-m", "nlp.speed", announces=True)
        return dict(announced(measuring))


def _named(running: Stage, name: str) -> list[Process]:
    """The processes of that name, or of that name and a number."""
    return [each for each in running.processes if each.name.partition("-")[0] == name]


def _memory(running: Stage) -> dict[str, float]:
    """Peak resident memory in MB of the largest process of each kind. The database's processes
    share a part of theirs, which is counted in each."""
    peaks: dict[str, float] = {}
    for name in ("web", "worker", "database"):
        peaks[f"{name}_mb"] = max(_peak_mb(pid) for pid in _pids(running, name))
    return peaks


def _pids(running: Stage, name: str) -> list[int]:
    """All processes of that kind, with their children."""
    if name == "database":  # PostgreSQL itself, which is nobody's child
        (file,) = running.folder.glob("postgres/**/postmaster.pid")
        return _family(int(file.read_text().split()[0]))
    return [pid for each in _named(running, name) for pid in _family(each.popen.pid)]


def _family(pid: int) -> list[int]:
    """The process and all below it that are still there."""
    found = [pid]
    for each in found:
        for tasks in Path(f"/proc/{each}/task").glob("*/children"):
            found += [int(child) for child in tasks.read_text().split()]
    return found


def _seconds_at_work(running: Stage) -> dict[str, float]:
    """Seconds of processor that each kind of process has used so far."""
    ticks = {
        name: sum(_ticks(pid) for pid in _pids(running, name))
        for name in ("worker", "database", "simulator")
    }
    return {name: used / os.sysconf("SC_CLK_TCK") for name, used in ticks.items()}


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended meanwhile
        return 0
    return sum(map(int, fields[11:15]))  # its own, and those of its children that ended


def _peak_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:  # it has ended meanwhile
        return 0.0
    for line in lines:
        if line.startswith("VmHWM:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


def _goals(figures: dict[str, Any]) -> dict[str, bool]:
    looks = list(figures["old_cases"].values())
    return {
        "ack_to_bare_at_least_half": figures["ack_to_bare"] >= 0.5,
        "ack_p99_under_50_ms": figures["ack_p99_ms"] < 50 and not figures["ack_refused"],
        "answered_at_least_200_per_s": figures["answered_per_s"] >= 200,
        "all_answered": not figures["unanswered"],
        "reply_p99_under_2_s": figures["reply_p99_s"] < 2,
        "claims_within_1_5": all(
            max(look[claim] for look in looks) <= 1.5 * looks[0][claim]
            for claim in ("claim_event_ms", "claim_message_ms")
        ),
        "mentor_pushes_at_most_1_5": figures["pushes_per_case"]["mentors"] <= 1.5,
        "worker_under_350_mb": figures["worker_mb"] < 350,
        "web_under_250_mb": figures["web_mb"] < 250,
        "reading_under_1_ms": figures["reading_median_ms"] < 1,
        "reading_under_5_newmm": figures["reading_to_newmm"] <= 5,
    }
