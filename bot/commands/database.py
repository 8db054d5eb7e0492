"""`migrate` and `database`: the schema, and the embedded server for one machine."""

import signal
from pathlib import Path
from types import FrameType

import click

from bot.commands.offices import read_office_file
from bot.commands.plain import PlainCommand, tell
from bot.house import House, require_migrated
from casework.offices import directory, generated_offices
from nlp.gazetteer import provinces
from storage import Engine, keys, migrations, transaction
from storage.embedded import embedded_database
from storage.offices import all_offices, save_offices


def migrate(house: House) -> click.Command:
    """The command of the release phase."""

    @click.command("migrate", cls=PlainCommand)
    def command() -> None:
        """Bring the database to this release; enter the offices the first time."""
        with house.database(migrated=False) as (engine, _):
            before = migrations.current(engine)
            after = migrations.upgrade(engine, waiting=tell)
            require_migrated(engine)
            same = " already" if before == after else ""
            click.echo(f"The database{same} stands at {after}.")
            if after != migrations.head():
                tell(f"A later release took it there; this one, of {migrations.head()}, works on.")
            if house.secrets().encryption_keys:
                keys.admit(engine)
            entered = _enter_offices(house, engine)
        if entered:
            click.echo(f"{entered} offices entered.")

    return command


def database(house: House) -> click.Command:
    """The command that `make run` starts first."""

    @click.command("database", cls=PlainCommand)
    @click.option(
        "--data", type=click.Path(file_okay=False, path_type=Path), help="Its folder, if another."
    )
    def command(data: Path | None) -> None:
        """Hold the embedded PostgreSQL open and print its address, until SIGTERM or Ctrl-C."""
        if house.secrets().database_url:
            raise click.ClickException("DATABASE_URL is set: the embedded database is not used.")

        def stop(_signal: int, _frame: FrameType | None) -> None:
            raise KeyboardInterrupt

        signal.signal(signal.SIGTERM, stop)
        try:
            with embedded_database(data or house.data_dir) as url:
                click.echo(url)
                while True:
                    signal.pause()
        except KeyboardInterrupt:
            tell("The embedded database is released.")

    return command


def _enter_offices(house: House, engine: Engine) -> int:
    """The generated offices with the file's contacts, unless there are any already."""
    with transaction(engine) as session:
        if all_offices(session):
            return 0
        generated = generated_offices((each.province_code, each.province) for each in provinces())
        known = read_office_file(house.offices_path) if house.offices_path.exists() else ()
        return save_offices(session, directory(generated, known))
