"""`make run`: everything on this machine, one scene, and then it serves until Ctrl-C."""

import signal
import time
from pathlib import Path
from types import FrameType

from rich.console import Console

from simulator.stage import network, scene
from simulator.stage.house import Ports, environment, prepare, start_database, start_house
from simulator.stage.processes import Stage, stage

PORTS = Ports(web=8000, simulator=8100, mail=8125)
SAMPLE_DONE = "sample-network"
_STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stopped(Exception):
    """Ctrl-C, SIGTERM, or the terminal was closed."""


def run(folder: Path, console: Console) -> None:
    """Serve from `folder` until Ctrl-C. Raises StageError when something does not come up,
    FolderInUse when another run serves from there."""
    for number in _STOPPING:
        signal.signal(number, _stop)
    try:
        with stage(folder, environment(folder)) as running:
            _serve(running, folder, console)
    except Stopped:
        console.print("\nหยุดแล้ว ข้อมูลอยู่ใน .data/ เริ่มใหม่ด้วย make run")


def _serve(running: Stage, folder: Path, console: Console) -> None:
    with console.status("เริ่มฐานข้อมูล…"):
        start_database(running, folder)
    prepare(running)
    with console.status("เริ่มเว็บ ตัวทำงาน และไลน์จำลอง…"):
        house = start_house(running, PORTS)
    first_time = not (folder / SAMPLE_DONE).exists()
    if first_time:
        with console.status("สร้างเครือข่ายตัวอย่าง 3 จังหวัด…"):
            network.register(running)
        (folder / SAMPLE_DONE).touch()
    network.hand_out_phones(house.line)
    if first_time:
        scene.play(house.line, console)
    console.print(f"เปิดหน้านี้เพื่อเล่นเป็นอาสาสมัคร พี่เลี้ยง และเจ้าหน้าที่: [bold]{house.line.address}/[/]")
    console.print(f"บอต: {house.web}  สุขภาพ: {house.web}/readyz  บันทึก: {running.folder / 'logs'}")
    console.print("กด Ctrl-C เพื่อหยุด")
    while True:
        time.sleep(1)
        running.check()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    for number in _STOPPING:
        signal.signal(number, signal.SIG_IGN)
    raise Stopped
