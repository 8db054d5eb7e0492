"""Keeps a decision: applies its changes and writes its messages, all in the caller's transaction.

    keep(session, decision, render, here, now) -> list[int]

- `render(message)` gives the LINE message objects of a message; it is not asked for mails.
- `here` is the conversation being answered, with this event's own reply token and the UTC time it
  stops being fresh; None for a timer.
- Returns the ids of the outbox rows, in order.
- Raises ValueError for a decision that makes no sense (a message to "here" by a timer, an unknown
  person), RacedAway when another transaction used the same invitation: undo all, decide again.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from casework import messages as say
from casework.cases import CaseState, LogEntry
from casework.changes import (
    AddAttachment,
    AddLog,
    AttachDrafts,
    Blank,
    CancelTimers,
    Change,
    CloseDay,
    Decision,
    DropDrafts,
    Erase,
    KeepCorrection,
    LeaveDesk,
    SaveCase,
    SaveInvitation,
    SavePerson,
    SetConversation,
    SetTimer,
    TakeBack,
    TakeBackQuotes,
)
from casework.people import Person
from storage import (
    attachments,
    case_log,
    cases,
    conversations,
    corrections,
    days,
    inbox,
    offices,
    people,
    retention,
    timers,
)
from storage.conversations import Conversation
from storage.outbox import (
    Letter,
    cancel_about,
    cancel_for,
    cancel_quotes,
    cancel_quotes_of_chat,
    put,
)

Render = Callable[[say.Message], Sequence[dict[str, Any]]]

LINE_PREFIXES = ("user:", "group:", "room:")


def keep(
    session: Session,
    decision: Decision,
    render: Render,
    here: Conversation | None,
    now: datetime,
) -> list[int]:
    """Apply the decision. What comes in and out, and what it raises, is at the top of this file."""
    return put(session, letters_of(session, decision, render, here, now), now)


def letters_of(
    session: Session,
    decision: Decision,
    render: Render,
    here: Conversation | None,
    now: datetime,
    event_id: int | None = None,
) -> list[Letter]:
    """As `keep`, but its messages are not written yet: `put` them before the transaction ends, and
    after everything else, since it takes the last locks. `event_id` is the inbox event that was
    decided about; its messages can be traced back to it."""
    # People before what they did, cases before what hangs on them, erasing after all writing.
    # Within a rank, the order decided.
    for change in sorted(decision.changes, key=lambda each: DISPATCH[type(each)][0]):
        DISPATCH[type(change)][1](session, change, here, now)
    letters: list[Letter] = []
    shown: list[LogEntry] = []
    for decided in decision.messages:
        message, readers = _heard(session, decided)
        written = _letters(session, message, readers, render, here)
        letters += [replace(letter, event_id=event_id) for letter in written]
        if written:
            shown += _shown(message, readers, here, now)
    case_log.add(session, shown)
    return letters


def _save_person(
    session: Session, change: SavePerson, here: Conversation | None, now: datetime
) -> None:
    people.save_person(session, change.person)
    if change.person.blocked:
        cancel_for(session, change.person.line_user_id, now)


def _save_invitation(session: Session, change: SaveInvitation, *_: object) -> None:
    people.save_invitation(session, change.invitation)


def _save_case(session: Session, change: SaveCase, *_: object) -> None:
    cases.save_case(session, change.case)
    if change.case.state == CaseState.WITHDRAWN:
        corrections.forget(session, [change.case.id])


def _add_log(session: Session, change: AddLog, *_: object) -> None:
    case_log.add(session, [change.entry])


def _keep_correction(session: Session, change: KeepCorrection, *_: object) -> None:
    corrections.add(session, change.correction)


def _set_conversation(
    session: Session, change: SetConversation, here: Conversation | None, now: datetime
) -> None:
    conversations.set_step(session, _chat(here), change.step, change.draft, now)


def _add_attachment(
    session: Session, change: AddAttachment, here: Conversation | None, now: datetime
) -> None:
    attachments.add(
        session,
        message_id=change.message_id,
        conversation_key=_chat(here),
        kind=change.kind,
        now=now,
        case_id=change.case_id,
        file_name=change.file_name,
        place=change.place,
    )


def _attach_drafts(
    session: Session, change: AttachDrafts, here: Conversation | None, now: datetime
) -> None:
    attachments.attach_drafts(session, _chat(here), change.case_id, change.kept_back)


def _drop_drafts(
    session: Session, change: DropDrafts, here: Conversation | None, now: datetime
) -> None:
    attachments.drop_drafts(session, _chat(here), change.kept_back)


def _erase(session: Session, change: Erase, here: Conversation | None, now: datetime) -> None:
    inbox.erase(session, change.message_id, now)
    attachments.erase(session, change.message_id)
    case_ids = cases.erase_parts(session, change.message_id, change.case_id)
    corrections.forget(session, case_ids)
    case_log.blank_words(session, case_ids, now)
    cancel_quotes(session, case_ids, now)
    if here is not None:
        cancel_quotes_of_chat(session, here.key, now)


def _set_timer(session: Session, change: SetTimer, *_: object) -> None:
    timers.set_timer(
        session, timers.Timer(change.key, change.kind, change.due, change.case_id, change.data)
    )


def _cancel_timers(
    session: Session, change: CancelTimers, here: Conversation | None, now: datetime
) -> None:
    timers.cancel(session, change.prefix, now)


def _leave_desk(
    session: Session, change: LeaveDesk, here: Conversation | None, now: datetime
) -> None:
    if cases.leave_desk(session, change.mentor_id, now):
        _set_timer(session, change.then)


def _take_back(
    session: Session, change: TakeBack, here: Conversation | None, now: datetime
) -> None:
    cancel_about(session, change.about, now)


def _take_back_quotes(
    session: Session, change: TakeBackQuotes, here: Conversation | None, now: datetime
) -> None:
    cancel_quotes(session, [change.case_id], now, "its case moved away")


def _close_day(
    session: Session, change: CloseDay, here: Conversation | None, now: datetime
) -> None:
    days.close_day(session, change.day, now)


def _blank(session: Session, change: Blank, here: Conversation | None, now: datetime) -> None:
    retention.blank_some(session, change.before, now)


Apply = Callable[[Session, Any, Conversation | None, datetime], None]

DISPATCH: dict[type[Change], tuple[int, Apply]] = {
    SavePerson: (0, _save_person),
    SaveInvitation: (1, _save_invitation),
    SaveCase: (2, _save_case),
    AddLog: (3, _add_log),
    KeepCorrection: (3, _keep_correction),
    SetConversation: (3, _set_conversation),
    AddAttachment: (3, _add_attachment),
    AttachDrafts: (3, _attach_drafts),
    DropDrafts: (3, _drop_drafts),
    SetTimer: (3, _set_timer),
    CancelTimers: (3, _cancel_timers),
    LeaveDesk: (3, _leave_desk),
    TakeBack: (3, _take_back),
    TakeBackQuotes: (3, _take_back_quotes),
    CloseDay: (3, _close_day),
    Blank: (3, _blank),
    Erase: (4, _erase),
}


def _heard(session: Session, message: say.Message) -> tuple[say.Message, list[Person]]:
    """The message and its readers; if there are none, what is said to the operators instead."""
    readers = _readers(session, message)
    if readers or message.unheard is None:
        return message, readers
    instead = say.Message(
        say.ToOperators(),
        message.unheard,
        message.about,
        urgent=message.urgent,
        due=message.due,
        case_id=message.case_id,
    )
    return instead, _readers(session, instead)


def _readers(session: Session, message: say.Message) -> list[Person]:
    """Whom the message is pushed to; nobody who blocked us: LINE would show nothing of it."""
    match message.to:
        case say.ToPerson(person_id):
            person = people.person_by_id(session, person_id)
            if person is None:
                raise ValueError(f"a message to an unknown person: {message.about}")
            found = [person]
        case say.ToMentors(province_code):
            found = people.mentors_of(session, province_code)
        case say.ToOfficers(agency, province_code):
            found = people.officers_of(session, agency, province_code)
        case say.ToOperators():
            found = people.operators(session)
        case _:
            return []
    return [person for person in found if not person.blocked]


def _letters(
    session: Session,
    message: say.Message,
    readers: Sequence[Person],
    render: Render,
    here: Conversation | None,
) -> list[Letter]:
    match message.to:
        case say.ToOffice(office_id):
            return [_to_office(session, message, office_id)]
        case say.ToAddress(address):
            return [_mail(message, f"mail:{address}")]
        case say.Here():
            return _to_line(message, render(message), _recipient(_chat(here)), here, here)
    rendered = render(message) if readers else []
    return [
        letter
        for reader in readers
        for letter in _to_line(message, rendered, f"line:{reader.line_user_id}", None, here)
    ]


def _shown(
    message: say.Message, readers: Sequence[Person], here: Conversation | None, now: datetime
) -> list[LogEntry]:
    """Whose eyes this brings which case before. Written when it is, so that nobody reads unseen;
    what is taken back before it leaves was not read after all."""
    match message.to:
        case say.Here():
            read = [("seen", here.person_id if here else None, message.about)]
        case say.ToOffice(office_id):
            read = [("mailed", None, f"{message.about} {office_id}")]
        case _:
            read = [("shown", reader.id, message.about) for reader in readers]
    return [
        LogEntry(case_id, now, actor, action, detail)
        for case_id in message.shown
        for action, actor, detail in read
    ]


def _to_line(
    message: say.Message,
    rendered: Sequence[dict[str, Any]],
    recipient: str,
    answered: Conversation | None,
    here: Conversation | None,
) -> list[Letter]:
    if isinstance(message.content, say.Mail):
        raise ValueError(f"an e-mail cannot go by LINE: {message.about}")
    return [
        Letter(
            recipient=recipient,
            channel="line",
            payload=payload,
            about=message.about,
            urgent=message.urgent,
            must_arrive=message.urgent or message.case_id is not None,
            due=message.due,
            reply_token=answered.reply_token if answered else None,
            reply_expires_at=answered.reply_expires_at if answered else None,
            case_id=message.case_id,
            quotes_case=message.quotes_case,
            # Words that are no case's yet are known by the chat they were written in.
            quotes_chat=here.key if message.quotes_case and here else None,
            # A card that somebody asked for can be asked for again; a notice must not be lost.
            quotes_cases=message.shows if answered else (),
        )
        for payload in rendered
    ]


def _to_office(session: Session, message: say.Message, office_id: str) -> Letter:
    office = offices.office_by_id(session, office_id)
    address = office.email if office else ""
    name = office.name if office else office_id
    return _mail(
        message,
        f"mail:{address or office_id}",
        office_id=office_id,
        reason="" if address else f"no e-mail address for office {name}",
    )


def _mail(message: say.Message, recipient: str, **more: Any) -> Letter:
    if not isinstance(message.content, say.Mail):
        raise ValueError(f"only an e-mail goes to an office or address: {message.about}")
    return Letter(
        recipient=recipient,
        channel="mail",
        payload={"subject": message.content.subject, "body": message.content.body},
        about=message.about,
        urgent=message.urgent,
        must_arrive=message.urgent or message.case_id is not None,
        due=message.due,
        case_id=message.case_id,
        quotes_case=message.quotes_case,
        **more,
    )


def _chat(here: Conversation | None) -> str:
    if here is None:
        raise ValueError("this decision speaks of a conversation, but nobody is being answered")
    return here.key


def _recipient(key: str) -> str:
    if not key.startswith(LINE_PREFIXES):
        raise ValueError(f"nobody can be answered in the conversation {key}")
    return "line:" + key.partition(":")[2]
