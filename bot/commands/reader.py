"""`evaluate`, `explain`: the reader of Thai reports. No database is needed."""

import json
from pathlib import Path

import click

from bot.commands.plain import PlainCommand
from bot.house import House, NotTrained


def evaluate(_house: House) -> click.Command:
    """The command."""

    @click.command("evaluate", cls=PlainCommand)
    @click.argument(
        "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
    )
    def command(file: Path | None) -> None:
        """Measure the reader on FILE (JSON lines: text, primary), or on messages it never saw."""
        import nlp  # noqa: PLC0415

        try:
            nlp.evaluate(file)
        except nlp.ReaderNotTrained:
            raise NotTrained from None
        except json.JSONDecodeError as error:
            raise click.ClickException(f"{file}: a line is not JSON ({error.msg}).") from None
        except KeyError as error:
            raise click.ClickException(f'{file}: a line has no "{error.args[0]}".') from None

    return command


def explain(_house: House) -> click.Command:
    """The command."""

    @click.command("explain", cls=PlainCommand)
    @click.argument("text")
    def command(text: str) -> None:
        """Show what the reader makes of TEXT, and the words it relied on."""
        import nlp  # noqa: PLC0415

        try:
            reading = nlp.read(text)
        except nlp.ReaderNotTrained:
            raise NotTrained from None
        click.echo(f"{reading.masked_text}  [{reading.kind}, {reading.urgency.name.lower()}]")
        for candidate in reading.candidates:
            bar = "█" * round(candidate.probability * 30)
            click.echo(f"  {candidate.category:<16} {candidate.probability:6.1%}  {bar}")
        place = reading.place.thai() if reading.place else "-"
        click.echo(f"sub-type {reading.subtype or '-'}; place {place}")
        click.echo(f"flags {', '.join(sorted(reading.flags)) or '-'}")
        for found in reading.evidence:
            click.echo(f"  {found.text}  → {found.supports}")

    return command
