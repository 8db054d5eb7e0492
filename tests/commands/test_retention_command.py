"""`retention`: shown first, then done; and by a timer, at night."""

from datetime import UTC, datetime, timedelta

import pytest

import handlers
from bot.standing import Standing
from bot.timing import Timing
from casework.rules import Rules
from storage import Engine, inbox, operator_log, timers, transaction
from storage.ledger import ledger
from tests.bot.clock import Clock
from tests.bot.stub_brains import brains
from tests.commands.conftest import Khoto
from tests.storage.builders import BURST, an_event
from tests.storage.test_retention import SECRET, holding


@pytest.fixture
def old(engine: Engine) -> datetime:
    """Three failed events of long ago."""
    at = datetime.now(UTC) - timedelta(days=200)
    with transaction(engine) as session:
        events = [an_event(f"user:U{n}", raw=SECRET, reason="odd") for n in range(3)]
        inbox.receive(session, events, BURST, at)
    return at


def test_a_dry_run_counts_and_does_nothing(khoto: Khoto, engine: Engine, old: datetime) -> None:
    result = khoto("retention", "--dry-run")
    assert result.exit_code == 0, result.output
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("failed")]
    assert line.split("\t")[1] == "3"
    assert holding(engine, SECRET) == {"inbox"}


def test_it_asks_before_it_blanks(khoto: Khoto, engine: Engine, old: datetime) -> None:
    assert khoto("retention", "run").exit_code == 1
    assert holding(engine, SECRET) == {"inbox"}
    assert khoto("retention").exit_code == 2
    assert khoto("retention", "--dry-run", "run").exit_code == 2


def test_it_blanks_and_writes_it_down(khoto: Khoto, engine: Engine, old: datetime) -> None:
    result = khoto("retention", "run", "--yes")
    assert result.exit_code == 0, result.output
    assert "3 failed" in result.stdout
    assert holding(engine, SECRET) == set()
    with transaction(engine) as session:
        assert ledger(session).balanced
        (deed,) = operator_log.deeds(session)
    assert (deed.action, deed.subject) == ("retention", "3 failed")
    assert khoto("retention", "run", "--yes").exit_code == 0


def test_a_worker_does_so_at_night_by_a_timer(engine: Engine, old: datetime) -> None:
    clock = Clock(datetime.now(UTC))
    timing = Timing(
        engine, brains(decide_timer=handlers.decide_timer), Rules(), now=clock, quota=lambda: None
    )
    Standing(engine, now=clock).set_missing()
    with transaction(engine) as session:
        timer = timers.timer(session, "retention")
    assert timer is not None
    clock.forward(seconds=(timer.due - clock()).total_seconds())
    for _ in range(3):
        while timing.fire_next():
            pass
        clock.forward(seconds=6)
    assert holding(engine, SECRET) == set()
    with transaction(engine) as session:
        again = timers.timer(session, "retention")
        assert timers.failed_timers(session) == []
    assert again is not None
    assert again.due == timer.due + timedelta(days=1)
