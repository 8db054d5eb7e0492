"""`/callback`: 200 means that it is in the database; whatever is not stored is asked for again."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.signature import HEADER, sign
from bot.webhook import LARGEST_BODY, MOST_EVENTS, blueprint
from storage import Engine, inbox, open_engine, transaction
from storage.events import Event
from storage.ledger import ledger
from tests.bot.samples import USER, documented, post, text
from tests.bot.simulated import SECRET
from tests.logged import logged
from tests.storage.builders import claim_chat


def counts(engine: Engine) -> dict[str, int]:
    with transaction(engine) as session:
        return dict(ledger(session).events)


def waiting(engine: Engine) -> list[Event]:
    """The waiting events of every conversation, as a worker would get them."""
    found: list[Event] = []
    with transaction(engine) as session:
        while claimed := claim_chat(session, datetime.now(UTC), timedelta(0)):
            found += claimed[1]
            inbox.mark_handled(session, [event.id for event in claimed[1]], datetime.now(UTC))
    return found


def test_every_documented_event_is_stored_and_none_refused(
    web: FlaskClient, engine: Engine
) -> None:
    samples = [sample for _, sample in documented().values()]
    assert post(web, *samples).status_code == 200
    stored = {each.webhook_event_id: each for each in waiting(engine)}
    assert len(stored) == len(samples)
    for sample in samples:
        assert json.loads(stored[sample["webhookEventId"]].raw) == sample


def test_what_the_worker_needs_is_beside_the_raw_event(web: FlaskClient, engine: Engine) -> None:
    sample = text("ช่วยด้วย")
    post(web, {**sample, "deliveryContext": {"isRedelivery": True}})
    (stored,) = waiting(engine)
    assert stored.conversation_key == f"user:{USER}"
    assert (stored.kind, stored.mode, stored.is_redelivery) == ("text", "active", True)
    assert stored.message_id == sample["message"]["id"]
    assert stored.reply_token == sample["replyToken"]


def test_the_consoles_ping_is_answered(web: FlaskClient, engine: Engine) -> None:
    assert post(web).status_code == 200
    assert counts(engine) == {"waiting": 0, "handled": 0, "failed": 0}


def test_the_same_event_again_has_no_second_effect(web: FlaskClient, engine: Engine) -> None:
    sample = text("ครั้งเดียว")
    again = {**sample, "deliveryContext": {"isRedelivery": True}, "replyToken": "another"}
    assert [post(web, each).status_code for each in (sample, again, sample)] == [200] * 3
    assert post(web, sample, again, text("อื่น")).status_code == 200
    assert counts(engine)["waiting"] == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"\xff\xfe\x00",
        b'\xef\xbb\xbf{"events":[]}',
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"events":null}',
        b'{"events":{"0":1}}',
        b'{"events":[],}',
        b'{"events":[NaN]}',
        b'{"events":[{"timestamp":-Infinity}]}',
        b'{"events":[' + b"9" * 5_000 + b"]}",
        b'{"events":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b'{"events":[' + b"1," * MOST_EVENTS + b"1]}",
    ],
)
def test_what_is_no_webhook_is_refused(web: FlaskClient, engine: Engine, body: bytes) -> None:
    assert post(web, body=body).status_code == 400
    assert sum(counts(engine).values()) == 0


MALFORMED: list[tuple[Any, str]] = [
    (7, "not an object"),
    (None, "not an object"),
    ([], "not an object"),
    ({}, "no webhookEventId"),
    ({**text("a"), "webhookEventId": 5}, "no webhookEventId"),
    ({**text("a"), "webhookEventId": ""}, "no webhookEventId"),
    ({**text("a"), "webhookEventId": "x" * 101}, "no webhookEventId"),
    ({**text("a"), "webhookEventId": "a\x00b"}, "no webhookEventId"),
    ({**text("a"), "webhookEventId": "\ud83d"}, "no webhookEventId"),
    ({**text("a"), "timestamp": "1790000000000"}, "no timestamp in milliseconds"),
    ({**text("a"), "timestamp": True}, "no timestamp in milliseconds"),
    ({**text("a"), "timestamp": 1.5}, "no timestamp in milliseconds"),
    ({**text("a"), "timestamp": 10**30}, "timestamp out of range"),
    ({**text("a"), "timestamp": -1}, "timestamp out of range"),
    ({**text("a"), "more": json.loads("[" * 60 + "]" * 60)}, "nested deeper than 32"),
    ({**text("a"), "more": json.loads("[" * 900 + "]" * 900)}, "nested deeper than 32"),
    ({**text("a"), "more": json.loads("1e999")}, "a number that is not finite"),
    ({**text("a"), "more": "x" * 300_000}, "larger than 262144 bytes"),
]


@pytest.mark.parametrize(("bad", "reason"), MALFORMED, ids=range(len(MALFORMED)))
def test_a_malformed_event_is_listed_with_its_reason_beside_good_ones(
    web: FlaskClient, engine: Engine, bad: Any, reason: str
) -> None:
    body = json.dumps({"events": [text("ก่อน"), bad, text("หลัง")]}).replace("Infinity", "1e999")
    assert post(web, body=body.encode()).status_code == 200
    assert post(web, body=body.encode()).status_code == 200
    assert counts(engine) == {"waiting": 2, "handled": 0, "failed": 1}
    with transaction(engine) as session:
        (failed,) = inbox.failed_events(session)
    assert failed.reason == reason
    assert failed.webhook_event_id.startswith("sha256:")
    assert failed.raw


@pytest.mark.parametrize(("bad", "reason"), MALFORMED, ids=range(len(MALFORMED)))
def test_a_malformed_event_that_line_sends_again_is_listed_once(
    web: FlaskClient, engine: Engine, bad: Any, reason: str
) -> None:
    def delivered(again: bool) -> bytes:
        marked = (
            {**bad, "deliveryContext": {"isRedelivery": again}} if isinstance(bad, dict) else bad
        )
        return json.dumps({"events": [marked]}).replace("Infinity", "1e999").encode()

    assert post(web, body=delivered(False)).status_code == 200
    assert post(web, body=delivered(True)).status_code == 200
    assert counts(engine) == {"waiting": 0, "handled": 0, "failed": 1}


def test_two_malformed_events_are_two(web: FlaskClient, engine: Engine) -> None:
    for words in ("a", "b"):
        bad = {name: value for name, value in text(words).items() if name != "webhookEventId"}
        assert post(web, bad).status_code == 200
    assert counts(engine)["failed"] == 2


@pytest.mark.parametrize(
    "words", ["a\x00b", "\ud83d", "\ud83d\ude22", "\u202egnp", "\x1b[31m", "x" * 20_000]
)
def test_odd_characters_do_not_cost_a_persons_words(
    web: FlaskClient, engine: Engine, words: str
) -> None:
    assert post(web, text(words)).status_code == 200
    assert counts(engine)["waiting"] == 1


@pytest.mark.parametrize(
    "source",
    [
        None,
        {},
        {"type": "user"},
        {"type": "user", "userId": 5},
        {"type": "user", "userId": "U\x00"},
        {"type": "planet", "planetId": "P1"},
        {"type": ["user"]},
        "U1",
    ],
)
def test_an_event_of_nobodys_belongs_to_no_chat(
    web: FlaskClient, engine: Engine, source: Any
) -> None:
    sample = {**text("a"), "source": source}
    assert post(web, sample).status_code == 200
    (stored,) = waiting(engine)
    assert stored.conversation_key == "none"


def test_a_large_body_is_refused_whether_its_size_is_told_or_not(
    web: FlaskClient, engine: Engine
) -> None:
    body = json.dumps({"events": [], "more": "x" * LARGEST_BODY}).encode()
    headers = {HEADER: sign(SECRET, body)}
    assert web.post("/callback", data=body, headers=headers).status_code == 413
    chunked = web.post(
        "/callback",
        input_stream=BytesIO(body),
        headers={**headers, "Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert chunked.status_code == 413
    whole = json.dumps({"events": [text("สั้น")]}).encode()
    small = web.post(
        "/callback",
        input_stream=BytesIO(whole),
        headers={HEADER: sign(SECRET, whole), "Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert small.status_code == 200
    assert counts(engine)["waiting"] == 1


def test_without_a_database_it_never_says_200() -> None:
    nowhere = open_engine("postgresql://nobody@127.0.0.1:9/none", pool_timeout=1)
    app = Flask("test")
    app.register_blueprint(blueprint(nowhere, SECRET, timedelta(0), model_present=lambda: True))
    web = app.test_client()
    assert post(web, text("ช่วย")).status_code == 503
    ready = web.get("/readyz")
    assert (ready.status_code, ready.json) == (
        503,
        {"ready": False, "wrong": {"database": "cannot be reached"}},
    )
    assert b"khoto_database_up 0.0" in web.get("/metrics").data
    assert web.get("/healthz").status_code == 200


def test_being_asked_whether_it_is_ready_writes_nothing_into_the_log(web: FlaskClient) -> None:
    """Load balancers ask every few seconds."""
    with logged("debug") as log:
        assert web.get("/readyz").status_code == 200
    assert log.getvalue() == ""


def test_only_post_is_taken(web: FlaskClient) -> None:
    assert web.get("/callback").status_code == 405


def test_an_empty_secret_would_let_anybody_sign(engine: Engine) -> None:
    with pytest.raises(ValueError, match="secret is empty"):
        blueprint(engine, "", timedelta(0), model_present=lambda: True)


def test_texts_wait_for_the_bubbles_that_may_follow(engine: Engine) -> None:
    app = Flask("test")
    app.register_blueprint(
        blueprint(engine, SECRET, timedelta(seconds=3), model_present=lambda: True)
    )
    samples = documented()
    for name in ("text", "standby text"):
        post(app.test_client(), samples[name][1])
    with transaction(engine) as session:
        ready = inbox.next_ready(session)
        assert ready is not None
        assert ready <= datetime.now(UTC)  # the one of standby
    post(app.test_client(), samples["image"][1])


def test_what_waited_for_its_turn_came_when_it_came(engine: Engine) -> None:
    """A reply token grows old from then on, however late its event is stored."""
    came = datetime.now(UTC) - timedelta(seconds=5)
    times = iter([came])
    app = Flask("test")
    app.register_blueprint(
        blueprint(
            engine,
            SECRET,
            timedelta(seconds=3),
            model_present=lambda: True,
            now=lambda: next(times, datetime.now(UTC)),
        )
    )
    assert post(app.test_client(), text("ก")).status_code == 200
    with transaction(engine) as session:
        claimed = claim_chat(session, datetime.now(UTC), timedelta(seconds=3))
    assert claimed is not None
    (event,) = claimed[1]
    assert (event.received_at, event.ready_at) == (came, came + timedelta(seconds=3))
