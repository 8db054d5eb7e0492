"""Builders of people, readings, cases and inbound messages, for tests to say only what matters.

The stage is Mae Hong Son on a Monday at ten: สมศรี is a volunteer in ปาย, กานดา the mentor who
screens, วิชัย the officer of labour protection there.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid5

from casework.agencies import Agency
from casework.cases import Case, CaseState, Part, Referral, ReferralState
from casework.categories import SERVICE_CATEGORIES, Category, Flag, Kind, Urgency
from casework.changes import Change, Decision, SaveCase, SavePerson, SetConversation
from casework.messages import Button, Card, Cards, Here, Mail, Message, Text
from casework.offices import office_id
from casework.people import Invitation, Person, Role
from casework.places import Place
from casework.reading import Candidate, Evidence, Reading
from casework.rules import Rules
from handlers.context import Context
from handlers.draft import Draft, to_json
from handlers.inbound import Inbound, InboundKind
from handlers.postback import encode
from tests.casework.places import BANGKOK_PLACE, OFFICES, PAI

MONDAY_TEN = datetime(2026, 11, 23, 3, tzinfo=UTC)  # Monday 10.00 in Bangkok
MONDAY_NIGHT = datetime(2026, 11, 23, 15, tzinfo=UTC)  # Monday 22.00
MAE_HONG_SON = Place("58", "แม่ฮ่องสอน")
AYUTTHAYA = Place("14", "พระนครศรีอยุธยา")
BANGKOK = Place("10", "กรุงเทพมหานคร")
NUMBER = "มส-69-00042-8"
WAGES = "นายจ้างค้างค่าแรง 3 เดือน คนงาน 5 คน ที่ปาย"
TRAFFICKING = Flag.TRAFFICKING_FORCED_LABOUR

C = TypeVar("C", bound=Change)
_IDS = UUID("6f1f6f0e-5d5c-5c43-9a0d-000000000001")


def an_id(of: str) -> UUID:
    """The same id for the same words."""
    return uuid5(_IDS, of)


def person(name: str = "ใจดี", *roles: Role, area: Place | None = None, **more: Any) -> Person:
    """Somebody who agreed to the privacy notice."""
    held = frozenset(roles or {Role.CITIZEN})
    made = Person(an_id(name), "U" + an_id(name).hex, name, held, area, consented_at=MONDAY_TEN)
    return replace(made, **more)


def stranger() -> Person:
    """Somebody who agreed to nothing yet."""
    return Person(an_id("stranger"), "U" + an_id("stranger").hex)


def volunteer(name: str = "สมศรี", area: Place = PAI) -> Person:
    return person(name, Role.VOLUNTEER, area=area)


def mentor(name: str = "กานดา", area: Place = MAE_HONG_SON) -> Person:
    return person(name, Role.MENTOR, area=area, agency=Agency.MOL_OPS)


def officer(agency: Agency = Agency.DLPW, name: str = "วิชัย", area: Place = MAE_HONG_SON) -> Person:
    return person(name, Role.OFFICER, area=area, agency=agency)


def reading(
    category: Category = Category.PROTECTION,
    *flags: Flag,
    sure: float = 0.9,
    kind: Kind = Kind.PROBLEM,
    words: str = "ค้างค่าแรง",
    place: Place | None = None,
    **more: Any,
) -> Reading:
    """A reading that is `sure` of the category; the rest of the probability is shared evenly."""
    others = [each for each in SERVICE_CATEGORIES if each != category]
    rest = tuple(Candidate(each, (1 - sure) / len(others)) for each in others)
    urgency = Urgency.EMERGENCY if {TRAFFICKING, Flag.SELF_HARM} & set(flags) else Urgency.NORMAL
    made = Reading(
        masked_text="",
        language="th",
        kind=kind,
        candidates=(Candidate(category, sure), *rest),
        subtype={Category.PROTECTION: "P01", Category.OUT_OF_SCOPE: "O01"}.get(category),
        secondary=(),
        flags=frozenset(flags),
        urgency=urgency,
        place=place,
        place_candidates=(),
        people_count=5,
        amounts=(),
        dates=(),
        evidence=(Evidence(0, len(words), words, category.value),) if words else (),
        model_version="test",
    )
    return replace(made, **more)


def draft(**more: Any) -> Draft:
    """A report that is told whole and not sent yet."""
    told = Draft(
        parts=(Part("m1", WAGES),),
        category=Category.PROTECTION,
        subtype="P01",
        confidence=0.9,
        place=PAI,
        people_count=5,
        words=("ค้างค่าแรง",),
    )
    return replace(told, **more)


def case(state: CaseState = CaseState.SCREENING, **more: Any) -> Case:
    """สมศรี's case about unpaid wages in ปาย, reported on Monday at ten."""
    made = Case(
        id=an_id("case"),
        number=NUMBER,
        reporter_id=volunteer().id,
        state=state,
        kind=Kind.PROBLEM,
        category=Category.PROTECTION,
        subtype="P01",
        confidence=0.9,
        urgency=Urgency.NORMAL,
        place=PAI,
        parts=(Part("m1", WAGES),),
        created_at=MONDAY_TEN,
        changed_at=MONDAY_TEN,
        evidence=("ค้างค่าแรง",),
        reason="ผู้แจ้งใช้คำว่า “ค้างค่าแรง”",
    )
    return replace(made, **more)


def referral(
    agency: Agency = Agency.DLPW, state: ReferralState = ReferralState.SENT, **more: Any
) -> Referral:
    """A referral to the agency's office in Mae Hong Son."""
    office = next(each for each in OFFICES if each.id == office_id(agency, "58"))
    made = Referral(an_id(f"referral {agency}"), agency, office.id, office.name, state, MONDAY_TEN)
    return replace(made, **more)


def referred(*referrals: Referral, **more: Any) -> Case:
    """The case, sent on; its state follows the referrals'."""
    made = case(**more)
    for each in referrals or (referral(),):
        made = made.with_referral(each, MONDAY_TEN)
    return made


def bangkok_case(**more: Any) -> Case:
    return case(place=BANGKOK_PLACE, number="กท-69-00007-1", **more)


def invitation(role: Role = Role.VOLUNTEER, area: Place = PAI, **more: Any) -> Invitation:
    made = Invitation(
        "2ABC-DEFG",
        role,
        area,
        Agency.DLPW if role == Role.OFFICER else None,
        mentor().id,
        expires_at=datetime(2026, 12, 7, tzinfo=UTC),
    )
    return replace(made, **more)


def context(who: Person | None = None, **more: Any) -> Context:
    """What is known. `draft` may be given as a Draft."""
    if isinstance(more.get("draft"), Draft):
        more["draft"] = to_json(more["draft"])
        more.setdefault("step", "report.confirm")
    made = Context(now=MONDAY_TEN, rules=Rules(), person=who or volunteer(), offices=OFFICES)
    return replace(made, **more)


def inbound(kind: InboundKind, event: str = "e1", **more: Any) -> Inbound:
    return Inbound(kind, event, MONDAY_TEN, **more)


def text(words: str = WAGES, event: str = "e1", **more: Any) -> Inbound:
    part = Part(f"m-{event}", words)
    return inbound(InboundKind.TEXT, event, parts=(part,), message_id=part.message_id, **more)


def postback(action: str, event: str = "e1", **args: object) -> Inbound:
    """A tapped button."""
    return inbound(InboundKind.POSTBACK, event, data=encode(action, **args))


def image(event: str = "e1") -> Inbound:
    return inbound(InboundKind.IMAGE, event, message_id=f"m-{event}")


def location(place: Place | None = PAI, event: str = "e1") -> Inbound:
    return inbound(InboundKind.LOCATION, event, message_id=f"m-{event}", place=place, address="x")


# Looking at decisions


def changes(decision: Decision, kind: type[C]) -> list[C]:
    """The changes of that kind."""
    return [each for each in decision.changes if isinstance(each, kind)]


def saved_case(decision: Decision) -> Case:
    """The one case that is saved."""
    (change,) = changes(decision, SaveCase)
    return change.case


def saved_person(decision: Decision) -> Person:
    """The one person that is saved."""
    (change,) = changes(decision, SavePerson)
    return change.person


def step_after(decision: Decision) -> str | None:
    """Where the chat stands next; None if it stays."""
    moved = changes(decision, SetConversation)
    return moved[-1].step if moved else None


def here(decision: Decision) -> list[Message]:
    """What is answered in the chat."""
    return [each for each in decision.messages if isinstance(each.to, Here)]


def abouts(decision: Decision) -> list[str]:
    """What the messages are about, in order."""
    return [each.about for each in decision.messages]


def labels(message: Message) -> list[str]:
    """Everything that can be tapped on a message."""
    return [each.label for each in (*buttons(message), *message.quick)]


def buttons(message: Message) -> list[Button]:
    """The buttons of its card or cards."""
    content = message.content
    if isinstance(content, Card):
        return list(content.buttons)
    if isinstance(content, Cards):
        return [each for card in content.cards for each in card.buttons]
    return []


def words_of(message: Message) -> str:
    """Everything there is to read on a message."""
    match message.content:
        case Text(text=words):
            return words
        case Mail(subject=subject, body=body):
            return f"{subject}\n{body}"
        case Card() as card:
            return card_words(card)
        case Cards(cards=cards):
            return "\n".join(card_words(each) for each in cards)


def card_words(card: Card) -> str:
    """Everything there is to read on a card."""
    rows = [f"{row.label}: {row.value}" for row in card.rows]
    return "\n".join([card.title, *rows, *card.paragraphs])
