"""The comparison after the storm finds each violation: books that agree, and one thing changed."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from simulator.stage.chaos.books import LineBook, ServiceBook
from simulator.stage.chaos.compare import (
    Books,
    ambiguous,
    delivered_twice,
    events_sent,
    handled_twice,
    lost,
    out_of_order,
    stuck,
)

Check = Callable[[Books], Iterator[str]]
CHECKS: tuple[Check, ...] = (lost, handled_twice, delivered_twice, out_of_order, stuck)
NOW = 1_000.0
WHO = "line:U1"


def sent(name: str | None, outcome: str = "delivered", **more: Any) -> dict[str, Any]:
    event = {"deliveryContext": {"isRedelivery": False}, "replyToken": f"token {name}", **more}
    if name:
        event["webhookEventId"] = name
    return {"number": 0, "time": 100_000, "event": event, "outcome": outcome}


def call(number: int, by: str, key: str, count: int = 1, seconds: float = 100) -> dict[str, Any]:
    return {
        "number": number + 100,  # given when a call ends
        "taken": number,
        "time": seconds * 1000,
        "endpoint": by,
        "accepted": True,
        "retryKey": key if by == "push" else None,
        "replyToken": key if by == "reply" else None,
        "messages": [{}] * count,
    }


def message(number: int, via: str, key: str, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "event_id": None,
        "recipient": WHO,
        "channel": "mail" if via == "smtp" else "line",
        "about": "x",
        "state": "delivered",
        "reason": "",
        "via": via,
        "attempts": 1,
        "must_arrive": True,
        "batch": key if via == "push" else None,
        "reply_token": key if via == "reply" else None,
        "unanswered_token": None,
        "case_id": None,
        "leased": False,
        "created_at": 100.0,
        "due": 100.0,
        **more,
    }


def event(number: int, name: str, state: str = "handled", **more: Any) -> dict[str, Any]:
    row = {"id": number, "webhook_event_id": name, "kind": "text", "state": state, "reason": ""}
    return {**row, **more}


def mail(number: int, of: int) -> dict[str, Any]:
    return {"number": number, "messageId": f"<outbox-{of}@example.go.th>"}


class Story:
    """Two events; a reply, a push of two and a mail; a case, a file, a timer. All in order."""

    def __init__(self) -> None:
        self.sent = [sent("A"), sent("B"), sent(None, words="odd")]
        self.calls = [call(1, "reply", "token A"), call(2, "push", "key", 2)]
        self.mails = [mail(1, 4)]
        self.events = [event(1, "A"), event(2, "B"), event(3, "sha", "failed", kind="malformed")]
        self.messages = [
            message(1, "reply", "token A", event_id=1, about="report.accepted", case_id="c"),
            message(2, "push", "key", event_id=2),
            message(3, "push", "key", event_id=2),
            message(4, "smtp", "", recipient="mail:a@b", event_id=1, about="mail.new", case_id="c"),
        ]
        self.timers = [{"key": "t", "state": "waiting", "due": NOW + 60, "reason": ""}]
        self.files = [self.file("f1")]
        self.cases = [{"id": "c", "number": "1", "message_ids": ["m1", "m2"]}]
        self.missing = 0

    @staticmethod
    def file(name: str, **more: Any) -> dict[str, Any]:
        row = {"id": name, "message_id": f"m {name}", "state": "stored", "leased": False}
        return {**row, "reason": "", **more}

    def books(self) -> Books:
        return Books(
            LineBook(tuple(self.sent), tuple(self.calls), tuple(self.mails)),
            ServiceBook(
                tuple(self.events),
                tuple(self.messages),
                tuple(self.timers),
                tuple(self.files),
                tuple(self.cases),
                self.missing,
                NOW,
            ),
        )

    def found(self) -> dict[str, int]:
        """How many violations of each kind, those that are none left out."""
        books = self.books()
        counts = {check.__name__: len(list(check(books))) for check in CHECKS}
        return {name: count for name, count in counts.items() if count}


def test_books_that_agree_show_nothing() -> None:
    story = Story()
    assert story.found() == {}
    assert events_sent(story.books().line) == 3
    assert not any(ambiguous(story.books()).values())


def test_an_event_that_came_several_times_is_one() -> None:
    story = Story()
    story.sent += [
        sent("A", "failed"),
        sent(None, words="odd", deliveryContext={"isRedelivery": 1}),
    ]
    assert story.found() == {}
    assert events_sent(story.books().line) == 3


def set_state(which: str, index: int, **values: Any) -> Callable[[Story], None]:
    def change(story: Story) -> None:
        getattr(story, which)[index].update(values)

    return change


def remove(which: str, index: int) -> Callable[[Story], None]:
    return lambda story: getattr(story, which).pop(index)


def add(which: str, row: dict[str, Any]) -> Callable[[Story], None]:
    return lambda story: getattr(story, which).append(copy.deepcopy(row))


def missing(story: Story) -> None:
    story.missing = 2


VIOLATIONS: list[tuple[str, Callable[[Story], Any], dict[str, int]]] = [
    ("an event answered with 200 is gone", remove("events", 1), {"lost": 1}),
    ("an event was never taken", add("sent", sent("C", "failed")), {"lost": 1}),
    ("an event failed", set_state("events", 0, state="failed", reason="KeyError"), {"lost": 1}),
    ("a malformed event is on no list", remove("events", 2), {"lost": 1}),
    ("the ledger misses rows", missing, {"lost": 2}),
    ("a reply counts as delivered and never arrived", remove("calls", 0), {"lost": 1}),
    ("a push counts as delivered and never arrived", remove("calls", 1), {"lost": 2}),
    ("a mail counts as delivered and never arrived", remove("mails", 0), {"lost": 1}),
    ("a message failed", set_state("messages", 1, state="failed", reason="too old"), {"lost": 1}),
    ("a call left a message out", set_state("calls", 1, messages=[{}]), {"lost": 1}),
    ("a file failed", set_state("files", 0, state="failed", reason="404"), {"lost": 1}),
    ("a timer failed", set_state("timers", 0, state="failed", reason="KeyError"), {"lost": 1}),
    ("an event is there twice", add("events", event(9, "A")), {"handled_twice": 1}),
    (
        "a malformed event is listed twice",
        add("events", event(9, "sha2", "failed", kind="malformed")),
        {"handled_twice": 1},
    ),
    (
        "an event was answered in two transactions",
        set_state("messages", 2, created_at=101.0, due=101.0),
        {"handled_twice": 1},
    ),
    (
        "one message is in two cases",
        add("cases", {"id": "d", "number": "2", "message_ids": ["m2"]}),
        {"handled_twice": 1},
    ),
    ("a file is there twice", add("files", Story.file("f1")), {"handled_twice": 1}),
    (
        "a case was accepted twice",
        set_state("messages", 2, about="report.accepted", case_id="c"),
        {"handled_twice": 1},
    ),
    ("LINE took a push twice", add("calls", call(3, "push", "key", 2)), {"delivered_twice": 2}),
    ("LINE took what nobody wrote", add("calls", call(3, "push", "?")), {"delivered_twice": 1}),
    ("a call carried too much", set_state("calls", 0, messages=[{}] * 2), {"delivered_twice": 1}),
    ("a mail came though it was marked", add("mails", mail(2, 4)), {"delivered_twice": 1}),
    ("a mail of no message", add("mails", mail(2, 77)), {"delivered_twice": 1}),
    ("an earlier message came later", set_state("calls", 0, taken=9), {"out_of_order": 2}),
    ("an event waits", set_state("events", 0, state="waiting"), {"stuck": 1}),
    ("a message waits", set_state("messages", 0, state="waiting"), {"stuck": 1}),
    ("a message has a lease left", set_state("messages", 0, leased=True), {"stuck": 1}),
    ("a file waits", set_state("files", 0, state="waiting"), {"stuck": 1}),
    ("a file has a lease left", set_state("files", 0, leased=True), {"stuck": 1}),
    ("a timer is overdue", set_state("timers", 0, due=NOW - 60), {"stuck": 1}),
]


@pytest.mark.parametrize(("name", "change", "found"), VIOLATIONS, ids=[v[0] for v in VIOLATIONS])
def test_each_violation_is_found(
    name: str, change: Callable[[Story], Any], found: dict[str, int]
) -> None:
    story = Story()
    change(story)
    assert story.found() == found, name


def pushed_after_reply(seconds: float, *, must_arrive: bool = True) -> Story:
    """A reply LINE took without our knowing; later the same message goes by push."""
    story = Story()
    first = story.messages[0]
    first |= {"via": "push", "batch": "late", "must_arrive": must_arrive}
    first |= {"reason": "reply_unconfirmed", "unanswered_token": "token A"}
    story.messages = story.messages[:1]
    story.calls = [call(1, "reply", "token A"), call(2, "push", "late", seconds=seconds)]
    story.mails = []
    return story


def test_a_push_after_an_unanswered_reply_is_told_apart_only_when_it_could_not_be_known() -> None:
    assert pushed_after_reply(156).found() == {}
    told = ambiguous(pushed_after_reply(156).books())
    assert (told["count"], told["pushed"], told["seen_twice"]) == (1, 1, 1)
    assert pushed_after_reply(154).found() == {"delivered_twice": 1}, "its token was still fresh"
    assert pushed_after_reply(156, must_arrive=False).found() == {"delivered_twice": 1}
    other = pushed_after_reply(156)
    other.messages[0]["unanswered_token"] = "token B"
    assert "delivered_twice" in other.found(), "our books know nothing of that reply"
    thrice = pushed_after_reply(156)
    thrice.calls.append(call(3, "push", "late", seconds=160))
    assert thrice.found() == {"delivered_twice": 1}


def test_how_unanswered_replies_were_settled_is_counted() -> None:
    story = Story()
    ends = [
        message(11, "reply", "t1", reason="reply_confirmed"),
        message(12, "reply", "t2", reason="reply_unconfirmed"),
        message(13, "reply", "t3", reason="reply_unconfirmed", state="failed"),
    ]
    story.messages += ends
    story.calls += [call(11, "reply", "t1"), call(12, "reply", "t2")]
    story.mails.append(mail(2, 4))
    story.messages[3]["attempts"] = 2
    assert story.found() == {}
    told = ambiguous(story.books())
    assert told == {
        "count": 3,
        "confirmed": 1,
        "sent_when_asked": 1,
        "pushed": 0,
        "listed": 1,
        "cancelled": 0,
        "seen_twice": 0,
        "mails_again": 1,
    }


def test_what_waits_for_the_morning_may_be_overtaken() -> None:
    story = Story()
    story.messages[0]["due"] = 200.0
    story.calls[0]["taken"] = 9
    assert story.found() == {}


def test_a_message_taken_back_may_be_left_out_of_its_call() -> None:
    story = Story()
    story.messages[2]["state"] = "cancelled"
    story.calls[1]["messages"] = [{}]
    assert story.found() == {}
