from pathlib import Path
from typing import NoReturn

import pytest

import nlp
from tests.commands.conftest import command_line
from tests.trained_reader import trained_model_path

khoto = command_line({})


@pytest.fixture
def trained() -> None:
    """A reader for these tests, not the one of whoever develops here."""
    nlp.load(trained_model_path())


def test_a_text_is_explained_without_a_database(trained: None) -> None:
    shown = khoto("explain", "โรงงานที่ปาย แม่ฮ่องสอน ค้างค่าจ้าง 3 เดือน โทร 0812345678").stdout
    assert shown.splitlines()[1].split()[0] == "protection"
    assert "place อ.ปาย จ.แม่ฮ่องสอน" in shown
    assert "0812345678" not in shown


def test_the_reader_is_measured_on_a_file(trained: None, tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text('{"text": "อยากฝึกอาชีพช่างไฟ", "primary": "skills"}\n', encoding="utf-8")
    result = khoto("evaluate", str(file))
    assert result.exit_code == 0
    assert '"n": 1' in result.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("content", "told"),
    [("{", "messages.jsonl:1: not JSON"), ('{"primary": "skills"}', "`text` is missing")],
)
def test_a_file_that_cannot_be_measured_is_told(
    trained: None, tmp_path: Path, content: str, told: str
) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(content)
    result = khoto("evaluate", str(file))
    assert result.exit_code == 1
    assert told in result.stderr


def test_an_untrained_reader_says_how_to_train_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def untrained(_text: str) -> NoReturn:
        raise nlp.ReaderNotTrained

    monkeypatch.setattr(nlp, "read", untrained)
    result = khoto("explain", "ก")
    assert result.exit_code == 1
    assert "Run: flask --app app train" in result.stderr
