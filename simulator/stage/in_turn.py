"""Several commands of the service, one after the other in one process.

`python -m simulator.stage.in_turn '[["migrate"], ["keys", "rotate"]]'` does what `flask --app app`
would do with each. To start Python and import the service takes longer than most of them. What the
last one prints is printed, what the others print only when they fail; so is the exit status.
"""

import json
import sys
from contextlib import nullcontext, redirect_stdout
from io import StringIO

from flask.cli import cli


def main(commands: list[list[str]]) -> int:
    """Ends with the first that fails. Returns its exit status, 0 when all went well."""
    for number, arguments in enumerate(commands, start=1):
        said = StringIO()
        is_last = number == len(commands)
        try:
            with nullcontext() if is_last else redirect_stdout(said):
                cli.main(["--app", "app", *arguments], prog_name="flask")
        except SystemExit as ended:
            if ended.code:
                sys.stderr.write(f"{said.getvalue()}flask {' '.join(arguments)} failed\n")
                return ended.code if isinstance(ended.code, int) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
