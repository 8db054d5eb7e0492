"""A network of one's own for a process, where the machine allows it (Linux, root, `ip`).

Each has one cable to this machine. Pulling it loses packets, as a real network does: connections
stay open at both ends and nobody is told.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Network:
    """`inside` is the process's own address, `outside` this machine's as it is seen from there."""

    name: str
    cable: str
    inside: str
    outside: str

    @property
    def command(self) -> tuple[str, ...]:
        """Put before a command, runs it inside."""
        return ("ip", "netns", "exec", self.name)

    def pull(self) -> None:
        """Pull the cable."""
        _ip("link", "set", self.cable, "down")

    def plug(self) -> None:
        """Plug it in again."""
        _ip("link", "set", self.cable, "up")


@contextlib.contextmanager
def networks(count: int) -> Iterator[list[Network]]:
    """So many networks, taken away at the end; an empty list where there can be none."""
    made: list[Network] = []
    try:
        if os.geteuid() == 0 and shutil.which("ip"):
            with contextlib.suppress(subprocess.CalledProcessError):
                made.extend(_make(number) for number in range(1, count + 1))
        yield made if len(made) == count else []
    finally:
        for network in made:
            with contextlib.suppress(subprocess.CalledProcessError):
                _ip("netns", "del", network.name)


def _make(number: int) -> Network:
    # Link names have 15 letters, and two runs at once must not meet.
    tag = f"{os.getpid() % 100_000}-{number}"
    third = os.getpid() % 200 + 20
    network = Network(
        name=f"khoto-{tag}",
        cable=f"kht{tag}",
        inside=f"10.213.{third}.{4 * number + 2}",
        outside=f"10.213.{third}.{4 * number + 1}",
    )
    _ip("netns", "add", network.name)
    try:
        far = f"khx{tag}"
        _ip("link", "add", network.cable, "type", "veth", "peer", "name", far)
        _ip("link", "set", far, "netns", network.name)
        _ip("addr", "add", f"{network.outside}/30", "dev", network.cable)
        _ip("link", "set", network.cable, "up")
        _ip("-n", network.name, "addr", "add", f"{network.inside}/30", "dev", far)
        _ip("-n", network.name, "link", "set", far, "up")
        _ip("-n", network.name, "link", "set", "lo", "up")
    except subprocess.CalledProcessError:
        _ip("netns", "del", network.name)
        raise
    return network


def _ip(*arguments: str) -> None:
    subprocess.run(("ip", *arguments), check=True, capture_output=True, text=True)
