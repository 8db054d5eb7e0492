"""The reader, trained once for all tests of this folder."""

import pytest

import nlp
from tests.trained_reader import trained_model_path


@pytest.fixture(scope="session", autouse=True)
def reader() -> None:
    nlp.load(trained_model_path())
