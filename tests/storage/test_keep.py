"""A decision is kept whole: its changes, and its messages to whoever they are for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest
from sqlalchemy import select

from casework import messages as say
from casework.agencies import Agency
from casework.cases import LogEntry, Part
from casework.changes import (
    AddAttachment,
    AddLog,
    AttachDrafts,
    CancelTimers,
    Change,
    Decision,
    DropDrafts,
    Erase,
    SaveCase,
    SaveInvitation,
    SavePerson,
    SetConversation,
    SetTimer,
    TakeBack,
    TakeBackQuotes,
)
from casework.offices import Office
from casework.people import Role
from storage import (
    Engine,
    RacedAway,
    Session,
    attachments,
    case_log,
    cases,
    conversations,
    inbox,
    offices,
    outbox,
    people,
    timers,
    transaction,
)
from storage.conversations import Conversation
from storage.keep import DISPATCH, keep
from storage.ledger import ledger
from storage.outbox import Lane
from storage.tables import Base
from tests.storage.builders import (
    BURST,
    LEASE,
    NOW,
    a_case,
    a_letter,
    a_mentor,
    a_person,
    a_saved_case,
    an_event,
    an_invitation,
    an_officer,
    claim_chat,
    seconds,
)

HERE = Conversation("user:U1", reply_token="token", reply_expires_at=NOW + seconds(50))
HELLO = say.Text("สวัสดี")


def render(message: say.Message) -> Sequence[dict[str, Any]]:
    assert isinstance(message.content, say.Text)
    return [{"type": "text", "text": message.content.text}]


def kept(
    session: Session, *parts: Change | say.Message, here: Conversation | None = HERE
) -> list[int]:
    conversations.ensure(session, ["user:U1"])
    changes = tuple(each for each in parts if not isinstance(each, say.Message))
    messages = tuple(each for each in parts if isinstance(each, say.Message))
    return keep(session, Decision(changes, messages), render, here, NOW)


def to(audience: say.Audience, content: say.Content = HELLO, **more: Any) -> say.Message:
    return say.Message(audience, content, "test", **more)


def lanes(session: Session) -> dict[str, Lane]:
    found = {}
    while lane := outbox.claim_lane(session, "w", NOW, LEASE):
        found[lane.recipient] = lane
    return found


def test_every_change_has_its_place_in_the_table() -> None:
    assert set(DISPATCH) == set(get_args(Change))


def test_nothing_decided_changes_nothing(session: Session) -> None:
    assert kept(session) == []
    assert ledger(session).written == {"line": 0, "mail": 0}


def test_changes_may_come_in_any_order(session: Session) -> None:
    person = a_person()
    case = a_case(person)
    kept(
        session,
        AttachDrafts(case.id),  # nothing is attached yet: the photo comes after it
        AddAttachment("photo", "image"),
        AttachDrafts(case.id),
        SetTimer("case:1:screen", "overdue", NOW, case.id, {"step": "screen"}),
        AddLog(LogEntry(case.id, NOW, person.id, "case.reported")),
        SetConversation("report.sent", {"case": str(case.id)}),
        SaveInvitation(an_invitation(used_by=person.id, used_at=NOW)),
        SaveCase(case),
        SavePerson(person),
    )
    assert cases.case_by_id(session, case.id) == replace(case, attachments=1)
    assert people.person_by_id(session, person.id) == person
    assert [each.action for each in case_log.entries(session, case.id)] == ["case.reported"]
    assert conversations.conversation(session, "user:U1").step == "report.sent"
    assert [each.message_id for each in attachments.of_case(session, case.id)] == ["photo"]
    assert timers.due(session, NOW)[0].data == {"step": "screen"}


def test_timers_are_taken_back_and_set_in_the_order_decided(session: Session) -> None:
    kept(session, SetTimer("case:1:screen", "x", NOW))
    kept(session, CancelTimers("case:1:"), SetTimer("case:1:accept", "x", NOW))
    assert [each.key for each in timers.due(session, NOW, 9)] == ["case:1:accept"]


def test_a_cancelled_report_drops_its_photos(session: Session) -> None:
    kept(session, AddAttachment("photo", "image"))
    kept(session, DropDrafts())
    assert attachments.of_draft(session, "user:U1") == []


def test_an_answer_here_carries_the_reply_token(session: Session) -> None:
    kept(session, to(say.Here()))
    lane = lanes(session)["line:U1"]
    assert (lane.via, lane.reply_token, lane.rows[0].payload) == (
        "reply",
        "token",
        {"type": "text", "text": "สวัสดี"},
    )


@pytest.mark.parametrize(
    ("key", "recipient"), [("group:C1", "line:C1"), ("room:R1", "line:R1"), ("user:U9", "line:U9")]
)
def test_an_answer_goes_to_the_chat_it_came_from(
    session: Session, key: str, recipient: str
) -> None:
    kept(session, to(say.Here()), here=Conversation(key))
    assert list(lanes(session)) == [recipient]


def test_here_and_a_message_to_the_same_person_are_one_lane(session: Session) -> None:
    person = a_person(line_user_id="U1")
    kept(session, SavePerson(person), to(say.ToPerson(person.id)), to(say.Here()))
    (lane,) = lanes(session).values()
    assert (lane.recipient, lane.via, len(lane.rows)) == ("line:U1", "reply", 2)


def test_everybody_who_serves_hears_unless_they_blocked_us(session: Session) -> None:
    mentor, officer = a_mentor(line_user_id="Umentor"), an_officer(line_user_id="Uofficer")
    operator = a_person(line_user_id="Uoperator", roles=frozenset({Role.OPERATOR}))
    blocked = a_mentor(line_user_id="Ublocked", blocked=True)
    for person in (mentor, officer, operator, blocked):
        people.save_person(session, person)
    kept(
        session,
        to(say.ToMentors("58")),
        to(say.ToOfficers(Agency.DLPW, "58")),
        to(say.ToOperators()),
        to(say.ToPerson(blocked.id)),
        to(say.ToOfficers(Agency.SSO, "58")),  # there is none: the office's mail is the other way
        here=None,
    )
    assert set(lanes(session)) == {"line:Umentor", "line:Uofficer", "line:Uoperator"}


def test_what_reaches_no_mentor_is_said_to_the_operators_without_what_was_told(
    session: Session,
) -> None:
    operator = a_person(line_user_id="Uoperator", roles=frozenset({Role.OPERATOR}))
    for person in (operator, a_mentor(line_user_id="Ublocked", blocked=True)):
        people.save_person(session, person)
    case = a_saved_case(session)
    told = replace(to(say.ToMentors("58")), case_id=case.id, quotes_case=True, urgent=True)
    kept(session, replace(told, unheard=say.Text("ไม่มีพี่เลี้ยง")), told, here=None)
    (lane,) = lanes(session).values()
    assert lane.recipient == "line:Uoperator"
    assert [row.payload["text"] for row in lane.rows if row.payload] == ["ไม่มีพี่เลี้ยง"]
    assert "shown" not in {each.action for each in case_log.entries(session, case.id)}


def test_what_waits_for_somebody_who_blocks_us_is_taken_back(session: Session) -> None:
    mentor, other = a_mentor(line_user_id="Um"), a_mentor(line_user_id="Uo")
    kept(session, *(SavePerson(each) for each in (mentor, other)))
    kept(session, to(say.ToMentors("58"), due=NOW + timedelta(hours=9)))
    kept(session, SavePerson(replace(mentor, blocked=True)))
    states = ledger(session).messages["line"]
    assert (states["waiting"], states["cancelled"]) == (1, 1)


def test_an_office_is_written_to_at_its_address(session: Session) -> None:
    office = Office("dlpw-58", Agency.DLPW, "58", "สสค.แม่ฮ่องสอน", email="mhs@example.go.th")
    offices.save_offices(session, [office])
    kept(session, to(say.ToOffice("dlpw-58"), say.Mail("เรื่องใหม่", "มีเรื่องใหม่")), here=None)
    lane = lanes(session)["mail:mhs@example.go.th"]
    assert (lane.via, lane.rows[0].payload) == (
        "smtp",
        {"subject": "เรื่องใหม่", "body": "มีเรื่องใหม่"},
    )


def test_an_address_of_the_configuration_is_written_to(session: Session) -> None:
    kept(session, to(say.ToAddress("it@example.go.th"), say.Mail("s", "b")), here=None)
    assert lanes(session)["mail:it@example.go.th"].rows[0].payload == {"subject": "s", "body": "b"}
    with pytest.raises(ValueError, match="only an e-mail"):
        kept(session, to(say.ToAddress("it@example.go.th")), here=None)


def test_what_is_overtaken_is_taken_back_and_nothing_else(session: Session) -> None:
    operator = a_person(line_user_id="Uoperator", roles=frozenset({Role.OPERATOR}))
    people.save_person(session, operator)
    told, other = (
        say.Message(say.ToOperators(), say.Text(words), about)
        for words, about in (("ก่อน", "alert.x"), ("อื่น", "alert.xy"))
    )
    kept(session, told, other, here=None)
    kept(session, TakeBack("alert.x"), replace(told, content=say.Text("หลัง")), here=None)
    (lane,) = lanes(session).values()
    said = [row.payload["text"] for row in lane.rows if row.payload]
    assert said == ["อื่น", "หลัง"]
    assert ledger(session).messages["line"]["cancelled"] == 1


def test_what_quotes_a_case_that_moved_away_is_taken_back_before_it_is_told_anew(
    session: Session,
) -> None:
    mentor = a_mentor(line_user_id="Umentor")
    people.save_person(session, mentor)
    case = a_saved_case(session)
    quote = say.Message(
        say.ToMentors("58"), say.Text("คำ"), "desk.answer_came", case_id=case.id, quotes_case=True
    )
    moved = say.Message(say.ToMentors("58"), say.Text("ย้าย"), "desk.moved", case_id=case.id)
    kept(session, quote, here=None)
    kept(session, moved, TakeBackQuotes(case.id), here=None)
    (lane,) = lanes(session).values()
    assert [row.payload["text"] for row in lane.rows if row.payload] == ["ย้าย"]


def test_an_office_without_an_address_is_listed_until_it_has_one(session: Session) -> None:
    office = Office("dlpw-58", Agency.DLPW, "58", "สสค.แม่ฮ่องสอน")
    offices.save_offices(session, [office])
    kept(session, to(say.ToOffice("dlpw-58"), say.Mail("s", "b")), here=None)
    assert lanes(session) == {}
    (failed,) = outbox.failed_messages(session)
    assert failed.reason == "no e-mail address for office สสค.แม่ฮ่องสอน"
    assert outbox.retry_failed(session, NOW) == 0
    offices.save_offices(session, [replace(office, email="mhs@example.go.th")])
    assert outbox.retry_failed(session, NOW) == 1
    assert list(lanes(session)) == ["mail:mhs@example.go.th"]


def test_an_unknown_office_is_listed_too(session: Session) -> None:
    kept(session, to(say.ToOffice("dlpw-99"), say.Mail("s", "b")))
    assert outbox.failed_messages(session)[0].reason == "no e-mail address for office dlpw-99"


def test_what_is_urgent_or_of_a_case_must_arrive(session: Session) -> None:
    case = a_saved_case(session)
    kept(
        session,
        to(say.Here()),
        to(say.Here(), urgent=True),
        to(say.Here(), case_id=case.id),
    )
    lane = lanes(session)["line:U1"]
    assert [row.must_arrive for row in lane.rows] == [False, True, True]


def test_a_digest_waits_until_it_is_due(session: Session) -> None:
    kept(session, to(say.Here(), due=NOW + timedelta(hours=20)))
    assert lanes(session) == {}
    assert outbox.claim_lane(session, "w", NOW + timedelta(hours=20), LEASE) is not None


@pytest.mark.parametrize(
    ("message", "here"),
    [
        (to(say.Here()), None),
        (to(say.Here()), Conversation("none")),
        (to(say.ToPerson(a_person().id)), HERE),
        (to(say.ToOffice("dlpw-58")), HERE),
        (to(say.Here(), say.Mail("s", "b")), HERE),
    ],
)
def test_a_message_that_makes_no_sense_is_refused(
    session: Session, message: say.Message, here: Conversation | None
) -> None:
    with pytest.raises((ValueError, AssertionError)):
        kept(session, message, here=here)


def test_a_timer_cannot_speak_of_a_conversation(session: Session) -> None:
    with pytest.raises(ValueError, match="nobody is being answered"):
        kept(session, SetConversation("x"), here=None)


def test_a_decision_that_fails_leaves_nothing_behind(engine: Engine) -> None:
    person, rival = a_person(), a_person()
    with transaction(engine) as session:
        kept(session, SavePerson(rival))
        kept(session, SaveInvitation(an_invitation(used_by=rival.id, used_at=NOW)))
    late = SaveInvitation(an_invitation(used_by=person.id, used_at=NOW))
    with pytest.raises(RacedAway), transaction(engine) as session:
        kept(session, to(say.Here()), SavePerson(person), late)
    with transaction(engine) as session:
        assert people.person_by_id(session, person.id) is None
        assert lanes(session) == {}


def test_an_unsent_message_is_removed_everywhere(session: Session) -> None:
    case = a_saved_case(session, parts=(Part("m1", "ความลับ"), Part("m2", "เรื่องอื่น")), reason="")
    event = an_event("user:U1", message_id="m1", raw='{"text":"ความลับ"}')
    inbox.receive(session, [event], BURST, NOW)
    claimed = claim_chat(session, NOW + BURST, BURST)
    assert claimed is not None
    kept(session, AddAttachment("m1", "image", case.id))
    (attachment,) = attachments.claim(session, "w", NOW, LEASE)
    attachments.store(session, attachment, b"photo", "image/jpeg")
    copy = a_letter("line:Umentor", text="ความลับ", case_id=case.id, quotes_case=True)
    outbox.put(session, [copy], NOW)

    kept(session, Erase("m1", case.id), to(say.ToPerson(case.reporter_id), say.Text("ลบแล้ว")))

    left = cases.case_by_id(session, case.id)
    assert left is not None
    assert left.parts == case.parts[1:]
    assert left.evidence == ()
    assert attachments.of_case(session, case.id) == []
    assert attachments.content(session, attachment.id) is None
    # It counts as handled already.
    assert inbox.mark_handled(session, [claimed[1][0].id], NOW) == set()
    assert "line:Umentor" not in lanes(session)
    assert ledger(session).balanced
    assert "ความลับ" not in everything_in(session)


def everything_in(session: Session) -> str:
    """Every row of every table, as text."""
    return "\n".join(
        str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table))
    )


def test_an_unsent_photo_of_a_draft_is_removed(session: Session) -> None:
    kept(session, AddAttachment("photo", "image"))
    kept(session, Erase("photo"))
    assert attachments.of_draft(session, "user:U1") == []
