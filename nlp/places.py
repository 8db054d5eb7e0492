"""Which place a message speaks of, out of all whose names are written in it."""

import re
from dataclasses import dataclass, replace

from casework.places import BANGKOK, Place
from nlp import gazetteer
from nlp.place_mentions import Mention, find_mentions
from nlp.place_names import PROVINCE
from nlp.tokens import Token

_MOST_CANDIDATES = 8  # where several names stand; of a single one all that have it
_MOST_NAMES = 60  # no report names more; what a flood of names costs stays bounded
_NEAR = 45  # characters before a name that say what it is to somebody
# Words straight before the place where somebody is now, and before one where somebody is.
_NOW_HERE = re.compile(
    r"(?:ตอนนี้อยู่|มาอยู่|มา(?:ทำ|เฮ็ด)งาน|ตัวอยู่)(?:บ้าน(?:เกิด|นอก)?)?(?:ที่|แถว|ใน|ตี้)?\s?$"
)
_HERE = re.compile(
    r"(?:อยู่|(?:ทำ|เฮ็ด)งาน|ไซต์|โรงงาน|ร้าน)(?:ที่|แถว|ใน|ตี้)?\s?$|(?:แถว|ใกล้)\s?ๆ?\s?$|ในตัว$"
    r"|ย้าย(?:ตาม\S{0,8})?มา(?:ที่)?\s?$"
)
# Where somebody went to work, and the work that somebody left.
_WORKED = re.compile(
    r"(?<!จะ)(?<!อยาก)(?<!ให้)(?<!ต้อง)(?<!เคย)(?<!ย้าย)ไป(?:ทำงาน|เฮ็ดงาน|รับจ้าง|ก่อสร้าง)\S{0,10}?(?:ที่|แถว|ใน|ตี้)?\s?$"
    r"|(?:ไซต์งาน|ไซต์|โรงงาน|ร้าน)(?:เก่า|เดิม)(?:อยู่)?(?:ที่|แถว|ใน)?\s?$"
)
# A place of work, though an address in the message is another.
_AT_WORK = re.compile(
    r"(?:ทำงาน|โรงงาน|ไซต์|ไซต์งาน|ร้าน|แคมป์|โรงแรม|สวน|รับจ้าง|รปภ\.?)\S{0,14}(?:ที่|แถว|ใน)?\s?$"
)
# Before a place where somebody else is, where somebody goes, or is on a list.
_ELSEWHERE = re.compile(
    r"(?:เจ้าของ|เถ้าแก่|นายจ้าง|สำนักงานใหญ่|เพื่อน|สิทธิ|บัตรทอง)\S{0,12}(?:อยู่|ทำงาน)(?:ที่|แถว|ใน|ตี้)?\s?$"
    r"|(?:ไป|กลับ|เข้า|ลง)(?:อยู่|ทำงาน|เรียน)(?:สาขา)?(?:ที่|แถว|ใน|ตี้)?\s?$"
    r"|(?:ไป|กลับ|เข้า|ลง|ส่ง|ส่งต่อ|โทร|ดูงาน|เที่ยว|อบรม|รถไฟสาย)(?:สาขา|โรงงาน|บ้าน)?(?:ที่)?\s?$"
    r"|(?:ไม่แพ้|เข้าตัว)$|ย้ายจาก\S{0,22}$"
)
# Straight before a place that it is not. After a space the name may be the right one: ไม่ใช่ ขุนยวม.
_NOT_THERE = re.compile(r"(?:ไม่ใช่|ไม่ได้เกิด|บ่ใช่|บ่แม่น|บ่ได้เกิด)(?:เกิด|อยู่)?(?:ที่|ตี้|แถว|ใน)?$")
# Where somebody was before may be where it happened, too: it says nothing.
_BEFORE = re.compile(r"(?:เมื่อก่อน|แต่ก่อน|ก่อนหน้านี้|สมัย|(?<!\S)เดิม)\S{0,34}$")
_FAMILY = re.compile(r"(?:ลูก|หลาน|แม่|พ่อ|เมีย|ผัว|แฟน|ญาติ)\S{0,12}อยู่(?:ที่|แถว|ใน|ตี้)?\s?$")
_TOWN = re.compile("(?<=ตัว)เมือง|(?<=ใน)เมือง")  # in town, whatever its district is called
_JOINED = re.compile(r"\s?(?:หรือ|กับ|และ|-|–|/|,)?\s?")


@dataclass(frozen=True)
class FoundPlace:
    """The place when it is sure, the candidates when it is not, and where it was written."""

    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()  # every name found, the ones that decided nothing too
    name: str | None = None  # as written, where all candidates are called by it
    denied: tuple[Place, ...] = ()  # where it was not, in so many words


def find_place(text: str, tokens: tuple[Token, ...]) -> FoundPlace:
    """The place clean text speaks of, from all names written in it."""
    mentions = find_mentions(text, tokens)
    if not mentions:
        return FoundPlace()
    not_there = _denied_codes(text, mentions)
    found = _found(text, [m for m in mentions if not _all_lie_in(m, not_there)])
    denied = tuple(p for p in map(gazetteer.place_of_code, not_there) if p)
    return replace(found, mentions=tuple(mentions), denied=denied)


def _found(text: str, mentions: list[Mention]) -> FoundPlace:
    """The place that these mentions speak of."""
    settled = _settled(text, mentions)[:_MOST_NAMES]
    codes = _agreeing_codes(settled)
    if len(codes) == 1:
        codes += _works_elsewhere(text, settled, codes[0])
    if len(codes) > 1:
        codes = _here(text, settled, codes)
    if len(codes) > 1:
        codes = _area_of_all(text, settled, codes) or codes
    spans = tuple((m.start, m.end) for m in settled)
    if len(settled) > 1:
        codes = codes[:_MOST_CANDIDATES]
    places = tuple(p for p in map(gazetteer.place_of_code, codes) if p)
    if len(codes) == 1 and places:
        return FoundPlace(places[0], (), spans)
    named = (m for m in settled if set(codes) <= set(m.codes))
    name = next((text[m.start : m.end] for m in named), None)
    return FoundPlace(None, places, spans, name=name)


def _denied_codes(text: str, mentions: list[Mention]) -> tuple[str, ...]:
    """Of places that the words straight before deny: ไม่ใช่ปาย, บ่ใช่ที่ปาย."""
    denied = (m for m in mentions if _NOT_THERE.search(text[max(0, m.start - _NEAR) : m.start]))
    return tuple(dict.fromkeys(code for mention in denied for code in mention.codes))


def _all_lie_in(mention: Mention, areas: tuple[str, ...]) -> bool:
    return bool(areas) and all(code.startswith(areas) for code in mention.codes)


def _settled(text: str, mentions: list[Mention]) -> list[Mention]:
    """Those that say where it happened, in the order of the text; where somebody comes from only
    when nothing else is named.

    An address is one: "บ้านอยู่ ต.ก อ.ข" says of both where somebody comes from. One whose parts
    contradict each other is as good as its larger part.
    """
    kept: list[Mention] = []
    address = 0  # where in `kept` the address begins that goes on
    for mention in sorted(mentions, key=lambda m: m.start):
        goes_on = bool(kept) and _is_one_address(text, kept[-1], mention)
        is_origin = mention.origin or (goes_on and kept[-1].origin)
        if not goes_on:
            address = len(kept)
        elif not any(_lies_in(part, mention) for part in kept[address:]):
            del kept[address:]
        kept.append(replace(mention, origin=is_origin))
    return [m for m in kept if not m.origin] or kept


def _area_of_all(text: str, mentions: list[Mention], codes: list[str]) -> list[str]:
    """The province that all are in, where it is named beside them, or its town is: the office is
    the same. Not Bangkok, which has several."""
    area, *others = {code[:PROVINCE] for code in codes}
    is_named = any(
        mention.codes[0][:PROVINCE] == area
        and (mention.level == PROVINCE or _TOWN.match(text, mention.start))
        for mention in mentions
    )
    return [area] if is_named and not others and area != BANGKOK else []


def _is_one_address(text: str, part: Mention, area: Mention) -> bool:
    """Whether one name is written straight before the larger area it lies in; bare names that do
    not lie in each other may be a list, those with prefixes are an address gone wrong."""
    if part.level <= area.level or text[part.end : area.start].strip(" "):
        return False
    return part.found_by == area.found_by == "prefix" or _lies_in(part, area)


def _lies_in(part: Mention, area: Mention) -> bool:
    return any(code.startswith(area.codes) for code in part.codes)


def _works_elsewhere(text: str, mentions: list[Mention], home: str) -> list[str]:
    """Places of work that lie elsewhere than where most of the names do: volunteers and families
    write where they live, and of those who work far away."""
    return [
        mention.codes[0]
        for mention in mentions
        if len(mention.codes) == 1
        and not home.startswith(mention.codes[0])
        and not mention.codes[0].startswith(home)
        and _AT_WORK.search(text[max(0, mention.start - _NEAR) : mention.start])
    ][:1]


def _here(text: str, mentions: list[Mention], codes: list[str]) -> list[str]:
    """Of several places the one that the words before say most of; all when none stands out.

    An address speaks louder than a name in passing, but it may be the family's or the hospital's:
    what it alone would decide is asked.
    """
    scores: dict[str, int] = {}
    addresses: set[str] = set()
    end, said = 0, 0
    for mention in mentions:
        if not (end and _JOINED.fullmatch(text, end, mention.start)):  # แถวรังสิตหรือคลองหลวง
            said = _presence(text[max(0, mention.start - _NEAR) : mention.start])
        end = mention.end
        own = [code for code in codes if code.startswith(mention.codes)]
        if len(own) == 1:
            scores[own[0]] = max(said, scores.get(own[0], said))
            addresses |= set(own) if mention.found_by == "prefix" else set()
    if len(scores) < len(codes):  # a name of several places: only the writer can say which
        return codes
    best = _highest(scores)
    louder = _highest({code: score + (code in addresses) for code, score in scores.items()})
    return best if len(best) == 1 and best == louder else codes


def _highest(scores: dict[str, int]) -> list[str]:
    top = max(scores.values())
    return [code for code, score in scores.items() if score == top]


def _presence(before: str) -> int:
    """What the words before a name say of being there: 2 now, 1 perhaps, 0 nothing, -1 no."""
    if _NOW_HERE.search(before):
        return 2
    if _WORKED.search(before):
        return 1
    if _ELSEWHERE.search(before):
        return -1
    if _FAMILY.search(before) or _BEFORE.search(before):
        return 0
    return 1 if _HERE.search(before) else 0


def _agreeing_codes(mentions: list[Mention]) -> list[str]:
    """The most exact codes that fit the most mentions, in the order of the message."""
    ordered = sorted(mentions, key=lambda m: -m.level)
    written = {m.codes for m in mentions}
    best: list[str] = []
    best_score = 0
    for named in dict.fromkeys(m.codes for m in ordered):
        scores = {code: _agreement(code, written) for code in named}
        top = max(scores.values())
        codes = [code for code, score in scores.items() if score == top]
        if top > best_score:
            best, best_score = codes, top
        elif top == best_score and not any(code.startswith(tuple(codes)) for code in best):
            best += [code for code in codes if code not in best]
    return best


def _agreement(code: str, written: set[tuple[str, ...]]) -> int:
    """How many of the names written, the code's own among them, the code lies in."""
    return sum(code.startswith(codes) for codes in written)
