"""A whole conversation in which every word that can be typed was chosen to do harm.

What comes out, on phones, in mailboxes, on an operator's terminal, is text and nothing else; and
the database is what it was.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select, text

from bot.envelope import received
from bot.mail import MailAccess, Mailer
from casework.office_csv import format_offices, parse_offices
from casework.rules import Rules
from storage import Engine, inbox, transaction
from storage.tables import Base, OutboxRow
from tests.bot.samples import documented
from tests.casework.places import OFFICES
from tests.commands.conftest import SERVICE, command_line
from tests.conversations.stage import BURST, Stage, given_reading, script_time
from tests.conversations.test_conversations import CAST

SQL = "'; DROP TABLE cases; --"
HTML = "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;"
SMTP = "\r\nBcc: thief@example.com\r\n\r\n.\r\n"
TERMINAL = "\x1b[2J\x1b]0;owned\x07\x9b31m\r"
BIDI = "\u202e\u2066gpj.exe\u2069\u202c"
UNSEEN = "\u200b\u200d\ufeff\u2060\u00ad"
FORMULA = '=HYPERLINK("http://evil","x")'
TEMPLATE = "{number}{0.__class__}%(name)s%s${x}{{7*7}}"
JSON_ = '","a":{"$ne":null},"b":"\\u0000'
ZALGO = "ก" + "\u0e49" * 60
EVERYTHING = " ".join((SQL, HTML, SMTP, TERMINAL, BIDI, UNSEEN, FORMULA, TEMPLATE, JSON_, ZALGO))
EACH = {
    "read by machines": " ".join((SQL, HTML, TEMPLATE, JSON_, FORMULA)),
    "shown to people": " ".join((TERMINAL, BIDI, UNSEEN, ZALGO)),
    "everything": EVERYTHING,
}
# What turns text into something else: control characters but for line ends, and bidi controls.
HARMFUL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Watched(Stage):
    """A stage that keeps what was sent, as it was sent."""

    sent_out: list[dict[str, Any]]
    mailed: list[bytes]

    def _deliver(self) -> None:
        mailer = Mailer(MailAccess("smtp://localhost", "ข้อต่อ <khoto@example.go.th>"))
        with transaction(self.engine) as session:
            for row in session.scalars(select(OutboxRow).where(OutboxRow.state == "waiting")):
                payload = row.payload or {}
                if row.channel == "line":
                    self.sent_out.append(payload)
                else:
                    to = row.recipient.removeprefix("mail:")
                    words = (payload["subject"], payload["body"])
                    self.mailed.append(bytes(mailer.compose(row.id, to, *words, self.now)))
        super()._deliver()


def play(engine: Engine, words: str) -> Watched:
    """Every place where somebody can type, from joining to the result, filled with the words."""
    stage = Watched(engine, script_time({}), Rules(events_a_minute=1_000_000))
    stage.sent_out, stage.mailed = [], []
    stage.open_offices()
    for name in ("สมศรี", "กานดา", "วิชัย", "อรุณ", "มานพ"):
        stage.enter(name, CAST[name])
    stage.readings["ค้างค่าแรง"] = given_reading("คุ้มครองแรงงาน 95")

    def tap(who: str, label: str) -> None:
        stage.taps(who, stage.phones[who].data_of(label))

    stage.does("มานพ", {"type": "follow"})
    tap("มานพ", "ยินยอม เริ่มใช้งาน")
    stage.says("มานพ", ["สมัครเป็นอาสา"])
    stage.says("มานพ", [f"ต.เวียงใต้ อ.ปาย จ.แม่ฮ่องสอน {words}"])
    stage.says("มานพ", [f"มานพ ดีงาม {words[:40]}"])
    stage.says("สมศรี", [f"ค้างค่าแรงสองเดือน ที่ปาย {words}"])
    stage.sends("สมศรี", "file", fileName=f"../../{words}.exe")
    stage.sends("สมศรี", "location", address=words, title=words, latitude=19.3, longitude=98.4)
    tap("สมศรี", "ส่งเรื่อง")
    tap("สมศรี", "ยินยอมแล้ว")
    tap("กานดา", "รับเรื่อง")
    tap("กานดา", "ขอข้อมูลเพิ่ม")
    stage.says("กานดา", [f"เถ้าแก่ชื่ออะไร {words}"[:480]])
    stage.says("สมศรี", [f"ชื่อหม่อง {words}"])
    tap("กานดา", "ส่งต่อตามที่เสนอ")
    tap("วิชัย", "ไม่ใช่หน้าที่")
    stage.says("วิชัย", [f"ไม่อยู่ในเขต {words}"])
    tap("กานดา", "ส่งต่อตามที่เสนอ")
    tap("กานดา", "เลือกหน่วยงาน")
    tap("กานดา", "ประกันสังคมจังหวัด")
    tap("อรุณ", "รับเรื่อง")
    tap("อรุณ", "ดำเนินการแล้ว")
    stage.says("อรุณ", [f"จ่ายครบแล้ว {words}"])
    stage.taps("สมศรี", words)
    stage.taps("สมศรี", f"a=case.show&case={words}")
    stage.says("สมศรี", ["เรื่องของฉัน", words])
    stage.wait(timedelta(days=1))
    return stage


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@pytest.fixture(params=EACH)
def stage(request: pytest.FixtureRequest, engine: Engine) -> Watched:
    return play(engine, EACH[request.param])


def terminal(engine: Engine, stage: Watched) -> list[Result]:
    url = engine.url.render_as_string(hide_password=False)
    khoto: Callable[..., Result] = command_line({**SERVICE, "DATABASE_URL": url})
    return [
        khoto("people", "list"),
        khoto("cases", "list"),
        khoto("cases", "show", stage.number()),
        khoto("people", "data", stage.number()),
        khoto("corrections", "list"),
        khoto("failed", "list"),
        khoto("failed", "log"),
    ]


def test_what_was_typed_stays_text(stage: Watched, engine: Engine) -> None:
    assert stage.complaints() == []
    (case,) = stage.all_cases()
    results = [each.result for each in case.referrals if each.result]
    assert [each.partition(" ")[0] for each in results] == ["จ่ายครบแล้ว"]
    # LINE: nothing that moves or hides, and addresses that are ours alone.
    assert len(stage.sent_out) > 20
    for payload in stage.sent_out:
        assert not any(HARMFUL.search(each) for each in strings(payload)), payload
        assert "evil" not in json.dumps(list(_uris(payload)))
    # E-mail: one recipient, our headers, text.
    assert stage.mailed
    for raw in stage.mailed:
        mail = message_from_bytes(raw, policy=policy.default)
        assert mail.get_content_type() == "text/plain"
        assert mail["Bcc"] is None
        assert mail["To"].addresses[0].domain == "example.go.th"
        assert not HARMFUL.search(mail.get_content())
        assert b"\n.\r\n" not in raw
    # The terminal.
    for result in terminal(engine, stage):
        assert result.exit_code == 0, result.output
        assert not HARMFUL.search(result.stdout), result.stdout
    # The database: every table is there, and nobody has a right nobody gave.
    with engine.connect() as connection:
        for table in Base.metadata.tables:
            connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()  # noqa: S608
        roles = connection.execute(text("SELECT DISTINCT unnest(roles) FROM people")).scalars()
        assert set(roles) <= {"citizen", "volunteer", "mentor", "officer"}


def _uris(payload: Any) -> Iterator[str]:
    if isinstance(payload, dict):
        yield from (str(v) for k, v in payload.items() if k in ("uri", "url", "linkUri"))
        for each in payload.values():
            yield from _uris(each)
    elif isinstance(payload, list):
        for each in payload:
            yield from _uris(each)


@pytest.mark.parametrize("start", "=+-@")
def test_no_cell_of_the_only_table_for_a_spreadsheet_is_a_formula(start: str) -> None:
    """That of the offices, as CSV; no XLSX is written."""
    calls = f"{start}cmd|' /C calc'!A0"
    written = format_offices([replace(each, address=calls, line=calls) for each in OFFICES[:20]])
    for line in written.splitlines()[1:]:
        assert not re.search(r"(^|,)\"?[=+\-@\t\r]", line), line
    read = parse_offices(written)
    assert read.faults == ()
    assert {each.address for each in read.offices} == {calls}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, (*path, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from leaves(each, (*path, number))
    elif isinstance(value, str):
        yield path


def test_sql_and_everything_else_in_every_field_of_every_event(engine: Engine) -> None:
    """Each text field of each kind of event LINE documents, one after the other, hostile."""
    stage = Watched(engine, script_time({}), Rules(events_a_minute=1_000_000))
    stage.sent_out, stage.mailed = [], []
    stage.open_offices()
    rows, number = [], 0
    for _, sample in documented().values():
        for path in leaves(sample):
            number += 1
            event = json.loads(json.dumps(sample))
            event["webhookEventId"] = f"HOSTILE{number}"
            event["timestamp"] = int(stage.now.timestamp() * 1000) + number
            place = event
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = f"{EVERYTHING} {number}"
            rows.append(received(event, stage.now))
    assert len(rows) > 100
    with transaction(engine) as session:
        inbox.receive(session, rows, BURST, stage.now)
    stage.wait(timedelta(seconds=30))
    stage._work()
    with transaction(engine) as session:
        states = session.execute(text("SELECT state, count(*) FROM inbox GROUP BY 1")).all()
        reasons = {each.reason for each in inbox.failed_events(session)}
        tables = session.execute(text("SELECT count(*) FROM cases")).scalar_one()
    assert {each[0] for each in states} <= {"handled", "failed"}, "nothing is stuck"
    assert sum(each[1] for each in states) == len(rows)
    assert tables == 0
    for reason in reasons:
        assert not re.search("DROP TABLE|script|evil", reason), reason
        assert "Error" not in reason or reason.startswith("ValueError: nobody can be answered")
    for payload in stage.sent_out:
        assert not any(HARMFUL.search(each) for each in strings(payload)), payload
