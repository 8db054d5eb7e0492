"""Becoming a volunteer (by a mentor's code, or by asking), or linking an officer's account."""

from dataclasses import replace

from casework.agencies import SHORT_OFFICE_NAMES
from casework.changes import Change, Decision, SaveInvitation, SavePerson
from casework.messages import Ask, Button, Card, Message, Row, Text, ToMentors
from casework.names import name_of
from casework.people import ROLE_NAMES, Invitation, Person, Role, end_of_term
from casework.places import Place
from casework.reading import Reading
from casework.thai_calendar import local_date, thai_date
from handlers.context import Context
from handlers.desk_left import desk_left
from handlers.inbound import Inbound
from handlers.leaving import BUTTONS
from handlers.notices import until_opening
from handlers.postback import encode
from handlers.replies import STOP, Quick, answer, step
from handlers.words import say

PLACE: Quick = (Ask(say("report.location"), "location"), *STOP)


def use_code(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """An invitation code was typed. Asks for the name, unless the inviter gave it. While words of
    staff are waited for, it is not looked at: they would be lost, or taken for the name."""
    if context.step in BUTTONS:
        return answer("register.code_later", button=say(BUTTONS[context.step]), quick=STOP)
    return register("", context)


def move(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Staff take up a role in another province, and know what ends."""
    return register("", context, moves=True)


def register(name: str, context: Context, *, moves: bool = False) -> Decision:
    """Uses the code of the context up for `name`; "" takes the inviter's, or asks for one. Staff
    whose work in their province would end with it are asked first, unless they know: it `moves`."""
    if guessed_too_often(context):
        return answer("register.code_wait", changes=(step(),))
    invitation = context.invitation
    if invitation and invitation.used_by == context.person.id:
        return answer("register.code_yours", changes=(step(),))
    if invitation is None or not invitation.usable_at(context.now):
        changes: tuple[Change, ...] = (SavePerson(with_wrong_code(context)), step())
        return answer("register.code_unknown", changes=changes)
    if _ends_work(context.person, invitation) and not moves:
        return _ask_to_move(invitation, context)
    if name or invitation.name:
        return _join(invitation, name or invitation.name, context)
    changes = (step("register.name", code=invitation.code),)
    role, area = role_in_words(invitation), invitation.area.thai()
    return answer("register.ask_name", role=role, area=area, quick=STOP, changes=changes)


def _ends_work(person: Person, invitation: Invitation) -> bool:
    """Whether a mentor or officer would lose the role where they have it."""
    ended = person.roles - person.roles_kept_in(invitation.area)
    return bool(ended & {Role.MENTOR, Role.OFFICER})


def _ask_to_move(invitation: Invitation, context: Context) -> Decision:
    before = context.person.area
    ended = context.person.roles & {Role.MENTOR, Role.OFFICER}
    quick = (
        Button(say("register.move"), encode("register.move", code=invitation.code)),
        *STOP,
    )
    return answer(
        "register.moves",
        role=role_in_words(invitation),
        area=invitation.area.thai(),
        ends=" ".join(sorted(ROLE_NAMES[each] for each in ended)),
        where=before.thai() if before else "-",
        quick=quick,
        changes=(step("register.move", code=invitation.code),),
    )


def guessed_too_often(context: Context) -> bool:
    """Whether the person typed so many wrong codes lately that none is looked at, right or not:
    who guesses must not learn which one would have been right."""
    lately = context.person.guesses_lately(context.now)
    return len(lately) >= context.rules.wrong_codes_an_hour


def with_wrong_code(context: Context) -> Person:
    """The person with one more wrong code to their name, and without those that count no more."""
    lately = context.person.guesses_lately(context.now)
    return replace(context.person, wrong_codes=(*lately, context.now))


def tell_name(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The name, after a code."""
    invitation = context.invitation
    if invitation is None or not invitation.usable_at(context.now):
        return answer("register.code_unknown", changes=(step(),))
    name = name_of(inbound.text)
    return _join(invitation, name, context) if name else answer("register.bad_name", quick=STOP)


def apply(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """สมัครเป็นอาสา without a code: asks for the sub-district first."""
    if refusal := why_not_apply(context.person):
        return answer(refusal)
    return answer("register.ask_place", quick=PLACE, changes=(step("apply.place"),))


def why_not_apply(person: Person) -> str:
    """The key of what keeps this person from applying; "" when nothing does."""
    if person.has(Role.VOLUNTEER):
        return "register.already"
    if person.applied_at:
        return "register.waiting"
    # The area asked for is not the one staff work for.
    return "register.staff_already" if person.roles - {Role.CITIZEN} else ""


def tell_area(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The applicant's sub-district."""
    place = inbound.place or (reading.place if reading else None)
    if place is None or not place.subdistrict_code:
        return answer("register.need_subdistrict", quick=PLACE)
    person = replace(context.person, area=place)
    changes: tuple[Change, ...] = (SavePerson(person), step("apply.name"))
    return answer("register.ask_applicant_name", area=place.thai(), quick=STOP, changes=changes)


def tell_applicant_name(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The applicant's name."""
    name = name_of(inbound.text)
    return applied_as(name, context) if name else answer("register.bad_name", quick=STOP)


def applied_as(name: str, context: Context) -> Decision:
    """The person applies under this name: now the mentors of the province decide."""
    person = replace(context.person, name=name, applied_at=context.now)
    if person.area is None:
        return answer("register.ask_place", quick=PLACE, changes=(step("apply.place"),))
    asked = Message(
        ToMentors(person.area.province_code),
        application(person, person.area),
        "desk.applicant",
        due=until_opening(context),
        unheard=Text(say("operator.applicant", place=person.area.thai())),
    )
    changes: tuple[Change, ...] = (SavePerson(person), step())
    told = answer("register.applied", province=person.area.province, changes=changes)
    return told + Decision(messages=(asked,))


def _join(invitation: Invitation, name: str, context: Context) -> Decision:
    used = replace(invitation, used_by=context.person.id, used_at=context.now)
    before = context.person
    kept = before.roles_kept_in(invitation.area)
    others = kept - {invitation.role}
    # A volunteer who becomes a mentor stays in their sub-district, an officer in their department.
    person = replace(
        before,
        name=name,
        roles=kept | {invitation.role},
        area=(Role.VOLUNTEER in others and before.area) or invitation.area,
        agency=(Role.OFFICER in others and before.agency) or invitation.agency or before.agency,
        applied_at=None,
    )
    if invitation.role == Role.VOLUNTEER:
        person = appointed(person, context)
    changes: tuple[Change, ...] = (
        SaveInvitation(used),
        SavePerson(person),
        *desk_left(context.person, person, context.now),
        step(),
    )
    if invitation.role == Role.VOLUNTEER:
        term_end = thai_date(person.term_end) if person.term_end else "-"
        area = invitation.area.thai()
        return answer(
            "register.volunteer_done", name=name, area=area, term_end=term_end, changes=changes
        )
    role, area = role_in_words(invitation), invitation.area.thai()
    return answer("register.staff_done", name=name, role=role, area=area, changes=changes)


def appointed(person: Person, context: Context) -> Person:
    """The person with a volunteer's role and a term of three years from today (Bangkok's date)."""
    start = local_date(context.now)
    return replace(
        person,
        roles=(person.roles - {Role.CITIZEN}) | {Role.VOLUNTEER},
        term_start=start,
        term_end=end_of_term(start),
        applied_at=None,
    )


def application(person: Person, area: Place) -> Card:
    """Who asks to become a volunteer of the area, for a mentor to decide."""
    return Card(
        title=say("desk.applicant"),
        rows=(
            Row(say("desk.row.name"), person.name),
            Row(say("desk.row.area"), area.thai()),
        ),
        buttons=(
            Button(say("desk.approve"), encode("desk.approve", person=person.id), primary=True),
            Button(say("desk.reject"), encode("desk.reject", person=person.id)),
        ),
    )


def role_in_words(invitation: Invitation) -> str:
    """What a code makes of whoever types it; of officers the department as well, for codes of
    several are handed out."""
    name = ROLE_NAMES[invitation.role]
    if invitation.role != Role.OFFICER or invitation.agency is None:
        return name
    return f"{name} {SHORT_OFFICE_NAMES[invitation.agency]}"
