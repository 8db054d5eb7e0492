"""Messages to people and offices: written with a decision, sent later, lane by lane.

`letters` writes them and looks after those that failed; `claiming` and `settling` are for sending.
"""

from storage.outbox.at_once import Hand
from storage.outbox.claiming import claim_lane, next_due
from storage.outbox.lanes import (
    QUOTA_USED_UP,
    REPLY_CONFIRMED,
    REPLY_UNCONFIRMED,
    Lane,
    Outgoing,
)
from storage.outbox.letters import (
    CHANNEL,
    Failed,
    Letter,
    answered_with,
    cancel_about,
    cancel_for,
    cancel_quotes,
    cancel_quotes_of_chat,
    drop_failed,
    failed_message,
    failed_messages,
    put,
    retry_failed,
    waits,
    wake_senders,
)
from storage.outbox.settling import (
    Taken,
    ask_again,
    complete_all,
    confirm,
    fail,
    hold,
    postpone,
    push_instead,
    release,
    send_singly,
)

__all__ = [
    "CHANNEL",
    "QUOTA_USED_UP",
    "REPLY_CONFIRMED",
    "REPLY_UNCONFIRMED",
    "Failed",
    "Hand",
    "Lane",
    "Letter",
    "Outgoing",
    "Taken",
    "answered_with",
    "ask_again",
    "cancel_about",
    "cancel_for",
    "cancel_quotes",
    "cancel_quotes_of_chat",
    "claim_lane",
    "complete_all",
    "confirm",
    "drop_failed",
    "fail",
    "failed_message",
    "failed_messages",
    "hold",
    "next_due",
    "postpone",
    "push_instead",
    "put",
    "release",
    "retry_failed",
    "send_singly",
    "waits",
    "wake_senders",
]
