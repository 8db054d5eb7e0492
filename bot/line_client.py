"""The one client of LINE's API in a process: reply, push, download; every outcome a plain value.

What line-bot-sdk leaves to its users is held here: a timeout on every call, no hidden retries, and
answers that are not decoded (the SDK raises on an odd body after the message was accepted).
Make it after the process has forked; it may be shared by threads.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

import structlog
import urllib3
from linebot.v3.messaging import (  # type: ignore[import-untyped]
    ApiClient,
    ApiException,
    Configuration,
    MessagingApi,
    PushMessageRequest,
    ReplyMessageRequest,
)
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
)

from bot.line_answers import Answer, outcome_of_answer
from bot.outcomes import Outcome, Permanent, Retryable, Unconfirmed
from casework.watch import Quota

LINE_DATA_HOST = "https://api-data.line.me"
# Raised before anything was sent: LINE cannot have accepted it.
_NOTHING_SENT = (ConnectTimeoutError, NewConnectionError, NameResolutionError)

log = structlog.get_logger()


@dataclass(frozen=True)
class LineAccess:
    """How to reach LINE. `host` None is LINE's own two hosts; `timeout` seconds a call."""

    token: str = field(repr=False)
    host: str | None = None
    timeout: float = 10.0


class LineClient:
    """Calls LINE. No method raises for what the network or LINE does."""

    def __init__(self, access: LineAccess, connections: int = 16) -> None:
        """`connections` is how many calls may run at the same time without waiting."""
        configuration = Configuration(
            host=access.host.rstrip("/") if access.host else None, access_token=access.token
        )
        configuration.retries = False
        configuration.connection_pool_maxsize = connections
        self._client = ApiClient(configuration)
        self._api = MessagingApi(self._client)
        self._timeout = (min(access.timeout, 5.0), access.timeout)
        self._data_host = configuration.host or LINE_DATA_HOST

    def reply(self, token: str, messages: list[dict[str, Any]]) -> Outcome:
        """Answer with a reply token: free, once, no retry key. Unconfirmed when no answer came."""
        try:
            request = ReplyMessageRequest.from_dict({"replyToken": token, "messages": messages})
        except (ValueError, TypeError, KeyError) as wrong:
            return Permanent(f"not LINE messages: {_short(wrong)}")
        return self._send("reply", lambda kw: self._api.reply_message_with_http_info(request, **kw))

    def push(self, to: str, messages: list[dict[str, Any]], retry_key: UUID) -> Outcome:
        """Send to a person or group. With the same key and messages it is accepted only once."""
        try:
            request = PushMessageRequest.from_dict({"to": to, "messages": messages})
        except (ValueError, TypeError, KeyError) as wrong:
            return Permanent(f"not LINE messages: {_short(wrong)}")
        outcome = self._send(
            "push",
            lambda kw: self._api.push_message_with_http_info(request, str(retry_key), **kw),
        )
        # The retry key makes a second try safe, whatever became of the first.
        return Retryable(outcome.reason) if isinstance(outcome, Unconfirmed) else outcome

    def quota(self, now: datetime) -> Quota | None:
        """This month's paid messages as LINE counts them; None when it does not say."""
        try:
            limit = self._api.get_message_quota(_request_timeout=self._timeout)
            used = self._api.get_message_quota_consumption(_request_timeout=self._timeout)
            told = Quota(
                limit=None if limit.type == "none" else int(limit.value),
                used=int(used.total_usage),
                at=now,
            )
        except (ApiException, HTTPError, ValueError, TypeError) as error:
            # The last two: an answer that is none of LINE's.
            log.warning("line.quota_unknown", reason=type(error).__name__)
            return None
        return told

    def content(self, message_id: str) -> urllib3.BaseHTTPResponse:
        """The answer to a download, its body not yet read. Raises urllib3's HTTPError.

        The SDK's own call reads the whole body into memory, however large it is.
        """
        quoted = quote(message_id, safe="")
        return self._client.rest_client.pool_manager.request(  # type: ignore[no-any-return]
            "GET",
            f"{self._data_host}/v2/bot/message/{quoted}/content",
            headers=dict(self._client.default_headers),
            timeout=urllib3.Timeout(connect=self._timeout[0], read=self._timeout[1]),
            preload_content=False,
        )

    def _send(self, call: str, send: Callable[[Mapping[str, Any]], Any]) -> Outcome:
        answer = self._answer(send)
        if not isinstance(answer, Answer):
            log.warning("line.no_answer", call=call, reason=answer.reason)
            return answer
        log.info(
            "line.answered",
            call=call,
            status=answer.status,
            request_id=answer.request_id,
            accepted_request_id=answer.accepted_request_id or None,
        )
        return outcome_of_answer(answer)

    def _answer(self, send: Callable[[Mapping[str, Any]], Any]) -> Answer | Retryable | Unconfirmed:
        options = {"_request_timeout": self._timeout, "_preload_content": False}
        try:
            response = send(options)
        except ApiException as error:
            return _refused(error)
        except UnicodeDecodeError as error:
            # The SDK decodes the body of an error; the status is in the exception it was handling.
            if isinstance(error.__context__, ApiException):
                return _refused(error.__context__)
            return Unconfirmed("undecodable answer")
        except HTTPError as error:
            kind = type(error).__name__
            return Retryable(kind) if isinstance(error, _NOTHING_SENT) else Unconfirmed(kind)
        return Answer(response.status_code, response.headers or {})


def _refused(error: ApiException) -> Answer | Retryable:
    if not error.status:  # TLS could not be agreed on: nothing was sent
        return Retryable("TLS failed")
    body = error.body
    if isinstance(body, bytes):
        body = body.decode("utf-8", "replace")
    return Answer(int(error.status), error.headers or {}, body or "")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


class OneClient:
    """Makes the process's client at its first use, so that it is never carried across a fork."""

    def __init__(self, access: LineAccess) -> None:
        """Nothing is connected yet."""
        self._access = access
        self._lock = threading.Lock()
        self._made: LineClient | None = None

    def __call__(self) -> LineClient:
        """The client."""
        with self._lock:
            if self._made is None:
                self._made = LineClient(self._access)
            return self._made
