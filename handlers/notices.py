"""Who hears of what: every message about a case that is not an answer to the one who caused it."""

from datetime import datetime, timedelta

from casework.agencies import SCREENING_DESK
from casework.cases import Case, CaseState, Part, Question, Referral
from casework.categories import Urgency
from casework.changes import Decision, SetTimer
from casework.masking import mask
from casework.messages import (
    Audience,
    Button,
    Card,
    Mail,
    Message,
    Row,
    Text,
    ToMentors,
    ToOffice,
    ToOfficers,
    ToPerson,
)
from casework.offices import Office
from casework.people import Role
from casework.thai_calendar import local_date, thai_date, thai_datetime
from casework.working_time import is_open, next_opening
from handlers.cards_for_desk import desk_card, office_card
from handlers.cards_for_reporters import answered_buttons
from handlers.context import Context
from handlers.describe import category_in_words, people_in_words, quote, urgency_in_words
from handlers.postback import encode
from handlers.proposal import desk_office
from handlers.words import say

# What an office's card is headed with where the desk's would be headed so.
OFFICE_TITLES = {
    "desk.changed": "office.changed",
    "desk.unsent": "office.unsent",
    "desk.question_overdue": "office.question_overdue",
}
ATTACHED_PAUSE = timedelta(minutes=2)  # ten photos in a row are one notice


def attached_timer(case: Case, context: Context) -> SetTimer:
    """Tells those at work of new photos, once the reporter has paused."""
    return SetTimer(
        key=f"{case.id}:attached",
        kind="attached",
        due=context.now + ATTACHED_PAUSE,
        case_id=case.id,
    )


def to_reporter(case: Case, key: str, **values: object) -> Message:
    """A change of state in one plain bubble."""
    content = Text(say(key, number=case.number, **values))
    return Message(ToPerson(case.reporter_id), content, about=key, case_id=case.id)


def asked(case: Case) -> Message:
    """An officer's question, for the reporter."""
    question = case.question.text if case.question else ""
    card = Card(
        title=say("news.question", number=case.number),
        paragraphs=(question, say("news.question_how")),
        buttons=(
            Button(say("news.reply_button"), encode("question.reply", case=case.id), primary=True),
        ),
        alt=say("news.question", number=case.number),
    )
    return Message(ToPerson(case.reporter_id), card, about="news.question", case_id=case.id)


def answer_came(
    case: Case, question: Question, parts: tuple[Part, ...], context: Context
) -> tuple[Message, ...]:
    """The reporter's answer, for whoever works on the case now, wherever it went since it was
    asked; and for the mentor who asked, while the case is with offices of their province."""
    province = case.place.province_code
    readers: list[Audience] = [ToOfficers(r.agency, province) for r in case.referrals if r.is_open]
    asker = context.askers.get(case.id)
    if not readers:
        readers.append(ToMentors(province))
    elif asker and asker.has(Role.MENTOR):
        readers.append(ToPerson(asker.id))
    card = Card(
        title=say("desk.answer_came", number=case.number),
        paragraphs=(mask(question.text), mask("\n".join(part.text for part in parts))),
        buttons=(Button(say("case.open"), encode("case.show", case=case.id), primary=True),),
    )
    return tuple(
        Message(
            to,
            card,
            about="desk.answer_came",
            urgent=case.urgency > Urgency.NORMAL,
            due=held_until(case, context),
            case_id=case.id,
            quotes_case=True,
        )
        for to in dict.fromkeys(readers)
    )


def answered(case: Case) -> Message:
    """The result, with the buttons to confirm or to say that it is not settled."""
    card = Card(
        title=say("news.answered", number=case.number),
        rows=tuple(
            row
            for each in case.referrals
            if each.result
            for row in (
                Row(say("case.row.office"), each.office_name),
                Row(say("case.row.result"), each.result),
            )
        ),
        paragraphs=(*((case.result,) if case.result else ()), say("news.answered_how")),
        buttons=answered_buttons(case),
        alt=say("news.answered", number=case.number),
    )
    return Message(ToPerson(case.reporter_id), card, about="news.answered", case_id=case.id)


def to_desk(case: Case, context: Context, title_key: str) -> Decision:
    """A case's card for the mentors of its province: at once, or with the morning's digest.

    Urgent cases never wait; normal ones outside office hours set the digest's timer instead when
    they are to be screened (the digest lists those), and wait as they are when they are not.
    Of an urgent one to be screened the operators hear where no mentor can be reached.
    """
    rules = context.rules
    opens = held_until(case, context)
    waits = case.state == CaseState.SCREENING
    if opens and waits:
        return Decision(changes=(digest_timer(case, opens),))
    message = Message(
        ToMentors(case.place.province_code),
        desk_card(case, rules, title_key),
        about=title_key,
        urgent=case.urgency > Urgency.NORMAL,
        due=opens,
        case_id=case.id,
        quotes_case=True,
        unheard=unheard(case) if waits and case.urgency > Urgency.NORMAL else None,
    )
    return Decision(messages=(message,))


def unheard(case: Case) -> Text:
    """What the operators hear of a case that cannot wait where no mentor can be reached."""
    urgency, place = urgency_in_words(case.urgency), case.place.thai()
    return Text(say("operator.unheard", urgency=urgency, number=case.number, place=place))


def held_until(case: Case, context: Context) -> datetime | None:
    """When staff hear of a normal case that comes outside office hours; None: they hear now."""
    return until_opening(context) if case.urgency == Urgency.NORMAL else None


def until_opening(context: Context) -> datetime | None:
    """When staff hear of what may wait; None: now, since it is office hours or nothing is held."""
    rules = context.rules
    hours, extra = rules.office_hours, rules.extra_holidays
    if not rules.hold_normal_notices or is_open(context.now, hours, extra):
        return None
    return next_opening(context.now, hours, extra)


def digest_timer(case: Case, opens: datetime) -> SetTimer:
    """One digest a province and morning, however many cases wait for it."""
    code = case.place.province_code
    return SetTimer(
        key=f"digest:{code}:{local_date(opens)}",
        kind="digest",
        due=opens,
        data={"province_code": code},
    )


def desk_mail(case: Case, context: Context, key: str = "new") -> tuple[Message, ...]:
    """The screening office's e-mail; none where the province has no office on file."""
    office = desk_office(context.offices, case.place.province_code)
    return (office_mail(case, office, key),) if office else ()


def to_office(
    case: Case, referral: Referral, context: Context, title_key: str = "office.new"
) -> tuple[Message, ...]:
    """A referral's card for the department's officers in the province."""
    return (
        Message(
            ToOfficers(referral.agency, case.place.province_code),
            office_card(case, referral, title_key),
            about=title_key,
            urgent=case.urgency > Urgency.NORMAL,
            due=held_until(case, context),
            case_id=case.id,
            quotes_case=True,
        ),
    )


def office_mail(case: Case, office: Office, key: str) -> Message:
    """An e-mail about the case. `key`: as in the words. No personal data in it."""
    values = {
        "office": office.name,
        "number": case.number,
        "date": thai_datetime(case.created_at),
        "category": category_in_words(case.category, case.subtype),
        "place": case.place.thai(),
        "urgency": urgency_in_words(case.urgency),
        "people": people_in_words(case.people_count),
        "reason": case.reason,
        "text": quote(case),
    }
    mail = Mail(say(f"mail.{key}.subject", **values), say(f"mail.{key}.body", **values))
    return Message(
        ToOffice(office.id),
        mail,
        about=f"mail.{key}",
        case_id=case.id,
        quotes_case=key not in {"withdrawn", "settled"},
    )


def silence_timer(case: Case, context: Context) -> SetTimer:
    """Closes an answered case whose reporter stays silent for the configured days."""
    return SetTimer(
        key=f"{case.id}:silence",
        kind="close_silent",
        due=context.now + timedelta(days=context.rules.silent_close_days),
        case_id=case.id,
    )


def to_those_at_work(case: Case, context: Context, title_key: str) -> Decision:
    """The case's card for whoever works on it now: offices with an open referral, else the desk."""
    at_work = [each for each in case.referrals if each.is_open]
    if not at_work:
        return to_desk(case, context, title_key)
    key = OFFICE_TITLES[title_key]
    messages = [m for each in at_work for m in to_office(case, each, context, key)]
    return Decision(messages=tuple(messages))


def withdrawn(case: Case, context: Context) -> tuple[Message, ...]:
    """Tells desk and offices to stop, by LINE and by e-mail."""
    text = Text(say("desk.withdrawn", number=case.number))
    at_work = [each for each in case.referrals if each.is_open]
    province = case.place.province_code
    readers: list[Audience] = [ToMentors(province)]
    readers += [ToOfficers(each.agency, province) for each in at_work]
    opens = held_until(case, context)
    line = [
        Message(to, text, about="desk.withdrawn", due=opens, case_id=case.id)
        for to in dict.fromkeys(readers)
    ]
    ids = {each.office_id for each in at_work}
    offices = [
        office
        for office in context.offices
        if office.id in ids or (not at_work and _screens(office, province))
    ]
    return (*line, *(office_mail(case, office, "withdrawn") for office in offices))


def moved_away(case: Case, context: Context) -> Message:
    """Tells the desk that had the case, as it was before, that another province's has it now."""
    return Message(
        ToMentors(case.place.province_code),
        Text(say("desk.moved", number=case.number)),
        about="desk.moved",
        due=held_until(case, context),
        case_id=case.id,
    )


def settled_by_desk(case: Case, context: Context) -> tuple[Message, ...]:
    """Tells the offices that still had the case that the desk itself gave the result."""
    text = Text(say("office.settled", number=case.number))
    at_work = [each for each in case.referrals if each.is_open]
    ids = {each.office_id for each in at_work}
    line = (
        Message(
            ToOfficers(each.agency, case.place.province_code),
            text,
            about="office.settled",
            due=held_until(case, context),
            case_id=case.id,
        )
        for each in at_work
    )
    offices = (office for office in context.offices if office.id in ids)
    return (*line, *(office_mail(case, office, "settled") for office in offices))


def forwarded(case: Case, referrals: tuple[Referral, ...], now: datetime) -> Message:
    """Tells the reporter once, however many offices the case went to."""
    names = ", ".join(each.office_name for each in referrals)
    return to_reporter(case, "news.forwarded", office=names, date=thai_date(now))


def _screens(office: Office, province_code: str) -> bool:
    return office.agency == SCREENING_DESK and office.province_code == province_code
