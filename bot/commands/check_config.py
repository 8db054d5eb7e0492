"""`check-config`: is everything there that a running service needs?"""

import click

from bot.commands.plain import PlainCommand
from bot.house import House
from casework.secrets import API_HOST, DATABASE_URL, ENCRYPTION_KEYS, LINE_API_HOST
from storage.sealing import key_id


def check_config(house: House) -> click.Command:
    """The command. It touches no database."""

    @click.command("check-config", cls=PlainCommand)
    def command() -> None:
        """Check the configuration and the environment; every fault at once, exit code 2."""
        _, secrets = house.check()
        click.echo(f"{house.config_path.name}: no faults")
        database = "given" if secrets.database_url else f"embedded, in {house.data_dir}"
        click.echo(f"{DATABASE_URL}: {database}")
        ids = [key_id(key) for key in secrets.encryption_keys]
        click.echo(f"{ENCRYPTION_KEYS}: {len(ids)}, new values are sealed with {ids[0]}")
        if secrets.line_api_host != LINE_API_HOST:
            click.echo(f"{API_HOST}: {secrets.line_api_host} (not LINE's own)")

    return command
