"""All that is kept about one person, for that person: PDPA (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562)
section 30; and taking it away again, section 33. What is about somebody else is masked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from casework.cases import OPEN_STATES, AffectedConsent, Case, CaseState, LogEntry
from casework.masking import mask
from casework.people import Person
from storage import attachments, case_log
from storage.cases import case_by_id
from storage.conversations import conversation
from storage.erasing import blank_cases, blank_chats, forget_person
from storage.tables import CaseRow, InboxRow, InvitationRow, OutboxRow, PersonRow


@dataclass(frozen=True)
class Erasure:
    """What an erasure takes away, and what stays. `open` are the numbers of cases under way."""

    blanked: tuple[str, ...]
    open: tuple[str, ...]
    offices: tuple[str, ...]  # that received a case of theirs, and keep what they got
    events: int


def about(session: Session, person: Person) -> dict[str, Any]:
    """The person, chat, cases, messages; every value can be written as JSON. Times are UTC."""
    key = f"user:{person.line_user_id}"
    chat = conversation(session, key)
    return {
        "person": {
            "line_user_id": person.line_user_id,
            "name": person.name,
            "roles": sorted(person.roles),
            "area": person.area.thai() if person.area else None,
            "agency": person.agency,
            "term_start": _when(person.term_start),
            "term_end": _when(person.term_end),
            "consented_at": _when(person.consented_at),
            "applied_at": _when(person.applied_at),
            "blocked": person.blocked,
            "wrong_codes": [_when(each) for each in person.wrong_codes],
        },
        "chat": {
            "step": chat.step,
            "draft": _masked(dict(chat.draft)),
            "files": [_file(each) for each in attachments.of_draft(session, key)],
        },
        "cases": [_case(session, case, person) for case in _cases_of(session, person.id)],
        "events_from_line": _counted(session, InboxRow, InboxRow.conversation_key == key),
        "messages_to_line": _counted(
            session, OutboxRow, OutboxRow.recipient == f"line:{person.line_user_id}"
        ),
        "invitations_used": [
            {"role": row.role, "name": row.name, "used_at": _when(row.used_at)}
            for row in session.scalars(
                select(InvitationRow).where(InvitationRow.used_by == person.id)
            )
        ],
    }


def erasure(session: Session, person: Person) -> Erasure:
    """What `erase` would do now."""
    cases = _cases_of(session, person.id)
    offices = {each.office_name for case in cases for each in case.referrals}
    key = f"user:{person.line_user_id}"
    counted = select(func.count()).where(InboxRow.conversation_key == key)
    return Erasure(
        tuple(case.number for case in cases if not _under_way(case)),
        tuple(case.number for case in cases if _under_way(case)),
        tuple(sorted(offices)),
        session.scalar(counted) or 0,
    )


def erase(session: Session, person: Person, now: datetime) -> Erasure:
    """Take away all that need not be kept; each case's history says so.

    While a case is under way its text and whom to tell the result stay; the rest goes with the
    next retention after it ended (`erase_asked_at`). No new report is taken meanwhile, and roles
    end at once.
    """
    told = erasure(session, person)
    cases = _cases_of(session, person.id)
    case_log.add(session, [LogEntry(case.id, now, None, "erasure asked") for case in cases])
    blank_cases(session, [case.id for case in cases if not _under_way(case)], now)
    if not told.open:
        forget_person(session, person.id, now)
        return told
    blank_chats(session, person.id, person.line_user_id, now)
    session.execute(
        update(PersonRow)
        .where(PersonRow.id == person.id)
        .values(roles=[], consented_at=None, erase_asked_at=now)
    )
    return told


def note_reading(session: Session, person: Person, now: datetime) -> None:
    """That all of a person's cases were read for the person goes to their histories."""
    lines = [
        LogEntry(case.id, now, None, "read", "the reporter's own data, by command")
        for case in _cases_of(session, person.id)
    ]
    case_log.add(session, lines)


def _cases_of(session: Session, person_id: UUID) -> list[Case]:
    ids = select(CaseRow.id).where(CaseRow.reporter_id == person_id).order_by(CaseRow.created_at)
    found = [case_by_id(session, case_id) for case_id in session.scalars(ids).all()]
    return [case for case in found if case]


def _under_way(case: Case) -> bool:
    return case.state in OPEN_STATES or case.state == CaseState.ANSWERED


def _case(session: Session, case: Case, person: Person) -> dict[str, Any]:
    about_self = case.affected_consent == AffectedConsent.SELF
    return {
        "number": case.number,
        "state": case.state,
        "category": case.category,
        "subtype": case.subtype,
        "place": case.place.thai(),
        "created_at": _when(case.created_at),
        "changed_at": _when(case.changed_at),
        "about": "the reporter" if about_self else "somebody else",
        "text": [part.text if about_self else mask(part.text) for part in case.parts],
        "evidence": [words if about_self else mask(words) for words in case.evidence],
        "people_count": case.people_count,
        "amounts": list(case.amounts),
        "reason": mask(case.reason),
        "question": mask(case.question.text) if case.question else None,
        "result": mask(case.result),
        "rating": case.rating,
        "referrals": [
            {
                "office": each.office_name,
                "state": each.state,
                "sent_at": _when(each.sent_at),
                "result": mask(each.result),
                "reason": mask(each.reason),
            }
            for each in case.referrals
        ],
        "files": [_file(each) for each in attachments.of_case(session, case.id)],
        "history": [
            {
                "at": _when(line.at),
                "by": _who(line.actor_id, person),
                "what": line.action,
                "detail": mask(line.detail),
            }
            for line in case_log.entries(session, case.id)
        ],
    }


def _who(actor_id: UUID | None, person: Person) -> str:
    """Officers are not named: that is about somebody else."""
    if actor_id is None:
        return "the service"
    return "the reporter" if actor_id == person.id else f"staff {str(actor_id)[:8]}"


def _file(file: attachments.Attachment) -> dict[str, Any]:
    place = file.place.thai() if file.place else None
    known = {"kind": file.kind, "state": file.state, "size": file.size, "place": place}
    return {**known, "file_name": mask(file.file_name), "came_at": _when(file.created_at)}


def _counted(session: Session, table: type[Any], which: ColumnElement[bool]) -> dict[str, Any]:
    at = table.received_at if table is InboxRow else table.created_at
    count, first, last = session.execute(
        select(func.count(), func.min(at), func.max(at)).where(which)
    ).one()
    return {"rows": count, "first": _when(first), "last": _when(last)}


def _masked(value: Any) -> Any:
    """A draft may be about somebody else: nobody was asked yet."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {key: _masked(each) for key, each in value.items()}
    return [_masked(each) for each in value] if isinstance(value, list | tuple) else value


def _when(at: Any) -> str | None:
    return at.isoformat() if at else None
