"""Waiting to be woken: PostgreSQL's LISTEN on a connection of its own."""

import contextlib
import select
import socket
import time
from collections.abc import Iterable
from types import TracebackType

import psycopg
from psycopg import sql

from storage.engine import DRIVER, database_url

RECONNECT_SECONDS = 1.0


class Listener:
    """Hears notifications on some channels.

    One thread waits; any thread, or a signal handler, may wake it.

    Notifications are a courtesy: what was missed is found by the caller's slow poll.
    """

    def __init__(self, address: str, channels: Iterable[str]) -> None:
        """Nothing is connected before the first `wait`. Raises UnsupportedDatabase."""
        url = database_url(address).set(drivername=DRIVER.partition("+")[0])
        self._address = url.render_as_string(hide_password=False)
        self._channels = tuple(channels)
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None
        self._bell, self._button = socket.socketpair()
        self._bell.setblocking(False)
        self._button.setblocking(False)

    def wait(self, seconds: float) -> set[str]:
        """The channels heard; empty after `seconds`, or when `wake` was called.

        After a connection was lost and made again, every channel: something may have been missed.
        """
        deadline = time.monotonic() + seconds
        try:
            if self._connection is None:
                self._connect()
                return set(self._channels)
            return self._heard(self._connection, deadline)
        except (psycopg.OperationalError, OSError):
            self._disconnect()
            self._sleep(min(RECONNECT_SECONDS, max(0.0, deadline - time.monotonic())))
            return set()

    def wake(self) -> None:
        """Make a `wait` that is under way, or the next one, return at once."""
        with contextlib.suppress(OSError):  # already rung, or closed
            self._button.send(b".")

    def close(self) -> None:
        """Hang up."""
        self._disconnect()
        self._bell.close()
        self._button.close()

    def __enter__(self) -> "Listener":
        """The listener itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up."""
        self.close()

    def _connect(self) -> None:
        connection = psycopg.connect(self._address, autocommit=True, connect_timeout=5)
        self._connection = connection
        for channel in self._channels:
            connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(psycopg.Error, OSError):
                connection.close()

    def _heard(
        self, connection: psycopg.Connection[tuple[object, ...]], deadline: float
    ) -> set[str]:
        while True:
            heard = {notice.channel for notice in connection.notifies(timeout=0)}
            if heard:
                return heard
            left = deadline - time.monotonic()
            if left <= 0:
                return set()
            ready, _, _ = select.select([connection.fileno(), self._bell.fileno()], [], [], left)
            if self._bell.fileno() in ready:
                self._silence()
                return set()

    def _sleep(self, seconds: float) -> None:
        if select.select([self._bell], [], [], seconds)[0]:
            self._silence()

    def _silence(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._bell.recv(64):
                pass
