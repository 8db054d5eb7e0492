"""A conversation's next inbound, from claim to commit: understand, gather, decide, keep.

Everything happens in one transaction without network. When something goes wrong in it, all of it is
rolled back and done again with a savepoint for the inbound: a poisoned one is listed with its
reason. When the database is to blame it is tried again later; when its guard of cases is missing
the conversation waits. Attempts are counted before, in a committed step of their own: an event that
ends the process each time is found out and listed, too.

One transaction decides about one inbound, however many wait: what it locks (its chat, its case, its
province's case numbers, its recipients) it locks once and in that order, so that no two workers
wait for each other in a ring.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.crash_points import reach
from bot.faults import reason_of, trail
from bot.floods import Floods
from bot.gather import NOBODY, gather
from bot.hands import Hands
from bot.rendering import render
from bot.runs import Run, runs
from casework.changes import Decision
from casework.places import Place
from casework.reading import Reading
from casework.rules import Rules
from handlers.context import Context
from handlers.flooding import slowed
from handlers.inbound import Inbound, InboundKind
from storage import (
    Engine,
    PersonRoleMissing,
    Session,
    conversations,
    inbox,
    is_transient,
    people,
    savepoint,
    transaction,
)
from storage.conversations import Conversation
from storage.events import Counted, Event
from storage.inbox_statements import MOST_AT_ONCE
from storage.keep import keep
from storage.outbox import Lane
from storage.resting import put_off

PATIENCE = 6  # attempts after which the event is blamed, not the database or the machine
BROKE_OFF = f"{PATIENCE} attempts to handle it were broken off: does it end the worker?"

# Who says something here has not blocked us, whatever we were told (or not told) before.
SAID = {
    InboundKind.TEXT,
    InboundKind.LOCATION,
    InboundKind.IMAGE,
    InboundKind.VIDEO,
    InboundKind.AUDIO,
    InboundKind.FILE,
    InboundKind.STICKER,
    InboundKind.POSTBACK,
}

Handle = Callable[[Session, str, Run, datetime], None]

log = structlog.get_logger()


@dataclass(frozen=True)
class Brains:
    """What understands and decides; given by whoever puts the house together.

    `read(text)`; `locate(address)` for pins, None when the address names no place;
    `text_to_read(inbound, step, draft)`; `decide(inbound, reading, context)`;
    `decide_timer(kind, data, context)`; `refresh()` loads a new model of the reader if there is one
    and returns its version, else None; it raises when the new one is broken.
    """

    read: Callable[[str], Reading]
    locate: Callable[[str], Place | None]
    text_to_read: Callable[[Inbound, str, Mapping[str, Any]], str]
    decide: Callable[[Inbound, Reading | None, Context], Decision]
    decide_timer: Callable[[str, Mapping[str, Any], Context], Decision]
    refresh: Callable[[], str | None] = lambda: None


class Conversing:
    """Handles conversations one by one. Each thread or process has its own."""

    def __init__(
        self,
        engine: Engine,
        brains: Brains,
        rules: Rules,
        *,
        burst: timedelta,
        reply_fresh: timedelta,
        now: Callable[[], datetime],
        said: Callable[[], None] | None = None,
        hands: Hands | None = None,
    ) -> None:
        """`burst` as given to the webhook; `reply_fresh` is how long a reply token is used.

        `hands` are senders that answers are handed to. `said` is called when other messages were
        committed; without it, the commit wakes the senders.
        """
        self._engine, self._brains, self._rules = engine, brains, rules
        self._burst, self._reply_fresh, self._now, self._said = burst, reply_fresh, now, said
        self._floods, self._crowd = Floods(), False
        self._hands = hands
        # Of the step under way: what was leased for our own senders, and whether more was written.
        self._in_hand: list[Lane] = []
        self._waits = False

    def handle_next(self) -> bool:
        """Handle one conversation's next inbound. False when nothing is ready.

        Raises what the database raises when it is away or busy: only the attempt was counted.
        """
        now = self._now()
        counted: list[Counted] = []
        self._in_hand, self._waits = [], False
        try:
            with transaction(self._engine) as session:
                counted = self._count(session, now)
                if not counted:
                    return False
                reach("worker.after_claim")
                key, events = inbox.begun(session, counted, now)
                self._do(session, key, events, now, self._handle_hopefully)
        except Exception as error:
            self._doubt()
            tries = max((each.attempts for each in counted), default=0)
            if not counted or (is_transient(error) and tries < PATIENCE):
                raise
            self._once_more(counted, now)  # finds out which one is to blame
        reach("worker.after_commit")
        if self._hands is not None:
            for lane in self._in_hand:
                self._hands.bring(lane)
        if self._said is not None and self._waits:
            self._said()
        return True

    def _count(self, session: Session, now: datetime) -> list[Counted]:
        """The next inbound's events: their chat locked, their attempt counted and committed."""
        behind = self._floods.behind()
        return inbox.count_attempt(session, now, self._burst, self._first, behind, self._engine)

    def _once_more(self, counted: Sequence[Counted], now: datetime) -> None:
        try:
            with transaction(self._engine) as session:
                key, events = inbox.hold(session, counted, now)
                self._do(session, key, events, now, self._handle)
        except Exception:
            self._doubt()
            raise

    def _do(
        self, session: Session, key: str, events: Sequence[Event], now: datetime, handle: Handle
    ) -> None:
        for run in runs(events, self._burst, self._crowd):
            handle(session, key, run, now)
        reach("worker.before_commit")

    def _doubt(self) -> None:
        """Something went wrong, perhaps in the commit itself, and then it may have been committed
        all the same: what is leased for our senders must not lie until the lease runs out, and who
        sends the rest must look."""
        if self._hands is not None:
            for lane in self._in_hand:
                self._hands.doubt(lane)
        if self._said is not None and self._waits:
            self._said()
        self._in_hand, self._waits = [], False

    def _first(self, events: Sequence[Event]) -> Sequence[Event]:
        """The events of the first inbound."""
        # As many as are no flood yet would be read one by one; what is behind them should not wait.
        self._crowd = len(events) >= min(self._rules.events_a_minute, MOST_AT_ONCE)
        return runs(events, self._burst, self._crowd)[0].events

    def next_ready(self) -> datetime | None:
        """When the next event is or was ready."""
        with transaction(self._engine) as session:
            return inbox.next_ready(session)

    def _handle_hopefully(self, session: Session, key: str, run: Run, now: datetime) -> None:
        """Without a savepoint: nearly always all goes well."""
        inbound = run.inbound
        if inbound is None or run.attempts > PATIENCE:
            self._failed(session, run, run.problem or BROKE_OFF, now)
        # None is left to mark when the person took the words back meanwhile.
        elif inbox.mark_handled(session, run.ids, now):
            self._answer(session, key, run, inbound, now)

    def _handle(self, session: Session, key: str, run: Run, now: datetime) -> None:
        try:
            with savepoint(session):
                self._handle_hopefully(session, key, run, now)
        except PersonRoleMissing as fault:
            # Nobody is answered without the guard, and nothing is lost: it waits to be mended.
            log.error("event.put_off", rows=run.ids, reason=str(fault))
            put_off(session, key, run.ids, str(fault), now)
        except Exception as error:
            if is_transient(error) and run.attempts < PATIENCE:
                raise
            log.error(
                "event.failed",
                kind=run.inbound.kind if run.inbound else "unreadable",
                rows=run.ids,
                error=reason_of(error),
                trail=trail(error),
            )
            if len(run.events) > 1:
                # One bubble of the report is to blame: the others are worth reading alone.
                for alone in run.apart():
                    self._handle(session, key, alone, now)
            else:
                self._failed(session, run, reason_of(error), now)

    def _answer(
        self, session: Session, key: str, run: Run, inbound: Inbound, now: datetime
    ) -> None:
        person = people.ensure_person(session, run.user_id) if run.user_id else NOBODY
        if person.blocked and inbound.kind in SAID and not inbound.in_group:
            person = replace(person, blocked=False)
            people.save_person(session, person)
        # One tried alone before it in this transaction may have moved the chat on.
        here = conversations.remember(
            session,
            key,
            person_id=None if person == NOBODY else person.id,
            reply_token=run.last.reply_token,
            reply_expires_at=run.last.received_at + self._reply_fresh,
            events=len(run.events),
            at=run.last.received_at,
            most=self._rules.events_a_minute,
        )
        reading = self._read(inbound, here)
        if inbound.address:
            inbound = replace(inbound, place=self._brains.locate(inbound.address))
        context = gather(session, inbound, reading, here, person, rules=self._rules, now=now)
        decision = self._brains.decide(inbound, reading, context)
        floods = here.minute_events > self._rules.events_a_minute
        if floods:
            decision = slowed(inbound, decision, begins=self._begins(here, run))
        self._floods.note(key, floods=floods)
        wake, hand = self._said is None, self._hands.free() if self._hands else None
        sent = keep(session, decision, render, here, now, run.last.id, wake=wake, hand=hand)
        log.info("event.handled", kind=inbound.kind, rows=run.ids, messages=len(sent))
        lane = hand.lane if hand else None
        self._in_hand += [lane] if lane else []
        self._waits = self._waits or len(sent) > (len(lane.rows) if lane else 0)

    def _begins(self, here: Conversation, run: Run) -> bool:
        """Whether a flood begins with this run, and not only another minute of it."""
        before = here.minute_events - len(run.events)
        crossed = before <= self._rules.events_a_minute
        begins = bool(run.user_id) and crossed and here.flood_from == run.last.received_at
        if begins:
            log.warning("flood.begun", row=run.last.id, events=here.minute_events)
        return begins

    def _read(self, inbound: Inbound, here: Conversation) -> Reading | None:
        if inbound.kind != InboundKind.TEXT or inbound.in_group or not inbound.text.strip():
            return None
        return self._brains.read(self._brains.text_to_read(inbound, here.step, here.draft))

    def _failed(self, session: Session, run: Run, reason: str, now: datetime) -> None:
        inbox.mark_failed(session, run.ids, reason, now)
        log.error("event.listed_as_failed", rows=run.ids, reason=reason)
