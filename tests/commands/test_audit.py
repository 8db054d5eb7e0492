"""`audit verify`: which line is not what it was, and exit code 1."""

from uuid import UUID

import pytest
from sqlalchemy import text

from casework.cases import LogEntry
from storage import Engine, case_log, transaction
from tests.commands.conftest import Khoto
from tests.storage.builders import NOW, a_saved_case
from tests.storage.test_auditing import behind_our_back

NUMBER = "มส-69-00042-8"


@pytest.fixture
def history(engine: Engine) -> UUID:
    with transaction(engine) as session:
        case = a_saved_case(session, number=NUMBER)
        lines = [LogEntry(case.id, NOW, None, action) for action in ("seen", "taken", "closed")]
        case_log.add(session, lines)
    return case.id


def test_a_whole_trail(khoto: Khoto, history: UUID) -> None:
    result = khoto("audit", "verify")
    assert result.exit_code == 0, result.output
    assert "lines: 3" in result.stdout
    assert "whole" in result.stderr
    assert khoto("audit", "verify", "--case", NUMBER).exit_code == 0


def test_what_was_tampered_with_is_told(khoto: Khoto, history: UUID, engine: Engine) -> None:
    behind_our_back(engine, "UPDATE case_log SET action = 'read' WHERE action = 'taken'")
    for arguments in ((), ("--case", NUMBER)):
        result = khoto("audit", "verify", *arguments)
        assert result.exit_code == 1
        assert f"{NUMBER}, line 2 (row 2): changed" in result.stdout


def test_a_head_noted_elsewhere_tells_a_trail_made_anew(
    khoto: Khoto, history: UUID, engine: Engine
) -> None:
    (head,) = [
        line.removeprefix("head: ")
        for line in khoto("audit", "verify").stdout.splitlines()
        if line.startswith("head: ")
    ]
    with transaction(engine) as session:
        case_log.add(session, [LogEntry(history, NOW, None, "rated")])
    assert khoto("audit", "verify", "--head", head).exit_code == 0
    behind_our_back(
        engine,
        "DELETE FROM case_log",
        "DELETE FROM case_log_seals",
        "UPDATE case_log_head SET position = 0, hash = ''",
    )
    assert khoto("audit", "verify").exit_code == 0, "who owns the database can make a new one"
    result = khoto("audit", "verify", "--head", head)
    assert result.exit_code == 1
    assert "head 3" in result.stdout


def test_blanked_lines_are_told_of(khoto: Khoto, history: UUID, engine: Engine) -> None:
    with transaction(engine) as session:
        ids = session.scalars(text("SELECT id FROM case_log")).all()
        case_log.blank(session, ids, NOW)
    result = khoto("audit", "verify")
    assert result.exit_code == 0
    assert "blanked: 3, last on 23" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--case", "42"), 2),
        (("--case", "มส-69-00042-8\x1b[31m; DROP TABLE case_log"), 0),
        (("--case", "ชม-69-00001-0"), 2),
        (("--case", ""), 0),
        (("--head", "1"), 2),
        (("--head", "1:" + "g" * 64), 2),
        (("--head", "-1:" + "0" * 64), 2),
        (("--head", "9" * 99 + ":" + "0" * 64), 2),
        (("--head", "9" * 18 + ":" + "0" * 64), 1),
        (("--head", "٣:" + "0" * 64), 2),
    ],
)
def test_odd_input_is_told(
    khoto: Khoto, history: UUID, arguments: tuple[str, ...], code: int
) -> None:
    result = khoto("audit", "verify", *arguments)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
