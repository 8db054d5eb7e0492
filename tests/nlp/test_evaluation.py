"""The measure of the reader: figures that can be checked by hand, and files with faults."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import nlp
from casework.categories import Category, Urgency
from casework.reading import Candidate
from nlp.figures import figures_of
from nlp.judging import Judged, Truth, judge, read_labelled


def _file(folder: Path, *rows: Any) -> Path:
    file = folder / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return file


@pytest.fixture(scope="module")
def readings() -> dict[str, Judged]:
    texts = ("นายจ้างไม่จ่ายค่าแรงสองเดือน", "อยากเรียนช่างเชื่อมที่ศูนย์ฝึกอาชีพ", "สวัสดีครับ")
    return {j.truth.text: j for j in judge([Truth(t, "protection", ()) for t in texts])}


def test_figures_of_three_messages_are_what_a_hand_counts(readings: dict[str, Judged]) -> None:
    wages, course, greeting = readings.values()
    assert [j.predicted for j in (wages, course, greeting)] == ["protection", "skills", "other"]
    figures = figures_of([wages, course, greeting], threshold=0.0)
    assert figures["accuracy"] == round(1 / 3, 4)
    assert figures["per_class"]["protection"] == {
        "precision": 1.0, "recall": round(1 / 3, 4), "f1": 0.5, "n": 3,
    }  # fmt: skip
    assert figures["macro_f1"] == 0.5  # only classes that the messages really have
    assert figures["coverage"] == 1.0
    assert figures["accuracy_at_coverage"] == round(1 / 3, 4)


def test_where_a_desk_could_send_it_counts_beside_the_strict_figure(
    readings: dict[str, Judged],
) -> None:
    _, course, _ = readings.values()
    either = replace(course, truth=replace(course.truth, labels=("protection", "skills")))
    figures = figures_of([either], threshold=0.0)
    assert (figures["accuracy"], figures["acceptable"]) == (0.0, 1.0)


def test_urgency_is_measured_where_it_is_labelled(readings: dict[str, Judged]) -> None:
    wages, course, greeting = readings.values()
    assert "urgency_accuracy" not in figures_of([wages, course], threshold=0.0)
    true = (Urgency.EMERGENCY, Urgency.NORMAL, Urgency.NORMAL)
    said = (Urgency.URGENT, Urgency.EMERGENCY, Urgency.NORMAL)
    figures = figures_of(
        [
            replace(j, truth=replace(j.truth, urgency=t), reading=replace(j.reading, urgency=s))
            for j, t, s in zip((wages, course, greeting), true, said, strict=True)
        ],
        threshold=0.0,
    )
    assert figures["urgency_accuracy"] == round(1 / 3, 4)
    assert (figures["emergency_precision"], figures["emergency_recall"]) == (0.0, 0.0)


def test_what_is_called_unclear_does_not_go_on_by_itself(readings: dict[str, Judged]) -> None:
    wages, *_ = readings.values()
    unclear = replace(
        wages, reading=replace(wages.reading, candidates=(Candidate(Category.UNCLEAR, 1.0),))
    )
    figures = figures_of([wages, unclear], threshold=0.5)
    assert (figures["coverage"], figures["accuracy_at_coverage"]) == (0.5, 1.0)


def test_the_report_shows_classes_confusion_calibration_coverage_and_mistakes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _file(
        tmp_path,
        {"text": "โดนเลิกจ้างไม่ได้ค่าชดเชย โทร 0812345678", "primary": "skills"},
        {"text": "อยากเรียนช่างแอร์", "primary": "skills", "subtype": "S01", "flags": []},
    )
    figures = nlp.evaluate(file)
    *report, last = capsys.readouterr().out.splitlines()
    assert json.loads(last) == figures
    page = "\n".join(report)
    for part in ("precision", "confusion", "calibration", "the surest", "worst mistakes"):
        assert part in page
    assert "skills→protection" in page
    assert "0812345678" not in page


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"text": "a", "primary": "skills"}\n{', r"rows\.jsonl:2: not JSON"),
        (b'{"primary": "skills"}', r"rows\.jsonl:1: `text` is missing"),
        (b'{"text": 7, "primary": "skills"}', "`text` is missing or not a text"),
        (b'{"text": "a", "primary": "farming"}', "'farming' is none of employment"),
        (b'{"text": "a", "primary": "skills", "flags": "x"}', "`flags` is not a list"),
        (b'{"text": "a", "primary": "skills", "flags": ["x"]}', "`flags`: 'x' is none"),
        (b'{"text": "a", "primary": "skills", "subtype": "Z1"}', "`subtype`: 'Z1' is none"),
        (b'{"text": "a", "primary": "skills", "urgency": "soon"}', "`urgency`: 'soon' is none of"),
        (b'{"text": "a", "primary": "skills", "urgency": [2]}', "`urgency`: .* is none of"),
        (b'["text"]', "not an object"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply|not JSON"),
        (b"\n\n", "no message in it"),
    ],
)
def test_faults_of_a_file_name_their_line(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(content)
    with pytest.raises(ValueError, match=told):
        read_labelled(file)


def test_a_byte_order_mark_and_hostile_texts_are_read(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    row = json.dumps({"text": "\x00\ud800😀" * 2000, "primary": "spam"})
    file.write_bytes(b"\xef\xbb\xbf" + row.encode())
    assert nlp.evaluate(file, quiet=True)["n"] == 1
