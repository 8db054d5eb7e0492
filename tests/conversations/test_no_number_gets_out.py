"""A thousand invented numbers go the whole way, and none of them comes out.

Identity numbers with a right check digit, telephones, accounts and e-mail addresses, written as
people write them, stand in reports and answers. Looked through is all that is written anywhere but
in the sealed database and on the phone of whoever wrote it: cards and notices of others, e-mails,
logs, metrics, error reports, what commands print, what they export.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select
from stdnum.th import pin

import handlers
from bot.metrics import exposition
from casework import masking
from casework.personal_data import EVERYTHING
from casework.rules import Rules
from storage import Engine, transaction
from storage.tables import InboxRow, OutboxRow
from tests.commands.conftest import SERVICE, command_line
from tests.conversations.stage import Stage, given_reading, line_id, script_time
from tests.conversations.test_conversations import CAST
from tests.logged import logged

REPORTS, IN_REPORT, IN_ANSWER = 10, 80, 20
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
WRITER = "สมศรี"
POISON = "พังเลย"


def id_number(chance: random.Random) -> str:
    twelve = f"{chance.randint(1, 8)}{chance.randrange(10**11):011d}"
    written = twelve + pin.calc_check_digit(twelve)
    groups = (written[0], written[1:5], written[5:10], written[10:12], written[12])
    return chance.choice(
        [written, "-".join(groups), " ".join(groups), written.translate(THAI_DIGITS)]
    )


def telephone(chance: random.Random) -> str:
    digits = f"0{chance.choice('689')}{chance.randrange(10**8):08d}"
    return chance.choice(
        [
            digits,
            f"{digits[:3]}-{digits[3:6]}-{digits[6:]}",
            f"{digits[:3]} {digits[3:6]} {digits[6:]}",
            f"+66{digits[1:]}",
            digits.translate(THAI_DIGITS),
        ]
    )


def account(chance: random.Random) -> str:
    digits = f"{chance.randint(1, 9)}{chance.randrange(10**9):09d}"
    return chance.choice([digits, f"{digits[:3]}-{digits[3]}-{digits[4:9]}-{digits[9]}"])


def address(chance: random.Random) -> str:
    return f"somebody{chance.randrange(10**9)}@mail{chance.randrange(99)}.example.com"


KINDS = (
    ("บัตร", id_number),
    ("โทร", telephone),
    ("เลขบัญชี", account),
    ("อีเมล", address),
)


@dataclass(frozen=True)
class Written:
    """All that came out, by where."""

    by_place: dict[str, str]

    def found(self, secret: str) -> list[str]:
        """Where it stands, however its digits are separated."""
        bare = _bare(secret)
        return [
            place
            for place, text in self.by_place.items()
            if secret in text or bare in self.bare[place]
        ]

    @cached_property
    def bare(self) -> dict[str, str]:
        """The same without what stands between digits."""
        return {place: _bare(text) for place, text in self.by_place.items()}


def _bare(text: str) -> str:
    back = {ord(thai): str(number) for number, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
    return re.sub(r"[ \-.()+]", "", text.translate(back))


class Watched(Stage):
    """A stage that keeps what is sent to others than the writer."""

    cards: list[str]
    mailed: list[str]

    def _deliver(self) -> None:
        with transaction(self.engine) as session:
            for row in session.scalars(select(OutboxRow).where(OutboxRow.state == "waiting")):
                if row.channel == "mail":
                    self.mailed.append(str(row.payload))
                elif row.recipient != f"line:{line_id(WRITER)}":
                    self.cards.append(str(row.payload))
        super()._deliver()


@pytest.fixture
def log() -> Iterator[StringIO]:
    with logged("debug") as stream:
        yield stream


@pytest.fixture
def stage(engine: Engine, monkeypatch: pytest.MonkeyPatch, log: StringIO) -> Watched:
    decide = handlers.decide

    def sometimes(inbound: Any, *more: Any) -> Any:
        if POISON in inbound.text:
            raise ValueError(f"cannot bear {inbound.text}")
        return decide(inbound, *more)

    monkeypatch.setattr(handlers, "decide", sometimes)
    made = Watched(engine, script_time({}), Rules(events_a_minute=1_000_000))
    made.cards, made.mailed = [], []
    made.open_offices()
    for name in (WRITER, "กานดา", "วิชัย", "อรุณ"):
        made.enter(name, CAST[name])
    made.readings["ค้างค่าแรง"] = given_reading("คุ้มครองแรงงาน 95")
    return made


def report(stage: Stage, told: str, answered: str, file_name: str) -> None:
    """From the first word to the office, with a question in between."""

    def tap(who: str, label: str) -> None:
        stage.taps(who, stage.phones[who].data_of(label))

    stage.says(WRITER, [f"ค้างค่าแรงสองเดือน ที่ปาย\n{told}"])
    stage.sends(WRITER, "file", fileName=f"{file_name}.pdf")
    tap(WRITER, "ส่งเรื่อง")
    tap(WRITER, "ยินยอมแล้ว")
    tap("กานดา", "รับเรื่อง")
    tap("กานดา", "ขอข้อมูลเพิ่ม")
    stage.says("กานดา", ["เถ้าแก่ชื่ออะไร"])
    stage.says(WRITER, [f"ชื่อหม่อง\n{answered}"])
    tap("กานดา", "เปลี่ยนหน่วยงาน")
    tap("กานดา", "ประกันสังคมจังหวัด")
    tap("อรุณ", "รับเรื่อง")
    stage.says("กานดา", ["เรื่องรอ", stage.number()])
    stage.says("อรุณ", [stage.number()])


def all_written(engine: Engine, stage: Watched, log: StringIO, folder: Path) -> Written:
    url = engine.url.render_as_string(hide_password=False)
    khoto: Callable[..., Result] = command_line({**SERVICE, "DATABASE_URL": url})
    exported = folder / "corrections.jsonl"
    commands = [
        ("people", "list"),
        ("cases", "list"),
        *(("cases", "show", case.number) for case in stage.all_cases()),
        ("cases", "files", stage.number(), str(folder / "files")),
        ("corrections", "list"),
        ("corrections", "show", "1"),
        ("corrections", "export", str(exported)),
        ("failed", "list"),
        ("failed", "show", _failed_event(khoto)),
        ("failed", "log"),
        ("ledger", "--rows"),
        ("audit", "verify"),
    ]
    printed = []
    for command in commands:
        result = khoto(*command)
        assert result.exit_code == 0, (command, result.output)
        printed.append(result.output)
    names = [str(path) for path in folder.rglob("*")]
    return Written(
        {
            "cards of others": "\n".join(stage.cards),
            "mails": "\n".join(stage.mailed),
            "log": log.getvalue(),
            "metrics": exposition(engine, stage.now, "test")[0].decode(),
            "commands": "\n".join(printed),
            "export": exported.read_text(encoding="utf-8") if exported.exists() else "",
            "names of files": "\n".join(names),
        }
    )


def _failed_event(khoto: Callable[..., Result]) -> str:
    found = re.search(r"event:\d+", khoto("failed", "list").output)
    assert found, "the poisoned message is on the failed list"
    return found.group()


def test_of_a_thousand_numbers_none_gets_out(
    engine: Engine, stage: Watched, log: StringIO, tmp_path: Path
) -> None:
    chance = random.Random(25691128)  # noqa: S311 - the same every time
    secrets: list[str] = []

    def lines(count: int) -> str:
        told = []
        for number in range(count):
            word, make = KINDS[number % len(KINDS)]
            secret = make(chance)
            secrets.append(secret)
            told.append(f"{word} {secret}")
        return "\n".join(told)

    for number in range(REPORTS):
        last = lines(IN_ANSWER)
        report(stage, lines(IN_REPORT), last, f"สลิป {last.partition(chr(10))[0]} {number}")
    stage.says(WRITER, [f"{POISON} {secrets[0]} {secrets[1]} {secrets[3]}"])
    assert len(set(secrets)) == REPORTS * (IN_REPORT + IN_ANSWER) == 1_000
    written = all_written(engine, stage, log, tmp_path)
    for secret in secrets:
        assert written.found(secret) == [], secret
    for name in ("KHOTO_ENCRYPTION_KEYS", "KHOTO_SECRET_KEY", "KHOTO_SMTP_URL"):
        assert written.found(SERVICE[name]) == [], name
    # And it was all there to be seen: masked, in each place that tells of reports.
    for place in ("cards of others", "mails", "commands", "export"):
        assert "[เบอร์โทร]" in written.by_place[place], place
        assert "[เลขบัตร]" in written.by_place[place], place
    with transaction(engine) as session:
        came = [json.loads(raw) for raw in session.scalars(select(InboxRow.raw))]
    told = "\n".join(str(each.get("message", {}).get("text")) for each in came)
    assert [secret for secret in secrets if secret not in told] == [], "sealed, they are all there"


def test_the_search_finds_a_number_however_it_is_written() -> None:
    written = Written({"log": "x 081-234.5678 y", "mail": "๐๘๑๒๓๔๕๖๗๘", "ok": "0812345679"})
    assert written.found("0812345678") == ["log", "mail"]
    assert written.found("+66 81 234 5678") == []


def test_when_masking_breaks_nothing_that_was_written_gets_out(
    engine: Engine,
    stage: Watched,
    log: StringIO,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(text: str) -> Any:
        raise RuntimeError(f"no pattern fits {text}")

    monkeypatch.setattr(masking, "find_personal_data", broken)
    report(stage, "ลับสุดยอด โทร 081-234-5678", "ลับสุดยอด 1103702071811", "ลับสุดยอด")
    stage.says(WRITER, [f"{POISON} ลับสุดยอด 0812345678"])
    written = all_written(engine, stage, log, tmp_path)
    for secret in ("ลับสุดยอด", "081-234-5678", "1103702071811"):
        assert written.found(secret) == [], secret
    for place in ("cards of others", "mails", "commands"):
        assert EVERYTHING in written.by_place[place], place
    assert EVERYTHING in written.by_place["log"]
    assert "ลับสุดยอด" in stage.all_cases()[0].text
