"""What comes at the same moment in several threads is done in one piece, each with its share.

Who comes first does it, and whoever comes meanwhile waits and goes with the next: nobody waits for
more to come. So the busier it is, the more is stored in one transaction (docs/performance.md).
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Undone(RuntimeError):
    """It was broken off before it was done."""


@dataclass
class _Share(Generic[Item]):
    """One thread's; `fault` is None only when it was done."""

    items: list[Item]
    fault: BaseException | None = field(default_factory=Undone)
    taken: bool = False
    alone: bool = False


class Together(Generic[Item]):
    """Made before a fork, it is used after it."""

    def __init__(
        self, work: Callable[[list[Item]], None], of_all: Callable[[BaseException], bool]
    ) -> None:
        """`work` does all it is given or raises, and then nothing is done. `of_all` tells whether
        what it raised is no single share's fault: else each is tried alone, by its own thread, so
        that none waits for another that may take long."""
        self._work, self._of_all = work, of_all
        self._lock, self._working = threading.Lock(), threading.Lock()
        self._waiting: list[_Share[Item]] = []

    def do(self, items: list[Item]) -> None:
        """Returns when these are done. Raises what `work` raised with them, or Undone."""
        mine = _Share(items)
        with self._lock:
            self._waiting.append(mine)
        with self._working:
            if not mine.taken:
                self._do_all()
        if mine.alone:
            self._work(mine.items)
        elif mine.fault is not None:
            raise mine.fault

    def _do_all(self) -> None:
        with self._lock:
            shares, self._waiting = self._waiting, []
        for share in shares:
            share.taken = True
        fault = self._fault([item for share in shares for item in share.items])
        alone = fault is not None and len(shares) > 1 and not self._of_all(fault)
        for share in shares:
            share.fault, share.alone = fault, alone

    def _fault(self, items: list[Item]) -> Exception | None:
        try:
            self._work(items)
        except Exception as error:  # noqa: BLE001  (each thread raises what befell its share)
            return error
        return None
