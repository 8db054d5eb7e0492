"""The corpus is whole, varied and keeps its situations together."""

import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from casework.categories import SUBTYPES, Category, Flag
from nlp import corpus_file
from nlp.corpus_file import DEVELOP, TEST, TRAIN, Labelled
from tests.nlp.near_duplicates import near_duplicates


@pytest.fixture(scope="module")
def challenge() -> list[Labelled]:
    files = sorted(corpus_file.CORPUS_PATH.glob("challenge*.jsonl"))
    return [row for file in files for row in corpus_file.read_file(file)]


@pytest.fixture(scope="module")
def twins(rows: list[Labelled], challenge: list[Labelled]) -> list[tuple[int, int]]:
    """Near twins among the rows and the challenge after them, by their places."""
    return near_duplicates([row.text for row in [*rows, *challenge]])


def test_it_is_large_enough_and_every_part_is_covered(rows: list[Labelled]) -> None:
    assert len(rows) >= 15_000
    subtypes = Counter(row.subtype for row in rows)
    for code in SUBTYPES:
        assert subtypes[code] >= 80, code
    flags = Counter(flag for row in rows for flag in row.flags)
    for flag in Flag:
        assert flags[flag] >= 60, flag
    primaries = Counter(row.primary for row in rows)
    assert primaries[Category.OUT_OF_SCOPE] >= 1_200
    assert primaries[Category.UNCLEAR] >= 100


def test_no_source_outweighs_the_others_and_near_twins_are_rare(
    rows: list[Labelled], twins: list[tuple[int, int]]
) -> None:
    sources = Counter(row.id.rsplit("-", 1)[0] for row in rows)
    ours = [(rows[a], rows[b]) for a, b in twins if b < len(rows)]
    across = [(a.id, b.id) for a, b in ours if a.split != b.split]
    report = f"{len(rows)} messages, {len(ours)} near twins, {across} across splits, {sources}"
    assert sources.most_common(1)[0][1] <= len(rows) * 0.1, report
    assert len(ours) <= len(rows) * 0.01, report
    assert len(across) <= len(rows) * 0.002, report


def test_near_twins_are_found() -> None:
    texts = ["เถ้าแก่ค้างค่าแรงสองงวดแล้วครับ", "เถ้าแก่ค้างค่าแรงสามงวดแล้วครับ", "อยากเรียนช่างแอร์ที่ศูนย์ฝึก"]
    assert near_duplicates(texts) == [(0, 1)]


def test_short_texts_and_such_of_one_letter_are_compared_too() -> None:
    texts = [
        "5" * 20,
        "5" * 30,
        "ฮ่าๆ " + "ๆ" * 20,
        "ก        \n         ข",
        "ก ข" + " " * 20,
        "ก ข",
    ]
    assert near_duplicates(texts) == [(0, 1), (3, 4)]


def test_every_pair_is_found_that_a_look_at_all_of_them_finds(rows: list[Labelled]) -> None:
    texts = [row.text for row in rows[::1000]]
    texts += [text[len(text) // cut :] for text in texts for cut in (2, 3, 5)]
    runs = [_runs(text) for text in texts]
    pairs = combinations([at for at, text in enumerate(texts) if len(text) >= 20], 2)
    alike = [pair for pair in pairs if _share(*map(runs.__getitem__, pair)) >= 0.6]
    assert near_duplicates(texts) == alike
    assert len(alike) > len(texts) / 4


def _runs(text: str) -> frozenset[str]:
    joined = "".join(text.split())
    return frozenset([joined[at : at + 5] for at in range(max(1, len(joined) - 4))])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def test_the_challenge_is_well_formed_and_apart(
    rows: list[Labelled], challenge: list[Labelled], twins: list[tuple[int, int]]
) -> None:
    assert len(challenge) == 650
    learnt = {row.id for row in rows}
    for file in corpus_file.CORPUS_PATH.glob("*.jsonl"):
        if file.stem.startswith(corpus_file.MEASURING_ONLY):
            assert not {row.id for row in corpus_file.read_file(file)} & learnt, file.name
    assert not [pair for pair in twins if pair[1] >= len(rows) > pair[0]]


def test_ids_and_texts_are_unique(rows: list[Labelled]) -> None:
    assert len({row.id for row in rows}) == len(rows)
    assert len({" ".join(row.text.split()) for row in rows}) == len(rows)


def test_situations_stay_in_one_split_of_about_the_right_size(rows: list[Labelled]) -> None:
    splits: dict[str, set[str]] = {}
    for row in rows:
        splits.setdefault(row.situation, set()).add(row.split)
    assert all(len(found) == 1 for found in splits.values())
    share = Counter(row.split for row in rows)
    assert 0.84 < share[TRAIN] / len(rows) < 0.88
    assert share[DEVELOP] > 90 and share[TEST] > 90


def test_no_frame_repeats(rows: list[Labelled]) -> None:
    """The first and last words of a message must not become a template."""
    openings = Counter(row.text[:14] for row in rows)
    endings = Counter(row.text[-18:] for row in rows if len(row.text) > 30)
    assert openings.most_common(1)[0][1] <= len(rows) * 0.01
    assert endings.most_common(1)[0][1] <= len(rows) * 0.01


def test_it_holds_no_personal_numbers(rows: list[Labelled]) -> None:
    assert not [row.id for row in rows if re.search(r"\d{9,}|@\w+\.", row.text)]


def test_spans_are_words_of_the_text(tmp_path: Path) -> None:
    row = {
        "id": "x",
        "situation": "x",
        "text": "โรงงานที่ระยองปิด",
        "kind": "problem",
        "primary": "protection",
        "subtype": "P07",
        "secondary": [],
        "flags": [],
        "urgency": "urgent",
        "spans": [{"kind": "place", "text": "ระยอง"}],
    }
    file = tmp_path / "spans.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    assert next(iter(corpus_file.read_file(file))).spans == (("place", "ระยอง"),)
    for wrong in ({"kind": "place", "text": "ชลบุรี"}, {"kind": "boss", "text": "ระยอง"}):
        file.write_text(json.dumps({**row, "spans": [wrong]}), encoding="utf-8")
        with pytest.raises(ValueError, match=r"spans\.jsonl:1"):
            list(corpus_file.read_file(file))


@pytest.mark.parametrize("wrong", ["no", 0, None])
def test_whether_it_teaches_a_subtype_is_said_plainly(tmp_path: Path, wrong: object) -> None:
    line = (corpus_file.CORPUS_PATH / "dangers.jsonl").read_text(encoding="utf-8").splitlines()[0]
    row = json.loads(line)
    file = tmp_path / "flags.jsonl"
    file.write_text(json.dumps({**row, "teaches_subtype": False}), encoding="utf-8")
    (flags_only,) = corpus_file.read_corpus(tmp_path)
    assert not flags_only.teaches_subtype
    file.write_text(json.dumps(row), encoding="utf-8")
    (usual,) = corpus_file.read_corpus(tmp_path)
    assert usual.teaches_subtype
    assert corpus_file.corpus_hash([usual]) != corpus_file.corpus_hash([flags_only])
    file.write_text(json.dumps({**row, "teaches_subtype": wrong}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"flags\.jsonl:1: .* is neither true nor false"):
        corpus_file.read_corpus(tmp_path)


def test_a_flag_that_another_says_already_is_a_fault(tmp_path: Path) -> None:
    line = (corpus_file.CORPUS_PATH / "dangers.jsonl").read_text(encoding="utf-8").splitlines()[0]
    twice = {**json.loads(line), "flags": ["child_labour", "young_worker"]}
    (tmp_path / "twice.jsonl").write_text(json.dumps(twice), encoding="utf-8")
    with pytest.raises(ValueError, match=r"twice\.jsonl:1: .*young_worker"):
        corpus_file.read_corpus(tmp_path)


def test_faults_name_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.jsonl:1"):
        corpus_file.read_corpus(tmp_path)
