"""A code that staff type: it neither takes the place of words that were to go out, nor ends a role
unasked."""

import pytest

from casework.changes import SaveInvitation, SavePerson
from casework.people import Person, Role
from handlers.leaving import BUTTONS
from handlers.routes import decide
from tests.builders import (
    AYUTTHAYA,
    abouts,
    case,
    changes,
    context,
    invitation,
    labels,
    mentor,
    officer,
    person,
    postback,
    reading,
    saved_person,
    step_after,
    text,
    words_of,
)

CODE = "2ABC-DEFG"


@pytest.mark.parametrize("step", BUTTONS)
def test_while_words_are_to_go_out_no_code_is_used(step: str) -> None:
    waits = context(
        mentor(), step=step, draft={"case": str(case().id)}, case=case(), invitation=invitation()
    )
    decision = decide(text(CODE), reading(), waits)
    assert abouts(decision) == ["register.code_later"]
    assert "ยังไม่ได้ส่ง" in words_of(decision.messages[0])
    assert decision.changes == ()
    wrong = decide(text(CODE), reading(), context(mentor(), step=step))
    assert words_of(wrong.messages[0]) == words_of(decision.messages[0])


@pytest.mark.parametrize("who", [mentor(area=AYUTTHAYA), officer(area=AYUTTHAYA)])
def test_staff_are_asked_before_a_code_ends_their_role(who: Person) -> None:
    known = invitation(name="คนใหม่")
    asked = decide(text(CODE), reading(), context(who, invitation=known))
    assert abouts(asked) == ["register.moves"]
    assert "จ.พระนครศรีอยุธยา" in words_of(asked.messages[0])
    assert labels(asked.messages[0]) == ["ใช้รหัสนี้", "ยกเลิก"]
    assert not changes(asked, SavePerson)
    assert not changes(asked, SaveInvitation)
    at_it = context(who, step="register.move", draft={"code": CODE}, invitation=known)
    for heard in (postback("register.move", code=CODE), text("ใช้รหัสนี้")):
        assert saved_person(decide(heard, reading(), at_it)).roles == {Role.VOLUNTEER}
    stopped = decide(text("ยกเลิก"), reading(), at_it)
    assert not changes(stopped, SavePerson)
    assert step_after(stopped) == ""


def test_nobody_else_is_asked() -> None:
    for who in (mentor(), person("แก้ว")):
        asked = decide(text(CODE), reading(), context(who, invitation=invitation()))
        assert step_after(asked) == "register.name"
