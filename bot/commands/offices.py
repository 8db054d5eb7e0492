"""`offices`: the directory of offices, from and to a spreadsheet."""

from pathlib import Path

import click

from bot.commands.plain import PlainGroup, tell
from bot.house import House
from casework.office_csv import OfficeList, format_offices, parse_offices
from casework.offices import Office
from storage.offices import all_offices, save_offices

FILE = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)


def read_office_file(path: Path) -> tuple[Office, ...]:
    """The offices in a file. Raises ClickException that lists every fault."""
    read = _read(path)
    if read.faults:
        for fault in read.faults:
            tell(f"[{path.name}] {fault}")
        count = len(read.faults)
        raise click.ClickException(f"{count} fault{'s' * (count > 1)}; nothing was imported.")
    return read.offices


def offices(house: House) -> click.Group:
    """The commands."""

    @click.group("offices", cls=PlainGroup)
    def group() -> None:
        """The offices' names, addresses and contacts."""

    @group.command("import")
    @FILE
    def import_(file: Path | None) -> None:
        """Enter the offices of FILE (offices.csv): all of them, or none when it has a fault."""
        read = read_office_file(file or house.offices_path)
        with house.session() as session:
            count = save_offices(session, read)
        click.echo(f"{count} offices imported, {_without_mail(read)} of them without e-mail.")

    @group.command("export")
    @click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
    def export(file: Path | None) -> None:
        """Write all offices to FILE, or print them, as a spreadsheet reads them."""
        with house.session() as session:
            text = format_offices(all_offices(session))
        if file is None:
            click.echo(text.encode(), nl=False)
            return
        try:
            file.write_bytes(text.encode())
        except OSError as error:
            raise click.ClickException(f"{file} cannot be written ({error.strerror}).") from None
        tell(f"written to {file}")

    @group.command("check")
    @FILE
    def check(file: Path | None) -> None:
        """List every fault of FILE (offices.csv) with line and column; changes nothing."""
        path = file or house.offices_path
        read = _read(path)
        for fault in read.faults:
            tell(f"[{path.name}] {fault}")
        if read.faults:
            raise SystemExit(1)
        without = _without_mail(read.offices)
        click.echo(f"{path.name}: {len(read.offices)} offices, no faults, {without} without e-mail")

    return group


def _without_mail(read: tuple[Office, ...]) -> int:
    return sum(not office.email for office in read)


def _read(path: Path) -> OfficeList:
    try:
        return parse_offices(path.read_bytes().decode())
    except UnicodeDecodeError:
        right = 'in Excel choose "CSV UTF-8 (Comma delimited)"'
        raise click.ClickException(f"{path.name} is not UTF-8; {right}.") from None
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read ({error.strerror}).") from None
