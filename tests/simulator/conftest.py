"""A simulator in its own process, a bot's webhook to receive, and the real LINE client."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob  # type: ignore[import-untyped]

from .world import TOKEN, Person, Receiver, Simulator, start


@pytest.fixture(scope="session")
def _receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture(scope="session")
def _simulator(_receiver: Receiver) -> Iterator[Simulator]:
    process, simulator = start(_receiver.url)
    yield simulator
    process.terminate()
    assert process.wait(timeout=5) == 0


@pytest.fixture
def receiver(_receiver: Receiver) -> Receiver:
    """The bot's webhook, answering 200 until a test says otherwise."""
    _receiver.reset()
    return _receiver


@pytest.fixture
def simulator(_simulator: Simulator, receiver: Receiver) -> Simulator:
    """The running simulator, with no faults, mail, record or used quota."""
    _simulator.reset(receiver.url)
    return _simulator


@pytest.fixture
def person(simulator: Simulator) -> Person:
    """A new volunteer who follows the bot."""
    return simulator.add("สมศรี ใจดี", role="volunteer")


@pytest.fixture
def configuration(simulator: Simulator) -> Configuration:
    """The client's settings: the simulator as host, no retries of its own."""
    configuration = Configuration(host=simulator.http, access_token=TOKEN)
    configuration.retries = False
    return configuration


@pytest.fixture
def line(configuration: Configuration) -> Iterator[MessagingApi]:
    """LINE's own client."""
    with ApiClient(configuration) as client:
        yield MessagingApi(client)


@pytest.fixture
def blob(configuration: Configuration) -> Iterator[MessagingApiBlob]:
    """LINE's own client for files."""
    with ApiClient(configuration) as client:
        yield MessagingApiBlob(client)


@pytest.fixture
def retry_key() -> str:
    """A new retry key."""
    return str(uuid.uuid4())
