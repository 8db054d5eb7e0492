"""Which place a message speaks of, out of all whose names are written in it."""

import re
from dataclasses import dataclass, replace

from casework.places import Place
from nlp import gazetteer
from nlp.place_mentions import Mention, find_mentions
from nlp.tokens import Token

_MOST_CANDIDATES = 8  # where several names stand; of a single one all that have it
_MOST_NAMES = 60  # no report names more; what a flood of names costs stays bounded
_NEAR = 30  # characters before a name that say what it is to somebody
# Words straight before the place where somebody is now, and before one where somebody is.
_NOW_HERE = re.compile(
    r"(?:ตอนนี้อยู่|ย้าย\S{0,12}มา(?:อยู่)?|มาอยู่|มา(?:ทำ|เฮ็ด)งาน|ตัวอยู่)(?:บ้าน(?:เกิด|นอก)?)?(?:ที่|แถว|ใน|ตี้)?\s?$"
)
_HERE = re.compile(
    r"(?:อยู่|(?:ทำ|เฮ็ด)งาน|ไซต์|โรงงาน|ร้าน)(?:ที่|แถว|ใน|ตี้)?\s?$|(?:แถว|ใกล้)\s?ๆ?\s?$|ในตัว$"
)
# Before a place where somebody else is, where somebody goes, or is on a list.
_ELSEWHERE = re.compile(
    r"(?:เจ้าของ|เถ้าแก่|นายจ้าง|สำนักงานใหญ่|เพื่อน|สิทธิ|บัตรทอง)\S{0,12}(?:อยู่|ทำงาน)(?:ที่|แถว|ใน|ตี้)?\s?$"
    r"|(?:ไป|กลับ|เข้า|ลง)(?:อยู่|ทำงาน|เรียน)(?:สาขา)?(?:ที่|แถว|ใน|ตี้)?\s?$"
    r"|(?:ไป|กลับ|เข้า|ลง|ส่ง|ส่งต่อ|โทร|ดูงาน|เที่ยว|อบรม|รถไฟสาย)(?:สาขา|โรงงาน|บ้าน)?(?:ที่)?\s?$"
    r"|(?:ถึง|ขึ้น|ไม่ใช่|ไม่แพ้|ออกจากงาน|เข้าตัว)(?:ที่|แถว|ใน)?$"
    # Or where somebody was before.
    r"|(?:เมื่อก่อน|แต่ก่อน|ก่อนหน้านี้|เคย|สมัย|ย้ายจาก)\S{0,22}$"
)
_FAMILY = re.compile(r"(?:ลูก|หลาน|แม่|พ่อ|เมีย|ผัว|แฟน|ญาติ)\S{0,12}อยู่(?:ที่|แถว|ใน|ตี้)?\s?$")
_JOINED = re.compile(r"\s?(?:หรือ|กับ|และ|-|–|/|,)?\s?")


@dataclass(frozen=True)
class FoundPlace:
    """The place when it is sure, the candidates when it is not, and where it was written."""

    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()  # every name found, the ones that decided nothing too
    name: str | None = None  # as written, where all candidates are called by it


def find_place(text: str, tokens: tuple[Token, ...]) -> FoundPlace:
    """The place clean text speaks of, from all names written in it."""
    mentions = find_mentions(text, tokens)
    if not mentions:
        return FoundPlace()
    settled = _settled(text, mentions)[:_MOST_NAMES]
    codes = _agreeing_codes(settled)
    if len(codes) > 1:
        codes = _here(text, settled, codes)
    spans = tuple((m.start, m.end) for m in sorted(settled, key=lambda m: m.start))
    if len(settled) > 1:
        codes = codes[:_MOST_CANDIDATES]
    places = tuple(p for p in map(gazetteer.place_of_code, codes) if p)
    if len(codes) == 1 and places:
        return FoundPlace(places[0], (), spans, tuple(mentions))
    named = (m for m in settled if set(codes) <= set(m.codes))
    name = next((text[m.start : m.end] for m in named), None)
    return FoundPlace(None, places, spans, tuple(mentions), name)


def _settled(text: str, mentions: list[Mention]) -> list[Mention]:
    """Those that say where it happened; where somebody comes from only when nothing else is named.

    An address is one: "บ้านอยู่ ต.ก อ.ข" says of both where somebody comes from. One whose parts
    contradict each other is as good as its larger part.
    """
    kept: list[Mention] = []
    before: Mention | None = None
    is_origin = False
    for mention in sorted(mentions, key=lambda m: m.start):
        is_one_address = (
            before is not None
            and before.level > mention.level
            and text[before.end : mention.start].strip(" ,") == ""
        )
        is_origin = mention.origin or (is_one_address and is_origin)
        if is_one_address and _contradict(kept[-1], mention):
            kept.pop()
        kept.append(replace(mention, origin=is_origin))
        before = mention
    return [m for m in kept if not m.origin] or kept


def _contradict(part: Mention, area: Mention) -> bool:
    """Whether an address is written with a part that does not lie in its area."""
    if (part.found_by, area.found_by) != ("prefix", "prefix"):
        return False  # of bare names it may be a list
    return not any(code.startswith(area.codes) for code in part.codes)


def _here(text: str, mentions: list[Mention], codes: list[str]) -> list[str]:
    """Of several places the one that the words before say most of; all when none stands out."""
    scores: dict[str, int] = {}
    end, said = 0, 0
    for mention in sorted(mentions, key=lambda m: m.start):
        if not (end and _JOINED.fullmatch(text, end, mention.start)):  # แถวรังสิตหรือคลองหลวง
            said = _presence(text[max(0, mention.start - _NEAR) : mention.start])
            said += mention.found_by == "prefix"  # an address rather than a name in passing
        end = mention.end
        own = [code for code in codes if code.startswith(mention.codes)]
        if len(own) == 1:
            scores[own[0]] = max(said, scores.get(own[0], said))
    if len(scores) < len(codes):  # a name of several places: only the writer can say which
        return codes
    top = max(scores.values())
    best = [code for code, score in scores.items() if score == top]
    return best if len(best) == 1 else codes


def _presence(before: str) -> int:
    """What the words before a name say of being there: 2 now, 1 perhaps, 0 nothing, -1 no."""
    if _NOW_HERE.search(before):
        return 2
    if _ELSEWHERE.search(before):
        return -1
    return 1 if _HERE.search(before) and not _FAMILY.search(before) else 0


def _agreeing_codes(mentions: list[Mention]) -> list[str]:
    """The most exact codes that fit the most mentions, in the order of the message."""
    ordered = sorted(mentions, key=lambda m: (-m.level, m.start))
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
