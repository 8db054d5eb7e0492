"""A thread that does one kind of work again and again, and sleeps while there is none."""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import structlog

from bot.faults import reason_of, trail

_FIRST_REST, _LONGEST_REST = 0.1, 5.0
# Between a look that found nothing and the next one: whoever is woken many times a second, for work
# that others take, has the machine busy with looking.
_BREATH = 0.2

log = structlog.get_logger()


class Loop:
    """Runs `step` until it returns False, then sleeps until woken, or until `next_at`, or `poll`
    seconds. Whatever `step` raises is logged and it is tried again after a rest: work is rows in a
    database, and a row is not lost by an error."""

    def __init__(
        self,
        name: str,
        step: Callable[[], bool],
        *,
        poll: float,
        next_at: Callable[[], datetime | None] | None = None,
        nearest: float = 0.2,
        errand: Callable[[bool], bool] | None = None,
    ) -> None:
        """`nearest`: seconds to wait when the next work should be there but is in others' hands.

        `errand` does what is brought to this loop, False when there is none: it need not be looked
        for, and goes before what is; a look that is due then goes before the next one. It is given
        whether a look waits for it meanwhile.
        """
        self._step, self._next_at = step, next_at
        self._poll, self._nearest, self._errand = poll, nearest, errand
        self._then: Callable[[], None] | None = None
        self._bell = threading.Event()  # a look is worth it
        self._called = threading.Event()  # that, or something was brought, or it is to stop
        self._looked = self._next_look = 0.0  # by the monotonic clock
        self._ran_errand = False  # and not looked since
        self._stop = threading.Event()
        self._began: float | None = None  # the step under way, by the monotonic clock
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def then(self, wake: Callable[[], None]) -> "Loop":
        """Call this after each piece of work: it may have made work for others."""
        self._then = wake
        return self

    @property
    def name(self) -> str:
        """What it does."""
        return self._thread.name

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """There may be work."""
        self._bell.set()
        self._called.set()

    def call(self) -> None:
        """Something was brought."""
        self._called.set()

    @property
    def is_busy(self) -> bool:
        """Whether a step is under way."""
        return self._began is not None

    @property
    def is_resting(self) -> bool:
        """Whether it would begin at once with what is brought."""
        return self._began is None and not self._stop.is_set()

    @property
    def is_stopping(self) -> bool:
        """Whether it is to begin nothing more."""
        return self._stop.is_set()

    @property
    def is_called(self) -> bool:
        """Whether it was woken or called, and has not begun yet."""
        return self._called.is_set()

    def stop(self) -> None:
        """Finish what is in hand and begin nothing new."""
        self._stop.set()
        self._called.set()

    def is_stuck(self, seconds: float) -> bool:
        """Whether its thread has died, or one step takes longer than so long."""
        began = self._began
        if began is not None and time.monotonic() - began > seconds:
            return True
        return not (self._stop.is_set() or self._thread.is_alive())

    def join(self, seconds: float) -> bool:
        """Wait for the end; False if it is still at work after so long."""
        self._thread.join(max(seconds, 0.0))
        return not self._thread.is_alive()

    def _run(self) -> None:
        rest = _FIRST_REST
        while not self._stop.is_set():
            self._began = time.monotonic()  # before the next: so it is called, or busy, or asleep
            self._called.clear()  # before looking: who calls during the look is heard
            try:
                worked = self._work()
                self._began = None
            except Exception as error:  # noqa: BLE001  (see the class)
                log.error("loop.error", loop=self.name, error=reason_of(error), trail=trail(error))
                self._began = None
                self._look_again(rest)
                self._sleep()
                rest = min(rest * 2, _LONGEST_REST)
                continue
            rest = _FIRST_REST
            if not worked:
                self._sleep()

    def _work(self) -> bool:
        """One piece of work: what was brought, else what is found when it is time to look."""
        if self._ran_errand and self._is_time_to_look():
            self._ran_errand = False
            return self._look() or self._run_errand()
        if self._run_errand():
            self._ran_errand = True
            return True
        self._ran_errand = False
        return self._is_time_to_look() and self._look()

    def _run_errand(self) -> bool:
        return self._errand is not None and self._errand(self._bell.is_set())

    def _look(self) -> bool:
        self._bell.clear()  # before looking: a bell during the look is heard
        if not self._step():
            self._look_again(self._pause())
            return False
        self._next_look = 0.0
        if self._then is not None:
            self._then()
        return True

    def _look_again(self, seconds: float) -> None:
        self._looked = time.monotonic()
        self._next_look = self._looked + max(seconds, _BREATH)

    def _is_time_to_look(self) -> bool:
        return time.monotonic() >= self._time_to_look()

    def _time_to_look(self) -> float:
        breath = self._looked + _BREATH
        return min(self._next_look, breath) if self._bell.is_set() else self._next_look

    def _sleep(self) -> None:
        if not self._stop.is_set():
            self._called.wait(max(self._time_to_look() - time.monotonic(), 0.0))

    def _pause(self) -> float:
        next_at = self._next_at() if self._next_at else None
        if next_at is None:
            return self._poll
        wait = (next_at - datetime.now(UTC)).total_seconds()
        return min(self._poll, wait + 0.005 if wait > 0 else self._nearest)


def wake_one(loops: Sequence[Loop]) -> None:
    """There may be work for one of these: wake one that sleeps and was not called to anything else.

    Those that are busy look once more when they are done: they may have just looked, and the work
    may stand behind what they have in hand.
    """
    sleeping = asleep_first(loops)
    for loop in loops:
        if loop in sleeping[:1] or loop not in sleeping:
            loop.wake()


def asleep_first(loops: Sequence[Loop]) -> list[Loop]:
    """Those that would begin at once, first those that nobody has called yet."""
    return sorted((loop for loop in loops if loop.is_resting), key=lambda loop: loop.is_called)
