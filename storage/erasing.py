"""Taking the words and names out of cases and people. The rows stay: others count and name them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, null, select, text, update
from sqlalchemy.orm import Session

from storage import attachments, corrections, inbox
from storage.outbox import cancel_for
from storage.tables import (
    AttachmentRow,
    CasePartRow,
    CaseRow,
    ConversationRow,
    InboxRow,
    InvitationRow,
    OutboxRow,
    PersonRow,
    ReferralRow,
)

# Written out, so that each of two small indexes is used, not the whole table read.
SETTLED = (text("state <> 'waiting'"), text("state = 'waiting'"))
ERASED = "erased-"  # what stands before the random id of somebody who was erased


def blank_cases(session: Session, case_ids: Iterable[UUID], now: datetime) -> None:
    """A case's report, results, reasons, files and what was read out of them. Number, category,
    district, dates, offices and history stay: they are counted, and name nobody."""
    ids = list(case_ids)
    session.execute(delete(CasePartRow).where(CasePartRow.case_id.in_(ids)))
    corrections.forget(session, ids)
    session.execute(
        update(ReferralRow).where(ReferralRow.case_id.in_(ids)).values(result="", reason="")
    )
    files = select(AttachmentRow.id).where(AttachmentRow.case_id.in_(ids))
    attachments.erase_these(session, session.scalars(files).all())
    session.execute(
        update(CaseRow)
        .where(CaseRow.id.in_(ids))
        .values(
            evidence=[],
            amounts=[],
            reason="",
            result="",
            people_count=None,
            question_text=null(),
            question_by=null(),
            question_at=null(),
            place=CaseRow.place.op("||")(
                text("""'{"subdistrict": null, "subdistrict_code": null}'::jsonb""")
            ),
            blanked_at=now,
        )
    )
    # Copies that never left, and are on the failed list.
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.case_id.in_(ids), OutboxRow.state == "failed")
        .values(payload=null(), state="cancelled", reason="its case was erased", done_at=now)
    )


def blank_chats(session: Session, person_id: UUID, line_user_id: str, now: datetime) -> None:
    """A person's draft with its files, and what came from them by LINE and does not wait."""
    key = f"user:{line_user_id}"
    attachments.drop_drafts(session, key)
    empty = {"step": "", "draft": {}, "reply_token": null(), "reply_expires_at": null()}
    session.execute(update(ConversationRow).where(ConversationRow.key == key).values(**empty))
    inbox.blank(session, InboxRow.conversation_key == key, SETTLED[0], reason="", now=now)
    session.execute(update(InvitationRow).where(InvitationRow.used_by == person_id).values(name=""))


def forget_person(session: Session, person_id: UUID, now: datetime) -> None:
    """Nothing tells any more who this was. They write again? Then as somebody unknown."""
    person = session.scalar(
        select(PersonRow).where(PersonRow.id == person_id).with_for_update(key_share=True)
    )
    if person is None or person.erased_at is not None:
        return
    known, new = person.line_user_id, f"{ERASED}{uuid4().hex}"
    cancel_for(session, known, now)
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.recipient == f"line:{known}", OutboxRow.state == "failed")
        .values(payload=null(), state="cancelled", reason="its recipient was erased", done_at=now)
    )
    blank_chats(session, person_id, known, now)
    _rename_chat(session, f"user:{known}", f"user:{new}", person_id)
    for settled in SETTLED:
        theirs = update(OutboxRow).where(OutboxRow.recipient == f"line:{known}", settled)
        session.execute(theirs.values(recipient=""))
    session.execute(
        update(OutboxRow).where(OutboxRow.quotes_chat == f"user:{known}").values(quotes_chat=null())
    )
    session.execute(
        update(PersonRow)
        .where(PersonRow.id == person_id)
        .values(
            line_user_id=new,
            name="",
            roles=[],
            area=null(),
            agency=null(),
            term_start=null(),
            term_end=null(),
            consented_at=null(),
            applied_at=null(),
            blocked=True,
            erased_at=now,
        )
    )


def _rename_chat(session: Session, old: str, new: str, person_id: UUID) -> None:
    """The key of a chat holds the LINE user id, and rows that stay hang on it."""
    there = session.scalar(
        select(ConversationRow.key).where(ConversationRow.key == old).with_for_update()
    )
    if there is None:
        return
    session.execute(insert(ConversationRow).values(key=new, person_id=person_id))
    for settled in SETTLED:
        events = update(InboxRow).where(InboxRow.conversation_key == old, settled)
        session.execute(events.values(conversation_key=new))
    files = update(AttachmentRow).where(AttachmentRow.conversation_key == old)
    session.execute(files.values(conversation_key=new))
    session.execute(delete(ConversationRow).where(ConversationRow.key == old))
