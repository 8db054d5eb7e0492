"""The command line on a fresh database."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from app import load_brains
from bot.commands import Commands
from bot.house import House
from tests.database import KEYS

ROOT = Path(__file__).parents[2]
Khoto = Callable[..., Result]

# What a service needs beside its database.
SERVICE = {
    "KHOTO_LINE_CHANNEL_SECRET": "channel-secret",
    "KHOTO_LINE_CHANNEL_ACCESS_TOKEN": "access-token",
    "KHOTO_SMTP_URL": "smtp://127.0.0.1:25",
    "KHOTO_SECRET_KEY": "k" * 32,
    "KHOTO_ENCRYPTION_KEYS": KEYS,
}


def command_group(environment: dict[str, str], root: Path = ROOT) -> click.Group:
    """Every command, as `flask --app app` has them."""
    return Commands(House(environment, root, load_brains))


def command_line(environment: dict[str, str], root: Path = ROOT) -> Khoto:
    """A function that runs one command: khoto("people", "list")."""
    group = command_group(environment, root)

    def khoto(*arguments: str) -> Result:
        result = CliRunner().invoke(group, arguments)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return khoto


@pytest.fixture
def khoto(database_url: str) -> Khoto:
    """The command line on a fresh, migrated, empty database."""
    return command_line({**SERVICE, "DATABASE_URL": database_url})
