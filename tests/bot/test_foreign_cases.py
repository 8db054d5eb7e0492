"""In the chat a foreign case is one that does not exist: typed, or tapped on an old button. Each of
the two guards, the code's and the database's, holds it alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest

from bot import gather
from casework.case_number import format_number
from casework.cases import Case
from casework.rules import Rules
from handlers.postback import encode
from handlers.routes import ROUTES
from storage import Engine, Session, case_log, conversations, transaction
from tests.bot.test_unsending import CAST
from tests.conversations import test_conversations as scripts
from tests.conversations.stage import Stage, given_reading, line_id, script_time

# Two of each, in all the same but for what they ask: one for the case, the other for none.
STRANGERS = {
    "mentor elsewhere": {"บทบาท": "mentor", "พื้นที่": "14"},
    "officer of another agency": {"บทบาท": "officer", "พื้นที่": "58", "หน่วยงาน": "sso"},
    "officer elsewhere": {"บทบาท": "officer", "พื้นที่": "14", "หน่วยงาน": "dlpw"},
    "volunteer": {"บทบาท": "volunteer", "พื้นที่": "580301"},
}
BUTTONS = [
    route.name
    for route in ROUTES
    if "." in route.name and " " not in route.name and not route.name.startswith("invite")
]
NO_CASE = format_number("58", 2569, 77)


@contextmanager
def wide_open(_session: Session, _person_id: UUID) -> Iterator[None]:
    """A door that guards nothing."""
    yield


@pytest.fixture(params=["the database alone", "the code alone"])
def guarded_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Without the other of the two guards."""
    if request.param == "the database alone":
        monkeypatch.setattr(gather, "may_see", lambda person, case: True)
    else:
        monkeypatch.setattr(gather, "seen_by", wide_open)
    return str(request.param)


@pytest.fixture
def stage(engine: Engine) -> Stage:
    made = Stage(engine, script_time({}), Rules())
    made.open_offices()
    for name, part in CAST.items():
        made.enter(name, part)
    for who, part in STRANGERS.items():
        for name in (who, f"{who}, too"):
            made.enter(name, {"ชื่อเต็ม": "คนเดียวกัน", **part})
    made.readings["ค้างค่าแรง"] = given_reading("คุ้มครองแรงงาน 95")
    made.says("สมศรี", ["ค้างค่าแรงสองเดือน ที่ปาย"])
    made.taps("สมศรี", "a=report.submit")
    made.taps("สมศรี", "a=report.consent&answer=agreed")
    made.taps("กานดา", encode("desk.refer", case=made.all_cases()[0].id))
    return made


def history(stage: Stage, case: Case) -> int:
    with transaction(stage.engine) as session:
        return len(case_log.entries(session, case.id))


def tapped(action: str, case_id: UUID, referral_id: UUID) -> str:
    more = {"agency": "sso", "office": "sso-58", "category": "skills", "rating": 5}
    return encode(action, case=case_id, referral=referral_id, **more)


@pytest.mark.usefixtures("guarded_by")
def test_the_script_of_somebody_elses_number_plays_the_same(engine: Engine) -> None:
    scripts.test_conversation(scripts.FOLDER / "36_somebody_elses_number.yaml", engine)


@pytest.mark.usefixtures("guarded_by")
@pytest.mark.parametrize("who", STRANGERS)
def test_a_typed_number_is_answered_like_one_that_does_not_exist(stage: Stage, who: str) -> None:
    case = stage.all_cases()[0]
    before = history(stage, case)
    for form in ("{}", "เรื่อง {} ถึงไหนแล้ว", "ขอดู {} ค่ะ"):
        stage.says(who, [form.format(case.number)])
        stage.says(f"{who}, too", [form.format(NO_CASE)])
        answer = stage.unseen(who)
        assert answer
        assert answer == stage.unseen(f"{who}, too")
        assert "ค้างค่าแรง" not in answer
        assert case.number not in answer
    assert (stage.all_cases(), history(stage, case)) == ([case], before)


@pytest.mark.usefixtures("guarded_by")
@pytest.mark.parametrize("who", ["mentor elsewhere", "officer of another agency"])
def test_every_old_button_is_answered_like_one_of_no_case(stage: Stage, who: str) -> None:
    case = stage.all_cases()[0]
    before = history(stage, case)
    for action in BUTTONS:
        stage.taps(who, tapped(action, case.id, case.referrals[0].id))
        stage.taps(f"{who}, too", tapped(action, uuid4(), uuid4()))
        answer = stage.unseen(who)
        assert answer == stage.unseen(f"{who}, too"), action
        assert "ค้างค่าแรง" not in answer
        assert case.number not in answer
    assert (stage.all_cases(), history(stage, case)) == ([case], before)
    assert stage.complaints() == []


@pytest.mark.usefixtures("guarded_by")
@pytest.mark.parametrize("step", ["office.result", "office.reason", "office.question", "case.add"])
def test_a_chat_in_the_middle_of_a_foreign_case_is_in_the_middle_of_none(
    stage: Stage, step: str
) -> None:
    case, who = stage.all_cases()[0], "officer of another agency"
    before = history(stage, case)
    for name, found in ((who, case), (f"{who}, too", None)):
        draft = {
            "case": str(found.id if found else uuid4()),
            "referral": str(found.referrals[0].id if found else uuid4()),
        }
        with transaction(stage.engine) as session:
            conversations.set_step(session, f"user:{line_id(name)}", step, draft, stage.now)
        stage.says(name, ["จ่ายครบแล้ว"])
    assert stage.unseen(who) == stage.unseen(f"{who}, too")
    assert (stage.all_cases(), history(stage, case)) == ([case], before)
