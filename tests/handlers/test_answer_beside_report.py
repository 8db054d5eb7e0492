"""An officer's question that came while a report about something else was under way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import Part, Question
from casework.categories import Urgency
from casework.changes import AttachDrafts, SaveCase, SetConversation
from casework.reading import Reading
from handlers.context import Context
from handlers.draft import Draft, from_json
from handlers.inbound import InboundKind
from handlers.routes import decide
from tests.builders import (
    MONDAY_TEN,
    NUMBER,
    TRAFFICKING,
    abouts,
    case,
    changes,
    context,
    draft,
    inbound,
    labels,
    mentor,
    postback,
    reading,
    saved_case,
    text,
    words_of,
)

ASKED = case(question=Question("เจ้าของร้านชื่ออะไร", mentor().id, MONDAY_TEN))
UNSENT = draft(parts=(Part("m1", "โรงงานไม่ส่งเงินประกันสังคม"),), attachments=("f1",))
TELLING = context(asked=ASKED, step="report.confirm", draft=UNSENT)


def held_after(waits: Context, words: str = "ชื่อเฮียตี๋", known: Reading | None = None) -> Draft:
    """What is held back once these words came."""
    decision = decide(text(words, "e2"), known or reading(), waits)
    (moved,) = changes(decision, SetConversation)
    held = from_json(moved.draft)
    assert moved.step == "question.which"
    assert held is not None
    assert not changes(decision, SaveCase)
    return held


def chosen(held: Draft, action: str) -> Context:
    case_named = ASKED if action == "question.is_answer" else None
    return context(case=case_named, asked=ASKED, step="question.which", draft=held)


@pytest.mark.parametrize("step", ["report.confirm", "report.category", "report.consent"])
def test_it_is_asked_whether_words_answer_it_and_the_report_stays_apart(step: str) -> None:
    decision = decide(text("ชื่อเฮียตี๋"), reading(), replace(TELLING, step=step))
    assert abouts(decision) == ["answer.which_unsent"]
    assert NUMBER in words_of(decision.messages[0])
    assert labels(decision.messages[0]) == ["เป็นคำตอบ", "เรื่องที่ยังไม่ได้ส่ง"]
    assert held_after(replace(TELLING, step=step)).before == UNSENT


def test_the_answer_goes_alone_and_the_report_is_shown_again() -> None:
    held = held_after(TELLING)
    held = replace(held, attachments=(*held.attachments, "f2"))
    tap = postback("question.is_answer", case=ASKED.id)
    decision = decide(tap, None, chosen(held, "question.is_answer"))
    assert abouts(decision)[0] == "answer.sent"
    assert abouts(decision)[-1] == "report.card"
    assert [each.text for each in saved_case(decision).parts[-1:]] == ["ชื่อเฮียตี๋"]
    assert all(part not in saved_case(decision).parts for part in UNSENT.parts)
    assert changes(decision, AttachDrafts) == [AttachDrafts(ASKED.id, kept_back=("f1",))]
    left = changes(decision, SetConversation)[-1]
    assert (left.step, from_json(left.draft)) == ("report.confirm", UNSENT)


def test_words_of_the_report_are_in_it_and_nothing_more_is_asked() -> None:
    held = held_after(TELLING)
    decision = decide(postback("question.is_new"), None, chosen(held, "question.is_new"))
    assert abouts(decision) == ["report.card"]
    told = from_json(changes(decision, SetConversation)[-1].draft)
    assert told is not None
    assert [each.text for each in told.parts] == [UNSENT.text, "ชื่อเฮียตี๋"]
    assert told.before is None
    more = decide(
        text("ทำมาสองปี", "e3"), reading(), replace(TELLING, draft=context(draft=told).draft)
    )
    assert abouts(more) == ["report.card"]


def test_another_question_is_asked_about_again() -> None:
    held = replace(held_after(TELLING), before=None)
    later = Question("กี่คน", mentor().id, MONDAY_TEN + timedelta(hours=1))
    asked = context(asked=case(question=later), step="report.confirm", draft=held)
    assert abouts(decide(text("สองคน"), reading(), asked)) == ["answer.which_unsent"]


@pytest.mark.parametrize("action", ["report.submit", "report.show", "report.add_photo"])
def test_the_report_does_not_go_before_it_is_known_what_belongs_to_it(action: str) -> None:
    decision = decide(postback(action), None, chosen(held_after(TELLING), action))
    assert abouts(decision) == ["answer.which_unsent"]


def test_a_place_that_was_waited_for_is_one_and_other_words_are_asked_about() -> None:
    placing = replace(TELLING, step="report.place")
    assert abouts(decide(text("ปาย"), reading(place=UNSENT.place), placing)) == ["report.card"]
    assert held_after(placing).before == UNSENT


def test_the_button_keeps_the_report_and_the_next_words_are_asked_about() -> None:
    declined = replace(UNSENT, question_at=MONDAY_TEN)
    ctx = context(case=ASKED, step="report.confirm", draft=declined)
    decision = decide(postback("question.reply", case=ASKED.id), None, ctx)
    assert abouts(decision) == ["answer.how_unsent"]
    assert "เจ้าของร้านชื่ออะไร" in words_of(decision.messages[0])
    (kept,) = changes(decision, SetConversation)
    assert held_after(replace(TELLING, draft=kept.draft)).before == UNSENT


def test_an_unsent_message_leaves_what_is_held_or_the_report() -> None:
    held = held_after(TELLING)
    waits = context(step="question.which", draft=held)
    unsent = inbound(InboundKind.UNSEND, message_id="m-e2")
    (back,) = changes(decide(unsent, None, waits), SetConversation)
    report = from_json(back.draft)
    assert report is not None
    assert (back.step, report.parts) == ("report.confirm", UNSENT.parts)
    unsent = inbound(InboundKind.UNSEND, message_id="m1")
    (left,) = changes(decide(unsent, None, waits), SetConversation)
    words = from_json(left.draft)
    assert words is not None
    assert (left.step, words.before) == ("question.which", None)
    assert [each.text for each in words.parts] == ["ชื่อเฮียตี๋"]


def test_a_danger_of_the_report_is_none_of_the_answer() -> None:
    told = replace(UNSENT, flags=(TRAFFICKING,), urgency=Urgency.EMERGENCY, alerted=True)
    telling = replace(TELLING, draft=context(draft=told).draft)
    held = held_after(telling, known=reading(UNSENT.category, TRAFFICKING))
    tap = postback("question.is_answer", case=ASKED.id)
    decision = decide(tap, None, chosen(held, "question.is_answer"))
    assert saved_case(decision).urgency == ASKED.urgency
    assert "desk.emergency_added" not in abouts(decision)


def test_a_question_that_ended_meanwhile_leaves_the_words_to_the_report() -> None:
    waits = context(step="question.which", draft=held_after(TELLING))
    decision = decide(text("สองปี", "e3"), reading(), waits)
    assert abouts(decision) == ["report.card"]
