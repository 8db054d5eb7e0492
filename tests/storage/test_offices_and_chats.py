"""The directory of offices, and where chats stand."""

from dataclasses import replace
from datetime import timedelta

from casework.agencies import Agency
from casework.offices import Office
from storage import Session, conversations, offices
from storage.conversations import Conversation
from storage.people import ensure_person
from tests.storage.builders import NOW

OFFICE = Office("dlpw-58", Agency.DLPW, "58", "สสค.แม่ฮ่องสอน", email="mhs@example.go.th")


def test_offices_are_inserted_and_replaced_by_their_id(session: Session) -> None:
    assert offices.save_offices(session, []) == 0
    bangkok = Office(
        "doe-10-3", Agency.DOE, "10", "สจก.กทม. พื้นที่ 3", area="3", valid_from=NOW.date()
    )
    assert offices.save_offices(session, [OFFICE, bangkok]) == 2
    changed = replace(OFFICE, email="new@example.go.th", phone="053000000")
    offices.save_offices(session, [changed])
    assert offices.office_by_id(session, "dlpw-58") == changed
    assert offices.office_by_id(session, "none") is None
    assert offices.offices_of(session, "10") == [bangkok]
    assert offices.all_offices(session) == [changed, bangkok]


def test_a_chat_remembers_where_it_stands(session: Session) -> None:
    assert conversations.conversation(session, "user:U1") == Conversation("user:U1")
    conversations.set_step(
        session, "user:U1", "report.place", {"parts": [{"text": "เงินเดือน"}]}, NOW
    )
    person = ensure_person(session, "U1")
    expires = NOW + timedelta(seconds=50)
    remembered = conversations.heard(
        conversations.conversation(session, "user:U1"),
        person_id=person.id,
        reply_token="t",
        reply_expires_at=expires,
        events=2,
        at=NOW,
        most=30,
    )
    told = {"parts": [{"text": "เงินเดือน"}]}
    assert remembered == Conversation(
        "user:U1", person.id, "report.place", told, "t", expires, minute_events=2
    )
    assert conversations.remember(session, [remembered]) == ["user:U1"]
    assert conversations.conversation(session, "user:U1") == remembered
    later = NOW + timedelta(hours=1)
    moved = replace(remembered, step="menu", draft={"told": "ก\0\ud800"}, changed_at=later)
    conversations.remember(session, [moved])
    stood = conversations.conversation(session, "user:U1")
    assert (stood, stood.changed_at) == (remembered, NOW)
    conversations.remember(session, [moved], ["user:U1"])
    kept = conversations.conversation(session, "user:U1")
    assert (kept.step, kept.draft) == ("menu", {"told": "ก\ufffd\ufffd"})
    assert kept.changed_at == later
    conversations.set_step(session, "user:U1", "", {}, NOW)
    assert conversations.conversation(session, "user:U1").draft == {}
