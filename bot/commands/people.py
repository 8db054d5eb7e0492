"""`people`: who is a volunteer, a mentor, an officer; and invitations to become one."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from bot.commands.areas import ROLES, agency_of, area_of, find_province, service_options
from bot.commands.audit import who
from bot.commands.people_ending import end_command, keep_person
from bot.commands.people_file import check_line_user_id, read_people_file
from bot.commands.person_data import data_command, erase_command
from bot.commands.plain import OneOf, PlainGroup, masked_id, table, tell
from bot.house import House
from casework.agencies import SCREENING_DESK, Agency
from casework.invitation_code import make_code
from casework.people import ROLE_NAMES, Invitation, Person, Role, end_of_term
from casework.places import Place
from casework.thai_calendar import local_date, thai_date, thai_datetime
from storage import operator_log
from storage.operator_log import Deed
from storage.people import (
    code_is_free,
    ensure_person,
    list_people,
    save_invitation,
)


def people(house: House) -> click.Group:
    """The commands."""

    @click.group("people", cls=PlainGroup)
    def group() -> None:
        """Volunteers, mentors, officers, operators."""

    @group.command("add")
    @click.option("--line-user-id", required=True, help="U and 32 hexadecimal digits.")
    @service_options
    def add(
        line_user_id: str,
        role: Role,
        subdistrict: str | None,
        province: str | None,
        agency: Agency | None,
        name: str,
    ) -> None:
        """Give a LINE user a role. Whoever is added agreed to it on the appointment form."""
        check_line_user_id(line_user_id)
        area, its_agency = area_of(role, subdistrict, province), agency_of(role, agency)
        with house.session() as session:
            before = ensure_person(session, line_user_id)
            person = with_role(before, role, area, its_agency, name, datetime.now(UTC))
            keep_person(session, before, person, datetime.now(UTC))
        _tell_move(before, person)
        until = f", until {thai_date(person.term_end)}" if person.term_end else ""
        click.echo(f"{masked_id(line_user_id)} is {ROLE_NAMES[role]}, {area.thai()}{until}")

    @group.command("import")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    def import_(file: Path) -> None:
        """Add everybody in FILE (CSV): all of them, or nobody when it has a fault."""
        listed = read_people_file(file)
        changed: list[tuple[Person, Person]] = []
        with house.session() as session:
            for each in listed:
                before = ensure_person(session, each.line_user_id)
                now = datetime.now(UTC)
                person = with_role(before, each.role, each.area, each.agency, each.name, now)
                keep_person(session, before, person, now)
                changed.append((before, person))
        for before, person in changed:
            _tell_move(before, person)
        click.echo(f"{len(listed)} people imported.")

    @group.command("list")
    @click.option("--role", type=OneOf(ROLES), help="Only these.")
    @click.option("--province", help="Only of this province, by code or name.")
    def list_(role: Role | None, province: str | None) -> None:
        """List people with a role; names and ids are shortened."""
        code = find_province(province).province_code if province else None
        with house.session() as session:
            found = [each for each in list_people(session, role, code) if each.roles]
            deed = Deed(datetime.now(UTC), who(), "list", f"people: {len(found)}")
            operator_log.add(session, [deed])
        table(
            ("LINE", "name", "roles", "agency", "area", "term ends", "consent"),
            (_line(person) for person in found),
        )

    @group.command("invite")
    @service_options
    def invite(
        role: Role,
        subdistrict: str | None,
        province: str | None,
        agency: Agency | None,
        name: str,
    ) -> None:
        """Make a code with which one person takes up a role; prints it."""
        area, its_agency = area_of(role, subdistrict, province), agency_of(role, agency)
        expires = datetime.now(UTC) + timedelta(days=house.settings.people.invitation_days)
        with house.session() as session:
            code = make_code(secrets.choice)
            while not code_is_free(session, code):
                code = make_code(secrets.choice)
            its_agency = its_agency or _default_agency(role)
            invitation = Invitation(code, role, area, its_agency, None, expires, name=name)
            save_invitation(session, invitation)
        click.echo(code)
        tell(f"{ROLE_NAMES[role]}, {area.thai()}; usable once, until {thai_datetime(expires)}")

    group.add_command(end_command(house))
    group.add_command(data_command(house))
    group.add_command(erase_command(house))
    return group


def with_role(
    person: Person, role: Role, area: Place, agency: Agency | None, name: str, now: datetime
) -> Person:
    """The person with the role added; in another province the roles held before end.

    A volunteer's term begins today, unless one is running.
    """
    others = person.roles_kept_in(area)
    changed = replace(
        person,
        roles=others | {role},
        name=name or person.name,
        area=area,
        agency=agency or (person.agency if others else None) or _default_agency(role),
        applied_at=None,
        # Whoever withdrew keeps the say: only a first appointment brings its form's consent.
        consented_at=person.consented_at if person.roles else now,
    )
    today = local_date(now)
    running = person.term_end is not None and person.term_end >= today
    if role != Role.VOLUNTEER:
        # A mentor of the same province who also is a volunteer keeps the sub-district.
        kept = person.area if person.has(Role.VOLUNTEER) else None
        if kept and kept.province_code == area.province_code:
            changed = replace(changed, area=kept)
    elif not running:
        changed = replace(changed, term_start=today, term_end=end_of_term(today))
    return changed


def _tell_move(before: Person, person: Person) -> None:
    """Says so when somebody serves another province now, and which roles ended with that."""
    if not before.area or not before.roles or before.province_code == person.province_code:
        return
    ended = ", ".join(sorted(before.roles - person.roles - {Role.CITIZEN}))
    roles = f"; no longer {ended}" if ended else ""
    tell(f"{masked_id(person.line_user_id)} moved here from {before.area.thai()}{roles}")


def _default_agency(role: Role) -> Agency | None:
    return SCREENING_DESK if role == Role.MENTOR else None


def masked_name(name: str) -> str:
    """The first letters of a name."""
    return f"{name[:2]}…" if name else "-"


def _line(person: Person) -> tuple[str, ...]:
    return (
        masked_id(person.line_user_id),
        masked_name(person.name),
        ", ".join(sorted(person.roles)),
        person.agency or "-",
        person.area.thai() if person.area else "-",
        person.term_end.isoformat() if person.term_end else "-",
        "blocked" if person.blocked else "yes" if person.consented_at else "no",
    )
