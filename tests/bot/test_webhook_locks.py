"""A chat that somebody holds locked costs the webhooks that come at the same moment nothing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import text as sql

from app import create_app
from bot import webhook
from storage import Engine, transaction
from storage.engine import LOCK_SECONDS
from tests.bot.samples import Event, post, text
from tests.bot.simulated import SECRET
from tests.commands.conftest import SERVICE

LOCKED, FREE, OTHER = ({"type": "user", "userId": f"U{letter * 32}"} for letter in "abc")
WAITS = sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
LOCK = sql("SELECT FROM conversations WHERE key = :key FOR UPDATE")


@pytest.fixture
def served(database_url: str) -> Flask:
    """The web process's application."""
    environment = {**SERVICE, "KHOTO_LINE_CHANNEL_SECRET": SECRET, "DATABASE_URL": database_url}
    return create_app(environment)


@contextmanager
def held(engine: Engine, source: dict[str, str]) -> Iterator[None]:
    """Another session has the chat's row."""
    with transaction(engine) as session:
        session.execute(LOCK, {"key": f"user:{source['userId']}"})
        yield


class Delivery:
    """A webhook on its way, in a thread."""

    def __init__(self, app: Flask, event: Event) -> None:
        self._app, self._event = app, event
        self._status = 0
        self._thread = threading.Thread(target=self._post, daemon=True)
        self._thread.start()

    def _post(self) -> None:
        self._status = post(self._app.test_client(), self._event).status_code

    def status(self) -> int:
        """What it was answered; it may not wait as long as other connections wait for a lock."""
        self._thread.join(LOCK_SECONDS - 1)
        assert not self._thread.is_alive()
        return self._status


def until_somebody_waits(engine: Engine) -> None:
    with transaction(engine) as session:
        while not session.execute(WAITS).scalar_one():
            threading.Event().wait(0.005)


def test_a_locked_chat_fails_alone(served: Flask, engine: Engine) -> None:
    for source in (LOCKED, FREE, OTHER):
        assert post(served.test_client(), text("ก่อน", source=source)).status_code == 200
    again = text("รอ", source=LOCKED)
    with held(engine, LOCKED):
        first = Delivery(served, text("แรก", source=LOCKED))
        until_somebody_waits(engine)  # what comes now is stored in one piece
        together = [
            Delivery(served, event)
            for event in (again, text("ข", source=FREE), text("ค", source=OTHER))
        ]
        assert [each.status() for each in together] == [503, 200, 200]
        assert first.status() == 503
    assert post(served.test_client(), again).status_code == 200  # LINE sends it again


def test_line_gets_its_answer_while_it_waits() -> None:
    """Two in a row wait in vain, and the third is stored."""
    assert 2 * webhook.LOCK_SECONDS < 2
