"""`corrections`: what people put right in the reader's word, for somebody to review and export."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commands.labelled import write_labelled
from bot.commands.plain import OneOf, PlainGroup, printable, table
from bot.house import House
from casework.cases import LogEntry
from casework.categories import CATEGORY_NAMES, FLAG_RULES, SUBTYPES, URGENCY_NAMES
from casework.corrections import Label, Review
from casework.masking import mask
from casework.reading import ReadAs
from casework.thai_calendar import thai_datetime
from storage import Session, case_log
from storage import corrections as stored
from storage.corrections import Kept

LARGEST = 2**63 - 1  # what the database counts to
GONE = "(its words were taken back)"


def corrections(house: House) -> click.Group:
    """The commands."""

    @click.group("corrections", cls=PlainGroup)
    def group() -> None:
        """What people put right in the reader's word."""

    @group.command("list")
    @click.option("--review", type=OneOf(list(Review)), help="Only with this review.")
    @click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
    def list_(review: Review | None, limit: int) -> None:
        """List corrections, newest first, without what people wrote."""
        with house.session() as session:
            found = stored.newest(session, review, limit)
        table(
            ("number", "when", "by", "from", "to", "sure", "model", "review", "exported"),
            (_line(each) for each in found),
        )

    @group.command("show")
    @click.argument("number", type=click.IntRange(1, LARGEST))
    def show(number: int) -> None:
        """Show the correction with NUMBER and its masked text; that it was read is on record."""
        with house.session() as session:
            kept = _found(session, number)
            _read(session, [kept], "correction by command line")
        for line in _described(kept):
            click.echo(printable(line))

    @group.command("mark")
    @click.argument("number", type=click.IntRange(1, LARGEST))
    @click.option("--approve", "review", flag_value=Review.APPROVED.value, help="It is right.")
    @click.option("--reject", "review", flag_value=Review.REJECTED.value, help="It is not.")
    @click.option("--why", default="", help="The reason; needed to reject.")
    @click.option("--subtype", type=click.Choice(list(SUBTYPES)), help="The right sub-type.")
    def mark(number: int, review: str | None, why: str, subtype: str | None) -> None:
        """Write down whether the correction with NUMBER is right, and why."""
        if review is None:
            raise click.UsageError("Say --approve or --reject.")
        if review == Review.REJECTED and not why.strip():
            raise click.UsageError("Say --why it is rejected.")
        with house.session() as session:
            kept = _found(session, number)
            _check_subtype(kept, subtype)
            if review == Review.APPROVED and not kept.correction.text:
                raise click.ClickException(f"Nothing is learnt from {number} {GONE}.")
            now = datetime.now(UTC)
            stored.mark(session, number, Review(review), mask(why.strip()), now, subtype)
        click.echo(f"{number}: {review}")

    @group.command("export")
    @click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
    @click.option("--all", "everything", is_flag=True, help="Also what was exported before.")
    @click.option("--approved", is_flag=True, help="Only what was approved.")
    @click.option("--force", is_flag=True, help="Write over FILE.")
    def export(file: Path, everything: bool, approved: bool, force: bool) -> None:
        """Write what is not rejected into FILE as labelled messages, to be approved by a person."""
        now = datetime.now(UTC)
        with house.session() as session:
            found = stored.to_export(session, everything=everything, approved=approved)
            written = write_labelled(found, file, force) if found else []
            stored.mark_exported(session, [each.number for each in written], now)
            _read(session, written, "correction exported by command line")
        if written:
            click.echo(f"{len(written)} written to {file}; read them before they are learnt from.")
        else:
            click.echo("Nothing to export.")

    return group


def _found(session: Session, number: int) -> Kept:
    kept = stored.by_number(session, number)
    if kept is None:
        raise click.ClickException(f"There is no correction {number}.")
    return kept


def _read(session: Session, found: list[Kept], how: str) -> None:
    now = datetime.now(UTC)
    entries = [LogEntry(each.correction.case_id, now, None, "read", how) for each in found]
    case_log.add(session, entries)


def _check_subtype(kept: Kept, subtype: str | None) -> None:
    category = kept.correction.new.category
    if subtype is not None and SUBTYPES[subtype].category != category:
        fitting = ", ".join(code for code, each in SUBTYPES.items() if each.category == category)
        raise click.UsageError(f"{subtype} is no sub-type of {category}: {fitting}")


def _line(kept: Kept) -> tuple[str, ...]:
    correction = kept.correction
    return (
        str(kept.number),
        thai_datetime(correction.decided_at),
        correction.decided_by,
        _label(correction.old),
        _label(correction.new),
        f"{correction.read.confidence:.0%}" if correction.read else "-",
        mask(correction.model_version) or "-",
        kept.review if correction.text else "gone",
        thai_datetime(kept.exported_at) if kept.exported_at else "-",
    )


def _label(label: Label) -> str:
    return label.subtype or label.category


def _in_words(label: Label) -> str:
    subtype = SUBTYPES.get(label.subtype or "")
    return CATEGORY_NAMES[label.category] + (f" / {subtype.thai}" if subtype else "")


def _read_as(read: ReadAs) -> str:
    return f"{_in_words(Label(read.category, read.subtype))} {read.confidence:.0%}"


def _described(kept: Kept) -> list[str]:
    correction = kept.correction
    flags = ", ".join(FLAG_RULES[flag].thai for flag in sorted(correction.flags))
    read = correction.read
    return [
        f"{kept.number}  {thai_datetime(correction.decided_at)}  {correction.decided_by}",
        f"{_in_words(correction.old)} ({correction.old_by}) → {_in_words(correction.new)}",
        *([f"reader {correction.model_version}: {_read_as(read)}"] if read else []),
        f"{correction.kind}, {URGENCY_NAMES[correction.urgency]}" + (f", {flags}" if flags else ""),
        f"{kept.review} {mask(kept.review_reason)}".rstrip(),
        "",
        *(f"  {line}" for line in (mask(correction.text) or GONE).splitlines()),
    ]
