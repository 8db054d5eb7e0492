"""Worker processes for tests, forked from one process that has imported everything already.

`python -m tests.bot.nursery` reads one JSON command a line and answers each with one line:
`{"start": {environment}}` → the pid, `{"wait": pid}` → null while it runs, else its exit status
(negative: the signal that ended it).
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.logs import configure as configure_logs
from tests.bot.simulated import ROOT


@dataclass
class Nursery:
    """The process that forks."""

    process: subprocess.Popen[str]

    def ask(self, command: dict[str, Any]) -> Any:
        """One command and its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def start(self, environment: dict[str, str]) -> "Child":
        """A new worker process."""
        return Child(self, self.ask({"start": environment}))


@dataclass
class Child:
    """One worker process."""

    nursery: Nursery
    pid: int
    status: int | None = None

    def poll(self) -> int | None:
        """Its exit status, None while it runs."""
        if self.status is None:
            self.status = self.nursery.ask({"wait": self.pid})
        return self.status

    def wait(self, seconds: float) -> int | None:
        """Its exit status, None if it still runs after so long."""
        deadline = time.monotonic() + seconds
        while self.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        return self.status

    def end(self) -> None:
        """Ask it to stop; make it, if it does not."""
        for how, seconds in ((signal.SIGTERM, 15.0), (signal.SIGKILL, 5.0)):
            if self.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, how)
                self.wait(seconds)


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery; its children are ended by their tests."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bot.nursery"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Nursery(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(10)


def serve() -> None:
    """Fork whenever asked, until there is nobody left to ask."""
    from tests.bot import worker_process

    configure_logs()  # to standard error: on standard output our answers stand
    for line in sys.stdin:
        command = json.loads(line)
        if "start" in command:
            pid = os.fork()
            if pid == 0:
                os.environ.update(command["start"])
                web = "BODY" in os.environ
                os._exit(worker_process.take_in() if web else worker_process.main())
            answer: int | None = pid
        else:
            pid, status = os.waitpid(command["wait"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
