"""Writing messages, taking them back, and those a person has to see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    case,
    func,
    null,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, aliased, defer

from storage.outbox.at_once import NOT_TAKEN, SPELT_OUT, Hand, Values
from storage.outbox.holding import free_for_reply
from storage.prepared import Prepared, all_rows, table_of
from storage.sealing import KeyRing, keys_of
from storage.tables import InboxRow, OfficeRow, OutboxRow
from storage.tables.base import clean_dumps, plain
from storage.tables.encrypted import EncryptedJson

CHANNEL = "khoto_outbox"
# The first half of the advisory lock held while a recipient's rows are written.
WRITING = 56_423


_outbox = table_of(OutboxRow)
_now = bindparam("now", type_=DateTime(timezone=True))
# In the order of the array, one after the other.
_LOCK = Prepared(
    text(
        f"""
    SELECT CAST(pg_advisory_xact_lock({WRITING}, hashtext(recipient)) AS text) AS locked
      FROM unnest(CAST(:recipients AS text[])) AS recipient
    """  # noqa: S608  (a figure of our own)
    ).columns(locked=Text)
)
_backs_off = and_(_outbox.c.due <= _now, _outbox.c.next_at > _now)
_WAITING = Prepared(
    select(_outbox.c.recipient, func.max(_outbox.c.next_at).filter(_backs_off).label("held_until"))
    .where(
        _outbox.c.recipient == any_(bindparam("recipients", type_=ARRAY(Text))),
        _outbox.c.state == "waiting",
    )
    .group_by(_outbox.c.recipient)
)
_WRITTEN = (
    *("recipient", "channel", "payload", "about", "urgent", "must_arrive", "due", "next_at"),
    *("state", "reason", "reply_token", "reply_expires_at", "retry_key", "case_id", "quotes_case"),
    *("quotes_chat", "quotes_cases", "office_id", "event_id", "created_at", "done_at"),
    *NOT_TAKEN,
)
_NAMES = ", ".join(_WRITTEN)
_WRITE = Prepared(
    text(
        f"""
    INSERT INTO outbox ({_NAMES})
    SELECT {_NAMES} FROM json_populate_recordset(CAST(NULL AS outbox), CAST(:rows AS json))
    RETURNING id, retry_key
    """  # noqa: S608  (names of columns, nothing of anybody's)
    ).columns(id=BigInteger, retry_key=Uuid)
)
_PAYLOAD = EncryptedJson("outbox.payload")


@dataclass(frozen=True)
class Letter:
    """A message to one recipient: `line:U…`, `line:C…` or `mail:address`. Times are UTC.

    `payload` is one LINE message object, or an e-mail's `{"subject", "body"}`. `due` None is at
    once. With a `reason` it is written as failed: it cannot be sent until a person has mended
    something.
    """

    recipient: str
    channel: str  # line or mail
    payload: dict[str, Any]
    about: str
    urgent: bool = False
    must_arrive: bool = False
    due: datetime | None = None
    reply_token: str | None = None
    reply_expires_at: datetime | None = None
    case_id: UUID | None = None
    quotes_case: bool = False
    quotes_chat: str | None = None  # the conversation whose words it quotes
    quotes_cases: tuple[UUID, ...] = ()  # cases it quotes beside `case_id`
    office_id: str | None = None
    event_id: int | None = None  # the event that made us say it
    reason: str = ""


@dataclass(frozen=True)
class Failed:
    """A message that could not be sent, as a person needs to see it: without its words."""

    id: int
    recipient: str
    channel: str
    about: str
    reason: str
    attempts: int
    created_at: datetime
    case_id: UUID | None


def put(
    session: Session,
    letters: Sequence[Letter],
    now: datetime,
    *,
    wake: bool = True,
    hand: Hand | None = None,
) -> list[int]:
    """Write messages, in order, and wake the senders at commit. Returns their ids. The answers
    among them are leased for `hand`, as many as it takes, if they go at once.

    Without `wake`, call `wake_senders` after the commit: transactions that notify are committed one
    after the other. Until this transaction ends, others that write to the same recipients wait, so
    that the order of ids is the order in which rows come to be seen.
    """
    if not letters:
        return []
    recipients = sorted({letter.recipient for letter in letters})
    all_rows(session, _LOCK, recipients=recipients)
    waiting = _waiting(session, letters, now)
    held_back = {recipient: until for recipient, until in waiting.items() if until is not None}
    written = [_values(each, now, held_back.get(each.recipient, now)) for each in letters]
    if hand is not None:
        hand.take(written, waiting, now)
    ids = _write(session, written)
    answered = {each.recipient for each in letters if each.reply_token}
    if answered & held_back.keys():
        free_for_reply(session, answered, now)
    if hand is not None:
        hand.hold(written, ids)
    if wake:
        wake_senders(session)
    return ids


def _write(session: Session, written: Sequence[Values]) -> list[int]:
    """All in one statement, in order. Returns their ids."""
    dialect = session.connection().dialect
    rows = clean_dumps([_row(values, keys_of(dialect)) for values in written])
    ids = {row.retry_key: row.id for row in all_rows(session, _WRITE, rows=rows)}
    return [ids[values["retry_key"]] for values in written]


def _row(values: Values, ring: KeyRing) -> dict[str, Any]:
    """The columns as JSON holds them; `clean_dumps` cleans the words."""
    row = {name: plain(values[name]) for name in _WRITTEN if name != "payload"}
    if _PAYLOAD.is_empty(values["payload"]):
        return {**row, "payload": values["payload"]}
    return {**row, "payload": _PAYLOAD.sealed_text(values[SPELT_OUT], ring)}


def wake_senders(session: Session) -> None:
    """Wake those that send, when the transaction commits."""
    session.execute(select(func.pg_notify(CHANNEL, "")))


def cancel_quotes(
    session: Session,
    case_ids: Iterable[UUID],
    now: datetime,
    reason: str = "unsent by its writer",
) -> int:
    """Take back unsent copies of these cases' text. Returns how many were cancelled or blanked.

    What is being sent at this moment is blanked: should the attempt fail, it is not sent again.
    """
    ids = list(case_ids)
    about_one = and_(OutboxRow.case_id.in_(ids), OutboxRow.quotes_case)
    beside = and_(OutboxRow.quotes_cases != [], OutboxRow.quotes_cases.overlap(ids))
    taken = _take_back(session, about_one, reason, now)
    return taken + _take_back(session, beside, reason, now)


def cancel_quotes_of_chat(session: Session, chat: str, now: datetime) -> int:
    """As `cancel_quotes`, for what quotes words of a chat that were no case's yet: cards of a
    draft, and the desk's alert of one."""
    quotes = and_(OutboxRow.quotes_chat == chat, OutboxRow.case_id.is_(None))
    return _take_back(session, quotes, "unsent by its writer", now)


def cancel_for(session: Session, line_user_id: str, now: datetime) -> int:
    """Take back all that waits for somebody who blocked us: LINE would show nothing of it."""
    theirs = and_(OutboxRow.recipient == f"line:{line_user_id}", OutboxRow.state == "waiting")
    return _take_back(session, theirs, "blocked by the recipient", now)


def cancel_about(session: Session, about: str, now: datetime) -> int:
    """Take back what was not delivered of these messages: newer ones overtake them."""
    return _take_back(session, OutboxRow.about == about, "overtaken by a newer one", now)


def answered_with(session: Session, line_user_id: str, message_id: str) -> frozenset[str]:
    """What these messages to a person were about: those that answered the step in which a message
    of theirs was handled, as long as the recipient is kept."""
    sent, last = aliased(InboxRow), aliased(InboxRow)
    kept = or_(OutboxRow.state == "waiting", OutboxRow.recipient != "")
    query = (
        select(OutboxRow.about)
        .join(last, last.id == OutboxRow.event_id)
        .join(
            sent,
            and_(
                sent.conversation_key == last.conversation_key,
                sent.handled_at == last.handled_at,
            ),
        )
        .where(
            OutboxRow.recipient == f"line:{line_user_id}",
            kept,
            sent.message_id == message_id,
            sent.kind != "unsend",
        )
    )
    return frozenset(session.scalars(query))


def waits(session: Session, chat: str, about: str) -> bool:
    """Whether a message about this that quotes words of the chat was not delivered yet."""
    undelivered = OutboxRow.state.in_(("waiting", "failed"))
    query = select(OutboxRow.id).where(
        OutboxRow.quotes_chat == chat, undelivered, OutboxRow.about == about
    )
    return session.scalars(query.limit(1)).first() is not None


def _take_back(session: Session, which: ColumnElement[bool], reason: str, now: datetime) -> int:
    in_hand = OutboxRow.lease_until > now
    taken = session.execute(
        update(OutboxRow)
        .where(which, OutboxRow.state.in_(("waiting", "failed")))
        .values(
            payload=null(),
            state=case((in_hand, OutboxRow.state), else_="cancelled"),
            reason=reason,
            lease_owner=case((in_hand, OutboxRow.lease_owner), else_=null()),
            lease_until=case((in_hand, OutboxRow.lease_until), else_=null()),
            done_at=now,
        )
        .returning(OutboxRow.id)
    )
    return len(taken.all())


def failed_messages(session: Session, limit: int = 100) -> list[Failed]:
    """What could not be sent, oldest first."""
    query = select(OutboxRow).where(OutboxRow.state == "failed").order_by(OutboxRow.id)
    query = query.options(defer(OutboxRow.payload))  # may not even open
    return [_failed(row) for row in session.scalars(query.limit(limit))]


def failed_message(session: Session, message_id: int) -> tuple[Failed, dict[str, Any]] | None:
    """A message that could not be sent and its words ({}: they were unsent); None: none has that
    id."""
    query = select(OutboxRow).where(OutboxRow.state == "failed", OutboxRow.id == message_id)
    row = session.scalar(query)
    return (_failed(row), row.payload or {}) if row else None


def drop_failed(session: Session, now: datetime, message_ids: Iterable[int]) -> int:
    """Cancel failed messages and blank them. Returns how many."""
    which = and_(OutboxRow.state == "failed", OutboxRow.id.in_(list(message_ids)))
    return _take_back(session, which, "dropped by an operator", now)


def retry_failed(session: Session, now: datetime, message_ids: Iterable[int] | None = None) -> int:
    """Let failed messages (all, or these) be sent again, as if never tried. Returns how many.

    Mail goes to the office's address of today; an office still without one stays on the list.
    """
    chosen = [OutboxRow.state == "failed", OutboxRow.payload.is_not(None)]
    if message_ids is not None:
        chosen.append(OutboxRow.id.in_(list(message_ids)))
    office = OfficeRow.id == OutboxRow.office_id
    session.execute(
        update(OutboxRow)
        .where(*chosen, OutboxRow.channel == "mail", office, OfficeRow.email != "")
        .values(recipient="mail:" + OfficeRow.email)
    )
    reachable = or_(OutboxRow.channel == "line", OutboxRow.recipient.contains("@"))
    retried = session.execute(
        update(OutboxRow)
        .where(*chosen, reachable)
        .values(
            state="waiting",
            reason="",
            retry_key=func.gen_random_uuid(),  # LINE forgets a key after a day
            batch=None,
            via=None,
            attempts=0,
            first_attempt_at=None,
            reply_token=None,
            next_at=func.greatest(OutboxRow.due, now),
            done_at=None,
        )
        .returning(OutboxRow.id)
    ).all()
    if retried:
        wake_senders(session)
    return len(retried)


def _failed(row: OutboxRow) -> Failed:
    return Failed(
        id=row.id,
        recipient=row.recipient,
        channel=row.channel,
        about=row.about,
        reason=row.reason,
        attempts=row.attempts,
        created_at=row.created_at,
        case_id=row.case_id,
    )


def _waiting(
    session: Session, letters: Sequence[Letter], now: datetime
) -> dict[str, datetime | None]:
    """The recipients for whom rows wait already; of the lanes that are backing off, until when they
    do so: what is written behind waits as long."""
    recipients = list({letter.recipient for letter in letters})
    found = all_rows(session, _WAITING, recipients=recipients, now=now)
    return {row.recipient: row.held_until for row in found}


def _values(letter: Letter, now: datetime, held_until: datetime) -> dict[str, Any]:
    due = letter.due or now
    return {
        "recipient": letter.recipient,
        "channel": letter.channel,
        "payload": letter.payload,
        SPELT_OUT: clean_dumps(letter.payload),
        "about": letter.about,
        "urgent": letter.urgent,
        "must_arrive": letter.must_arrive,
        "due": due,
        "next_at": max(due, held_until),
        "state": "failed" if letter.reason else "waiting",
        "reason": letter.reason,
        "reply_token": letter.reply_token,
        "reply_expires_at": letter.reply_expires_at,
        "retry_key": uuid4(),
        "case_id": letter.case_id,
        "quotes_case": letter.quotes_case,
        "quotes_chat": letter.quotes_chat,
        "quotes_cases": list(letter.quotes_cases),
        "office_id": letter.office_id,
        "event_id": letter.event_id,
        "created_at": now,
        "done_at": now if letter.reason else None,
        **NOT_TAKEN,
    }
