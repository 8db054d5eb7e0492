"""Answers in hand with the senders' threads at work: nothing waits for a poll that nobody needs."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.delivery import Delivery, DeliveryRules
from bot.envelope import received
from bot.hands import Hands
from bot.loops import Loop, wake_one
from bot.outcomes import Delivered, Outcome, Permanent, Retryable, Unconfirmed
from storage import Engine, inbox, outbox, transaction
from storage.listen import Listener
from storage.outbox import Letter
from storage.tables import OutboxRow
from tests.bot import stub_brains
from tests.bot.samples import text

NEVER = 60.0  # seconds of a poll; nothing here may need one
SOON = 10.0  # seconds that a busy machine may need for what is done at once


def now() -> datetime:
    return datetime.now(UTC)


class Mouth:
    """LINE: answers what it is told to answer, in turn, then takes all; may be held."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, list[str]]] = []
        self.answers: list[Outcome] = []
        self.open = threading.Event()
        self.open.set()

    def reply(self, token: str, messages: list[dict[str, Any]]) -> Outcome:
        return self._take("reply", "", messages)

    def push(self, to: str, messages: list[dict[str, Any]], retry_key: UUID) -> Outcome:
        return self._take("push", to, messages)

    def _take(self, call: str, to: str, messages: list[dict[str, Any]]) -> Outcome:
        self.said.append((call, to, [message["text"] for message in messages]))
        if len(self.said) == 1:
            self.open.wait(SOON)
        return self.answers.pop(0) if self.answers else Delivered("r")


class Working:
    """As in a worker: who decides, and started senders, of whom all sleep."""

    def __init__(self, engine: Engine, senders: int, nearest: float) -> None:
        self.engine, self.mouth = engine, Mouth()
        mouth: Any = self.mouth
        rules = DeliveryRules(ask_for=timedelta(seconds=120), backoff_first=timedelta(seconds=0.2))
        delivery = Delivery(engine, lambda: mouth, None, rules, owner="test", now=now)
        self.hands = Hands(delivery, timedelta(seconds=NEVER))
        self.loops = [
            Loop(
                f"line-{number}",
                lambda: delivery.send_next("line", self.wake),
                poll=NEVER,
                next_at=self._next_at,
                nearest=nearest,
                errand=self.hands.send_next,
            )
            for number in range(senders)
        ]
        self.hands.belong_to(self.loops)
        self.conversing = stub_brains.conversing(engine, now, said=self.wake, hands=self.hands)
        for loop in self.loops:
            loop.start()
        until(lambda: all(loop._next_look and loop.is_resting for loop in self.loops))

    def wake(self) -> None:
        wake_one(self.loops)

    def hear(self, words: str, writer: str = "U1") -> None:
        event = text(words, source={"type": "user", "userId": writer})
        with transaction(self.engine) as session:
            inbox.receive(session, [received(event, now())], timedelta(0), now())
        assert self.conversing.handle_next()

    def put(self, words: str, to: str) -> None:
        letter = Letter(f"line:{to}", "line", {"type": "text", "text": words}, "x")
        with transaction(self.engine) as session:
            outbox.put(session, [letter], now())

    def spoke(self, calls: int) -> bool:
        return len(self.mouth.said) >= calls

    def states(self) -> list[str]:
        with transaction(self.engine) as session:
            return list(session.scalars(select(OutboxRow.state).order_by(OutboxRow.id)))

    def _next_at(self) -> datetime | None:
        with transaction(self.engine) as session:
            return outbox.next_due(session)

    def end(self) -> None:
        for loop in self.loops:
            loop.stop()
        assert all(loop.join(SOON) for loop in self.loops)


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


Begin = Callable[..., Working]


@pytest.fixture
def begin(engine: Engine) -> Iterator[Begin]:
    made: list[Working] = []

    def start(senders: int, nearest: float = 0.2) -> Working:
        made.append(Working(engine, senders, nearest))
        return made[-1]

    yield start
    for each in made:
        each.mouth.open.set()
        each.end()


@pytest.mark.parametrize("senders", [1, 2])
@pytest.mark.parametrize(
    ("answers", "calls"),
    [
        ([Unconfirmed("silence")], ["reply", "reply"]),
        ([Retryable("500")], ["reply", "reply"]),
        ([Permanent("400"), Retryable("500")], ["reply", "push", "push"]),
    ],
    ids=["no answer", "an error of LINE's", "pushed instead, and that too"],
)
def test_what_is_to_be_tried_again_is_tried_when_its_time_has_come(
    begin: Begin, senders: int, answers: list[Outcome], calls: list[str]
) -> None:
    working = begin(senders)
    working.mouth.answers = list(answers)
    working.hear("ก")
    until(partial(working.spoke, len(calls)))
    assert [call for call, _, _ in working.mouth.said] == calls
    until(lambda: working.states() == ["delivered"])


@pytest.mark.parametrize("senders", [1, 2])
def test_what_is_given_back_is_looked_for_at_once(
    begin: Begin, senders: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.LONGEST_IN_HAND", timedelta(0))
    working = begin(senders)
    working.hear("ก")
    until(partial(working.spoke, 1))
    assert working.mouth.said == [("reply", "", ["1: ก"])]


def test_what_was_written_behind_an_answer_in_hand_goes_when_that_is_sent(begin: Begin) -> None:
    working = begin(2, nearest=NEVER)
    working.mouth.open.clear()
    working.hear("ก")
    until(partial(working.spoke, 1))
    working.hear("ข")
    # The other sender has looked, and found nothing that may go.
    until(lambda: sum(not loop.is_busy and not loop.is_called for loop in working.loops) == 1)
    time.sleep(0.3)
    working.mouth.open.set()
    until(partial(working.spoke, 2))
    assert [words for _, _, words in working.mouth.said] == [["1: ก"], ["2: ข"]]


@pytest.mark.parametrize("time_of_day", range(4))
def test_what_is_written_for_another_does_not_wait_behind_the_answers_call(
    begin: Begin, time_of_day: int
) -> None:
    working = begin(2)
    time.sleep(0.1 * time_of_day)  # within a sender's breath, and after it
    working.mouth.open.clear()
    working.put("ถึงอีกคน", "U9")
    working.hear("ก")
    working.wake()
    until(partial(working.spoke, 2))  # while the first call is held


def test_who_was_called_to_an_answer_is_not_woken_for_another_message(engine: Engine) -> None:
    loops = [Loop(f"{number}", lambda: False, poll=NEVER) for number in range(3)]
    loops[0].call()
    wake_one(loops)
    assert [loop.is_called for loop in loops] == [True, True, False]


def test_what_is_given_back_is_told_to_other_workers(engine: Engine, database_url: str) -> None:
    mouth: Any = Mouth()
    rules = DeliveryRules(ask_for=timedelta(seconds=30))
    delivery = Delivery(engine, lambda: mouth, None, rules, owner="test", now=now)
    hands = Hands(delivery, timedelta(seconds=5))
    hands.belong_to([Loop(f"{number}", lambda: False, poll=NEVER) for number in range(2)])
    with Listener(database_url, (outbox.CHANNEL,)) as listener:
        listener.wait(SOON)
        for writer in ("U1", "U2"):
            hand = hands.free()
            assert hand is not None
            letter = Letter(
                f"line:{writer}",
                "line",
                {"type": "text", "text": "ก"},
                "x",
                reply_token=writer,
                reply_expires_at=now() + timedelta(seconds=25),
            )
            with transaction(engine) as session:
                outbox.put(session, [letter], now(), wake=False, hand=hand)
            (lane,) = hand.lanes
            hands.bring(lane)
        assert listener.wait(0.1) == set()
        hands.give_back()
        assert listener.wait(SOON) == {outbox.CHANNEL}
    assert delivery.send_next("line")
    assert delivery.send_next("line")
    assert not delivery.send_next("line")
