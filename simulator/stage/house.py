"""Starting the whole service: database, simulator, web, worker, each in its own process."""

import base64
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from simulator.stage.line import Line
from simulator.stage.processes import FLASK, Stage, announced, first_line, free_port, until_ready

CONFIG = Path(__file__).with_name("config.yaml")


@dataclass(frozen=True)
class Ports:
    """The ports wanted; 0 means any free one."""

    web: int = 0
    simulator: int = 0
    mail: int = 0


@dataclass(frozen=True)
class House:
    """A running service: where its web, its simulator (LINE) and its worker are."""

    web: str
    line: Line


def environment(folder: Path, config: Path = CONFIG) -> dict[str, str]:
    """What every process is given. The channel is the simulator's: its secrets are made up anew."""
    return {
        "KHOTO_LINE_CHANNEL_SECRET": secrets.token_hex(16),
        "KHOTO_LINE_CHANNEL_ACCESS_TOKEN": secrets.token_urlsafe(32),
        "KHOTO_SECRET_KEY": kept(folder, "secret-key", secrets.token_hex(32)),
        "KHOTO_ENCRYPTION_KEYS": kept(folder, "encryption-keys", _encryption_key()),
        "KHOTO_CONFIG": str(config),
    }


def kept(folder: Path, name: str, made: str) -> str:
    """A secret of this data folder: kept when it is first made, readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    if not file.exists():
        # Whole or not at all: half a key would be lost with all that was sealed with it.
        half = folder / f"{name}.new"
        half.touch(mode=0o600)
        half.write_text(made)
        half.rename(file)
    return file.read_text()


def _encryption_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def start_database(stage: Stage, data: Path) -> None:
    """The embedded PostgreSQL; its address goes to every process started after it."""
    database = stage.start(
        "database", *FLASK, "database", "--data", str(data / "postgres"), announces=True
    )
    stage.environment["DATABASE_URL"] = first_line(database)


def prepare(stage: Stage) -> None:
    """Tables up to date and sealed, and a reader: trained now (with a progress bar) if none is."""
    stage.run_in_turn(
        ["migrate"],
        ["keys", "rotate"],  # what an earlier release wrote is sealed; else nothing to do
        ["train", "--if-missing"],
        quiet=False,
    )


def start_house(stage: Stage, ports: Ports, *, web_workers: int = 2, workers: int = 1) -> House:
    """Simulator, web and worker. Raises StageError when one of them does not come up."""
    web_port = free_port(ports.web)
    web = f"http://127.0.0.1:{web_port}"
    line = start_simulator(stage, ports, f"{web}/callback")
    serving = stage.start("web", *gunicorn(web_port, web_workers))
    for number in range(1, workers + 1):
        stage.start(f"worker-{number}" if workers > 1 else "worker", *FLASK, "worker")
    until_ready(f"{web}/readyz", serving)
    stage.check()
    return House(web, line)


def start_simulator(stage: Stage, ports: Ports, webhook: str, *more: str) -> Line:
    """The simulator; the processes started after it take it for LINE and for the mail server.

    `more` are further options of `python -m simulator`.
    """
    simulator = stage.start(
        "simulator",
        sys.executable,
        *("-m", "simulator", "--webhook-url", webhook),
        *("--port", str(free_port(ports.simulator)), "--smtp-port", str(free_port(ports.mail))),
        *more,
        announces=True,
    )
    addresses = announced(simulator)
    stage.environment["KHOTO_LINE_API_HOST"] = addresses["http"]
    stage.environment["KHOTO_SMTP_URL"] = addresses["smtp"]
    return Line(addresses["http"])


def gunicorn(port: int, web_workers: int, host: str = "127.0.0.1") -> tuple[str, ...]:
    """The web command, as in the Procfile but for address and number of processes."""
    return (
        *(sys.executable, "-m", "gunicorn", "app:create_app()"),
        *("--bind", f"{host}:{port}", "--workers", str(web_workers)),
        *("--worker-class", "gthread", "--threads", "8", "--log-level", "warning"),
        "--preload",  # a fault of the configuration ends it at once
    )
