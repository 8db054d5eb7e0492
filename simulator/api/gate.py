"""What every call passes through: request id, token, size, rate, faults, and the record."""

from __future__ import annotations

import functools
import hmac
import time
from collections.abc import Callable
from typing import Any

from flask import Response, g, request

from .. import ids
from ..faults import Fault
from ..platform import Platform
from ..server import CUT
from . import answers

_LARGEST_BODY = 2 * 1024 * 1024
_UNAUTHORISED = (
    "Authentication failed due to the following reason: invalid token. "
    "Confirm that the access token in the authorization header is valid."
)
View = Callable[..., Response]


def endpoint(platform: Platform, name: str, largest: int = _LARGEST_BODY) -> Callable[[View], View]:
    """Make a view an endpoint of the API; faults, rates and the record call it ``name``."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def call(**arguments: Any) -> Response:
            g.request_id = ids.request_id()
            g.note = {}
            fault = None
            response = _refuse(platform, name, largest)
            if response is None:
                with platform.lock:
                    fault = platform.faults.take(name)
                response = _run(fault, lambda: view(**arguments))
            response.headers["x-line-request-id"] = g.request_id
            _write_down(platform, name, response, fault)
            return response

        return call

    return wrap


def _refuse(platform: Platform, name: str, largest: int) -> Response | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    expected = platform.settings.access_token.encode()
    if scheme.lower() != "bearer" or not hmac.compare_digest(token.strip().encode(), expected):
        return answers.error(401, _UNAUTHORISED)
    if len(request.get_data()) > largest:
        return answers.error(413, f"Request exceeds the max size of {largest} bytes.")
    with platform.lock:
        if not platform.rates.allows(name):
            return answers.error(429, answers.RATE_LIMIT)
    return None


def _run(fault: Fault | None, view: Callable[[], Response]) -> Response:
    if fault is None:
        return view()
    if fault.kind == "slow":
        time.sleep(fault.seconds)
        return view()
    if fault.after_accept or fault.kind == "odd_200":
        response = view()
        if response.status_code >= 300:
            return response
    return _broken(fault)


def _broken(fault: Fault) -> Response:
    """The answer (or the cut connection) of a fault."""
    if fault.kind in ("reset", "timeout"):
        if fault.kind == "timeout":
            time.sleep(fault.seconds)
        request.environ[CUT] = True
        return answers.answer(status=503)
    if fault.kind == "429_rate":
        return answers.error(429, answers.RATE_LIMIT)
    if fault.kind == "429_monthly":
        return answers.error(429, answers.MONTHLY_LIMIT)
    if fault.kind == "409":
        return answers.accepted_before(ids.request_id(), [])
    if fault.kind == "odd_200":
        return answers.answer({"sentMessages": "ok", "unexpected": True})
    if fault.kind == "bad_utf8":
        return Response(b"\xff\xfe\xe0 broken", 500, mimetype="application/json")
    return answers.error(int(fault.kind), "The platform answers with an error on demand.")


def _write_down(platform: Platform, name: str, response: Response, fault: Fault | None) -> None:
    note: dict[str, Any] = {
        "endpoint": name,
        "method": request.method,
        "path": request.path,
        "requestId": g.request_id,
        "retryKey": request.headers.get("X-Line-Retry-Key"),
        "replyToken": None,
        "to": [],
        "messages": [],
        "delivered": [],
        "undelivered": [],
        "accepted": False,
        **g.note,
        "status": 0 if request.environ.get(CUT) else response.status_code,
        "fault": fault.kind if fault else None,
    }
    if response.status_code >= 400:
        note["error"] = response.get_data().decode("utf-8", "replace")
    with platform.lock:
        platform.record.call(note)
        if fault:
            platform.announcer.announce("faults")
