"""Answers on their way from the thread that decides to one that sends, without a look for them.

What was leased when it was written (storage/outbox/at_once.py) is brought to a sender that sleeps,
or lies until one has sent what it has in hand. No more is leased than the senders will soon have
sent: as many answers as senders rest, and while they are quick a few for each of them. What lies
too long all the same is given back (`Delivery.send_all`, or here when no sender comes).
"""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot.delivery import LONGEST_IN_HAND, Brought, Delivery
from bot.faults import reason_of
from bot.loops import Loop, asleep_first, wake_one
from storage.outbox import Hand, Lane

MOST_EACH = 4  # answers that lie for each sender
LONGEST_WAIT = LONGEST_IN_HAND.total_seconds() / 4  # that is reckoned with
TOGETHER = 4  # answers that are written down together as delivered
LONGEST_TOGETHER = 0.1  # seconds after the first of them, and then no other is begun
_LATELY = 0.8  # how much of what a sender took before counts for what it will take

_Item = TypeVar("_Item")

log = structlog.get_logger()


class Hands:
    """The senders of one process, as who decides sees them. May be shared by threads."""

    def __init__(self, delivery: Delivery, poll: timedelta) -> None:
        """`poll` is how long a lease that has run out may go unseen. Before `belong_to`, no sender
        is free."""
        self._delivery, self._poll = delivery, poll
        self._senders: Sequence[Loop] = ()
        self._brought: deque[Brought] = deque()
        self._doubted: deque[Lane] = deque()
        self._took: float | None = None  # seconds for an answer, lately

    def belong_to(self, senders: Sequence[Loop]) -> None:
        """The loops whose errand is `send_next`."""
        self._senders = senders

    def free(self) -> Hand | None:
        """As many as will soon be free; None when all have enough to do, or none is to begin
        anything."""
        room = self._soon_sent() - len(self._brought)
        return self._delivery.hand(self._poll, room) if room > 0 else None

    def bring(self, lane: Lane) -> None:
        """What a free one has in hand, committed."""
        self._brought.append(self._delivery.brought(lane))
        self._call()

    def doubt(self, lane: Lane) -> None:
        """What is to be given back by the next free one, since nobody knows whether it was
        committed, or the database was away."""
        self._doubted.append(lane)
        self._call()

    def send_next(self, look_waits: bool = False) -> bool:
        """Send what was brought first, and some more if that is quick; False when nothing was. With
        `look_waits` who sends it was to look for something else: another one does."""
        errand = self._next()
        if errand is None:
            return False
        if look_waits:
            wake_one(self._senders)
        try:
            well = errand()
        except Exception:
            if self._brought or self._doubted:
                self._call()  # who meets an error rests
            raise
        if not well:
            wake_one(self._senders)  # it is to be tried again, or others are: somebody must know
        return True

    def _next(self) -> Callable[[], bool] | None:
        """What is to be done first; it returns False when a look should follow."""
        if (doubted := _first(self._doubted)) is not None:
            return partial(self._delivery.give_back, doubted)
        if (brought := _first(self._brought)) is not None:
            return partial(self._delivery.send_all, self._some(brought))
        return None

    def give_back_late(self) -> None:
        """Let others have what lies here too long, since all our senders have long calls. Not from
        within a transaction: it may have to wait for what that has locked. If the database fails,
        the next sender to be free gives it back."""
        late: list[Lane] = []
        while (brought := _first(self._brought)) is not None:
            if not self._delivery.has_lain_long(brought):
                self._brought.appendleft(brought)
                break
            late.append(brought.lane)
        if not self._give_back(late):
            for lane in late:
                self.doubt(lane)  # whose giving back waits for a database that is away

    def give_back(self) -> None:
        """Nobody here sends any more: let others have what was brought. Without the database, they
        have it when its lease has run out."""
        lanes = [*(brought.lane for brought in self._brought), *self._doubted]
        self._brought.clear()
        self._doubted.clear()
        self._give_back(lanes)

    def _give_back(self, lanes: Sequence[Lane]) -> bool:
        if not lanes:
            return True
        try:
            self._delivery.give_back_at_once(lanes)
        except Exception as error:  # noqa: BLE001  (their leases end, and others have them then)
            ids = [lane.ids for lane in lanes]
            log.warning("hands.not_given_back", rows=ids, reason=reason_of(error))
            return False
        return True

    def _soon_sent(self) -> int:
        working = sum(not sender.is_stopping for sender in self._senders)
        resting = sum(sender.is_resting for sender in self._senders)
        took = self._took
        if took is None:
            return resting
        quick = int(working * LONGEST_WAIT / max(took, 0.001))
        return max(resting, min(quick, working * MOST_EACH))

    def _some(self, brought: Brought) -> Iterator[Brought]:
        """This one, and then others that lie here, while it goes quickly."""
        end = time.monotonic() + LONGEST_TOGETHER
        for number in range(TOGETHER):
            late = self._delivery.is_late(brought)  # and given back, which tells nothing of LINE
            began = time.monotonic()
            yield brought
            ended = time.monotonic()
            if not late:
                self._note(ended - began)
            following = _first(self._brought) if ended < end and number + 1 < TOGETHER else None
            if following is None:
                return
            brought = following

    def _note(self, took: float) -> None:
        before = took if self._took is None else self._took
        # Quick to see that it takes longer, slow to believe that it does not any more.
        self._took = max(took, _LATELY * before + (1 - _LATELY) * took)

    def _call(self) -> None:
        for sender in asleep_first(self._senders)[:1] or self._senders:
            sender.call()


def _first(queue: deque[_Item]) -> _Item | None:
    try:
        return queue.popleft()
    except IndexError:
        return None
