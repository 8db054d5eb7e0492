"""What operators' tools see: alive, ready, and figures that are those of the database."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from bot.webhook import blueprint
from casework.watch import Quota
from storage import Engine, migrations, open_engine, outbox, timers, transaction
from storage.outbox import Letter
from storage.timers import Timer
from tests.bot.samples import post, text
from tests.bot.simulated import SECRET


def figures(web: FlaskClient) -> dict[tuple[str, ...], float]:
    found = {}
    answer = web.get("/metrics")
    assert answer.content_type.startswith("text/plain")
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            found[(sample.name, *sample.labels.values())] = sample.value
    return found


def test_figures_are_the_ledgers(web: FlaskClient, engine: Engine) -> None:
    before = figures(web)
    assert before["khoto_database_up",] == 1
    post(web, text("หนึ่ง"), text("สอง"), 7)
    web.post("/callback", data=b"x")
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    with transaction(engine) as session:
        letter = Letter("mail:a@b.c", "mail", {"subject": "ก", "body": "ข"}, "m", due=an_hour_ago)
        outbox.put(session, [letter], an_hour_ago)
    after = figures(web)
    assert after["khoto_events", "waiting"] == 2
    assert after["khoto_events", "failed"] == 1
    assert after["khoto_messages", "mail", "waiting"] == 1
    assert after["khoto_ledger_missing",] == 0
    assert after["khoto_quota_held",] == 0
    assert 3600 <= after["khoto_oldest_waiting_seconds", "message"] < 3700
    for status in ("200", "401"):
        key = ("khoto_webhook_answers_total", status)
        assert after[key] == before.get(key, 0) + 1
    malformed = ("khoto_webhook_events_total", "malformed")
    assert after[malformed] == before.get(malformed, 0) + 1


def test_what_failed_is_told_by_kind_and_the_quota_as_line_told_it(engine: Engine) -> None:
    app = Flask("test")
    versions = iter(("v7", ""))
    made = blueprint(
        engine,
        SECRET,
        timedelta(0),
        model_present=lambda: True,
        model_version=lambda: next(versions),
    )
    app.register_blueprint(made)
    web = app.test_client()
    now = datetime.now(UTC)
    asked = now - timedelta(minutes=5)
    quota = Quota(500, 20, asked)
    with transaction(engine) as session:
        letter = Letter("mail:a", "mail", {}, "m", reason="550 somchai@example.com is away")
        outbox.put(session, [letter], now)
        memory = {"quota": quota.to_json()}
        timers.set_timer(session, Timer("watchdog", "watchdog", now, data=memory))
    told = figures(web)
    assert told["khoto_failed", "server", "message"] == 1
    assert told["khoto_quota_left",] == 480
    assert 300 <= told["khoto_quota_age_seconds",] < 400
    assert told["khoto_model", "v7"] == 1
    assert told["khoto_migration", migrations.head()] == 1
    page = web.get("/metrics").text
    assert "somchai" not in page
    assert 'khoto_model{version="none"} 1.0' in page


def test_no_figure_tells_who_wrote_what(web: FlaskClient) -> None:
    post(web, text("โทร 081-234-5678"))
    page = web.get("/metrics").text
    assert "234-5678" not in page
    assert "0812345678" not in page
    assert "user:" not in page


def test_ready_says_what_is_not(engine: Engine, empty_database_url: str) -> None:
    def asked(given: Engine, model: bool) -> tuple[int, object]:
        app = Flask("test")
        app.register_blueprint(blueprint(given, SECRET, timedelta(0), model_present=lambda: model))
        answer = app.test_client().get("/readyz")
        return answer.status_code, answer.json

    assert asked(engine, True) == (200, {"ready": True, "wrong": {}})
    assert asked(engine, False) == (503, {"ready": False, "wrong": {"model": "not trained"}})
    empty = open_engine(empty_database_url)
    try:
        status, told = asked(empty, True)
    finally:
        empty.dispose()
    assert status == 503
    assert "the code needs" in str(told)
