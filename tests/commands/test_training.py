"""`train`: a new reader is put in place whole, the previous one is kept and brought back."""

import fcntl
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from nlp import corpus_file
from tests.commands.conftest import Khoto, command_line
from tests.small_models import small_corpus

LINE: dict[str, Any] = {
    "id": "K-1",
    "situation": "K-0123456789ab",
    "text": "ประกันสังคมหักทุกเดือนแต่ไม่มีสิทธิ",
    "kind": "problem",
    "primary": "social_security",
    "subtype": "X02",
    "secondary": [],
    "flags": [],
    "urgency": "normal",
}


@pytest.fixture
def train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Khoto:
    """The command in a house of its own, whose corpus is small."""
    corpus = small_corpus(tmp_path / "corpus", "P01", "X02")
    monkeypatch.setattr(corpus_file, "CORPUS_PATH", corpus)
    khoto = command_line({}, tmp_path)
    return lambda *arguments: khoto("train", *arguments)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return tmp_path / "nlp" / "model"


def added(tmp_path: Path, *lines: Any, name: str = "mine.jsonl") -> Path:
    file = tmp_path / name
    written = [each if isinstance(each, str) else json.dumps(each) for each in lines]
    file.write_text("\n".join(written), encoding="utf-8")
    return file


def version(model: Path) -> str:
    return str(json.loads((model / "card.json").read_text(encoding="utf-8"))["version"])


def test_a_reader_is_trained_again_and_the_previous_one_brought_back(
    train: Khoto, model: Path, tmp_path: Path
) -> None:
    told = train().stdout
    first = version(model)
    assert f"reader {first}: accuracy " in told
    assert train("--undo").exit_code == 1, "there is none before it"

    assert train("--add", str(added(tmp_path, LINE))).exit_code == 0
    second = version(model)
    assert second != first, "what was added was learnt"

    told = train("--undo").stdout
    assert told == f"reader {first} is in use again; --undo once more changes back.\n"
    assert version(model) == first
    train("--undo")
    assert version(model) == second


def test_a_reader_is_not_trained_again_where_it_is_only_wanted_once(
    train: Khoto, model: Path
) -> None:
    train("--if-missing")
    before = model.stat().st_ino
    assert train("--if-missing").stdout == ""
    assert model.stat().st_ino == before


def test_a_model_that_cannot_read_is_put_in_place_nowhere(
    train: Khoto, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train()
    train()
    before = model.stat().st_ino
    (model.with_name("model.previous") / "card.json").write_text("{}")
    result = train("--undo")
    assert result.exit_code == 1
    assert "The previous reader is not one of this release; the one in use stays." in result.stderr
    assert model.stat().st_ino == before


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("{",), "mine.jsonl holds a line that cannot be learnt: mine.jsonl:1:"),
        (("[]",), "cannot be learnt"),
        (("5",), "cannot be learnt"),
        (("[" * 100_000,), "cannot be learnt"),
        ((LINE, {**LINE, "text": 5}), "cannot be learnt"),
        (({**LINE, "text": "  "},), "mine.jsonl:1: the text is empty"),
        (({**LINE, "subtype": None},), "a sub-type is missing"),
        (({**LINE, "subtype": "P01"},), "sub-type P01 does not belong to social_security"),
        (({**LINE, "urgency": 3},), "cannot be learnt"),
        (({**LINE, "name": "สมศรี"},), "unknown fields: ['name']"),
        ((LINE, LINE), "These ids stand there twice: K-1"),
    ],
)
def test_a_file_with_a_fault_is_not_learnt_from(
    train: Khoto, model: Path, tmp_path: Path, lines: tuple[Any, ...], told: str
) -> None:
    result = train("--add", str(added(tmp_path, *lines)))
    assert result.exit_code == 1
    assert told in result.stderr
    assert not model.exists()


def test_a_file_that_is_no_text_or_not_there_is_told(train: Khoto, tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_bytes(b"\xff\xfe")
    assert train("--add", str(file)).exit_code == 1
    assert train("--add", str(tmp_path / "none.jsonl")).exit_code == 2


def test_the_name_of_an_added_file_does_not_matter(
    train: Khoto, model: Path, tmp_path: Path
) -> None:
    """A corpus leaves out `challenge.jsonl`, and two files may have the same name."""
    train("--add", str(added(tmp_path, LINE, name="challenge.jsonl")))
    first = version(model)
    (tmp_path / "other").mkdir()
    more = added(tmp_path / "other", {**LINE, "id": "K-2", "text": "เงินสมทบไม่เข้า"})
    train("--add", str(added(tmp_path, LINE)), "--add", str(more))
    assert version(model) != first


def test_two_trainings_at_once_are_refused(train: Khoto, model: Path) -> None:
    model.parent.mkdir()
    with model.with_name("model.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = train()
    assert result.exit_code == 1
    assert "Another training is under way on this machine." in result.stderr


def test_a_place_that_cannot_be_written_to_is_told(train: Khoto, model: Path) -> None:
    shutil.rmtree(model.parent, ignore_errors=True)
    model.parent.write_text("in the way")
    result = train()
    assert result.exit_code == 1
    assert "The model cannot be put in place (" in result.stderr


def test_undoing_stands_alone(train: Khoto) -> None:
    for other in (("--if-missing",), ("--add", __file__)):
        assert train("--undo", *other).exit_code == 2
