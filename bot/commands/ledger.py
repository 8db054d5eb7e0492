"""`ledger`: does everything that came in, and everything that was written, add up?"""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from bot.commands.plain import PlainCommand, table, tell
from bot.house import House
from casework.masking import mask
from casework.thai_calendar import thai_datetime
from storage.ledger import Ledger
from storage.ledger import ledger as read_ledger
from storage.ledger_rows import ledger_rows


def ledger(house: House) -> click.Command:
    """The command."""

    @click.command("ledger", cls=PlainCommand)
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    @click.option("--rows", is_flag=True, help="Print each row behind the sums, as JSON lines.")
    def command(as_json: bool, rows: bool) -> None:
        """Count events and messages by where they stand. Exit code 1 when the sums do not agree."""
        if rows:
            with house.session() as session:
                for row in ledger_rows(session):
                    if "reason" in row:
                        row["reason"] = mask(row["reason"])
                    click.echo(json.dumps(row, ensure_ascii=False))
            return
        with house.session() as session:
            counted = read_ledger(session)
        if as_json:
            click.echo(json.dumps(figures(counted), ensure_ascii=False))
        else:
            _print(counted)
        if not counted.balanced:
            tell(
                f"It does not add up: {counted.events_missing} events and "
                f"{sum(counted.messages_missing.values())} messages are missing."
            )
            raise SystemExit(1)

    return command


def figures(counted: Ledger) -> dict[str, Any]:
    """The ledger as JSON: counts, sums, what is missing, times in ISO 8601 (UTC)."""
    plain = {
        key: value.isoformat() if isinstance(value, datetime) else value
        for key, value in asdict(counted).items()
    }
    return {
        **plain,
        "events_missing": counted.events_missing,
        "messages_missing": dict(counted.messages_missing),
        "balanced": counted.balanced,
    }


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
    for what, moment in (
        ("event", counted.oldest_waiting_event),
        ("message", counted.oldest_waiting_message),
    ):
        if moment:
            click.echo(f"oldest waiting {what}: {thai_datetime(moment)}")
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


def _row(name: str, total: int, by_state: Any) -> tuple[str, ...]:
    missing = total - sum(by_state.values())
    return (name, str(total), *(str(count) for count in by_state.values()), str(missing))
