"""What a sender holds while it sends: some rows of one recipient, and how they are to go."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

# The reason of a message that went as a reply nobody answered: it may have arrived.
REPLY_UNCONFIRMED = "reply_unconfirmed"
# The reason of a message that went as such a reply, and whose token was found used: it arrived.
REPLY_CONFIRMED = "reply_confirmed"
# The reason of a message that waits because the month's paid messages are used up.
QUOTA_USED_UP = "quota_used_up"


@dataclass(frozen=True)
class Outgoing:
    """One row being sent. `payload` is None if its text was unsent meanwhile. Times are UTC."""

    id: int
    payload: dict[str, Any] | None
    about: str
    retry_key: UUID
    must_arrive: bool
    case_id: UUID | None
    created_at: datetime


@dataclass(frozen=True)
class Lane:
    """Rows of one recipient to be sent in one call, and how.

    `via` is `reply` (with `reply_token`, which LINE takes until `reply_expires_at`), `push` (with
    `retry_key`) or `smtp`. `attempts` counts this one too: a reply with more than one is an earlier
    one that is asked again. `first_attempt_at` is when the first of the same batch began.
    """

    recipient: str
    channel: str
    rows: tuple[Outgoing, ...]
    via: str
    reply_token: str | None
    reply_expires_at: datetime | None
    retry_key: UUID
    attempts: int
    first_attempt_at: datetime
    lease: str
    lease_until: datetime

    @property
    def ids(self) -> list[int]:
        """The rows' ids, in order."""
        return [row.id for row in self.rows]
