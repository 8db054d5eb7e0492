"""The service's processes: started in order, watched, and stopped in the opposite order."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import urllib3

from simulator.stage.alone import Held, alone_in, note

FLASK = (sys.executable, "-m", "flask", "--app", "app")
STOP_SECONDS = 25
START_SECONDS = 60


class StageError(RuntimeError):
    """Something did not start or did not answer; the message says what and where its log is."""


@dataclass
class Process:
    """One started process and the file its output goes to."""

    name: str
    popen: subprocess.Popen[str]
    log: Path

    def check(self) -> None:
        """Raises StageError when the process has ended."""
        status = self.popen.poll()
        if status is not None:
            raise StageError(
                f"{self.name} ended with status {status}; see {self.log}\n{self.tail()}"
            )

    def tail(self) -> str:
        """The last lines of its output."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


@dataclass
class Stage:
    """`folder` holds data and logs; `environment` is what every process is given."""

    folder: Path
    environment: dict[str, str]
    held: Held
    processes: list[Process] = field(default_factory=list)
    known: set[str] = field(default_factory=set)  # names of all that were ever started

    def start(
        self,
        name: str,
        *command: str,
        announces: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> Process:
        """Start a process of its own session. `announces`: its first line is read by the caller.

        `environment` is added to the stage's. Started again, it writes on into the same log.
        """
        logs = self.folder / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        log = logs / f"{name}.log"
        with log.open("a" if name in self.known else "w") as output:
            popen = subprocess.Popen(
                command,
                env={**self.environment, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if announces else output,
                stderr=output,
                text=True,
                start_new_session=True,
                pass_fds=(self.held.fileno(),),
            )
        note(self.held, popen.pid)
        self.known.add(name)
        process = Process(name, popen, log)
        self.processes.append(process)
        return process

    def run(self, *arguments: str, quiet: bool = True) -> str:
        """One `flask --app app …` command to its end. Raises StageError when it fails."""
        return self._run((*FLASK, *arguments), f"flask {' '.join(arguments)}", quiet)

    def run_in_turn(self, *commands: Sequence[str], quiet: bool = True) -> str:
        """Several of them in one process; shows or returns what the last one prints."""
        names = "; ".join(f"flask {' '.join(each)}" for each in commands)
        in_turn = (sys.executable, "-m", "simulator.stage.in_turn", json.dumps(commands))
        return self._run(in_turn, names, quiet)

    def _run(self, command: Sequence[str], name: str, quiet: bool) -> str:
        done = subprocess.run(
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.PIPE if quiet else None,
            text=True,
            check=False,
        )
        if done.returncode:
            said = f"{done.stdout or ''}{done.stderr or ''}".strip()
            raise StageError(f"`{name}` failed ({done.returncode}): {said}")
        return done.stdout or ""

    def end(self, process: Process) -> None:
        """Ask it to end (SIGTERM), and make it if it does not."""
        _signal(process.popen, signal.SIGTERM)
        try:
            process.popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            _signal(process.popen, signal.SIGKILL)
            process.popen.wait()
        self.processes.remove(process)

    def kill(self, process: Process) -> None:
        """End it and all its children at once (SIGKILL), as a power cut would."""
        _signal(process.popen, signal.SIGKILL)
        process.popen.wait()
        self.processes.remove(process)

    def check(self) -> None:
        """Raises StageError when any process has ended by itself."""
        for process in self.processes:
            process.check()

    def stop(self) -> None:
        """Stop every process, the last started first; those that will not are killed."""
        for process in reversed(list(self.processes)):
            self.end(process)


@contextlib.contextmanager
def stage(folder: Path, environment: Mapping[str, str]) -> Iterator[Stage]:
    """A stage whose processes are stopped whatever happens. Raises FolderInUse when another
    works in the folder."""
    # An address of somebody's real database must not leak into a trial on this machine.
    inherited = {key: value for key, value in os.environ.items() if not _is_ours(key)}
    with alone_in(folder) as held:
        made = Stage(folder, {**inherited, "PYTHONUNBUFFERED": "1", **environment}, held)
        try:
            yield made
        finally:
            made.stop()


def first_line(process: Process, seconds: float = START_SECONDS) -> str:
    """The line with which an announcing process says that it is ready."""
    output: IO[str] | None = process.popen.stdout
    if output is None:
        raise StageError(f"{process.name} announces nothing")
    timer_end = time.monotonic() + seconds
    line = output.readline().strip()
    if not line or time.monotonic() > timer_end:
        time.sleep(0.2)
        process.check()
        raise StageError(f"{process.name} did not say that it is ready; see {process.log}")
    return line


def announced(process: Process) -> dict[str, str]:
    """The JSON object of an announcing process."""
    addresses: dict[str, str] = json.loads(first_line(process))
    return addresses


def until_ready(url: str, process: Process, seconds: float = START_SECONDS) -> None:
    """Wait until `url` answers 200. Raises StageError when the process ends or time is over."""
    end = time.monotonic() + seconds
    said = "nothing"
    while time.monotonic() < end:
        process.check()
        with contextlib.suppress(urllib3.exceptions.HTTPError):
            answer = urllib3.request("GET", url, timeout=2, retries=False)
            if answer.status == 200:
                return
            said = answer.data.decode(errors="replace")
        time.sleep(0.1)
    raise StageError(
        f"{process.name} was not ready after {seconds:.0f} s ({said}); see {process.log}"
    )


def pause(process: Process) -> None:
    """Let it stand still (SIGSTOP) until `resume`."""
    _signal(process.popen, signal.SIGSTOP)


def resume(process: Process) -> None:
    """Let a paused one go on."""
    _signal(process.popen, signal.SIGCONT)


def free_port(wanted: int = 0) -> int:
    """`wanted` when nobody listens there, else a free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _is_ours(name: str) -> bool:
    return name.startswith(("KHOTO_", "DATABASE_URL"))


def _signal(popen: subprocess.Popen[str], number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(popen.pid, number)
