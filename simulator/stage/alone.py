"""One stage to a folder: two would answer each other's events with each other's secrets."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

Held = IO[str]  # the locked file, with a line for the number of every process that works there


class FolderInUse(RuntimeError):
    """Processes work in the folder; the message says which, and what to do."""


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[Held]:
    """Hold the folder until the end, and as long as any process lives that the file was passed to.

    Raises FolderInUse when somebody holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "processes").open("a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUse(_who_works_in(folder, held)) from None
        held.truncate(0)
        note(held, os.getpid())
        yield held


def note(held: Held, process: int) -> None:
    """Write down that a process works in the folder."""
    print(process, file=held, flush=True)


def _who_works_in(folder: Path, held: Held) -> str:
    held.seek(0)
    started = held.read().split()
    alive = [number for number in started if Path(f"/proc/{number}").exists()]
    if started[:1] == alive[:1]:  # nothing of either: it is just starting
        return (
            f"it runs in {folder} already (process {' '.join(started[:1])}); "
            "use that one, or end it with Ctrl-C there first"
        )
    if not alive:
        return f"something still works in {folder} that a killed run started: end it first"
    return (
        f"a run in {folder} was killed, and what it had started still works; "
        f"end it first: kill {' '.join(alive)}"
    )
