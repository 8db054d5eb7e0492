"""Raise flags from a readable lexicon, with guards against negation and hearsay (taxonomy 3–5)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from casework.categories import EMERGENCY_FLAGS, Flag, said_already
from nlp.data_files import read_yaml
from nlp.sieve import Sieve
from nlp.slots import Slots
from nlp.spotting import holds_any

_GUARD_REACH = 22  # characters before the words in which a negation counts
_FEAR_REACH = 40  # and in which a fear or a supposition does
_MOST_MATCHES = 20  # of one expression looked at: who repeats a word says no more
_UNPAID = re.compile(
    r"ไม่จ่าย|ไม่ได้ค่าแรง|ไม่ได้เงิน|ไม่ได้ค่าจ้าง|ค้างค่า|ค้างจ่าย|ค้างเงิน|ไม่ได้ส่วนแบ่ง|เบี้ยว|เงินเดือนไม่ออก|บ่จ่าย|ค้างมา|ไม่ได้รับค่า|ยังไม่ออก|(?:ค่าแรง|ค่าจ้าง|เงินเดือน)(?:ก็|ยัง|เลย)?(?:ไม่|บ่)(?:ออก|ได้)|(?:ไม่|บ่)ได้(?:สัก|ซัก|จัก|แม้แต่)บาท|ค่าแรงค้าง|จ่ายไม่ครบ"
)
_MANY = re.compile(r"(?:หลาย|นับ|เป็น)(?:สิบ|ร้อย|พัน)\s?(?:คน|ราย|ชีวิต|ครอบครัว)")
_OF_MANY = ("สิบ", "ร้อย", "พัน")
# One of many, and money that is no pay.
_ONLY_ONE = re.compile(r"(?:ผม|หนู|เรา|ฉัน|ดิฉัน|พี่|น้อง)คนเดียว|มีคน(?:นึง|หนึ่ง|เดียว)(?:โดน|ถูก|ที่)")
_NO_PAY = re.compile(r"(?:หนี้|กู้|ผ่อน|ทุน|ซื้อ|ธนาคาร|ปรับ|ถูกรางวัล)[^ ]{0,12}\s?$")
_NEAR_MONEY = 18
_DISMISSED = re.compile(r"ลาออกเอง|เลิกจ้าง|ไล่ออก|ให้ออก|ปลด|ลอยแพ|ปิดกิจการ|โรงงานปิด|ลดคน|เลย์ออฟ")


@dataclass(frozen=True)
class RaisedFlag:
    """A flag and the words of the clean text that raised it."""

    flag: Flag
    start: int
    end: int


@dataclass(frozen=True)
class Considered:
    """Words of the lexicon that stand in the clean text, and the guard that kept them down."""

    flag: Flag
    start: int
    end: int
    guard: str = ""  # the words that guard; empty: the flag is raised


@dataclass(frozen=True)
class _Rule:
    words: tuple[re.Pattern[str], ...]
    mistaken: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    named: re.Pattern[str] | None
    requires: re.Pattern[str] | None
    negatable: bool
    supposable: bool


@dataclass(frozen=True)
class _Guards:
    """What before the words says that they did not happen, or not to anybody concerned, and what
    anywhere says that what is supposed does."""

    negation: re.Pattern[str]
    hearsay: re.Pattern[str]
    fear: re.Pattern[str]
    supposed: re.Pattern[str]
    now: re.Pattern[str]


@cache
def _lexicon() -> dict[str, Any]:
    return read_yaml("flags.yaml")


@cache
def _rules() -> dict[Flag, _Rule]:
    return {
        Flag(name): _Rule(
            words=tuple(re.compile(word) for word in entry["words"]),
            mistaken=tuple(re.compile(word) for word in entry.get("mistaken", ())),
            unless=tuple(re.compile(word) for word in entry.get("unless", ())),
            named=re.compile(entry["named"]) if "named" in entry else None,
            requires=re.compile(entry["requires"]) if "requires" in entry else None,
            negatable=entry.get("negatable", True),
            supposable=entry.get("supposable", False),
        )
        for name, entry in _lexicon()["flags"].items()
    }


@cache
def _guards() -> _Guards:
    return _Guards(**{name: re.compile(words) for name, words in _lexicon()["guards"].items()})


@cache
def _hearsay() -> Sieve:
    """The guard of the same name: few texts hold any, and it is looked for in the whole of them."""
    return Sieve([_guards().hearsay])


@cache
def _words() -> tuple[Sieve, tuple[tuple[Flag, re.Pattern[str]], ...]]:
    """All flags' words, and what tells beforehand which of them may stand in a text."""
    words = tuple((flag, pattern) for flag in Flag for pattern in _rules()[flag].words)
    return Sieve([pattern for _, pattern in words]), words


def find_flags(text: str, slots: Slots) -> tuple[RaisedFlag, ...]:
    """Flags of clean text, each with the first words that raise it."""
    sieve, words = _words()
    possible: dict[Flag, list[re.Pattern[str]]] = {}
    for number in sieve.possible(text):
        flag, pattern = words[number]
        possible.setdefault(flag, []).append(pattern)
    raised = (_raise(flag, text, patterns) for flag, patterns in possible.items())
    found = [each for each in raised if each is not None]
    return (*found, *_counted_flags(text, slots, {each.flag for each in found}))


def without_the_lesser(raised: Iterable[RaisedFlag]) -> tuple[RaisedFlag, ...]:
    """Those that no other one of them says already, and more: a child at work is no young worker
    besides (docs/labelling.md)."""
    found = tuple(raised)
    lesser = said_already(each.flag for each in found)
    return tuple(each for each in found if each.flag not in lesser)


def may_raise(flag: Flag, text: str, start: int, surely: bool) -> bool:
    """Whether words beyond the lexicon's may raise the flag, the strongest of them at `start`.

    Not if they are feared, hearsay or mistaken, nor if the lexicon's own words stand there,
    guarded, or what it names as speaking against the flag. Unless the message speaks for it
    `surely`, not either if they are denied. An emergency needs nothing of what the lexicon requires
    beside its own words: who is “gone down into the pit and not up yet” is not called dead.
    """
    rule = _rules()[flag]
    if any(p.search(text) for p in (*rule.words, *rule.unless)):
        return False
    if not (flag in EMERGENCY_FLAGS or _required(rule, text)):
        return False
    if _mistaken(rule, text, start):
        return False
    return not is_guarded(text, start, not surely, rule.supposable)


def is_named(flag: Flag, text: str) -> bool:
    """Whether clean text calls the flag by its own words, neither denied nor feared: ตาย, ศพ."""
    named = _rules()[flag].named
    return named is not None and any(
        not is_guarded(text, found.start(), supposable=True)
        for found in islice(named.finditer(text), _MOST_MATCHES)
    )


def _fits(rule: _Rule, text: str) -> bool:
    """Whether nothing in the text speaks against the flag, and what it requires stands there."""
    return _required(rule, text) and not any(p.search(text) for p in rule.unless)


def _required(rule: _Rule, text: str) -> bool:
    asked_for = [pattern for pattern in (rule.named, rule.requires) if pattern]
    return not asked_for or any(pattern.search(text) for pattern in asked_for)


def _raise(flag: Flag, text: str, words: Iterable[re.Pattern[str]]) -> RaisedFlag | None:
    """The flag, if `words` of it stand in the text and nothing guards them."""
    rule = _rules()[flag]
    for pattern in words:
        for match in islice(pattern.finditer(text), _MOST_MATCHES):
            if is_guarded(text, match.start(), rule.negatable, rule.supposable):
                continue
            if _mistaken(rule, text, match.end() - 1):
                continue
            if not _fits(rule, text):
                return None
            return RaisedFlag(flag, match.start(), match.end())
    return None


def considered(text: str) -> tuple[Considered, ...]:
    """Every flag whose words stand in the text: raised, or held down and by what (for explain)."""
    found = []
    for flag, rule in _rules().items():
        words = next((m for p in rule.words if (m := p.search(text))), None)
        if words is None:
            continue
        raised = _raise(flag, text, rule.words)
        if raised is not None:
            found.append(Considered(flag, raised.start, raised.end))
            continue
        unless = next((m for p in rule.unless if (m := p.search(text))), None)
        guard = (
            unless
            or _guard(text, words.start(), rule.negatable, rule.supposable)
            or _mistaken(rule, text, words.end() - 1)
        )
        said = guard.group().strip() if guard else "more words are needed"
        found.append(Considered(flag, words.start(), words.end(), said))
    return tuple(found)


def is_guarded(text: str, start: int, negatable: bool = True, supposable: bool = False) -> bool:
    """Whether the words at `start` are denied just before, or told as hearsay or supposition."""
    return _guard(text, start, negatable, supposable) is not None


def is_mistaken(text: str, at: int) -> bool:
    """Whether the word at this place only sounds like a danger: an engine that died, a dog."""
    return any(_mistaken(rule, text, at) for rule in _rules().values())


def _mistaken(rule: _Rule, text: str, at: int) -> re.Match[str] | None:
    for pattern in rule.mistaken:
        for found in islice(pattern.finditer(text), _MOST_MATCHES):
            if found.start() <= at < found.end():
                return found
    return None


def _guard(text: str, start: int, negatable: bool, supposable: bool) -> re.Match[str] | None:
    guards, near = _guards(), text[max(0, start - _FEAR_REACH) : start]
    if negatable and (denied := guards.negation.search(near[-_GUARD_REACH:])):
        return denied
    if feared := guards.fear.search(near):
        return feared
    if supposable and (supposed := guards.supposed.search(near)) and not guards.now.search(text):
        return supposed
    (told,) = _hearsay().search(text)
    return told if told and told.start() <= start else None


def _counted_flags(text: str, slots: Slots, known: set[Flag]) -> tuple[RaisedFlag, ...]:
    """Many unpaid or many dismissed, by the number of people or the sum written."""
    limits = _lexicon()["thresholds"]
    several = (slots.people_count or 0) >= limits["people"] or (
        holds_any(text, _OF_MANY) and _MANY.search(text) is not None
    )
    many = several and not _ONLY_ONE.search(text)
    much = any(
        baht >= limits["baht"] and not _NO_PAY.search(text, max(0, start - _NEAR_MONEY), start)
        for start, baht in slots.sums
    )
    found = []
    unpaid = _UNPAID.search(text) if many or much else None
    dismissed = _DISMISSED.search(text) if many else None
    # "ไม่จ่าย" holds its own "no", so only hearsay can guard it.
    if unpaid and not is_guarded(text, unpaid.start(), negatable=False):
        found.append(RaisedFlag(Flag.WAGE_THEFT_MANY, unpaid.start(), unpaid.end()))
    if dismissed and not is_guarded(text, dismissed.start()):
        found.append(RaisedFlag(Flag.MASS_LAYOFF, dismissed.start(), dismissed.end()))
    return tuple(raised for raised in found if raised.flag not in known)
