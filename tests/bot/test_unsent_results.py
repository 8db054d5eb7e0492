"""What an officer wrote to a reporter and takes back: no identity number went out with it, and the
officer hears that the rest cannot be called back."""

import pytest

from casework.masking import mask_identity_numbers
from casework.rules import Rules
from storage import Engine
from tests.bot.test_unsending import CAST
from tests.conversations.stage import Stage, given_reading, script_time

PAID = "จ่ายแล้วคนอื่น 1101700230708 ติดต่อ 053-612345"
TOO_LATE = "ระบบเรียกคืนไม่ได้"


@pytest.fixture
def stage(engine: Engine) -> Stage:
    """สมศรี's report lies on the desk."""
    made = Stage(engine, script_time({}), Rules())
    made.open_offices()
    for name, part in CAST.items():
        made.enter(name, part)
    made.readings["ค้างค่าแรง"] = given_reading("คุ้มครองแรงงาน 95")
    made.says("สมศรี", ["ร้านอาหารที่ปายค้างค่าแรงคนงาน 2 คน"])
    made.taps("สมศรี", "a=report.submit")
    made.taps("สมศรี", "a=report.consent&answer=agreed")
    return made


def unsend(stage: Stage, who: str, words: str) -> str:
    """What its writer sees after that."""
    stage.unseen(who)
    stage.does(who, {"type": "unsend", "unsend": {"messageId": stage.said[words]}})
    return stage.unseen(who)


def looked_up(stage: Stage) -> str:
    stage.unseen("สมศรี")
    stage.says("สมศรี", [stage.number()])
    return stage.unseen("สมศรี")


def test_a_result_of_the_desk(stage: Stage) -> None:
    stage.taps("กานดา", f"a=desk.close&case={stage.all_cases()[0].id}")
    stage.says("กานดา", ["ตรวจแล้วค่ะ", PAID])
    told = stage.unseen("สมศรี")
    assert "จ่ายแล้วคนอื่น [เลขบัตร] ติดต่อ 053-612345" in told
    for words in (PAID, "ตรวจแล้วค่ะ"):
        assert TOO_LATE in unsend(stage, "กานดา", words)
    after = looked_up(stage)
    assert "1101700230708" not in told + after
    assert "053-612345" in after


def test_a_result_of_an_office(stage: Stage) -> None:
    case = stage.all_cases()[0]
    stage.taps("กานดา", f"a=desk.refer&case={case.id}")
    part = stage.all_cases()[0].referrals[0]
    stage.taps("วิชัย", f"a=office.done&case={case.id}&referral={part.id}")
    stage.says("วิชัย", [PAID])
    assert "จ่ายแล้วคนอื่น [เลขบัตร] ติดต่อ 053-612345" in stage.unseen("สมศรี")
    assert TOO_LATE in unsend(stage, "วิชัย", PAID)
    assert "1101700230708" not in looked_up(stage)


def test_a_question(stage: Stage) -> None:
    stage.taps("กานดา", f"a=desk.ask&case={stage.all_cases()[0].id}")
    stage.says("กานดา", ["นายจ้างชื่ออะไร"])
    assert TOO_LATE in unsend(stage, "กานดา", "นายจ้างชื่ออะไร")


def test_what_went_to_nobody_is_taken_back_in_silence(stage: Stage) -> None:
    stage.says("กานดา", [stage.number()])
    assert unsend(stage, "กานดา", stage.number()) == ""
    stage.says("สมศรี", ["ยังไม่ได้เลย"])
    assert TOO_LATE not in unsend(stage, "สมศรี", "ยังไม่ได้เลย")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("บัตร 1101700230708", "บัตร [เลขบัตร]"),
        ("บัตร 1-1017-00230-70-9", "บัตร [เลขบัตร]"),  # a slip, but as cards print it
        ("โทร 053-612345 ต่อ 12 หรือ 1506", "โทร 053-612345 ต่อ 12 หรือ 1506"),
        ("โทร 0536123451506", "โทร 0536123451506"),
        ("โอนเข้าบัญชี 123-4-56789-0", "โอนเข้าบัญชี 123-4-56789-0"),
        ("คำร้องที่ 2569000123456", "คำร้องที่ 2569000123456"),
    ],
)
def test_of_a_result_only_what_is_surely_an_identity_number_is_masked(said: str, told: str) -> None:
    assert mask_identity_numbers(said) == told
