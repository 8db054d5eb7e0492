"""`cases`: what was reported and where it stands. Personal data is masked; reading is on record."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commands.areas import find_province
from bot.commands.audit import who
from bot.commands.case_files import write_files
from bot.commands.plain import OneOf, PlainGroup, printable, table
from bot.house import House
from casework.case_number import find_number, looks_like_number
from casework.cases import REFERRAL_STATE_NAMES, STATE_NAMES, Case, CaseState, LogEntry
from casework.categories import CATEGORY_NAMES, FLAG_RULES, SUBTYPES, URGENCY_NAMES
from casework.masking import mask
from casework.thai_calendar import thai_datetime
from storage import Session, case_log, operator_log
from storage.cases import case_by_number, list_cases
from storage.operator_log import Deed


def cases(house: House) -> click.Group:
    """The commands."""

    @click.group("cases", cls=PlainGroup)
    def group() -> None:
        """Cases, their referrals and history."""

    @group.command("list")
    @click.option("--province", help="Only of this province, by code or name.")
    @click.option("--state", type=OneOf(list(CaseState)), help="Only in this state.")
    @click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
    def list_(province: str | None, state: CaseState | None, limit: int) -> None:
        """List cases, newest first."""
        code = find_province(province).province_code if province else None
        with house.session() as session:
            found = list_cases(session, province_code=code, state=state, limit=limit)
            _note(session, "list", f"cases: {len(found)}")
        table(
            ("number", "made", "state", "category", "urgency", "place", "referrals"),
            (_line(case) for case in found),
        )

    @group.command("show")
    @click.argument("number")
    def show(number: str) -> None:
        """Show the case with NUMBER (มส-69-00042-8; spaces and dashes do not matter)."""
        with house.session() as session:
            case = found_case(session, number)
            history = case_log.entries(session, case.id)
            reading = LogEntry(case.id, datetime.now(UTC), None, "read", "command line")
            case_log.add(session, [reading])
            _note(session, "show", f"case:{case.number}")
        for line in (*_described(case), "", *(_entry(entry) for entry in history)):
            click.echo(printable(line))

    @group.command("files")
    @click.argument("number")
    @click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
    def files(number: str, folder: Path) -> None:
        """Write the photos and files of the case with NUMBER into FOLDER; tell its places."""
        with house.session() as session:
            case = found_case(session, number)
            told = list(write_files(session, case, folder, datetime.now(UTC)))
            _note(session, "files", f"case:{case.number}")
        for line in told or ["Nothing came with this case."]:
            click.echo(line)

    return group


def found_case(session: Session, number: str) -> Case:
    """The case with that number, however it is typed. Raises ClickException for none."""
    wanted = find_number(number)
    if wanted is None:
        mistyped = " Its check digit does not fit." if looks_like_number(number) else ""
        raise click.UsageError(f"{number!r} is no case number.{mistyped}")
    case = case_by_number(session, wanted)
    if case is None:
        raise click.ClickException(f"There is no case {wanted}.")
    return case


def _note(session: Session, action: str, subject: str) -> None:
    """Which account of the machine it was, beside the line in the history of the case."""
    operator_log.add(session, [Deed(datetime.now(UTC), who(), action, subject)])


def _line(case: Case) -> tuple[str, ...]:
    referrals = ", ".join(f"{each.agency}: {each.state}" for each in case.referrals)
    return (
        case.number,
        thai_datetime(case.created_at),
        case.state,
        case.subtype or case.category,
        URGENCY_NAMES[case.urgency],
        case.place.thai(),
        referrals or "-",
    )


def _described(case: Case) -> list[str]:
    subtype = SUBTYPES.get(case.subtype or "")
    category = CATEGORY_NAMES[case.category] + (f" / {subtype.thai}" if subtype else "")
    flags = ", ".join(FLAG_RULES[flag].thai for flag in sorted(case.flags))
    lines = [
        f"{case.number}  {STATE_NAMES[case.state]}  {URGENCY_NAMES[case.urgency]}",
        f"{thai_datetime(case.created_at)}  {case.place.thai()}",
        f"{category} ({case.confidence:.0%}, {case.decided_by})",
        *([flags] if flags else []),
        *([mask(case.reason)] if case.reason else []),
        "",
        *(f"  {line}" for line in mask(case.text).splitlines()),
        "",
    ]
    for each in case.referrals:
        state = REFERRAL_STATE_NAMES[each.state]
        note = mask(each.result or each.reason)
        lines.append(f"→ {each.office_name}: {state}" + (f" ({note})" if note else ""))
    return lines


def _entry(entry: LogEntry) -> str:
    actor = str(entry.actor_id)[:8] if entry.actor_id else "service"
    return f"{thai_datetime(entry.at)}  {actor}  {entry.action}  {mask(entry.detail)}".rstrip()
