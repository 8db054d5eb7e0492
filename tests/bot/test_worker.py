"""The worker as a real process: woken at once, stopped gently, killed at every step."""

import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bot.crash_points import EVENT, MAIL, MEDIA, NAMES, PUSH, REPLY, TIMER, reach
from bot.webhook import blueprint
from storage import (
    Engine,
    KeyRing,
    attachments,
    keys,
    migrations,
    open_engine,
    outbox,
    timers,
    transaction,
)
from storage.embedded import THROWAWAY_SETTINGS, EmbeddedServer, throwaway_directory
from storage.ledger import Ledger, ledger
from storage.outbox import Letter
from storage.sealing import key_id
from storage.tables import InboxRow
from storage.timers import Timer
from tests.bot.nursery import Child, Nursery, nursery
from tests.bot.samples import post, text
from tests.bot.simulated import SECRET, TOKEN, Simulated
from tests.database import KEY, OLD_KEY

LEASE = 2.5  # longer than a call may take
PATIENCE = 60  # seconds for what a machine with much to do does in one or two


@pytest.fixture(scope="module")
def made() -> Iterator[Nursery]:
    with nursery() as started:
        yield started


Start = Callable[..., AbstractContextManager[Child]]


@pytest.fixture
def worker(made: Nursery, database_url: str, line: Simulated) -> Start:
    """Starts a worker process; with `crash` it dies at that step. Stopped at the end."""

    @contextmanager
    def start(crash: str = "", poll: str = "") -> Iterator[Child]:
        child = made.start(
            {
                "DATABASE_URL": database_url,
                "LINE_HOST": line.http,
                "SMTP_URL": line.smtp,
                "LINE_TOKEN": TOKEN,
                "LEASE": str(LEASE),
                "KHOTO_CRASH_AT": crash,
                "POLL": poll,
            }
        )
        try:
            yield child
        finally:
            child.end()

    return start


def book(engine: Engine) -> Ledger:
    with transaction(engine) as session:
        found = ledger(session)
    assert found.balanced
    return found


def until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def settled(engine: Engine) -> bool:
    now = book(engine)
    return not now.events["waiting"] and not any(m["waiting"] for m in now.messages.values())


def say(web: FlaskClient, line: Simulated, person: str, words: str) -> None:
    assert post(web, line.event(person, type="text", text=words)).status_code == 200


def said(line: Simulated, person: str, count: int) -> bool:
    return len(line.said(person)) == count


def due_now(engine: Engine, *letters: Letter) -> None:
    with transaction(engine) as session:
        outbox.put(session, letters, datetime.now(UTC))


def test_a_message_is_answered_free_and_at_once_and_sigterm_ends_it_well(
    web: FlaskClient, engine: Engine, worker: Start, line: Simulated
) -> None:
    person = line.person()
    with worker(poll="60") as process:  # so that only a notification can be what woke it
        for number, words in enumerate(("หนึ่ง", "สอง", "สาม"), 1):
            say(web, line, person, words)
            until(partial(said, line, person, number))
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    assert [call["endpoint"] for call in line.calls(person)] == ["reply"] * 3
    assert settled(engine)


def test_sigterm_lets_a_slow_call_finish(
    web: FlaskClient, engine: Engine, worker: Start, line: Simulated
) -> None:
    person = line.person()
    line.fault("reply", "slow", times=1, seconds=1.5)
    with worker() as process:
        say(web, line, person, "ช้า")
        until(lambda: not line.call("GET", "/faults")["faults"])
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    assert line.said(person) == ["1: ช้า"]
    assert book(engine).messages["line"]["delivered"] == 1


def test_mail_media_and_timers_are_worked_off_too(
    web: FlaskClient, engine: Engine, worker: Start, line: Simulated
) -> None:
    person, now = line.person(), datetime.now(UTC)
    with transaction(engine) as session:
        for kind in ("tick", "nobody knows this one"):
            timers.set_timer(session, Timer(f"key {kind}", kind, now))
    mail = Letter("mail:a@example.go.th", "mail", {"subject": "ก", "body": "ข"}, "m")
    due_now(engine, mail)
    post(web, line.event(person, type="image"))

    def stored() -> bool:
        with transaction(engine) as session:
            found = attachments.of_draft(session, f"user:{person}")
        return [each.state for each in found] == ["stored"]

    with worker():
        until(lambda: settled(engine) and stored() and book(engine).failed_timers == 1)
    assert len(line.mail()) == 1
    with transaction(engine) as session:
        (failed,) = timers.failed_timers(session)
        assert failed.reason.startswith("KeyError")
        done = timers.timer(session, "key tick")
        assert done is not None
        assert done.state == "done"


PUSHED: dict[str, Any] = {"must_arrive": True}


@pytest.mark.parametrize("step", [*EVENT, *REPLY, *PUSH])
def test_killed_at_any_step_a_report_is_answered_all_the_same(
    web: FlaskClient, engine: Engine, worker: Start, line: Simulated, step: str
) -> None:
    person, other = line.person(), line.person()
    due_now(
        engine,
        *(
            Letter(f"line:{other}", "line", {"type": "text", "text": str(n)}, "push")
            for n in range(7)
        ),
    )
    with worker(crash=step) as process:
        say(web, line, person, "ช่วยด้วย")
        assert process.wait(PATIENCE) == -signal.SIGKILL
    with worker():
        until(lambda: settled(engine))
    now = book(engine)
    assert now.events["handled"] == 1
    assert line.said(other) == [str(n) for n in range(7)], "pushes: once, and in order"
    # A reply cut off between sending and marking is asked again with its token, which works once.
    assert line.said(person) == ["1: ช่วยด้วย"]
    assert [call["endpoint"] for call in line.calls(person)] == ["reply"]
    assert not now.messages["line"]["failed"]


@pytest.mark.parametrize("step", [*EVENT, "reply.after_send", "reply.before_mark"])
def test_killed_with_several_chats_in_hand_each_is_answered_once(
    web: FlaskClient, engine: Engine, worker: Start, line: Simulated, step: str
) -> None:
    def tried() -> list[int]:
        with transaction(engine) as session:
            return list(session.scalars(select(InboxRow.attempts)))

    persons = [line.person() for _ in range(6)]
    for person in persons:
        say(web, line, person, "ช่วยด้วย")
    with worker(crash=step) as process:
        assert process.wait(PATIENCE) == -signal.SIGKILL
    assert tried() == [1] * 6, "all of them were in hand"
    with worker():
        until(lambda: settled(engine))
    now = book(engine)
    assert (now.events["handled"], now.messages["line"]["failed"]) == (6, 0)
    for person in persons:
        assert line.said(person) == ["1: ช่วยด้วย"]
        assert [call["endpoint"] for call in line.calls(person)] == ["reply"]
    assert max(tried()) <= 2


@pytest.mark.parametrize("step", MAIL)
def test_killed_at_any_step_of_a_mail_it_arrives_as_one_mail(
    engine: Engine, worker: Start, line: Simulated, step: str
) -> None:
    due_now(engine, Letter("mail:a@example.go.th", "mail", {"subject": "ก", "body": "ข"}, "m"))
    with worker(crash=step) as process:
        assert process.wait(PATIENCE) == -signal.SIGKILL
    with worker():
        until(lambda: settled(engine))
    assert book(engine).messages["mail"]["delivered"] == 1
    # Between the server's yes and our mark nobody knows: it comes again, as the same mail.
    twice = step in ("mail.after_send", "mail.before_mark")
    assert len(line.mail()) == 1 + twice
    assert len({mail["messageId"] for mail in line.mail()}) == 1


@pytest.mark.parametrize("step", TIMER)
def test_killed_at_any_step_of_a_timer_it_goes_off_once(
    engine: Engine, worker: Start, step: str
) -> None:
    with transaction(engine) as session:
        timers.set_timer(session, Timer("k", "tick", datetime.now(UTC) - timedelta(minutes=1)))
    with worker(crash=step) as process:
        assert process.wait(PATIENCE) == -signal.SIGKILL

    def found() -> Timer:
        with transaction(engine) as session:
            return timers.timer(session, "k") or Timer("none", "none", datetime.now(UTC))

    assert found().state == ("done" if step == "timer.after_commit" else "waiting")
    with worker():
        until(lambda: found().state == "done")
    assert found().attempts == (1 if step == "timer.after_commit" else 2)


@pytest.mark.parametrize("step", MEDIA)
def test_killed_at_any_step_of_fetching_the_photo_is_kept_by_the_next(
    web: FlaskClient, engine: Engine, worker: Start, line: Simulated, step: str
) -> None:
    person = line.person()
    post(web, line.event(person, type="image"))
    with worker(crash=step) as process:
        assert process.wait(PATIENCE) == -signal.SIGKILL

    def stored() -> bool:
        with transaction(engine) as session:
            return attachments.of_draft(session, f"user:{person}")[0].state == "stored"

    assert step != "media.after_mark" or stored()
    with worker():
        until(stored)


@pytest.mark.parametrize(
    ("step", "stored"), [("webhook.before_commit", 0), ("webhook.after_commit", 1)]
)
def test_a_web_process_killed_around_the_commit_loses_nothing_and_doubles_nothing(
    made: Nursery, engine: Engine, database_url: str, web: FlaskClient, step: str, stored: int
) -> None:
    event = text("ช่วยด้วย")
    body = json.dumps({"events": [event]})
    environment = {"DATABASE_URL": database_url, "BODY": body, "KHOTO_CRASH_AT": step}
    assert made.start(environment).wait(PATIENCE) == -signal.SIGKILL
    assert book(engine).received == stored
    # No 200 was answered, so LINE delivers it again.
    assert post(web, {**event, "deliveryContext": {"isRedelivery": True}}).status_code == 200
    assert book(engine).received == 1


def test_keys_are_changed_while_a_worker_works(
    web: FlaskClient, engine: Engine, database_url: str, worker: Start, line: Simulated
) -> None:
    before = open_engine(database_url, KeyRing([OLD_KEY]))
    changing = open_engine(database_url, KeyRing([KEY, OLD_KEY]))
    app = Flask("before")
    app.register_blueprint(blueprint(before, SECRET, timedelta(0), model_present=lambda: True))
    persons = [line.person() for _ in range(5)]
    for number in range(6):
        for person in persons:
            say(app.test_client(), line, person, f"เดิม {number}")
    with worker():
        rounds = 0
        while rounds < 6 or not settled(engine):
            rotated = keys.rotate(changing)
            assert rotated.unopened == ()
            for person in persons if rounds < 6 else ():
                say(web, line, person, f"ใหม่ {rounds}")
            rounds += 1
    now = book(engine)
    assert (now.events["handled"], now.events["failed"]) == (60, 0)
    assert not now.messages["line"]["failed"]
    assert keys.rotate(changing).left == 0
    with transaction(engine) as session:
        assert [each.id for each in keys.in_use(session)] == [key_id(KEY)]
    before.dispose()
    changing.dispose()


def test_web_and_worker_recover_by_themselves_when_the_database_is_started_again(
    made: Nursery, line: Simulated
) -> None:
    person = line.person()
    server = EmbeddedServer(throwaway_directory(), THROWAWAY_SETTINGS)
    engine = open_engine(server.start(), KeyRing([KEY]), pool_timeout=1)
    migrations.upgrade(engine)
    app = Flask("test")
    app.register_blueprint(blueprint(engine, SECRET, timedelta(0), model_present=lambda: True))
    web = app.test_client()
    worker = made.start(
        {
            "DATABASE_URL": server.url,
            "LINE_HOST": line.http,
            "SMTP_URL": line.smtp,
            "LINE_TOKEN": TOKEN,
            "LEASE": "30",
            "KHOTO_CRASH_AT": "",
            "POLL": "60",  # so that only a notification can be what woke it
        }
    )
    try:
        say(web, line, person, "หนึ่ง")
        until(partial(said, line, person, 1))
        for number, words in enumerate(("สอง", "สาม"), 2):
            server._cluster.stop()
            event = line.event(person, type="text", text=words)
            assert post(web, event).status_code == 503
            assert web.get("/readyz").status_code == 503
            time.sleep(1)
            server._cluster.start()
            assert post(web, event).status_code == 200, "at once, over the same pool"
            until(partial(said, line, person, number), 10)
        assert line.said(person) == ["1: หนึ่ง", "2: สอง", "3: สาม"]
        until(partial(settled, engine), 10)
        os.kill(worker.pid, signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
    finally:
        worker.end()
        engine.dispose()
        assert server.release()
        shutil.rmtree(server.data_dir)


def test_crash_points_are_inert_and_known_by_name() -> None:
    for name in NAMES:
        reach(name)
    with pytest.raises(KeyError):
        reach("nowhere")
