"""Examinations by people who knew what the reader is for, and had seen neither it nor its corpus.

Each wrote messages with what a careful person would understand of them (`strangers/`). Floors lie a
little below what the reader reaches; what it misses stays in the files.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import nlp
from casework.categories import EMERGENCY_FLAGS, SERVICE_CATEGORIES, Urgency
from casework.reading import Reading
from nlp.figures import figures_of
from nlp.judging import judge, read_labelled

_FOLDER = Path(__file__).parent / "strangers"
_SUNDAY = date(2026, 11, 29)  # the day they wrote

Row = dict[str, Any]


def written(name: str) -> list[Row]:
    lines = (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def right(name: str, is_right: Callable[[Row, Reading], bool]) -> float:
    """The share of a stranger's messages that are read rightly."""
    rows = written(name)
    return sum(is_right(row, nlp.read(row["text"], _SUNDAY)) for row in rows) / len(rows)


def test_places() -> None:
    def is_right(row: Row, reading: Reading) -> bool:
        place = reading.place
        found = (place.province, place.district, place.subdistrict) if place else (None,) * 3
        return found == (row["province"], row["district"], row["subdistrict"])

    assert right("places", is_right) >= 0.92


def test_people_money_and_days() -> None:
    assert right("slots", lambda row, read: read.people_count == row["people"]) >= 0.97
    assert right("slots", lambda row, read: {*read.amounts} == {*row["amounts"]}) >= 0.98
    assert right("slots", lambda row, read: {*map(str, read.dates)} == {*row["dates"]}) >= 0.98


def test_employers() -> None:
    assert right("slots", lambda row, reading: reading.employer == row["employer"]) >= 0.92


def test_separate_matters() -> None:
    def is_right(row: Row, reading: Reading) -> bool:
        found = [each.category for each in reading.problems]
        services = [str(each) for each in found if each in SERVICE_CATEGORIES]
        return services == [each for each in row["problems"] if each != "other"]

    assert right("problems", is_right) >= 0.86


def test_what_is_asked_for() -> None:
    assert right("problems", lambda row, reading: reading.kind == row["kind"]) >= 0.88


def test_emergencies() -> None:
    rows = written("emergencies")
    readings = [nlp.read(row["text"]) for row in rows]
    told = [{str(flag) for flag in read.flags & EMERGENCY_FLAGS} for read in readings]
    true = [{*row["flags"]} for row in rows]
    hits = sum(len(a & b) for a, b in zip(told, true, strict=True))
    assert hits >= 0.86 * sum(map(len, true))
    assert hits >= 0.88 * sum(map(len, told))
    now = [read.urgency is Urgency.EMERGENCY for read in readings]
    truly_now = [row["urgency"] == "emergency" for row in rows]
    assert sum(a and b for a, b in zip(now, truly_now, strict=True)) >= 0.90 * sum(truly_now)


def test_departments() -> None:
    figures = figures_of(judge(read_labelled(_FOLDER / "general.jsonl")), threshold=0.86)
    assert figures["macro_f1"] >= 0.96
    assert figures["coverage"] >= 0.85 and figures["accuracy_at_coverage"] >= 0.97


def test_lao() -> None:
    """In its own letters; the reader has learnt from none."""
    figures = figures_of(judge(read_labelled(_FOLDER / "lao.jsonl")), threshold=0.86)
    assert figures["accuracy"] >= 0.88
