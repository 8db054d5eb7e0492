"""In an emergency: where it is comes before what it is about, and what is sent goes."""

from typing import Any

import pytest

from casework.cases import AffectedConsent
from casework.categories import Category, Urgency
from handlers.draft import Draft
from handlers.routes import decide
from tests.builders import (
    abouts,
    context,
    draft,
    location,
    person,
    postback,
    reading,
    saved_case,
    step_after,
    text,
)

KAEW = person("แก้ว")


def danger(**more: Any) -> Draft:
    """Locked in, and the reader is not sure what it is about."""
    return draft(confidence=0.5, urgency=Urgency.EMERGENCY, **more)


def test_the_place_is_asked_for_first() -> None:
    locked_in = reading(sure=0.5, urgency=Urgency.EMERGENCY)
    decision = decide(text("เขาขังไว้ ช่วยด้วย"), locked_in, context(KAEW))
    assert step_after(decision) == "report.place"
    assert "report.ask_place" in abouts(decision)
    calm = decide(text("เขาไม่จ่าย"), reading(sure=0.5), context(KAEW))
    assert step_after(calm) == "report.category"


@pytest.mark.parametrize("words", ["ส่ง", "ส่งเรื่อง"])
def test_it_goes_with_what_it_is_about_left_to_the_desk(words: str) -> None:
    told = danger(place=None)
    placed = decide(location(), None, context(KAEW, step="report.place", draft=told))
    assert step_after(placed) == "report.category"
    sent = decide(text(words), reading(), context(step="report.category", draft=danger()))
    case = saved_case(sent)
    assert (case.category, case.decided_by) == (Category.UNCLEAR, "desk")
    assert case.affected_consent == AffectedConsent.NOT_YET
    assert case.parts == danger().parts


def test_without_a_place_it_is_asked_for_again() -> None:
    told = context(KAEW, step="report.place", draft=danger(place=None))
    for heard in (text("ส่ง"), postback("report.submit")):
        decision = decide(heard, reading(), told)
        assert "report.ask_place" in abouts(decision)
        assert step_after(decision) == "report.place"


def test_what_is_no_emergency_is_asked_about_as_before() -> None:
    unsure = context(step="report.category", draft=draft(confidence=0.5))
    decision = decide(text("ส่ง"), reading(), unsure)
    assert abouts(decision) == ["report.which_category"]
