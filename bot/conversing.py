"""Conversations' next inbounds, from claim to commit: understand, gather, decide, keep.

Everything happens in one transaction without network. It decides about one inbound, or about the
next ones of several chats that were never tried before: what costs most is the transaction itself.
When something goes wrong in it, all of it is rolled back, and each inbound is done by itself with a
savepoint: a poisoned one is listed with its reason, and the others are handled. When the database
is to blame it is tried again later; when its guard of cases is missing the conversation waits.
Attempts are counted before, in a committed step of their own: an event that ends the process each
time is found out and listed, too. What was tried before is begun alone.

Of one conversation a transaction decides about one inbound, however many wait. What it locks (its
chat, its case, its province's case numbers, its recipients) it locks once and in that order, and of
several chats the last one alone may lock more than its chat and recipients, which are locked
together at the end: so no two workers wait for each other in a ring.
"""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.crash_points import reach
from bot.deciding import Brains, Decided, Deciding
from bot.faults import reason_of, trail
from bot.floods import Floods
from bot.gather import NOBODY, Directory, NeedsAlone
from bot.hands import Hands
from bot.runs import Run, runs
from casework.people import Person
from casework.rules import Rules
from handlers.inbound import InboundKind
from storage import (
    Engine,
    KeyMissing,
    PersonRoleMissing,
    Session,
    conversations,
    inbox,
    is_passing,
    is_transient,
    is_unusable,
    people,
    savepoint,
    transaction,
    turns,
)
from storage.conversations import Conversation
from storage.events import Event
from storage.inbox_statements import CHATS_AT_ONCE, MOST_AT_ONCE
from storage.outbox import Lane
from storage.resting import put_off
from storage.turns import Turn

PATIENCE = 6  # attempts after which the event is blamed, not the database or the machine
BROKE_OFF = f"{PATIENCE} attempts to handle it were broken off: does it end the worker?"
PUT_OFF_FROM = 3  # attempts after which an event waits for a database that is away or busy
PUT_OFF_FOR = timedelta(hours=1)  # since it came; then it is blamed all the same
LONGEST_BATCH = 0.1  # seconds after which no other chat is begun in the same transaction
_MOST_PUT_BACK = 500  # events that are remembered as such
# Of these, one at most is taken into a transaction with others: it nearly always needs its end.
_MAY_CHANGE_MORE = {InboundKind.POSTBACK, InboundKind.UNSEND, InboundKind.FOLLOW}

log = structlog.get_logger()


class Conversing:
    """Handles conversations, a few at a time. Each thread or process has its own."""

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
        self._engine, self._rules = engine, rules
        self._burst, self._now, self._said = burst, now, said
        self._floods = Floods()
        self._deciding = Deciding(brains, rules, reply_fresh, self._floods)
        self._hands = hands
        # Of the step under way: the first run of each chat, the chats in which a crowd waits,
        # whether one is there that may change more than its chat, what was leased for our own
        # senders, whether more was written, and what is told of when it is committed.
        self._runs: dict[str, Run] = {}
        self._crowds: set[str] = set()
        self._one_more = False
        self._put_back: set[int] = set()  # first events that may change more, as steps saw
        self._in_hand: list[Lane] = []
        self._waits = False
        self._tells: list[Callable[[], None]] = []

    def handle_next(self) -> bool:
        """Handle the next inbound of one conversation, or of some. False when nothing is ready.

        Raises what the database raises when it is away or busy: only the attempt was counted.
        """
        if self._hands is not None:
            self._hands.give_back_late()
        behind = self._floods.behind()
        handled = self._handle_next(CHATS_AT_ONCE, behind)
        return self._handle_next(1, behind) is True if handled is None else handled

    def next_ready(self) -> datetime | None:
        """When the next event is or was ready."""
        with transaction(self._engine) as session:
            return inbox.next_ready(session)

    def _handle_next(self, most: int, behind: Collection[str]) -> bool | None:
        """None when the next one was tried before, and should be begun without others."""
        now = self._now()
        counted: list[Turn] = []
        self._begin()
        try:
            with transaction(self._engine) as session:
                found = self._count(session, now, most, behind)
                if not found:
                    return None if found is None else False
                counted = found
                reach("worker.after_claim")
                self._do_all(session, counted, now)
                reach("worker.before_commit")
        except Exception as error:
            self._doubt()
            if not counted:
                raise
            self._one_by_one(counted, error, now)
            return True
        self._committed()
        return True

    def _count(
        self, session: Session, now: datetime, most: int, behind: Collection[str]
    ) -> list[Turn] | None:
        """The next inbounds' events: their chats locked, their attempts counted and committed."""
        return turns.count_attempts(
            session, now, self._burst, self._first, behind, most, self._forget
        )

    def _forget(self) -> None:
        self._runs, self._crowds, self._one_more = {}, set(), False

    def _first(self, events: Sequence[Event]) -> Sequence[Event]:
        """The events of the first inbound; none when it is to wait for another step."""
        # As many as are no flood yet would be read one by one; what is behind them should not wait.
        crowd = len(events) >= min(self._rules.events_a_minute, MOST_AT_ONCE)
        run = runs(events, self._burst, crowd)[0]
        if self._may_change_more(run):
            if self._one_more:
                return ()
            self._one_more = True
        key = run.events[0].conversation_key
        self._runs[key] = run
        if crowd:
            self._crowds.add(key)
        return run.events

    def _may_change_more(self, run: Run) -> bool:
        inbound = run.inbound
        by_kind = inbound is not None and inbound.kind in _MAY_CHANGE_MORE
        return by_kind or run.events[0].id in self._put_back

    def _do_all(self, session: Session, counted: Sequence[Turn], now: datetime) -> None:
        """Without savepoints: nearly always all goes well."""
        readable = self._readable(session, counted, now)
        persons = _persons(session, readable)
        end = time.monotonic() + LONGEST_BATCH
        decided: list[Decided] = []
        last: list[_Begun] = []
        left: list[int] = []

        directory: Directory = {}

        def decide(each: _Begun, *, alone: bool) -> Decided:
            person = persons[each.run.user_id] if each.run.user_id else NOBODY
            return self._deciding.decide(
                session, each.run, each.chat, person, now, alone=alone, directory=directory
            )

        for each in readable:
            if (decided or last) and time.monotonic() > end:
                left += each.run.ids
                continue
            try:
                decided.append(decide(each, alone=len(counted) == 1))
            except NeedsAlone:
                last.append(each)
        # Meanwhile somebody may have given or taken a role, which is kept as it is read here.
        persons |= _persons(session, last[:1])
        decided += [decide(each, alone=True) for each in last[:1]]
        self._keep(session, decided, now)
        left += [id_ for each in last[1:] for id_ in each.run.ids]
        self._remember_put_back(decided, last[1:])
        turns.uncount(session, left)

    def _remember_put_back(self, decided: Sequence[Decided], again: Sequence["_Begun"]) -> None:
        """So that nobody is read once for each of those who go before."""
        kept = self._put_back - {each.run.events[0].id for each in decided}
        kept = kept if len(kept) < _MOST_PUT_BACK else set()  # other workers handle them, too
        self._put_back = kept | {each.run.events[0].id for each in again}

    def _readable(self, session: Session, counted: Sequence[Turn], now: datetime) -> list["_Begun"]:
        """What can be decided about; the rest is listed as failed."""
        readable = []
        for turn in counted:
            chat, events = turns.begun(session, turn, now)
            if not events:
                continue
            run = self._run(session, events)
            if run.inbound is None or run.attempts > PATIENCE:
                self._failed(session, run, run.problem or BROKE_OFF, now)
            else:
                readable.append(_Begun(run, chat))
        return readable

    def _run(self, session: Session, events: Sequence[Event]) -> Run:
        """The first run of a chat, as it was made of these events before they were counted. When
        some of them were unsent, or go alone, the others may be no run: what is left was not tried.
        """
        made = self._runs.get(events[0].conversation_key)
        if made is not None and made.ids == [event.id for event in events]:
            return replace(made, events=tuple(events))
        run = runs(events, self._burst, events[0].conversation_key in self._crowds)[0]
        turns.uncount(session, [event.id for event in events if event.id not in run.ids])
        return run

    def _keep(self, session: Session, decided: Sequence[Decided], now: datetime) -> None:
        if not decided:
            return
        free = self._hands.free if self._hands else lambda: None
        told, written, hand = self._deciding.keep(
            session, decided, now, wake=self._said is None, hand=free
        )
        self._tells += [partial(self._deciding.tell, *each) for each in told]
        lanes = hand.lanes if hand else []
        self._in_hand += lanes
        self._waits = self._waits or written > sum(len(lane.rows) for lane in lanes)

    def _committed(self) -> None:
        reach("worker.after_commit")
        if self._hands is not None:
            for lane in self._in_hand:
                self._hands.bring(lane)
        if self._said is not None and self._waits:
            self._said()
        for tell in self._tells:
            tell()
        self._begin()

    def _begin(self) -> None:
        self._in_hand, self._waits, self._tells = [], False, []

    def _doubt(self) -> None:
        """Something went wrong, perhaps in the commit itself, and then it may have been committed
        all the same: what is leased for our senders must not lie until the lease runs out, and who
        sends the rest must look."""
        if self._hands is not None:
            for lane in self._in_hand:
                self._hands.doubt(lane)
        if self._said is not None and self._waits:
            self._said()
        self._begin()

    def _one_by_one(self, counted: Sequence[Turn], error: Exception, now: datetime) -> None:
        """What went wrong undid all of it: each is done by itself, which finds out the culprit.

        What the database is to blame for is raised, and tried again when it has recovered."""
        if len(counted) == 1:
            if is_transient(error) and self._is_to_wait(counted[0], error):
                return
        elif is_unusable(error):
            raise error
        for turn in counted:
            self._once_more(turn, now)

    def _once_more(self, turn: Turn, now: datetime) -> None:
        try:
            with transaction(self._engine) as session:
                key, events = inbox.hold(session, turn.counted, now)
                if events:
                    self._handle(session, key, self._run(session, events), now)
                reach("worker.before_commit")
        except Exception as error:
            self._doubt()
            if not (is_transient(error) and self._is_to_wait(turn, error)):
                raise
        self._committed()

    def _is_to_wait(self, turn: Turn, error: Exception) -> bool:
        """Of an event of which the database could do nothing: raises the error, so that it is tried
        again soon; having tried some times, puts it off instead, as never tried. False when it was
        tried so often, or waits so long, that the event itself is to blame."""
        if turn.attempts < PUT_OFF_FROM:
            raise error
        now = self._now()
        came = [each.event.received_at for each in turn.counted if each.event is not None]
        if is_passing(error) and came and now - max(came) < PUT_OFF_FOR:
            log.warning("event.put_off", rows=turn.ids, reason=reason_of(error))
            with transaction(self._engine) as session:
                # Another worker may have had them meanwhile, or they were handled all the same.
                if inbox.hold(session, turn.counted, now)[1]:
                    put_off(session, turn.key, turn.ids, reason_of(error), now)
            return True
        if turn.attempts < PATIENCE:
            raise error
        return False

    def _handle(self, session: Session, key: str, run: Run, now: datetime) -> None:
        try:
            with savepoint(session):
                self._handle_hopefully(session, key, run, now)
        except (PersonRoleMissing, KeyMissing) as fault:
            # Nobody is answered without the guard, nor about what has no key here, and nothing is
            # lost: it waits to be mended, or for a worker that has the key.
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

    def _handle_hopefully(self, session: Session, key: str, run: Run, now: datetime) -> None:
        if run.inbound is None or run.attempts > PATIENCE:
            self._failed(session, run, run.problem or BROKE_OFF, now)
            return
        person = people.ensure_person(session, run.user_id) if run.user_id else NOBODY
        # One tried alone before it in this transaction may have moved the chat on.
        chat = conversations.conversation(session, key)
        decided = self._deciding.decide(session, run, chat, person, now, alone=True)
        self._keep(session, [decided], now)

    def _failed(self, session: Session, run: Run, reason: str, now: datetime) -> None:
        inbox.mark_failed(session, run.ids, reason, now)
        told = {"rows": run.ids, "reason": reason}
        self._tells.append(partial(log.error, "event.listed_as_failed", **told))


@dataclass(frozen=True)
class _Begun:
    """What a chat begins with, as an inbound."""

    run: Run
    chat: Conversation


def _persons(session: Session, several: Sequence[_Begun]) -> dict[str, Person]:
    """Who speaks in them, by LINE user id."""
    return people.ensure_people(session, [each.run.user_id for each in several if each.run.user_id])
