"""What every command shares: mistakes are told in a sentence, never as a traceback."""

import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import click

from bot.house import NotMigrated, NotTrained, TooOld
from bot.measures import shortened
from casework.masking import mask
from casework.settings_file import SettingsError
from storage import KeyMissing, PersonRoleMissing, is_transient
from storage.backups import BackupFault
from storage.embedded import ServerFailed
from storage.engine import UnsupportedDatabase
from storage.migrations import StepsBlocked
from storage.sealing import sealing_fault

CONFIGURATION_FAULT = 2


class _Plain(click.Command):
    """Tells what to mend. Exit code 2: configuration; 1: anything else foreseen."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it."""
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            tell(str(error))
            ctx.exit(CONFIGURATION_FAULT)
        except (UnsupportedDatabase, ServerFailed) as error:
            tell(f"The database cannot be used: {error}")
            ctx.exit(1)
        except NotMigrated as error:
            tell(f"{str(error).capitalize()}. Run: flask --app app migrate")
            ctx.exit(1)
        except PersonRoleMissing as error:
            tell(f"Cases cannot be guarded: {error}.")
            ctx.exit(1)
        except TooOld as error:
            tell(f"{str(error).capitalize()}. Start the newer release.")
            ctx.exit(1)
        except StepsBlocked as error:
            tell(f"Nothing was changed: {error}. Run it again when that has ended.")
            ctx.exit(1)
        except BackupFault as error:
            tell(f"{str(error)[:1].upper()}{str(error)[1:]}.")
            ctx.exit(1)
        except NotTrained:
            tell("The reader is not trained yet. Run: flask --app app train")
            ctx.exit(1)
        except Exception as error:
            fault = sealing_fault(error)
            if fault is not None:
                tell(f"{str(fault)[:1].upper()}{str(fault)[1:]}.")
                ctx.exit(CONFIGURATION_FAULT if isinstance(fault, KeyMissing) else 1)
            if not is_transient(error):
                raise
            tell("The database does not answer. Is it running, and is DATABASE_URL right?")
            ctx.exit(1)


class PlainCommand(_Plain):
    """A command that tells its mistakes so."""


class PlainGroup(_Plain, click.Group):
    """A group of such commands; it may do something by itself, too."""

    command_class = PlainCommand


class OneOf(click.Choice[StrEnum]):
    """Members of an enumeration, typed by their values (click would have their names)."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """What is typed for a member."""
        return choice.value if isinstance(choice, StrEnum) else str(choice)


def tell(line: str) -> None:
    """A line for the person, apart from what the command prints for other programs."""
    click.echo(line, err=True)


def printable(text: str) -> str:
    """The text without anything that moves a terminal's cursor, changes its colours or turns its
    writing round; line ends stay."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def json_text(value: Any, indent: int) -> str:
    """The value as JSON with Thai readable in it, and what `printable` takes out escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in written)


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows in columns. Separated by tabs when the output is not a terminal's."""
    lines = [list(heading), *([printable(each) for each in row] for row in rows)]
    if not sys.stdout.isatty():
        for line in lines:
            click.echo("\t".join(line))
        return
    widths = [max(_width(line[n]) for line in lines) for n in range(len(heading))]
    for line in lines:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def one_line(text: str, most: int = 200) -> str:
    """The text on one line of at most `most` signs, without anything that moves a terminal's
    cursor, changes its colours or turns its writing round."""
    kept = "".join(c if c.isprintable() else " " for c in text[: most * 8])
    return shortened(" ".join(kept.split()), most)


def masked_line(text: str, most: int = 200) -> str:
    """`one_line` without personal data. It is masked before it is cut: half a number is none."""
    return one_line(mask(one_line(text, 5_000)), most)


def masked_id(line_user_id: str) -> str:
    """Enough of an id to find it again: U4af…09c1."""
    return f"{line_user_id[:4]}…{line_user_id[-4:]}"


def _width(cell: str) -> int:
    # Thai vowels and tone marks above and below the line take no room of their own.
    return sum(
        not (c == "\u0e31" or "\u0e34" <= c <= "\u0e3a" or "\u0e47" <= c <= "\u0e4e") for c in cell
    )
