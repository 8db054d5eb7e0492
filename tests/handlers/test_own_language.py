import pytest

from casework.categories import Category
from casework.messages import Here
from casework.people import Person
from handlers.routes import decide
from tests.builders import (
    TRAFFICKING,
    abouts,
    context,
    draft,
    mentor,
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


def test_it_is_said_once_a_report() -> None:
    again = decide(text(WRITTEN["km"]), reading(language="km"), context(person(), draft=draft()))
    assert not any(about.startswith("own_language.") for about in abouts(again))


@pytest.mark.parametrize("language", ["th", "lo", "other"])
def test_others_are_answered_in_thai_alone(language: str) -> None:
    decision = decide(text(), reading(language=language), context(person()))
    assert not any(about.startswith("own_language.") for about in abouts(decision))


@pytest.mark.parametrize("words", ["ok", "menu", "thank you"])
def test_a_word_of_english_is_a_thais(words: str) -> None:
    decision = decide(text(words), reading(language="en"), context(person()))
    assert not any(about.startswith("own_language.") for about in abouts(decision))


@pytest.mark.parametrize("who", [volunteer(), mentor()], ids=["volunteer", "mentor"])
def test_who_works_here_reads_thai(who: Person) -> None:
    decision = decide(text(WRITTEN["my"]), reading(language="my"), context(who))
    assert not any(about.startswith("own_language.") for about in abouts(decision))
