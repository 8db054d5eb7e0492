"""A webhook event: about to be stored, as it is stored, and as one whose attempt was counted."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Received:
    """An event about to be stored. Times are UTC; `raw` is its JSON text.

    With a `reason` it is kept as failed: it could not be understood, and a person will look at it.
    `received_at` is when it came, from which its reply token grows old; None: when it is stored.
    """

    webhook_event_id: str
    conversation_key: str
    kind: str
    timestamp: datetime
    raw: str
    message_id: str | None = None
    mode: str = "active"
    is_redelivery: bool = False
    reply_token: str | None = None
    reason: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True)
class Event:
    """An event as it is stored. Times are UTC; `raw` is its JSON text."""

    id: int
    webhook_event_id: str
    conversation_key: str
    kind: str
    message_id: str | None
    timestamp: datetime
    received_at: datetime
    ready_at: datetime
    raw: str
    mode: str
    is_redelivery: bool
    reply_token: str | None
    state: str
    attempts: int
    reason: str


@dataclass(frozen=True)
class Counted:
    """An event whose attempt was counted. `event` is None if it does not open, or was unsent:
    `hold` sees to it."""

    id: int
    conversation_key: str
    attempts: int
    event: Event | None = None
