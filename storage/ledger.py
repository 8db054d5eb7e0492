"""Does it add up? What came in and what was written, against where each of them stands now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.attachments import NO_ROOM
from storage.outbox import QUOTA_USED_UP
from storage.tables.inbox import EVENT_STATES
from storage.tables.outbox import CHANNELS, MESSAGE_STATES

# One statement is one moment: no row is counted on one side only because it came in between.
COUNTS = text(
    """
    SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
    """
)
OLDEST = text(
    """
    SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = :room),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = :quota)
    """
)


@dataclass(frozen=True)
class Ledger:
    """Counts of rows. Totals come from a journal that is kept at writing and never counted down.

    `events` by state (handled, waiting, failed); `messages` by channel and state (delivered,
    waiting, failed, cancelled); `written` by channel. Times are UTC.
    """

    received: int
    events: Mapping[str, int]
    written: Mapping[str, int]
    messages: Mapping[str, Mapping[str, int]]
    oldest_waiting_event: datetime | None
    oldest_waiting_message: datetime | None  # by the time it was due
    failed_timers: int
    failed_attachments: int
    waiting_attachments: int
    room_held: int  # of those, the ones that wait because the room for files is used up
    quota_held: int  # messages that wait because the month's paid ones are used up

    @property
    def events_missing(self) -> int:
        """Events received and no longer found; 0 when all is well."""
        return self.received - sum(self.events.values())

    @property
    def messages_missing(self) -> Mapping[str, int]:
        """By channel, messages written and no longer found; 0 when all is well."""
        return {
            channel: self.written[channel] - sum(states.values())
            for channel, states in self.messages.items()
        }

    @property
    def balanced(self) -> bool:
        """Whether everything that came in or was written is accounted for."""
        return self.events_missing == 0 and not any(self.messages_missing.values())


def ledger(session: Session) -> Ledger:
    """The ledger of this moment.

    Every state and channel is in it, with 0 where there is nothing.
    """
    totals = dict.fromkeys(("inbox", *CHANNELS), 0)
    events = dict.fromkeys(EVENT_STATES, 0)
    messages = {channel: dict.fromkeys(MESSAGE_STATES, 0) for channel in CHANNELS}
    for row in session.execute(COUNTS):
        if row.what == "total":
            totals[row.name] = row.rows
        elif row.what == "events":
            events[row.state] = row.rows
        else:
            messages[row.name][row.state] = row.rows
    oldest = session.execute(OLDEST, {"quota": QUOTA_USED_UP, "room": NO_ROOM}).one()
    oldest_event, oldest_message, failed_timers, failed_attachments, *held = oldest
    waiting_attachments, room_held, quota_held = held
    return Ledger(
        received=totals["inbox"],
        events=events,
        written={channel: totals[channel] for channel in CHANNELS},
        messages=messages,
        oldest_waiting_event=oldest_event,
        oldest_waiting_message=oldest_message,
        failed_timers=failed_timers,
        failed_attachments=failed_attachments,
        waiting_attachments=waiting_attachments,
        room_held=room_held,
        quota_held=quota_held,
    )
