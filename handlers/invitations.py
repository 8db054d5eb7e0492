"""What a mentor does for people: invitation codes, and deciding on applications."""

from dataclasses import replace
from datetime import timedelta

from casework.agencies import SCREENING_DESK, SHORT_OFFICE_NAMES, Agency
from casework.changes import Decision, SaveInvitation, SavePerson
from casework.messages import Button, Message, Text, ToPerson
from casework.people import ROLE_NAMES, Invitation, Role
from casework.places import Place
from casework.reading import Reading
from casework.thai_calendar import thai_date, thai_weekday_date
from handlers.context import Context
from handlers.inbound import Inbound
from handlers.postback import decode, encode
from handlers.registration import appointed, role_in_words
from handlers.replies import STOP, answer, step
from handlers.words import say


def invite_whom(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """สร้างรหัสเชิญ: a volunteer, another mentor, or a department's officer."""
    quick = (
        Button(ROLE_NAMES[Role.VOLUNTEER], encode("invite.volunteer")),
        Button(ROLE_NAMES[Role.MENTOR], encode("invite.mentor")),
        *(
            Button(SHORT_OFFICE_NAMES[each], encode("invite.officer", agency=each.value))
            for each in Agency
            if each != SCREENING_DESK
        ),
    )
    return answer("desk.invite_whom", quick=quick)


def invite_volunteer(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Asks for the sub-district the volunteer is for."""
    area = context.person.area
    if area is None:
        return answer("no_right")
    changes = (step("invite.where"),)
    return answer("desk.invite_where", province=area.province, quick=STOP, changes=changes)


def tell_volunteer_area(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The sub-district: it must lie in the mentor's own province."""
    own = context.person.area
    place = inbound.place or (reading.place if reading else None)
    if own is None:
        return answer("no_right", changes=(step(),))
    if place is None or not place.subdistrict_code:
        return answer("register.need_subdistrict", quick=STOP)
    if place.province_code != own.province_code:
        return answer("desk.invite_other_province", province=own.province, quick=STOP)
    return _invite(Role.VOLUNTEER, place, None, context)


def invite_mentor(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A code for a colleague at the provincial labour office."""
    area = context.person.area
    return _invite(Role.MENTOR, area, SCREENING_DESK, context) if area else answer("no_right")


def invite_officer(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A code for an officer of a department in the mentor's province."""
    area = context.person.area
    wanted = decode(inbound.data).args.get("agency", "")
    if area is None or wanted not in set(Agency) - {SCREENING_DESK}:
        return answer("stale_button")
    return _invite(Role.OFFICER, area, Agency(wanted), context)


def approve(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """อนุมัติ: the applicant is a volunteer from today."""
    applicant = context.applicant
    if applicant is None or applicant.applied_at is None or applicant.area is None:
        return answer("desk.decided_already")
    if applicant.province_code != context.person.province_code:
        return answer("no_right")
    person = appointed(applicant, context)
    term_end = thai_date(person.term_end) if person.term_end else "-"
    told = Message(
        ToPerson(person.id),
        Text(
            say(
                "register.volunteer_done",
                name=person.name,
                area=applicant.area.thai(),
                term_end=term_end,
            )
        ),
        about="register.volunteer_done",
    )
    changes = (SavePerson(person),)
    return answer("desk.approved", name=person.name, term_end=term_end, changes=changes) + Decision(
        messages=(told,)
    )


def reject(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ไม่อนุมัติ: the applicant is told whom to ask."""
    applicant = context.applicant
    if applicant is None or applicant.applied_at is None:
        return answer("desk.decided_already")
    if applicant.province_code != context.person.province_code:
        return answer("no_right")
    person = replace(applicant, applied_at=None)
    told = Message(ToPerson(person.id), Text(say("register.rejected")), about="register.rejected")
    changes = (SavePerson(person),)
    return answer("desk.rejected", name=person.name, changes=changes) + Decision(messages=(told,))


def _invite(role: Role, area: Place, agency: Agency | None, context: Context) -> Decision:
    expires = context.now + timedelta(days=context.rules.invitation_days)
    invitation = Invitation(
        context.fresh_code, role, area, agency, context.person.id, expires_at=expires
    )
    return answer(
        "desk.invited",
        code=invitation.code,
        role=role_in_words(invitation),
        area=area.thai(),
        date=thai_weekday_date(expires),
        changes=(SaveInvitation(invitation), step()),
    )
