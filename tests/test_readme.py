"""README's commands, typed as they stand there; for those that take too long, what runs them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from storage.postgres_server import binaries
from tests.commands.conftest import SERVICE

HOUSE = Path(__file__).parents[1]
README = (HOUSE / "README.md").read_text(encoding="utf-8")
OPERATIONS = (HOUSE / "docs/operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
TARGETS = re.findall(r"^([a-z]+):.*## ", (HOUSE / "Makefile").read_text("utf-8"), re.MULTILINE)

# What takes long, needs the network, or does not end: the file that runs it, and the words there.
RUN_ELSEWHERE = {
    "make run": ("tests/end_to_end/test_run.py", "run"),
    "make demo": ("tests/end_to_end/test_demo.py", "demo"),
    "make test": (".ci/run", "make test"),
    "make check": (".ci/run", "make check"),
    "make lint": ("Makefile", "check: lint"),
    "make audit": ("tests/test_dependencies.py", "audit.py"),
    "make bench": ("Makefile", "simulator.stage bench"),
    "make train": ("simulator/stage/house.py", '"train"'),
    "make evaluate": ("Makefile", "--app app evaluate"),
    "make lock": ("Makefile", "uv pip compile"),
    "make format": ("Makefile", "ruff format ."),
    "make clean": ("Makefile", "rm -rf $(VENV)"),
    "python3 -m venv .venv": ("Makefile", "-m venv $(VENV)"),
    ".venv/bin/pip install --require-hashes -r requirements.lock": (
        "Makefile",
        "--require-hashes -r requirements.lock",
    ),
    ". .venv/bin/activate": ("Makefile", "BIN := $(VENV)/bin"),
    "flask --app app train": ("simulator/stage/house.py", '"train"'),
    "flask --app app worker": ("simulator/stage/house.py", '"worker"'),
    'gunicorn "app:create_app()" --bind 127.0.0.1:8000 --workers 2 --threads 8 --preload': (
        "simulator/stage/house.py",
        '"app:create_app()"',
    ),
}


def commands_of(block: str) -> list[str]:
    lines = (line.partition("  #")[0].strip() for line in block.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


COMMANDS = [command for block in BLOCKS for command in commands_of(block)]
TYPED = [command for command in COMMANDS if command not in RUN_ELSEWHERE]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The house by links, so that what a command writes stays out of it."""
    for path in HOUSE.iterdir():
        if path.name not in (".git", ".data", ".venv", "offices.csv"):
            (tmp_path / path.name).symlink_to(path)
    (tmp_path / "offices.csv").write_bytes((HOUSE / "offices.csv").read_bytes())
    return tmp_path


def type_in(folder: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        n: v for n, v in os.environ.items() if not n.startswith(("MAKE", "KHOTO_", "DATABASE"))
    }
    programs = (Path(sys.executable).parent, binaries(), clean["PATH"])
    return subprocess.run(
        ["bash", "-eu", "-c", script],
        cwd=folder,
        env={**clean, **SERVICE, "PATH": ":".join(map(str, programs)), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def libpq(url: str) -> str:
    """The address as PostgreSQL's own programs read it."""
    return url.replace("+psycopg", "", 1)


def test_the_first_two_commands_are_run_and_test() -> None:
    assert COMMANDS[:2] == ["make run", "make test"]


def test_every_make_target_is_in_the_readme() -> None:
    for target in TARGETS:
        assert target == "help" or f"`make {target}`" in README
    assert "`make`" in README


@pytest.mark.parametrize("command", RUN_ELSEWHERE)
def test_what_is_not_typed_here_is_run_somewhere(command: str) -> None:
    file, words = RUN_ELSEWHERE[command]
    assert words in (HOUSE / file).read_text(encoding="utf-8")
    assert command in COMMANDS or f"`{command}`" in README


def test_every_command_of_the_readme_works_as_it_stands(
    folder: Path, database_url: str, empty_database_url: str
) -> None:
    """In README's order on one fresh database; the restore goes into another, empty one."""
    restore = next(n for n, command in enumerate(TYPED) if " restore " in command)
    another = f"export DATABASE_URL='{libpq(empty_database_url)}'"
    offices = 'psql -At -c "SELECT count(*) FROM offices" "$DATABASE_URL"'
    script = [*TYPED[:restore], another, *TYPED[restore:], offices]
    done = type_in(folder, "\n".join(script), DATABASE_URL=libpq(database_url))
    assert done.returncode == 0, done.stderr
    assert "414 offices imported" in done.stdout
    assert "It adds up." in done.stdout
    assert done.stdout.endswith("\n414\n")


def test_the_private_database_is_backed_up_as_told(folder: Path) -> None:
    section = OPERATIONS.partition("### The private PostgreSQL of one machine")[2]
    script = re.findall(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)[0]
    done = type_in(folder, f"flask --app app migrate\n{script}")
    assert done.returncode == 0, done.stderr
    assert "verified: restored into a scratch database" in done.stdout
    assert (folder / "khoto.dump").stat().st_size > 500


def test_the_picture_is_one() -> None:
    picture = HOUSE / "docs/pictures/page.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 1_000_000


def test_the_processes_are_those_of_the_procfile() -> None:
    procfile = (HOUSE / "Procfile").read_text(encoding="utf-8")
    for line in COMMANDS:
        if line.startswith("gunicorn"):
            for option in re.findall(r"--\w[\w-]*", line):
                assert option in procfile
    assert "worker: flask --app app worker" in procfile
