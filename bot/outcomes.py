"""How one attempt to send ended. Whoever talks to the network says which; delivery decides."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Delivered:
    """Accepted. `request_id` is LINE's x-line-request-id, or the Message-ID of a mail."""

    request_id: str = ""


@dataclass(frozen=True)
class Retryable:
    """Not accepted, or accepted only once whatever happens (retry key): try again.

    `after` is the wait the other side asked for, in seconds.
    """

    reason: str
    after: float | None = None


@dataclass(frozen=True)
class Held:
    """Nothing is wrong with the message: our account may not send now. A person is told."""

    reason: str


@dataclass(frozen=True)
class Permanent:
    """It will never be accepted as it is."""

    reason: str


@dataclass(frozen=True)
class TokenRefused:
    """LINE does not take this reply token: it was used, or is too old."""

    reason: str


@dataclass(frozen=True)
class Unconfirmed:
    """It was sent and no answer came: nobody knows whether it was accepted."""

    reason: str


Outcome = Delivered | Retryable | Held | Permanent | TokenRefused | Unconfirmed
