"""Scripted chats, one a file: who writes or taps what, what each receives, how the case ends.

The scripts are in Thai, for labour officers to read and correct; `README.md` beside them tells the
few words they are written in.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from casework.cases import REFERRAL_STATE_NAMES, STATE_NAMES, Case
from casework.categories import CATEGORY_NAMES, URGENCY_NAMES
from casework.people import ROLE_NAMES
from storage import Engine
from tests.conversations.stage import Stage, given_reading, script_rules, script_time

FOLDER = Path(__file__).parent
CAST: dict[str, Any] = yaml.safe_load((FOLDER / "cast.yaml").read_text(encoding="utf-8"))
SCRIPTS = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "cast.yaml")
UNITS = {"นาที": "minutes", "ชั่วโมง": "hours", "วัน": "days"}
AnyStage = TypeVar("AnyStage", bound=Stage)
CLOSINGS = {"ผู้แจ้งยืนยัน": "confirmed", "ไม่มีคำตอบ": "silence"}


def test_there_are_scripts_enough() -> None:
    assert len(SCRIPTS) >= 28


def test_every_script_has_a_title_of_its_own() -> None:
    titles = [yaml.safe_load(path.read_text(encoding="utf-8"))["ชื่อ"] for path in SCRIPTS]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_conversation(path: Path, engine: Engine) -> None:
    perform(Stage, engine, yaml.safe_load(path.read_text(encoding="utf-8")), path.name)


def perform(kind: type[AnyStage], engine: Engine, script: dict[str, Any], name: str) -> AnyStage:
    """A whole script, on a stage of that kind. Raises AssertionError with the line that fails."""
    stage = kind(engine, script_time(script), script_rules(script))
    stage.open_offices()
    for each in script["คน"]:
        stage.enter(each, CAST[each])
    for number, line in enumerate(script["บท"], start=1):
        try:
            play(stage, dict(line))
        except AssertionError as error:
            raise AssertionError(f"{name} บรรทัดที่ {number} {line}: {error}") from error
        assert stage.complaints() == [], f"{name} บรรทัดที่ {number} {line}"
    return stage


def play(stage: Stage, line: dict[str, Any]) -> None:
    """One line of a script."""
    reading = line.pop("อ่านว่า", None)
    ((who_and_what, said),) = line.items()
    who, _, verb = who_and_what.partition(" ")
    if reading:
        stage.readings[_bubbles(stage, said)[-1]] = given_reading(reading)
    if not verb:
        ALONE[who](stage, said)
    elif who == "อีเมลถึง":
        mails_arrive(stage, verb, said)
    else:
        assert who in stage.phones, f"ไม่มีคนชื่อ {who} ในบทนี้"
        VERBS[verb](stage, who, said)


def _bubbles(stage: Stage, said: Any) -> list[str]:
    return [fill(stage, str(each)) for each in (said if isinstance(said, list) else [said])]


def fill(stage: Stage, words: str) -> str:
    """{เลข} is the newest case's number, {รหัส} the invitation code shown last."""
    if "{เลข}" in words:
        words = words.replace("{เลข}", stage.number())
    if "{เลขแรก}" in words:
        words = words.replace("{เลขแรก}", stage.number(0))
    if "{รหัส}" in words:
        words = words.replace("{รหัส}", stage.code())
    return words


# What people do


def write(stage: Stage, who: str, said: Any) -> None:
    stage.says(who, _bubbles(stage, said))


def tap(stage: Stage, who: str, label: str) -> None:
    stage.taps(who, stage.phones[who].data_of(fill(stage, str(label))))


def tap_anothers(stage: Stage, who: str, said: dict[str, str]) -> None:
    """A button on somebody else's phone: forwarded, or forged."""
    ((owner, label),) = said.items()
    stage.taps(who, stage.phones[owner].data_of(label))


def pin(stage: Stage, who: str, address: str) -> None:
    stage.sends(who, "location", address=address, latitude=19.3, longitude=98.4)


def photo(stage: Stage, who: str, count: int) -> None:
    for _ in range(count):
        stage.sends(who, "image", contentProvider={"type": "line"})


def send(stage: Stage, who: str, kind: str) -> None:
    """A message of LINE's kind: audio, sticker, video, file, or one nobody knows."""
    stage.sends(who, kind, **({"fileName": "สลิป.pdf"} if kind == "file" else {}))


def unsend(stage: Stage, who: str, words: str) -> None:
    stage.does(who, {"type": "unsend", "unsend": {"messageId": stage.said[words]}})


def event(stage: Stage, who: str, kind: str) -> None:
    stage.does(who, {"type": kind})


def in_group(stage: Stage, who: str, words: str) -> None:
    stage.in_group = True
    stage.says(who, [words])
    stage.in_group = False


def standby(stage: Stage, who: str, words: str) -> None:
    message = {"type": "text", "id": "900000000000000001", "text": words}
    stage.does(who, {"type": "message", "mode": "standby", "message": message})


# What is seen


def sees(stage: Stage, who: str, fragments: Any) -> None:
    seen = stage.unseen(who)
    at = 0
    for fragment in _bubbles(stage, fragments):
        found = seen.find(fragment, at)
        assert found >= 0, f"ไม่พบ “{fragment}” (ตามลำดับ) ใน:\n{seen}"
        at = found
    stage.last_seen[who] = seen


def does_not_see(stage: Stage, who: str, fragments: Any) -> None:
    """In what the last “เห็น” of this person looked at."""
    seen = stage.last_seen.get(who) or stage.unseen(who)
    for fragment in _bubbles(stage, fragments):
        assert fragment not in seen, f"ไม่ควรพบ “{fragment}” ใน:\n{seen}"


def hears_nothing(stage: Stage, who: str, _: Any) -> None:
    seen = stage.unseen(who)
    assert seen == "", f"ควรเงียบ แต่ได้รับ:\n{seen}"


def mails_arrive(stage: Stage, office: str, fragments: Any) -> None:
    mails = stage.mails_to(office)
    for fragment in _bubbles(stage, fragments):
        assert any(fragment in mail for mail in mails), f"ไม่พบ “{fragment}” ในอีเมล: {mails}"


def wait(stage: Stage, said: str) -> None:
    amount, unit = str(said).split()
    stage.wait(timedelta(**{UNITS[unit]: float(amount)}))


def clock(stage: Stage, said: str) -> None:
    until = script_time({"เริ่ม": said})
    assert until > stage.now
    stage.wait(until - stage.now)


# What is known at the end


def case_is(stage: Stage, facts: dict[str, Any]) -> None:
    facts = dict(facts)
    index = int(facts.pop("ลำดับ", 0)) - 1
    case = stage.all_cases()[index]
    for name, wanted in facts.items():
        found = FACTS[name](case)
        assert found == wanted, f"{name}: {found!r} ไม่ใช่ {wanted!r}"


def case_text(stage: Stage, said: dict[str, Any]) -> None:
    text = stage.all_cases()[-1].text
    for fragment in said.get("มี", []):
        assert fragment in text, text
    for fragment in said.get("ไม่มี", []):
        assert fragment not in text, text


def case_count(stage: Stage, count: int) -> None:
    assert len(stage.all_cases()) == count


def person_is(stage: Stage, who: str, facts: dict[str, Any]) -> None:
    person = stage.person(who)
    assert person is not None
    known: dict[str, Any] = {
        "บทบาท": sorted(ROLE_NAMES[role] for role in person.roles),
        "ชื่อ": person.name,
        "พื้นที่": person.area.thai() if person.area else "",
        "ยินยอม": person.consented_at is not None,
        "บล็อก": person.blocked,
        "หน่วยงาน": str(person.agency or ""),
        "วาระถึง": person.term_end.isoformat() if person.term_end else "",
    }
    for name, wanted in facts.items():
        assert known[name] == wanted, f"{name}: {known[name]!r} ไม่ใช่ {wanted!r}"


def _referrals(case: Case) -> dict[str, str]:
    return {each.office_name: REFERRAL_STATE_NAMES[each.state] for each in case.referrals}


FACTS: dict[str, Any] = {
    "เลข": lambda case: case.number,
    "สถานะ": lambda case: STATE_NAMES[case.state],
    "หมวด": lambda case: CATEGORY_NAMES[case.category],
    "ความด่วน": lambda case: URGENCY_NAMES[case.urgency],
    "พื้นที่": lambda case: case.place.thai(),
    "ที่มาของพื้นที่": lambda case: case.place.source.value,
    "หน่วยงาน": _referrals,
    "คะแนน": lambda case: case.rating,
    "ยุติโดย": lambda case: next(
        (thai for thai, closing in CLOSINGS.items() if closing == case.closing), None
    ),
    "เจ้าของเรื่องยินยอม": lambda case: case.affected_consent.value,
    "มีคำถามค้าง": lambda case: case.question is not None,
    "ผล": lambda case: case.result,
    "จำนวนข้อความ": lambda case: len(case.parts),
}
ALONE: dict[str, Any] = {
    "รอ": wait,
    "ถึงเวลา": clock,
    "เรื่อง": case_is,
    "ข้อความของเรื่อง": case_text,
    "จำนวนเรื่อง": case_count,
}
VERBS: dict[str, Any] = {
    "พิมพ์": write,
    "กด": tap,
    "กดปุ่มของคนอื่น": tap_anothers,
    "ส่งตำแหน่ง": pin,
    "ส่งรูป": photo,
    "ส่ง": send,
    "ยกเลิกข้อความ": unsend,
    "ทำ": event,
    "พิมพ์ในกลุ่ม": in_group,
    "พิมพ์ตอนเจ้าหน้าที่คุยเอง": standby,
    "เห็น": sees,
    "ไม่เห็น": does_not_see,
    "เงียบ": hears_nothing,
    "เป็น": person_is,
}
