"""Several commands in one process: as if each had been typed."""

import pytest

from simulator.stage.in_turn import main
from tests.commands.conftest import SERVICE


@pytest.fixture
def _configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")  # Flask sets it for good
    for name, value in SERVICE.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("_configured")
def test_each_is_done_and_the_last_one_is_heard(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([["check-config"], ["check-config", "--help"]]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Usage: flask check-config")
    assert "no faults" not in told.out
    assert told.err == ""


@pytest.mark.usefixtures("_configured")
def test_the_first_that_fails_ends_it_and_says_why(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHOTO_SECRET_KEY", "short")
    assert main([["check-config"], ["check-config", "--help"]]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "KHOTO_SECRET_KEY: is too short" in told.err
    assert told.err.endswith("flask check-config failed\n")
