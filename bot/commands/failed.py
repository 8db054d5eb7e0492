"""`failed`: what could not be handled or delivered, for a person to look at and to try again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import click

from bot.commands.plain import PlainGroup, table
from bot.house import House
from casework.masking import mask
from casework.thai_calendar import thai_datetime
from storage import Session, inbox, outbox, timers

KINDS = ("event", "message", "timer")


@dataclass(frozen=True)
class Wanted:
    """Which ones: None means all of that kind."""

    events: list[int] | None
    messages: list[int] | None
    timers: list[str] | None


def failed(house: House) -> click.Group:
    """The commands."""

    @click.group("failed", cls=PlainGroup)
    def group() -> None:
        """Events, messages and timers that failed."""

    @group.command("list")
    @click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True)
    def list_(limit: int) -> None:
        """List them with their reasons, oldest first."""
        with house.session() as session:
            rows = list(_rows(session, limit))
        table(("id", "when", "what", "reason"), rows)

    @group.command("retry")
    @click.argument("ids", nargs=-1)
    @click.option("--all", "everything", is_flag=True, help="All that failed.")
    def retry(ids: tuple[str, ...], everything: bool) -> None:
        """Try again those with IDS as listed (event:12 message:34), or --all."""
        if bool(ids) == everything:
            raise click.UsageError("Give ids as `failed list` shows them, or --all.")
        wanted = Wanted(None, None, None) if everything else _parse(ids)
        now = datetime.now(UTC)
        with house.session() as session:
            events = inbox.retry_failed(session, now, wanted.events)
            messages = outbox.retry_failed(session, now, wanted.messages)
            due = timers.retry_failed(session, now, wanted.timers)
        click.echo(f"to be tried again: {events} events, {messages} messages, {due} timers")
        missing = len(set(ids)) - events - messages - due
        if missing > 0:
            raise click.ClickException(f"{missing} of the ids are not on the list of failed ones.")

    return group


def _rows(session: Session, limit: int) -> Iterable[tuple[str, str, str, str]]:
    for event in inbox.failed_events(session, limit):
        yield (
            f"event:{event.id}",
            thai_datetime(event.received_at),
            event.kind,
            mask(event.reason),
        )
    for message in outbox.failed_messages(session, limit):
        what = f"{message.about} by {message.channel}"
        yield (
            f"message:{message.id}",
            thai_datetime(message.created_at),
            what,
            mask(message.reason),
        )
    for timer in timers.failed_timers(session, limit):
        yield (f"timer:{timer.key}", thai_datetime(timer.due), timer.kind, mask(timer.reason))


def _parse(ids: Iterable[str]) -> Wanted:
    sorted_ids: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for written in ids:
        kind, _, rest = written.partition(":")
        if kind not in KINDS or not rest or (kind != "timer" and not rest.isdecimal()):
            raise click.UsageError(f"{written!r} is no id; they look like event:12 or message:34.")
        sorted_ids[kind].append(rest)
    return Wanted(
        events=[int(each) for each in sorted_ids["event"]],
        messages=[int(each) for each in sorted_ids["message"]],
        timers=sorted_ids["timer"],
    )
