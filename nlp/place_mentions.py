"""Find the names of places in a text: by their prefix (อ.ปาย), bare, or beside their own area.

A bare name must stand on word borders, and one that is an ordinary word too (เลย, แพร่, น่าน)
needs a word of place before it. What a village is called by says nothing of the district of that
name.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from casework.places import BANGKOK
from nlp import gazetteer
from nlp.beginnings import beginnings_of, parts_of
from nlp.courtesies import PARTICLES
from nlp.place_names import (
    DISTRICT,
    LONGEST,
    PROVINCE,
    SHORTEST,
    SUBDISTRICT,
    VILLAGE_BEGINNINGS,
    Counts,
    Name,
    bare_beginnings,
    bare_names,
    is_a_word,
    long_province_names,
    names,
    never_without_prefix,
    words_around,
)
from nlp.spotting import Spotter
from nlp.tokens import Token

# A letter alone ("อ ปาย") counts as a prefix only between spaces. "พ.ต.ต." is no sub-district.
_PREFIX = re.compile(
    r"(?:(?P<province>จังหวัด|จว\.|(?<!\.)จ\.|(?<!\S)จ(?=\s[ก-ฮเ-ไ]))"
    r"|(?P<zone>เขต)"
    r"|(?P<district>อำเภอ|(?<!\.)อ\.|(?<!\S)อ(?=\s[ก-ฮเ-ไ]))"
    r"|(?P<quarter>แขวง)"
    r"|(?P<subdistrict>ตำบล|(?:(?<!\.)|(?<=อส[รม]\.))ต\.|(?<!\S)ต(?=\s[ก-ฮเ-ไ]))"
    r"|(?P<seat>อบต\.?|เทศบาล(?!ตำบล|เมือง|นคร)|ทต\.|ทม\.|สภ\.|รพ\.?สต\.?))\s?"
)
_THAI = re.compile(r"[ก-๙]")
_AFTER_NUMBER = re.compile(r"(?:[0-9]|สิบ|ซาว|ร้อย|พัน|หมื่น|แสน)$")
# Streets and cars are called by places where they are not: ซอยลาดพร้าว 80, รถทะเบียนระยอง.
_STREET = re.compile(r"(?:ซอย|ซ\.|ถนน|ถ\.)\s?$")
_PLATE = re.compile(r"(?<!ขึ้น)(?<!ลง)(?<!จด)ทะเบียน(?:\s?[0-9]?[ก-ฮ]{1,2}\s?-?[0-9]{1,4})?\s?$")
_HOUSE_NUMBER = re.compile(r"\s?[0-9]+(?![0-9]|\s?(?:ชม|คน|บาท|ปี|วัน|เดือน|นาที|หอ|โมง|อัตรา|ตำแหน่ง))")
# A name cannot end before one of these: "อำเภอเหลือ" is not ต.เหล.
_WITHIN_A_SYLLABLE = re.compile(r"[ะาำิีึืฺุู็่้๊๋์ัๅ]")
_PARTICLE = re.compile(r"ครับ|ค่ะ|คะ|นะ|มี|จังหวัด|จ\.")
# The province of เลย, whose name is an adverb that follows anything.
_AT_LOEI = re.compile(
    r"(?<!ทุก)(?<!เต็ม)(?<!แต่ละ)(?<!หลาย)(?<!คนละ)(?<!เดิม)(?:ที่|เมือง)$|มาจาก$"
    r"|(?:^|\s|ผม|หนู|เป็น|เฮา)(?:คน|ชาว)$"
)
# Who works there still is where it moves from.
_WORK = "(?:โรงงาน|บริษัท|ออฟฟิศ|สำนักงาน|สาขา|ฐาน(?:ผลิต|การผลิต)?|ไลน์ผลิต|คลัง(?:สินค้า)?|โกดัง)"
_WORKPLACE_MOVES = re.compile(rf"(?:{_WORK}\S{{0,16}}\s?ย้าย|ย้าย{_WORK})\S{{0,10}}จาก$")
_PROVINCE_OF_LOEI = re.compile(r"(?:^|\s|ที่|ใน|อยู่|จาก|คน|ชาว|ตี้|แรงงาน|จัดหางาน|ประกันสังคม)$")
_NOT = re.compile(r"ไม่|บ่|ทุก|ต่าง")
# A question that begins with the place: แพร่มีก่อครับ.
_IS_IT_THERE = re.compile("มี(?:ก่อ|ไหม|มั้ย|มั๊ย|บ่)")
# An answer to "where?" may end politely: แม่ฮี้ค่ะ.
_POLITE_END = re.compile(rf"(?:\s*(?:{PARTICLES}|พี่|ๆ))+\s*$")
_LONGEST_ANSWER = 60
# Straight after one of these a name is somebody's: น้องปาย, ลุงอุดร. พี่น้อง are people of a place.
_TITLE = re.compile(
    r"(?:ชื่อ|นามสกุล|(?<!เจ้า)นาย|นาง|นางสาว|น\.ส\.|(?<!พี่)น้อง|(?<!น้อง)พี่|(?<!บ้าน)(?:ลุง|ป้า|ยาย)|(?<!ขอบ)คุณ)$"
)
_LONGEST_TITLE = 8
# Clubs play all over the country.
_CLUB = re.compile(r"\s?(?:ยูไนเต็ด|ยูไนเตด|เอฟซี|united|fc(?![a-z]))")
_SHORT_WORD = 4  # characters: "อำเภอสองคน" is about two people
_NEXT_TO = 8  # characters between a name and the area it lies in
_USUAL = 8  # characters: many a village is called หนองแสง, few ห้วยทับทัน
# A name straight after one of these is a village's own: หนองแวงน้อย is not อ.แวงน้อย.
_VILLAGES_BEGIN = frozenset({"หนอง", "โนน", "โคก", "ห้วย", "ดอน", "โพน", "บึง", "โป่ง"})
# Words that go on with a village's name: หนองบัวบาน, บ้านโคกสว่าง.
_WORDS = """
น้อย ใหญ่ เหนือ ใต้ กลาง นอก เก่า ใหม่ งาม ทอง แดง ขาว ดำ เขียว เหลือง สูง ยาว สว่าง สะอาด เจริญ
พัฒนา สามัคคี โคก โนน หนอง บัว บาน ไผ่ หิน ทราย น้ำ ปรือ นก ต้น แจง แคน ไร่ ม่วง หวาย
"""
_NAMES_GO_ON = frozenset(_WORDS.split())


@dataclass(frozen=True)
class Mention:
    """A place's name at `text[start:end]` and all codes it may mean."""

    start: int
    end: int
    level: int
    codes: tuple[str, ...]
    origin: bool = False  # where somebody comes from, rather than where it happened
    found_by: str = "name"  # or "prefix" (อ.ปาย), or "neighbour": named beside its own area


def find_mentions(text: str, tokens: tuple[Token, ...]) -> list[Mention]:
    """Every name of a place in clean text, those with a prefix first."""
    spotted = {what for _, what in _spotter().find_in(f" {text}")}
    found = list(_prefixed(text, tokens)) if "prefix" in spotted else []
    if "name" in spotted:
        found += _bare(text, tokens, found)
        found += _long_provinces(text, found)
    if found:
        return found + list(_beside_their_area(text, tokens, found))
    return list(_nothing_else(text))


def where_named(mentions: Iterable[Mention]) -> set[int]:
    """Every place of the text that is within a name."""
    return {at for mention in mentions for at in range(mention.start, mention.end)}


@cache
def _spotter() -> Spotter[str]:
    """Names and prefixes: most messages have none, and need no closer look."""
    begun, _ = beginnings_of(parts_of(_PREFIX.pattern))
    alone = (f" {each} " if len(each) == 1 else each for each in begun)
    prefixes = dict.fromkeys(alone, "prefix")
    return Spotter({**dict.fromkeys(bare_names(), "name"), **prefixes}.items())


def _prefixed(text: str, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    starts: set[int] | None = None
    for found in _PREFIX.finditer(text):
        if found.start() and found.group().rstrip().endswith("."):
            # "อยู่อ.งาว" is a place; the letter of "สสอ.เมือง" begins no word.
            starts = starts or {token.start for token in tokens}
            if found.start() not in starts and _THAI.match(text[found.start() - 1]):
                continue
        named = _after_prefix(text, found.end(), found.lastgroup or "")
        if named is None or _says_something_else(text, found, *named):
            continue
        name, codes = named
        origin = _is_origin(text, found.start())
        yield Mention(
            found.start(), found.end() + len(name), len(codes[0]), codes, origin, "prefix"
        )


def _after_prefix(text: str, at: int, prefix: str) -> tuple[str, tuple[str, ...]] | None:
    """The name after a prefix of a kind, and what it may mean there."""
    if prefix == "province":
        return _longest_name(text, at, PROVINCE)
    district = _longest_name(text, at, DISTRICT)
    if prefix == "zone":
        return district and (district[0], _of_bangkok(district[1], True) or district[1])
    lower = _longest_name(text, at, SUBDISTRICT)
    if prefix == "quarter":
        return lower and (lower[0], _of_bangkok(lower[1], True) or lower[1])
    if prefix == "subdistrict":
        longer = district is not None and lower is not None and len(district[0]) > len(lower[0])
        return None if longer else lower  # ต.ควนเนียง is not ต.ควน
    if prefix == "seat":
        seat = district or lower
        return None if seat is None or is_a_word(seat[0]) else seat
    if district is None:  # อ.แสมสาร is a sub-district
        is_one = lower is not None and len(lower[1]) == 1 and len(lower[0]) > _SHORT_WORD
        return lower if lower and is_one and not is_a_word(lower[0]) else None
    return district[0], _of_bangkok(district[1], False) or district[1]


def _longest_name(text: str, at: int, level: int) -> tuple[str, tuple[str, ...]] | None:
    known = names(level)
    for end in range(min(len(text), at + LONGEST), at + 1, -1):
        if codes := known.get(text[at:end]):
            return text[at:end], codes
    return None


def _of_bangkok(codes: tuple[str, ...], inside: bool) -> tuple[str, ...]:
    return tuple(code for code in codes if code.startswith(BANGKOK) is inside)


def _says_something_else(
    text: str, prefix: re.Match[str], name: str, codes: tuple[str, ...]
) -> bool:
    """Whether a prefix's word and a name are no place: อำเภอสองคน, ต่างจังหวัดเลย, เขตสองเดือน."""
    if _WITHIN_A_SYLLABLE.match(text, prefix.end() + len(name)):
        return True
    if name == "เลย":
        before = text[max(0, prefix.start() - 12) : prefix.start()]
        return prefix.group().endswith(" ") or not _PROVINCE_OF_LOEI.search(before)
    if prefix.lastgroup == "zone" and not codes[0].startswith(BANGKOK):
        bare = bare_names().get(name)
        return bare is None or bare.counts is not Counts.ANYWHERE
    if prefix.group().startswith(("จ.", "จว.")):
        return False  # จ.แพร่ที่ is nothing else
    after = text[prefix.end() + len(name) :][:7]
    if len(name) > _SHORT_WORD or not _THAI.match(after) or _PARTICLE.match(after):
        return False
    return len(name) < SHORTEST or is_a_word(name)


def _bare(text: str, tokens: tuple[Token, ...], known: list[Mention]) -> Iterator[Mention]:
    """Names on word borders, the longest first, outside the ones already known."""
    beginnings, after = bare_beginnings(), 0
    taken = where_named(known)
    for index, (_, start, _, _) in enumerate(tokens):
        longest = beginnings.get(text[start : start + SHORTEST])
        if longest is None or start < after or start in taken:
            continue
        last, name = _longest_bare(text, tokens, index, longest)
        if name is None:
            continue
        after = end = tokens[last].end
        if not _counts(text, start, end, name) or _is_a_village(text, tokens, index, last):
            continue
        codes = name.codes
        if len(codes[0]) == PROVINCE and codes != (BANGKOK,) and _is_on_a_sign(text, start):
            continue
        if codes[0].startswith(BANGKOK) and (
            _STREET.search(text, max(0, start - 6), start) or _HOUSE_NUMBER.match(text, end)
        ):
            codes = (BANGKOK,)  # ซอยลาดพร้าว 80 lies in another district
        yield Mention(start, end, len(codes[0]), codes, _is_origin(text, start))


def _longest_bare(
    text: str, tokens: tuple[Token, ...], index: int, longest: int
) -> tuple[int, Name | None]:
    """The longest name that begins with a word, and the number of its last word."""
    known, start = bare_names(), tokens[index].start
    last, found = index, None
    for number in range(index, len(tokens)):
        end = tokens[number].end
        if end > start + longest:
            break
        if name := known.get(text[start:end]):
            last, found = number, name
    return last, found


def _counts(text: str, start: int, end: int, name: Name) -> bool:
    """Whether a bare name is meant as a place where it stands."""
    written, words = text[start:end], words_around()
    near = text[max(0, start - 20) : start]
    if written == "เลย":  # the adverb follows anything
        closed = text[end : end + 1] in ("", " ") or near.endswith("มาจาก")
        return closed and bool(_AT_LOEI.search(near)) and not _NOT.search(near)
    if _answered(text) == written:
        return True
    if _AFTER_NUMBER.search(near):
        return False  # สามร้อยปาย is three hundred and more
    if written in words.never_before and text[end:].lstrip().startswith(
        words.never_before[written]
    ):
        return False
    if _is_called_so(text, start, end):
        return False
    near = near.rstrip()
    if name.counts is Counts.ANYWHERE:
        if written in words.people_too and near.endswith(words.titles):
            return False
        return not _TITLE.search(text, max(0, start - _LONGEST_TITLE), start)
    if name.counts is Counts.AS_A_SUBDISTRICT:
        is_last = (
            not text[end:].strip(" .")
            and text[start - 1 : start] == " "
            and len(written) > _SHORT_WORD
        )
        return near.endswith(words.of_subdistricts) or is_last
    if near.endswith((*words.of_place, *words.of_work)):
        return True
    if name.counts is Counts.AFTER_A_PLACE_WORD or near.endswith(words.titles):
        return False
    is_apart = text[start - 1 : start] in ("", " ") and (
        not _THAI.match(text, end) or _IS_IT_THERE.match(text, end) is not None
    )
    return (is_apart and name.counts is Counts.APART) or near.endswith(words.of_offices)


def _answered(text: str) -> str:
    """What answers "where?" if the message is nothing else."""
    whole = text.strip(" .")
    if len(whole) > _LONGEST_ANSWER:
        return whole
    return _POLITE_END.sub("", whole).strip(" .") or whole


def _is_called_so(text: str, start: int, end: int) -> bool:
    """Whether something else is called by the place named there: a bank, noodles, a club."""
    words, before = words_around(), f" {text[max(0, start - 20) : start]}"
    never_after = words.never_after.get(text[start:end], ())
    return before.endswith((*words.dishes, *never_after)) or _CLUB.match(text, end) is not None


def _is_a_village(text: str, tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a name is part of a village's: บ้านหนองบัว, หนองแวงน้อย, โรงเรียนบ้านโนนสูง."""
    start, end = tokens[first].start, tokens[last].end
    is_usual = text.startswith(VILLAGE_BEGINNINGS, start)
    if first and tokens[first - 1].end == start:
        before = tokens[first - 1].text
        if before in _VILLAGES_BEGIN or (is_usual and before == "บ้าน" and end - start <= _USUAL):
            return True
    if not is_usual or last + 1 == len(tokens) or tokens[last + 1].start != end:
        return False
    return tokens[last + 1].text in _NAMES_GO_ON


def _is_on_a_sign(text: str, start: int) -> bool:
    """Whether a street or a car is called by a province: ถนนเพชรบุรี runs through Bangkok."""
    before = text[max(0, start - 18) : start]
    return bool(_STREET.search(before) or _PLATE.search(before))


def _long_provinces(text: str, known: list[Mention]) -> Iterator[Mention]:
    taken: set[int] | None = None
    for found in long_province_names().finditer(text):
        taken = taken or where_named(known)
        if (
            found.start() not in taken
            and found.end() - 1 not in taken
            and not _is_on_a_sign(text, found.start())
            and not _TITLE.search(text, max(0, found.start() - _LONGEST_TITLE), found.start())
            and not _is_called_so(text, *found.span())
        ):
            code = gazetteer.province_codes()[found.group()]
            origin = _is_origin(text, found.start())
            yield Mention(found.start(), found.end(), PROVINCE, (code,), origin)


def _beside_their_area(
    text: str, tokens: tuple[Token, ...], known: list[Mention]
) -> Iterator[Mention]:
    """บางพูด before ปากเกร็ด นนทบุรี, บ้านนา before นครนายก: a bare name just before its own area."""
    starts = [token.start for token in tokens]
    taken = where_named(known)
    is_subdistrict_known = any(m.level == SUBDISTRICT for m in known)
    for area in known:
        if area.level == SUBDISTRICT or (is_subdistrict_known and area.level == DISTRICT):
            continue
        first = bisect_left(starts, area.start - LONGEST - _NEXT_TO)
        for start in starts[first : bisect_left(starts, area.start)]:
            if start in taken:
                continue  # อ.ปางมะผ้า จ.แม่ฮ่องสอน names the district, not its namesake in it
            name = text[start : area.start].strip(" ,/")
            codes = _inside(name, area, is_subdistrict_known)
            if codes:
                end = start + len(name)
                yield Mention(start, end, len(codes[0]), codes, area.origin, "neighbour")
                return


def _inside(name: str, area: Mention, only_districts: bool) -> tuple[str, ...]:
    """Districts of the name in a province, else sub-districts of the name in the area."""
    if len(name) < _SHORT_WORD:
        return ()
    for level in (DISTRICT, SUBDISTRICT):
        if level == area.level or (level == SUBDISTRICT and only_districts):
            continue
        codes = tuple(c for c in names(level).get(name, ()) if c.startswith(area.codes))
        if codes and (level == DISTRICT or name not in never_without_prefix()):
            return codes
    return ()


def _nothing_else(text: str) -> Iterator[Mention]:
    """A message that is nothing but the name of districts or sub-districts answers "where?": it may
    mean any of them."""
    whole = _answered(text)
    codes = (*gazetteer.district_codes().get(whole, ()), *names(SUBDISTRICT).get(whole, ()))
    if codes:
        start = text.index(whole)
        yield Mention(start, start + len(whole), len(codes[0]), codes)


def _is_origin(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start].rstrip().removesuffix("จังหวัด").removesuffix("จ.")
    before = before.rstrip().removesuffix("ที่")
    return before.endswith(words_around().of_origin) and not _WORKPLACE_MOVES.search(before)
