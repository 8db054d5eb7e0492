"""Who may know whom. The contracts stand in pyproject.toml; here they are kept, and kept honest."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).parents[1]
LAW: dict[str, Any] = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]
ROOMS = sorted(
    path.parent.name for path in HOUSE.glob("*/__init__.py") if path.parent.name != "tests"
)
CONTRACTS = {contract["name"]: contract for contract in LAW["contracts"]}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "NO_COLOR": "1", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def small_house(folder: Path, imports: dict[str, str]) -> Path:
    """The same law over empty rooms, with the given imports written into modules."""
    (folder / "pyproject.toml").write_bytes((HOUSE / "pyproject.toml").read_bytes())
    for room in ROOMS:
        (folder / room).mkdir()
        (folder / room / "__init__.py").touch()
    for module, line in {"bot.webhook": "import flask", **imports}.items():
        room, name = module.split(".")
        (folder / room / f"{name}.py").write_text(f"{line}\n", encoding="utf-8")
    return folder


def test_the_house_keeps_the_law() -> None:
    result = lint(HOUSE)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_room_is_under_the_law() -> None:
    assert sorted(LAW["root_packages"]) == ROOMS
    floors = " ".join(CONTRACTS["The house has floors: who may know whom"]["layers"])
    for room in ROOMS:
        assert room in floors or room == "simulator"
    outside_the_simulator = sorted(set(ROOMS) - {"simulator"})
    nobody = CONTRACTS["The simulator is LINE: nobody imports it"]
    assert sorted(nobody["source_modules"]) == outside_the_simulator
    knows_nobody = CONTRACTS["The simulator is LINE: it knows nobody"]
    assert set(outside_the_simulator) <= set(knows_nobody["forbidden_modules"])


@pytest.mark.parametrize(
    ("contract", "allowed"),
    [
        ("LINE's SDK is used in bot alone", {"bot"}),
        ("The database is used in storage alone", {"storage"}),
        ("Values are sealed in storage alone", {"storage"}),
        ("Flask is used at the edges alone: app.py, bot.webhook, the simulator", {"simulator"}),
    ],
)
def test_a_library_is_forbidden_to_every_room_but_its_own(contract: str, allowed: set[str]) -> None:
    assert set(CONTRACTS[contract]["source_modules"]) == set(ROOMS) - allowed


def test_an_empty_house_is_lawful(tmp_path: Path) -> None:
    result = lint(small_house(tmp_path, {}))
    assert result.returncode == 0, result.stdout + result.stderr


# Every contract, broken by one import of its own.
BREACHES = {
    "casework.x": ("import handlers", "The house has floors: who may know whom"),
    "handlers.x": (
        "import storage",
        "Decisions are pure: handlers know casework and knowledge only",
    ),
    "simulator.x": ("import casework", "The simulator is LINE: it knows nobody"),
    "nlp.x": ("import simulator", "The simulator is LINE: nobody imports it"),
    "nlp.y": ("import app", "Nobody imports the composition root"),
    "storage.x": ("import linebot", "LINE's SDK is used in bot alone"),
    "bot.x": ("import sqlalchemy", "The database is used in storage alone"),
    "bot.y": (
        "import flask",
        "Flask is used at the edges alone: app.py, bot.webhook, the simulator",
    ),
    "handlers.y": ("import cryptography", "Values are sealed in storage alone"),
    "casework.y": ("import click", "Command lines are written in bot.commands alone"),
}


def test_every_breach_is_found(tmp_path: Path) -> None:
    assert {contract for _, contract in BREACHES.values()} == set(CONTRACTS)
    house = small_house(tmp_path, {module: line for module, (line, _) in BREACHES.items()})
    (house / "app.py").touch()
    result = lint(house)
    assert result.returncode == 1, result.stdout + result.stderr
    for _, contract in BREACHES.values():
        assert f"{contract} BROKEN" in result.stdout, result.stdout
