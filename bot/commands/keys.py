"""`keys`: with which keys what people told is sealed, and sealing it all with the newest."""

import click
from rich.progress import Progress

from bot.commands.plain import PlainGroup, table, tell
from bot.house import House
from casework.secrets import ENCRYPTION_KEYS
from casework.thai_calendar import thai_datetime
from storage import KeyMissing, keys, transaction
from storage.sealing import NONE_GIVEN, PLAIN


def group(house: House) -> click.Group:
    """The commands."""

    @click.group("keys", cls=PlainGroup)
    def commands() -> None:
        """The keys that what people told is sealed with. No key is ever shown, only its id."""

    @commands.command("list")
    def list_() -> None:
        """List them: newest, old or missing, since when, and how many values each still holds."""
        ring = house.keys()
        given = ring.ids if ring else ()
        with house.database(admit=False) as (engine, _), transaction(engine) as session:
            found = keys.in_use(session)
        unlisted = [each for each in given if all(each != key.id for key in found)]
        rows = [
            (key.id, _standing(key.id, given), _when(key), str(key.values)) for key in found
        ] + [(each, _standing(each, given), "-", "0") for each in unlisted]
        table(("id", "is", "since", "values"), rows)

    @commands.command("rotate")
    def rotate() -> None:
        """Seal everything with the newest key, beside running processes. May be broken off."""
        if house.keys() is None:
            raise KeyMissing(NONE_GIVEN)
        with house.database() as (engine, _), Progress() as progress:
            rows = keys.rows_to_seal(engine)
            task = progress.add_task("sealing rows", total=rows)
            rotated = keys.rotate(engine, lambda done: progress.advance(task, done))
        click.echo(f"sealed anew: {rotated.sealed} rows; left with older keys: {rotated.left}")
        for line in rotated.unopened:
            tell(line)
        if rotated.left:
            raise click.ClickException(
                "Some values are not sealed with the newest key. Is it the first of"
                f" {ENCRYPTION_KEYS} in every process? Restart them and run this again."
            )

    return commands


def _standing(key: str, given: tuple[str, ...]) -> str:
    if key == PLAIN:
        return "not sealed: run keys rotate"
    if key not in given:
        return f"missing in {ENCRYPTION_KEYS}"
    return "newest" if key == given[0] else "old"


def _when(key: keys.KeyInUse) -> str:
    return thai_datetime(key.since) if key.since else "-"
