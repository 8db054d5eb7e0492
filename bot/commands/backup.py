"""`backup`: everything in one file and its manifest, proved by restoring it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import click
from rich.console import Console
from rich.progress import Progress as Bars
from rich.progress import TaskID

from bot.commands.audit import who
from bot.commands.plain import PlainCommand, tell
from bot.house import House
from casework.secrets import ENCRYPTION_KEYS
from storage import migrations, operator_log, transaction
from storage.backups import BackUp, Manifest, Proof, back_up, manifest_path
from storage.backups.dump import Progress
from storage.operator_log import Deed

SAYING = {"dump": "dumping", "restore": "restoring"}


def backup(house: House) -> click.Command:
    """The command."""

    @click.command("backup", cls=PlainCommand)
    @click.argument("place", metavar="FILE_OR_FOLDER", type=click.Path(path_type=Path))
    @click.option("--no-verify", is_flag=True, help="Do not prove it by restoring it.")
    @click.pass_context
    def command(ctx: click.Context, place: Path, no_verify: bool) -> None:
        """Back up the whole database, photos too, beside the running service."""
        with house.database(migrated=False) as (engine, _), stopped_gently(), bars() as progress:
            made = back_up(
                engine,
                place,
                house.keys(),
                release=house.release(),
                verify=not no_verify,
                progress=progress,
            )
            if migrations.standing(engine).behind:
                tell("Not written to the operators' log: the database is not migrated yet.")
            else:
                with transaction(engine) as session:
                    deed = Deed(datetime.now(UTC), who(), "backup", made.dump.name, "")
                    operator_log.add(session, [deed])
        _told(made)
        if made.proof and made.proof.faults:
            ctx.exit(1)

    return command


@contextmanager
def bars() -> Iterator[Progress]:
    """Bars on standard error, one for each part of the work."""
    shown = Bars(console=Console(stderr=True))
    tasks: dict[str, TaskID] = {}

    def finish() -> None:
        for task in tasks.values():
            shown.update(task, completed=1, total=1)

    def progress(what: str, done: int, total: int) -> None:
        if what not in tasks:
            shown.start()
            finish()
            tasks[what] = shown.add_task(SAYING[what])
        shown.update(tasks[what], completed=done, total=max(total, 1))

    try:
        yield progress
        finish()
    finally:
        if tasks:  # else an empty line would be told
            shown.stop()


@contextmanager
def stopped_gently() -> Iterator[None]:
    """SIGTERM ends what is in hand as Ctrl-C does: undone, and tidied up."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def tell_contents(manifest: Manifest) -> None:
    """Rows, ledger and the head of the audit trail, for people to note."""
    counted = manifest.counted
    messages = sum(counted.written.values())
    rows = sum(counted.rows.values())
    click.echo(f"step {manifest.migration}, {rows} rows of {len(counted.rows)} tables")
    click.echo(f"ledger: {counted.received} events received, {messages} messages written")
    missing = counted.missing
    if missing:
        tell(f"The ledger does not add up, here as in the database: {missing} rows are missing.")
    click.echo(f"head: {counted.audit_head}")


def tell_proof(proof: Proof) -> None:
    """What was compared, and what could not be."""
    if proof.faults is None:
        lacking = ", ".join(proof.missing_keys) or "any key"
        tell(f"The audit trail was not followed: {ENCRYPTION_KEYS} lacks {lacking}.")
    elif proof.faults:
        tell(
            f"The audit trail is broken in {proof.faults} places, and so it is in what was backed"
            " up: look with audit verify."
        )


def _told(made: BackUp) -> None:
    manifest = made.manifest
    click.echo(f"{made.dump}: {manifest.size} bytes")
    click.echo(f"{manifest_path(made.dump)}: what is in it, with checksums")
    tell_contents(manifest)
    needed = ", ".join(manifest.keys) or "none"
    click.echo(f"keys needed to read it: {needed} (none of them is in it)")
    if made.proof is None:
        tell("It was not verified: nobody knows yet whether it can be restored.")
        return
    tell_proof(made.proof)
    click.echo("verified: restored into a scratch database; rows, ledger and head are the same")
