"""Answers on their way from the thread that decides to one that sends, without a look for them.

What was leased when it was written (storage/outbox/at_once.py) is brought to a sender that sleeps.
An answer is leased only while more senders rest than have something brought to them. Who rested may
have begun something else by the commit: then the next that is done takes it, and gives it back if
that took too long (`Delivery.send`).
"""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from bot.delivery import Delivery
from bot.faults import reason_of
from bot.loops import Loop, asleep_first, wake_one
from storage.outbox import Hand, Lane

# What is brought, and what is to be done with it; False when a look should follow.
Errand = tuple[Lane, Callable[[Lane], bool]]

log = structlog.get_logger()


class Hands:
    """The senders of one process, as who decides sees them. May be shared by threads."""

    def __init__(self, delivery: Delivery, poll: timedelta) -> None:
        """`poll` is how long a lease that has run out may go unseen. Before `belong_to`, no sender
        is free."""
        self._delivery, self._poll = delivery, poll
        self._senders: Sequence[Loop] = ()
        self._brought: deque[Errand] = deque()

    def belong_to(self, senders: Sequence[Loop]) -> None:
        """The loops whose errand is `send_next`."""
        self._senders = senders

    def free(self) -> Hand | None:
        """One that is free; None when all have something to do, or none is to begin anything."""
        resting = sum(sender.is_resting for sender in self._senders)
        return self._delivery.hand(self._poll) if resting > len(self._brought) else None

    def bring(self, lane: Lane) -> None:
        """What a free one has in hand, committed."""
        self._bring(lane, self._delivery.send)

    def doubt(self, lane: Lane) -> None:
        """What a free one has in hand if it was committed, which nobody knows: it is given back."""
        self._bring(lane, self._delivery.give_back)

    def send_next(self, look_waits: bool = False) -> bool:
        """Send what was brought first; False when nothing was. With `look_waits` who sends it was
        to look for something else: another one does."""
        errand = self._next()
        if errand is None:
            return False
        if look_waits:
            wake_one(self._senders)
        lane, do = errand
        if not do(lane):
            wake_one(self._senders)  # it is to be tried again, or others are: somebody must know
        return True

    def give_back(self) -> None:
        """Nobody here sends any more: let others have what was brought. Without the database, they
        have it when its lease has run out."""
        lanes = []
        while (errand := self._next()) is not None:
            lanes.append(errand[0])
        if not lanes:
            return
        try:
            self._delivery.give_back_at_once(lanes)
        except Exception as error:  # noqa: BLE001  (the process ends, its leases too)
            ids = [lane.ids for lane in lanes]
            log.warning("hands.not_given_back", rows=ids, reason=reason_of(error))

    def _bring(self, lane: Lane, do: Callable[[Lane], bool]) -> None:
        self._brought.append((lane, do))
        for sender in asleep_first(self._senders)[:1] or self._senders:
            sender.call()

    def _next(self) -> Errand | None:
        try:
            return self._brought.popleft()
        except IndexError:
            return None
