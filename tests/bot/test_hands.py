"""An answer that a free sender has in hand when it is committed: sent without a look for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from psycopg import OperationalError
from sqlalchemy.exc import DBAPIError

from bot.delivery import Delivery, DeliveryRules
from bot.envelope import received
from bot.hands import MOST_EACH, Hands
from bot.loops import Loop
from bot.outcomes import Delivered, Outcome, Unconfirmed
from storage import Engine, Session, inbox, open_engine, outbox, transaction
from storage.ledger import ledger
from storage.outbox import Lane, Letter
from tests.bot import stub_brains
from tests.bot.clock import Clock
from tests.bot.samples import Event, text
from tests.statements import statements_told

WRITER = "line:U1"
RULES = DeliveryRules(ask_for=timedelta(seconds=30))


class Mouth:
    """LINE, which takes everything but what it is told not to answer."""

    def __init__(self) -> None:
        self.said: list[tuple[str, list[str]]] = []
        self.silent = False
        self.silent_at = self.broken_at = 0  # these calls, counted from 1
        self.takes: Callable[[], None] = lambda: None  # what passes meanwhile

    def reply(self, token: str, messages: list[dict[str, Any]]) -> Outcome:
        return self._take("reply", messages)

    def push(self, to: str, messages: list[dict[str, Any]], retry_key: UUID) -> Outcome:
        return self._take("push", messages)

    def _take(self, call: str, messages: list[dict[str, Any]]) -> Outcome:
        self.said.append((call, [message["text"] for message in messages]))
        self.takes()
        if len(self.said) == self.broken_at:
            raise RuntimeError("a fault of ours")
        silent = self.silent or len(self.said) == self.silent_at
        return Unconfirmed("silence") if silent else Delivered("r")


class House:
    """Who decides and who sends, without their threads; so many senders rest."""

    def __init__(
        self, engine: Engine, clock: Clock, senders: int = 1, rules: DeliveryRules = RULES
    ) -> None:
        self.engine, self.clock, self.mouth, self.rang = engine, clock, Mouth(), 0
        mouth: Any = self.mouth
        self.delivery = Delivery(engine, lambda: mouth, None, rules, owner="test", now=clock)
        self.hands = Hands(self.delivery, timedelta(seconds=5))
        self.loops = [Loop(f"{n}", lambda: False, poll=60) for n in range(senders)]
        self.hands.belong_to(self.loops)
        self.conversing = stub_brains.conversing(engine, clock, said=self._said, hands=self.hands)

    def _said(self) -> None:
        self.rang += 1

    def hear(self, words: str, writer: str = "U1", later: int = 0) -> None:
        """One writes, and it is decided about so many seconds later."""
        event: Event = text(words)
        event["source"]["userId"] = writer
        with transaction(self.engine) as session:
            inbox.receive(session, [received(event, self.clock())], timedelta(0), self.clock())
        self.clock.forward(seconds=later)
        assert self.conversing.handle_next()

    def lie(self, *writers: str) -> None:
        """The sender was seen to be quick, and so answers for these lie for it."""
        self.hear("ก")
        assert self.hands.send_next()
        for writer in writers:
            self.hear("ข", writer)

    def put(self, words: str, **more: Any) -> None:
        letter = Letter(WRITER, "line", {"type": "text", "text": words}, "x", **more)
        with transaction(self.engine) as session:
            outbox.put(session, [letter], self.clock())


@pytest.fixture
def house(engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Whose calls take no time, however busy the machine is."""
    monkeypatch.setattr("bot.hands.time.monotonic", lambda: 0.0)
    found = House(engine, clock)
    yield found
    with transaction(engine) as session:
        assert ledger(session).balanced


def test_an_answer_is_in_hand_when_it_is_committed_and_nobody_is_woken(house: House) -> None:
    house.hear("ก")
    assert not house.delivery.send_next("line"), "nobody else may claim it"
    assert house.hands.send_next()
    assert house.mouth.said == [("reply", ["1: ก"])]
    assert not house.hands.send_next()
    assert not house.delivery.send_next("line")
    assert house.rang == 0


def test_while_senders_are_quick_answers_lie_for_them_and_are_written_down_together(
    house: House,
) -> None:
    house.lie("U2", "U3", "U4")
    assert house.rang == 0
    with statements_told() as told:
        assert house.hands.send_next()
    assert len(told) == 1
    assert house.mouth.said[1:] == [("reply", ["1: ข"])] * 3
    assert not house.delivery.send_next("line")
    with transaction(house.engine) as session:
        assert ledger(session).messages["line"]["delivered"] == 4


def test_no_more_lie_than_are_soon_sent(house: House) -> None:
    house.hear("ก")
    assert house.hands.send_next()
    for number in range(MOST_EACH + 2):
        house.hear("ข", f"Uwriter{number}")
    assert house.rang == 2, "these wait for whoever looks for them"
    assert house.hands.free() is None


def test_while_calls_take_long_nothing_lies_in_hand(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.hear("ก")
    took = iter((0.0, 0.0, 5.0, 5.0))
    monkeypatch.setattr("bot.hands.time.monotonic", lambda: next(took, 5.0))
    assert house.hands.send_next()
    house.hear("ข", "U2")
    assert house.rang == 0, "one sender rests"
    house.hear("ค", "U3")
    assert house.rang == 1


def test_what_lies_while_all_senders_have_long_calls_is_given_back(house: House) -> None:
    house.hear("ก")
    house.clock.forward(seconds=0.4)
    house.hands.give_back_late()
    assert not house.delivery.send_next("line"), "it may still be sent from here"
    house.clock.forward(seconds=0.2)
    house.hands.give_back_late()
    assert house.delivery.send_next("line")
    assert house.mouth.said == [("reply", ["1: ก"])]
    assert not house.hands.send_next()


def test_what_lies_while_the_database_is_away_is_given_back_when_it_has_come_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.hear("ก")
    house.clock.forward(seconds=0.6)
    away = open_engine("postgresql://nobody@127.0.0.1:1/nothing")
    with monkeypatch.context() as patch:
        patch.setattr(house.delivery, "_engine", away)
        house.hands.give_back_late()
    assert house.hands.send_next(), "it is given back"
    assert house.mouth.said == []
    assert house.delivery.send_next("line"), "at once, not when its lease has run out"
    assert house.mouth.said == [("reply", ["1: ก"])]


def test_one_that_is_not_answered_does_not_take_along_those_that_were(house: House) -> None:
    house.lie("U2", "U3", "U4")
    house.mouth.silent_at = 3
    assert house.hands.send_next()
    with transaction(house.engine) as session:
        found = ledger(session).messages["line"]
        assert (found["delivered"], found["waiting"]) == (3, 1)
    house.clock.forward(seconds=5)
    assert house.delivery.send_next("line")
    assert house.mouth.said[-1] == ("reply", ["1: ข"])


def test_what_was_delivered_is_written_down_though_the_next_one_breaks_off(house: House) -> None:
    house.lie("U2", "U3")
    house.mouth.broken_at = 3
    with pytest.raises(RuntimeError):
        house.hands.send_next()
    with transaction(house.engine) as session:
        assert ledger(session).messages["line"]["delivered"] == 2


def test_what_was_delivered_is_written_down_before_another_is_given_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.lie("U2", "U3")
    delivered: list[int] = []

    def given_back(*_: Any) -> bool:
        with transaction(house.engine) as session:
            delivered.append(ledger(session).messages["line"]["delivered"])
        return True

    house.mouth.takes = lambda: house.clock.forward(seconds=0.6)
    monkeypatch.setattr("bot.delivery.outbox.release", given_back)
    assert house.hands.send_next()
    assert house.mouth.said == [("reply", ["1: ก"]), ("reply", ["1: ข"])]
    assert delivered == [2]


def test_what_is_late_is_given_back_though_the_others_cannot_be_written_down(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.lie("U2", "U3")

    def broken(*_: Any) -> list[bool]:
        raise RuntimeError("a fault of ours")

    house.mouth.takes = lambda: house.clock.forward(seconds=0.6)
    with monkeypatch.context() as patch:
        patch.setattr("bot.delivery.outbox.complete_all", broken)
        with pytest.raises(RuntimeError):
            house.hands.send_next()
    assert len(house.mouth.said) == 2
    assert house.delivery.send_next("line"), "the third, at once"
    assert house.mouth.said[-1] == ("reply", ["1: ข"])


def test_who_meets_an_error_calls_another_for_what_lies(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.hands.TOGETHER", 1)
    house.lie("U2", "U3")
    (sender,) = house.loops
    sender._called.clear()
    house.mouth.broken_at = 2
    with pytest.raises(RuntimeError):
        house.hands.send_next()
    assert sender.is_called
    assert house.hands.send_next()


def test_what_is_given_back_does_not_make_senders_look_quick(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.hear("ก")
    took = iter((0.0, 0.0, 0.2))
    with monkeypatch.context() as patch:
        patch.setattr("bot.hands.time.monotonic", lambda: next(took, 0.2))
        assert house.hands.send_next()
    for writer in range(8):
        house.hear("ข", f"Uwriter{writer}")
        house.clock.forward(seconds=0.6)
        house.hands.send_next()
        house.clock.forward(seconds=0.6)
    house.hear("ค", "U2")
    assert house.hands.free() is None, "one sender rests, and one answer lies for it"


def test_while_no_sender_is_free_answers_wait_to_be_claimed(house: House) -> None:
    house.hear("ก", "U1")
    house.hear("ข", "U2")
    assert house.rang == 1
    assert house.delivery.send_next("line")
    assert house.hands.send_next()
    assert house.mouth.said == [("reply", ["1: ข"]), ("reply", ["1: ก"])]


def test_what_waits_for_the_same_person_goes_first_and_with_the_free_reply(house: House) -> None:
    house.put("ก่อน")
    house.hear("ก")
    assert not house.hands.send_next()
    assert house.delivery.send_next("line")
    assert house.mouth.said == [("reply", ["ก่อน", "1: ก"])]


def test_what_backs_off_holds_back_the_answer(house: House) -> None:
    house.mouth.silent = True
    house.hear("ก")
    assert house.hands.send_next()
    house.hear("ข")
    assert not house.hands.send_next()
    assert not house.delivery.send_next("line")
    house.mouth.silent = False
    house.clock.forward(seconds=5)
    while house.delivery.send_next("line"):
        pass
    assert house.mouth.said == [("reply", ["1: ก"]), ("reply", ["1: ก"]), ("reply", ["2: ข"])]


def test_an_answer_whose_token_is_old_is_no_reply_and_waits(house: House) -> None:
    house.hear("ก", later=26)
    assert not house.hands.send_next()
    assert house.delivery.send_next("line")
    assert house.mouth.said == [("push", ["1: ก"])]


def test_who_stops_gives_back_what_nobody_has_begun_to_send(house: House) -> None:
    house.hear("ก")
    house.loops[0].stop()
    assert house.hands.free() is None
    house.hands.give_back()
    assert house.delivery.send_next("line"), "at once, and free"
    assert house.mouth.said == [("reply", ["1: ก"])]


def test_what_lay_too_long_is_given_back_not_sent_under_a_lease_that_ends(house: House) -> None:
    house.hear("ก")
    house.clock.forward(seconds=4)
    assert house.hands.send_next()
    assert house.mouth.said == []
    assert house.delivery.send_next("line")
    assert house.mouth.said == [("reply", ["1: ก"])]


@pytest.mark.parametrize(("seconds", "is_sent"), [(3, True), (11, False)])
def test_a_step_that_took_long_has_not_lain_in_hand_meanwhile(
    house: House, monkeypatch: pytest.MonkeyPatch, seconds: int, is_sent: bool
) -> None:
    bring = house.hands.bring

    def slowly(lane: Lane) -> None:
        house.clock.forward(seconds=seconds)
        bring(lane)

    monkeypatch.setattr(house.hands, "bring", slowly)
    house.hear("ก")
    house.hands.give_back_late()
    assert house.hands.send_next() == is_sent
    assert house.delivery.send_next("line") != is_sent, "more than a third of its lease was over"
    assert house.mouth.said == [("reply", ["1: ก"])]


def test_a_token_that_has_grown_too_old_in_hand_is_not_tried_for_the_first_time(
    engine: Engine, clock: Clock
) -> None:
    rules = replace(RULES, ask_for=timedelta(seconds=60))
    house = House(engine, clock, rules=rules)
    house.hear("ก", later=24)
    house.clock.forward(seconds=2)
    assert house.hands.send_next()
    assert house.mouth.said == []
    assert house.delivery.send_next("line")
    assert house.mouth.said == [("push", ["1: ก"])]


@pytest.mark.parametrize(("seconds", "in_hand"), [(19, True), (21, False)])
def test_what_a_killed_process_had_in_hand_can_still_be_asked(
    house: House, seconds: int, in_hand: bool
) -> None:
    house.hear("ก", later=seconds)
    assert (house.rang == 0) == in_hand
    if in_hand:
        house.clock.forward(seconds=30 + 5)  # its lease, and until somebody looks
    assert house.delivery.send_next("line")
    assert house.mouth.said == [("reply", ["1: ก"])]
    with transaction(house.engine) as session:
        assert outbox.failed_messages(session) == []


class Lost(DBAPIError):
    """The connection, while the answer to COMMIT was waited for."""

    def __init__(self) -> None:
        super().__init__("COMMIT", None, OperationalError("lost"), connection_invalidated=True)


@pytest.mark.parametrize("committed", [True, False])
def test_when_nobody_knows_whether_it_was_committed_what_is_in_hand_is_given_back(
    house: House, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    @contextmanager
    def losing(engine: Engine) -> Iterator[Session]:
        with transaction(engine) as session:
            yield session
            if not committed:
                raise Lost
        raise Lost

    with monkeypatch.context() as patch:
        patch.setattr("bot.conversing.transaction", losing)
        with pytest.raises(Lost):
            house.hear("ก")
    assert house.mouth.said == []
    assert house.hands.send_next(), "it is given back"
    assert house.mouth.said == []
    assert house.conversing.handle_next() != committed
    assert house.hands.send_next() != committed
    assert house.delivery.send_next("line") == committed
    assert house.mouth.said == [("reply", ["1: ก"])]


def test_who_stops_does_not_wait_for_a_database_that_is_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sleep(seconds: float) -> None:
        pytest.fail("it waits")  # not an `Exception`, which would be logged and forgotten

    house.hear("ก")
    away = open_engine("postgresql://nobody@127.0.0.1:1/nothing")
    monkeypatch.setattr(house.delivery, "_engine", away)
    monkeypatch.setattr("bot.delivery.time.sleep", sleep)
    house.hands.give_back()
    assert not house.hands.send_next()


def test_if_its_sender_is_killed_it_is_asked_again_with_its_token(house: House) -> None:
    house.hear("ก")
    house.clock.forward(seconds=29)
    assert not house.delivery.send_next("line")
    other = House(house.engine, house.clock)
    other.clock.forward(seconds=2)
    rules = DeliveryRules(ask_for=timedelta(seconds=30))
    mouth: Any = other.mouth
    sender = Delivery(house.engine, lambda: mouth, None, rules, owner="other", now=house.clock)
    assert sender.send_next("line")
    assert other.mouth.said == [("reply", ["1: ก"])]
