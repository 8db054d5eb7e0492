"""Starting `make run`'s and `make demo`'s command as a person would, and reading what it prints."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import nlp
from tests.trained_reader import trained_model_path

ROOT = Path(__file__).parents[2]
PATIENCE = 150  # seconds; a busy machine, with a reader to train first


@dataclass
class Running:
    """A running stage and the file it prints to."""

    popen: subprocess.Popen[bytes]
    printed: Path

    def text(self) -> str:
        """All it printed so far."""
        return self.printed.read_text(encoding="utf-8")

    def wait_for(self, words: str) -> str:
        """Everything printed until `words` came. Fails when it ends or time runs out before."""
        end = time.monotonic() + PATIENCE
        while words not in self.text():
            assert self.popen.poll() is None, self.text()
            assert time.monotonic() < end, self.text()
            time.sleep(0.1)
        return self.text()

    def end(self, patience: float) -> int:
        """The exit status, once it ends by itself. After so many seconds it is stopped with all
        that it started, and the test fails."""
        try:
            return self.popen.wait(patience)
        except subprocess.TimeoutExpired:
            self.stop()
            raise

    def stop(self, number: int = signal.SIGINT) -> int:
        """Ctrl-C (or another signal); the exit status."""
        self.popen.send_signal(number)
        return self.popen.wait(60)


def start(what: str, printed: Path, *arguments: str) -> Running:
    """`python -m simulator.stage what …` in the repository's folder."""
    _train_once()
    with printed.open("wb") as output:
        popen = subprocess.Popen(
            (sys.executable, "-m", "simulator.stage", what, *arguments),
            cwd=ROOT,
            env={**os.environ, "COLUMNS": "200"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return Running(popen, printed)


def _train_once() -> None:
    """The tests' reader serves the stage, too: training takes most of a minute."""
    trained = trained_model_path()
    with (trained.parent / "stage.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not nlp.is_trained():
            shutil.copytree(trained, nlp.MODEL_PATH, dirs_exist_ok=True)


def children_of(pid: int) -> set[int]:
    """The processes that `pid` started, and those that they started."""
    found: set[int] = set()
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, tasks.read_text().split()):
            found |= {child} | children_of(child)
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that still run (a zombie does not)."""
    return {pid for pid in pids if _state(pid) not in ("", "Z")}


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
