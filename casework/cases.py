"""A reported problem or need, its referrals, and the steps it may take.

ชี้เป้า → คัดกรอง → ส่งต่อ → ดำเนินการ → แจ้งผล → ยุติเรื่อง
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from casework.agencies import Agency
from casework.categories import Category, Flag, Kind, Urgency
from casework.offices import province_of
from casework.places import Place
from casework.reading import ReadAs


class CaseState(StrEnum):
    SCREENING = "screening"
    FORWARDED = "forwarded"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STATE_NAMES = {
    CaseState.SCREENING: "คัดกรอง",
    CaseState.FORWARDED: "ส่งต่อแล้ว",
    CaseState.IN_PROGRESS: "กำลังดำเนินการ",
    CaseState.ANSWERED: "แจ้งผลแล้ว",
    CaseState.CLOSED: "ยุติเรื่อง",
    CaseState.WITHDRAWN: "ผู้แจ้งถอนเรื่อง",
}

OPEN_STATES = frozenset({CaseState.SCREENING, CaseState.FORWARDED, CaseState.IN_PROGRESS})

# From each state, the states one step may lead to. Nothing leads out of WITHDRAWN.
TRANSITIONS = {
    CaseState.SCREENING: {
        CaseState.FORWARDED,
        CaseState.IN_PROGRESS,  # sent on again after another office did its part
        CaseState.ANSWERED,
        CaseState.WITHDRAWN,
    },
    CaseState.FORWARDED: {
        CaseState.SCREENING,
        CaseState.IN_PROGRESS,
        CaseState.ANSWERED,
        CaseState.WITHDRAWN,
    },
    CaseState.IN_PROGRESS: {
        CaseState.SCREENING,
        CaseState.FORWARDED,
        CaseState.ANSWERED,
        CaseState.WITHDRAWN,
    },
    CaseState.ANSWERED: {CaseState.SCREENING, CaseState.CLOSED},
    CaseState.CLOSED: {CaseState.SCREENING},
    CaseState.WITHDRAWN: set(),
}


class ReferralState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    RETURNED = "returned"


REFERRAL_STATE_NAMES = {
    ReferralState.SENT: "ส่งแล้ว รอหน่วยงานรับ",
    ReferralState.ACCEPTED: "หน่วยงานรับเรื่องแล้ว",
    ReferralState.IN_PROGRESS: "กำลังดำเนินการ",
    ReferralState.DONE: "ดำเนินการแล้ว",
    ReferralState.RETURNED: "ส่งกลับให้คัดกรอง",
}

REFERRAL_TRANSITIONS = {
    ReferralState.SENT: {
        ReferralState.ACCEPTED,
        ReferralState.IN_PROGRESS,
        ReferralState.DONE,
        ReferralState.RETURNED,
    },
    ReferralState.ACCEPTED: {
        ReferralState.IN_PROGRESS,
        ReferralState.DONE,
        ReferralState.RETURNED,
    },
    ReferralState.IN_PROGRESS: {ReferralState.DONE, ReferralState.RETURNED},
    ReferralState.DONE: set(),
    ReferralState.RETURNED: set(),
}

OPEN_REFERRAL_STATES = frozenset(
    {ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.IN_PROGRESS}
)


class Closing(StrEnum):
    """How a case came to its end; silence is counted apart."""

    CONFIRMED = "confirmed"
    SILENCE = "silence"


class AffectedConsent(StrEnum):
    """Whether the person the report is about agreed to it."""

    SELF = "self"
    AGREED = "agreed"
    NOT_YET = "not_yet"


class IllegalTransition(ValueError):
    """A step the case or referral may not take from where it stands."""


@dataclass(frozen=True)
class Part:
    """One message of a report. Parts stay apart so that an unsent one can be removed."""

    message_id: str
    text: str


@dataclass(frozen=True)
class Question:
    """What an officer asked the reporter and still waits to hear."""

    text: str
    asked_by: UUID
    asked_at: datetime


@dataclass(frozen=True)
class Referral:
    """One agency's part of a case, at one office, with a state of its own."""

    id: UUID
    agency: Agency
    office_id: str
    office_name: str
    state: ReferralState
    sent_at: datetime
    officer_id: UUID | None = None
    result: str = ""
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the office still has something to do."""
        return self.state in OPEN_REFERRAL_STATES

    def to(self, state: ReferralState) -> "Referral":
        """The referral in a new state. Raises IllegalTransition."""
        if state not in REFERRAL_TRANSITIONS[self.state]:
            raise IllegalTransition(f"referral: {self.state} -> {state}")
        return replace(self, state=state)


@dataclass(frozen=True)
class Case:
    """A report that was submitted. Times are timezone-aware UTC."""

    id: UUID
    number: str
    reporter_id: UUID
    state: CaseState
    kind: Kind
    category: Category
    subtype: str | None
    confidence: float
    urgency: Urgency
    place: Place
    parts: tuple[Part, ...]
    created_at: datetime
    changed_at: datetime
    secondary: tuple[Category, ...] = ()
    flags: frozenset[Flag] = frozenset()
    people_count: int | None = None
    amounts: tuple[int, ...] = ()
    evidence: tuple[str, ...] = ()  # the words of the message that led to the category
    reason: str = ""  # why it goes where it goes, in Thai; of several problems, their names first
    decided_by: str = "machine"  # machine, reporter or desk
    model_version: str = ""
    read: ReadAs | None = None  # the reader's own word, whoever decided
    affected_consent: AffectedConsent = AffectedConsent.NOT_YET
    mentor_id: UUID | None = None
    question: Question | None = None
    rating: int | None = None
    closing: Closing | None = None
    result: str = ""  # what the screening desk itself answered
    referrals: tuple[Referral, ...] = field(default_factory=tuple)
    attachments: int = 0  # photos, files and places that came with it; counted, not kept

    @property
    def text(self) -> str:
        """The whole report as the person wrote it (not masked)."""
        return "\n".join(part.text for part in self.parts)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in OPEN_STATES

    def referral(self, referral_id: UUID) -> Referral | None:
        """The referral with that id, if it is one of this case's."""
        return next((each for each in self.referrals if each.id == referral_id), None)

    def referrals_to(
        self, agency: Agency | None, province_code: str | None
    ) -> tuple[Referral, ...]:
        """Those to the agency's offices in that province. A case may have been referred in another
        one, before its place was corrected."""
        return tuple(
            each
            for each in self.referrals
            if each.agency == agency and province_of(each.office_id) == province_code
        )

    def to(self, state: CaseState, now: datetime) -> "Case":
        """The case in a new state. Raises IllegalTransition."""
        if state not in TRANSITIONS[self.state]:
            raise IllegalTransition(f"case: {self.state} -> {state}")
        return replace(self, state=state, changed_at=now)

    def with_referral(self, referral: Referral, now: datetime) -> "Case":
        """The case with a referral added or replaced, its own state following its referrals'.

        They stand in the order they were sent, but one that comes back goes to the end: while it
        is the last, nothing was sent on since.
        """
        if self.referral(referral.id) and referral.state != ReferralState.RETURNED:
            ordered = tuple(referral if r.id == referral.id else r for r in self.referrals)
        else:
            ordered = (*(r for r in self.referrals if r.id != referral.id), referral)
        changed = replace(self, referrals=ordered, changed_at=now)
        state = _state_by_referrals(changed.referrals)
        return changed if state == changed.state else changed.to(state, now)


def _state_by_referrals(referrals: tuple[Referral, ...]) -> CaseState:
    live = [each for each in referrals if each.state != ReferralState.RETURNED]
    if not live:
        return CaseState.SCREENING
    if all(each.state == ReferralState.DONE for each in live):
        # The others are done, but somebody has to find an office for a part that came back.
        part_left = referrals[-1].state == ReferralState.RETURNED
        return CaseState.SCREENING if part_left else CaseState.ANSWERED
    if any(each.state != ReferralState.SENT for each in live):
        return CaseState.IN_PROGRESS
    return CaseState.FORWARDED


@dataclass(frozen=True)
class LogEntry:
    """One line of a case's history: who did what. `actor_id` is None for the service itself."""

    case_id: UUID
    at: datetime
    actor_id: UUID | None
    action: str
    detail: str = ""
