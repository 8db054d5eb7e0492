"""An invitation code cannot be guessed: a few wrong ones, and none is looked at for an hour."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.changes import Decision, SaveInvitation, SavePerson
from casework.people import Person
from casework.rules import Rules
from handlers.inbound import Inbound
from handlers.routes import decide
from tests.builders import (
    MONDAY_TEN,
    abouts,
    buttons,
    changes,
    context,
    invitation,
    person,
    postback,
    reading,
    saved_person,
    stranger,
    text,
    words_of,
)

KAEW = person("แก้ว")
CODE = "2ABC-DEFG"
GOOD = invitation(name="แก้ว ใจดี")


def guessed(who: Person, *minutes: int) -> Person:
    """With a wrong code so many minutes ago."""
    return replace(who, wrong_codes=tuple(MONDAY_TEN - timedelta(minutes=m) for m in minutes))


def typed(who: Person, known: object = None, rules: Rules | None = None) -> Decision:
    return decide(text(CODE), reading(), context(who, invitation=known, rules=rules or Rules()))


def test_each_wrong_code_counts_for_an_hour() -> None:
    made = saved_person(typed(guessed(KAEW, 90, 60, 59, 1)))
    assert made.wrong_codes == (*guessed(KAEW, 59, 1).wrong_codes, MONDAY_TEN)


@pytest.mark.parametrize("known", [None, GOOD], ids=["wrong", "right"])
@pytest.mark.parametrize("who", [KAEW, stranger()], ids=["agreed", "not agreed"])
def test_after_five_none_is_looked_at(who: Person, known: object) -> None:
    decision = typed(guessed(who, 59, 40, 30, 20, 1), known)
    assert abouts(decision)[0] == "register.code_wait"
    assert changes(decision, SavePerson) == [], "waiting is not made longer by asking"
    assert changes(decision, SaveInvitation) == []
    assert "หนึ่งชั่วโมง" in words_of(decision.messages[0])
    assert CODE not in str(decision)


def test_four_are_mistakes_and_the_right_one_is_taken() -> None:
    assert saved_person(typed(guessed(KAEW, 50, 40, 30, 20), GOOD)).area == GOOD.area


def test_the_hour_passes() -> None:
    assert saved_person(typed(guessed(KAEW, 60, 40, 30, 20, 1), GOOD)).area == GOOD.area


def test_how_many_is_a_setting() -> None:
    rules = Rules(wrong_codes_an_hour=1)
    assert abouts(typed(guessed(KAEW, 5), GOOD, rules)) == ["register.code_wait"]


def test_a_stranger_is_counted_too_and_agrees_to_nothing_by_it() -> None:
    made = saved_person(typed(stranger()))
    assert made == replace(stranger(), wrong_codes=(MONDAY_TEN,))


def test_ones_own_code_typed_again_is_no_guess() -> None:
    mine = replace(GOOD, used_by=KAEW.id, used_at=MONDAY_TEN)
    assert changes(typed(KAEW, mine), SavePerson) == []


def forged(code: str) -> Inbound:
    """A button that no card of ours has: a code chosen by whoever made it."""
    return postback("consent.give", code=code)


def test_a_forged_consent_button_is_no_way_around() -> None:
    wrong = decide(forged(CODE), None, context(stranger()))
    assert abouts(wrong) == ["register.code_unknown"]
    made = [change.person for change in changes(wrong, SavePerson)][-1]
    assert made.wrong_codes == (MONDAY_TEN,)
    assert made.may_report, "agreed all the same"
    tired = context(guessed(stranger(), 5, 4, 3, 2, 1), invitation=GOOD)
    assert abouts(decide(forged(CODE), None, tired)) == ["register.code_wait"]


def test_our_own_button_goes_on_as_it_did() -> None:
    first = typed(stranger(), invitation())
    agree = next(each for each in buttons(first.messages[1]) if "code=" in each.data)
    then = decide(
        postback("consent.give", code=CODE), None, context(stranger(), invitation=invitation())
    )
    assert f"code={CODE}" in agree.data
    assert abouts(then) == ["register.ask_name"]
