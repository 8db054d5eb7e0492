import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from typing import NoReturn

import pytest

from bot.commands.worker_parts import parts
from bot.deciding import Brains
from bot.house import NotTrained
from casework.secrets import Secrets
from casework.settings_file import parse_settings
from storage import Engine, timers, transaction
from storage.watching import watchdogs_memory
from tests.commands.conftest import ROOT, SERVICE, command_line

# The worker asks LINE for its quota: here it finds nobody.
NOBODY_THERE = {"KHOTO_LINE_API_HOST": "http://127.0.0.1:1"}


def looked(engine: Engine) -> bool:
    """Whether the watchdog looked once and both of its timers are set again."""
    with transaction(engine) as session:
        closing = timers.timer(session, "day")
        return closing is not None and "told" in watchdogs_memory(session)


def nobody(*_: object) -> NoReturn:
    raise NotImplementedError


BRAINS = Brains(nobody, nobody, nobody, nobody, nobody)
SECRETS = Secrets(line_channel_access_token="token", smtp_url="smtp://mail.example.go.th:25")


def test_a_worker_is_made_as_the_configuration_wants_it(engine: Engine) -> None:
    settings = parse_settings(
        """
chat: {burst_seconds: 0}
media: {max_megabytes: 3}
worker: {poll_seconds: 0.5, stop_seconds: 7, senders: 2}
delivery: {timeout_seconds: 4, lease_seconds: 30, quota_hold_minutes: 5, give_up_hours: 2}
mail: {sender: "ข้อต่อ <khoto@example.go.th>"}
"""
    )
    made = parts(settings, SECRETS, BRAINS, engine, "postgresql://db/khoto")
    assert made.rules == settings.rules()
    assert made.watchdog
    assert made.burst == timedelta(0)
    assert (made.poll, made.stop, made.senders) == (0.5, 7, 2)
    assert (made.line.token, made.line.host, made.line.timeout) == ("token", None, 4)
    assert made.delivery.lease == timedelta(seconds=30)
    assert made.delivery.quota_hold == timedelta(minutes=5)
    assert made.delivery.give_up == timedelta(hours=2)
    assert made.media.largest == 3 * 1024 * 1024
    assert made.mail
    assert made.mail.sender == "ข้อต่อ <khoto@example.go.th>"


def test_a_simulator_may_take_lines_place(engine: Engine) -> None:
    secrets = Secrets(line_api_host="http://127.0.0.1:8080", smtp_url=SECRETS.smtp_url)
    made = parts(parse_settings(""), secrets, BRAINS, engine, "")
    assert made.line.host == "http://127.0.0.1:8080"


def test_a_worker_does_not_start_on_a_faulty_configuration() -> None:
    result = command_line({})("worker")
    assert result.exit_code == 2
    assert "KHOTO_LINE_CHANNEL_ACCESS_TOKEN: is missing" in result.stderr


def test_a_worker_without_a_reader_says_how_to_train_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def untrained() -> NoReturn:
        raise NotTrained

    monkeypatch.setattr("tests.commands.conftest.load_brains", untrained)
    khoto = command_line({**SERVICE, "DATABASE_URL": "postgresql://127.0.0.1:1/none"})
    result = khoto("worker")
    assert result.exit_code == 1
    assert "Run: flask --app app train" in result.stderr


def test_a_worker_sets_the_watchdogs_timers_and_ends_well_on_sigterm(
    database_url: str, engine: Engine
) -> None:
    script = (
        "import sys, os; from pathlib import Path; import nlp;"
        "from tests.trained_reader import trained_model_path; from bot.commands import Commands;"
        "from bot.house import House; import app;"
        "model = trained_model_path(); load = nlp.load; nlp.load = lambda: load(model);"
        "Commands(House(os.environ, Path.cwd(), app.load_brains))(['worker'])"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KHOTO_")}
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**clean, **SERVICE, **NOBODY_THERE, "DATABASE_URL": database_url},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        started = next(line for line in process.stderr if "worker.started" in line)
        assert started
        deadline = time.monotonic() + 20
        while not looked(engine):
            assert time.monotonic() < deadline, "waited too long"
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
