"""`make bench`: speed and memory of service and reader, beside the bare SDK webhook and bare newmm,
in one run."""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console

from simulator.stage import network
from simulator.stage.house import (
    House,
    Ports,
    environment,
    prepare,
    start_database,
    start_house,
)
from simulator.stage.line import Line
from simulator.stage.load import flat_out, steady
from simulator.stage.network import VOLUNTEERS
from simulator.stage.processes import Stage, announced, free_port, stage, until_ready

CONFIG = Path(__file__).with_name("bench_config.yaml")
RATE, SECONDS, FLAT_OUT = 100, 10, 2000
CONVERSATIONS = 60  # texts whose reply is waited for
TEXT = "เถ้าแก่ไม่จ่ายค่าแรงคนงานสามคนมาสองงวดแล้วค่ะ"


def bench(console: Console) -> int:
    """Prints one JSON object; returns 0 when every goal is met."""
    with tempfile.TemporaryDirectory(prefix="khoto-bench-") as temporary:
        folder = Path(temporary)
        with stage(folder, environment(folder, CONFIG)) as running:
            with console.status("starting"):
                start_database(running, folder)
                prepare(running)
                house = start_house(running, Ports())
                network.register(running)
                network.hand_out_phones(house.line, also_citizen=False)
            with console.status("replies"):
                replies = _replies(house.line)
            figures = {**_acknowledging(running, house, console), **_reply_figures(replies)}
            figures.update(_memory(running))
        figures.update(_reading(folder, console))  # by itself: the service is stopped
    figures["goals"] = _goals(figures)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    return 0 if all(figures["goals"].values()) else 1


def _acknowledging(running: Stage, house: House, console: Console) -> dict[str, Any]:
    secret = running.environment["KHOTO_LINE_CHANNEL_SECRET"]
    ours = f"{house.web}/callback"
    port = free_port()
    bare = f"http://127.0.0.1:{port}/callback"
    serving = running.start(
        "bare-webhook",
        *(sys.executable, "-m", "gunicorn", "tests.benchmarks.bare_webhook:app"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "2"),
        *("--worker-class", "gthread", "--threads", "8", "--log-level", "warning"),
    )
    until_ready(f"http://127.0.0.1:{port}/readyz", serving)
    with console.status("webhooks at a steady rate"):
        steadily = steady(ours, secret, RATE, SECONDS)
        bare_steadily = steady(bare, secret, RATE, SECONDS)
    with console.status("webhooks flat out"):
        ack_per_s = flat_out(ours, secret, FLAT_OUT)
        bare_per_s = flat_out(bare, secret, FLAT_OUT)
    return {
        "ack_p50_ms": steadily.quantile_ms(0.5),
        "ack_p99_ms": steadily.quantile_ms(0.99),
        "ack_refused": steadily.refused,
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


def _replies(line: Line) -> list[float]:
    """Seconds from the webhook's 200 to the reply's acceptance, one text after the other."""
    taken = []
    for number in range(CONVERSATIONS):
        writer = VOLUNTEERS[number % len(VOLUNTEERS)]
        seen = len(line.chat(writer.user_id))
        begun = time.perf_counter()
        line.write(writer.user_id, f"{TEXT} {number}")
        if line.wait_for(writer.user_id, lambda _: True, seen, 20) is None:
            raise LookupError("a text got no reply within 20 s")
        taken.append(time.perf_counter() - begun)
    return taken


def _reply_figures(seconds: list[float]) -> dict[str, float]:
    ranked = sorted(seconds)
    return {
        "reply_p50_s": round(statistics.median(ranked), 3),
        "reply_p99_s": round(ranked[int(0.99 * (len(ranked) - 1))], 3),
    }


def _memory(running: Stage) -> dict[str, float]:
    """Peak resident memory in MB of the worker and of the largest web process."""
    peaks: dict[str, float] = {}
    for process in running.processes:
        if process.name in ("web", "worker"):
            family = [process.popen.pid, *_children(process.popen.pid)]
            peaks[f"{process.name}_mb"] = max(_peak_mb(pid) for pid in family)
    return peaks


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _peak_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


def _goals(figures: dict[str, Any]) -> dict[str, bool]:
    return {
        "ack_p99_under_100_ms": figures["ack_p99_ms"] < 100 and not figures["ack_refused"],
        "reply_p50_under_1_s": figures["reply_p50_s"] < 1,
        "worker_under_350_mb": figures["worker_mb"] < 350,
        "web_under_250_mb": figures["web_mb"] < 250,
        "reading_under_1_ms": figures["reading_median_ms"] < 1,
        "reading_under_5_newmm": figures["reading_to_newmm"] <= 5,
    }
