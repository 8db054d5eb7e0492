"""Everyday answers to whether the affected person agrees."""

import pytest

from casework.cases import AffectedConsent
from casework.changes import SaveCase
from handlers.routes import decide
from tests.builders import abouts, changes, context, draft, reading, text


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("เรื่องของหนูเองค่ะ", AffectedConsent.SELF),
        ("ของหนูเอง", AffectedConsent.SELF),
        ("ของผมเองครับ", AffectedConsent.SELF),
        ("ของข้าเจ้าเองเจ้า", AffectedConsent.SELF),
        ("ค่ะ", AffectedConsent.AGREED),
        ("แม่นแล้วเจ้า", AffectedConsent.AGREED),
    ],
)
def test_everyday_answers_are_taken(said: str, meant: AffectedConsent) -> None:
    decision = decide(text(said), reading(), context(draft=draft(), step="report.consent"))
    assert changes(decision, SaveCase)[-1].case.affected_consent == meant


@pytest.mark.parametrize("said", ["เขา", "เจ้าของเรื่อง", "ก็หนูนี่แหละค่ะ"])
def test_a_few_words_that_are_no_answer_are_asked_about_again(said: str) -> None:
    unsure = reading(sure=0.3, people_count=None)
    decision = decide(text(said), unsure, context(draft=draft(), step="report.consent"))
    assert abouts(decision) == ["report.ask_consent_again"]


def test_words_that_tell_more_are_part_of_the_report() -> None:
    ctx = context(draft=draft(), step="report.consent")
    decision = decide(text("เขาไม่จ่ายค่าแรงอีก"), reading(sure=0.9, people_count=None), ctx)
    assert abouts(decision) == ["report.card"]
