"""Signing a webhook and posting it once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any

import urllib3

_pool = urllib3.PoolManager(maxsize=64, retries=False)


@dataclass(frozen=True)
class Outcome:
    """What came of one try: the HTTP status (0: no answer), why not, and the time it took."""

    status: int
    error: str
    milliseconds: float

    @property
    def ok(self) -> bool:
        """LINE counts 200 alone as received."""
        return self.status == 200


def sign(secret: str, body: bytes) -> str:
    """The ``X-Line-Signature`` of a body: base64 of HMAC-SHA256 with the channel secret."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def encode(destination: str, events: list[Any]) -> bytes:
    """The webhook's body for these events."""
    body = {"destination": destination, "events": events}
    # Lone surrogates (hostile text) cannot be written as UTF-8: those bodies are sent escaped.
    try:
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(body, separators=(",", ":")).encode()


def post(url: str, body: bytes, signature: str, timeout: float) -> Outcome:
    """Post one webhook and wait at most ``timeout`` seconds for the answer."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "LineBotWebhook/2.0",
        "X-Line-Signature": signature,
    }
    started = time.perf_counter()
    status, error = 0, ""
    try:
        answer = _pool.request(
            "POST",
            url,
            body=body,
            headers=headers,
            timeout=urllib3.Timeout(total=max(timeout, 0.01)),
            redirect=False,
        )
        status = answer.status
    except urllib3.exceptions.TimeoutError:
        error = "timeout"
    except (urllib3.exceptions.HTTPError, ValueError, OSError) as failed:
        error = type(failed).__name__
    return Outcome(status, error, round((time.perf_counter() - started) * 1000, 1))
