"""Corrections are listed, shown, reviewed and exported as the corpus wants them."""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.categories import SUBTYPES, Category, Kind
from casework.corrections import Correction, Label
from casework.personal_data import EVERYTHING
from nlp.corpus_file import Labelled, read_file
from storage import Engine, case_log, corrections, transaction
from tests.commands.conftest import Khoto
from tests.storage.builders import a_saved_case
from tests.storage.test_corrections import a_correction
from tests.storage.test_hostile_text import NASTY
from tests.trained_reader import load_trained_reader

Correct = Callable[..., Correction]


@pytest.fixture
def correct(engine: Engine) -> Correct:
    """Keeps a correction of a new case."""

    def keep(**changes: Any) -> Correction:
        with transaction(engine) as session:
            made = a_correction(a_saved_case(session), **changes)
            corrections.add(session, made)
        return made

    return keep


@pytest.fixture(scope="module", autouse=True)
def trained() -> None:
    load_trained_reader()


def rows(file: Path) -> list[Labelled]:
    return list(read_file(file))


def read_entries(engine: Engine, made: Correction) -> list[str]:
    with transaction(engine) as session:
        return [each.detail for each in case_log.entries(session, made.case_id)]


# Looking


def test_they_are_listed_without_what_people_wrote(khoto: Khoto, correct: Correct) -> None:
    made = correct()
    heading, line = khoto("corrections", "list").stdout.splitlines()
    assert heading.split("\t")[0] == "number"
    cells = line.split("\t")
    assert (cells[0], *cells[2:]) == (
        *("1", "mentor", "P01", "social_security", "91%", "1-abc", "waiting", "-"),
    )
    assert made.text not in line
    assert khoto("corrections", "list", "--review", "approved").stdout.count("\n") == 1


def test_one_is_shown_masked_and_the_reading_is_on_record(
    khoto: Khoto, correct: Correct, engine: Engine
) -> None:
    made = correct(text="ค้างค่าแรง โทร 0812345678")  # as if something had not been masked
    shown = khoto("corrections", "show", "1").stdout
    assert "คุ้มครองแรงงาน / ค่าจ้างค้างจ่าย (machine) → ประกันสังคม" in shown
    assert "  ค้างค่าแรง โทร [เบอร์โทร]" in shown
    assert read_entries(engine, made) == ["correction by command line"]


@pytest.mark.parametrize(
    ("number", "code"),
    [("7", 1), ("0", 2), ("-1", 2), ("x", 2), ("99999999999999999999", 2), ("1; DROP", 2)],
)
def test_a_number_there_is_not_is_told(khoto: Khoto, number: str, code: int) -> None:
    for command in (["show", "--", number], ["mark", "--approve", "--", number]):
        result = khoto("corrections", *command)
        assert result.exit_code == code
        assert "Traceback" not in result.stderr


# Review


def test_a_correction_is_approved_with_its_subtype(khoto: Khoto, correct: Correct) -> None:
    correct()
    result = khoto("corrections", "mark", "1", "--approve", "--subtype", "X02", "--why", "ถูกต้อง")
    assert (result.exit_code, result.stdout) == (0, "1: approved\n")
    assert "ประกันสังคม / เงินสมทบ" in khoto("corrections", "show", "1").stdout


def test_a_correction_is_rejected_with_a_reason_that_is_masked(
    khoto: Khoto, correct: Correct, tmp_path: Path
) -> None:
    correct()
    assert khoto("corrections", "mark", "1", "--reject", "--why", "ถาม 0812345678").exit_code == 0
    assert "rejected ถาม [เบอร์โทร]" in khoto("corrections", "show", "1").stdout
    assert (
        khoto("corrections", "export", str(tmp_path / "a.jsonl")).stdout == "Nothing to export.\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "Say --approve or --reject."),
        (("--reject",), "Say --why it is rejected."),
        (("--reject", "--why", "  "), "Say --why it is rejected."),
        (("--approve", "--subtype", "P01"), "P01 is no sub-type of social_security: X01"),
        (("--approve", "--subtype", "'; --"), "is not one of"),
    ],
)
def test_half_a_review_is_refused(
    khoto: Khoto, correct: Correct, options: tuple[str, ...], told: str
) -> None:
    correct()
    result = khoto("corrections", "mark", "1", *options)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "waiting" in khoto("corrections", "list").stdout


def test_what_was_taken_back_is_told_and_not_approved(
    khoto: Khoto, correct: Correct, engine: Engine
) -> None:
    made = correct()
    with transaction(engine) as session:
        corrections.forget(session, [made.case_id])
    assert "gone" in khoto("corrections", "list").stdout
    assert "(its words were taken back)" in khoto("corrections", "show", "1").stdout
    assert khoto("corrections", "mark", "1", "--approve").exit_code == 1


# Export


def test_the_corpus_can_read_what_is_exported(
    khoto: Khoto, correct: Correct, tmp_path: Path, engine: Engine
) -> None:
    made = correct(secondary=(Category.SOCIAL_SECURITY, Category.EMPLOYMENT))
    file = tmp_path / "corrections.jsonl"
    result = khoto("corrections", "export", str(file))
    assert result.stdout == f"1 written to {file}; read them before they are learnt from.\n"
    (row,) = rows(file)
    assert (row.id, row.text, row.kind) == ("K-1", made.text, Kind.PROBLEM)
    assert row.primary == Category.SOCIAL_SECURITY
    assert SUBTYPES[row.subtype or ""].category == Category.SOCIAL_SECURITY  # proposed
    assert row.secondary == (Category.EMPLOYMENT,)
    assert (row.flags, row.urgency) == (made.flags, made.urgency)
    assert str(made.case_id)[:8] not in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read_entries(engine, made) == ["correction exported by command line"]


def test_each_is_exported_once_unless_all_are_wanted(
    khoto: Khoto, correct: Correct, tmp_path: Path
) -> None:
    correct()
    file = tmp_path / "a.jsonl"
    assert khoto("corrections", "export", str(file)).exit_code == 0
    correct()
    khoto("corrections", "export", str(tmp_path / "b.jsonl"))
    assert [row.id for row in rows(tmp_path / "b.jsonl")] == ["K-2"]
    assert "Nothing" in khoto("corrections", "export", str(tmp_path / "c.jsonl")).stdout
    khoto("corrections", "export", "--all", str(tmp_path / "d.jsonl"))
    assert [row.id for row in rows(tmp_path / "d.jsonl")] == ["K-1", "K-2"]


def test_only_what_was_approved_when_that_is_wanted(
    khoto: Khoto, correct: Correct, tmp_path: Path
) -> None:
    correct()
    correct()
    khoto("corrections", "mark", "2", "--approve", "--subtype", "X10")
    khoto("corrections", "export", "--approved", str(tmp_path / "a.jsonl"))
    assert [(row.id, row.subtype) for row in rows(tmp_path / "a.jsonl")] == [("K-2", "X10")]


def test_a_file_is_not_written_over_without_force(
    khoto: Khoto, correct: Correct, tmp_path: Path
) -> None:
    correct()
    file = tmp_path / "mine.jsonl"
    file.write_text("precious")
    refused = khoto("corrections", "export", str(file))
    assert refused.exit_code == 1
    assert "is there already; --force writes over it." in refused.stderr
    assert file.read_text() == "precious"
    assert khoto("corrections", "export", "--force", str(file)).exit_code == 0
    assert len(rows(file)) == 1, "what was refused does not count as exported"
    assert [each.name for each in tmp_path.iterdir()] == ["mine.jsonl"]


def test_a_link_is_not_followed_even_by_force(
    khoto: Khoto, correct: Correct, tmp_path: Path
) -> None:
    correct()
    (tmp_path / "secret").write_text("precious")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "secret")
    assert khoto("corrections", "export", "--force", str(tmp_path / "link.jsonl")).exit_code == 1
    assert (tmp_path / "secret").read_text() == "precious"


def test_a_folder_there_is_not_is_told(khoto: Khoto, correct: Correct, tmp_path: Path) -> None:
    correct()
    result = khoto("corrections", "export", str(tmp_path / "no" / "a.jsonl"))
    assert result.exit_code == 1
    assert "cannot be written (No such file or directory)" in result.stderr
    assert "waiting\t-" in khoto("corrections", "list").stdout


@pytest.mark.parametrize("text", ["", " \n ", EVERYTHING, f"{EVERYTHING}\n{EVERYTHING}"])
def test_a_text_of_which_nothing_can_be_read_is_left_out(
    khoto: Khoto, correct: Correct, tmp_path: Path, text: str
) -> None:
    correct(text=text)
    assert "Nothing" in khoto("corrections", "export", str(tmp_path / "a.jsonl")).stdout


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("new", [Category.OUT_OF_SCOPE, Category.EMPLOYMENT, Category.UNCLEAR])
def test_every_kind_and_category_makes_a_line_the_corpus_takes(
    khoto: Khoto, correct: Correct, tmp_path: Path, kind: Kind, new: Category
) -> None:
    correct(kind=kind, new=Label(new), read=None)
    file = tmp_path / "a.jsonl"
    assert khoto("corrections", "export", str(file)).exit_code == 0
    (row,) = rows(file)
    assert row.primary == new
    assert row.kind not in (Kind.CHITCHAT, Kind.SPAM, Kind.VOLUNTEER_ADMIN)


@pytest.mark.parametrize(
    "text",
    [
        NASTY,
        'ก\u2028{"id": "x"}\u2029ข\x85ค\x0b\x0cง\x1c\x1d\x1e\r\n',
        '"}\n{"id": "forged", "text": "',
        "\\u2028 \\",
        "=cmd|' /C calc'!A0",
        "ก" * 20_000,
        "\u202e\u200b😀",
    ],
)
def test_hostile_words_stay_in_their_own_line(
    khoto: Khoto, correct: Correct, tmp_path: Path, text: str
) -> None:
    correct(text=text)
    correct()
    file = tmp_path / "a.jsonl"
    assert khoto("corrections", "export", str(file)).exit_code == 0
    assert [row.id for row in rows(file)] == ["K-1", "K-2"]
    assert khoto("corrections", "show", "1").exit_code == 0


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(st.characters(), min_size=1, max_size=40))
def test_any_text_that_is_exported_can_be_read(
    khoto: Khoto, correct: Correct, tmp_path: Path, engine: Engine, anything: str
) -> None:
    correct(text=anything, new=Label(Category.SKILLS, "S01"))
    file = tmp_path / "any.jsonl"
    written = khoto("corrections", "export", "--force", str(file))
    if "Nothing" not in written.stdout:
        assert len(rows(file)) == 1


def test_personal_data_that_was_not_masked_before_is_masked_on_the_way_out(
    khoto: Khoto, correct: Correct, tmp_path: Path
) -> None:
    correct(text="โทร 0812345678")
    khoto("corrections", "export", str(tmp_path / "a.jsonl"))
    assert rows(tmp_path / "a.jsonl")[0].text == "โทร [เบอร์โทร]"


def test_corrections_of_one_case_are_one_situation(
    khoto: Khoto, correct: Correct, engine: Engine, tmp_path: Path
) -> None:
    made = correct()
    khoto("corrections", "export", str(tmp_path / "a.jsonl"))
    with transaction(engine) as session:
        corrections.add(session, replace(made, new=Label(Category.SKILLS, "S01")))
    khoto("corrections", "export", str(tmp_path / "b.jsonl"))
    (one,), (two,) = rows(tmp_path / "a.jsonl"), rows(tmp_path / "b.jsonl")
    assert one.situation == two.situation
    assert json.loads((tmp_path / "b.jsonl").read_text(encoding="utf-8"))["primary"] == "skills"
