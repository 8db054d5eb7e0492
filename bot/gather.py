"""All a decision may need to know, read from the database before the handler is asked.

Only what this inbound can need is read, and what may be changed by it is locked until the
transaction ends: the case spoken of, the invitation typed, the counter of case numbers.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from casework.case_number import find_number, parse_number
from casework.cases import Case
from casework.invitation_code import find_code, make_code
from casework.offices import Office
from casework.people import Invitation, Person, Role
from casework.provinces import PROVINCE_CODES
from casework.reading import Reading
from casework.retention import RETENTION
from casework.rules import Rules, ScreeningMode
from casework.thai_calendar import year_be
from casework.watch import WATCHDOG, Quota, Seen, quota_remembered
from handlers.context import Context
from handlers.inbound import FILES, Inbound, InboundKind
from handlers.plain import plain
from handlers.postback import Postback, decode
from handlers.results import LABELS, only_answered
from handlers.words import say
from storage import Session, cases, offices, outbox, people, retention, seen_by, watching
from storage.conversations import Conversation


class NeedsAlone(Exception):
    """This may change what others change, too: it is decided about last, or by itself."""


NOBODY = Person(id=UUID(int=0), line_user_id="")  # events without a person, and timers
MOST_OWN_CASES = 10
ENDING_A_PART = ("office.result", "office.reason")  # steps at which an office is done
MOST_APPLICANTS = 10  # side by side on a phone
REFERRING = ("desk.refer", "desk.agency", "desk.office")  # buttons that may send a case on
SUBMITTING = ("report.submit", "report.consent")  # buttons that may open one

Directory = dict[str, list[Office]]  # by province


@dataclass(frozen=True)
class _Spoken:
    """What an inbound speaks of."""

    inbound: Inbound
    postback: Postback
    step: str
    draft: Mapping[str, Any]
    alone: bool

    def lock(self) -> bool:
        """It is about to lock what others lock, too. Raises NeedsAlone."""
        if not self.alone:
            raise NeedsAlone
        return True

    @property
    def is_text(self) -> bool:
        return self.inbound.kind == InboundKind.TEXT

    @property
    def may_answer(self) -> bool:
        says = self.is_text or self.inbound.kind in (InboundKind.LOCATION, *FILES)
        return says or self.step == "question.which"

    @property
    def case_id(self) -> UUID | None:
        """By the button tapped, else by what the chat is in the middle of."""
        if self.postback.action:
            return self.postback.uuid("case") or _uuid(self.draft.get("case"))
        return _uuid(self.draft.get("case"))


def gather(
    session: Session,
    inbound: Inbound,
    reading: Reading | None,
    conversation: Conversation,
    person: Person,
    *,
    rules: Rules,
    now: datetime,
    alone: bool = True,
    directory: Directory | None = None,
) -> Context:
    """The context of one inbound. A case is in it only if `person` may see it.

    What is not decided about `alone` locks nothing: raises NeedsAlone when it would. `directory`
    holds what was read of the offices in the same transaction.
    """
    if person == NOBODY or inbound.in_group or inbound.kind == InboundKind.STANDBY:
        return Context(
            now, rules, person, conversation.step, conversation.changed_at, conversation.draft
        )
    postback = decode(inbound.data) if inbound.kind == InboundKind.POSTBACK else Postback("")
    spoken = _Spoken(inbound, postback, conversation.step, conversation.draft, alone)
    number = _number(spoken)
    applicant_id = postback.uuid("person")
    with seen_by(session, person.id):  # the database's own guard; `may_see` is ours
        own = tuple(cases.cases_of_reporter(session, person.id, MOST_OWN_CASES))
        case = _case(session, spoken, number, own)
        questions = _asked(session, person, own) if spoken.may_answer else ()
        asked = questions[0] if questions else None
        asked = cases.case_by_id(session, asked.id, lock=spoken.lock()) if asked else None
        waiting = _waiting(session, person, spoken)
        applicant = people.person_by_id(session, applicant_id) if applicant_id else None
        applicants = _applicants(session, person, spoken)
    if case is not None and not may_see(person, case):
        case = None
    there = _offices(session, _provinces(spoken, reading, case, person), directory)
    return Context(
        now=now,
        rules=rules,
        person=person,
        step=conversation.step,
        step_since=conversation.changed_at,
        draft=conversation.draft,
        case=case,
        case_number_typed=number is not None,
        my_cases=own,
        asked=asked,
        open_questions=questions,
        askers=_askers(session, person, spoken, case, asked),
        answered_with=_answered_with(session, spoken, person),
        alert_waits=_alert_waits(session, spoken, conversation.key),
        waiting=waiting,
        invitation=_invitation(session, spoken),
        applicant=applicant,
        applicants=applicants,
        offices=there,
        unreachable=_unreachable(session, spoken, case, there, rules),
        next_serial=_next_serial(session, spoken, now),
        fresh_code=_fresh_code(session, spoken),
    )


def gather_timer(
    session: Session,
    case_id: UUID | None,
    data: Mapping[str, Any],
    *,
    rules: Rules,
    now: datetime,
    kind: str = "",
    quota: Quota | None = None,
) -> Context:
    """The context of a timer: its case, or the cases that wait for the desk of its province.

    The watchdog's is how the service stands, with LINE's `quota`, or the last that was known.
    """
    seen = Seen()
    if kind == WATCHDOG:
        known = [each for each in (quota, quota_remembered(data)) if each]
        seen = watching.seen(session, max(known, key=lambda each: each.at, default=None))
    case = cases.case_by_id(session, case_id, lock=True) if case_id else None
    province = data.get("province_code")
    waiting = cases.waiting_for_desk(session, str(province)) if province else []
    provinces = {case.place.province_code} if case else {str(province)} if province else set()
    return Context(
        now=now,
        rules=rules,
        person=NOBODY,
        case=case,
        waiting=tuple(waiting),
        offices=_offices(session, provinces),
        seen=seen,
        kept_too_long=kind == RETENTION and retention.any_due(session, rules.retention.before(now)),
    )


def may_see(person: Person, case: Case) -> bool:
    """Its reporter; mentors of its province; officers of an agency it was referred to in its
    province. Nobody else sees a case through chat, operators neither, nor staff that blocked us.
    The policies of migrations 0010 and 0014 say the same to the database."""
    if case.reporter_id == person.id:
        return True
    if person.blocked or person.province_code is None:
        return False
    if person.province_code != case.place.province_code:
        return False
    if person.has(Role.MENTOR):
        return True
    return person.has(Role.OFFICER) and bool(case.referrals_to(person.agency, person.province_code))


def _case(
    session: Session, spoken: _Spoken, number: str | None, own: tuple[Case, ...]
) -> Case | None:
    if spoken.inbound.kind == InboundKind.UNSEND:
        unsent = spoken.inbound.message_id
        found = next((c for c in own if any(p.message_id == unsent for p in c.parts)), None)
        return cases.case_by_id(session, found.id, lock=spoken.lock()) if found else None
    if number is not None:
        return cases.case_by_number(session, number, lock=spoken.lock())
    case_id = spoken.case_id or _settled(spoken, own)
    return cases.case_by_id(session, case_id, lock=spoken.lock()) if case_id else None


def _settled(spoken: _Spoken, own: tuple[Case, ...]) -> UUID | None:
    """The case whose result was told, when somebody types the label of a button under it and it
    can be no other case: with more cases than are read, there may be an older one."""
    if not spoken.is_text or plain(spoken.inbound.text) not in LABELS:
        return None
    found = only_answered(own) if len(own) < MOST_OWN_CASES else None
    return found.id if found else None


def _asked(session: Session, person: Person, own: tuple[Case, ...]) -> tuple[Case, ...]:
    """The cases of this person's with an officer's question open, the latest asked first."""
    if len(own) == MOST_OWN_CASES:  # there may be older ones
        return tuple(cases.asked_of(session, person.id))
    asked = [(case.question.asked_at, case) for case in own if case.question]
    return tuple(case for _, case in sorted(asked, key=lambda each: each[0], reverse=True))


def _answered_with(session: Session, spoken: _Spoken, person: Person) -> frozenset[str]:
    """What an unsent message of staff's was answered with: by it they know that it went on."""
    works = person.has(Role.MENTOR) or person.has(Role.OFFICER)
    if spoken.inbound.kind != InboundKind.UNSEND or not works:
        return frozenset()
    return outbox.answered_with(session, person.line_user_id, spoken.inbound.message_id)


def _alert_waits(session: Session, spoken: _Spoken, chat: str) -> bool:
    """Whether the desk's alert of a draft, of which a message was unsent, is still to be sent."""
    if spoken.inbound.kind != InboundKind.UNSEND or not spoken.draft.get("alerted"):
        return False
    return outbox.waits(session, chat, "desk.emergency")


def _askers(
    session: Session, person: Person, spoken: _Spoken, *spoken_of: Case | None
) -> dict[UUID, Person]:
    """By case, who asked its open question, for its reporter and for who ends an office's part of
    it; nobody who may not see it any more."""
    found = {}
    for case in spoken_of:
        if case is None or case.question is None:
            continue
        if case.reporter_id != person.id and spoken.step not in ENDING_A_PART:
            continue
        asker = people.person_by_id(session, case.question.asked_by)
        if asker is not None and may_see(asker, case):
            found[case.id] = asker
    return found


def _number(spoken: _Spoken) -> str | None:
    """The case number typed. Words about a case may name another one: it is not spoken of then."""
    if not spoken.is_text:
        return None
    text = spoken.inbound.text
    return parse_number(text) if spoken.draft.get("case") else find_number(text)


def _waiting(session: Session, person: Person, spoken: _Spoken) -> tuple[Case, ...]:
    province = person.province_code
    wanted = spoken.is_text or spoken.postback.action == "desk.waiting"
    if province is None or not wanted:
        return ()
    if person.has(Role.MENTOR):
        return tuple(cases.waiting_for_desk(session, province))
    if person.has(Role.OFFICER) and person.agency:
        return tuple(cases.open_referrals_for(session, person.agency, province))
    return ()


def _applicants(session: Session, person: Person, spoken: _Spoken) -> tuple[Person, ...]:
    """Looked for only when a mentor asks what waits: no index finds them."""
    typed = spoken.is_text and plain(spoken.inbound.text) == plain(say("desk.waiting_button"))
    if person.province_code is None or not person.has(Role.MENTOR):
        return ()
    if not typed and spoken.postback.action != "desk.waiting":
        return ()
    return tuple(people.applicants_of(session, person.province_code, MOST_APPLICANTS))


def _invitation(session: Session, spoken: _Spoken) -> Invitation | None:
    """The code that was typed, or typed before: before the consent, or before the name."""
    typed = find_code(spoken.inbound.text) if spoken.is_text else None
    kept = spoken.postback.args.get("code") or spoken.draft.get("code")
    code = typed or (find_code(kept) if isinstance(kept, str) else None)
    return people.invitation_by_code(session, code, lock=spoken.lock()) if code else None


def _provinces(
    spoken: _Spoken, reading: Reading | None, case: Case | None, person: Person
) -> set[str]:
    """Every province a decision on this may name an office of."""
    places = [
        case.place if case else None,
        spoken.inbound.place,
        reading.place if reading else None,
        person.area,
    ]
    found = {place.province_code for place in places if place}
    kept = spoken.draft.get("place")
    candidates = spoken.draft.get("place_candidates")
    listed = [kept, *(candidates if isinstance(candidates, list) else ())]
    held = spoken.draft.get("held")
    listed.append(held.get("place") if isinstance(held, dict) else None)
    found |= {str(each.get("province_code")) for each in listed if isinstance(each, dict)}
    return found


def _offices(
    session: Session, provinces: set[str], directory: Directory | None = None
) -> tuple[Office, ...]:
    known = {} if directory is None else directory
    for province in provinces.intersection(PROVINCE_CODES) - known.keys():
        known[province] = offices.offices_of(session, province)
    wanted = sorted(provinces & known.keys())
    return tuple(office for province in wanted for office in known[province])


def _unreachable(
    session: Session,
    spoken: _Spoken,
    case: Case | None,
    there: tuple[Office, ...],
    rules: Rules,
) -> frozenset[str]:
    """The offices, of those a case may be sent to or taken from now, without an address and without
    officers."""
    province = _sent_on_in(spoken, case, rules)
    silent = [each for each in there if each.province_code == province and not each.email]
    served = people.agencies_served(session, province) if silent else set()
    return frozenset(office.id for office in silent if office.agency not in served)


def _sent_on_in(spoken: _Spoken, case: Case | None, rules: Rules) -> str:
    """The province in which this may send a case to departments, or take it from them; else ""."""
    if case and (spoken.postback.action in REFERRING or spoken.step == "desk.close"):
        return case.place.province_code
    province = _drafted_in(spoken)
    submits = spoken.postback.action in SUBMITTING or spoken.is_text
    direct = rules.screening_mode(province) == ScreeningMode.DIRECT
    return province if submits and direct else ""


def _drafted_in(spoken: _Spoken) -> str:
    """The code of the draft's province; "" while it has none that there is."""
    place = spoken.draft.get("place")
    province = str(place.get("province_code")) if isinstance(place, dict) else ""
    return province if province in PROVINCE_CODES else ""


def _next_serial(session: Session, spoken: _Spoken, now: datetime) -> int:
    """Asked for while a draft has a place; locked only by the buttons that submit it.

    Others (a typed ส่งเรื่อง) may race for a number: then the whole step is done again.
    """
    province = _drafted_in(spoken)
    if not province:
        return 1
    submits = spoken.postback.action in SUBMITTING
    if not submits and not spoken.is_text:
        return 1
    lock = spoken.lock() if submits else False
    return cases.next_serial(session, province, year_be(now), lock=lock)


def _fresh_code(session: Session, spoken: _Spoken) -> str:
    if not spoken.postback.action.startswith("invite") and spoken.step != "invite.where":
        return ""
    code = make_code(secrets.choice)
    while not people.code_is_free(session, code):
        code = make_code(secrets.choice)
    return code


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
