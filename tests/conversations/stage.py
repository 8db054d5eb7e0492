"""Plays a scripted chat through the house: raw LINE events in, what everybody received out.

Events go the way of real ones: stored as the webhook stores them, handled by the worker's own step,
kept in PostgreSQL. Only LINE itself is missing: what lies in the outbox is what a phone shows, once
its time has come. The clock is the script's.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import select

import handlers
import nlp
from bot.conversing import Conversing
from bot.deciding import Brains
from bot.envelope import received
from bot.timing import Timing
from casework.agencies import Agency
from casework.cases import Case
from casework.categories import CATEGORY_NAMES, Category, Kind
from casework.people import Person, Role
from casework.reading import Candidate, Reading
from casework.rules import Rules, ScreeningMode
from casework.thai_calendar import BANGKOK
from nlp.gazetteer import place_of_code
from storage import Engine, cases, inbox, offices, people, timers, transaction
from storage.ledger import ledger
from storage.tables import OutboxRow
from tests.casework.places import OFFICES
from tests.conversations.phones import Phone, words_in
from tests.trained_reader import load_trained_reader

BURST = timedelta(seconds=3)
PROVINCES = ("58", "14", "10", "50")
BY_NAME = {name: category for category, name in CATEGORY_NAMES.items()}


@dataclass
class Stage:
    """The house and the phones around it, at the script's own time."""

    engine: Engine
    now: datetime
    rules: Rules
    phones: dict[str, Phone] = field(default_factory=dict)
    mails: dict[str, list[str]] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)  # message id by the words sent
    sent: int = 0
    last_seen: dict[str, str] = field(default_factory=dict)
    in_group: bool = False

    def __post_init__(self) -> None:
        """Ready to play."""
        load_trained_reader()
        brains = Brains(
            read=self._read,
            locate=lambda address: nlp.read(address).place,
            text_to_read=handlers.text_to_read,
            decide=handlers.decide,
            decide_timer=handlers.decide_timer,
        )
        self._conversing = Conversing(
            self.engine,
            brains,
            self.rules,
            burst=BURST,
            reply_fresh=timedelta(seconds=50),
            now=lambda: self.now,
        )
        self._timing = Timing(self.engine, brains, self.rules, now=lambda: self.now)

    # Setting up

    def open_offices(self) -> None:
        """The offices of the provinces of the cast, each with an address."""
        known = [each for each in OFFICES if each.province_code in PROVINCES]
        with transaction(self.engine) as session:
            offices.save_offices(
                session, [replace(each, email=f"{each.id}@example.go.th") for each in known]
            )

    def enter(self, name: str, part: Mapping[str, Any]) -> None:
        """Give somebody a phone; and a role, unless nobody knows them yet."""
        self.phones[name] = Phone()
        if part["บทบาท"] == "ยังไม่รู้จัก":
            return
        area = str(part.get("พื้นที่", ""))
        agency = part.get("หน่วยงาน")
        person = Person(
            uuid5(NAMESPACE_OID, name),
            line_id(name),
            part["ชื่อเต็ม"],
            frozenset({Role(part["บทบาท"])}),
            place_of_code(area) if area else None,
            Agency(agency) if agency else None,
            consented_at=self.now - timedelta(days=90),
        )
        with transaction(self.engine) as session:
            people.save_person(session, person)

    # What people do

    def says(self, name: str, bubbles: list[str]) -> None:
        """One or several bubbles in a row, sent within a moment."""
        for index, words in enumerate(bubbles):
            if index:
                self.now += timedelta(seconds=1)
            message = {"type": "text", "id": self._new_id(), "text": words}
            self.said[words] = message["id"]
            self._receive(name, {"type": "message", "message": message})
        self._work()

    def sends(self, name: str, kind: str, **more: Any) -> None:
        """A photo, voice, file, sticker, pin, or something new."""
        message = {"type": kind, "id": self._new_id(), **more}
        self.said[kind] = message["id"]
        self._receive(name, {"type": "message", "message": message})
        self._work()

    def taps(self, name: str, data: str) -> None:
        """A button with this data."""
        self._receive(name, {"type": "postback", "postback": {"data": data}})
        self._work()

    def does(self, name: str, event: dict[str, Any]) -> None:
        """Any other event."""
        self._receive(name, event)
        self._work()

    def wait(self, time: timedelta) -> None:
        """Time passes; timers go off when they are due, not later."""
        end = self.now + time
        while True:
            with transaction(self.engine) as session:
                due = timers.next_due(session)
            if due is None or due > end:
                break
            self.now = max(self.now, due)
            while self._timing.fire_next():
                pass
        self.now = end
        self._deliver()

    # What there is to see

    def unseen(self, name: str) -> str:
        """What came to a person since the script last looked, as text."""
        self._deliver()
        return "\n\n".join(words_in(each) for each in self.phones[name].unseen())

    def mails_to(self, office: str) -> list[str]:
        """The mails to an office that were not looked at yet."""
        self._deliver()
        return self.mails.pop(office, [])

    def all_cases(self) -> list[Case]:
        """Oldest first."""
        with transaction(self.engine) as session:
            return sorted(
                cases.list_cases(session), key=lambda each: (each.created_at, each.number)
            )

    def number(self, index: int = -1) -> str:
        """The number of the newest case, or of the one with that index."""
        return self.all_cases()[index].number

    def code(self) -> str:
        """The invitation code that was shown last on any phone."""
        shown = [words_in(each) for phone in self.phones.values() for each in phone.shown]
        found = [code for words in shown for code in re.findall(r"รหัสเชิญ (\S+)", words)]
        return str(found[-1])

    def person(self, name: str) -> Person | None:
        """What is known of somebody."""
        with transaction(self.engine) as session:
            return people.person_by_line_id(session, line_id(name))

    def complaints(self) -> list[str]:
        """Whatever went wrong behind the scenes: failed events and timers, sums that are off."""
        with transaction(self.engine) as session:
            failed = [event.reason for event in inbox.failed_events(session)]
            failed += [each.reason for each in timers.failed_timers(session)]
            failed += [] if ledger(session).balanced else ["the ledger does not add up"]
        return failed

    # Behind the scenes

    def _receive(self, name: str, event: dict[str, Any]) -> None:
        self.sent += 1
        source = {"type": "user", "userId": line_id(name)}
        if self.in_group:
            source = {"type": "group", "groupId": "C" + "0" * 32, "userId": line_id(name)}
        raw = {
            "webhookEventId": f"E{self.sent:025d}",
            "timestamp": int(self.now.timestamp() * 1000) + self.sent,
            "mode": "active",
            "source": source,
            "deliveryContext": {"isRedelivery": False},
            "replyToken": f"R{self.sent:031d}",
            **event,
        }
        with transaction(self.engine) as session:
            inbox.receive(session, [received(raw, self.now)], BURST, self.now)

    def _work(self) -> None:
        self.now += BURST * 2
        while self._conversing.handle_next():
            pass
        self._deliver()

    def _deliver(self) -> None:
        """Show what is due, in order, as the delivery would; and blank it."""
        names = {f"line:{line_id(name)}": name for name in self.phones}
        with transaction(self.engine) as session:
            query = select(OutboxRow).where(OutboxRow.state == "waiting", OutboxRow.due <= self.now)
            for row in session.scalars(query.order_by(OutboxRow.id)):
                payload = row.payload or {}
                if row.channel == "mail":
                    office = row.recipient.removeprefix("mail:").partition("@")[0]
                    mail = f"{payload['subject']}\n{payload['body']}"
                    self.mails.setdefault(office, []).append(mail)
                elif row.recipient in names:
                    self.phones[names[row.recipient]].shown.append(payload)
                row.state, row.payload, row.done_at = "delivered", None, self.now

    def _read(self, text: str) -> Reading:
        reading = nlp.read(text)
        given = next((r for words, r in self.readings.items() if words in text), None)
        if given is None:
            return reading
        return replace(reading, candidates=given.candidates, subtype=given.subtype, kind=given.kind)

    def _new_id(self) -> str:
        return f"4{self.sent + 1:017d}"


def line_id(name: str) -> str:
    """The LINE user id of somebody in the script."""
    return "U" + hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()


def given_reading(said: str) -> Reading:
    """“คุ้มครองแรงงาน 95” or “คุ้มครองแรงงาน 95 question”: category, percent, kind."""
    found = re.fullmatch(r"(\S+) (\d+)(?: (\w+))?", said)
    if found is None:
        raise AssertionError(f"อ่านว่า: {said!r}")
    category, sure = BY_NAME[found[1]], int(found[2]) / 100
    others = [each for each in Category if each != category]
    rest = [Candidate(each, (1 - sure) / len(others)) for each in others]
    return Reading(
        masked_text="",
        language="th",
        kind=Kind(found[3] or "problem"),
        candidates=(Candidate(category, sure), *rest),
        subtype={Category.PROTECTION: "P01", Category.OUT_OF_SCOPE: "O01"}.get(category),
        secondary=(),
        flags=frozenset(),
        urgency=nlp.read("ก").urgency,
        place=None,
        place_candidates=(),
        people_count=None,
        amounts=(),
        dates=(),
        evidence=(),
        model_version="",
    )


def script_rules(script: Mapping[str, Any]) -> Rules:
    """The rules as shipped, and what the script says of the provinces."""
    direct = {str(code): ScreeningMode.DIRECT for code in script.get("จังหวัดส่งตรง", [])}
    return Rules(screening_by_province=direct)


def script_time(script: Mapping[str, Any]) -> datetime:
    """“2026-11-23 10.00”, Thai time; a Monday morning when nothing is said."""
    said = str(script.get("เริ่ม", "2026-11-23 10.00"))
    return datetime.strptime(said, "%Y-%m-%d %H.%M").replace(tzinfo=BANGKOK).astimezone(UTC)
