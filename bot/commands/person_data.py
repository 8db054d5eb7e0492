"""`people data` and `people erase`: what a person may ask for (PDPA B.E. 2562, sections 30, 33)."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import click

from bot.commands.audit import who, why_option
from bot.commands.cases import found_case
from bot.commands.people_ending import free_desk
from bot.commands.plain import PlainCommand, json_text, masked_id, one_line, tell
from bot.house import House
from casework.people import Person, Role
from storage import Session, operator_log, person_data
from storage.operator_log import Deed
from storage.people import person_by_id, person_by_line_id
from storage.person_data import Erasure

LINE_USER_ID = re.compile(r"U[0-9a-f]{32}")


def data_command(house: House) -> click.Command:
    """`people data`."""

    @click.command("data", cls=PlainCommand)
    @click.argument("who_", metavar="LINE_ID_OR_NUMBER")
    @why_option(required=False)
    def data(who_: str, why: str) -> None:
        """Print all that is kept about one person as JSON: give it to that person only.

        Named by LINE user id, or by the number of a case they reported. Numbers that are somebody
        else's are masked, staff is not named. That it was read is written down.
        """
        now = datetime.now(UTC)
        with house.session() as session:
            person = _person(session, who_)
            told = person_data.about(session, person)
            person_data.note_reading(session, person, now)
            operator_log.add(session, [Deed(now, who(), "data", _subject(person), why)])
        click.echo(json_text(told, indent=2))
        tell("Section 30 of the PDPA: answer within thirty days. Look for names of others first.")

    return data


def erase_command(house: House) -> click.Command:
    """`people erase`."""

    @click.command("erase", cls=PlainCommand)
    @click.argument("who_", metavar="LINE_ID_OR_NUMBER")
    @why_option(required=True)
    @click.option("--yes", is_flag=True, help="Do not ask.")
    def erase(who_: str, why: str, yes: bool) -> None:
        """Erase what is kept about one person, but what the law wants kept. No way back.

        Named by LINE user id, or by the number of a case they reported.
        """
        with house.session() as session:
            person = _person(session, who_)
            for line in _told(person, person_data.erasure(session, person)):
                click.echo(line)
        if not yes:
            click.confirm("Erase it for good?", abort=True)
        now = datetime.now(UTC)
        with house.session() as session:
            free_desk(session, person, replace(person, roles=frozenset()), now)
            done = person_data.erase(session, person, now)
            operator_log.add(session, [Deed(now, who(), "erase", _subject(person), why)])
        waits = "the rest goes by itself when no case is under way" if done.open else "all of it"
        click.echo(f"erased: {len(done.blanked)} cases, {done.events} events; {waits}")

    return erase


def _person(session: Session, written: str) -> Person:
    """Whoever is meant. Raises ClickException."""
    if LINE_USER_ID.fullmatch(written):
        person = person_by_line_id(session, written)
    elif re.match(r"U[0-9A-Za-z]{20}", written):
        raise click.UsageError("A LINE user id is U and 32 hexadecimal digits (0-9, a-f).")
    else:
        person = person_by_id(session, found_case(session, written).reporter_id)
    if person is None:
        raise click.ClickException(f"Nobody is known as {one_line(written, 40)}.")
    if person.line_user_id.startswith("erased-"):
        raise click.ClickException("Whoever reported that case was erased.")
    return person


def _subject(person: Person) -> str:
    return f"person:{str(person.id)[:8]}"


def _told(person: Person, would: Erasure) -> list[str]:
    lines = [
        f"{masked_id(person.line_user_id)}: goes",
        f"  name, consent, draft, {would.events} events as they came from LINE",
        f"  text, results and files of {len(would.blanked)} ended cases: {_listed(would.blanked)}",
        "stays (PDPA B.E. 2562 section 33 with 24(4): a task of public authority)",
        "  number, category, district, dates and history of the cases, without words and names",
        "  what operators did, and when",
    ]
    if would.open:
        lines.append(
            f"  whom to tell, and the text of cases under way: {_listed(would.open)}; until they"
            " end (withdrawn by the reporter, or closed), then they go by themselves"
        )
    if would.offices:
        lines.append("  what these offices received; ask each of them (section 33):")
        lines += [f"    {office}" for office in would.offices]
    if person.roles - {Role.CITIZEN}:
        lines.append(f"  nothing of the role {', '.join(sorted(person.roles))}: it ends with this")
    return lines


def _listed(numbers: tuple[str, ...]) -> str:
    return ", ".join(numbers[:20]) + (" …" if len(numbers) > 20 else "") if numbers else "-"
