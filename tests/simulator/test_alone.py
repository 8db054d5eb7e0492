"""One stage to a folder, and what is said to a second."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.stage.alone import FolderInUse, alone_in
from tests.end_to_end.staging import PATIENCE, alive

KEEPER = """
import sys
from pathlib import Path
from simulator.stage.processes import stage

with stage(Path(sys.argv[1]), {}) as made:
    print(made.start("sleeper", "sleep", "600").popen.pid, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Has a stage in the folder until its input is closed."""
    with subprocess.Popen(
        (sys.executable, "-c", KEEPER, str(tmp_path)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as popen:
        yield popen
        popen.kill()


def first_line(popen: subprocess.Popen[str]) -> str:
    assert popen.stdout is not None
    return popen.stdout.readline().strip()


def test_while_one_works_another_is_told_which(
    keeper: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert first_line(keeper)
    with pytest.raises(FolderInUse, match=rf"already \(process {keeper.pid}\)"), alone_in(tmp_path):
        pass
    keeper.communicate()
    with alone_in(tmp_path):
        pass


def test_what_a_killed_one_left_is_named(keeper: subprocess.Popen[str], tmp_path: Path) -> None:
    sleeper = first_line(keeper)
    keeper.kill()
    keeper.wait()
    with pytest.raises(FolderInUse, match=rf"was killed.* kill {sleeper}$"), alone_in(tmp_path):
        pass
    os.kill(int(sleeper), signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    while alive({int(sleeper)}):
        assert time.monotonic() < end
    with alone_in(tmp_path):
        pass
