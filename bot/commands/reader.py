"""`evaluate`, `explain`: the reader of Thai reports. No database is needed."""

from pathlib import Path

import click

from bot.commands.explained import page
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
        except ValueError as fault:
            raise click.ClickException(f"{fault}.") from None

    return command


def explain(_house: House) -> click.Command:
    """The command."""

    @click.command("explain", cls=PlainCommand)
    @click.argument("text")
    def command(text: str) -> None:
        """Show what the reader makes of TEXT, step by step, and the words it relied on."""
        import nlp  # noqa: PLC0415

        try:
            steps = nlp.explain(text)
        except nlp.ReaderNotTrained:
            raise NotTrained from None
        for line in page(steps):
            click.echo(line)

    return command
