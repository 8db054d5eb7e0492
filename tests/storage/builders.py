"""Things to store, each valid as it is; a test says only what matters to it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from casework.agencies import Agency
from casework.cases import AffectedConsent, Case, CaseState, Part, Referral, ReferralState
from casework.categories import Category, Flag, Kind, Urgency
from casework.people import Invitation, Person, Role
from casework.places import Place, PlaceSource
from storage import Session, inbox, outbox, turns
from storage.cases import save_case
from storage.conversations import Conversation, conversation
from storage.events import Counted, Event, Received
from storage.outbox import Lane, Letter
from storage.people import save_person

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
BURST = timedelta(seconds=3)
LEASE = timedelta(seconds=30)
PAI = Place("58", "แม่ฮ่องสอน", "5803", "ปาย", "580301", "เวียงใต้", PlaceSource.VOLUNTEER_AREA)
MAE_HONG_SON = Place("58", "แม่ฮ่องสอน", source=PlaceSource.CHOSEN)

_numbers = count(1)


def seconds(amount: float) -> timedelta:
    return timedelta(seconds=amount)


def a_person(**changes: Any) -> Person:
    person = Person(id=uuid4(), line_user_id=f"U{uuid4().hex}")
    return replace(person, **changes)


def a_mentor(**changes: Any) -> Person:
    return a_person(**{"roles": frozenset({Role.MENTOR}), "area": MAE_HONG_SON, **changes})


def an_officer(agency: Agency = Agency.DLPW, **changes: Any) -> Person:
    officer = {"roles": frozenset({Role.OFFICER}), "area": MAE_HONG_SON, "agency": agency}
    return a_person(**{**officer, **changes})


def an_invitation(code: str = "ABCD2345", **changes: Any) -> Invitation:
    invitation = Invitation(
        code=code,
        role=Role.VOLUNTEER,
        area=PAI,
        agency=None,
        made_by=None,
        expires_at=NOW + timedelta(days=14),
    )
    return replace(invitation, **changes)


def a_case(reporter: Person | UUID, **changes: Any) -> Case:
    case = Case(
        id=uuid4(),
        number=f"มส-69-{next(_numbers):05d}",
        reporter_id=reporter.id if isinstance(reporter, Person) else reporter,
        state=CaseState.SCREENING,
        kind=Kind.PROBLEM,
        category=Category.PROTECTION,
        subtype="P01",
        confidence=0.91,
        urgency=Urgency.NORMAL,
        place=PAI,
        parts=(Part("m1", "นายจ้างไม่จ่ายค่าจ้าง"), Part("m2", "สามเดือนแล้ว")),
        created_at=NOW,
        changed_at=NOW,
        secondary=(Category.SOCIAL_SECURITY, Category.EMPLOYMENT),
        flags=frozenset({Flag.WAGE_THEFT_MANY, Flag.MIGRANT_WORKER}),
        people_count=12,
        amounts=(9000, 27000),
        evidence=("ไม่จ่ายค่าจ้าง", "สามเดือน"),
        reason="มีคำว่า ไม่จ่ายค่าจ้าง",
        affected_consent=AffectedConsent.AGREED,
    )
    return replace(case, **changes)


def a_referral(agency: Agency = Agency.DLPW, **changes: Any) -> Referral:
    referral = Referral(
        id=uuid4(),
        agency=agency,
        office_id=f"{agency}-58",
        office_name="สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแม่ฮ่องสอน",
        state=ReferralState.SENT,
        sent_at=NOW,
    )
    return replace(referral, **changes)


def a_saved_case(session: Session, **changes: Any) -> Case:
    reporter = a_person()
    save_person(session, reporter)
    case = a_case(reporter, **changes)
    save_case(session, case)
    return case


def an_event(chat: str = "user:U1", **changes: Any) -> Received:
    number = next(_numbers)
    event = Received(
        webhook_event_id=f"01EVENT{number:08d}",
        conversation_key=chat,
        kind="text",
        timestamp=NOW,
        raw='{"type":"message"}',
        message_id=f"message-{number}",
    )
    return replace(event, **changes)


def a_letter(recipient: str = "line:U1", text: str = "สวัสดี", **changes: Any) -> Letter:
    payload: Mapping[str, Any] = {"type": "text", "text": text}
    letter = Letter(recipient=recipient, channel="line", payload=dict(payload), about="greeting")
    return replace(letter, **changes)


def a_mail(address: str = "office@example.go.th", **changes: Any) -> Letter:
    letter = Letter(
        recipient=f"mail:{address}",
        channel="mail",
        payload={"subject": "เรื่องใหม่", "body": "มีเรื่องใหม่"},
        about="case.mail",
    )
    return replace(letter, **changes)


def counted_by(
    session: Session,
    now: datetime,
    burst: timedelta,
    first: turns.First = list,
    behind: Collection[str] = (),
) -> list[Counted]:
    """The events that a worker begins which begins no others with them."""
    found = turns.count_attempts(session, now, burst, first, behind)
    return [each for turn in found or () for each in turn.counted]


def claim_chat(
    session: Session, now: datetime, burst: timedelta, limit: int | None = None
) -> tuple[Conversation, list[Event]] | None:
    """Lock a chat whose turn it is, as by a worker, no attempt counted; None: there is none."""
    key, counted, opened = inbox.locked(session, now, burst)
    return (conversation(session, key), opened[:limit]) if counted else None


def complete(session: Session, lane: Lane, now: datetime, request_id: str = "") -> bool:
    """The lane's rows were taken by the other side. False if the lease was lost."""
    (is_done,) = outbox.complete_all(session, [outbox.Taken(lane, now, request_id)])
    return is_done
