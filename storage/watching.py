"""How the service stands, as the watchdog and whoever else looks after it asks: cheap queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from casework.watch import WATCHDOG, Quota, Seen
from storage.days import last_day
from storage.outbox import QUOTA_USED_UP
from storage.timers import timer

STANDING = text(
    """
    SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting') AS oldest_event,
           (SELECT min(due) FROM outbox WHERE state = 'waiting') AS oldest_message,
           (SELECT count(*) FROM inbox WHERE state = 'failed') AS event,
           (SELECT count(*) FROM outbox WHERE state = 'failed') AS message,
           (SELECT count(*) FROM timers WHERE state = 'failed') AS timer,
           (SELECT count(*) FROM attachments WHERE state = 'failed') AS file,
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = :quota) AS held,
           (SELECT coalesce(sum(size), 0)::bigint FROM attachments
             WHERE state = 'stored') AS media_bytes
    """
)
# Reasons may be as long as they like; their first words say what kind they are of.
REASONS = text(
    """
    SELECT 'event' AS what, left(reason, 100) AS begins, kind = 'malformed' AS malformed,
           count(*) AS rows
      FROM inbox WHERE state = 'failed' GROUP BY 2, 3
    UNION ALL SELECT 'message', left(reason, 100), false, count(*)
      FROM outbox WHERE state = 'failed' GROUP BY 2
    UNION ALL SELECT 'timer', left(reason, 100), false, count(*)
      FROM timers WHERE state = 'failed' GROUP BY 2
    UNION ALL SELECT 'file', left(reason, 100), false, count(*)
      FROM attachments WHERE state = 'failed' GROUP BY 2
    """
)


@dataclass(frozen=True)
class FailedFor:
    """How many of a thing (event, message, timer, file) failed for a reason that begins so."""

    what: str
    begins: str
    malformed: bool
    rows: int


def seen(session: Session, quota: Quota | None) -> Seen:
    """What the watchdog sees at this moment; `quota` is what LINE told of its own."""
    row = session.execute(STANDING, {"quota": QUOTA_USED_UP}).one()
    return Seen(
        oldest_event=row.oldest_event,
        oldest_message=row.oldest_message,
        failed={what: getattr(row, what) for what in ("event", "message", "timer", "file")},
        quota=quota,
        quota_held=row.held,
        media_bytes=row.media_bytes,
        last_day=last_day(session),
    )


def watchdogs_memory(session: Session) -> Mapping[str, Any]:
    """What the watchdog remembers since it last looked; empty before its first look."""
    found = timer(session, WATCHDOG)
    return found.data if found else {}


def failed_for(session: Session) -> list[FailedFor]:
    """Everything on the failed list, counted by the beginning of its reason."""
    return [FailedFor(*row) for row in session.execute(REASONS)]
