from pathlib import Path
from typing import NoReturn

import pytest

import nlp
from casework.categories import SUBTYPES
from tests.commands.conftest import command_line
from tests.trained_reader import load_trained_reader

khoto = command_line({})


@pytest.fixture
def trained() -> None:
    """A reader for these tests, not the one of whoever develops here."""
    load_trained_reader()


def test_a_text_is_explained_without_a_database(trained: None) -> None:
    shown = khoto("explain", "โรงงานที่ปาย แม่ฮ่องสอน ค้างค่าจ้าง 3 เดือน โทร 0812345678").stdout
    assert shown.splitlines()[1].split()[0] == "protection"
    assert "place อ.ปาย จ.แม่ฮ่องสอน" in shown
    assert "0812345678" not in shown


def test_the_page_tells_every_step(trained: None) -> None:
    text = "ลูกจ้าง 12 คน ไม่ได้ค่าแรง 5,000 บาท ไม่ได้ถูกขัง ที่ อ.ปาย แล้วก็ไม่ขึ้นประกันสังคมให้"
    shown = khoto("explain", text).stdout
    steps = [line.split(":")[0] for line in shown.splitlines() if line and line[0] != " "]
    assert steps[4:] == [
        "normalise", "words", "slots", "place", "flags", "kind", "category", "sub-type",
        "copies", "urgency", "problems", "evidence", "masked", "language",
    ]  # fmt: skip
    assert "people 12" in shown and "amounts 5,000 baht" in shown
    assert "อ.ปาย  by its prefix" in shown
    assert "“ถูกขัง”  held down by “ไม่ได้”" in shown
    assert "problems: 2" in shown
    wages, insurance = nlp.read(text).problems
    assert (wages.category, insurance.category) == ("protection", "social_security")
    assert insurance.subtype is not None
    name = SUBTYPES[insurance.subtype].name
    assert f"social_security {insurance.subtype} {name}: ไม่ขึ้น" in shown


HOSTILE = (
    "",
    " ",
    "\x00\x1b[2J\x07ค่าแรง",
    "\ud800ค่าแรง\udfff",
    "ไม่จ่ายค่าแรง" * 770,
    "\u202eabc\u2066",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_explained_harmlessly(trained: None, text: str) -> None:
    result = khoto("explain", text)
    assert result.exit_code == 0
    assert all(c.isprintable() or c == "\n" for c in result.stdout)
    assert len(result.stdout) < 10_000


def test_personal_data_is_on_no_line_of_the_page(trained: None) -> None:
    shown = khoto("explain", "โทร ๐๘๑-๒๓๔-๕๖๗๘ เลขบัตร 1-1017-00230-70-8 ส่ง a.b@example.com").stdout
    for secret in ("๒๓๔", "234", "00230", "a.b@", "example"):
        assert secret not in shown


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

    monkeypatch.setattr(nlp, "explain", untrained)
    result = khoto("explain", "ก")
    assert result.exit_code == 1
    assert "Run: flask --app app train" in result.stderr
