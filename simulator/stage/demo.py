"""`make demo`: a day's work in a minute, over HTTP, on free ports and a throw-away database.

Volunteers of three provinces write in their own words; mentors refer, officers accept and answer.
"""

import json
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from rich.console import Console

from simulator.stage import network
from simulator.stage.demo_messages import MESSAGES, Telling
from simulator.stage.house import Ports, environment, prepare, start_database, start_house
from simulator.stage.line import Bubble, Line, actions, after_label, words
from simulator.stage.network import OFFICERS, Member, mentor_of
from simulator.stage.processes import Stage, stage

PATIENCE = 30.0  # seconds for any single answer
DRAIN_SECONDS = 60.0


@dataclass
class Outcome:
    """What became of one message."""

    telling: Telling
    answered: bool = False
    category: str = "-"
    confidence: str = "-"
    office: str = "-"
    number: str = ""
    referrals: int = 0
    mentor_notified: bool = False
    trouble: str = ""


def demo(console: Console) -> int:
    """Plays it all; returns 0 only when every message was answered and nothing waits or failed."""
    with tempfile.TemporaryDirectory(prefix="khoto-demo-") as temporary:
        folder = Path(temporary)
        with stage(folder, environment(folder)) as running:
            start_database(running, folder)
            prepare(running)
            house = start_house(running, Ports())
            network.register(running)
            network.hand_out_phones(house.line, also_citizen=False)
            outcomes = _play(house.line, console)
            ledger = _drained(running)
            for outcome in outcomes:
                if outcome.number:
                    outcome.referrals = _referral_mails(house.line, outcome.number)
    return _sum_up(outcomes, ledger, console)


def _play(line: Line, console: Console) -> list[Outcome]:
    """Each volunteer writes one message after the other; the volunteers write side by side."""
    by_writer: dict[Member, list[Telling]] = {}
    for telling in MESSAGES:
        by_writer.setdefault(telling.writer, []).append(telling)

    def write_all(tellings: list[Telling]) -> list[Outcome]:
        return [_shown(tell(line, telling), console) for telling in tellings]

    with ThreadPoolExecutor(len(by_writer)) as pool:
        return [each for some in pool.map(write_all, by_writer.values()) for each in some]


def tell(line: Line, telling: Telling) -> Outcome:
    """One message from the first word to the office's answer."""
    outcome = Outcome(telling)
    try:
        _report(line, telling, outcome)
    except LookupError as missing:
        outcome.trouble = str(missing)
    return outcome


def _report(line: Line, telling: Telling, outcome: Outcome) -> None:
    writer = telling.writer.user_id
    bubble = _next(
        line, writer, lambda b: bool(actions(b)), lambda: line.write(writer, telling.text)
    )
    outcome.answered = True
    if "question.is_new" in str(bubble["message"]):
        # Unsure soon after another report, the reader asks: it is a new one.
        bubble = _tap(line, writer, bubble, "เป็นเรื่องใหม่", "report.")
    if "report.category" in str(bubble["message"]) and "report.submit" not in str(
        bubble["message"]
    ):
        # The reader is unsure and asks: the volunteer leaves it to the officers.
        bubble = _tap(line, writer, bubble, "ให้เจ้าหน้าที่ช่วยดู", "report.submit")
    if "report.submit" not in str(bubble["message"]):
        outcome.category, outcome.office = "ตอบในแชต", words(bubble).splitlines()[0][:40]
        return
    outcome.category = after_label(bubble, "เรื่อง")
    outcome.office = after_label(bubble, "จะส่งถึง")
    _submit(line, writer, bubble)
    _work(line, telling, outcome)


def _submit(line: Line, writer: str, card: Bubble) -> None:
    bubble = _tap(line, writer, card, "ส่งเรื่อง", "")
    if "report.consent" in str(bubble["message"]):
        _tap(line, writer, bubble, "ยินยอมแล้ว", "เลขที่")


def _work(line: Line, telling: Telling, outcome: Outcome) -> None:
    """The mentor refers the case; an officer accepts and finishes it."""
    mentor = mentor_of(telling.province).user_id
    head = telling.text[:20]
    card = _find(line, mentor, lambda b: head in words(b) and "desk." in str(b["message"]))
    outcome.mentor_notified = True
    shown = after_label(card, "เรื่อง")
    outcome.confidence = shown.rpartition("(")[2].rstrip(")") if "(" in shown else "เลือกเอง"
    outcome.number = number = words(card).splitlines()[1]
    _refer(line, mentor, card, number)
    _until(lambda: _referral_mails(line, number))
    officers = [each for each in OFFICERS if each.province == telling.province]
    for officer in officers:
        found = [
            b
            for b in line.chat(officer.user_id)
            if b["direction"] == "bot"
            and number in words(b)
            and "office.accept" in str(b["message"])
        ]
        if found:
            _tap(line, officer.user_id, found[-1], "รับเรื่อง", number)


def _refer(line: Line, mentor: str, card: Bubble, number: str) -> None:
    """Refers as proposed, or to the department of protection where nothing is proposed.

    In Bangkok the mentor picks an area for each office.
    """
    labels = [action.get("label") for action in actions(card)]
    if "ส่งต่อตามที่เสนอ" in labels:
        bubble = _tap(line, mentor, card, "ส่งต่อตามที่เสนอ", number)
    else:
        chosen = _tap(line, mentor, card, "เลือกหน่วยงาน", number)
        bubble = _tap(line, mentor, chosen, "สวัสดิการฯ จังหวัด", number)
    while _asks_for_area(bubble, number):
        seen = len(line.chat(mentor))
        bubble = _tap(line, mentor, bubble, "พื้นที่ 3", number)
        asked = [b for b in line.chat(mentor)[seen:] if _asks_for_area(b, number)]
        bubble = asked[0] if asked else bubble


def _asks_for_area(bubble: Bubble, number: str) -> bool:
    return number in words(bubble) and "desk.office" in str(bubble["message"])


def _referral_mails(line: Line, number: str) -> int:
    """How many offices were mailed the case: each referral is, once."""
    return sum("ส่งต่อเรื่อง" in mail["subject"] and number in mail["subject"] for mail in line.mail())


def _until(wanted: Callable[[], object]) -> None:
    end = monotonic() + PATIENCE
    while not wanted() and monotonic() < end:
        sleep(0.2)


def _tap(line: Line, user_id: str, bubble: Bubble, label: str, wanted: str) -> Bubble:
    return _next(
        line,
        user_id,
        lambda b: wanted in str(b["message"]),
        lambda: line.press(user_id, bubble, label),
    )


def _next(
    line: Line, user_id: str, wanted: Callable[[Bubble], bool], act: Callable[[], object]
) -> Bubble:
    """The first wanted bubble after the act. Raises LookupError when none comes."""
    seen = len(line.chat(user_id))
    act()
    bubble = line.wait_for(user_id, wanted, seen, PATIENCE)
    if bubble is None:
        raise LookupError("no answer came")
    return bubble


def _find(line: Line, user_id: str, wanted: Callable[[Bubble], bool]) -> Bubble:
    bubble = line.wait_for(user_id, wanted, 0, PATIENCE)
    if bubble is None:
        raise LookupError("the mentor was not told")
    return bubble


def _shown(outcome: Outcome, console: Console) -> Outcome:
    notified = "พี่เลี้ยงรับทราบ" if outcome.mentor_notified else "-"
    text = outcome.telling.text.replace("\n", " ")
    text = text if len(text) <= 48 else text[:47] + "…"
    line = f"{text} | {outcome.category} | {outcome.confidence} | {outcome.office} | {notified}"
    trouble = f" | {outcome.trouble}" if outcome.trouble else ""
    console.print(line + trouble, markup=False, highlight=False, soft_wrap=True)
    return outcome


def _drained(running: Stage) -> dict[str, Any]:
    """The ledger once nothing waits any more (or when patience ends)."""
    end = monotonic() + DRAIN_SECONDS
    while True:
        ledger: dict[str, Any] = json.loads(running.run("ledger", "--json"))
        if not _count(ledger, "waiting") or monotonic() > end:
            return ledger
        sleep(0.5)


def _count(ledger: dict[str, Any], state: str) -> int:
    """Events and messages, of every channel, in that state."""
    counts = (ledger["events"], *ledger["messages"].values())
    return sum(each.get(state, 0) for each in counts)


def _sum_up(outcomes: list[Outcome], ledger: dict[str, Any], console: Console) -> int:
    answered = sum(each.answered for each in outcomes)
    referrals = sum(each.referrals for each in outcomes)
    notified = sum(each.mentor_notified for each in outcomes)
    waiting, failed = _count(ledger, "waiting"), _count(ledger, "failed")
    troubles = [each for each in outcomes if each.trouble]
    console.print(
        f"demo: {len(outcomes)} messages, {answered} answered, {referrals} referrals sent, "
        f"{notified} mentors notified, {waiting} waiting, {failed} failed",
        soft_wrap=True,
        highlight=False,
    )
    held = answered == len(outcomes) and not troubles and not waiting and not failed
    return 0 if held and len(outcomes) >= 20 else 1
