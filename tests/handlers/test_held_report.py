"""Words that come long after a report that was told and not sent: held beside it, nothing lost."""

from dataclasses import replace
from datetime import timedelta

from casework.cases import Part
from casework.categories import Category, Flag, Urgency
from casework.changes import AttachDrafts, DropDrafts, SetConversation
from casework.messages import ToMentors
from handlers.context import Context
from handlers.draft import Draft, from_json, joined
from handlers.inbound import Inbound, InboundKind
from handlers.routes import decide, text_to_read
from tests.builders import (
    MONDAY_TEN,
    abouts,
    changes,
    context,
    draft,
    inbound,
    postback,
    reading,
    saved_case,
    step_after,
    text,
)
from tests.casework.places import PAI

LONG_AGO = MONDAY_TEN - timedelta(hours=4)
NEW = Draft(parts=(Part("m7", "โรงงานหักประกันสังคม"),), category=Category.SOCIAL_SECURITY)
HELD = draft(held=replace(NEW, confidence=0.9, attachments=("m8",)))


def kept(decision_of: Inbound, ctx: Context) -> Draft | None:
    moved = changes(decide(decision_of, None, ctx), SetConversation)[-1]
    return from_json(moved.draft)


def test_words_of_the_same_day_go_on_with_the_report() -> None:
    soon = context(draft=draft(), step_since=MONDAY_TEN - timedelta(hours=2))
    assert step_after(decide(text("เพิ่งรู้ว่ามี 6 คน"), reading(), soon)) == "report.confirm"


def test_words_long_after_are_read_by_themselves_and_asked_about() -> None:
    late = context(draft=draft(), step_since=LONG_AGO)
    assert text_to_read(text("ที่ปาย"), late.step, late.draft, LONG_AGO) == "ที่ปาย"
    assert text_to_read(text("ที่ปาย"), late.step, late.draft, MONDAY_TEN) != "ที่ปาย"
    decision = decide(text("ที่ปาย"), reading(), late)
    assert abouts(decision) == ["report.which"]
    after = from_json(changes(decision, SetConversation)[-1].draft)
    assert after is not None
    assert after.held is not None
    assert (after.parts, after.held.parts) == (draft().parts, text("ที่ปาย").parts)


def test_a_place_that_was_asked_for_may_come_late() -> None:
    late = context(draft=draft(place=None), step="report.place", step_since=LONG_AGO)
    assert step_after(decide(text("อ.ปาย"), reading(place=PAI), late)) == "report.confirm"


def test_a_danger_told_long_after_is_heard_at_once() -> None:
    worse = reading(flags=frozenset({Flag.SERIOUS_INJURY}), urgency=Urgency.EMERGENCY)
    told = draft(told=(Flag.SERIOUS_INJURY,), warned=True)
    decision = decide(text("ช่วยด้วย"), worse, context(draft=told, step_since=LONG_AGO))
    assert any(isinstance(each.to, ToMentors) and each.urgent for each in decision.messages)
    assert "safety.danger" in abouts(decision)


def test_what_is_held_is_next_when_the_first_is_sent_or_cancelled() -> None:
    sent = decide(postback("report.consent", answer="self"), None, context(draft=HELD))
    assert saved_case(sent).parts == draft().parts
    assert changes(sent, AttachDrafts)[-1].kept_back == ("m8",)
    assert from_json(changes(sent, SetConversation)[-1].draft) == HELD.held
    cancelled = decide(postback("report.cancel"), None, context(draft=HELD))
    assert changes(cancelled, DropDrafts)[-1].kept_back == ("m8",)
    assert from_json(changes(cancelled, SetConversation)[-1].draft) == HELD.held


def test_cancelled_while_it_is_asked_loses_neither() -> None:
    asked = context(draft=HELD, step="report.which")
    assert kept(postback("stop"), asked) == HELD


def test_the_same_report_has_all_that_was_told() -> None:
    whole = kept(postback("report.add_held"), context(draft=HELD, step="report.which"))
    assert whole is not None
    assert whole.held is None
    assert [part.message_id for part in whole.parts] == ["m1", "m7"]
    assert whole.attachments == ("m8",)
    assert whole.category == Category.PROTECTION
    assert whole.secondary == (Category.SOCIAL_SECURITY,)
    worse = replace(NEW, urgency=Urgency.EMERGENCY, flags=(Flag.SERIOUS_INJURY,), alerted=True)
    danger = joined(draft(), worse, 0.8)
    assert (danger.urgency, danger.alerted) == (Urgency.EMERGENCY, True)
    assert Flag.SERIOUS_INJURY in danger.flags


def test_what_is_unsent_goes_from_either_and_the_other_stays() -> None:
    asked = context(draft=HELD, step="report.which")
    first = kept(inbound(InboundKind.UNSEND, message_id="m1"), asked)
    assert first is not None
    assert [part.message_id for part in first.parts] == ["m7"]
    only_words = replace(HELD, held=NEW)
    asked = context(draft=only_words, step="report.which")
    left = decide(inbound(InboundKind.UNSEND, message_id="m7"), None, asked)
    assert step_after(left) == "report.confirm"
    after = from_json(changes(left, SetConversation)[-1].draft)
    assert after is not None
    assert (after.parts, after.held) == (draft().parts, None)
