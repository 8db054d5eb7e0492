"""Messages to people and offices: written with a decision, sent later, lane by lane.

`letters` writes them and looks after those that failed; `lanes` is what sending needs.
"""

from storage.outbox.lanes import (
    Lane,
    Outgoing,
    claim_lane,
    complete,
    fail,
    hold,
    next_due,
    postpone,
    push_instead,
    release,
    send_singly,
    unconfirmed,
)
from storage.outbox.letters import (
    CHANNEL,
    Failed,
    Letter,
    cancel_quotes,
    failed_messages,
    put,
    retry_failed,
)

__all__ = [
    "CHANNEL",
    "Failed",
    "Lane",
    "Letter",
    "Outgoing",
    "cancel_quotes",
    "claim_lane",
    "complete",
    "fail",
    "failed_messages",
    "hold",
    "next_due",
    "postpone",
    "push_instead",
    "put",
    "release",
    "retry_failed",
    "send_singly",
    "unconfirmed",
]
