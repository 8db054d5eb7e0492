"""Find the place a message speaks of.

Names count with their prefix (อำเภอ, ต., เขต …) or bare; a bare name must stand on word borders,
and one that is an ordinary word too (เลย, แพร่, น่าน) needs a word of place before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from casework.places import Place
from nlp import gazetteer
from nlp.data_files import read_yaml
from nlp.tokens import Token, dictionary

_PROVINCE, _DISTRICT, _SUBDISTRICT = 2, 4, 6  # the lengths of their codes
_PREFIXES = (
    (re.compile(r"(?:จังหวัด|จว\.|(?<!\.)จ\.)\s?"), _PROVINCE),
    (re.compile(r"(?:อำเภอ|เขต|(?<!\.)อ\.|(?<=\s)อ\s(?=เมือง))\s?"), _DISTRICT),
    (re.compile(r"(?:ตำบล|แขวง|(?<!\.)ต\.)\s?"), _SUBDISTRICT),
)
_THAI = re.compile(r"[ก-๙]")
_PLACE_BEFORE = frozenset({"ที่", "อยู่", "แถว", "ใน", "ย่าน", "แถวๆ", "นิคม", "ละแวก", "ตี้", "ตลาด"})
_PLACE_BEGINNINGS = ("บาง", "หนอง", "ดอน", "คลอง", "ห้วย", "โคก", "บ่อ")
# Words straight before the place where somebody is now, and before one where somebody is.
_NOW_HERE = re.compile(r"(?:ตอนนี้อยู่|ย้ายมา(?:อยู่)?|มาอยู่|มา(?:ทำ|เฮ็ด)งาน|ตัวอยู่)(?:ที่|แถว|ใน)?\s?$")
_HERE = re.compile(r"(?:อยู่|(?:ทำ|เฮ็ด)งาน|ไซต์|โรงงาน|ร้าน)(?:ที่|แถว|ใน|ตี้)?\s?$|แถว$")
_AFTER_NUMBER = re.compile(r"(?:[0-9]|สิบ|ซาว|ร้อย|พัน|หมื่น|แสน)$")
_SHORTEST_NAME, _LONGEST_NAME = 3, 22
_MOST_CANDIDATES = 8
_NEXT_TO = 8  # characters between a bare sub-district and the district or province after it


@dataclass(frozen=True)
class Mention:
    """A place's name at `text[start:end]` and all codes it may mean."""

    start: int
    end: int
    level: int
    codes: tuple[str, ...]
    origin: bool = False  # where somebody comes from, rather than where it happened
    found_by: str = "name"  # or "prefix" (อ.ปาย), or "neighbour": named beside its own area


@dataclass(frozen=True)
class FoundPlace:
    """The place when it is sure, the candidates when it is not, and where it was written."""

    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()  # every name found, the ones that decided nothing too


@cache
def _writing() -> dict[str, Any]:
    return read_yaml("places.yaml")


@cache
def _names(level: int) -> dict[str, tuple[str, ...]]:
    if level == _PROVINCE:
        names = {name: (code,) for name, code in gazetteer.province_codes().items()}
        return names | {n: (c,) for n, c in _writing()["nicknames"].items() if len(c) == 2}
    if level == _DISTRICT:
        nicknames = {n: (c,) for n, c in _writing()["nicknames"].items() if len(c) == 4}
        return nicknames | gazetteer.district_codes()
    return gazetteer.subdistrict_codes()


@cache
def _bare_names() -> dict[str, tuple[str, ...]]:
    """Names that count without a prefix. A province wins over its capital's namesake district."""
    never = set(_writing()["prefix_only"])
    nicknames = {name: (code,) for name, code in _writing()["nicknames"].items()}
    bare = _names(_DISTRICT) | _names(_PROVINCE) | nicknames
    return {
        n: c for n, c in bare.items() if n not in never and len(c) == 1 and len(n) >= _SHORTEST_NAME
    }


@cache
def _bare_beginnings() -> frozenset[str]:
    return frozenset(name[:_SHORTEST_NAME] for name in _bare_names())


def find_place(text: str, tokens: tuple[Token, ...]) -> FoundPlace:
    """The place clean text speaks of, from all names written in it."""
    mentions = list(_prefixed(text, tokens))
    mentions += _bare(text, tokens, mentions)
    mentions += _long_provinces(text, mentions)
    mentions += _bare_subdistricts(text, tokens, mentions)
    mentions += _lone_subdistricts(text, tokens, mentions)
    if not mentions:
        return FoundPlace()
    settled = [m for m in mentions if not m.origin] or mentions
    codes = _agreeing_codes(settled)
    spans = tuple((m.start, m.end) for m in sorted(settled, key=lambda m: m.start))
    places = tuple(p for p in map(gazetteer.place_of_code, codes[:_MOST_CANDIDATES]) if p)
    if len(codes) > 1:
        codes = _here(text, settled, codes)
        places = tuple(p for p in map(gazetteer.place_of_code, codes[:_MOST_CANDIDATES]) if p)
    if len(codes) == 1 and places:
        return FoundPlace(places[0], (), spans, tuple(mentions))
    return FoundPlace(None, places, spans, tuple(mentions))


def _here(text: str, mentions: list[Mention], codes: list[str]) -> list[str]:
    """Of several places the one that words of being there stand before; all when that fits more."""
    scores: dict[str, int] = {}
    for mention in mentions:
        own = [code for code in codes if code.startswith(mention.codes)]
        if len(own) == 1:
            before = text[max(0, mention.start - 24) : mention.start]
            said = 2 if _NOW_HERE.search(before) else 1 if _HERE.search(before) else 0
            scores[own[0]] = max(said, scores.get(own[0], 0))
    if len(scores) < len(codes):  # a name of several places: only the writer can say which
        return codes
    top = max(scores.values())
    best = [code for code, score in scores.items() if score == top]
    return best if top and len(best) == 1 else codes


def _longest_name(text: str, at: int, level: int) -> str | None:
    names = _names(level)
    for end in range(min(len(text), at + _LONGEST_NAME), at + 1, -1):
        if text[at:end] in names:
            return text[at:end]
    return None


def _prefixed(text: str, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    starts: set[int] | None = None
    for prefix, level in _PREFIXES:
        for found in prefix.finditer(text):
            if found.start() and found.group().rstrip().endswith("."):
                # "อยู่อ.งาว" is a place; the letter of "สสอ.เมือง" begins no word.
                starts = starts or {token.start for token in tokens}
                before = text[found.start() - 1]
                if found.start() not in starts and _THAI.match(before):
                    continue
            name = _longest_name(text, found.end(), level)
            longer = _longest_name(text, found.end(), _DISTRICT) if name else None
            if level == _SUBDISTRICT and longer and name and len(longer) > len(name):
                continue  # ต.ควนเนียง is not ต.ควน
            if level == _DISTRICT and (name is None or name == "เมือง"):
                name = _capital_district(text, found.end()) or name
            if name is None:
                continue
            codes = _names(level).get(name) or _names(_DISTRICT)[name]
            origin = _is_origin(text, found.start())
            end = found.end() + len(name)
            yield Mention(found.start(), end, level, codes, origin, "prefix")


def _capital_district(text: str, at: int) -> str | None:
    """อ.เมืองโคราช is written with a nickname; the gazetteer knows เมืองนครราชสีมา."""
    return "เมือง" if text.startswith("เมือง", at) else None


def _bare(text: str, tokens: tuple[Token, ...], known: list[Mention]) -> Iterator[Mention]:
    """Names on word borders, the longest first, outside the ones already known."""
    ends = {token.end for token in tokens}
    taken = [(m.start, m.end) for m in known]
    index = 0
    while index < len(tokens):
        start = tokens[index].start
        name = _longest_bare(text, start, ends)
        index += 1
        if name is None or any(s <= start < e for s, e in taken):
            continue
        end = start + len(name)
        while index < len(tokens) and tokens[index].start < end:
            index += 1
        if not _speaks_of_a_place(text, start, end, name):
            continue
        codes = _bare_names()[name]
        yield Mention(start, end, len(codes[0]), codes, _is_origin(text, start))


@cache
def _long_province_names() -> re.Pattern[str]:
    """Provinces whose names stand in no other words: นนทบุรี counts in "ในนนทบุรี" too."""
    ordinary = _writing()["ordinary_words"]
    names = [n for n in gazetteer.province_codes() if len(n) >= 7 and n not in ordinary]
    return re.compile("|".join(names))


def _long_provinces(text: str, known: list[Mention]) -> Iterator[Mention]:
    for found in _long_province_names().finditer(text):
        if not any(m.start < found.end() and found.start() < m.end for m in known):
            code = gazetteer.province_codes()[found.group()]
            origin = _is_origin(text, found.start())
            yield Mention(found.start(), found.end(), _PROVINCE, (code,), origin)


def _longest_bare(text: str, start: int, ends: set[int]) -> str | None:
    if text[start : start + _SHORTEST_NAME] not in _bare_beginnings():
        return None
    for end in range(min(len(text), start + _LONGEST_NAME), start + 2, -1):
        if end in ends and text[start:end] in _bare_names():
            return text[start:end]
    return None


def _speaks_of_a_place(text: str, start: int, end: int, name: str) -> bool:
    if text.strip(" .") == name and name != "เลย":
        return True  # an answer to "where?"
    if _AFTER_NUMBER.search(text, max(0, start - 6), start):
        return False  # สามร้อยปาย is three hundred and more
    followers = _writing()["ordinary_words"].get(name)
    if followers is None:
        return True
    after = text[end:].lstrip()
    if any(after.startswith(word) for word in followers):
        return False
    before = text[:start].rstrip()
    if name == "เลย":  # the adverb follows anything: only "ที่เลย", "เมืองเลย" at a word's end
        return before.endswith(("ที่", "เมือง", "คน", "ชาว")) and text[end : end + 1] in ("", " ")
    return before.endswith(tuple(_writing()["place_words"]))


def _bare_subdistricts(
    text: str, tokens: tuple[Token, ...], known: list[Mention]
) -> Iterator[Mention]:
    """ปากเกร็ด นนทบุรี after บางพูด: a bare sub-district counts just before its own area."""
    if any(m.level == _SUBDISTRICT for m in known):
        return
    for area in known:
        for token in tokens:
            if not area.start - _LONGEST_NAME - _NEXT_TO <= token.start < area.start:
                continue
            if any(m.start <= token.start < m.end for m in known):
                continue  # อ.ปางมะผ้า จ.แม่ฮ่องสอน names the district, not its namesake in it
            name = text[token.start : area.start].strip(" ,/")
            codes = tuple(
                code for code in _names(_SUBDISTRICT).get(name, ()) if code.startswith(area.codes)
            )
            if len(name) >= 4 and codes and name not in _writing()["prefix_only"]:
                end = token.start + len(name)
                yield Mention(token.start, end, _SUBDISTRICT, codes, area.origin, "neighbour")
                return


def _lone_subdistricts(
    text: str, tokens: tuple[Token, ...], known: list[Mention]
) -> Iterator[Mention]:
    """แถวบ่อวิน: a bare name that one sub-district alone has, straight after a word of place.

    A message that is nothing but the name (an answer to "where?") may mean any of that name.
    """
    if known:
        return
    names, whole = _names(_SUBDISTRICT), text.strip(" .")
    if whole in names:
        start = text.index(whole)
        yield Mention(start, start + len(whole), _SUBDISTRICT, names[whole])
        return
    ends = {token.end for token in tokens}
    for before, token in pairwise(tokens):
        if before.text not in _PLACE_BEFORE or text[before.end : token.start].strip():
            continue
        for end in range(min(len(text), token.start + _LONGEST_NAME), token.start + 3, -1):
            name = text[token.start : end]
            if end not in ends or len(names.get(name, ())) != 1 or _is_a_word(name):
                continue
            yield Mention(
                token.start, end, _SUBDISTRICT, names[name], _is_origin(text, token.start)
            )
            return


def _is_a_word(name: str) -> bool:
    """Whether the name says something else as well: ในเหมือง, ที่บ้านต้อง."""
    writing = _writing()
    return (
        name.startswith("บ้าน")
        or name in writing["prefix_only"]
        or name in writing["ordinary_words"]
        or (name in dictionary() and not name.startswith(_PLACE_BEGINNINGS))
    )


def _is_origin(text: str, start: int) -> bool:
    before = text[max(0, start - 14) : start].rstrip().removesuffix("จังหวัด").removesuffix("จ.")
    return before.rstrip().endswith(tuple(_writing()["origin_words"]))


def _agreeing_codes(mentions: list[Mention]) -> list[str]:
    """The most exact codes that fit the most mentions, in the order of the message."""
    ordered = sorted(mentions, key=lambda m: (-m.level, m.start))
    best: list[str] = []
    best_score = 0
    for mention in ordered:
        scores = {code: _agreement(code, mentions) for code in mention.codes}
        top = max(scores.values())
        codes = [code for code, score in scores.items() if score == top]
        if top > best_score:
            best, best_score = codes, top
        elif top == best_score and not any(code.startswith(tuple(codes)) for code in best):
            best += [code for code in codes if code not in best]
    return best


def _agreement(code: str, mentions: list[Mention]) -> int:
    """How many mentions, the code's own among them, the code lies in."""
    return sum(any(code.startswith(other) for other in m.codes) for m in mentions)
