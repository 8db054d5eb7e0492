"""A part of a message is read by its own words and flags alone."""

from casework.categories import Category, Flag
from nlp.flags import RaisedFlag
from nlp.model import load_model
from nlp.pieces import Alone, read_alone
from nlp.tokens import tokenise
from tests.trained_reader import trained_model_path

WAGES = "นายจ้างไม่จ่ายค่าแรงสองเดือน"
TALK = "วันนี้อากาศดีมากเลยนะทุกคน"


def read(text: str, sure: float, raised: tuple[RaisedFlag, ...] = ()) -> Alone | None:
    return read_alone(load_model(trained_model_path()), tokenise(text), raised, sure)


def test_a_part_that_asks_something_of_a_service_is_told_with_its_category() -> None:
    alone = read(WAGES, sure=0.5)
    assert alone is not None
    assert alone.category is Category.PROTECTION
    assert alone.probability > 0.9


def test_one_that_asks_for_nothing_or_is_not_sure_enough_is_none() -> None:
    assert read(TALK, sure=0.1) is None
    assert read(WAGES, sure=1.1) is None


def test_flags_outside_of_the_part_tell_nothing_of_it() -> None:
    inside = RaisedFlag(Flag.CHILD_LABOUR, 0, 7)
    outside = RaisedFlag(Flag.CHILD_LABOUR, len(WAGES) + 10, len(WAGES) + 15)
    plain, within, beyond = (read(WAGES, 0.1, raised) for raised in ((), (inside,), (outside,)))
    assert plain and within and beyond
    assert beyond.prediction.flags == plain.prediction.flags
    assert within.prediction.flags[Flag.CHILD_LABOUR] > plain.prediction.flags[Flag.CHILD_LABOUR]
