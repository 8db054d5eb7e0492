"""What an answer of LINE's API means for the message (API reference: "Status codes", "Retry")."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.outcomes import Delivered, Held, Outcome, Permanent, Retryable, TokenRefused
from casework.masking import mask
from storage.outbox import QUOTA_USED_UP

_MONTHLY_LIMIT = "monthly limit"
_DEAD_REPLY = "invalid reply token"
_LONGEST_WAIT = 3600.0


@dataclass(frozen=True)
class Answer:
    """An HTTP answer: status, headers (any case), and the body of an error as text."""

    status: int
    headers: Mapping[str, str]
    body: str = ""

    def header(self, name: str) -> str:
        """A header's value, "" without it."""
        wanted = name.lower()
        return next((v for k, v in self.headers.items() if k.lower() == wanted), "")

    @property
    def request_id(self) -> str:
        """LINE's name for this request: what its support asks for."""
        return self.header("x-line-request-id")

    @property
    def accepted_request_id(self) -> str:
        """With a 409: the earlier request that was accepted."""
        return self.header("x-line-accepted-request-id")


def outcome_of_answer(answer: Answer) -> Outcome:
    """2xx and 409 are delivered; the monthly limit and a refused access token are held; a refused
    reply token is told apart; other 429, 5xx and 408 may be tried again; everything else never."""
    status = answer.status
    if 200 <= status < 300:
        return Delivered(answer.request_id)
    if status == 409:
        return Delivered(answer.accepted_request_id or answer.request_id)
    reason = f"{status} {_words(answer.body)}".strip()
    if status == 429 and _MONTHLY_LIMIT in answer.body.lower():
        return Held(QUOTA_USED_UP)
    if status == 401:  # our token was revoked or mistyped: the messages are as good as ever
        return Held(reason)
    if status in (408, 429) or status >= 500:
        return Retryable(reason, _seconds(answer.header("retry-after")))
    if status == 400 and _DEAD_REPLY in answer.body.lower():
        return TokenRefused(reason)
    return Permanent(reason)


def _words(body: str) -> str:
    return mask(" ".join(body.split())[:300])


def _seconds(text: str) -> float | None:
    try:
        return min(max(float(text), 0.0), _LONGEST_WAIT)
    except ValueError:
        return None
