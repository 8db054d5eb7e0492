"""Cases of two provinces and two agencies, and the people who may see some of them or none.

Whatever was said of a case holds the case's own mark, so that a single word that comes back where
it must not is found.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from casework.agencies import Agency
from casework.case_number import format_number
from casework.cases import Case, CaseState, LogEntry, Part, Question, Referral, ReferralState
from casework.categories import Category
from casework.corrections import Correction, Label
from casework.people import Person, Role
from casework.places import Place
from storage import (
    Session,
    attachments,
    case_log,
    conversations,
    corrections,
    inbox,
    outbox,
    timers,
)
from storage.attachments import Attachment
from storage.cases import save_case
from storage.people import save_invitation, save_person
from storage.timers import Timer
from tests.storage.builders import (
    BURST,
    LEASE,
    MAE_HONG_SON,
    NOW,
    a_case,
    a_letter,
    a_mentor,
    a_person,
    a_referral,
    an_event,
    an_invitation,
    an_officer,
)

AYUTTHAYA = Place("14", "พระนครศรีอยุธยา")


@dataclass(frozen=True)
class Told:
    """A case with all that hangs on it. `marks` are what nobody else may ever be shown of it."""

    case: Case
    reporter: Person
    mark: str
    attachment: Attachment

    @property
    def chat(self) -> str:
        """The reporter's."""
        return f"user:{self.reporter.line_user_id}"

    @property
    def marks(self) -> tuple[str, ...]:
        referrals = (str(each.id) for each in self.case.referrals)
        case = self.case
        return (str(case.id), case.number, self.mark, str(self.attachment.id), *referrals)


@dataclass(frozen=True)
class World:
    """Every case, and who looks."""

    told: tuple[Told, ...]
    viewers: dict[str, Person] = field(default_factory=dict)


def a_world(session: Session) -> World:
    """Two provinces, two agencies, a case for each pair, one referred to nobody; written down."""
    agencies = (Agency.DLPW, Agency.SSO, None)
    pairs = [(place, agency) for place in (MAE_HONG_SON, AYUTTHAYA) for agency in agencies]
    told = tuple(_told(session, n, place, agency) for n, (place, agency) in enumerate(pairs))
    viewers = {
        "mentor": a_mentor(agency=Agency.MOL_OPS),
        "mentor elsewhere": a_mentor(area=AYUTTHAYA),
        "officer": an_officer(Agency.DLPW),
        "officer of another agency": an_officer(Agency.SSO),
        "officer elsewhere": an_officer(Agency.DLPW, area=AYUTTHAYA),
        "officer of an agency without cases": an_officer(Agency.DSD),
        "officer of no agency": replace(an_officer(), agency=None),
        "officer without a province": an_officer(area=None),
        "mentor without a province": a_mentor(area=None),
        "mentor who blocked us": a_mentor(blocked=True),
        "officer who blocked us": an_officer(blocked=True),
        "mentor whose role was taken": a_mentor(roles=frozenset()),
        "volunteer with an agency": an_officer(roles=frozenset({Role.VOLUNTEER})),
        "citizen": a_person(roles=frozenset({Role.CITIZEN}), area=MAE_HONG_SON),
        "operator": a_person(roles=frozenset({Role.OPERATOR}), area=MAE_HONG_SON),
        "nobody known": a_person(),
        **{f"reporter {each.mark}": each.reporter for each in (told[0], told[-1])},
    }
    for viewer in viewers.values():
        save_person(session, viewer)
    return World(told, viewers)


def _told(session: Session, number: int, place: Place, agency: Agency | None) -> Told:
    mark = f"secret{number}x"
    reporter = a_person(name=mark, roles=frozenset({Role.VOLUNTEER}), area=place, applied_at=NOW)
    save_person(session, reporter)
    case = _case(reporter, mark, number, place, agency)
    save_case(session, case)
    chat = f"user:{reporter.line_user_id}"
    case_log.add(session, [LogEntry(case.id, NOW, reporter.id, "corrected", mark)])
    corrections.add(session, _correction(case, mark))
    timers.set_timer(session, Timer(f"case:{case.id}", "reminder", NOW, case.id, {"x": mark}))
    outbox.put(session, [a_letter(f"line:{reporter.line_user_id}", mark, case_id=case.id)], NOW)
    inbox.receive(session, [an_event(chat, raw=f'"{mark}"', reason=mark)], BURST, NOW)
    conversations.set_step(session, chat, "report", {"parts": mark}, NOW)
    used = {"name": mark, "used_by": reporter.id, "used_at": NOW}
    save_invitation(session, an_invitation(mark, **used))
    attachments.add(
        session,
        message_id=f"{mark}-file",
        conversation_key=chat,
        kind="file",
        now=NOW,
        case_id=case.id,
        file_name=mark,
        place=replace(place, subdistrict=mark),
    )
    (claimed,) = attachments.claim(session, "w", NOW, LEASE)
    assert attachments.store(session, claimed, mark.encode(), "image/jpeg")
    return Told(case, reporter, mark, claimed)


def _case(reporter: Person, mark: str, number: int, place: Place, agency: Agency | None) -> Case:
    here = {"office_id": f"{agency}-{place.province_code}", "office_name": mark}
    referral = a_referral(agency or Agency.DLPW, result=mark, reason=mark, **here)
    referrals: tuple[Referral, ...] = (referral,) if agency else ()
    if number % 2:  # what was given back was referred all the same
        referrals = tuple(replace(each, state=ReferralState.RETURNED) for each in referrals)
    return a_case(
        reporter,
        number=format_number(place.province_code, 2569, number + 1),
        state=CaseState.FORWARDED if agency else CaseState.SCREENING,
        place=replace(place, subdistrict=mark),
        parts=(Part(f"{mark}-a", f"คนงาน {mark}"), Part(f"{mark}-b", mark)),
        evidence=(mark,),
        reason=mark,
        result=mark,
        question=Question(mark, reporter.id, NOW),
        created_at=NOW + timedelta(minutes=number),
        referrals=referrals,
    )


def _correction(case: Case, mark: str) -> Correction:
    return Correction(
        case_id=case.id,
        text=mark,
        kind=case.kind,
        old=Label(case.category),
        old_by="machine",
        new=Label(Category.SKILLS),
        secondary=(),
        flags=frozenset(),
        urgency=case.urgency,
        read=None,
        model_version="",
        decided_by=Role.MENTOR,
        decided_at=NOW,
    )
