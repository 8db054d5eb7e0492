"""Waking other processes after the commit, in a thread of its own: one notification for all that
was written within a moment.

Inside the transaction a notification would have others wait: PostgreSQL lets transactions that
notify commit only one after the other. One that gets lost is found by the workers' slow poll.
"""

import threading
import time
from collections.abc import Callable

import structlog

from bot.faults import reason_of

_IDLE = 5.0  # seconds after which the thread ends

log = structlog.get_logger()


class Bell:
    """Wakes by `wake`, which may raise whatever it likes. Made before a fork, it rings after it."""

    def __init__(self, wake: Callable[[], None], pause: float = 0.01) -> None:
        """`pause` is how many seconds are between two notifications at least."""
        self._wake, self._pause = wake, pause
        self._lock = threading.Lock()
        self._wanted = threading.Event()
        self._thread: threading.Thread | None = None

    def ring(self) -> None:
        """There is work for somebody. Waits for nobody."""
        with self._lock:
            self._wanted.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="bell", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while self._is_wanted():
            try:
                self._wake()
            except Exception as error:  # noqa: BLE001  (the poll finds it; nobody waits for us)
                log.warning("bell.unheard", error=reason_of(error))
            time.sleep(self._pause)

    def _is_wanted(self) -> bool:
        self._wanted.wait(_IDLE)
        with self._lock:
            if self._wanted.is_set():
                self._wanted.clear()
                return True
            self._thread = None
            return False
