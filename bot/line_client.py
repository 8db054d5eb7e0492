"""The one client of LINE's API in a process: reply, push, download; every outcome a plain value.

What line-bot-sdk leaves to its users is held here: a timeout on every call, no hidden retries,
connections that are used again, and answers whose body does not matter once the message was taken.
Make it after the process has forked; it may be shared by threads.
"""

import json
import threading
from collections.abc import Mapping, Sequence
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
)
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)
from urllib3.util import parse_url

from bot.line_answers import Answer, outcome_of_answer
from bot.line_shapes import Shapes
from bot.outcomes import Outcome, Permanent, Retryable, Unconfirmed
from casework.watch import Quota

LINE_HOST = "https://api.line.me"
LINE_DATA_HOST = "https://api-data.line.me"
_LONGEST_ANSWER = 64 * 1024  # bytes that are read of an answer
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
        self._timeouts = urllib3.Timeout(connect=self._timeout[0], read=self._timeout[1])
        self._pool: urllib3.PoolManager = self._client.rest_client.pool_manager
        host = configuration.host or LINE_HOST
        # Asked once: the manager would look at the address again for each call.
        self._calls = self._pool.connection_from_url(host)
        self._path = f"{parse_url(host).path or ''}/v2/bot/message"
        self._headers = {**self._client.default_headers, "Content-Type": "application/json"}
        self._data_host = configuration.host or LINE_DATA_HOST
        self._shapes = Shapes()

    def reply(self, token: str, messages: list[dict[str, Any]]) -> Outcome:
        """Answer with a reply token: free, once, no retry key. Unconfirmed when no answer came."""
        return self._send("reply", {"replyToken": token}, messages)

    def push(self, to: str, messages: list[dict[str, Any]], retry_key: UUID) -> Outcome:
        """Send to a person or group. With the same key and messages it is accepted only once."""
        key = {"X-Line-Retry-Key": str(retry_key)}
        outcome = self._send("push", {"to": to}, messages, key)
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
        return self._pool.request(
            "GET",
            f"{self._data_host}/v2/bot/message/{quoted}/content",
            headers=dict(self._client.default_headers),
            timeout=self._timeouts,
            preload_content=False,
        )

    def _send(
        self,
        call: str,
        head: dict[str, str],
        messages: list[dict[str, Any]],
        headers: Mapping[str, str] | None = None,
    ) -> Outcome:
        texts = [json.dumps(message, ensure_ascii=False) for message in messages]
        if problem := self._shapes.problem(messages, texts):
            return Permanent(problem)
        answer = self._answer(call, _body(head, messages, texts), headers or {})
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

    def _answer(
        self, call: str, body: bytes, headers: Mapping[str, str]
    ) -> Answer | Retryable | Unconfirmed:
        """The SDK's own call makes its models of the messages a second and a third time, and leaves
        the connection unusable for the next one."""
        try:
            response = self._calls.urlopen(
                "POST",
                f"{self._path}/{call}",
                body=body,
                headers={**self._headers, **headers},
                timeout=self._timeouts,
                preload_content=False,
                redirect=False,
                retries=False,
            )
        except SSLError:  # TLS could not be agreed on: nothing was sent
            return Retryable("TLS failed")
        except HTTPError as error:
            kind = type(error).__name__
            return Retryable(kind) if isinstance(error, _NOTHING_SENT) else Unconfirmed(kind)
        return Answer(response.status, response.headers, _words_of(response))


def _body(head: dict[str, str], messages: list[dict[str, Any]], texts: Sequence[str]) -> bytes:
    """The call's JSON, made of the messages' as they were written already."""
    try:
        return f'{json.dumps(head)[:-1]}, "messages": [{", ".join(texts)}]}}'.encode()
    except UnicodeEncodeError:  # half a surrogate pair goes escaped alone
        return json.dumps({**head, "messages": messages}).encode()


def _words_of(response: urllib3.BaseHTTPResponse) -> str:
    """The body, as far as it comes: LINE has done what its status says all the same. Read to its
    end, it leaves the connection to the next call."""
    try:
        body = response.read(_LONGEST_ANSWER, decode_content=False)
    except (HTTPError, OSError):
        response.close()
        return ""
    if response.read(1, decode_content=False):
        response.close()
    response.release_conn()
    return body.decode("utf-8", "replace")


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
