"""The order in which the files of the suite are begun."""

from pathlib import Path

from tests.conftest import FIRST, LAST, _turn

HOUSE = Path(__file__).parents[1]


def test_what_is_named_in_the_order_is_there() -> None:
    for path in (*FIRST, *LAST):
        assert (HOUSE / path).exists(), path


def test_what_waits_is_begun_first_and_what_reads_comes_last() -> None:
    files = ["tests/nlp/test_read.py", "tests/test_docs.py", "tests/bot/test_worker.py"]
    files += ["tests/conversations/test_hostile_words.py", "tests/end_to_end/test_demo.py"]
    assert sorted(files, key=_turn) == [
        "tests/end_to_end/test_demo.py",
        "tests/bot/test_worker.py",
        "tests/test_docs.py",
        "tests/conversations/test_hostile_words.py",
        "tests/nlp/test_read.py",
    ]
