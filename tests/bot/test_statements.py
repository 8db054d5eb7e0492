"""How many statements each step costs: counts, not times, so that nobody adds one unaware.

Each is a journey to the database, with work on both sides. Who makes a test here fail, asks: is it
worth one more for every message? (docs/performance.md)
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

import handlers
from bot.conversing import Conversing
from bot.delivery import Delivery, DeliveryRules
from bot.envelope import received
from bot.hands import Hands
from bot.loops import Loop
from bot.outcomes import Delivered, Outcome
from casework.categories import Category, Kind
from casework.people import Person, Role
from casework.reading import Candidate, Reading
from casework.rules import Rules
from handlers.postback import encode
from storage import Engine, inbox, offices, people, transaction
from tests.bot import stub_brains
from tests.bot.clock import Clock
from tests.bot.samples import Event, post, postback, text
from tests.casework.places import OFFICES
from tests.statements import statements_told
from tests.storage.builders import PAI, a_person

BURST = timedelta(0)


class Counter:
    """Statements since the last look, those of other threads too."""

    def __init__(self, told: list[str]) -> None:
        self._told = told

    @contextmanager
    def at_most(self, most: int) -> Iterator[None]:
        """Raises AssertionError when more are run meanwhile."""
        self._told.clear()
        yield
        said = [each for each in self._told if "pg_notify" not in each]  # it rings when it likes
        listed = "\n".join(f"{number}. {each[:120]}" for number, each in enumerate(said, 1))
        assert len(said) <= most, listed


@pytest.fixture
def counter() -> Iterator[Counter]:
    with statements_told() as told:
        yield Counter(told)


class Mouth:
    """A client of LINE's that takes everything."""

    def reply(self, token: str, messages: list[dict[str, Any]]) -> Outcome:
        """Taken."""
        return Delivered("r")

    def push(self, to: str, messages: list[dict[str, Any]], retry_key: UUID) -> Outcome:
        """Taken."""
        return Delivered("r")


def sure(words: str) -> Reading:
    """Wages, and no doubt; the place is the volunteer's own."""
    candidates = (Candidate(Category.PROTECTION, 1.0),)
    return replace(stub_brains.read(words), candidates=candidates, model_version="v")


def chit_chat(words: str) -> Reading:
    return replace(stub_brains.read(words), kind=Kind.CHITCHAT)


@pytest.fixture
def volunteer(engine: Engine, clock: Clock) -> Person:
    """With her consent; the offices of her province are there."""
    writer = a_person(roles=frozenset({Role.VOLUNTEER}), area=PAI, consented_at=clock())
    with transaction(engine) as session:
        people.save_person(session, writer)
        offices.save_offices(session, OFFICES)
    return writer


def conversing(
    engine: Engine, clock: Clock, read: Callable[[str], Reading], hands: Hands | None = None
) -> Conversing:
    brains = stub_brains.brains(
        read=read, decide=handlers.decide, text_to_read=handlers.text_to_read
    )
    fresh, said = timedelta(seconds=25), lambda: None
    return Conversing(
        engine,
        brains,
        Rules(),
        burst=BURST,
        reply_fresh=fresh,
        now=clock,
        said=said,
        hands=hands,
    )


def arrive(engine: Engine, clock: Clock, event: Event, writer: Person) -> None:
    event["source"]["userId"] = writer.line_user_id
    with transaction(engine) as session:
        inbox.receive(session, [received(event, clock())], BURST, clock())


@pytest.mark.parametrize("events", [1, 60])
def test_a_webhook_is_one_statement(web: FlaskClient, counter: Counter, events: int) -> None:
    post(web, text("ก่อน"))  # the connection is made, and asked who it is
    with counter.at_most(1):
        assert post(web, *(text("สวัสดี") for _ in range(events))).status_code == 200


@pytest.mark.parametrize(
    ("event", "read", "most"),
    [
        (text("นายจ้างค้างค่าแรงสองเดือน"), sure, 12),
        (text("ขอบคุณค่ะ"), chit_chat, 12),
        (text("เมนู"), chit_chat, 12),
        (postback(encode("cases.mine")), chit_chat, 12),
    ],
    ids=["report", "chit-chat", "typed command", "button"],
)
def test_an_inbound_is_a_few_statements(
    engine: Engine,
    clock: Clock,
    counter: Counter,
    volunteer: Person,
    event: Event,
    read: Callable[[str], Reading],
    most: int,
) -> None:
    worker = conversing(engine, clock, read)
    arrive(engine, clock, event, volunteer)
    with counter.at_most(most):
        assert worker.handle_next()


def test_a_report_of_somebody_with_cases_reads_what_belongs_to_them(
    engine: Engine, clock: Clock, counter: Counter, volunteer: Person
) -> None:
    worker = conversing(engine, clock, sure)
    deeds = [
        text("นายจ้างค้างค่าแรงสองเดือน"),
        postback(encode("report.submit")),
        postback(encode("report.consent", answer="agreed")),
    ]
    for deed in deeds:
        arrive(engine, clock, deed, volunteer)
        assert worker.handle_next()
    arrive(engine, clock, text("อีกคนหนึ่งก็โดนค่ะ"), volunteer)
    with counter.at_most(15):
        assert worker.handle_next()


def test_a_reply_is_six_statements(
    engine: Engine, clock: Clock, counter: Counter, volunteer: Person
) -> None:
    arrive(engine, clock, text("นายจ้างค้างค่าแรงสองเดือน"), volunteer)
    assert conversing(engine, clock, sure).handle_next()
    mouth: Any = Mouth()
    delivery = Delivery(engine, lambda: mouth, None, DeliveryRules(), owner="test", now=clock)
    with counter.at_most(6):
        assert delivery.send_next("line")
    with counter.at_most(2):
        assert not delivery.send_next("line")


def test_a_reply_that_is_handed_over_is_one_statement_and_its_event_no_more(
    engine: Engine, clock: Clock, counter: Counter, volunteer: Person
) -> None:
    mouth: Any = Mouth()
    rules = DeliveryRules(ask_for=timedelta(seconds=30))
    delivery = Delivery(engine, lambda: mouth, None, rules, owner="test", now=clock)
    hands = Hands(delivery, timedelta(seconds=5))
    hands.belong_to([Loop("line", lambda: False, poll=60)])
    arrive(engine, clock, text("นายจ้างค้างค่าแรงสองเดือน"), volunteer)
    with counter.at_most(12):
        assert conversing(engine, clock, sure, hands).handle_next()
    with counter.at_most(1):
        assert hands.send_next()
    assert not delivery.send_next("line")
