"""The command line: `flask --app app …`. Each file is one command or one group of them.

Commands are written with click alone; app.py gives them to Flask. A file is imported when its
command is asked for, so that `check-config` does not wait for the reader to load.
"""

from importlib import import_module

import click

from bot.house import House

# Name: where it is made. In the order in which docs/commands.md explains them.
COMMANDS = {
    "check-config": "check_config.check_config",
    "migrate": "database.migrate",
    "database": "database.database",
    "worker": "worker.worker",
    "offices": "offices.offices",
    "people": "people.people",
    "cases": "cases.cases",
    "ledger": "ledger.ledger",
    "failed": "failed.failed",
    "corrections": "corrections.corrections",
    "audit": "audit_trail.audit",
    "keys": "keys.group",
    "backup": "backup.backup",
    "restore": "restore.restore",
    "retention": "retention.retention",
    "train": "training.train",
    "evaluate": "reader.evaluate",
    "explain": "reader.explain",
}


class Commands(click.Group):
    """Every command, for the given house."""

    def __init__(self, house: House) -> None:
        super().__init__("khoto")
        self._house = house

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Their names."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        module, function = COMMANDS[name].split(".")
        made = getattr(import_module(f"bot.commands.{module}"), function)(self._house)
        assert isinstance(made, click.Command)
        return made
