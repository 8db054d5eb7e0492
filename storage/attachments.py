"""Photos, voice, videos, files and places. Contents are fetched from LINE later, under a lease."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, defer

from casework.places import Place
from storage.places import place_from_json, place_to_json
from storage.sealing import SealingFault
from storage.tables import AttachmentContentRow, AttachmentRow

# The reason of a file that is not fetched because the room for files is used up.
NO_ROOM = "the room for files is used up (media.room_megabytes)"


@dataclass(frozen=True)
class Attachment:
    """What is known of an attachment; its bytes are asked for apart. `size` is in bytes."""

    id: UUID
    message_id: str
    conversation_key: str
    case_id: UUID | None
    kind: str
    file_name: str
    place: Place | None
    state: str  # waiting, stored, failed, erased
    content_type: str
    size: int | None
    attempts: int
    lease_owner: str | None
    reason: str
    created_at: datetime


def add(
    session: Session,
    *,
    message_id: str,
    conversation_key: str,
    kind: str,
    now: datetime,
    case_id: UUID | None = None,
    file_name: str = "",
    place: Place | None = None,
) -> None:
    """Note an attachment; without a case it belongs to the conversation's draft.

    A place has no content to fetch and is stored at once. A message noted before is left as it is.
    """
    session.execute(
        insert(AttachmentRow)
        .values(
            id=uuid4(),
            message_id=message_id,
            conversation_key=conversation_key,
            case_id=case_id,
            kind=kind,
            file_name=file_name,
            place=place_to_json(place),
            state="stored" if kind == "location" else "waiting",
            next_at=now,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=[AttachmentRow.message_id])
    )


def of_case(session: Session, case_id: UUID) -> list[Attachment]:
    """A case's attachments, oldest first, erased ones left out."""
    return _list(session, AttachmentRow.case_id == case_id)


def of_draft(session: Session, conversation_key: str) -> list[Attachment]:
    """The attachments of a conversation's draft, oldest first, erased ones left out."""
    return _list(
        session,
        AttachmentRow.conversation_key == conversation_key,
        AttachmentRow.case_id.is_(None),
    )


def attach_drafts(
    session: Session, conversation_key: str, case_id: UUID, kept_back: Collection[str] = ()
) -> int:
    """Give the draft's attachments to the case, but those of the messages that are `kept_back`.
    Returns how many."""
    given = session.execute(
        update(AttachmentRow)
        .where(
            AttachmentRow.conversation_key == conversation_key,
            AttachmentRow.case_id.is_(None),
            AttachmentRow.state != "erased",
            AttachmentRow.message_id.not_in(kept_back),
        )
        .values(case_id=case_id)
        .returning(AttachmentRow.id)
    )
    return len(given.all())


def drop_drafts(session: Session, conversation_key: str, kept_back: Collection[str] = ()) -> int:
    """Erase the draft's attachments, but those of the messages that are `kept_back`: the report was
    cancelled. Returns how many."""
    return _erase(
        session,
        AttachmentRow.conversation_key == conversation_key,
        AttachmentRow.case_id.is_(None),
        AttachmentRow.message_id.not_in(kept_back),
    )


def erase(session: Session, message_id: str) -> int:
    """Erase what came with a message: content, name and place. Returns how many."""
    return _erase(session, AttachmentRow.message_id == message_id)


def erase_these(session: Session, ids: Iterable[UUID]) -> int:
    """Erase these. Returns how many had not been."""
    return _erase(session, AttachmentRow.id.in_(list(ids)))


def claim(
    session: Session, owner: str, now: datetime, lease: timedelta, limit: int = 1
) -> list[Attachment]:
    """Lease attachments whose content is still to be fetched, for `lease`; commit before fetching.

    `lease_owner` of what is returned is the name to complete it with: no two claims share one.
    """
    free = or_(AttachmentRow.lease_until.is_(None), AttachmentRow.lease_until <= now)
    wanted = (
        select(AttachmentRow.id)
        .where(AttachmentRow.state == "waiting", AttachmentRow.next_at <= now, free)
        .order_by(AttachmentRow.next_at)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    ids = list(session.scalars(wanted))
    if not ids:
        return []
    leased = (
        update(AttachmentRow)
        .where(AttachmentRow.id.in_(ids))
        .values(
            lease_owner=f"{owner}/{uuid4()}",
            lease_until=now + lease,
            attempts=AttachmentRow.attempts + 1,
        )
        .returning(AttachmentRow)
    )
    try:
        return [_attachment(row, row.file_name) for row in session.scalars(leased)]
    except SealingFault as fault:
        # One whose name cannot be opened must not stand before all others for ever.
        failed = update(AttachmentRow).where(AttachmentRow.id.in_(ids))
        unleased = {"lease_owner": None, "lease_until": None}
        session.execute(failed.values(state="failed", reason=str(fault), **unleased))
        return []


def store(
    session: Session,
    attachment: Attachment,
    content: bytes,
    content_type: str,
    reason: str = "",
) -> bool:
    """Keep the bytes; with a `reason`, why they were not opened. False, and nothing kept, if the
    lease was lost or the message was unsent.
    """
    kept = {"content_type": content_type, "size": len(content), "reason": reason}
    if not _settle(session, attachment, state="stored", **kept):
        return False
    session.execute(
        insert(AttachmentContentRow).values(attachment_id=attachment.id, content=content)
    )
    return True


def postpone(session: Session, attachment: Attachment, until: datetime, reason: str) -> bool:
    """Try to fetch it again later. False if the lease was lost."""
    return _settle(session, attachment, next_at=until, reason=reason)


def hold_all(session: Session, attachment: Attachment, until: datetime) -> bool:
    """There is no room for files: this one, not counted as an attempt, and all others that wait are
    looked at again at `until`. False if the lease was lost.
    """
    held = _settle(session, attachment, attempts=AttachmentRow.attempts - 1)
    session.execute(
        update(AttachmentRow)
        .where(AttachmentRow.state == "waiting", AttachmentRow.next_at < until)
        .where(AttachmentRow.lease_until.is_(None))
        .values(next_at=until, reason=NO_ROOM)
    )
    return held


def stored_bytes(session: Session) -> int:
    """The size of all files kept."""
    stored = select(func.sum(AttachmentRow.size)).where(AttachmentRow.state == "stored")
    return int(session.scalar(stored) or 0)


def fail(session: Session, attachment: Attachment, reason: str) -> bool:
    """It cannot be fetched. False if the lease was lost."""
    return _settle(session, attachment, state="failed", reason=reason)


def content(session: Session, attachment_id: UUID) -> bytes | None:
    """The bytes, None while there are none."""
    return session.scalar(
        select(AttachmentContentRow.content).where(
            AttachmentContentRow.attachment_id == attachment_id
        )
    )


def failed_attachments(session: Session, limit: int = 100) -> list[Attachment]:
    """What could not be fetched, oldest first; without its name, which may not even open."""
    return _list(session, AttachmentRow.state == "failed", limit=limit, names=False)


def retry_failed(session: Session, now: datetime, ids: Iterable[UUID] | None = None) -> int:
    """Let failed ones (all, or these) be fetched again at once. Returns how many."""
    again = update(AttachmentRow).where(AttachmentRow.state == "failed")
    if ids is not None:
        again = again.where(AttachmentRow.id.in_(list(ids)))
    retried = again.values(state="waiting", reason="", attempts=0, next_at=now)
    return len(session.execute(retried.returning(AttachmentRow.id)).all())


def failed_attachment(session: Session, attachment_id: UUID) -> Attachment | None:
    """A failed one, without its name; None when none has that id."""
    this = (AttachmentRow.state == "failed", AttachmentRow.id == attachment_id)
    found = _list(session, *this, names=False)
    return found[0] if found else None


def drop_failed(session: Session, ids: Iterable[UUID]) -> int:
    """Erase failed ones: their case shows nothing of them any more. Returns how many."""
    return _erase(session, AttachmentRow.state == "failed", AttachmentRow.id.in_(list(ids)))


def _settle(session: Session, attachment: Attachment, **values: object) -> bool:
    settled = session.execute(
        update(AttachmentRow)
        .where(
            AttachmentRow.id == attachment.id,
            AttachmentRow.lease_owner == attachment.lease_owner,
            AttachmentRow.state == "waiting",
        )
        .values(lease_owner=None, lease_until=None, **values)
        .returning(AttachmentRow.id)
    )
    return settled.first() is not None


def _erase(session: Session, *conditions: ColumnElement[bool]) -> int:
    # The row stays, so that a download under way, or the same event again, brings nothing back.
    erased = list(
        session.scalars(
            update(AttachmentRow)
            .where(AttachmentRow.state != "erased", *conditions)
            .values(
                state="erased",
                file_name="",
                place=None,
                content_type="",
                size=None,
                lease_owner=None,
                lease_until=None,
            )
            .returning(AttachmentRow.id)
        )
    )
    session.execute(
        delete(AttachmentContentRow).where(AttachmentContentRow.attachment_id.in_(erased))
    )
    return len(erased)


def _list(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None, names: bool = True
) -> list[Attachment]:
    query = select(AttachmentRow).where(*conditions, AttachmentRow.state != "erased")
    ordered = query.order_by(AttachmentRow.created_at, AttachmentRow.message_id).limit(limit)
    if not names:
        nameless = ordered.options(defer(AttachmentRow.file_name))
        return [_attachment(row, "") for row in session.scalars(nameless)]
    return [_attachment(row, row.file_name) for row in session.scalars(ordered)]


def _attachment(row: AttachmentRow, file_name: str) -> Attachment:
    return Attachment(
        id=row.id,
        message_id=row.message_id,
        conversation_key=row.conversation_key,
        case_id=row.case_id,
        kind=row.kind,
        file_name=file_name,
        place=place_from_json(row.place),
        state=row.state,
        content_type=row.content_type,
        size=row.size,
        attempts=row.attempts,
        lease_owner=row.lease_owner,
        reason=row.reason,
        created_at=row.created_at,
    )
