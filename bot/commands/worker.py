"""`worker`: handle events, send messages, watch the clock."""

import click

from bot.commands.plain import PlainCommand
from bot.house import House
from bot.logs import configure as configure_logs
from bot.mail import BadMailAddress
from casework.secrets import ENVIRONMENT, NEEDED, SMTP_URL
from casework.settings_file import Fault, SettingsError


def worker(house: House) -> click.Command:
    """The command."""

    @click.command("worker", cls=PlainCommand)
    @click.pass_context
    def command(ctx: click.Context) -> None:
        """Work until SIGTERM, then finish what is in hand."""
        from bot.commands.worker_parts import admitted, parts  # noqa: PLC0415  (slow to load)
        from bot.worker import run  # noqa: PLC0415

        settings, secrets = house.check()
        configure_logs(settings.logging.level)
        brains = house.brains()
        with house.database(migrated=False) as (engine, url):
            if not admitted(engine, settings.worker.poll_seconds):
                ctx.exit(0)
            try:
                status = run(parts(settings, secrets, brains, engine, url))
            except BadMailAddress as error:
                fault = Fault(ENVIRONMENT, SMTP_URL, str(error), NEEDED[SMTP_URL])
                raise SettingsError([fault]) from None
        ctx.exit(status)

    return command
