"""Cut clean text into words: newmm with the words of labour matters and place names added."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from uuid import uuid4

import nlpo3
from pythainlp.corpus.common import thai_words

from nlp import gazetteer

_DATA = Path(__file__).parent / "data"
# Without spaces it can look far back: pieces of this length keep its time bounded.
_LONGEST_PIECE = 240
_NUMBER = re.compile(r"[\d.,]*\d[\d.,]*")


class Token(NamedTuple):
    """A word of the clean text, its span there, and the spelling it is counted under."""

    text: str
    start: int
    end: int
    word: str


@cache
def dictionary() -> frozenset[str]:
    """PyThaiNLP's words, those of `data/words.txt`, and names and nicknames of places."""
    words = {*thai_words(), *_lines("words.txt"), *spellings()}
    return gazetteer.names_for_the_dictionary() | words


@cache
def _cutter() -> str:
    """The name by which the library knows the dictionary, which it takes from a file only."""
    name = str(uuid4())  # threads that come at the same time have one each
    with TemporaryDirectory() as folder:
        file = Path(folder) / "words.txt"
        file.write_text("\n".join(sorted(dictionary())), encoding="utf-8")
        said, is_loaded = nlpo3.load_dict(str(file), name)
    if not is_loaded:
        raise OSError(said)
    return name


@cache
def spellings() -> dict[str, str]:
    """Common misspellings and dialect words to the spelling they are counted under."""
    return dict(line.rsplit(None, 1) for line in _lines("spellings.txt"))


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about the matter: particles, pronouns, connectives."""
    return frozenset(_lines("stop_words.txt"))


def _lines(name: str) -> list[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def tokenise(text: str) -> tuple[Token, ...]:
    """Words of clean text in order, without the spaces."""
    tokens: list[Token] = []
    cutter, start = _cutter(), 0
    for piece in _pieces(text):
        for word in nlpo3.segment(piece, cutter):
            end = start + len(word)
            if counted := _counted_as(word):
                tokens.append(Token(word, start, end, counted))
            start = end
    return tuple(tokens)


@lru_cache(maxsize=8192)
def _counted_as(word: str) -> str:
    """The spelling a word is counted under; nothing for spaces."""
    if word.isspace():
        return ""
    return "0" if _NUMBER.fullmatch(word) else spellings().get(word, word)


def words_of(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The words as they are counted."""
    return tuple([token.word for token in tokens])


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = min(len(text), at + _LONGEST_PIECE)
        if end < len(text):
            space = text.rfind(" ", at + 1, end)
            end = space if space > at else end
        yield text[at:end]
        at = end
