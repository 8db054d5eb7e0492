"""`ledger days`: the ledger's line of each day, and whether that day adds up."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

import click

from bot.commands.plain import PlainCommand, table, tell
from bot.house import House
from casework.day_line import DayLine
from storage import days

HEADING = (
    "day",
    "events: carried",
    "in",
    "handled",
    "waiting",
    "failed",
    "missing",
    "messages: carried",
    "written",
    "delivered",
    "cancelled",
    "waiting",
    "failed",
    "missing",
    "cases: opened",
    "closed",
)


def ledger_days(house: House) -> click.Command:
    """The command."""

    @click.command("days", cls=PlainCommand)
    @click.option("--limit", type=click.IntRange(1, 10_000), default=31, show_default=True)
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
    def command(limit: int, as_json: bool) -> None:
        """The last days, oldest first. Exit code 1 when one of them does not add up."""
        with house.session() as session:
            lines = days.days(session, limit)
        if as_json:
            for line in lines:
                click.echo(json.dumps(day_figures(line), ensure_ascii=False, default=plain_date))
        else:
            table(HEADING, [_day(line) for line in lines])
        wrong = [line.day.isoformat() for line in lines if not line.adds_up]
        if wrong:
            tell(f"These days do not add up: {', '.join(wrong)}.")
            raise SystemExit(1)

    return command


def day_figures(line: DayLine) -> dict[str, Any]:
    """A day's line as JSON, with what is missing."""
    return {
        **asdict(line),
        "events_missing": line.events.missing,
        "messages_missing": line.messages.missing,
        "adds_up": line.adds_up,
    }


def plain_date(value: object) -> str:
    """A date or moment in ISO 8601: what JSON itself has no form for."""
    assert isinstance(value, date)
    return value.isoformat()


def _day(line: DayLine) -> tuple[str, ...]:
    events, messages = line.events, line.messages
    return tuple(
        str(cell)
        for cell in (
            line.day.isoformat(),
            events.carried,
            events.came,
            events.ended,
            events.waiting,
            events.failed,
            events.missing,
            messages.carried,
            messages.came,
            messages.ended - line.cancelled,
            line.cancelled,
            messages.waiting,
            messages.failed,
            messages.missing,
            line.cases_opened,
            line.cases_closed,
        )
    )
