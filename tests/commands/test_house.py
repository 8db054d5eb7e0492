"""The commands about the house itself, and what every command does with a mistake."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

import nlp
from app import create_app, load_brains
from bot.commands import COMMANDS
from bot.house import House
from tests.commands.conftest import ROOT, SERVICE, command_group, command_line

PAGE = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
# No test may touch the data of whoever develops here.
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("KHOTO_")}


def flask(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", *arguments],
        cwd=ROOT,
        env={**CLEAN, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_check_config_tells_every_fault_of_file_and_environment_at_once(tmp_path: Path) -> None:
    config = tmp_path / "mine.yaml"
    config.write_text("cases: {keep_month: 3}\nreader: {sure_at: 2}\n")
    result = flask("check-config", KHOTO_CONFIG=str(config), KHOTO_SECRET_KEY="short")
    assert result.returncode == 2
    assert "[mine.yaml] cases.keep_month: is not a known key; did you mean" in result.stderr
    assert "[mine.yaml] reader.sure_at: 2 is not allowed" in result.stderr
    assert "[environment] KHOTO_LINE_CHANNEL_SECRET: is missing" in result.stderr
    assert "[environment] KHOTO_SECRET_KEY: is too short" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "postgresql+asyncpg://u:hush@db/khoto", "begins with postgresql+asyncpg"),
        ("KHOTO_LINE_CHANNEL_ACCESS_TOKEN", "hushก", "no token has"),
        ("KHOTO_LINE_CHANNEL_ACCESS_TOKEN", "hush\nhush", "no token has"),
    ],
)
def test_check_config_tells_of_what_nobody_could_work_with(
    name: str, value: str, told: str
) -> None:
    result = command_line({**SERVICE, name: value})("check-config")
    assert result.exit_code == 2
    assert f"[environment] {name}: " in result.stderr
    assert told in result.stderr
    assert "hush" not in result.output


def test_check_config_tells_of_a_sender_no_mail_can_have(tmp_path: Path) -> None:
    config = tmp_path / "mine.yaml"
    config.write_text('mail: {sender: "Khoto <a..b@example.go.th>"}\n')
    result = command_line({**SERVICE, "KHOTO_CONFIG": str(config)})("check-config")
    assert result.exit_code == 2
    assert "the sender has no e-mail address" in result.stderr


def test_check_config_is_content_with_what_is_right(tmp_path: Path) -> None:
    khoto = command_line({**SERVICE, "DATABASE_URL": "postgresql://u:hush@db/khoto"})
    result = khoto("check-config")
    assert result.exit_code == 0
    assert "config.yaml: no faults" in result.stdout
    assert "hush" not in result.output


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "cannot be read (No such file or directory); put it at"), (b"\xff", "is not UTF-8")],
)
def test_a_configuration_that_cannot_be_read_is_a_fault(
    tmp_path: Path, content: bytes | None, told: str
) -> None:
    config = tmp_path / "mine.yaml"
    if content:
        config.write_bytes(content)
    result = command_line({**SERVICE, "KHOTO_CONFIG": str(config)})("check-config")
    assert result.exit_code == 2
    assert told in result.stderr


def test_the_web_application_does_not_start_on_a_faulty_configuration(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        create_app({})
    assert ended.value.code == 2
    assert "KHOTO_LINE_CHANNEL_SECRET: is missing" in capsys.readouterr().err


def test_the_web_application_opens_nothing_before_it_is_asked() -> None:
    app = create_app({**SERVICE, "DATABASE_URL": "postgresql://u:p@127.0.0.1:1/none"})
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_migrate_brings_an_empty_database_here_and_enters_the_offices(
    empty_database_url: str,
) -> None:
    khoto = command_line({"DATABASE_URL": empty_database_url})
    refused = khoto("people", "list")
    assert refused.exit_code == 1
    assert "Run: flask --app app migrate" in refused.stderr
    first = khoto("migrate")
    assert re.search(r"The database stands at \d{4}\.\n414 offices entered\.", first.stdout)
    assert "already stands" in khoto("migrate").stdout
    assert khoto("people", "list").exit_code == 0


def test_a_database_that_does_not_answer_is_told_in_a_sentence() -> None:
    khoto = command_line({"DATABASE_URL": "postgresql://u:hush@127.0.0.1:1/none"})
    result = khoto("people", "list")
    assert result.exit_code == 1
    assert result.stderr == (
        "The database does not answer. Is it running, and is DATABASE_URL right?\n"
    )


def test_the_embedded_database_is_held_open_until_sigterm(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from tests.commands.conftest import command_group;"
        "command_group({}, pathlib.Path(sys.argv[1]))(['database'])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT,
        env=CLEAN,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        url = process.stdout.readline().strip()
        assert url.startswith("postgresql")
        assert command_line({"DATABASE_URL": url})("migrate").exit_code == 0
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert command_line({"DATABASE_URL": url})("migrate").exit_code == 1
    finally:
        process.kill()


def test_the_model_is_looked_for_where_the_reader_keeps_it() -> None:
    assert House({}, ROOT, load_brains).model_present() == nlp.is_trained()


def test_every_command_is_documented_and_no_other() -> None:
    group = command_group({})
    context = click.Context(group)
    known: set[str] = set()
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command
        assert command.name == name
        below = getattr(command, "commands", None)
        known |= {f"{name} {each}" for each in below} if below else {name}
        if getattr(command, "invoke_without_command", False):
            known.add(name)
    assert set(re.findall(r"^### `([a-z -]+)`$", PAGE, re.MULTILINE)) == known


def test_flask_lists_every_command_without_loading_what_is_slow() -> None:
    shown = flask("--help", PYTHONPROFILEIMPORTTIME="1")
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", shown.stdout, re.MULTILINE), name
    loaded = set(re.findall(r"\| +([\w.]+)$", shown.stderr, re.MULTILINE))
    assert "flask" in loaded
    assert not loaded & {"linebot", "alembic", "joblib"}
