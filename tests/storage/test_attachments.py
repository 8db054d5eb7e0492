"""Attachments: drafts, cases, contents fetched under a lease, and erasing."""

from datetime import timedelta
from typing import Any

from storage import Session, attachments, conversations
from storage.attachments import Attachment
from tests.storage.builders import LEASE, NOW, PAI, a_saved_case

CHAT = "user:U1"


def add(session: Session, message_id: str = "photo", kind: str = "image", **changes: Any) -> None:
    conversations.ensure(session, [CHAT])
    attachments.add(
        session, message_id=message_id, conversation_key=CHAT, kind=kind, now=NOW, **changes
    )


def claimed(session: Session) -> Attachment:
    (attachment,) = attachments.claim(session, "w1", NOW, LEASE)
    return attachment


def test_a_drafts_attachments_go_to_its_case(session: Session) -> None:
    add(session)
    add(session, "pin", "location", place=PAI)
    add(session, "photo")  # the same event again
    assert [each.message_id for each in attachments.of_draft(session, CHAT)] == [
        "photo",
        "pin",
    ] or ([each.message_id for each in attachments.of_draft(session, CHAT)] == ["pin", "photo"])
    case = a_saved_case(session)
    assert attachments.attach_drafts(session, CHAT, case.id) == 2
    assert attachments.of_draft(session, CHAT) == []
    by_message = {each.message_id: each for each in attachments.of_case(session, case.id)}
    assert by_message["pin"].place == PAI
    assert (by_message["pin"].state, by_message["photo"].state) == ("stored", "waiting")


def test_a_content_is_fetched_once_under_a_lease(session: Session) -> None:
    add(session)
    lease = claimed(session)
    assert attachments.claim(session, "w2", NOW, LEASE) == []
    assert attachments.store(session, lease, b"\xff\xd8\x00", "image/jpeg")
    assert attachments.content(session, lease.id) == b"\xff\xd8\x00"
    assert not attachments.store(session, lease, b"again", "image/jpeg")
    (stored,) = attachments.of_draft(session, CHAT)
    assert (stored.state, stored.size, stored.content_type) == ("stored", 3, "image/jpeg")


def test_a_lease_that_was_taken_over_stores_nothing(session: Session) -> None:
    add(session)
    lost = claimed(session)
    (mine,) = attachments.claim(session, "w1", NOW + LEASE, LEASE)
    assert not attachments.store(session, lost, b"late", "image/jpeg")
    assert not attachments.fail(session, lost, "late")
    assert attachments.store(session, mine, b"mine", "image/jpeg")


def test_what_is_not_ready_is_fetched_later(session: Session) -> None:
    add(session)
    assert attachments.postpone(session, claimed(session), NOW + timedelta(seconds=5), "202")
    assert attachments.claim(session, "w", NOW, LEASE) == []
    (again,) = attachments.claim(session, "w", NOW + timedelta(seconds=5), LEASE)
    assert again.attempts == 2


def test_what_cannot_be_fetched_is_listed_and_tried_again_when_asked(session: Session) -> None:
    add(session)
    attachments.fail(session, claimed(session), "410 gone")
    (failed,) = attachments.failed_attachments(session)
    assert (failed.state, failed.reason) == ("failed", "410 gone")
    assert attachments.retry_failed(session, NOW, [failed.id]) == 1
    assert claimed(session).id == failed.id


def test_erasing_removes_the_bytes_and_brings_nothing_back(session: Session) -> None:
    add(session, file_name="สลิป.jpg")
    add(session, "under way")
    lease, other = attachments.claim(session, "w", NOW, LEASE, limit=2)
    attachments.store(session, lease, b"slip", "image/jpeg")
    for message_id in ("photo", "under way"):
        assert attachments.erase(session, message_id) == 1
    assert attachments.content(session, lease.id) is None
    assert not attachments.store(session, other, b"late", "image/jpeg")
    add(session, "photo")  # the event read again
    assert attachments.of_draft(session, CHAT) == []
    assert attachments.claim(session, "w", NOW + timedelta(days=1), LEASE) == []


def test_what_is_of_a_report_under_way_stays_with_it(session: Session) -> None:
    case = a_saved_case(session)
    add(session, "of the report")
    add(session, "of the answer")
    assert attachments.attach_drafts(session, CHAT, case.id, kept_back=["of the report"]) == 1
    assert [each.message_id for each in attachments.of_case(session, case.id)] == ["of the answer"]
    assert [each.message_id for each in attachments.of_draft(session, CHAT)] == ["of the report"]


def test_dropping_a_draft_leaves_what_belongs_to_cases(session: Session) -> None:
    case = a_saved_case(session)
    add(session, "of the case", case_id=case.id)
    add(session)
    assert attachments.drop_drafts(session, CHAT) == 1
    assert [each.message_id for each in attachments.of_case(session, case.id)] == ["of the case"]
