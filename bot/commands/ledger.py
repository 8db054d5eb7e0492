"""`ledger`: does everything that came in, and everything that was written, add up?"""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from bot.commands.ledger_days import ledger_days, plain_date
from bot.commands.plain import PlainGroup, table, tell
from bot.failure_reasons import counted as counted_reasons
from bot.house import House
from casework.masking import mask
from casework.thai_calendar import thai_datetime
from casework.watch import Quota, quota_remembered
from storage import migrations, transaction, watching
from storage.ledger import Ledger
from storage.ledger import ledger as read_ledger
from storage.ledger_rows import ledger_rows


def ledger(house: House) -> click.Group:
    """The command, and `ledger days`."""

    @click.group("ledger", cls=PlainGroup, invoke_without_command=True)
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    @click.option("--rows", is_flag=True, help="Print each row behind the sums, as JSON lines.")
    @click.pass_context
    def group(ctx: click.Context, as_json: bool, rows: bool) -> None:
        """Count events and messages by where they stand. Exit code 1 when the sums do not agree."""
        if ctx.invoked_subcommand is not None:
            if as_json or rows:
                raise click.UsageError("Write --json behind days.")
            return
        if rows:
            _print_rows(house)
            return
        told = _now(house)
        counted = told.pop("ledger")
        if as_json:
            click.echo(
                json.dumps({**figures(counted), **told}, ensure_ascii=False, default=plain_date)
            )
        else:
            _print(counted)
            _print_rest(told)
        if not counted.balanced:
            tell(
                f"It does not add up: {counted.events_missing} events and "
                f"{sum(counted.messages_missing.values())} messages are missing."
            )
            raise SystemExit(1)

    group.add_command(ledger_days(house))
    return group


def figures(counted: Ledger) -> dict[str, Any]:
    """The ledger as JSON: counts, sums, what is missing, times in ISO 8601 (UTC)."""
    return {
        **asdict(counted),
        "events_missing": counted.events_missing,
        "messages_missing": dict(counted.messages_missing),
        "balanced": counted.balanced,
    }


def _now(house: House) -> dict[str, Any]:
    """The ledger, and what else tells how the service stands."""
    now = datetime.now(UTC)
    with house.database() as (engine, _):
        with transaction(engine) as session:
            counted = read_ledger(session)
            reasons = counted_reasons(watching.failed_for(session))
            quota = quota_remembered(watching.watchdogs_memory(session))
        migration = migrations.current(engine)
    by_what: dict[str, dict[str, int]] = {}
    for (what, reason), rows in reasons.items():
        by_what.setdefault(what, {})[reason] = rows
    return {
        "ledger": counted,
        "oldest_waiting_event_seconds": _age(counted.oldest_waiting_event, now),
        "oldest_waiting_message_seconds": _age(counted.oldest_waiting_message, now),
        "failed_reasons": by_what,
        "quota": {**quota.to_json(), "left": quota.left} if quota else None,
        "model": house.model_version() or None,
        "migration": migration,
    }


def _age(since: datetime | None, now: datetime) -> float | None:
    """Seconds, 0 for what is not due yet; None when nothing waits."""
    return max((now - since).total_seconds(), 0.0) if since else None


def _print_rows(house: House) -> None:
    with house.session() as session:
        for row in ledger_rows(session):
            if "reason" in row:
                row["reason"] = mask(row["reason"])
            click.echo(json.dumps(row, ensure_ascii=False))


def _print(counted: Ledger) -> None:
    states = list(dict.fromkeys(s for each in counted.messages.values() for s in each))
    rows = [_row("events", counted.received, counted.events)]
    click.echo("events received = " + " + ".join(counted.events))
    table(("", "received", *counted.events, "missing"), rows)
    click.echo("\nmessages written = " + " + ".join(states))
    table(
        ("", "written", *states, "missing"),
        [_row(name, counted.written[name], by) for name, by in counted.messages.items()],
    )
    click.echo()
    now = datetime.now(UTC)
    for what, moment in (
        ("event", counted.oldest_waiting_event),
        ("message", counted.oldest_waiting_message),
    ):
        if moment:
            age = timedelta(seconds=round(_age(moment, now) or 0))
            click.echo(f"oldest waiting {what}: {thai_datetime(moment)}, for {age}")
    for what, count in (
        ("timers", counted.failed_timers),
        ("attachments", counted.failed_attachments),
    ):
        if count:
            click.echo(f"{what} that failed: {count}")
    if counted.room_held:
        click.echo(f"held, the room for files is used up: {counted.room_held}")
    if counted.quota_held:
        click.echo(f"held, the month's paid messages are used up: {counted.quota_held}")
    click.echo("It adds up." if counted.balanced else "")


def _print_rest(told: dict[str, Any]) -> None:
    for what, reasons in told["failed_reasons"].items():
        for reason, rows in reasons.items():
            click.echo(f"failed, {what}, {reason}: {rows}")
    known = quota_remembered({"quota": told["quota"]})
    click.echo(f"LINE messages left this month: {_quota(known)}")
    click.echo(f"model: {told['model'] or 'none'}")
    click.echo(f"migration: {told['migration']}")


def _quota(known: Quota | None) -> str:
    if known is None:
        return "not known; a worker asks LINE"
    asked = f"asked {thai_datetime(known.at)}"
    if known.limit is None:
        return f"no limit, {known.used} used ({asked})"
    return f"{known.left} of {known.limit} ({asked})"


def _row(name: str, total: int, by_state: Any) -> tuple[str, ...]:
    missing = total - sum(by_state.values())
    return (name, str(total), *(str(count) for count in by_state.values()), str(missing))
