"""Timers that came due: counted, decided and kept like a message, each in one transaction."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.conversing import BROKE_OFF, PATIENCE, PUT_OFF_FOR, PUT_OFF_FROM
from bot.crash_points import reach
from bot.deciding import Brains
from bot.faults import reason_of, trail
from bot.gather import gather_timer
from bot.rendering import render
from casework.rules import Rules
from casework.watch import WATCHDOG, Quota
from storage import Engine, Session, is_passing, is_transient, savepoint, timers, transaction
from storage.keep import keep
from storage.resting import REST
from storage.timers import Timer

log = structlog.get_logger()


class Timing:
    """Lets timers go off one by one. Each thread or process has its own."""

    def __init__(
        self,
        engine: Engine,
        brains: Brains,
        rules: Rules,
        *,
        now: Callable[[], datetime],
        quota: Callable[[], Quota | None] = lambda: None,
    ) -> None:
        """As `bot.conversing.Conversing`. `quota` tells the watchdog what is known of LINE's, at
        once: nothing here may speak to the network."""
        self._engine, self._brains, self._rules, self._now = engine, brains, rules, now
        self._quota = quota
        # What the database could not do for the time being, and when it is tried again: those
        # behind it are not to wait.
        self._resting: dict[str, datetime] = {}

    def fire_next(self) -> bool:
        """Let the earliest due timer go off. False when none is due. One whose handler fails is
        listed as failed; the database's own troubles are raised, and only the attempt was counted.
        """
        now = self._now()
        self._resting = {key: until for key, until in self._resting.items() if until > now}
        timer: Timer | None = None
        try:
            with transaction(self._engine) as session:
                timer = timers.count_attempt(session, now, self._resting.keys())
                if timer is None:
                    return False
                reach("timer.after_claim")
                if timers.hold(session, timer):
                    self._go_off(session, timer, now)
        except Exception as error:
            # Without a database nothing can be known of the timer: it is not to blame.
            waits = timer is not None and now - timer.due < PUT_OFF_FOR
            if timer is not None and waits and is_passing(error) and timer.attempts >= PUT_OFF_FROM:
                self._resting[timer.key] = now + REST
                with transaction(self._engine) as session:
                    timers.uncount(session, timer)
            raise
        reach("timer.after_commit")
        return True

    def _go_off(self, session: Session, timer: Timer, now: datetime) -> None:
        try:
            with savepoint(session):
                self._fire(session, timer, now)
        except Exception as error:
            if is_transient(error) and timer.attempts < PATIENCE:
                raise
            reason = reason_of(error)
            log.error("timer.failed", key=timer.key, error=reason, trail=trail(error))
            timers.mark(session, timer, "failed", now, reason)
        else:
            log.info("timer.done", key=timer.key, kind=timer.kind)
        reach("timer.before_commit")

    def _fire(self, session: Session, timer: Timer, now: datetime) -> None:
        if timer.attempts > PATIENCE:
            raise RuntimeError(BROKE_OFF)
        context = gather_timer(
            session,
            timer.case_id,
            timer.data,
            rules=self._rules,
            now=now,
            kind=timer.kind,
            quota=self._quota() if timer.kind == WATCHDOG else None,
        )
        decision = self._brains.decide_timer(timer.kind, timer.data, context)
        written = keep(session, decision, render, None, now)
        if decision.messages and not written:
            about = sorted({message.about for message in decision.messages})
            log.warning("timer.unheard", kind=timer.kind, about=about)
        timers.mark(session, timer, "done", now)

    def next_due(self) -> datetime | None:
        """When the next timer goes off, or is tried again."""
        with transaction(self._engine) as session:
            due = timers.next_due(session, self._resting.keys())
        times = [*self._resting.values(), *([due] if due is not None else [])]
        return min(times, default=None)
