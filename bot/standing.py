"""The timers that set themselves again and have to be there always: the watchdog's, the day's."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from handlers.watchdog import standing
from storage import Engine, timers, transaction
from storage.timers import Timer

# One that failed stays on the failed list so long, for a person to see, before it goes on.
REST = timedelta(minutes=15)

log = structlog.get_logger()


class Standing:
    """Sees to it that they are there. Any number of workers may do so at once."""

    def __init__(self, engine: Engine, *, now: Callable[[], datetime]) -> None:
        """`now` gives the time (UTC)."""
        self._engine, self._now = engine, now

    def set_missing(self) -> bool:
        """Set those that are missing, or that failed a while ago. False: all are there."""
        now = self._now()
        missing = False
        with transaction(self._engine) as session:
            for wanted in standing(now):
                made = Timer(wanted.key, wanted.kind, wanted.due)
                if timers.set_again(session, made, now, REST):
                    log.info("timer.standing", key=wanted.key)
                    missing = True
        return missing
