"""Fixtures of LINE's edge: a simulated LINE, the web application, the worker's parts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.delivery import Delivery, DeliveryRules
from bot.line_client import LineAccess, LineClient
from bot.mail import MailAccess, Mailer
from bot.webhook import blueprint
from storage import Engine
from tests.bot.clock import Clock
from tests.bot.simulated import SECRET, TOKEN, Simulated, simulator


@pytest.fixture(scope="session")
def one_line() -> Iterator[Simulated]:
    with simulator() as line:
        yield line


@pytest.fixture
def line(one_line: Simulated) -> Simulated:
    """LINE, calm."""
    one_line.calm()
    return one_line


@pytest.fixture
def client(line: Simulated) -> LineClient:
    """The SDK client with a short patience."""
    return LineClient(LineAccess(TOKEN, line.http, timeout=1.0))


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """How busy the machine is decides in no test how many chats a batch holds."""
    monkeypatch.setattr("bot.conversing.LONGEST_BATCH", 60.0)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime.now(UTC))


@pytest.fixture
def delivery(engine: Engine, client: LineClient, line: Simulated, clock: Clock) -> Delivery:
    mailer = Mailer(MailAccess(line.smtp, "ข้อต่อ <khoto@example.go.th>", timeout=3))
    return Delivery(engine, lambda: client, mailer, DeliveryRules(), owner="test", now=clock)


@pytest.fixture
def web(engine: Engine) -> FlaskClient:
    """The web application; nothing waits for more bubbles."""
    app = Flask("test")
    app.register_blueprint(blueprint(engine, SECRET, timedelta(0), model_present=lambda: True))
    return app.test_client()
