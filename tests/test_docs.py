"""The pages say what the code does: whatever they name is there, and what must be told is told."""

import ast
import re
import shlex
import textwrap
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

from bot import metrics
from casework.secrets import NAMES
from casework.settings_file import key_paths
from handlers.timers import TIMERS
from storage.engine import OLDEST_POSTGRESQL
from storage.tables import Base
from tests.commands.conftest import command_group

HOUSE = Path(__file__).parents[1]
PAGES = sorted((*HOUSE.glob("*.md"), *HOUSE.glob("docs/*.md")))
NAMES_OF_PAGES = [str(page.relative_to(HOUSE)) for page in PAGES]
PROJECT: dict[str, Any] = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
MAKEFILE = (HOUSE / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE)

FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
PATH = re.compile(r"\.?[\w*.-]+(?:/[\w*.-]+)*/?")
FILE_ENDINGS = (".py", ".md", ".yaml", ".toml", ".lock", ".csv", ".jsonl", ".txt")
# Made while the service runs, or by the reader of the page.
MADE_LATER = (".venv", ".data", "nlp/model", "contacts.csv", "labelled.jsonl", "challenge.jsonl")

each_page = pytest.mark.parametrize("page", PAGES, ids=NAMES_OF_PAGES)


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def docs(name: str) -> str:
    return text_of(HOUSE / "docs" / name)


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return FENCE.sub("", text_of(page))


def blocks(page: Path, *languages: str) -> Iterator[str]:
    for _, language, block in FENCE.findall(text_of(page)):
        if language in languages:
            yield textwrap.dedent(block)


@cache
def words_of_the_code() -> frozenset[str]:
    rooms = ("bot", "casework", "handlers", "nlp", "simulator", "storage", "tests")
    sources = [*HOUSE.glob("*.py"), *(f for room in rooms for f in (HOUSE / room).rglob("*.py"))]
    written = "\n".join(f.read_text(encoding="utf-8") for f in sources if f != Path(__file__))
    return frozenset(re.findall(r"\w+", written))


@cache
def log_events() -> frozenset[str]:
    sources = "\n".join(f.read_text(encoding="utf-8") for f in (HOUSE / "bot").rglob("*.py"))
    return frozenset(re.findall(r'"([a-z]+\.[a-z_]+)"', sources))


def anchor(heading: str) -> str:
    """As the repository's host makes them."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


class TestEveryPage:
    @each_page
    def test_links_to_what_exists(self, page: Path) -> None:
        for target in LINK.findall(prose(page)):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, part = target.partition("#")
            linked = (page.parent / path) if path else page
            assert linked.exists(), f"{page.name} links to {target}"
            if part:
                headings = re.findall(r"^#+ (.+)$", text_of(linked), re.MULTILINE)
                assert part in map(anchor, headings), f"{page.name} links to {target}"

    @each_page
    def test_names_files_that_exist(self, page: Path) -> None:
        for named in CODE.findall(prose(page)):
            if not PATH.fullmatch(named) or named.startswith(MADE_LATER):
                continue
            first = named.split("/")[0]
            is_path = "/" in named and ((HOUSE / first).exists() or first == ".ci")
            if is_path or named.endswith(FILE_ENDINGS):
                assert list(HOUSE.glob(named.rstrip("/"))), f"{page.name} names {named}"

    @each_page
    def test_names_what_is_in_the_code(self, page: Path) -> None:
        known = words_of_the_code() | set(NAMES) | set(re.findall(r"\w+", MAKEFILE))
        for named in CODE.findall(prose(page)):
            shaped = re.fullmatch(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+|[A-Z][a-z]+[A-Z]\w+", named)
            if shaped and not named.startswith(("KHOTO_", "EnvironmentFile")):
                assert named in known, f"{page.name} names {named}"

    @each_page
    def test_names_commands_and_options_there_are(self, page: Path) -> None:
        for command in re.findall(r"flask --app app ([a-z][^`\n#|&>]*)", text_of(page)):
            check_command(shlex.split(command), page.name)

    @each_page
    def test_names_make_targets_there_are(self, page: Path) -> None:
        named = [code for code in CODE.findall(prose(page)) if code.startswith("make")]
        named += [line for block in blocks(page, "sh") for line in block.splitlines()]
        for target in re.findall(r"^make ([a-z]\S*)", "\n".join(named), re.MULTILINE):
            assert target in TARGETS, f"{page.name} names make {target}"

    @each_page
    def test_names_the_environment_as_the_code_does(self, page: Path) -> None:
        for named in re.findall(r"\b(?:KHOTO_[A-Z_]+|DATABASE_URL\w*)\b", text_of(page)):
            assert named.removesuffix("_FILE") in NAMES, f"{page.name} names {named}"

    @each_page
    def test_names_settings_there_are(self, page: Path) -> None:
        sections = {path.split(".")[0] for path in key_paths()}
        logged = log_events()
        for named in CODE.findall(prose(page)):
            dotted = re.fullmatch(r"([a-z_]+)\.[a-z_]+(?:\.[a-z_]+)?", named)
            if dotted and dotted[1] in sections and not named.endswith(FILE_ENDINGS):
                known = any(f"{path}.".startswith(f"{named}.") for path in key_paths())
                assert known or named in logged, f"{page.name} names {named}"

    @each_page
    def test_shows_python_that_can_be_read_and_imports_what_there_is(self, page: Path) -> None:
        for block in blocks(page, "python"):
            for node in ast.walk(ast.parse(block)):
                if isinstance(node, ast.ImportFrom) and node.module:
                    module = import_module(node.module)
                    for alias in node.names:
                        assert hasattr(module, alias.name), f"{page.name}: {alias.name}"

    @each_page
    def test_is_found_from_the_readme(self, page: Path) -> None:
        if page.name != "README.md":
            assert f"]({page.relative_to(HOUSE)})" in text_of(HOUSE / "README.md")


def check_command(typed: list[str], page: str) -> None:
    """The command exists, its sub-command too, and every option it is shown with."""
    command: click.Command = command_group({})
    while isinstance(command, click.Group) and typed and typed[0][0].isalpha():
        found = command.get_command(click.Context(command), typed[0])
        assert found, f"{page} names flask --app app {' '.join(typed)}"
        command, typed = found, typed[1:]
    options = {option for each in command.params for option in each.opts}
    for word in typed:
        if word.startswith("--"):
            assert word in options, f"{page}: {command.name} has no {word}"


class TestOperations:
    def test_tell_when_to_use_every_command(self) -> None:
        told = set(CODE.findall(docs("operations.md")))
        for name, command in every_command():
            assert name in told, f"docs/operations.md says nothing of {name} ({command.help})"

    def test_tell_what_every_metric_is_for(self) -> None:
        source = (HOUSE / "bot/ledger_figures.py").read_text(encoding="utf-8")
        source += Path(metrics.__file__).read_text(encoding="utf-8")
        known = set(re.findall(r'"(khoto_[a-z_]+)"', source))
        told = set(re.findall(r"`(khoto_[a-z_]+?)(?:_total)?(?:\{|`)", docs("operations.md")))
        assert told == known

    def test_tell_of_log_lines_there_are(self) -> None:
        section = docs("operations.md").partition("## Logs")[2].partition("\n## ")[0]
        told = re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", section, re.MULTILINE)
        assert told
        assert set(told) <= log_events()

    def test_tell_of_every_kind_of_timer(self) -> None:
        section = docs("operations.md").partition("## Due times")[2].partition("\n## ")[0]
        assert set(re.findall(r"^\| `([a-z_.]+)` \|", section, re.MULTILINE)) == set(TIMERS)

    def test_tell_of_every_address_of_the_web_process(self) -> None:
        webhook = (HOUSE / "bot/webhook.py").read_text(encoding="utf-8")
        for path in re.findall(r'@made\.(?:get|post)\("(/\w+)"\)', webhook):
            assert f"`{path}`" in docs("operations.md")


def every_command() -> Iterator[tuple[str, click.Command]]:
    group = command_group({})
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command
        if not isinstance(command, click.Group):
            yield name, command
            continue
        if command.invoke_without_command:
            yield name, command
        for below in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), below)
            assert found
            yield f"{name} {below}", found


@pytest.mark.parametrize("name", ["architecture.md", "privacy.md"])
def test_every_table_is_told_of(name: str) -> None:
    told = set(re.findall(r"^\| `([a-z_]+)` \|", docs(name), re.MULTILINE))
    assert told == set(Base.metadata.tables)


def test_every_library_has_its_reason() -> None:
    page = docs("dependencies.md")
    runtime, _, development = page.partition("## What only development needs")
    for part, wanted in (
        (runtime, PROJECT["dependencies"]),
        (development, PROJECT["optional-dependencies"]["dev"]),
    ):
        told = re.findall(r"^\| `([a-z0-9-]+)` \| \S", part, re.MULTILINE)
        assert sorted(told) == sorted(re.split(r"[\[=<>~]", each)[0] for each in wanted)


def test_python_and_postgresql_are_of_the_versions_told() -> None:
    low, high = re.findall(r"3\.(\d+)", PROJECT["requires-python"])
    span = f"Python 3.{low} to 3.{int(high) - 1}"
    for page in PAGES:
        for told in re.findall(r"Python 3\.\d+ to 3\.\d+", text_of(page)):
            assert told == span, page.name
        for version in re.findall(r"PostgreSQL (\d+) or newer", text_of(page)):
            assert int(version) == OLDEST_POSTGRESQL, page.name
    assert span in text_of(HOUSE / "README.md")


def test_the_version_stands_in_the_list_of_changes() -> None:
    newest = re.search(r"^## (\S+)", text_of(HOUSE / "CHANGELOG.md"), re.MULTILINE)
    assert newest
    assert newest[1] == PROJECT["version"]


def test_the_licence_is_the_whole_apache_licence() -> None:
    licence = (HOUSE / "LICENSE").read_text(encoding="utf-8")
    assert PROJECT["license"] == "Apache-2.0"
    assert licence.split()[:4] == ["Apache", "License", "Version", "2.0,"]
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "APPENDIX: How to apply the Apache License to your work." in licence
