"""A report takes so many photos and files; who sends more is told, and loses nothing else."""

from dataclasses import replace

import pytest

from casework.changes import AddAttachment, AttachDrafts, Decision, SetConversation
from casework.rules import Rules
from handlers.draft import to_json
from handlers.inbound import InboundKind
from handlers.routes import decide
from tests.builders import (
    abouts,
    case,
    changes,
    context,
    draft,
    image,
    inbound,
    labels,
    location,
    postback,
    words_of,
)

THREE = Rules(most_files=3)
FULL = ("m1", "m2", "m3")


def told_it_is_full(decision: Decision) -> bool:
    assert "ไม่เกิน 3 รายการ" in words_of(decision.messages[0])
    return not changes(decision, AddAttachment) and not changes(decision, SetConversation)


@pytest.mark.parametrize(
    "sent",
    [
        image(),
        inbound(InboundKind.AUDIO, message_id="m9"),
        inbound(InboundKind.FILE, message_id="m9"),
    ],
    ids=["photo", "voice", "file"],
)
def test_a_draft_that_is_full_takes_no_more(sent: object) -> None:
    telling = context(rules=THREE, step="report.confirm", draft=to_json(draft(attachments=FULL)))
    decision = decide(sent, None, telling)  # type: ignore[arg-type]
    assert told_it_is_full(decision)
    assert labels(decision.messages[0]) == ["ส่งเรื่อง", "ดูการ์ด"]


def test_photos_alone_are_not_offered_to_be_sent_in() -> None:
    only_photos = to_json(draft(attachments=FULL, parts=()))
    decision = decide(image(), None, context(rules=THREE, step="report.confirm", draft=only_photos))
    assert told_it_is_full(decision)
    assert labels(decision.messages[0]) == []


def test_one_too_many_for_a_case_to_be_chosen_leaves_the_choice() -> None:
    only_photos = to_json(draft(attachments=FULL, parts=()))
    choosing = context(rules=THREE, step="report.confirm", draft=only_photos, my_cases=(case(),))
    decision = decide(image(), None, choosing)
    assert told_it_is_full(decision)
    assert labels(decision.messages[0]) == [case().number, "เรื่องใหม่", "ยกเลิก"]


def test_the_last_one_that_fits_is_taken() -> None:
    telling = context(
        rules=THREE, step="report.confirm", draft=to_json(draft(attachments=FULL[:2]))
    )
    assert changes(decide(image(), None, telling), AddAttachment)


def test_a_pin_is_always_taken() -> None:
    telling = context(rules=THREE, step="report.confirm", draft=to_json(draft(attachments=FULL)))
    assert changes(decide(location(), None, telling), AddAttachment)


def test_a_case_that_is_full_takes_no_more_but_a_pin() -> None:
    full = replace(case(), attachments=3)
    adding = context(rules=THREE, step="case.add", draft={"case": str(full.id)}, case=full)
    decision = decide(image(), None, adding)
    assert told_it_is_full(decision)
    assert full.number in words_of(decision.messages[0])
    assert labels(decision.messages[0]) == ["เสร็จแล้ว"]
    assert changes(decide(location(), None, adding), AddAttachment)
    adding = replace(adding, case=replace(full, attachments=2))
    assert changes(decide(image(), None, adding), AddAttachment)


def test_photos_are_not_attached_to_a_case_that_has_no_room_for_them() -> None:
    there = replace(case(), attachments=2)
    photos = to_json(draft(attachments=("m1", "m2"), parts=()))
    chosen = postback("case.attach", case=there.id)
    choosing = context(rules=THREE, step="report.confirm", draft=photos, case=there)
    decision = decide(chosen, None, choosing)
    assert abouts(decision) == ["case.files_full"]
    assert not changes(decision, AttachDrafts)
    room = replace(choosing, case=replace(there, attachments=1))
    assert changes(decide(chosen, None, room), AttachDrafts)
