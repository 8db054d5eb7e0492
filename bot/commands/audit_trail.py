"""`audit`: whether the histories of cases still are what was written."""

import re
from collections.abc import Iterable

import click

from bot.commands.cases import found_case
from bot.commands.plain import PlainGroup, tell
from bot.house import House
from casework.chain import Fault
from casework.thai_calendar import thai_datetime
from storage import Session, auditing
from storage.auditing import Found
from storage.cases import case_by_id

MOST_TOLD = 100
HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


class Head(click.ParamType[tuple[int, bytes]]):
    """What `audit verify` printed as its head: a position and 64 hexadecimal digits."""

    name = "head"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, bytes]:
        """Position and hash."""
        match = HEAD.fullmatch(str(value))
        if match is None:
            self.fail("write it as `audit verify` printed it, POSITION:HASH", param, ctx)
        return int(match[1]), bytes.fromhex(match[2])


def audit(house: House) -> click.Group:
    """The commands."""

    @click.group("audit", cls=PlainGroup)
    def group() -> None:
        """The audit trail: every case's history, chained."""

    @group.command("verify")
    @click.option("--case", "number", help="Only the history of the case with this number.")
    @click.option("--head", "known", type=Head(), help="A head that was printed and noted before.")
    def verify(number: str | None, known: tuple[int, bytes] | None) -> None:
        """Find lines that were changed, removed, added or moved. Exit code 1 when there are."""
        with house.session() as session:
            case = found_case(session, number) if number else None
        with house.session() as session:
            found = auditing.verify(session, case.id if case else None)
            told = list(_faults(session, found.faults))
            if known and auditing.seal_at(session, known[0]) != known[1]:
                told.append(f"head {known[0]}: the trail is not the one this head was noted of")
        for line in told[:MOST_TOLD]:
            click.echo(line)
        if len(told) > MOST_TOLD:
            click.echo(f"and {len(told) - MOST_TOLD} more")
        _summed_up(found)
        if told:
            raise click.ClickException(f"The audit trail is broken in {len(told)} places.")
        tell("The audit trail is whole.")

    return group


def _faults(session: Session, faults: Iterable[Fault]) -> Iterable[str]:
    for fault in faults:
        if fault.case_id is None:
            row = f" (row {fault.log_id})" if fault.log_id is not None else ""
            yield f"all cases, seal {fault.line}{row}: {fault.what}"
            continue
        case = case_by_id(session, fault.case_id)
        number = case.number if case else str(fault.case_id)
        line = f"line {fault.line}" if fault.line else "a line nobody sealed"
        yield f"{number}, {line} (row {fault.log_id}): {fault.what}"


def _summed_up(found: Found) -> None:
    click.echo(f"lines: {found.lines}")
    click.echo(f"cases: {found.cases}")
    if found.blanked_last:
        last = thai_datetime(found.blanked_last)
        click.echo(f"blanked: {found.blanked}, last on {last}")
    position, hash_ = found.head
    click.echo(f"head: {position}:{hash_.hex() or '0' * 64}")
