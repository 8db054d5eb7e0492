"""The commands a newcomer types, and what operators start."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
MAKEFILE = (HOUSE / "Makefile").read_text(encoding="utf-8")
TARGETS = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # A make that started these tests must not hand its own settings down.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments],
        cwd=HOUSE,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@needs_make
def test_make_alone_prints_every_target_with_its_help() -> None:
    shown = make().stdout
    assert TARGETS
    for target in TARGETS[1].split():
        assert re.search(rf"^  make {target} +\S", shown, re.MULTILINE), target


@needs_make
def test_without_a_fitting_python_make_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text(MAKEFILE)
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / lock).touch()
    result = make("-C", str(tmp_path), "test", "PYTHON=")
    assert result.returncode != 0
    assert "needs Python 3.11, 3.12 or 3.13" in result.stderr


@needs_make
def test_the_environment_is_made_again_only_when_a_lock_changed(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text(MAKEFILE)
    binaries = tmp_path / ".venv/bin"
    binaries.mkdir(parents=True)
    (binaries / "python").touch()
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1, 1))
        (tmp_path / f".venv/.installed-{name}").touch()
    assert "pip install" not in make("-C", str(tmp_path), "-n", "test").stdout
    (tmp_path / "requirements-dev.lock").write_text("changed")
    os.utime(tmp_path / "requirements-dev.lock")
    (tmp_path / ".venv/.installed-requirements-dev.lock").touch()
    os.utime(tmp_path / ".venv/.installed-requirements-dev.lock", (2, 2))
    planned = make("-C", str(tmp_path), "-n", "test").stdout
    assert "pip install --quiet --disable-pip-version-check --require-hashes" in planned


def test_the_procfile_has_release_web_and_worker() -> None:
    lines = (HOUSE / "Procfile").read_text(encoding="utf-8").splitlines()
    processes = dict(line.split(": ", 1) for line in lines)
    assert list(processes) == ["release", "web", "worker"]
    assert processes["release"] == "flask --app app migrate"
    assert '"app:create_app()"' in processes["web"]
    assert processes["worker"] == "flask --app app worker"


def test_every_dependency_is_locked_with_a_hash() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        "requirements.lock": project["dependencies"],
        "requirements-dev.lock": [
            *project["dependencies"],
            *project["optional-dependencies"]["dev"],
        ],
    }
    for lock, dependencies in wanted.items():
        text = (HOUSE / lock).read_text(encoding="utf-8")
        locked = dict(re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==(\S+)", text, re.MULTILINE))
        for dependency in dependencies:
            name = re.split(r"[^a-z0-9-]", dependency)[0]
            _, _, version = dependency.partition("==")  # a range leaves the version to the lock
            assert name in locked, f"{name} is missing in {lock}"
            assert version in ("", locked[name]), f"{lock}: {name} {locked[name]}"
        entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_proof_on_a_clean_clone_is_a_script_that_parses() -> None:
    script = HOUSE / ".ci/run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
