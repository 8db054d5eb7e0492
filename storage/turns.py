"""Whose turn it is: chats that are next, locked, and the attempts of what they begin with counted.

The chats stay locked until the transaction ends. The count is committed at once, on another
connection: so an event that ends the process is known by its count, and nobody else counts it
meanwhile. What was never tried is begun together with others; what was, alone: so the one that ends
or hangs the process is found, and has cost the others one count.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from storage.conversations import Conversation, conversation
from storage.events import Counted, Event
from storage.inbox import LOCK_TRIES, PATIENCE, event_of, hold, locked, uncounted
from storage.inbox_statements import BEGIN, COUNT, UNCOUNT
from storage.prepared import Prepared, all_rows, changed, prepared_alone
from storage.sealing import SealingFault

ALONE_FROM = 3  # attempts after which events of one chat are tried one by one
# A process that hangs with several chats in hand loses them sooner than one with its own alone.
_IDLE_WITH_SEVERAL = Prepared(
    select(func.set_config("idle_in_transaction_session_timeout", "20s", True))
)


@dataclass(frozen=True)
class Turn:
    """What a chat begins with, its attempt counted. `chat` is None when it was not read yet."""

    key: str
    counted: tuple[Counted, ...]
    chat: Conversation | None = None

    @property
    def ids(self) -> list[int]:
        """Of its events."""
        return [each.id for each in self.counted]

    @property
    def attempts(self) -> int:
        """How often one of them was tried at most."""
        return max(each.attempts for each in self.counted)


@dataclass(frozen=True)
class Found:
    """A chat that is locked, with all that waits in it, and those of it that open."""

    key: str
    waiting: Sequence[Counted]
    opened: Sequence[Event]
    chat: Conversation | None = None


First = Callable[[Sequence[Event]], Sequence[Event]]


def count_attempts(
    session: Session,
    now: datetime,
    burst: timedelta,
    first: First,
    behind: Collection[str] = (),
    most: int = 1,
    look: Callable[[], None] = lambda: None,
) -> list[Turn] | None:
    """The chats that have waited longest among those that are ready (`inbox.locked`), and of each
    the `first` events, which are handled in one step; none of a chat that is to be left for later.
    `look` is called before each look: another worker may have been faster, and others are found.
    Chats that stand `behind` are looked at when no other is ready. Empty: nothing is ready.

    With `most` above 1 (`CHATS_AT_ONCE`): None when the next one was tried before, or something
    cannot be opened. It goes alone, and holds no others meanwhile: end the transaction and ask for
    one.

    Events tried together several times are tried one by one: the culprit fails alone. What cannot
    be opened is not given to `first`; `begun` settles it with those it stands before.
    """
    for _ in range(LOCK_TRIES):
        look()
        try:
            found = next_chats(session, now, burst, behind, most)
        except SealingFault:
            return None  # with all of them locked
        turns = [turn for turn in (_turn(each, first) for each in found) if turn.counted]
        if len(found) > 1 and turns:
            if turns[0].attempts:
                return None
            turns = [turn for turn in turns if not turn.attempts]
        if not turns:
            return []
        counts = _count(session, [id_ for turn in turns for id_ in turn.ids])
        # Of the others, another worker has handled one between our look and our lock.
        going = [turn for turn in turns if counts.keys() >= set(turn.ids)]
        if len(going) > 1:
            changed(session, _IDLE_WITH_SEVERAL)
        if going:
            return [_counted(turn, counts) for turn in going]
    return []


def next_chats(
    session: Session, now: datetime, burst: timedelta, behind: Collection[str], most: int
) -> list[Found]:
    """At most so many chats that are ready, locked, first those that have waited longest. What was
    handled in the moment of the lock is among their events. Of several, raises SealingFault when
    something does not open; of one what opens is told."""
    values = {"now": now, "long_ago": now - PATIENCE * burst}
    try:
        rows = all_rows(session, BEGIN[most], **values, behind=list(behind))
        if not rows and behind:
            rows = all_rows(session, BEGIN[most], **values, behind=[])
    except SealingFault:
        if most > 1:
            raise
        key, waiting, opened = locked(session, now, burst, behind)
        return [Found(key, waiting, opened)] if waiting else []
    chats: dict[str, list[Any]] = {}
    for row in rows:
        chats.setdefault(row.conversation_key, []).append(row)
    found = [_found(key, each) for key, each in chats.items()]
    return sorted(found, key=lambda each: min(event.ready_at for event in each.opened))


def _found(key: str, rows: Sequence[Any]) -> Found:
    events = [event_of(row, row.raw) for row in rows]
    return Found(key, uncounted(events), events, _chat(key, rows[0]))


def _chat(key: str, row: Any) -> Conversation:
    """Where it stands; its reply token is not asked for, since a newer one has come."""
    return Conversation(
        key,
        row.person_id,
        row.step,
        row.draft,
        minute_events=row.minute_events,
        flood_from=row.flood_from,
        minute_from=row.minute_from,
        changed_at=row.changed_at,
    )


def _turn(found: Found, first: First) -> Turn:
    events = list(found.waiting)
    if found.opened:
        chosen = first(found.opened)
        upto = [event.id for event in events].index(chosen[-1].id) + 1 if chosen else 0
        events = events[:upto]
    if any(event.attempts >= ALONE_FROM for event in events):
        events = events[:1]
    return Turn(found.key, tuple(events), found.chat)


def _count(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, bool]]:
    """The ids of those that still wait; how often each was tried by now, and whether it was
    unsent. Committed at once."""
    with prepared_alone(cast(Engine, session.get_bind())) as counting:
        rows = all_rows(counting, COUNT, ids=ids)
        return {row.id: (row.attempts, row.is_unsent) for row in rows}


def _counted(turn: Turn, counts: dict[int, tuple[int, bool]]) -> Turn:
    counted = []
    for each in turn.counted:
        attempts, is_unsent = counts[each.id]
        event = None if is_unsent else each.event and replace(each.event, attempts=attempts)
        counted.append(replace(each, attempts=attempts, event=event))
    return replace(turn, counted=tuple(counted))


def uncount(session: Session, event_ids: Sequence[int]) -> None:
    """These were not begun after all: they were not tried, once the transaction is committed."""
    if event_ids:
        changed(session, UNCOUNT, ids=event_ids)


def begun(session: Session, turn: Turn, now: datetime) -> tuple[Conversation, list[Event]]:
    """The chat and the events, in the transaction in which they were counted. What was unsent
    meanwhile is left out, as by `inbox.hold`. Raises SealingFault for a draft that does not open.
    """
    events = [each.event for each in turn.counted if each.event is not None]
    if turn.chat is not None and len(events) == len(turn.counted):
        return turn.chat, events
    key, events = hold(session, turn.counted, now)
    # Without events, what `hold` settled or put off must stand, whatever the draft is.
    return conversation(session, key) if events else Conversation(key), events
