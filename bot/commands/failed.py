"""`failed`: what could not be handled or delivered, for a person to look at, to try again or to
let be. What was done is written down, with who did it and why."""

from collections.abc import Iterable
from datetime import UTC, datetime

import click

from bot.commands.audit import who, why_option
from bot.commands.failed_ids import DROP, KINDS, RETRY, RETRY_ALL, Change, FailedId, parse
from bot.commands.failed_show import case_shown, shown
from bot.commands.plain import PlainGroup, masked_line, one_line, table
from bot.house import House
from casework.cases import LogEntry
from casework.thai_calendar import thai_datetime
from storage import Session, attachments, case_log, inbox, operator_log, outbox, timers
from storage.operator_log import Deed

LIMIT = click.IntRange(1, 10_000)


def failed(house: House) -> click.Group:
    """The commands."""

    @click.group("failed", cls=PlainGroup)
    def group() -> None:
        """Events, messages, timers and files that failed."""

    @group.command("list")
    @click.option("--limit", type=LIMIT, default=100, show_default=True)
    def list_(limit: int) -> None:
        """List them with their reasons, oldest first."""
        with house.session() as session:
            rows = [tuple(one_line(cell, 320) for cell in row) for row in _rows(session, limit)]
        table(("id", "when", "what", "reason"), rows)

    @group.command("show")
    @click.argument("id_", metavar="ID")
    @why_option(required=False)
    def show(id_: str, why: str) -> None:
        """Show one of them, masked. That it was read is written down."""
        (asked,) = parse([id_])
        with house.session() as session:
            lines = shown(session, asked)
            if lines is not None:
                operator_log.add(session, [_deed("show", str(asked), why)])
                _note_reading(session, asked)
        if lines is None:
            raise click.ClickException(f"{one_line(id_, 60)} is not on the list of failed ones.")
        for name, value in lines:
            click.echo(f"{name}: {value}")

    @group.command("retry")
    @click.argument("ids", nargs=-1)
    @click.option("--all", "everything", is_flag=True, help="All that failed.")
    @why_option(required=False)
    def retry(ids: tuple[str, ...], everything: bool, why: str) -> None:
        """Try again those with IDS as listed (event:12 message:34), or --all."""
        if bool(ids) == everything:
            raise click.UsageError("Give ids as `failed list` shows them, or --all.")
        wanted = parse(ids)
        now = datetime.now(UTC)
        with house.session() as session:
            if everything:
                done = {kind: again(session, now) for kind, again in RETRY_ALL.items()}
                if any(done.values()):
                    operator_log.add(session, [_deed("retry", f"all: {_counts(done)}", why)])
            else:
                done = _each(session, wanted, RETRY, "retry", why, now)
        click.echo(f"to be tried again: {_counts(done)}")
        _tell_missing(wanted, done)

    @group.command("drop")
    @click.argument("ids", nargs=-1, required=True)
    @why_option(required=True)
    def drop(ids: tuple[str, ...], why: str) -> None:
        """Take those with IDS off the list for good: nothing more will come of them."""
        wanted = parse(ids)
        with house.session() as session:
            done = _each(session, wanted, DROP, "drop", why, datetime.now(UTC))
        click.echo(f"dropped: {_counts(done)}")
        _tell_missing(wanted, done)

    @group.command("log")
    @click.option("--limit", type=LIMIT, default=100, show_default=True)
    def log(limit: int) -> None:
        """What was shown, retried and dropped: when, by whom, and why. Oldest first."""
        with house.session() as session:
            deeds = operator_log.deeds(session, limit)
        rows = ((thai_datetime(d.at), d.who, d.action, d.subject, d.why or "-") for d in deeds)
        table(("when", "who", "did", "what", "why"), [tuple(map(one_line, row)) for row in rows])

    return group


def _rows(session: Session, limit: int) -> Iterable[tuple[str, str, str, str]]:
    for event in inbox.failed_events(session, limit):
        when = thai_datetime(event.received_at)
        yield (f"event:{event.id}", when, event.kind, masked_line(event.reason))
    for message in outbox.failed_messages(session, limit):
        what, when = f"{message.about} by {message.channel}", thai_datetime(message.created_at)
        yield (f"message:{message.id}", when, what, masked_line(message.reason))
    for timer in timers.failed_timers(session, limit):
        yield (
            f"timer:{timer.key}",
            thai_datetime(timer.due),
            timer.kind,
            masked_line(timer.reason),
        )
    for file in attachments.failed_attachments(session, limit):
        yield (
            f"file:{file.id}",
            thai_datetime(file.created_at),
            file.kind,
            masked_line(file.reason),
        )


def _each(
    session: Session,
    wanted: Iterable[FailedId],
    change: dict[str, Change],
    action: str,
    why: str,
    now: datetime,
) -> dict[str, int]:
    """Do it to each, and write down those that were on the list. Returns how many of each kind."""
    done = dict.fromkeys(KINDS, 0)
    for each in wanted:
        changed = change[each.kind](session, each.rest, now)
        done[each.kind] += changed
        if changed:
            operator_log.add(session, [_deed(action, str(each), why)])
    return done


def _note_reading(session: Session, asked: FailedId) -> None:
    """What failed may hold the words of a case: then its history tells that they were read."""
    case_id = case_shown(session, asked)
    if case_id is not None:
        line = LogEntry(case_id, datetime.now(UTC), None, "read", f"failed {asked.kind} by command")
        case_log.add(session, [line])


def _deed(action: str, subject: str, why: str) -> Deed:
    return Deed(datetime.now(UTC), who(), action, subject, why)


def _counts(done: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}s" for kind, count in done.items())


def _tell_missing(wanted: list[FailedId], done: dict[str, int]) -> None:
    missing = len(wanted) - sum(done.values())
    if wanted and missing:
        raise click.ClickException(f"{missing} of the ids are not on the list of failed ones.")
