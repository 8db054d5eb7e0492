"""Ideas are found in one pass, wherever their expressions begin."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import corpus_file, ideas
from nlp.features import idea_features, letters_of
from nlp.normalise import normalise
from nlp.tokens import tokenise


def test_different_words_express_one_idea() -> None:
    for text in ("เงินเดือนยังไม่ออก", "เถ้าแก่เบี้ยวค่าแรง", "ค้างจ่ายสองงวด"):
        assert "not_paid_late" in {idea.name for idea in ideas.find_ideas(text)}, text


def test_an_idea_says_where_it_stands() -> None:
    (found,) = [i for i in ideas.find_ideas("เขาโดนเลิกจ้าง") if i.name == "dismissed"]
    assert "เขาโดนเลิกจ้าง"[found.start : found.end] == "เลิกจ้าง"


def test_ideas_close_together_count_as_such_and_far_apart_do_not() -> None:
    near = idea_features(letters_of(tokenise("ค่าแรงยังไม่จ่ายเลย")))
    far = idea_features(
        letters_of(tokenise("ค่าแรงถูกมาก " + "อากาศดีวันนี้เดินเล่นริมน้ำ" * 5 + " เขาไม่จ่าย"))
    )
    assert "cn:not_paid_late+pay" in near
    assert "cc:not_paid_late+pay" in far
    assert "cn:not_paid_late+pay" not in far


def test_the_pass_finds_what_searching_for_every_idea_finds() -> None:
    written = yaml.safe_load(
        (Path(ideas.__file__).parent / "data" / "ideas.yaml").read_text(encoding="utf-8")
    )
    whole = {name: re.compile("|".join(found)) for name, found in written.items()}
    for row in corpus_file.read_corpus()[::60]:
        text = "".join(token.word for token in tokenise(normalise(row.text).text))
        found = {idea.name for idea in ideas.find_ideas(text)}
        assert found == {name for name, words in whole.items() if words.search(text)}, row.id


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_an_answer_with_true_spans(text: str) -> None:
    for idea in ideas.find_ideas(text):
        assert 0 <= idea.start < idea.end <= len(text)


def test_expressions_that_could_never_be_found_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lexicon = tmp_path / "ideas.yaml"
    lexicon.write_text("pay: ['ค่าแรง', '(?:ก|ข)า', 'ก?าร']\n", encoding="utf-8")
    monkeypatch.setattr(ideas, "_PATH", lexicon)
    with pytest.raises(ValueError, match=r"pay: \(\?:ก\|ข\)า; pay: ก\?าร"):
        ideas._lexicon.__wrapped__()
