"""The wires of the storm carry, and can be cut, silenced, slowed and reset."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from simulator.stage.chaos.proxies import Loop, Target, Wire


@pytest.fixture
def echo() -> Iterator[Target]:
    """Says back what it hears."""
    server = socket.create_server(("127.0.0.1", 0))

    def answer(connection: socket.socket) -> None:
        with connection:
            try:
                while heard := connection.recv(1024):
                    connection.sendall(heard)
            except OSError:  # reset by the wire
                return

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:  # closed at the end of the test
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield Target("127.0.0.1", server.getsockname()[1])
    server.close()


@pytest.fixture
def wires() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


def connect(wire: Wire) -> socket.socket:
    return socket.create_connection((wire.host, wire.port), timeout=5)


def says(connection: socket.socket, words: bytes) -> bytes:
    connection.sendall(words)
    return connection.recv(1024)


def is_lost(connection: socket.socket) -> bool:
    try:
        return says(connection, b"x") == b""
    except OSError:
        return True


def test_a_wire_carries_both_ways(wires: Loop, echo: Target) -> None:
    with connect(Wire(wires, "127.0.0.1", lambda: [echo])) as line:
        assert says(line, b"one") == b"one"
        assert says(line, b"two") == b"two"


def test_a_cut_wire_drops_what_is_open_and_lets_nobody_through(wires: Loop, echo: Target) -> None:
    wire = Wire(wires, "127.0.0.1", lambda: [echo])
    with connect(wire) as line:
        assert says(line, b"one") == b"one"
        wire.cut()
        assert is_lost(line)
    with connect(wire) as line:
        assert is_lost(line)
    wire.mend()
    with connect(wire) as line:
        assert says(line, b"two") == b"two"


def test_a_reset_wire_lets_the_next_one_through(wires: Loop, echo: Target) -> None:
    wire = Wire(wires, "127.0.0.1", lambda: [echo])
    with connect(wire) as line:
        assert says(line, b"one") == b"one"
        wire.reset()
        assert is_lost(line)
    with connect(wire) as line:
        assert says(line, b"two") == b"two"


def test_a_silent_wire_hands_on_later_what_it_took(wires: Loop, echo: Target) -> None:
    wire = Wire(wires, "127.0.0.1", lambda: [echo])
    with connect(wire) as line:
        assert says(line, b"one") == b"one"
        wire.silence()
        line.sendall(b"two")
        line.settimeout(0.3)
        with pytest.raises(TimeoutError):
            line.recv(1024)
        wire.mend()
        line.settimeout(5)
        assert line.recv(1024) == b"two"


def test_a_slow_wire_takes_its_time(wires: Loop, echo: Target) -> None:
    wire = Wire(wires, "127.0.0.1", lambda: [echo])
    with connect(wire) as line:
        wire.slow(0.2)
        began = time.monotonic()
        assert says(line, b"one") == b"one"
        assert time.monotonic() - began >= 0.4


def test_a_wire_with_several_ends_takes_one_that_listens(wires: Loop, echo: Target) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = Target("127.0.0.1", closed.getsockname()[1])
        wire = Wire(wires, "127.0.0.1", lambda: [nobody, echo])
        for _ in range(6):
            with connect(wire) as line:
                assert says(line, b"one") == b"one"
