from dataclasses import replace

import pytest

from casework.cases import Part
from casework.categories import Kind
from casework.changes import DropDrafts, SaveInvitation, SavePerson
from casework.messages import Card
from casework.people import Role
from casework.rules import Rules
from handlers.inbound import InboundKind
from handlers.routes import decide
from tests.builders import (
    MONDAY_TEN,
    abouts,
    buttons,
    changes,
    context,
    draft,
    here,
    image,
    inbound,
    invitation,
    labels,
    location,
    mentor,
    officer,
    person,
    postback,
    reading,
    saved_person,
    step_after,
    stranger,
    text,
    volunteer,
    words_of,
)


def test_a_new_friend_is_greeted_and_shown_what_is_stored_and_why() -> None:
    decision = decide(inbound(InboundKind.FOLLOW), None, context(stranger()))
    welcome, notice = here(decision)
    assert "ระบบเป็นคอมพิวเตอร์" in words_of(welcome)
    assert "เก็บ" in words_of(notice)
    assert "24 เดือน" in words_of(notice)
    assert labels(notice) == ["ยินยอม เริ่มใช้งาน", "ยังไม่ยินยอม"]


def test_the_full_notice_is_linked_where_there_is_one() -> None:
    rules = Rules(privacy_notice_url="https://example.go.th/privacy")
    decision = decide(inbound(InboundKind.FOLLOW), None, context(stranger(), rules=rules))
    notice = here(decision)[1]
    assert buttons(notice)[-1].uri == "https://example.go.th/privacy"


def test_somebody_who_comes_back_is_heard_again() -> None:
    back = replace(volunteer(), blocked=True)
    decision = decide(inbound(InboundKind.FOLLOW), None, context(back))
    assert saved_person(decision).blocked is False
    assert abouts(decision) == ["welcome_back"]


def test_leaving_stops_all_sending_and_is_answered_by_nothing() -> None:
    decision = decide(inbound(InboundKind.UNFOLLOW), None, context())
    assert saved_person(decision).blocked
    assert decision.messages == ()


@pytest.mark.parametrize(
    "heard",
    [
        text(),
        image(),
        location(),
        inbound(InboundKind.STICKER, message_id="m1"),
        inbound(InboundKind.UNKNOWN, message_id="m1"),
        postback("report.start"),
        postback("desk.refer"),
        postback("nobody.made.this"),
    ],
    ids=lambda heard: str(heard.kind),
)
def test_without_consent_there_is_general_help_and_nothing_is_kept(heard: object) -> None:
    decision = decide(heard, reading(), context(stranger()))  # type: ignore[arg-type]
    assert decision.changes == ()
    assert abouts(decision) == ["general_help"]
    assert labels(decision.messages[0]) == ["อ่านและยินยอม"]
    assert "191" in words_of(decision.messages[0])


def test_consent_makes_a_citizen() -> None:
    decision = decide(postback("consent.give"), None, context(stranger()))
    agreed = saved_person(decision)
    assert agreed.consented_at == MONDAY_TEN
    assert agreed.roles == {Role.CITIZEN}
    assert "แจ้งเรื่อง" in labels(decision.messages[-1])


def test_pressing_the_button_again_keeps_the_first_consent() -> None:
    decision = decide(postback("consent.give"), None, context(now=MONDAY_TEN.replace(year=2027)))
    assert saved_person(decision).consented_at == MONDAY_TEN


def test_a_declined_consent_keeps_nothing_and_names_a_number() -> None:
    decision = decide(postback("consent.decline"), None, context(stranger()))
    assert decision.changes == ()
    assert "1506" in words_of(decision.messages[0])


def test_a_code_typed_before_the_consent_is_used_with_it() -> None:
    first = decide(text("2ABC-DEFG"), None, context(stranger(), invitation=invitation()))
    assert first.changes == ()
    agree = buttons(first.messages[1])[0]
    assert "code=2ABC-DEFG" in agree.data
    then = decide(
        inbound(InboundKind.POSTBACK, data=agree.data),
        None,
        context(stranger(), invitation=invitation()),
    )
    assert step_after(then) == "register.name"
    assert changes(then, SaveInvitation) == []


def test_a_wrong_code_typed_before_the_consent_is_told_at_once() -> None:
    expired = replace(invitation(), expires_at=MONDAY_TEN)
    for known in (None, expired):
        decision = decide(text("2ABC-DEFG"), None, context(stranger(), invitation=known))
        assert abouts(decision) == ["register.code_unknown", "privacy"]


def test_consent_can_be_taken_back_and_the_report_under_way_goes() -> None:
    decision = decide(text("ถอนความยินยอม"), reading(), context(draft=draft()))
    assert saved_person(decision).consented_at is None
    assert changes(decision, DropDrafts)
    assert step_after(decision) == ""


@pytest.mark.parametrize("kind", sorted(set(InboundKind) - {InboundKind.JOIN, InboundKind.UNSEND}))
def test_a_group_gets_silence(kind: InboundKind) -> None:
    parts = (Part("m1", "นายจ้างค้างค่าแรง"),)
    decision = decide(
        inbound(kind, in_group=True, parts=parts, message_id="m1"), reading(), context()
    )
    assert decision.messages == ()
    assert [c for c in decision.changes if not isinstance(c, SavePerson)] == []


def test_a_group_is_told_once_that_reports_are_private() -> None:
    decision = decide(inbound(InboundKind.JOIN, in_group=True), None, context())
    assert abouts(decision) == ["group.hello"]


@pytest.mark.parametrize(
    "kind",
    [
        InboundKind.STANDBY,
        InboundKind.LEAVE,
        InboundKind.MEMBER_JOINED,
        InboundKind.MEMBER_LEFT,
        InboundKind.ACCOUNT_LINK,
        InboundKind.BEACON,
        InboundKind.MEMBERSHIP,
        InboundKind.UNKNOWN,
    ],
)
def test_what_nobody_waits_for_an_answer_to_is_kept_in_silence(kind: InboundKind) -> None:
    for who in (volunteer(), stranger()):
        decision = decide(inbound(kind), None, context(who))
        assert decision.messages == ()
        assert decision.changes == ()


def test_a_message_of_a_form_we_cannot_read_is_answered() -> None:
    decision = decide(inbound(InboundKind.UNKNOWN, message_id="m1"), None, context())
    assert abouts(decision) == ["not_readable"]


def test_a_sticker_brings_the_menu() -> None:
    decision = decide(inbound(InboundKind.STICKER, message_id="m1"), None, context())
    assert abouts(decision) == ["menu"]
    assert labels(decision.messages[0])[:2] == ["แจ้งเรื่อง", "เรื่องของฉัน"]


def test_a_sticker_after_the_card_brings_the_card_again() -> None:
    decision = decide(inbound(InboundKind.STICKER, message_id="m1"), None, context(draft=draft()))
    assert abouts(decision) == ["report.card"]


def test_a_text_without_a_word_brings_the_menu() -> None:
    assert abouts(decide(text("  \n "), None, context())) == ["menu"]


def test_thanks_are_no_report() -> None:
    decision = decide(text("ขอบคุณค่ะ"), reading(kind=Kind.CHITCHAT), context())
    assert abouts(decision) == ["chitchat"]
    assert decision.changes == ()


def test_spam_gets_the_menu_and_nothing_else() -> None:
    assert abouts(decide(text("เว็บตรง"), reading(kind=Kind.SPAM), context())) == ["menu"]


@pytest.mark.parametrize("word", ["วิธีใช้", "help", " ช่วยเหลือ ค่ะ"])
def test_help_tells_the_three_steps(word: str) -> None:
    decision = decide(text(word), reading(), context())
    assert "1)" in words_of(decision.messages[0])
    assert "3)" in words_of(decision.messages[0])


@pytest.mark.parametrize(
    ("who", "may", "may_not"),
    [
        (person("แก้ว"), "สมัครเป็นอาสา", "เรื่องรอ"),
        (volunteer(), "แจ้งเรื่อง", "สมัครเป็นอาสา"),
        (mentor(), "สร้างรหัสเชิญ", "สมัครเป็นอาสา"),
        (officer(), "เรื่องรอ", "สร้างรหัสเชิญ"),
    ],
    ids=["citizen", "volunteer", "mentor", "officer"],
)
def test_the_menu_shows_what_one_may_do(who: object, may: str, may_not: str) -> None:
    decision = decide(text("เมนู"), reading(), context(who))  # type: ignore[arg-type]
    assert may in labels(decision.messages[0])
    assert may_not not in labels(decision.messages[0])


def test_a_button_of_an_old_card_says_how_to_go_on() -> None:
    decision = decide(inbound(InboundKind.POSTBACK, data="a=gone"), None, context())
    assert "เรื่องของฉัน" in words_of(decision.messages[0])


def test_the_notice_is_one_card() -> None:
    decision = decide(inbound(InboundKind.FOLLOW), None, context(stranger()))
    assert isinstance(decision.messages[1].content, Card)
    assert decision.messages[1].content.title == "ก่อนเริ่ม ขอความยินยอม"
