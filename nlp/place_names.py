"""The names that places are written by: official ones, nicknames, misspellings; when each counts.

Official names and codes are those of the gazetteer, the rest stands in `data/places.yaml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from casework.places import BANGKOK
from nlp import gazetteer
from nlp.gazetteer import writing
from nlp.tokens import dictionary

PROVINCE, DISTRICT, SUBDISTRICT = 2, 4, 6  # the lengths of their codes
SHORTEST, LONGEST = 3, 22  # characters of a name that counts without its prefix
_SHORTEST_SUBDISTRICT = 4
_SHORTEST_MISSPELT = {PROVINCE: 6, DISTRICT: 8}
# Rivers, hills and trees, which most villages are called by: หนองบัว, โคกสูง.
VILLAGE_BEGINNINGS = (
    "บ้าน", "หนอง", "โนน", "โคก", "ห้วย", "ดอน", "นา", "วัง", "ท่า", "ป่า", "ทุ่ง", "โพน", "บึง", "โป่ง",
)  # fmt: skip
_PLACE_BEGINNINGS = ("บาง", "หนอง", "ดอน", "คลอง", "ห้วย", "โคก", "บ่อ", "เกาะ", "อ่าว")
_TONES = re.compile("[่้๊๋]")
_NUMBER = re.compile("(?:สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)?(?:สิบ|ร้อย|พัน|หมื่น|แสน)")
# What is called so is a temple, a road or a field before it is a sub-district.
_WORD_BEGINNINGS = ("บ้าน", "วัด", "ถนน", "ต้น", "ไร่", "สวน", "ร่ม")
_SILENT = re.compile("[ก-ฮ][ิุ]?์")


class Counts(Enum):
    """Where a name without a prefix counts as a place."""

    ANYWHERE = 1
    APART = 2  # between spaces, or after a word of place or an office: hardly anything else
    AFTER_AN_OFFICE = 3  # or a word of place
    AFTER_A_PLACE_WORD = 4  # an ordinary word, too, or a name of several places
    AS_A_SUBDISTRICT = 5  # after fewer words, or at the very end of a message


@dataclass(frozen=True, slots=True)
class Name:
    """What a name without a prefix may mean, and where it counts."""

    codes: tuple[str, ...]
    counts: Counts = Counts.ANYWHERE


@dataclass(frozen=True)
class Around:
    """The words around a bare name that decide whether it counts."""

    of_place: tuple[str, ...]
    of_offices: tuple[str, ...]
    of_work: tuple[str, ...]
    of_subdistricts: tuple[str, ...]
    of_origin: tuple[str, ...]
    titles: tuple[str, ...]
    people_too: frozenset[str]
    never_before: dict[str, tuple[str, ...]]
    never_after: dict[str, tuple[str, ...]]
    dishes: tuple[str, ...]


@cache
def words_around() -> Around:
    """The lists of `places.yaml` about the words before and after a name."""
    listed = writing()
    return Around(
        of_place=tuple(listed["place_words"]),
        of_offices=tuple(listed["office_words"]),
        of_work=tuple(listed["worksites"]),
        of_subdistricts=tuple(listed["subdistrict_words"]),
        of_origin=tuple(listed["origin_words"]),
        titles=tuple(listed["titles"]),
        people_too=frozenset(listed["people_too"]),
        never_before={name: tuple(words) for name, words in listed["never_before"].items()},
        never_after={name: tuple(words) for name, words in listed["never_after"].items()},
        dishes=tuple(listed["dishes"]),
    )


@cache
def never_without_prefix() -> frozenset[str]:
    """Names that are places only after อำเภอ, อ. and their like."""
    return frozenset(writing()["prefix_only"])


@cache
def names(level: int) -> dict[str, tuple[str, ...]]:
    """Every name of a level, nicknames too, and the codes it may mean after a prefix."""
    if level == SUBDISTRICT:
        return gazetteer.subdistrict_codes()
    known: dict[str, tuple[str, ...]] = {}
    for name, code in writing()["nicknames"].items():
        if len(code) == level:
            known[name] = (code,)
        elif level == DISTRICT and len(code) == PROVINCE and code != BANGKOK:
            known[f"เมือง{name}"] = (f"{code}01",)  # อ.เมืองโคราช
    if level == DISTRICT:
        return known | gazetteer.district_codes()
    return known | {name: (code,) for name, code in gazetteer.province_codes().items()}


@cache
def bare_names() -> dict[str, Name]:
    """Names that count without a prefix. A province wins over its capital's namesake district."""
    nicknames = {name: (code,) for name, code in writing()["nicknames"].items()}
    found = {
        name: Name(codes, Counts.AS_A_SUBDISTRICT)
        for name, codes in names(SUBDISTRICT).items()
        if len(codes) == 1 and len(name) >= _SHORTEST_SUBDISTRICT and not is_a_word(name)
    }
    found |= {name: Name((code,)) for name, code in _misspelt()}
    for name, codes in (gazetteer.district_codes() | names(PROVINCE) | nicknames).items():
        if name in never_without_prefix() or len(name) < SHORTEST:
            found.pop(name, None)
        else:
            found[name] = Name(codes, _where_it_counts(name, codes))
    for name, listed in writing()["several"].items():
        found[name] = Name(tuple(listed), Counts.AFTER_A_PLACE_WORD)
    return found


def _where_it_counts(name: str, codes: tuple[str, ...]) -> Counts:
    if name in writing()["apart"]:
        return Counts.APART
    if name in writing()["after_offices"]:
        return Counts.AFTER_AN_OFFICE
    if len(codes) > 1 or name in writing()["ordinary_words"]:
        return Counts.AFTER_A_PLACE_WORD
    return Counts.ANYWHERE


@cache
def bare_beginnings() -> dict[str, int]:
    """How the names of `bare_names` begin, and the length of the longest that begins so."""
    longest: dict[str, int] = {}
    for name in bare_names():
        beginning = name[:SHORTEST]
        longest[beginning] = max(len(name), longest.get(beginning, 0))
    return longest


@cache
def long_province_names() -> re.Pattern[str]:
    """Provinces whose names stand in no other words: นนทบุรี counts in "ในนนทบุรี" too."""
    ordinary = writing()["ordinary_words"]
    long = [n for n in gazetteer.province_codes() if len(n) >= 7 and n not in ordinary]
    return re.compile("|".join(long))


@cache
def is_a_word(name: str) -> bool:
    """Whether a sub-district's name says something else as well: ในเหมือง, ที่บ้านต้อง."""
    if name in writing()["known_areas"]:
        return False
    if name in writing()["nicknames"] and name not in writing()["ordinary_words"]:
        return False
    return (
        name.startswith(_WORD_BEGINNINGS)
        or bool(_NUMBER.fullmatch(name))
        or name in _PLACE_BEGINNINGS
        or name in never_without_prefix()
        or name in writing()["ordinary_words"]
        or (name in dictionary() and not name.startswith(_PLACE_BEGINNINGS))
    )


def _misspelt() -> Iterator[tuple[str, str]]:
    """Long names of provinces and districts without their tone marks or silent letters."""
    official = {**names(PROVINCE), **names(DISTRICT)}
    for name, codes in official.items():
        if len(codes) > 1:
            continue
        bare = _TONES.sub("", name)
        for written in {bare, _SILENT.sub("", name), _SILENT.sub("", bare)}:
            if (
                len(written) >= _SHORTEST_MISSPELT[len(codes[0])]
                and written not in official
                and written not in names(SUBDISTRICT)
                and written not in dictionary()
            ):
                yield written, codes[0]
