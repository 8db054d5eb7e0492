"""``python -m simulator.stage run|demo|bench|chaos``: what make's targets of those names do."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from simulator.stage.alone import FolderInUse
from simulator.stage.bench import OLD_CASES, bench
from simulator.stage.chaos.play import chaos
from simulator.stage.demo import demo
from simulator.stage.processes import StageError
from simulator.stage.run import run


def main() -> int:
    """Returns the exit status: 0 when everything held."""
    parser = argparse.ArgumentParser("python -m simulator.stage", description=__doc__)
    parser.add_argument("what", choices=("run", "demo", "bench", "chaos"))
    parser.add_argument("--data", type=Path, default=Path(".data"), help="where run keeps its data")
    parser.add_argument("--events", type=int, default=2000, help="how many chaos sends")
    parser.add_argument("--seed", type=int, help="of chaos; without it, another each time")
    parser.add_argument("--plain", action="store_true", help="chaos without networks of its own")
    parser.add_argument(
        "--cases", type=int, nargs="*", default=OLD_CASES, help="old cases bench measures with"
    )
    given = parser.parse_args()
    console = Console()
    try:
        if given.what == "run":
            run(given.data.resolve(), console)
            return 0
        if given.what == "chaos":
            return chaos(console, given.events, given.seed, plain=given.plain)
        return demo(console) if given.what == "demo" else bench(console, given.cases)
    except KeyboardInterrupt:
        console.print(f"\n{given.what}: stopped")
        return 130
    except (StageError, FolderInUse, LookupError) as wrong:
        console.print(f"[bold red]{given.what}:[/] ", end="")
        console.print(str(wrong), markup=False, highlight=False)
        return 1


if __name__ == "__main__":
    sys.exit(main())
