"""ส่งเรื่อง: a draft becomes a case with a number, and those who must know hear of it."""

from dataclasses import replace
from datetime import timedelta

from casework.agencies import SCREENING_DESK, SHORT_OFFICE_NAMES
from casework.case_number import format_number
from casework.cases import AffectedConsent, Case, CaseState, LogEntry
from casework.categories import Urgency
from casework.changes import AddLog, AttachDrafts, Change, Decision, SaveCase, SetConversation
from casework.messages import Button, Here, Message, Text
from casework.offices import Office
from casework.places import Place
from casework.reading import Reading
from casework.routing import Route, Why
from casework.rules import DueStep, ScreeningMode
from casework.thai_calendar import thai_date, year_be
from handlers import notices
from handlers.context import Context
from handlers.corrections import chosen_by_reporter
from handlers.describe import SEVERAL_END, reason_in_words, several_in_words
from handlers.draft import Draft, from_json, to_json
from handlers.due import set_due
from handlers.identity import derived_id
from handlers.inbound import Inbound
from handlers.plain import plain
from handlers.postback import decode, encode
from handlers.proposal import desk_office, route_of
from handlers.referring import destinations, refer
from handlers.replies import answer, step
from handlers.reporting import SHOW_OR_CANCEL, left_to_desk, present, present_held
from handlers.typed_answers import CONSENT
from handlers.words import say

JUST_NOW = timedelta(hours=1)
FIRST_ASKED = "report.ask_consent"


def submit(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The button. Asks once whether the affected person agrees, but not in an emergency."""
    draft = from_json(context.draft)
    if draft is None or not draft.parts:
        return _nothing(draft, context)
    in_danger, settled = draft.urgency == Urgency.EMERGENCY, draft.settled(context.rules.sure_at)
    if in_danger and not settled and draft.place:
        return _open(left_to_desk(draft), draft.place, AffectedConsent.NOT_YET, inbound, context)
    if draft.place is None or not settled:
        return present(draft, context)
    if in_danger:
        return _open(draft, draft.place, AffectedConsent.NOT_YET, inbound, context)
    return _ask_consent(draft, FIRST_ASKED)


def ask_consent_again(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A few words that are no answer we know: they are no part of the report."""
    draft = from_json(context.draft)
    if draft is None or not draft.parts:
        return _nothing(draft, context)
    return _ask_consent(draft, "report.ask_consent_again")


def _ask_consent(draft: Draft, key: str) -> Decision:
    quick = (
        *(
            Button(say(f"report.consent.{each}"), encode("report.consent", answer=each.value))
            for each in (AffectedConsent.AGREED, AffectedConsent.SELF, AffectedConsent.NOT_YET)
        ),
        Button(say("report.refuse"), encode("report.refuse")),
        *((Button(say("report.show_card"), encode("report.show")),) if key != FIRST_ASKED else ()),
    )
    changes = (SetConversation("report.consent", to_json(draft)),)
    return answer(key, quick=quick, changes=changes)


def consent(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Whether the affected person agrees; with the answer the case is opened."""
    given = decode(inbound.data).args.get("answer", "")
    if given not in set(AffectedConsent):
        return answer("stale_button")
    return _consented(AffectedConsent(given), inbound, context)


def typed_consent(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The same, typed."""
    return _consented(CONSENT[plain(inbound.text)], inbound, context)


def refuse(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The affected person does not agree: nothing is sent, and nothing told is lost."""
    if from_json(context.draft) is None:
        return _nothing(None, context)
    return answer("report.refused", quick=SHOW_OR_CANCEL)


def _consented(given: AffectedConsent, inbound: Inbound, context: Context) -> Decision:
    draft = from_json(context.draft)
    if draft is None or not draft.parts:
        return _nothing(draft, context)
    if draft.place is None or not draft.settled(context.rules.sure_at):
        return present(draft, context)
    opened = _open(draft, draft.place, given, inbound, context)
    if given != AffectedConsent.NOT_YET:
        return opened
    # The number stays the last bubble: it is what people look for.
    later = Message(Here(), Text(say("report.ask_again_later")), about="report.ask_again_later")
    return Decision(messages=(later,)) + opened


def _nothing(draft: Draft | None, context: Context) -> Decision:
    """Nothing to send: only photos so far, or the button was pressed twice."""
    newest = next(iter(context.my_cases), None)
    if draft is not None:
        return answer("report.photo_first")
    if newest and context.now - newest.created_at < JUST_NOW:
        return answer("report.sent_already", number=newest.number)
    return answer("report.nothing")


def _open(
    draft: Draft, place: Place, affected: AffectedConsent, inbound: Inbound, context: Context
) -> Decision:
    opened = _open_one(draft, place, affected, inbound, context)
    return opened + present_held(draft, context)


def _open_one(
    draft: Draft, place: Place, affected: AffectedConsent, inbound: Inbound, context: Context
) -> Decision:
    case = _case_of(draft, place, affected, inbound.event_id, context)
    logged = LogEntry(case.id, context.now, context.person.id, "identified", str(case.category))
    learnt = chosen_by_reporter(case, context)
    attached = AttachDrafts(case.id, kept_back=draft.held.attachments if draft.held else ())
    changes = (AddLog(logged), attached, step(), *learnt)
    if _way(case, context).is_direct:
        return _send_direct(case, inbound, context, changes)
    due = set_due(case, DueStep.SCREEN, context.now, context.rules)
    office = desk_office(context.offices, place.province_code)
    name = office.name if office else SHORT_OFFICE_NAMES[SCREENING_DESK]
    opened = Decision((SaveCase(case), *changes, due), (_accepted(case, name, "report.accepted"),))
    told = notices.to_desk(case, context, "desk.new")
    return opened + told + Decision(messages=notices.desk_mail(case, context))


def _send_direct(
    case: Case, inbound: Inbound, context: Context, changes: tuple[Change, ...]
) -> Decision:
    offices = _offices(case, context)
    # The reporter is told in the reply; the notice of refer() would say it twice.
    case, sent = refer(case, offices, inbound.event_id, context, actor=None)
    messages = tuple(each for each in sent.messages if each.about != "news.forwarded")
    names = ", ".join(office.name for office in offices)
    accepted = _accepted(case, names, "report.accepted_direct")
    opened = Decision((SaveCase(case), *changes, *sent.changes), (accepted, *messages))
    copied = Decision(messages=notices.desk_mail(case, context, "copied"))
    return opened + notices.to_desk(case, context, "desk.copied") + copied


def _way(case: Case, context: Context) -> Route:
    """By the desk also where nobody would hear of it at a department it would go straight to: the
    desk's mentors are asked to call there."""
    route = route_of(case, context.rules)
    offices = {office.id for office in _offices(case, context)}
    if not route.is_direct or (offices and not offices & context.unreachable):
        return route
    return replace(route, mode=ScreeningMode.DESK, why=Why.UNHEARD)


def _offices(case: Case, context: Context) -> tuple[Office, ...]:
    agencies = route_of(case, context.rules).agencies
    going = destinations(agencies, case.place.province_code, context.offices)
    return tuple(each.office for each in going if each.office)


def _accepted(case: Case, office: str, key: str) -> Message:
    content = Text(say(key, number=case.number, date=thai_date(case.created_at), office=office))
    quick = (
        Button(say("case.open"), encode("case.show", case=case.id)),
        Button(say("menu.report"), encode("report.start")),
    )
    return Message(Here(), content, about=key, quick=quick, case_id=case.id)


def _case_of(
    draft: Draft, place: Place, affected: AffectedConsent, event_id: str, context: Context
) -> Case:
    case = Case(
        id=derived_id(event_id, "case"),
        number=format_number(place.province_code, year_be(context.now), context.next_serial),
        reporter_id=context.person.id,
        state=CaseState.SCREENING,
        kind=draft.kind,
        category=draft.category,
        subtype=draft.subtype,
        confidence=draft.confidence,
        urgency=draft.urgency,
        place=place,
        parts=draft.parts,
        created_at=context.now,
        changed_at=context.now,
        secondary=draft.secondary,
        flags=frozenset(draft.flags),
        people_count=draft.people_count,
        amounts=draft.amounts,
        evidence=draft.words,
        decided_by=draft.decided_by,
        model_version=draft.model_version,
        read=draft.read,
        affected_consent=affected,
        attachments=len(draft.attachments),
    )
    words = reason_in_words(draft.decided_by, draft.words)
    reason = f"{words} · {_way(case, context).reason_thai}"
    if draft.problems and draft.decided_by == "machine":
        reason = f"{several_in_words(draft.problems)}{SEVERAL_END}{reason}"
    return replace(case, reason=reason)
