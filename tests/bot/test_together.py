"""What comes at the same moment is stored in one piece, and nobody is told of it too early."""

import threading
from collections.abc import Callable

import pytest

from bot.together import Together, Undone

PATIENCE = 20.0


class Storing:
    """Work that stands still at its first piece until it is let go."""

    def __init__(self) -> None:
        self.pieces: list[list[str]] = []
        self.go, self.began = threading.Event(), threading.Event()

    def work(self, items: list[str]) -> None:
        """Keep the items. Raises OSError with "no disk" among them, ValueError with "poison"."""
        self.pieces.append(items)
        if len(self.pieces) == 1:
            self.began.set()
            assert self.go.wait(PATIENCE)
        if "no disk" in items:
            raise OSError
        if "poison" in items:
            raise ValueError
        if "end" in items:
            raise SystemExit


def together(storing: Storing) -> Together[str]:
    return Together(storing.work, of_all=lambda error: isinstance(error, OSError))


def in_a_thread(do: Callable[[list[str]], None], *items: str) -> Callable[[], BaseException | None]:
    faults: list[BaseException] = []

    def run() -> None:
        try:
            do(list(items))
        except BaseException as error:  # noqa: BLE001  (the test looks at it)
            faults.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()

    def fault() -> BaseException | None:
        thread.join(PATIENCE)
        assert not thread.is_alive()
        return faults[0] if faults else None

    return fault


def all_wait(made: Together[str], count: int) -> None:
    while len(made._waiting) < count:
        threading.Event().wait(0.001)


def meanwhile(storing: Storing, *shares: str) -> list[type[BaseException] | None]:
    """How it ends for those that come while the first piece is being done."""
    made = together(storing)
    first = in_a_thread(made.do, "first")
    assert storing.began.wait(PATIENCE)
    ends = [in_a_thread(made.do, share) for share in shares]
    all_wait(made, len(shares))
    storing.go.set()
    assert first() is None
    faults = [end() for end in ends]
    return [type(fault) if fault else None for fault in faults]


def test_who_comes_alone_is_done_at_once() -> None:
    storing = Storing()
    storing.go.set()
    together(storing).do(["a", "b"])
    assert storing.pieces == [["a", "b"]]


def test_whoever_comes_meanwhile_goes_with_the_next() -> None:
    storing = Storing()
    assert meanwhile(storing, "a", "b", "c") == [None, None, None]
    first, rest = storing.pieces
    assert (first, sorted(rest)) == (["first"], ["a", "b", "c"])


def test_a_fault_of_all_is_everybodys() -> None:
    storing = Storing()
    assert meanwhile(storing, "a", "no disk") == [OSError, OSError]
    assert len(storing.pieces) == 2


def test_a_fault_of_one_is_its_own() -> None:
    storing = Storing()
    assert meanwhile(storing, "a", "poison", "b") == [None, ValueError, None]
    assert sorted(storing.pieces[2:]) == [["a"], ["b"], ["poison"]]


def test_who_is_tried_alone_waits_for_no_other() -> None:
    stands, go = threading.Event(), threading.Event()
    storing = Storing()

    def work(items: list[str]) -> None:
        if items == ["poison"]:
            stands.set()
            assert go.wait(PATIENCE)
        storing.work(items)

    made = Together(work, of_all=lambda _error: False)
    first = in_a_thread(made.do, "first")
    assert storing.began.wait(PATIENCE)
    poison, other = in_a_thread(made.do, "poison"), in_a_thread(made.do, "a")
    all_wait(made, 2)
    storing.go.set()
    assert stands.wait(PATIENCE)
    assert (first(), other()) == (None, None)
    made.do(["later"])
    go.set()
    assert isinstance(poison(), ValueError)


def test_what_is_broken_off_counts_as_done_for_nobody() -> None:
    storing = Storing()
    ends = meanwhile(storing, "a", "end", "b")
    assert sorted(str(each) for each in ends) == sorted(map(str, [SystemExit, Undone, Undone]))


@pytest.mark.parametrize("items", [["poison"], ["no disk"]])
def test_the_next_is_done_after_a_fault(items: list[str]) -> None:
    storing = Storing()
    storing.go.set()
    made = together(storing)
    with pytest.raises((ValueError, OSError)):
        made.do(items)
    made.do(["a"])
    assert storing.pieces[-1] == ["a"]
