"""`failed`: what could not be handled or delivered, for a person to look at and to try again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import click

from bot.commands.plain import PlainGroup, table
from bot.house import House
from casework.masking import mask
from casework.thai_calendar import thai_datetime
from storage import Session, attachments, inbox, outbox, timers

KINDS = ("event", "message", "timer", "file")
_NUMBER = re.compile(r"[0-9]{1,18}")  # the database counts a little further
_FORMS = {
    "timer": re.compile(r".+"),
    "file": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
}


@dataclass(frozen=True)
class Wanted:
    """Which ones: None means all of that kind."""

    events: list[int] | None
    messages: list[int] | None
    timers: list[str] | None
    files: list[UUID] | None


def failed(house: House) -> click.Group:
    """The commands."""

    @click.group("failed", cls=PlainGroup)
    def group() -> None:
        """Events, messages, timers and files that failed."""

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
        wanted = Wanted(None, None, None, None) if everything else _parse(ids)
        now = datetime.now(UTC)
        with house.session() as session:
            events = inbox.retry_failed(session, now, wanted.events)
            messages = outbox.retry_failed(session, now, wanted.messages)
            due = timers.retry_failed(session, now, wanted.timers)
            files = attachments.retry_failed(session, now, wanted.files)
        click.echo(
            f"to be tried again: {events} events, {messages} messages, {due} timers, {files} files"
        )
        missing = len(set(ids)) - events - messages - due - files
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
    for file in attachments.failed_attachments(session, limit):
        yield (f"file:{file.id}", thai_datetime(file.created_at), file.kind, mask(file.reason))


def _parse(ids: Iterable[str]) -> Wanted:
    sorted_ids: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for written in ids:
        kind, _, rest = written.partition(":")
        if kind not in KINDS or not _FORMS.get(kind, _NUMBER).fullmatch(rest):
            raise click.UsageError(f"{written!r} is no id; they look like event:12 or message:34.")
        sorted_ids[kind].append(rest)
    return Wanted(
        events=[int(each) for each in sorted_ids["event"]],
        messages=[int(each) for each in sorted_ids["message"]],
        timers=sorted_ids["timer"],
        files=[UUID(each) for each in sorted_ids["file"]],
    )
