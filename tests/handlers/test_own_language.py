from dataclasses import replace

import pytest

from casework.categories import Category, Kind
from casework.changes import Decision
from casework.messages import Here
from casework.people import Person
from handlers.context import Context
from handlers.draft import Draft
from handlers.routes import decide
from tests.builders import (
    TRAFFICKING,
    abouts,
    context,
    draft,
    mentor,
    officer,
    person,
    reading,
    stranger,
    text,
    volunteer,
    words_of,
)

WRITTEN = {
    "en": "my boss did not pay me for two months",
    "my": "အလုပ်ရှင်က လစာမပေးဘူး",
    "km": "ថៅកែមិនបើកប្រាក់ខែ",
}


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("who", [person(), stranger()], ids=["citizen", "stranger"])
def test_whom_to_call_is_said_first_and_in_their_letters(language: str, who: Person) -> None:
    decision = decide(text(WRITTEN[language]), reading(language=language), context(who))
    first = decision.messages[0]
    assert first.about == f"own_language.{language}"
    assert first.to == Here()
    assert all(number in words_of(first) for number in ("191", "1669", "1694"))
    assert not any("ก" <= letter <= "๛" for letter in words_of(first))
    assert len(decision.messages) > 1, "the report goes on after it"


def test_it_stands_before_the_numbers_in_thai() -> None:
    danger = reading(Category.PROTECTION, TRAFFICKING, language="my")
    said = abouts(decide(text(WRITTEN["my"]), danger, context(person())))
    assert said[:2] == ["own_language.my", "safety.trafficking"]


def told_in(language: str) -> Context:
    """A chat in which a report in the language is under way."""
    return context(person(), draft=draft(language=language))


def says_it(decision: Decision) -> bool:
    return any(about.startswith("own_language.") for about in abouts(decision))


@pytest.mark.parametrize("step", ["report.confirm", "report.place", "report.category"])
def test_it_is_said_once_a_report(step: str) -> None:
    under_way = replace(told_in("km"), step=step)
    assert not says_it(decide(text(WRITTEN["km"]), reading(language="km"), under_way))


def test_who_goes_on_in_another_language_hears_it_then() -> None:
    assert says_it(decide(text(WRITTEN["my"]), reading(language="my"), told_in("th")))
    photo = context(person(), draft=Draft(attachments=("m0",)))
    assert says_it(decide(text(WRITTEN["my"]), reading(language="my"), photo))


def test_words_after_an_offered_answer_are_a_report_of_their_own() -> None:
    offered = replace(told_in("en"), step="report.offered")
    assert says_it(decide(text(WRITTEN["en"]), reading(language="en"), offered))


@pytest.mark.parametrize("step", ["question.reply", "case.add", "register.name", "apply.name"])
def test_an_answer_is_no_report(step: str) -> None:
    assert not says_it(
        decide(text("Mr Somchai Jaidee"), reading(language="en"), context(person(), step=step))
    )


@pytest.mark.parametrize("language", ["th", "lo", "other"])
def test_others_are_answered_in_thai_alone(language: str) -> None:
    assert not says_it(decide(text(), reading(language=language), context(person())))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("ok", Kind.PROBLEM),
        ("menu", Kind.PROBLEM),
        ("ok 👍 👍", Kind.PROBLEM),
        ("thank you krub", Kind.CHITCHAT),
        ("see this https://facebook.com/abc", Kind.SPAM),
    ],
)
def test_a_word_of_english_is_a_thais(words: str, kind: Kind) -> None:
    said = decide(text(words), reading(language="en", kind=kind), context(person()))
    assert not says_it(said)


@pytest.mark.parametrize("kind", [Kind.PROBLEM, Kind.CHITCHAT])
def test_few_words_of_danger_are_heard(kind: Kind) -> None:
    danger = reading(Category.PROTECTION, TRAFFICKING, language="en", kind=kind)
    first = decide(text("locked!"), danger, context(person())).messages[0]
    assert first.about == "own_language.en" and first.urgent
    assert says_it(decide(text("help me"), reading(language="en"), context(person())))


def test_it_goes_before_others_only_where_somebody_is_in_danger() -> None:
    first = decide(text(WRITTEN["my"]), reading(language="my"), context(person())).messages[0]
    assert not first.urgent


@pytest.mark.parametrize(
    "who", [volunteer(), mentor(), officer()], ids=["volunteer", "mentor", "officer"]
)
def test_who_works_here_reads_thai(who: Person) -> None:
    assert not says_it(decide(text(WRITTEN["my"]), reading(language="my"), context(who)))


def test_a_group_is_told_nothing() -> None:
    assert not decide(
        text(WRITTEN["my"], in_group=True), reading(language="my"), context()
    ).messages
