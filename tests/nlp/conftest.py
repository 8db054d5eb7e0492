"""The reader and the corpus, made and read once for all tests of this folder."""

import pytest

import nlp
from nlp import corpus_file
from nlp.corpus_file import Labelled
from tests.trained_reader import trained_model_path


@pytest.fixture(scope="session", autouse=True)
def reader() -> None:
    nlp.load(trained_model_path())


@pytest.fixture(scope="session")
def rows() -> list[Labelled]:
    """The messages of the corpus."""
    return corpus_file.read_corpus()
