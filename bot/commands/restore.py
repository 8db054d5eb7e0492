"""`restore`: a back-up into an empty database, or in the place of what is there."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commands.audit import who
from bot.commands.backup import bars, stopped_gently, tell_contents, tell_proof
from bot.commands.plain import PlainCommand, tell
from bot.house import House
from storage import Engine, operator_log, transaction
from storage.backups import put_back, read_manifest
from storage.backups import restore as restore_dump
from storage.engine import database_name
from storage.operator_log import Deed


def restore(house: House) -> click.Command:
    """The command."""

    @click.command("restore", cls=PlainCommand)
    @click.argument("file", required=False, type=click.Path(path_type=Path))
    @click.option("--replace", is_flag=True, help="Remove what is in the database now.")
    @click.option("--put-back", "undo", is_flag=True, help="Undo a restore that was broken off.")
    @click.pass_context
    def command(ctx: click.Context, file: Path | None, replace: bool, undo: bool) -> None:
        """Restore a back-up into an empty database, while no process runs. All or nothing."""
        if (file is None) == (not undo) or (undo and replace):
            raise click.UsageError("Name the dump to restore, or say --put-back alone.")
        with house.database(migrated=False) as (engine, _), stopped_gently():
            if file is None:
                _put_back(engine)
            elif not _restore(house, engine, file, replace):
                ctx.exit(1)

    return command


def _restore(house: House, engine: Engine, file: Path, replace: bool) -> bool:
    """Whether all of it is as it should be."""
    manifest = read_manifest(file)
    if replace:
        _ask_for_its_name(engine, "What is in it now is removed")
    with bars() as progress:
        done = restore_dump(
            engine, file, manifest, house.keys(), replace=replace, progress=progress
        )
    with transaction(engine) as session:
        why = f"of {manifest.made_at:%Y-%m-%dT%H:%M:%SZ}"
        deed = Deed(datetime.now(UTC), who(), "restore", file.name, why)
        operator_log.add(session, [deed])
    click.echo(f"{file}, made {manifest.made_at:%Y-%m-%d %H:%M} UTC, is restored.")
    tell_contents(manifest)
    tell_proof(done.proof)
    click.echo(f"The database stands at {done.proof.migration}.")
    tell(
        "What waited then is sent when a worker starts. What retention took since is back: run it."
    )
    return not done.proof.faults


def _put_back(engine: Engine) -> None:
    _ask_for_its_name(engine, "What the broken restore left in it is removed")
    if not put_back(engine):
        raise click.ClickException("Nothing was set aside: no restore was broken off here.")
    click.echo("What was there before the restore is back.")


def _ask_for_its_name(engine: Engine, what: str) -> None:
    name = database_name(engine)
    typed = click.prompt(f"{what}. Type the name of the database ({name}) to go on", default="")
    if typed != name:
        raise click.ClickException("That is not its name. Nothing was changed.")
