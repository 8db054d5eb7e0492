"""The worker process: handles events, lets timers go off, delivers messages, fetches media,
asks LINE for its quota, and takes up a new model of the reader.

Each of these is a loop in a thread of its own; any number of workers, on any number of machines,
share the work through the database alone. PostgreSQL's notifications wake the loops; a slow poll
finds what a notification missed. SIGTERM or SIGINT: what is in hand is finished, nothing begun.
A loop that hangs ends the process: it is started again, and the attempt was counted.
"""

import faulthandler
import os
import secrets
import signal
import socket
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import FrameType

import structlog

from bot.bell import Bell
from bot.conversing import Conversing
from bot.deciding import Brains
from bot.delivery import Delivery, DeliveryRules
from bot.hands import Hands
from bot.line_client import LineAccess, OneClient
from bot.loops import Loop, wake_one
from bot.mail import MailAccess, Mailer
from bot.media import Media, MediaRules
from bot.new_model import NewModel
from bot.quota import AskingQuota
from bot.standing import Standing
from bot.timing import Timing
from casework.rules import Rules
from storage import Engine, inbox, outbox, transaction
from storage.listen import Listener

OTHERS_PAUSE = 0.2  # seconds between two notifications of other workers' senders
SHORTEST_LIMIT = timedelta(minutes=10)  # a step that takes longer hangs

log = structlog.get_logger()


@dataclass(frozen=True)
class WorkerParts:
    """All a worker is made of. `database_url` is the engine's own, for hearing notifications;
    `mail` None: mails wait until a server is configured. Seconds where nothing else is said."""

    engine: Engine
    database_url: str = field(repr=False)
    brains: Brains
    rules: Rules
    line: LineAccess
    mail: MailAccess | None = None
    burst: timedelta = timedelta(seconds=3)
    reply_fresh: timedelta = timedelta(seconds=50)
    delivery: DeliveryRules = field(default_factory=DeliveryRules)
    media: MediaRules = field(default_factory=MediaRules)
    watchdog: bool = False  # whether it sees to it that the watchdog's timers are there
    poll: float = 5.0
    stop: float = 20.0
    senders: int = 3  # threads that send by LINE at the same time


class Worker:
    """The loops of one process."""

    def __init__(self, parts: WorkerParts) -> None:
        """Nothing runs and nothing is connected yet. Raises BadMailAddress."""
        self._parts = parts
        self._stopped = threading.Event()
        self._listener = Listener(parts.database_url, (inbox.CHANNEL, outbox.CHANNEL))
        owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        mailer = Mailer(parts.mail) if parts.mail else None
        client = OneClient(parts.line)
        delivery = Delivery(parts.engine, client, mailer, parts.delivery, owner=owner, now=_now)
        media = Media(parts.engine, client, parts.media, owner=owner, now=_now)
        self._bell = Bell(self._tell_other_senders, pause=OTHERS_PAUSE)
        self._hands = Hands(delivery, timedelta(seconds=parts.poll))
        conversing = Conversing(
            parts.engine,
            parts.brains,
            parts.rules,
            burst=parts.burst,
            reply_fresh=parts.reply_fresh,
            now=_now,
            said=self._said,
            hands=self._hands,
        )
        asking = AskingQuota(client, now=_now)
        timing = Timing(
            parts.engine,
            parts.brains,
            parts.rules,
            now=_now,
            quota=lambda: asking.known,
        )
        standing = Standing(parts.engine, now=_now)

        def tick() -> bool:
            return timing.fire_next() or (parts.watchdog and standing.set_missing())

        poll = parts.poll
        self._senders = [
            Loop(
                f"line-{number}",
                lambda: delivery.send_next("line", self._more_to_send),
                poll=poll,
                next_at=self._next_message,
                nearest=1.0,
                errand=self._hands.send_next,
            )
            for number in range(parts.senders)
        ]
        self._hands.belong_to(self._senders)
        self._mail = Loop("mail", lambda: delivery.send_next("mail"), poll=poll)
        self._fetching = fetching = Loop("media", media.fetch_next, poll=min(poll, 2.0))
        talking = Loop("events", conversing.handle_next, poll=poll, next_at=conversing.next_ready)
        talking.then(self._fetching.wake)
        ticking = Loop("timers", tick, poll=poll, next_at=timing.next_due, nearest=1.0)
        ticking.then(self._wake_senders)
        self._talking = talking
        learning = Loop("model", NewModel(parts.brains.refresh).look, poll=poll)
        self._loops = [talking, ticking, *self._senders, self._mail, fetching, learning]
        if parts.watchdog:
            every = parts.rules.watch.every.total_seconds()
            self._loops.append(Loop("quota", asking.ask, poll=every))

    def run(self) -> int:
        """Work until `stop` is called. Returns 0 when all that was in hand was finished."""
        log.info("worker.started", loops=len(self._loops))
        for loop in self._loops:
            loop.start()
        with self._listener as listener:
            while not self._stopped.is_set() and not self._is_stuck():
                self._wake(listener.wait(self._parts.poll))
                self._hands.give_back_late()
            return self._finish()

    def _is_stuck(self) -> bool:
        """Whether a loop hangs: then the process ends, and whoever looks after it starts another.

        Should everything hang, Python's own watchdog ends it without asking any thread.
        """
        # Nothing that goes well takes as long as two mails or two files.
        leases = (self._parts.delivery.mail_lease, self._parts.media.lease, SHORTEST_LIMIT / 2)
        limit = 2 * max(leases).total_seconds()
        faulthandler.dump_traceback_later(2 * limit, exit=True)
        stuck = [loop.name for loop in self._loops if loop.is_stuck(limit)]
        if stuck:
            log.error("worker.stuck", loops=stuck)
        return bool(stuck)

    def stop(self) -> None:
        """Finish; may be called by a signal handler or another thread."""
        self._stopped.set()
        self._listener.wake()

    def _wake(self, channels: set[str]) -> None:
        if inbox.CHANNEL in channels:
            self._talking.wake()
        if outbox.CHANNEL in channels:
            self._wake_senders()

    def _wake_senders(self) -> None:
        # One look for each message is enough; who finds something wakes the next one.
        wake_one(self._senders)
        self._mail.wake()

    def _more_to_send(self) -> None:
        wake_one(self._senders)

    def _said(self) -> None:
        self._wake_senders()
        # Ours have heard of it: this is for those of others, should ours be busy.
        self._bell.ring()

    def _finish(self) -> int:
        deadline = time.monotonic() + self._parts.stop
        for loop in self._loops:
            loop.stop()
        faulthandler.cancel_dump_traceback_later()
        answering = [self._talking, *self._senders]
        finished = [loop.join(deadline - time.monotonic()) for loop in answering]
        self._hands.give_back()
        finished += [loop.join(deadline - time.monotonic()) for loop in self._loops]
        log.info("worker.stopped", in_time=all(finished))
        # What was cut off is not lost: its transaction is undone, or its lease runs out.
        return 0 if all(finished) else 1

    def _tell_other_senders(self) -> None:
        with transaction(self._parts.engine) as session:
            outbox.wake_senders(session)

    def _next_message(self) -> datetime | None:
        with transaction(self._parts.engine) as session:
            return outbox.next_due(session)


def run(parts: WorkerParts) -> int:
    """The worker as a process: until SIGTERM or SIGINT. Returns the exit status."""
    worker = Worker(parts)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return worker.run()


def _now() -> datetime:
    return datetime.now(UTC)
