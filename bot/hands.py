"""Answers on their way from the thread that decides to one that sends, without a look for them.

What was leased when it was written (storage/outbox/at_once.py) is brought to a sender that sleeps.
There are never more than senders that are free, so that none waits behind another one's call.
"""

from collections import deque
from collections.abc import Sequence

import structlog

from bot.delivery import Delivery
from bot.faults import reason_of
from bot.loops import Loop
from storage.outbox import Hand, Lane

log = structlog.get_logger()


class Hands:
    """The senders of one process, as who decides sees them. May be shared by threads."""

    def __init__(self, delivery: Delivery) -> None:
        """Before `belong_to`, none is free."""
        self._delivery = delivery
        self._senders: Sequence[Loop] = ()
        self._brought: deque[Lane] = deque()

    def belong_to(self, senders: Sequence[Loop]) -> None:
        """The loops whose errand is `send_next`."""
        self._senders = senders

    def free(self) -> Hand | None:
        """One that is free; None when all have something to do, or none is to begin anything."""
        resting = sum(sender.is_resting for sender in self._senders)
        return self._delivery.hand if resting > len(self._brought) else None

    def bring(self, lane: Lane) -> None:
        """What a free one has in hand, committed."""
        self._brought.append(lane)
        for sender in self._senders:
            if sender.is_resting:
                sender.call()
                return
        for sender in self._senders:
            sender.call()

    def send_next(self) -> bool:
        """Send what was brought first; False when nothing was."""
        lane = self._next()
        if lane is not None:
            self._delivery.send(lane)
        return lane is not None

    def give_back(self) -> None:
        """Nobody here sends any more: let others have what was brought. Without the database, they
        have it when its lease has run out."""
        while (lane := self._next()) is not None:
            try:
                self._delivery.give_back(lane)
            except Exception as error:  # noqa: BLE001  (the process ends, its lease too)
                log.warning("hands.not_given_back", rows=lane.ids, reason=reason_of(error))

    def _next(self) -> Lane | None:
        try:
            return self._brought.popleft()
        except IndexError:
            return None
