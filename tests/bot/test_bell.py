"""The bell wakes workers after the commit: soon, not for each event, and whatever happens to it."""

import threading
import time
from datetime import UTC, datetime

from flask.testing import FlaskClient

from bot.bell import Bell
from storage.listen import Listener
from tests.bot.samples import post, text


def test_many_rings_within_a_moment_are_few_notifications() -> None:
    heard = 0

    def wake() -> None:
        nonlocal heard
        heard += 1

    bell = Bell(wake)
    for _ in range(1000):
        bell.ring()
    end = time.monotonic() + 5
    while not heard and time.monotonic() < end:
        time.sleep(0.01)
    assert 1 <= heard < 500


def test_what_is_rung_while_it_rings_is_heard_after() -> None:
    ringing, go_on, heard = threading.Event(), threading.Event(), threading.Semaphore(0)

    def wake() -> None:
        ringing.set()
        go_on.wait(5)
        heard.release()

    bell = Bell(wake)
    bell.ring()
    assert ringing.wait(5)
    bell.ring()
    go_on.set()
    assert heard.acquire(timeout=5)
    assert heard.acquire(timeout=5)


def test_one_that_fails_is_followed_by_one_that_does_not() -> None:
    rung, heard = [], threading.Event()

    def wake() -> None:
        rung.append(datetime.now(UTC))
        if len(rung) == 1:
            raise OSError("the database is away")
        heard.set()

    bell = Bell(wake)
    bell.ring()
    end = time.monotonic() + 5
    while not rung and time.monotonic() < end:
        time.sleep(0.01)
    bell.ring()
    assert heard.wait(5)


def test_what_a_webhook_stores_is_heard_by_the_workers(web: FlaskClient, database_url: str) -> None:
    with Listener(database_url, {"khoto_inbox"}) as listener:
        listener.wait(5)
        assert post(web, text("สวัสดีค่ะ")).status_code == 200
        assert listener.wait(10) == {"khoto_inbox"}
