"""`people end`: a role is taken away; and what follows, whichever command ends one."""

from dataclasses import replace
from datetime import UTC, datetime

import click

from bot.commands.areas import ROLES
from bot.commands.audit import who, why_option
from bot.commands.plain import OneOf, PlainCommand, masked_id, one_line
from bot.house import House
from bot.rendering import render
from casework.changes import Decision
from casework.people import ROLE_NAMES, Person, Role
from handlers.desk_left import desk_left
from storage import Session, operator_log
from storage.keep import keep
from storage.operator_log import Deed
from storage.people import list_people, save_person


def end_command(house: House) -> click.Command:
    """`people end`."""

    @click.command("end", cls=PlainCommand)
    @click.argument("who_", metavar="LINE_ID")
    @click.option("--role", type=OneOf(ROLES), required=True, help="What the person is no longer.")
    @why_option(required=False)
    def end(who_: str, role: Role, why: str) -> None:
        """Take a role away from somebody; what else is known of them stays.

        Named by LINE user id, whole or as `people list` prints it. Cases that a mentor took can be
        taken by others.
        """
        now = datetime.now(UTC)
        with house.session() as session:
            person = _holder(session, who_, role)
            keep_person(session, person, without_role(person, role), now)
            subject = f"{role} person:{str(person.id)[:8]}"
            operator_log.add(session, [Deed(now, who(), "drop", subject, why)])
        click.echo(f"{masked_id(person.line_user_id)} is no longer {ROLE_NAMES[role]}")

    return end


def keep_person(session: Session, before: Person, after: Person, now: datetime) -> None:
    """Save the person, and free what they took at a desk that they left by it."""
    save_person(session, after)
    free_desk(session, before, after, now)


def free_desk(session: Session, before: Person, after: Person, now: datetime) -> None:
    """Free what a mentor took at a desk who leaves it, becoming `after`."""
    keep(session, Decision(desk_left(before, after, now)), render, None, now)


def without_role(person: Person, role: Role) -> Person:
    """The person without the role, and without the term or agency that came with it."""
    # Somebody without any role would be taken for new, and as having agreed on paper.
    left = (person.roles - {role}) or frozenset({Role.CITIZEN})
    serves = left & {Role.MENTOR, Role.OFFICER}
    is_volunteer = Role.VOLUNTEER in left
    return replace(
        person,
        roles=left,
        agency=person.agency if serves else None,
        term_start=person.term_start if is_volunteer else None,
        term_end=person.term_end if is_volunteer else None,
    )


def _holder(session: Session, written: str, role: Role) -> Person:
    """The one with the role who is meant. Raises ClickException."""
    holders = list_people(session, role)
    found = [p for p in holders if written in (p.line_user_id, masked_id(p.line_user_id))]
    if len(found) == 1:
        return found[0]
    if found:
        raise click.ClickException(f"Several are {one_line(written, 40)}: give the whole id.")
    raise click.ClickException(f"No {role} is known as {one_line(written, 40)}.")
