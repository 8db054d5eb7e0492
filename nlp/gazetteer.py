"""Thailand's provinces, districts and sub-districts by code and by name, from geothai; and how
people write them, from `data/places.yaml`."""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import Any

import geothai

from casework.places import BANGKOK, Place, PlaceSource
from nlp.data_files import read_yaml


def _bare(name: str) -> str:
    """geothai writes Bangkok's districts with the word for their level; a Place keeps the name."""
    return name.removeprefix("เขต").removeprefix("แขวง")


@cache
def provinces() -> tuple[Place, ...]:
    """All 77 provinces in the order of their codes."""
    return tuple(Place(p.code, p.name_th) for p in geothai.provinces())


@cache
def place_of_code(code: str) -> Place | None:
    """The place of a 2, 4 or 6 digit code, or None."""
    province = geothai.province(code[:2])
    if province is None or len(code) not in (2, 4, 6):
        return None
    place = Place(province.code, province.name_th)
    if len(code) >= 4:
        district = geothai.district(code[:4])
        if district is None:
            return None
        place = replace(place, district_code=district.code, district=_bare(district.name_th))
    if len(code) == 6:
        subdistrict = geothai.subdistrict(code)
        if subdistrict is None:
            return None
        place = replace(
            place, subdistrict_code=subdistrict.code, subdistrict=_bare(subdistrict.name_th)
        )
    return place


def search(text: str, limit: int = 10) -> tuple[Place, ...]:
    """Places whose name begins with or contains the text, larger areas first."""
    found = (place_of_code(result.area.code) for result in geothai.search(text, limit=limit))
    return tuple(place for place in found if place is not None)


def with_source(place: Place, source: PlaceSource) -> Place:
    """The same place, found in another way."""
    return replace(place, source=source)


@cache
def province_codes() -> dict[str, str]:
    """Province name to its code."""
    return {p.province: p.province_code for p in provinces()}


@cache
def district_codes() -> dict[str, tuple[str, ...]]:
    """District name to the codes of all districts of that name; เมือง is every capital district."""
    codes: dict[str, list[str]] = defaultdict(list)
    for province in provinces():
        for district in geothai.districts(province.province_code):
            codes[_bare(district.name_th)].append(district.code)
            if district.code.endswith("01") and district.province_code != BANGKOK:
                codes["เมือง"].append(district.code)
    return {name: tuple(dict.fromkeys(found)) for name, found in codes.items()}


@cache
def subdistrict_codes() -> dict[str, tuple[str, ...]]:
    """Sub-district name to the codes of all sub-districts of that name."""
    codes: dict[str, list[str]] = defaultdict(list)
    for places in district_codes().values():
        for district_code in places:
            for subdistrict in geothai.subdistricts(district_code):
                name = _bare(subdistrict.name_th)
                if subdistrict.code not in codes[name]:
                    codes[name].append(subdistrict.code)
    return {name: tuple(found) for name, found in codes.items()}


@cache
def writing() -> dict[str, Any]:
    """What `places.yaml` says."""
    return read_yaml("places.yaml")


@cache
def names() -> frozenset[str]:
    """What provinces, districts and sub-districts are called, nicknames among them."""
    return frozenset({*_names_of_larger_areas(), *subdistrict_codes()})


@cache
def names_for_the_dictionary() -> frozenset[str]:
    """Names and nicknames long enough to help newmm without splitting ordinary words."""
    return frozenset(name for name in _names_of_larger_areas() if len(name) >= 5)


def _names_of_larger_areas() -> set[str]:
    return {*province_codes(), *district_codes(), *writing()["nicknames"]}
