"""Fixtures of the whole house, and the order in which its tests run."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.browser", "tests.database"]

# How long an example takes to make or to run is the machine's affair: the same is so in CI.
settings.register_profile(
    "house", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

# These wait more than they work. Begun first, they overlap with the rest, and no process is left
# alone with one at the end. The demo trains the reader before it starts, if none is trained yet.
FIRST = (
    "tests/end_to_end/test_demo.py",
    "tests/bot/test_worker.py",
    "tests/commands/test_backup.py",
    "tests/storage/test_rolling_upgrade.py",
)
# These read with the trained reader, the longest first. It is trained meanwhile.
LAST = (
    "tests/end_to_end/test_run.py",
    "tests/conversations/test_conversations.py",
    "tests/bot/test_foreign_cases.py",
    "tests/commands/test_corrections.py",
    "tests/conversations/",
    "tests/nlp/",
    "tests/bot/test_reads.py",
    "tests/bot/test_unsending.py",
    "tests/commands/test_reader.py",
    "tests/commands/test_worker.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole files are put in order; the tests of each stay as they are."""
    items.sort(key=lambda item: _turn(item.nodeid.partition("::")[0]))


def pytest_collection_finish() -> None:
    """What was collected stays to the end. Not looked through again for garbage, it leaves each
    process a tenth less to do."""
    gc.collect()
    gc.freeze()


def pytest_xdist_auto_num_workers() -> int:
    """One process more than processors: while a test waits, for a lease to end, say, they work."""
    return len(os.sched_getaffinity(0)) + 1


def _turn(file: str) -> int:
    for turn, early in enumerate(FIRST, -len(FIRST)):
        if file == early:
            return turn
    return next((turn for turn, late in enumerate(LAST, 1) if file.startswith(late)), 0)
