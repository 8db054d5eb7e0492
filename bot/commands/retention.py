"""`retention`: what is kept no longer, shown first, and blanked."""

from collections.abc import Mapping
from datetime import UTC, datetime

import click

from bot.commands.audit import who
from bot.commands.plain import PlainGroup, table
from bot.house import House
from casework.retention import Kept
from casework.thai_calendar import thai_date
from storage import operator_log, transaction
from storage.operator_log import Deed
from storage.retention import Due, blank_some, due

WHAT = {
    Kept.EVENTS: "events as they came from LINE",
    Kept.FAILED: "failed events and messages that nobody retried or dropped",
    Kept.MESSAGES: "recipients of messages that went or were taken back",
    Kept.DRAFTS: "reports begun and never sent",
    Kept.FILES: "photos and files of ended cases",
    Kept.CASES: "texts and results of ended cases",
    Kept.PEOPLE: "people without role, case or a word since; and who asked to be erased",
    Kept.HISTORY: "details in histories, operators' reasons",
}


def retention(house: House) -> click.Group:
    """The commands."""

    @click.group("retention", cls=PlainGroup, invoke_without_command=True)
    @click.option("--dry-run", is_flag=True, help="Only tell what would go.")
    @click.pass_context
    def group(ctx: click.Context, dry_run: bool) -> None:
        """What is kept longer than `retention` in config.yaml says."""
        if ctx.invoked_subcommand is None:
            if not dry_run:
                raise click.UsageError("Say --dry-run to see what would go, or run to do it.")
            _tell(_due(house))
        elif dry_run:
            raise click.UsageError("--dry-run stands alone: it does nothing.")

    @group.command("run")
    @click.option("--yes", is_flag=True, help="Do not ask.")
    def run(yes: bool) -> None:
        """Blank it now, instead of tonight. There is no way back."""
        found = _due(house)
        _tell(found)
        if not any(each.rows for each in found):
            return
        if not yes:
            click.confirm("Blank all this for good?", abort=True)
        done = _blank(house)
        click.echo("blanked: " + ", ".join(f"{n} {kind}" for kind, n in done.items()))

    return group


def _due(house: House) -> list[Due]:
    before = house.settings.rules().retention.before(datetime.now(UTC))
    with house.session() as session:
        return due(session, before)


def _blank(house: House) -> Mapping[Kept, int]:
    """In small transactions, so that nobody waits for long."""
    now = datetime.now(UTC)
    before = house.settings.rules().retention.before(now)
    total = dict.fromkeys(Kept, 0)
    with house.database() as (engine, _):
        while True:
            with transaction(engine) as session:
                done = blank_some(session, before, now)
            if not any(done.values()):
                break
            total = {kind: count + done[kind] for kind, count in total.items()}
        with transaction(engine) as session:
            told = ", ".join(f"{count} {kind}" for kind, count in total.items() if count)
            operator_log.add(session, [Deed(now, who(), "retention", told or "nothing", "")])
    return total


def _tell(found: list[Due]) -> None:
    rows = (
        (each.kind, str(each.rows), thai_date(each.oldest) if each.oldest else "-", WHAT[each.kind])
        for each in found
    )
    table(("kind", "rows", "oldest", "what"), rows)
