"""The reader and the corpus, made and read once for all tests of this folder."""

import pytest

from nlp import corpus_file
from nlp.corpus_file import Labelled
from tests.trained_reader import load_trained_reader


@pytest.fixture(scope="session", autouse=True)
def reader() -> None:
    load_trained_reader()


@pytest.fixture(scope="session")
def rows() -> list[Labelled]:
    """The messages of the corpus."""
    return corpus_file.read_corpus()
