"""What is kept no longer: counted, and blanked in small batches. Rows stay, the ledger counts them.

A kind is a query of ids, oldest first, and a deed on some of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, null, select, text, update
from sqlalchemy.orm import Session

from casework.retention import Kept
from storage import attachments, case_log, inbox
from storage.blanking import blanking
from storage.erasing import blank_cases, forget_person
from storage.tables import CaseRow, ConversationRow, InboxRow, OperatorLogRow, OutboxRow

TOGETHER = 100  # rows blanked in one transaction

Deed = Callable[[Session, Sequence[Any], datetime], None]


@dataclass(frozen=True)
class Due:
    """How many of a kind are kept no longer, and from when the oldest is (UTC)."""

    kind: Kept
    rows: int
    oldest: datetime | None


def due(session: Session, before: Mapping[Kept, datetime]) -> list[Due]:
    """What would go, of every kind."""
    found = []
    for kind, parts in KINDS.items():
        counted = [
            session.execute(
                text(f"SELECT count(*), min(at) FROM ({part.which}) AS due"),  # noqa: S608
                {"before": before[kind]},
            ).one()
            for part in parts
        ]
        oldest = [row[1] for row in counted if row[1] is not None]
        found.append(Due(kind, sum(row[0] for row in counted), min(oldest, default=None)))
    return found


def any_due(session: Session, before: Mapping[Kept, datetime]) -> bool:
    """Whether anything would go."""
    return any(
        session.execute(part.some(), {"before": before[kind], "some": 1}).first() is not None
        for kind, parts in KINDS.items()
        for part in parts
    )


def blank_some(
    session: Session, before: Mapping[Kept, datetime], now: datetime
) -> Mapping[Kept, int]:
    """Blank the oldest of the first kind of which there are any, at most TOGETHER. Returns how
    many of each; all 0: none is left. What somebody else holds at the moment is passed over.
    """
    done = dict.fromkeys(Kept, 0)
    for kind, parts in KINDS.items():
        for part in parts:
            ids = part.lock(session, before[kind])
            if ids:
                part.deed(session, ids, now)
                done[kind] = len(ids)
                return done
    return done


@dataclass(frozen=True)
class _Part:
    """`which` selects `id` and `at` of what is older than :before; `table` is what is locked."""

    which: str
    table: str
    key: str
    deed: Deed

    def some(self) -> TextClause:
        """The ids of the oldest of them, at most :some."""
        return text(f"SELECT id FROM ({self.which}) AS due ORDER BY at LIMIT :some")  # noqa: S608

    def lock(self, session: Session, before: datetime) -> list[Any]:
        """The same, locked until the transaction ends; those that others hold are passed over."""
        chosen = text(
            f"SELECT {self.key} FROM {self.table} WHERE {self.key} IN ({self.some()})"  # noqa: S608
            " FOR NO KEY UPDATE SKIP LOCKED"
        )
        ids = list(session.scalars(chosen, {"before": before, "some": TOGETHER}))
        # Somebody may have written between our look and our lock: this look is fresh.
        still = text(f"SELECT id FROM ({self.which}) AS due WHERE id = ANY(:ids)")  # noqa: S608
        return list(session.scalars(still, {"before": before, "ids": ids})) if ids else []


def _events(session: Session, ids: Sequence[int], now: datetime) -> None:
    session.execute(
        update(InboxRow)
        .where(InboxRow.id.in_(ids))
        .values(raw="{}", reply_token=null(), blanked_at=now)
    )


def _failed_events(session: Session, ids: Sequence[int], now: datetime) -> None:
    inbox.blank(session, InboxRow.id.in_(ids), reason="kept no longer", now=now)


def _messages(session: Session, ids: Sequence[int], now: datetime) -> None:
    blank = {"recipient": "", "reply_token": null(), "quotes_chat": null()}
    session.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(**blank))


def _failed_messages(session: Session, ids: Sequence[int], now: datetime) -> None:
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id.in_(ids))
        .values(payload=null(), state="cancelled", reason="kept no longer", done_at=now)
    )


def _drafts(session: Session, keys: Sequence[str], now: datetime) -> None:
    for key in keys:
        attachments.drop_drafts(session, key)
    session.execute(
        update(ConversationRow)
        .where(ConversationRow.key.in_(keys))
        .values(step="", draft={}, reply_token=null(), reply_expires_at=null())
    )


def _files(session: Session, ids: Sequence[Any], now: datetime) -> None:
    attachments.erase_these(session, ids)


def _people(session: Session, ids: Sequence[Any], now: datetime) -> None:
    # Who asked to be erased may have cases that ended since.
    theirs = select(CaseRow.id).where(CaseRow.reporter_id.in_(ids))
    blank_cases(session, session.scalars(theirs).all(), now)
    for person_id in ids:
        forget_person(session, person_id, now)


def _lines(session: Session, ids: Sequence[int], now: datetime) -> None:
    case_log.blank(session, ids, now)


def _reasons(session: Session, ids: Sequence[int], now: datetime) -> None:
    with blanking(session):
        session.execute(update(OperatorLogRow).where(OperatorLogRow.id.in_(ids)).values(why=""))


KINDS: dict[Kept, tuple[_Part, ...]] = {
    Kept.EVENTS: (
        _Part(
            """SELECT id, handled_at AS at FROM inbox
                WHERE state = 'handled' AND blanked_at IS NULL AND handled_at < :before""",
            "inbox",
            "id",
            _events,
        ),
    ),
    Kept.FAILED: (
        _Part(
            """SELECT id, received_at AS at FROM inbox
                WHERE state = 'failed' AND received_at < :before""",
            "inbox",
            "id",
            _failed_events,
        ),
        _Part(
            """SELECT id, created_at AS at FROM outbox
                WHERE state = 'failed' AND created_at < :before""",
            "outbox",
            "id",
            _failed_messages,
        ),
    ),
    Kept.MESSAGES: (
        _Part(
            """SELECT id, done_at AS at FROM outbox
                WHERE state IN ('delivered', 'cancelled') AND recipient <> ''
                  AND done_at < :before""",
            "outbox",
            "id",
            _messages,
        ),
    ),
    Kept.DRAFTS: (
        _Part(
            """SELECT key AS id, changed_at AS at FROM conversations
                WHERE (step <> '' OR draft <> '{}') AND changed_at < :before""",
            "conversations",
            "key",
            _drafts,
        ),
    ),
    Kept.FILES: (
        _Part(
            """SELECT a.id, c.changed_at AS at FROM attachments a JOIN cases c ON c.id = a.case_id
                WHERE a.state <> 'erased' AND c.state IN ('closed', 'withdrawn')
                  AND c.changed_at < :before""",
            "attachments",
            "id",
            _files,
        ),
    ),
    Kept.CASES: (
        _Part(
            """SELECT id, changed_at AS at FROM cases
                WHERE state IN ('closed', 'withdrawn') AND changed_at < :before
                  AND (blanked_at IS NULL OR blanked_at < changed_at)""",
            "cases",
            "id",
            blank_cases,
        ),
    ),
    # Who asked to be erased, and did not agree anew, goes when no case of theirs is under way.
    Kept.PEOPLE: (
        _Part(
            """SELECT p.id, coalesce(p.erase_asked_at, k.changed_at, p.created_at) AS at
                 FROM people p LEFT JOIN conversations k ON k.key = 'user:' || p.line_user_id
                WHERE p.erased_at IS NULL
                  AND NOT EXISTS (
                      SELECT FROM cases c WHERE c.reporter_id = p.id
                         AND (c.state NOT IN ('closed', 'withdrawn')
                              OR (p.erase_asked_at IS NULL OR p.consented_at IS NOT NULL)
                             AND (c.blanked_at IS NULL OR c.blanked_at < c.changed_at)))
                  AND (p.erase_asked_at IS NOT NULL AND p.consented_at IS NULL
                       OR p.roles <@ ARRAY['citizen'] AND p.created_at < :before
                      AND coalesce(k.changed_at, p.created_at) < :before)""",
            "people",
            "id",
            _people,
        ),
    ),
    Kept.HISTORY: (
        _Part(
            """SELECT id, at FROM case_log
                WHERE blanked_at IS NULL AND detail <> '' AND at < :before""",
            "case_log",
            "id",
            _lines,
        ),
        _Part(
            "SELECT id, at FROM operator_log WHERE why <> '' AND at < :before",
            "operator_log",
            "id",
            _reasons,
        ),
    ),
}
