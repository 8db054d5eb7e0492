"""The service on five small machines: two web, three workers, and the database they share.

Each machine has wires of its own to the database, and a worker's to LINE and the mail server too;
what it is told of the others is the near end of its wires.
"""

import contextlib
import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from simulator.stage.chaos.namespaces import Network
from simulator.stage.chaos.proxies import Loop, Target, Wire
from simulator.stage.house import gunicorn, start_database
from simulator.stage.processes import FLASK, Process, Stage, StageError, free_port

SOCKET = ".s.PGSQL.5432"
GONE_SECONDS = 10


@dataclass
class Machine:
    """One process and its wires. `inside` is where it listens, `outside` where its wires begin."""

    name: str
    stage: Stage
    command: tuple[str, ...]
    network: Network | None
    wires: dict[str, Wire]
    environment: dict[str, str]
    process: Process | None = None

    def start(self) -> None:
        """Start it (again)."""
        prefix = self.network.command if self.network else ()
        self.process = self.stage.start(
            self.name, *prefix, *self.command, environment=self.environment
        )

    def end(self) -> None:
        """SIGTERM: it finishes what is in hand."""
        if self.process is not None:
            self.stage.end(self.process)
            self.process = None

    def kill(self) -> None:
        """SIGKILL, to it and all its children."""
        if self.process is not None:
            self.stage.kill(self.process)
            self.process = None

    @property
    def is_up(self) -> bool:
        """Whether its process runs."""
        return self.process is not None and self.process.popen.poll() is None

    def mend(self) -> None:
        """All its wires are as good as new."""
        if self.network:
            self.network.plug()
        for wire in self.wires.values():
            wire.mend()


@dataclass
class Database:
    """The embedded PostgreSQL, and how to end it as `pg_ctl stop -m immediate` does."""

    stage: Stage
    folder: Path
    restarts: int = 0
    holder: Process = field(init=False)
    target: Target = field(init=False)  # its socket: the same after every restart

    def start(self) -> None:
        """Start it; it recovers by itself."""
        self.stage.environment.pop("DATABASE_URL", None)
        start_database(self.stage, self.folder)
        self.holder = self.stage.processes[-1]
        query = parse_qs(urlsplit(self.stage.environment["DATABASE_URL"]).query)
        self.target = Target(path=f"{query['host'][0]}/{SOCKET}")

    def restart(self) -> None:
        """End it at once, without a checkpoint, and start it again."""
        file = self.folder / "postgres" / "cluster" / "postmaster.pid"
        pid = int(file.read_text().split("\n", 1)[0])
        self.stage.kill(self.holder)
        os.kill(pid, signal.SIGQUIT)
        end = time.monotonic() + GONE_SECONDS
        while Path(f"/proc/{pid}").exists() or file.exists():
            if time.monotonic() > end:
                raise StageError(f"PostgreSQL ({pid}) did not end")
            time.sleep(0.05)
        self.restarts += 1
        self.start()


class Machines:
    """All of them."""

    def __init__(
        self, stage: Stage, loop: Loop, database: Database, networks: list[Network]
    ) -> None:
        """`networks`: one for each machine, or none at all."""
        self._stage, self._loop, self.database = stage, loop, database
        self._networks = list(networks)
        self.webs: list[Machine] = []
        self.workers: list[Machine] = []
        self._doors: list[Target] = []
        self.door = Wire(loop, "127.0.0.1", lambda: self._doors)

    @property
    def all(self) -> list[Machine]:
        """Web and workers."""
        return [*self.webs, *self.workers]

    def add_web(self, processes: int = 1) -> None:
        """One more web machine behind the door; not started yet."""
        port, network = free_port(), self._network()
        inside = network.inside if network else "127.0.0.1"
        self._doors.append(Target(inside, port))
        name = f"web-{len(self.webs) + 1}"
        self.webs.append(self._machine(name, gunicorn(port, processes, inside), network, {}))

    def add_worker(self, config: Path) -> None:
        """One more worker; not started yet."""
        line = urlsplit(self._stage.environment["KHOTO_LINE_API_HOST"])
        mail = urlsplit(self._stage.environment["KHOTO_SMTP_URL"])
        ends = {
            "line": Target(str(line.hostname), int(line.port or 0)),
            "mail": Target(str(mail.hostname), int(mail.port or 0)),
        }
        name = f"worker-{len(self.workers) + 1}"
        machine = self._machine(name, (*FLASK, "worker"), self._network(), ends)
        machine.environment |= {
            "KHOTO_LINE_API_HOST": f"http://{_address(machine.wires['line'])}",
            "KHOTO_SMTP_URL": f"smtp://{_address(machine.wires['mail'])}",
            "KHOTO_CONFIG": str(config),
        }
        self.workers.append(machine)

    def _network(self) -> Network | None:
        return self._networks.pop() if self._networks else None

    def _machine(
        self,
        name: str,
        command: tuple[str, ...],
        network: Network | None,
        ends: dict[str, Target],
    ) -> Machine:
        outside = network.outside if network else "127.0.0.1"
        wires = {"database": Wire(self._loop, outside, lambda: [self.database.target])}
        for far, target in ends.items():
            wires[far] = Wire(self._loop, outside, lambda target=target: [target])  # type: ignore[misc]
        url = urlsplit(self._stage.environment["DATABASE_URL"])
        address = f"postgresql://{url.username}@{_address(wires['database'])}{url.path}"
        return Machine(name, self._stage, command, network, wires, {"DATABASE_URL": address})

    def mend(self) -> None:
        """All wires as good as new, and whatever is down is started."""
        for machine in self.all:
            with contextlib.suppress(ProcessLookupError):
                machine.mend()
            if not machine.is_up:
                machine.kill()
                machine.start()


def _address(wire: Wire) -> str:
    return f"{wire.host}:{wire.port}"
