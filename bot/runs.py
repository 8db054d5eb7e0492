"""Bubbles that belong together: one person's text messages in a row become one inbound.

People write one report in four bubbles. An event that cannot be read stands alone, so that it
fails alone; so does anything that is not a text. Of a crowd, larger runs are made.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.parsing import UnreadableEvent, parse, to_inbound, user_id_of
from handlers.inbound import Inbound, InboundKind
from storage.events import Event

# Characters; nlp/normalise.py reads 5,000, and what it leaves out could be the danger.
LONGEST = 4_000
IN_A_CROWD = timedelta(minutes=1)


@dataclass(frozen=True)
class Run:
    """Events that are handled as one inbound. Without an inbound, `problem` says why."""

    events: tuple[Event, ...]
    inbound: Inbound | None = None
    user_id: str | None = None
    problem: str = ""

    @property
    def ids(self) -> list[int]:
        """Of its rows in the inbox."""
        return [event.id for event in self.events]

    @property
    def last(self) -> Event:
        """The newest event: its reply token is the one that is still fresh."""
        return self.events[-1]

    @property
    def attempts(self) -> int:
        """How often it was tried, this time too."""
        return max(event.attempts for event in self.events)

    def apart(self) -> list["Run"]:
        """Each event as a run of its own."""
        return [_single(event) for event in self.events]


def runs(events: Iterable[Event], burst: timedelta, crowd: bool = False) -> list[Run]:
    """The events in the order they are given, texts of one person joined that follow each other
    within `burst` by LINE's clock: what waited long for us was not written in one moment.

    Of a `crowd` of events, texts of a minute are joined, and stickers in a row are one.
    """
    window = max(burst, IN_A_CROWD) if crowd else burst
    joinable = (InboundKind.TEXT, InboundKind.STICKER) if crowd else (InboundKind.TEXT,)
    found: list[Run] = []
    for event in events:
        run = _single(event)
        joined = _joined(found[-1], run, window, joinable) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(run)
    return found


def _single(event: Event) -> Run:
    try:
        raw = parse(event.raw)
        return Run((event,), to_inbound(raw), user_id_of(raw))
    except UnreadableEvent as error:
        return Run((event,), problem=str(error))
    except (ValueError, ArithmeticError, RecursionError) as error:
        return Run((event,), problem=type(error).__name__)


def _joined(
    before: Run, run: Run, window: timedelta, joinable: tuple[InboundKind, ...]
) -> Run | None:
    """Both as one inbound, None if they do not belong together."""
    first, second = before.inbound, run.inbound
    if first is None or second is None or before.user_id != run.user_id:
        return None
    if first.kind != second.kind or first.kind not in joinable:
        return None
    if run.last.timestamp - before.last.timestamp >= window:
        return None
    if len(first.text) + len(second.text) > LONGEST:
        return None
    together = replace(second, parts=(*first.parts, *second.parts))
    return replace(before, events=(*before.events, *run.events), inbound=together)
