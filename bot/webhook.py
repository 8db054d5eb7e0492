"""What LINE and the operators' tools reach over HTTP.

`POST /callback` stores what came, all of a webhook in one transaction, with those that come at the
same moment, and answers 200 only after the commit: LINE gives up after two seconds and sends again
what was not answered with 200.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from bot.bell import Bell
from bot.crash_points import reach
from bot.envelope import received
from bot.metrics import WEBHOOK_ANSWERS, WEBHOOK_EVENTS, WEBHOOK_SECONDS, exposition
from bot.readiness import what_is_wrong
from bot.signature import HEADER, is_signed
from bot.together import Together
from storage import Engine, for_single_statements, inbox, is_transient, is_unusable, transaction
from storage.events import Received

LARGEST_BODY = 1_000_000
MOST_EVENTS = 1_000  # in one request; each is a row
# How long the web's connections wait for another's lock. LINE waits two seconds, and a webhook may
# stand behind one that waits in vain and then be stored with another. What gets 503 comes again.
LOCK_SECONDS = 0.8

log = structlog.get_logger()


class NotAWebhook(ValueError):
    """The body is not what LINE sends."""


def _now() -> datetime:
    return datetime.now(UTC)


def blueprint(
    engine: Engine,
    channel_secret: str,
    burst: timedelta,
    *,
    model_present: Callable[[], bool],
    model_version: Callable[[], str] = lambda: "",
    now: Callable[[], datetime] = _now,
) -> Blueprint:
    """`/callback`, `/healthz`, `/readyz` and `/metrics`. Raises ValueError for an empty secret:
    with one, anybody could sign."""
    if not channel_secret:
        raise ValueError("the channel secret is empty")
    made = Blueprint("webhook", __name__)
    storing = for_single_statements(engine)
    bell = Bell(lambda: _wake_workers(storing))
    together = Together[Received](
        lambda rows: _store(storing, rows, burst, now(), bell), of_all=is_unusable
    )

    @made.post("/callback")
    def callback() -> Response:
        """LINE's events: 200 stored, 401 not LINE's, 413 too large, 400 no webhook, 503 later."""
        began = time.perf_counter()
        status, words = _take_in(channel_secret, together.do, now())
        WEBHOOK_ANSWERS.labels(status=str(status)).inc()
        WEBHOOK_SECONDS.observe(time.perf_counter() - began)
        return Response(words, status, mimetype="text/plain")

    @made.get("/healthz")
    def health() -> Response:
        """The process answers."""
        return jsonify({"ok": True})

    @made.get("/readyz")
    def ready() -> tuple[Response, int]:
        """200 when messages can be taken in and understood, else 503 with what is wrong."""
        wrong = what_is_wrong(engine, model_present)
        return jsonify({"ready": not wrong, "wrong": wrong}), 503 if wrong else 200

    @made.get("/metrics")
    def metrics() -> Response:
        """Prometheus' text format; the figures of the ledger are read from the database."""
        text, content_type = exposition(engine, now(), model_version())
        return Response(text, 200, content_type=content_type)

    return made


def _take_in(
    channel_secret: str, store: Callable[[list[Received]], None], now: datetime
) -> tuple[int, str]:
    # One more than allowed: of a body of unknown size Werkzeug gives the beginning, not an error.
    request.max_content_length = LARGEST_BODY + 1
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        return 413, "too large"
    except HTTPException:  # the sender hung up in the middle of the body
        return 400, "incomplete"
    if len(body) > LARGEST_BODY:
        return 413, "too large"
    if not is_signed(channel_secret, body, request.headers.get(HEADER)):
        log.warning("webhook.bad_signature", bytes=len(body))
        return 401, "bad signature"
    try:
        events = events_of(body)
    except NotAWebhook as wrong:
        log.warning("webhook.not_a_webhook", reason=str(wrong), bytes=len(body))
        return 400, str(wrong)
    try:
        rows = [received(event, now) for event in events]
        reach("webhook.before_commit")
        if rows:
            store(rows)
    except Exception as error:  # noqa: BLE001  (whatever it is, LINE must hear that it is not stored)
        status = 503 if is_transient(error) else 500
        log.error("webhook.not_stored", status=status, reason=type(error).__name__)
        return status, "not stored"
    reach("webhook.after_commit")
    return 200, "OK"


def events_of(body: bytes) -> list[Any]:
    """The raw events of a webhook's body. Raises NotAWebhook."""
    try:
        parsed = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise NotAWebhook("not JSON") from None
    if not isinstance(parsed, dict):
        raise NotAWebhook("not an object")
    events = parsed.get("events")
    if not isinstance(events, list):
        raise NotAWebhook("no events")
    if len(events) > MOST_EVENTS:
        raise NotAWebhook(f"more than {MOST_EVENTS} events")
    return events


def _no_constant(name: str) -> float:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(name)


def _store(
    engine: Engine, rows: list[Received], burst: timedelta, now: datetime, bell: Bell
) -> None:
    """The events of one webhook, or of some that came at the same moment."""
    with transaction(engine) as session:
        stored = inbox.receive_quietly(session, rows, burst, now)  # one statement, and committed
    if stored.waiting:
        bell.ring()
    malformed = sum(1 for row in rows if row.reason)
    WEBHOOK_EVENTS.labels(what="new").inc(stored.new)
    WEBHOOK_EVENTS.labels(what="known").inc(len(rows) - stored.new)
    WEBHOOK_EVENTS.labels(what="malformed").inc(malformed)
    log.info("webhook.stored", events=len(rows), new=stored.new)


def _wake_workers(engine: Engine) -> None:
    with transaction(engine) as session:
        inbox.wake_workers(session)
