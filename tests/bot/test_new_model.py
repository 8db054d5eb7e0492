"""A new model is taken up by a running worker: no restart, no message lost, none waits."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from flask.testing import FlaskClient
from prometheus_client import REGISTRY

import nlp
from bot.new_model import NewModel
from nlp.exchange import replace_model
from storage import Engine
from tests.bot.simulated import ROOT, TOKEN, Simulated
from tests.bot.test_worker import book, say, settled, until
from tests.small_models import small_model

AHEAD = 4
wait = partial(until, seconds=90)  # the machine may be busy; nothing here rests on how fast it is


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two small models by their versions."""
    folder = tmp_path_factory.mktemp("models")
    places = [(folder / "first", ("P01", "X02")), (folder / "second", ("S01", "O01"))]
    return {small_model(path, *subtypes): path for path, subtypes in places}


class Reading:
    """A worker process, and the log it writes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.log: list[dict[str, str]] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            if line.startswith("{"):
                self.log.append(json.loads(line))

    def logged(self, event: str) -> list[dict[str, str]]:
        return [each for each in self.log if each["event"] == event]


@contextmanager
def reading_worker(database_url: str, line: Simulated, model: Path) -> Iterator[Reading]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bot.reading_process"],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": database_url,
            "LINE_HOST": line.http,
            "SMTP_URL": line.smtp,
            "LINE_TOKEN": TOKEN,
            "LEASE": "10",
            "KHOTO_CRASH_AT": "",
            "POLL": "0.3",
            "MODEL": str(model),
        },
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Reading(process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Talking:
    """Somebody who writes all the time, a few messages ahead of the answers."""

    def __init__(self, web: FlaskClient, line: Simulated) -> None:
        self.person, self.written = line.person(), 0
        self._web, self._line = web, line
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._write)

    def _write(self) -> None:
        while not self._stop.wait(0.1):
            if self.written - len(self.answers()) > AHEAD:
                continue  # a slow machine is not buried under what it shall answer
            say(self._web, self._line, self.person, f"ค้างค่าแรง #{self.written}")
            self.written += 1

    def answers(self) -> list[tuple[str, str]]:
        """(version of the model, number of the message), in the order of the answers."""
        said = [each.split(" ") for each in self._line.said(self.person)]
        return [(words[0], words[-1]) for words in said]

    def last(self) -> str:
        found = self.answers()
        return found[-1][0] if found else ""

    def __enter__(self) -> "Talking":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def test_models_are_exchanged_while_messages_flow_and_none_is_lost(
    models: dict[str, Path],
    tmp_path: Path,
    web: FlaskClient,
    engine: Engine,
    database_url: str,
    line: Simulated,
) -> None:
    (first, second), path = models, tmp_path / "model"

    def put(model: Path) -> None:
        replace_model(path, lambda aside: shutil.copytree(model, aside))

    put(models[first])
    with reading_worker(database_url, line, path) as worker:
        with Talking(web, line) as talking:
            wait(lambda: talking.last() == first)
            put(models[second])
            wait(lambda: talking.last() == second)

            broken = tmp_path / "broken"
            shutil.copytree(models[first], broken)
            (broken / "weights.npz").write_bytes(b"\x93NUMPY nonsense")
            put(broken)
            wait(lambda: bool(worker.logged("model.refused")))
            heard = len(talking.answers())
            wait(lambda: len(talking.answers()) > heard + 2)
            assert talking.last() == second

            put(models[first])
            wait(lambda: talking.last() == first)
        wait(lambda: settled(engine))
        time.sleep(0.5)
        assert worker.process.poll() is None, "it is the same process all the time"
    assert worker.process.returncode == 0

    answered = talking.answers()
    assert [number for _, number in answered] == [f"#{n}" for n in range(talking.written)]
    versions = [version for version, _ in answered]
    changes = [v for n, v in enumerate(versions) if n == 0 or v != versions[n - 1]]
    assert changes == [first, second, first]
    loaded = [each["version"] for each in worker.logged("model.loaded")]
    assert loaded == [second, first]
    assert len(worker.logged("model.refused")) == 1
    now = book(engine)
    assert now.events["handled"] == talking.written
    assert now.events["failed"] == 0


def counted(outcome: str) -> float:
    return REGISTRY.get_sample_value("khoto_model_loads_total", {"outcome": outcome}) or 0.0


def test_what_is_taken_up_and_what_is_refused_is_counted() -> None:
    def broken() -> NoReturn:
        raise nlp.BrokenModel("it cannot read")

    looks: list[tuple[Callable[[], str | None], str, int]] = [
        (lambda: None, "loaded", 0),
        (lambda: "1-abc", "loaded", 1),
        (broken, "refused", 1),
    ]
    for refresh, outcome, more in looks:
        before = counted(outcome)
        assert NewModel(refresh).look() is False
        assert counted(outcome) == before + more
