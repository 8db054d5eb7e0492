"""Texts are cut exactly as PyThaiNLP's newmm cuts them with the same dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.corpus.common import thai_words
from pythainlp.tokenize import newmm
from pythainlp.util import Trie

from nlp import corpus_file
from nlp.cutting import Dictionary
from nlp.normalise import normalise

# Few letters, so that words overlap: consonants, vowels before, over and after, tones, and others.
_letters = st.sampled_from("กขคนยรเแัิี็่์าะำ a1.,\n😊\ud800")
_words = st.lists(st.text(_letters, max_size=6), max_size=40)


def _words_of(dictionary: Dictionary, text: str) -> list[str]:
    return [text[start:end] for start, end in dictionary.cut(text)]


@pytest.fixture(scope="module")
def words() -> frozenset[str]:
    return thai_words()


def test_the_corpus_is_cut_alike(words: frozenset[str]) -> None:
    dictionary, trie = Dictionary(words), Trie(words)
    for row in corpus_file.read_corpus()[::10]:
        text = normalise(row.text).text
        assert _words_of(dictionary, text) == newmm.segment(text, trie), row.id


@given(_words, st.text(_letters, max_size=80))
def test_any_text_is_cut_alike_by_any_words(listed: list[str], text: str) -> None:
    trie = Trie(listed)
    if len(trie):  # newmm takes its own words for an empty list
        assert _words_of(Dictionary(listed), text) == newmm.segment(text, trie)


def test_a_text_of_endless_doubt_is_cut_alike() -> None:
    listed = ["ก" * length for length in range(1, 30)]
    text = "ก" * 200
    assert _words_of(Dictionary(listed), text) == newmm.segment(text, Trie(listed))


def test_without_words_only_what_is_not_thai_is_cut_off() -> None:
    assert _words_of(Dictionary([]), "นายจ้าง OK 12") == ["นายจ้าง", " ", "OK", " ", "12"]
    assert _words_of(Dictionary([]), "") == []


def test_it_knows_its_words() -> None:
    dictionary = Dictionary(["ค่าแรง", " "])
    assert "ค่าแรง" in dictionary
    assert "ค่า" not in dictionary
    assert "" not in dictionary
