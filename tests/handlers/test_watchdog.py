"""The watchdog tells once, reminds seldom, and says when it is over: it never floods."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.changes import CloseDay, Decision, SetTimer, TakeBack
from casework.masking import mask
from casework.messages import Mail, Message, Text, ToAddress, ToOperators
from casework.rules import Rules
from casework.watch import Quota, Seen, Trouble, WatchRules
from handlers import decide_timer
from handlers.watchdog import standing
from tests.builders import MONDAY_TEN, changes, context, person
from tests.casework.test_watch import day

FAILED = Seen(failed={"message": 3})
WELL = Seen()
WATCH = WatchRules(mail_to=("it@example.go.th",))


@dataclass
class Dog:
    """A watchdog whose clock and memory are the test's."""

    rules: WatchRules = WATCH
    now: datetime = MONDAY_TEN
    memory: Mapping[str, Any] = field(default_factory=dict)
    told: list[tuple[datetime, str, str]] = field(default_factory=list)

    def look(self, seen: Seen) -> Decision:
        here = context(person("ระบบ"), now=self.now)
        here = replace(here, rules=replace(Rules(), watch=self.rules), seen=seen)
        decision = decide_timer("watchdog", self.memory, here)
        (again,) = changes(decision, SetTimer)
        assert again.due == self.now + self.rules.every
        self.memory = again.data
        for message in decision.messages:
            if isinstance(message.content, Text):
                self.told.append((self.now, message.about, message.content.text))
        self.now = again.due
        return decision

    def looks(self, seen: Seen, time: timedelta) -> None:
        end = self.now + time
        while self.now < end:
            self.look(seen)


def test_nothing_is_said_while_all_is_well() -> None:
    dog = Dog()
    assert dog.look(WELL).messages == ()


def test_a_trouble_is_told_by_line_and_by_mail_at_once() -> None:
    line, mail = Dog().look(FAILED).messages
    assert (line.to, line.urgent, line.about) == (ToOperators(), True, "alert.failed_messages")
    assert isinstance(line.content, Text)
    assert "3 รายการ" in line.content.text
    assert mail.to == ToAddress("it@example.go.th")
    assert isinstance(mail.content, Mail)
    assert line.content.text in mail.content.body
    assert "ข้อความออกส่งไม่สำเร็จ" in mail.content.subject


def test_it_is_told_once_however_long_and_however_much_worse() -> None:
    dog = Dog()
    dog.looks(FAILED, timedelta(hours=6))
    dog.looks(Seen(failed={"message": 999}), timedelta(hours=5))
    assert len(dog.told) == 1


def test_it_is_told_again_after_the_hours_configured() -> None:
    dog = Dog()
    dog.looks(FAILED, timedelta(days=2))
    waits = [later[0] - earlier[0] for earlier, later in pairwise(dog.told)]
    assert waits == [WATCH.repeat] * 3


def test_all_clear_is_told_once_when_it_has_been_well_for_a_while() -> None:
    dog = Dog()
    dog.look(FAILED)
    began = dog.now
    dog.looks(WELL, timedelta(hours=20))
    (_, over) = dog.told
    assert over[0] - began == WATCH.calm
    assert "กลับเป็นปกติแล้ว" in over[2]
    assert "23 พ.ย. 2569 10.00 น." in over[2]
    assert dog.memory["told"] == {}


def test_what_comes_and_goes_is_one_alert() -> None:
    dog = Dog()
    for _ in range(60):
        dog.look(FAILED)
        dog.look(WELL)
    assert len(dog.told) == 1


def test_another_trouble_is_another_alert() -> None:
    dog = Dog()
    dog.look(FAILED)
    dog.look(replace(FAILED, oldest_event=MONDAY_TEN - timedelta(hours=1)))
    assert [about for _, about, _ in dog.told] == ["alert.failed_messages", "alert.events_wait"]


def test_what_was_not_delivered_yet_is_overtaken_by_what_is_newer() -> None:
    dog = Dog()
    assert changes(dog.look(FAILED), TakeBack) == [TakeBack("alert.failed_messages")]
    assert changes(dog.look(FAILED), TakeBack) == []


EVERYTHING = Seen(
    oldest_event=MONDAY_TEN - timedelta(days=1),
    oldest_message=MONDAY_TEN - timedelta(days=2),
    failed={"event": 10**6, "message": 1, "timer": 2, "file": 3},
    quota=Quota(10_000_000, 10_000_000, MONDAY_TEN),
    quota_held=10**6,
    media_bytes=10**15,
    last_day=day(events=1),
)


def test_every_trouble_has_its_words_without_personal_data() -> None:
    dog = Dog()
    decision = dog.look(EVERYTHING)
    assert {about for _, about, _ in dog.told} == {f"alert.{each}" for each in Trouble}
    for message in decision.messages:
        said = message.content.text if isinstance(message.content, Text) else _mail(message)
        assert mask(said) == said
        assert "{" not in said
    dog.looks(WELL, timedelta(hours=1))
    assert len(dog.told) == 2 * len(Trouble)


def _mail(message: Message) -> str:
    assert isinstance(message.content, Mail)
    assert "\n" not in message.content.subject
    return f"{message.content.subject}\n{message.content.body}"


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=60))
def test_it_never_floods_whatever_happens(looks: list[tuple[bool, int]]) -> None:
    dog = Dog()
    for bad, more in looks:
        dog.now += timedelta(minutes=10 * more)
        dog.look(FAILED if bad else WELL)
    alerts = [each for each in dog.told if "กลับเป็นปกติ" not in each[2]]
    overs = [each for each in dog.told if "กลับเป็นปกติ" in each[2]]
    assert len(overs) <= len(alerts)
    for earlier, later in pairwise(alerts):
        between = [each for each in overs if earlier[0] < each[0] <= later[0]]
        assert len(between) <= 1, "one all clear for one alert"
        assert between or later[0] - earlier[0] >= WATCH.repeat
    for over in overs:
        assert over[0] - max(a[0] for a in alerts if a[0] < over[0]) >= WATCH.calm


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=5), each),
    max_leaves=5,
)


@given(JSON, JSON, st.sampled_from(["first", "last", "well", "x"]))
def test_a_memory_that_cannot_be_read_is_forgotten(any_: Any, part: Any, name: str) -> None:
    for memory in (
        {"told": any_, "quota": any_},
        {"told": {"failed_messages": any_}},
        {"told": {"failed_messages": {name: part}}},
    ):
        dog = Dog(memory=memory)
        dog.looks(FAILED, timedelta(hours=1))
        assert len(dog.told) == 1


def test_a_clock_that_was_ahead_does_not_silence_it_for_ever() -> None:
    dog = Dog(now=MONDAY_TEN + timedelta(days=300))
    dog.look(FAILED)
    dog.now = MONDAY_TEN
    dog.looks(FAILED, WATCH.repeat + timedelta(hours=1))
    assert len(dog.told) == 2


def test_lines_quota_is_remembered_for_whoever_asks() -> None:
    dog = Dog()
    dog.look(Seen(quota=Quota(500, 20, MONDAY_TEN)))
    assert dog.memory["quota"]["used"] == 20


@pytest.mark.parametrize(
    ("now", "ended", "next_due"),
    [
        ("2026-11-22T17:00:00+00:00", "2026-11-22", "2026-11-23T17:00:00+00:00"),
        ("2026-11-23T16:59:59+00:00", "2026-11-22", "2026-11-23T17:00:00+00:00"),
        ("2026-12-31T17:00:03+00:00", "2026-12-31", "2027-01-01T17:00:00+00:00"),
    ],
)
def test_a_day_is_closed_at_midnight_in_thailand(now: str, ended: str, next_due: str) -> None:
    here = context(person("ระบบ"), now=datetime.fromisoformat(now))
    decision = decide_timer("day", {}, here)
    (closed,), (again,) = changes(decision, CloseDay), changes(decision, SetTimer)
    assert closed.day.isoformat() == ended
    assert again.due == datetime.fromisoformat(next_due)
    assert again.due > here.now


def test_the_timers_that_always_stand_are_those_that_set_themselves() -> None:
    looking, closing, blanking = standing(MONDAY_TEN)
    assert (looking.key, looking.due) == ("watchdog", MONDAY_TEN)
    assert (closing.key, closing.due.isoformat()) == ("day", "2026-11-23T17:00:00+00:00")
    assert (blanking.key, blanking.due.isoformat()) == ("retention", "2026-11-23T19:00:00+00:00")
