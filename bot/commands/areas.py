"""The options that say where a person serves, and what is told when a code is wrong."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, TypeVar

import click

from bot.commands.plain import OneOf
from casework.agencies import Agency
from casework.people import Role
from casework.places import Place, PlaceSource
from nlp.gazetteer import place_of_code, provinces, search, with_source

Command = TypeVar("Command", bound=Callable[..., Any])

ROLES = (Role.VOLUNTEER, Role.MENTOR, Role.OFFICER, Role.OPERATOR)
OFFICERS_AGENCIES = (Agency.DOE, Agency.DSD, Agency.DLPW, Agency.SSO)


def service_options(command: Command) -> Command:
    """--role, --subdistrict, --province, --agency and --name."""
    for option in reversed(
        (
            click.option("--role", type=OneOf(ROLES), required=True, help="What the person is."),
            click.option(
                "--subdistrict", help="Six-digit code or name of a volunteer's sub-district."
            ),
            click.option("--province", help="Two-digit code or name of the province served."),
            click.option("--agency", type=OneOf(OFFICERS_AGENCIES), help="An officer's."),
            click.option("--name", default="", help="Name to be called by."),
        )
    ):
        command = option(command)
    return command


def area_of(role: Role, subdistrict: str | None, province: str | None) -> Place:
    """The place a person of that role serves. Raises UsageError that says what would be right."""
    if subdistrict and province:
        raise click.UsageError("Give --subdistrict or --province, not both.")
    if role == Role.VOLUNTEER:
        if not subdistrict:
            raise click.UsageError("A volunteer serves a sub-district: give --subdistrict CODE.")
        return find_subdistrict(subdistrict)
    if subdistrict:
        return _province_of(find_subdistrict(subdistrict))
    if not province:
        raise click.UsageError(f"Give the province the {role} serves: --province CODE.")
    return find_province(province)


def agency_of(role: Role, agency: Agency | None) -> Agency | None:
    """The agency that goes with a role. Raises UsageError."""
    if role == Role.OFFICER and agency is None:
        names = ", ".join(OFFICERS_AGENCIES)
        raise click.UsageError(f"An officer belongs to a department: give --agency ({names}).")
    if role != Role.OFFICER and agency is not None:
        raise click.UsageError(f"A {role} has no --agency.")
    return agency


def find_province(written: str) -> Place:
    """A province by code or Thai name. Raises UsageError with the nearest ones."""
    by_name = {each.province: each for each in provinces()}
    place = place_of_code(written) if len(written) == 2 else None
    place = place or by_name.get(written.removeprefix("จังหวัด").removeprefix("จ."))
    if place:
        return with_source(place, PlaceSource.CHOSEN)
    near = get_close_matches(written, by_name, n=3, cutoff=0.5)
    options = [by_name[name] for name in near] or _near_codes(written, 2)
    raise click.UsageError(f"No province is {written!r}.{_did_you_mean(options)}")


def find_subdistrict(written: str) -> Place:
    """A sub-district by code, or by a name only one has. Raises UsageError with near ones."""
    place = place_of_code(written) if len(written) == 6 else None
    if place:
        return with_source(place, PlaceSource.CHOSEN)
    if written.isdigit():
        raise click.UsageError(
            f"No sub-district has the code {written!r}.{_did_you_mean(_near_codes(written, 6))}"
        )
    found = [each for each in search(written, limit=50) if each.subdistrict_code]
    exact = [each for each in found if each.subdistrict == written]
    if len(exact) == 1:
        return with_source(exact[0], PlaceSource.CHOSEN)
    why = "Several sub-districts are" if exact else "No sub-district is"
    raise click.UsageError(f"{why} called {written!r}.{_did_you_mean(exact[:5] or found[:5])}")


def _province_of(place: Place) -> Place:
    return Place(place.province_code, place.province, source=PlaceSource.CHOSEN)


def _near_codes(written: str, digits: int) -> list[Place]:
    """Places whose code begins as the written one does, as far as any does."""
    if digits == 2:
        return [each for each in provinces() if each.province_code[0] == written[:1]]
    for length in (4, 2):
        tails = (f"{number:02d}" for number in range(1, 100))
        near = [place for tail in tails if (place := place_of_code(written[:length] + tail))]
        if near:
            return near[:9]
    return []


def _did_you_mean(places: list[Place]) -> str:
    if not places:
        return " Codes are the Department of Provincial Administration's (58, 580306)."
    lines = (f"\n  {_code(place)}  {place.thai()}" for place in places)
    return " Did you mean:" + "".join(lines)


def _code(place: Place) -> str:
    return place.subdistrict_code or place.district_code or place.province_code
