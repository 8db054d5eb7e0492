"""How the service speaks: the rules of Thai usage that every text is held to."""

import ast
import re
import string
from pathlib import Path
from typing import Any

import pytest
import regex

import handlers
from casework.agencies import SHORT_OFFICE_NAMES
from casework.cases import AffectedConsent, CaseState
from casework.categories import CATEGORY_NAMES, FLAG_RULES, SUBTYPES
from casework.people import ROLE_NAMES
from casework.places import PlaceSource
from casework.watch import Trouble
from handlers.talk import HOTLINES, OTHERS
from handlers.words import WORDS, say

SOURCES = sorted(Path(handlers.__file__).parent.glob("*.py"))

# Every hotline a reply may name: the ministry's list of 2026-11-21.
# fmt: off
HOTLINE_NUMBERS = {
    "1506", "1546", "1694", "191", "1669", "199", "1300", "1441",
    "1567", "1111", "1377", "1676", "1166", "1330", "1167", "1650",
    "1386", "1202", "1157", "1323", "1155", "1191", "1186", "1178",
}
# fmt: on
FORBIDDEN = (
    "ท่านต้อง",
    "กรุณากรอกให้ครบถ้วน",
    "ไม่อยู่ในอำนาจหน้าที่",
    "ผิดกฎหมายแน่นอน",
    "ชนะแน่",
    "นายจ้างโกง",
    "ดิฉัน",
    "หนู",
    "ได้รับการ",
)
# The office's own words for a button; nobody but officers reads them.
FOR_OFFICERS = ("office.return",)
QUESTION_WORDS = ("ไหม", "ไหน", "อะไร", "ใด", "ใคร", "หรือเป็นเรื่องใหม่", "เท่าไร", "ใช่ไหม")
FOR_SAFETY = ("safety.", "own_language.")
# What is never a chat bubble.
NOT_BUBBLES = ("mail.",)


def chat_words() -> dict[str, str]:
    return {key: said for key, said in WORDS.items() if not key.startswith(NOT_BUBBLES)}


def shown(said: str) -> str:
    """The words with everyday values in them."""
    values = {"number": "มส-69-00042-8", "name": "สมศรี ใจงาม", "date": "23 พ.ย. 2569"}
    names = [name for _, name, _, _ in string.Formatter().parse(said) if name]
    return said.format(**{name: values.get(name, "ปาย") for name in names})


def label_keys() -> set[str]:
    """The keys whose words are put on something to tap."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            makes = isinstance(called, ast.Name) and called.id in {"Button", "Ask"}
            if isinstance(node, ast.Call) and makes and node.args:
                found |= {key for key in _strings(node.args[0]) if key in WORDS}
    return found


def _strings(node: ast.AST) -> set[str]:
    return {
        str(each.value)
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


@pytest.mark.parametrize("key", WORDS)
def test_one_particle_and_the_same_one_everywhere(key: str) -> None:
    said = WORDS[key]
    assert "ครับ" not in said
    assert "ค่ะ/" not in said
    assert len(re.findall("ค่ะ|คะ(?!แนน)", said)) <= 1, "one particle a bubble"


@pytest.mark.parametrize("key", WORDS)
def test_questions_end_in_kha_and_statements_do_not(key: str) -> None:
    for line in WORDS[key].split("\n"):
        if line.endswith("ค่ะ"):
            before = line.removesuffix("ค่ะ")
            assert not before.endswith(("ไหม", "ไหน", "อะไร", "ใคร", "เท่าไร")), line
        elif line.endswith("คะ"):
            before = line.removesuffix("คะ").removesuffix("นะ")
            asks = any(word in line for word in QUESTION_WORDS)
            assert asks or line.endswith("นะคะ"), f"a statement ends in คะ: {before}"


@pytest.mark.parametrize("key", chat_words())
def test_a_bubble_fits_a_phone(key: str) -> None:
    said = shown(WORDS[key])
    assert said.count("\n") < 5
    assert len(regex.findall(r"\X", said)) <= 180


@pytest.mark.parametrize("key", WORDS)
def test_no_forbidden_words(key: str) -> None:
    for word in FORBIDDEN:
        assert word not in WORDS[key]
    assert "ไม่ใช่หน้าที่" not in WORDS[key] or key in FOR_OFFICERS


@pytest.mark.parametrize("key", WORDS)
def test_no_emoji_and_no_thai_digits(key: str) -> None:
    assert not regex.search(r"\p{Extended_Pictographic}|[๐-๙]", WORDS[key])


def test_every_phone_number_is_a_known_hotline() -> None:
    everything = [*WORDS.values(), *HOTLINES.values(), *(phone for _, phone in OTHERS.values())]
    found = {
        number for said in everything for number in re.findall(r"\b(?:1\d{2,3}|0\d{8,9})\b", said)
    }
    assert found <= HOTLINE_NUMBERS
    assert "191" in found


@pytest.mark.parametrize("key", WORDS)
def test_at_most_three_numbers_in_a_bubble_emergency_first(key: str) -> None:
    numbers = re.findall(r"\b1\d{2,3}\b", WORDS[key])
    assert len(set(numbers)) <= 3
    if {"191", "1669"} & set(numbers) and key.startswith(FOR_SAFETY):
        assert numbers[0] in {"191", "1669", "1323", "1386"}


@pytest.mark.parametrize("key", sorted(label_keys()))
def test_a_label_fits_a_quick_reply(key: str) -> None:
    label = shown(WORDS[key])
    assert 1 <= len(regex.findall(r"\X", label)) <= 20
    assert not label.endswith(("ค่ะ", "คะ"))


@pytest.mark.parametrize(
    "label", [*CATEGORY_NAMES.values(), *SHORT_OFFICE_NAMES.values(), *ROLE_NAMES.values()]
)
def test_names_on_buttons_fit_a_quick_reply(label: str) -> None:
    assert len(regex.findall(r"\X", label)) <= 20


def test_safety_texts_speak_of_no_button_and_ask_for_no_data() -> None:
    for key, said in WORDS.items():
        if key.startswith(FOR_SAFETY):
            assert "กด" not in said
            assert "ชื่อจริง" not in said
            assert "เลขบัตร" not in said


def test_nothing_is_promised() -> None:
    for said in WORDS.values():
        assert "จะได้เงิน" not in said
        assert "ภายใน" not in said


# The keys


def used() -> dict[str, set[str]]:
    """Every string in the code that may be a key, with the files it stands in."""
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        if path.name.startswith("words"):
            continue
        for key in _strings(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(key, set()).add(path.name)
    return found


MADE_UP = {
    *(f"report.consent.{each}" for each in AffectedConsent),
    *(f"desk.affected.{each}" for each in AffectedConsent),
    *(f"case.state.{each}" for each in CaseState),
    *(f"report.place_from.{each}" for each in PlaceSource),
    *(
        f"mail.{key}.{part}"
        for key in ("new", "referral", "withdrawn", "settled", "overdue", "back", "copied")
        for part in ("subject", "body")
    ),
    *(f"alert.{each}" for each in Trouble),
    *(f"alert.what.{each}" for each in Trouble),
}


def test_every_text_is_said_somewhere() -> None:
    said = used().keys() | MADE_UP
    assert set(WORDS) - said == set()


def calls(*functions: str) -> list[tuple[str, ast.Call]]:
    return [
        (path.name, node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) in functions
    ]


def test_every_sentence_that_is_said_exists_with_its_blanks() -> None:
    own: dict[str, set[str]] = {"say": set(), "answer": {"quick", "changes"}}
    own["to_reporter"] = {"number"}
    checked = 0
    for name, call in calls(*own):
        function = call.func.id if isinstance(call.func, ast.Name) else "to_reporter"
        if function not in own:
            continue
        position = 1 if function == "to_reporter" else 0
        first = call.args[position] if len(call.args) > position else None
        if not isinstance(first, ast.Constant):
            continue
        key = str(first.value)
        assert key in WORDS, f"{name}: {key}"
        if any(each.arg is None for each in call.keywords):
            continue
        given = {str(each.arg) for each in call.keywords} - own[function]
        given |= {"number"} if function == "to_reporter" else set()
        blanks = {n for _, n, _, _ in string.Formatter().parse(WORDS[key]) if n}
        assert blanks <= given, f"{name}: {key} misses {blanks - given}"
        if function != "to_reporter":
            assert given <= blanks, f"{name}: {key} has no blank for {given - blanks}"
        checked += 1
    assert checked > 150


def test_words_are_found_by_key() -> None:
    values: dict[str, Any] = {"number": "มส-69-00042-8"}
    assert say("case.title", **values) == "เรื่อง มส-69-00042-8"
    with pytest.raises(KeyError):
        say("no.such.words")
    with pytest.raises(KeyError):
        say("case.title")


@pytest.mark.parametrize(
    "name", [*(f.thai for f in FLAG_RULES.values()), *(s.thai for s in SUBTYPES.values())]
)
def test_names_of_the_taxonomy_carry_no_particle(name: str) -> None:
    assert "ค่ะ" not in name
    assert "คะ" not in name.replace("คะแนน", "")
