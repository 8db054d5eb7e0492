"""What goes wrong: a deck of faults, shuffled by the seed and dealt one after the other.

Each card breaks something and says what mends it, and when. The deck is dealt as often as the storm
lasts, so that a short storm meets most cards and a long one all of them many times.
"""

import heapq
import itertools
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.stage.chaos.machines import Machine, Machines
from simulator.stage.line import Line

PAUSE = (0.3, 1.1)  # seconds between two cards
SILENCE = 30.0  # seconds that LINE says nothing

Card = Callable[[], None]


@dataclass
class Count:
    """What was done so far."""

    kills: int = 0
    cards: int = 0


@dataclass
class Storm:
    """Deals until it is told to stop. What must be mended later stands in `_later`."""

    machines: Machines
    line: Line
    chance: random.Random
    count: Count = field(default_factory=Count)
    errors: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._later: list[tuple[float, int, Card]] = []
        self._order = itertools.count()
        self._thread = threading.Thread(target=self._deal, name="storm", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """The last card has been dealt; raises what went wrong with the stage itself."""
        self._over.set()
        self._thread.join(60)
        if self.errors:
            raise self.errors[0]

    def _deal(self) -> None:
        try:
            hand: list[Card] = []
            while not self._over.is_set():
                if not hand:
                    hand = self._deck()
                    self.chance.shuffle(hand)
                hand.pop()()
                self.count.cards += 1
                self._rest(self.chance.uniform(*PAUSE))
        except Exception as error:  # noqa: BLE001  (told to whoever stops the storm)
            self.errors.append(error)

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._over.is_set():
            while self._later and self._later[0][0] <= time.monotonic():
                heapq.heappop(self._later)[2]()
            self._over.wait(min(left, 0.1))

    def _after(self, seconds: float, card: Card) -> None:
        heapq.heappush(self._later, (time.monotonic() + seconds, next(self._order), card))

    def _deck(self) -> list[Card]:
        return [
            *[self._kill_worker] * 8,
            *[self._kill_web] * 5,
            *[self._restart_database] * 3,
            *self._wire_cards(),
            *self._line_cards(),
            *self._webhook_cards(),
        ]

    def _kill_worker(self) -> None:
        self._kill(self.chance.choice(self.machines.workers))

    def _kill_web(self) -> None:
        self._kill(self.chance.choice(self.machines.webs))

    def _kill(self, machine: Machine) -> None:
        if not machine.is_up:
            return
        machine.kill()
        self.count.kills += 1
        self._after(self.chance.uniform(0.0, 1.5), machine.start)

    def _restart_database(self) -> None:
        self.machines.database.restart()

    def _wire_cards(self) -> list[Card]:
        cards: list[Card] = []
        for far in ("database", "line"):
            for how in ("cut", "silence", "reset", "slow"):
                cards.append(lambda far=far, how=how: self._wire(far, how))  # type: ignore[misc]
        return [*cards, lambda: self._wire("mail", "cut"), self._pull, self._pull]

    def _wire(self, far: str, how: str) -> None:
        wire = self.chance.choice(self.machines.workers).wires[far]
        if how == "slow":
            wire.slow(self.chance.uniform(0.05, 0.3))
        else:
            getattr(wire, how)()
        self._after(self.chance.uniform(1.0, 5.0), wire.mend)

    def _pull(self) -> None:
        """The whole machine off the network: all its wires where it has no cable of its own."""
        machine = self.chance.choice(self.machines.workers)
        if machine.network:
            machine.network.pull()
        else:
            for wire in machine.wires.values():
                wire.silence()
        self._after(self.chance.uniform(2.0, 6.0), machine.mend)

    def _line_cards(self) -> list[Card]:
        faults: list[tuple[str, str, dict[str, object]]] = [
            ("push", "429_rate", {"times": 5}),
            ("reply", "429_rate", {"times": 5}),
            ("push", "429_monthly", {"times": 4}),
            ("push", "409", {"times": 3, "after_accept": True}),
            ("any", "odd_200", {"times": 6}),
            ("content", "500", {"times": 3}),
            ("content", "timeout", {"times": 1, "seconds": SILENCE}),
            ("smtp", "451", {"times": 3}),
            ("smtp", "reset", {"times": 2, "after_accept": True}),
            ("smtp", "timeout", {"times": 1, "seconds": SILENCE}),
        ]
        for call in ("reply", "push"):
            for accepted in (False, True):
                more = {"after_accept": accepted}
                faults += [
                    (call, "500", {"times": 3, **more}),
                    (call, "503", {"times": 3, **more}),
                    (call, "reset", {"times": 3, **more}),
                    (call, "timeout", {"times": 2, "seconds": SILENCE, **more}),
                    (call, "bad_utf8", {"times": 2, **more}),
                ]
            faults.append((call, "slow", {"times": 2, "seconds": 4.0}))
        return [lambda fault=fault: self._fault(*fault) for fault in faults]  # type: ignore[misc]

    def _webhook_cards(self) -> list[Card]:
        faults: list[tuple[str, str, dict[str, object]]] = [
            ("webhook", "duplicate", {"times": 25}),
            ("webhook", "late", {"times": 25, "seconds": 2.5}),
            ("webhook", "drop", {"times": 10}),
            ("webhook", "slow", {"times": 10, "seconds": 1.0}),
            ("webhook", "bad_signature", {"times": 5}),
        ]
        return [lambda fault=fault: self._fault(*fault) for fault in faults * 2]  # type: ignore[misc]

    def _fault(self, match: str, kind: str, more: dict[str, object]) -> None:
        self.line.fault(match, kind, **more)
