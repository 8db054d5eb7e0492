"""Where the books disagree. Each function returns one line for each violation: none is good.

Pure: it looks at two books and at nothing else, so that a test can show it every violation.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simulator.stage.chaos.books import LineBook, Row, ServiceBook

# Said once a case, to each who hears of it, however often anything was tried.
ONCE_A_CASE = ("report.accepted", "report.accepted_direct", "desk.new", "desk.copied", "mail.new")
UNCONFIRMED, CONFIRMED = "reply_unconfirmed", "reply_confirmed"
TOKEN_LIFE = 55.0  # seconds in which a reply without an answer is asked again, nothing else
OVERDUE = 10.0  # seconds that a timer may be late


@dataclass(frozen=True)
class Books:
    """Both books, and which of LINE's calls carried which of the service's messages."""

    line: LineBook
    service: ServiceBook

    @cached_property
    def accepted(self) -> dict[int, list[Row]]:
        """By the message's id, the calls by which LINE took it, in order."""
        found: dict[int, list[Row]] = defaultdict(list)
        for call in self._taken:
            for row in self.carried(call):
                found[row["id"]].append(call)
        return found

    @cached_property
    def mailed(self) -> dict[int, list[Row]]:
        """By the message's id, the copies of its mail, in order."""
        found: dict[int, list[Row]] = defaultdict(list)
        for mail in self.line.mails:
            found[_outbox_id(mail)].append(mail)
        return found

    def carried(self, call: Row) -> list[Row]:
        """The messages a call carried: by the retry key of a push, by the token of a reply."""
        if call["endpoint"] == "reply":
            return self._by_token.get(call["replyToken"], [])
        return self._by_batch.get(call["retryKey"], [])

    @cached_property
    def _taken(self) -> list[Row]:
        ways = ("reply", "push", "multicast", "broadcast", "narrowcast")
        taken = (c for c in self.line.calls if c["accepted"] and c["endpoint"] in ways)
        return sorted(taken, key=_place)

    @cached_property
    def _by_token(self) -> dict[str, list[Row]]:
        found = _grouped(self.service.messages, "reply_token")
        for token, rows in _grouped(self.service.messages, "unanswered_token").items():
            known = [row["id"] for row in found.get(token, [])]
            found[token] = found.get(token, []) + [row for row in rows if row["id"] not in known]
        return found

    @cached_property
    def _by_batch(self) -> dict[str, list[Row]]:
        return _grouped([m for m in self.service.messages if m["via"] == "push"], "batch")

    @cached_property
    def token_given(self) -> dict[str, float]:
        """When each reply token was given out, in seconds since 1970."""
        given: dict[str, float] = {}
        for sent in self.line.events:
            token = sent["event"].get("replyToken")
            if token:
                given[token] = min(sent["time"] / 1000, given.get(token, float("inf")))
        return given

    def taken(self) -> list[Row]:
        """All calls by which LINE took messages."""
        return self._taken


def lost(books: Books) -> Iterator[str]:
    """What came in or was to go out, and is neither done nor on a list with a fitting reason."""
    known = {row["webhook_event_id"] for row in books.service.events}
    for sent in _once(books.line):
        name = sent["event"].get("webhookEventId")
        if sent["outcome"] != "delivered":
            yield f"event {name or 'malformed'} was never taken with 200"
        elif name and name not in known:
            yield f"event {name} was answered with 200 and is not in the database"
    malformed, listed = _malformed(books)
    for _ in range(malformed - listed):
        yield "a malformed event is on no list"
    for row in books.service.events:
        if row["state"] == "failed" and row["kind"] != "malformed":
            yield f"event {row['id']} failed: {row['reason']}"
    for row in books.service.messages:
        yield from _lost_message(books, row)
    for what, rows in (("file", books.service.files), ("timer", books.service.timers)):
        failed = [row for row in rows if row["state"] == "failed"]
        yield from (f"{what} {row.get('id') or row['key']}: {row['reason']}" for row in failed)
    for call in books.taken():
        carried = books.carried(call)
        sure = sum(row["state"] != "cancelled" for row in carried)
        if len(call["messages"]) < sure:
            yield f"call {call['number']} carried {len(call['messages'])} of {sure} messages"
    for _ in range(books.service.missing):
        yield "the ledger misses a row"


def _lost_message(books: Books, row: Row) -> Iterator[str]:
    arrived = books.mailed if row["channel"] == "mail" else books.accepted
    if row["state"] == "delivered" and not arrived.get(row["id"]):
        yield f"message {row['id']} counts as delivered and never arrived"
    if row["state"] == "failed" and row["reason"] != UNCONFIRMED:
        yield f"message {row['id']} ({row['about']}) failed: {row['reason']}"


def handled_twice(books: Books) -> Iterator[str]:
    """One event, and more than one row, answer, case or file made of it."""
    names = Counter(row["webhook_event_id"] for row in books.service.events)
    yield from (f"event {name} stands {n} times" for name, n in names.items() if n > 1)
    malformed, listed = _malformed(books)
    for _ in range(listed - malformed):
        yield "a malformed event is listed twice"
    answered: dict[int, set[float]] = defaultdict(set)
    for row in books.service.messages:
        if row["event_id"] is not None:
            answered[row["event_id"]].add(row["created_at"])
    for event, times in answered.items():
        if len(times) > 1:
            yield f"event {event} was answered in {len(times)} transactions"
    parts = Counter(part for case in books.service.cases for part in case["message_ids"])
    yield from (f"message {part} is in {n} cases" for part, n in parts.items() if n > 1)
    files = Counter(row["message_id"] for row in books.service.files)
    yield from (f"file of {name} stands {n} times" for name, n in files.items() if n > 1)
    said = Counter(
        (row["recipient"], row["about"], row["case_id"])
        for row in books.service.messages
        if row["about"] in ONCE_A_CASE and row["case_id"]
    )
    for (_, about, case), n in said.items():
        if n > 1:
            yield f"{about} was said {n} times of case {case}"


def delivered_twice(books: Books) -> Iterator[str]:
    """What LINE or the mail server took more than once, or took and our books do not know.

    Not counted here, but told by `ambiguous`: a reply whose answer never came and whose token ran
    out before it could be asked again; and a mail that comes again as the same mail.
    """
    for row in books.service.messages:
        calls = books.accepted.get(row["id"], [])
        if len(calls) > 1 and not _could_not_be_known(books, row, calls):
            numbers = [call["number"] for call in calls]
            yield f"message {row['id']} ({row['about']}) was taken by calls {numbers}"
        copies = books.mailed.get(row["id"], [])
        if len(copies) > max(row["attempts"], 1):
            yield f"mail {row['id']} came {len(copies)} times for {row['attempts']} attempts"
    known = {row["id"] for row in books.service.messages}
    for name in books.mailed:
        if name not in known:
            yield f"a mail of no message: {name}"
    for call in books.taken():
        rows = books.carried(call)
        if len(call["messages"]) > len(rows):
            yield f"call {call['number']} carried {len(call['messages'])}, known are {len(rows)}"


def _could_not_be_known(books: Books, row: Row, calls: list[Row]) -> bool:
    """One reply without an answer, and one more call after its token had run out."""
    first, second = calls[0], calls[1]
    if len(calls) > 2 or row["unanswered_token"] != first["replyToken"] or not row["must_arrive"]:
        return False
    given = books.token_given.get(first["replyToken"], float("inf"))
    return bool(second["time"] / 1000 - given >= TOKEN_LIFE)


def out_of_order(books: Books) -> Iterator[str]:
    """Messages that reached somebody before one written earlier for them."""
    lanes: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(books.service.messages, key=lambda each: each["id"]):
        if row["due"] <= row["created_at"]:  # what waits for the morning is overtaken on purpose
            lanes[row["recipient"]].append(row)
    for rows in lanes.values():
        latest = 0
        for row in rows:
            arrived = books.mailed if row["channel"] == "mail" else books.accepted
            took = arrived.get(row["id"])
            if not took:
                continue
            if _place(took[0]) < latest:
                yield f"message {row['id']} came before an earlier one of the same recipient"
            latest = max(latest, _place(took[0]))


def stuck(books: Books) -> Iterator[str]:
    """What still waits, or is still in somebody's hands, though nothing disturbs any more."""
    service = books.service
    for row in service.events:
        if row["state"] == "waiting":
            yield f"event {row['id']} waits"
    for row in service.messages:
        if row["leased"]:
            yield f"message {row['id']} has a lease left"
        elif row["state"] == "waiting" and row["due"] <= service.now:
            yield f"message {row['id']} ({row['about']}) waits: {row['reason']}"
    for row in service.files:
        if row["leased"]:
            yield f"file {row['id']} has a lease left"
        elif row["state"] == "waiting":
            yield f"file {row['id']} waits: {row['reason']}"
    for row in service.timers:
        if row["state"] == "waiting" and row["due"] < service.now - OVERDUE:
            yield f"timer {row['key']} is overdue"


def ambiguous(books: Books) -> dict[str, int]:
    """Messages that went as a reply nobody answered, and what became of them; mails sent again."""
    rows = [row for row in books.service.messages if row["reason"] in (UNCONFIRMED, CONFIRMED)]
    ends = Counter(_end_of(row) for row in rows)
    seen = [len(books.accepted.get(row["id"], [])) > 1 for row in books.service.messages]
    copies = sum(len(mails) - 1 for mails in books.mailed.values())
    ends |= {"count": len(rows), "seen_twice": sum(seen), "mails_again": copies}
    names = ("count", "confirmed", "sent_when_asked", "pushed", "listed", "cancelled")
    return {name: ends[name] for name in (*names, "seen_twice", "mails_again")}


def _end_of(row: Row) -> str:
    if row["state"] == "delivered":
        if row["reason"] == CONFIRMED:
            return "confirmed"
        return "sent_when_asked" if row["via"] == "reply" else "pushed"
    return {"failed": "listed", "cancelled": "cancelled"}.get(row["state"], "waiting")


def _place(taken: Row) -> int:
    """Where a call or a mail stands in the order in which they were taken."""
    return int(taken.get("taken", taken["number"]))


def _once(line: LineBook) -> Iterator[Row]:
    """Each event LINE sent, once, however often; delivered if one of its sendings was."""
    found: dict[str, dict[str, Any]] = {}
    for sent in line.events:
        key = sent["event"].get("webhookEventId") or _content(sent["event"])
        before = found.get(key)
        if before is None or before["outcome"] != "delivered":
            found[key] = dict(sent)
    yield from found.values()


def events_sent(line: LineBook) -> int:
    """How many different events LINE sent."""
    return sum(1 for _ in _once(line))


def _malformed(books: Books) -> tuple[int, int]:
    """How many malformed events were sent, and how many are listed."""
    sent = {
        _content(each["event"])
        for each in books.line.events
        if not each["event"].get("webhookEventId")
    }
    return len(sent), sum(row["kind"] == "malformed" for row in books.service.events)


def _content(event: Mapping[str, Any]) -> str:
    kept = {name: value for name, value in event.items() if name != "deliveryContext"}
    return json.dumps(kept, sort_keys=True)


def _outbox_id(mail: Row) -> int:
    """The message a mail is of, as its Message-ID says; -1: of none."""
    name = str(mail["messageId"]).removeprefix("<outbox-").partition("@")[0]
    return int(name) if name.isdigit() else -1


def _grouped(rows: Any, name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[name]:
            found[row[name]].append(row)
    return found
