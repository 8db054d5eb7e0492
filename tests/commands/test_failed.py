"""`failed`: shown masked, retried or dropped with a line about who did it and why."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from storage import Engine, Session, attachments, conversations, inbox, outbox, timers, transaction
from storage.events import Received
from storage.ledger import ledger
from storage.operator_log import Deed, deeds
from storage.outbox import Letter
from storage.timers import Timer
from tests.commands.conftest import Khoto

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
PERSON = "U" + "4af5" * 8
RAW = json.dumps(
    {
        "type": "message",
        "webhookEventId": "01H",
        "replyToken": "secret-token",
        "source": {"type": "user", "userId": PERSON},
        "somchai@x.co": "x",
        "message": {
            "type": "text",
            "id": "55",
            "quoteToken": "q",
            "text": "โทร 081-234-5678\x1b[31m\nด่วน",
            "address": "12 ถนนใหญ่",
            "latitude": 18.79,
        },
    }
)


def fail_event(engine: Engine, raw: str = RAW, reason: str = "KeyError: x", **more: Any) -> str:
    row = Received(f"e{len(raw)}", f"user:{PERSON}", "text", NOW, raw, reason=reason, **more)
    with transaction(engine) as session:
        inbox.receive(session, [row], timedelta(0), NOW)
        return f"event:{inbox.failed_events(session)[-1].id}"


def fail_message(engine: Engine, **more: Any) -> str:
    card = {
        "type": "flex",
        "altText": "เรื่องใหม่",
        "contents": {
            "body": {
                "contents": [
                    {"type": "text", "text": "นายจ้าง 081 234 5678"},
                    {"type": "text", "text": "ปาย\x9b2J"},
                ]
            }
        },
    }
    usual: dict[str, Any] = {
        "recipient": f"line:{PERSON}",
        "channel": "line",
        "payload": card,
        "about": "case.new",
        "reason": "400 bad",
    }
    with transaction(engine) as session:
        (row,) = outbox.put(session, [Letter(**usual | more)], NOW)
    return f"message:{row}"


def fail_timer(engine: Engine, key: str = "digest:58") -> str:
    timer = Timer(key, "digest", NOW, data={"province_code": "58", "note": "สมชาย"})
    with transaction(engine) as session:
        timers.set_timer(session, timer)
        timers.mark(session, timer, "failed", NOW, "KeyError: 'digest'")
    return f"timer:{key}"


def fail_file(engine: Engine) -> str:
    with transaction(engine) as session:
        conversations.ensure(session, ["user:U1"])
        attachments.add(
            session,
            message_id="m1",
            conversation_key="user:U1",
            kind="file",
            now=NOW,
            file_name="บัตรประชาชนสมชาย.pdf",
        )
        (file,) = attachments.claim(session, "w", NOW, timedelta(minutes=1))
        attachments.fail(session, file, "LINE no longer has it")
    return f"file:{file.id}"


def written(engine: Engine) -> list[Deed]:
    with transaction(engine) as session:
        return deeds(session)


class TestShow:
    def test_an_event_without_what_could_tell_who_it_was(
        self, khoto: Khoto, engine: Engine
    ) -> None:
        result = khoto("failed", "show", fail_event(engine))
        assert result.exit_code == 0
        for hidden in (PERSON, "234", "secret-token", "ถนนใหญ่", "18.79", "somchai", "\x1b"):
            assert hidden not in result.stdout
        for told in ("reason: KeyError: x", f"user:{PERSON[:4]}…", "[เบอร์โทร]", "ด่วน"):
            assert told in result.stdout

    @pytest.mark.parametrize(
        "raw", ["", "no json", "[" * 5_000, '{"a":' * 900 + "1" + "}" * 900, '"\\ud800"', "7"]
    )
    def test_an_event_that_is_none(self, khoto: Khoto, engine: Engine, raw: str) -> None:
        result = khoto("failed", "show", fail_event(engine, raw))
        assert result.exit_code == 0
        assert "no json" not in result.stdout

    def test_a_huge_reason_takes_one_line(self, khoto: Khoto, engine: Engine) -> None:
        reason = "x" * 100 + "\n\t\x1b]0;gone\x07\u202e" + " 0812345678 " * 50_000
        event = fail_event(engine, "{}", reason)
        for result in (khoto("failed", "list"), khoto("failed", "show", event)):
            assert len(result.stdout) < 1_000
            assert "081" not in result.stdout
            assert all(c.isprintable() for c in result.stdout.replace("\n", "").replace("\t", ""))
        assert len(khoto("failed", "list").stdout.splitlines()) == 2

    def test_a_message_as_its_reader_would_have_seen_it(self, khoto: Khoto, engine: Engine) -> None:
        shown = khoto("failed", "show", fail_message(engine)).stdout
        assert "to: line:U4af…" in shown
        assert "words: นายจ้าง [เบอร์โทร]" in shown
        assert "words: เรื่องใหม่" in shown
        assert "\x9b" not in shown

    def test_a_mail_by_its_server_and_words(self, khoto: Khoto, engine: Engine) -> None:
        mail = {"subject": "เรื่อง", "body": "หนึ่ง\nสอง 0812345678"}
        recipient = "mail:somchai@dlpw.go.th"
        id_ = fail_message(engine, recipient=recipient, channel="mail", payload=mail)
        shown = khoto("failed", "show", id_).stdout
        assert "to: mail:…@dlpw.go.th" in shown
        assert "words: หนึ่ง\nwords: สอง [เบอร์โทร]" in shown

    def test_a_timer_and_a_file(self, khoto: Khoto, engine: Engine) -> None:
        timer = khoto("failed", "show", fail_timer(engine)).stdout
        assert '"province_code": "58"' in timer
        assert "สมชาย" not in timer
        file = khoto("failed", "show", fail_file(engine)).stdout
        assert "kind: file" in file
        assert "สมชาย" not in file

    def test_reading_is_written_down(self, khoto: Khoto, engine: Engine) -> None:
        event = fail_event(engine)
        khoto("failed", "show", event, "--why", "ผู้แจ้งโทรมา 0812345678")
        (deed,) = written(engine)
        assert (deed.action, deed.subject, deed.why) == ("show", event, "ผู้แจ้งโทรมา [เบอร์โทร]")
        assert " on " in deed.who

    @pytest.mark.parametrize("id_", ["event:1", "message:1", "timer:x", f"file:{UUID(int=0)}"])
    def test_what_did_not_fail_is_not_shown(self, khoto: Khoto, engine: Engine, id_: str) -> None:
        with transaction(engine) as session:
            timers.set_timer(session, Timer("x", "digest", NOW))
        result = khoto("failed", "show", id_)
        assert result.exit_code == 1
        assert "is not on the list" in result.stderr
        assert written(engine) == []


class TestDrop:
    def test_takes_each_kind_off_the_list_and_the_ledger_adds_up(
        self, khoto: Khoto, engine: Engine
    ) -> None:
        makers = (fail_event, fail_message, fail_timer, fail_file)
        ids = [make(engine) for make in makers]
        result = khoto("failed", "drop", *ids, ids[0], "--why", "ทดสอบระบบ")
        assert result.stdout == "dropped: 1 events, 1 messages, 1 timers, 1 files\n"
        assert result.exit_code == 0
        assert len(khoto("failed", "list").stdout.splitlines()) == 1
        assert khoto("ledger").exit_code == 0
        assert [(d.action, d.subject, d.why) for d in written(engine)] == [
            ("drop", id_, "ทดสอบระบบ") for id_ in ids
        ]
        with transaction(engine) as session:
            assert ledger(session).events["handled"] == 1
            assert ledger(session).messages["line"]["cancelled"] == 1
            left = session.execute(text("SELECT raw, reason FROM inbox")).one()
        assert tuple(left) == ("{}", "dropped by an operator")
        assert khoto("failed", "retry", "--all").stdout.startswith("to be tried again: 0 events")

    def test_only_what_failed(self, khoto: Khoto, engine: Engine) -> None:
        waiting = _waiting(engine)
        result = khoto("failed", "drop", waiting, "--why", "x")
        assert result.exit_code == 1
        assert "1 of the ids are not on the list" in result.stderr
        assert written(engine) == []

    @pytest.mark.parametrize(
        ("why", "told"),
        [
            (None, "say why"),
            ("", "say why"),
            ("  ", "say why"),
            ("x" * 501, "at most 500"),
            ("one\ntwo", "one line"),
            ("\x1b[2J", "one line"),
            ("a\u202eb", "one line"),
            ("nul\0", "one line"),
            ("\udcff", "one line"),
        ],
    )
    def test_without_a_plain_reason_nothing_is_dropped(
        self, khoto: Khoto, engine: Engine, why: str | None, told: str
    ) -> None:
        event = fail_event(engine)
        result = khoto("failed", "drop", event, *(() if why is None else ("--why", why)))
        assert result.exit_code == 2
        assert told in result.stderr
        assert "event:" in khoto("failed", "list").stdout
        assert written(engine) == []

    @pytest.mark.parametrize(
        "id_",
        [
            *("event:-1", "event:1 ", "event:๑", "event:1;2", "events:1", "event", "", ":"),
            *("timer:", "timer:\n", "timer:\x1b", "timer:" + "x" * 301, "file:x", "\udcff"),
            "message:" + "9" * 19,
        ],
    )
    def test_an_odd_id_is_told(self, khoto: Khoto, id_: str) -> None:
        for command in (("show",), ("retry",), ("drop", "--why", "x")):
            result = khoto("failed", *command, "--", id_)
            assert result.exit_code == 2
            assert "is no id" in result.stderr
            assert "\x1b" not in result.stderr


class TestRetry:
    def test_is_written_down_for_each_that_was_on_the_list(
        self, khoto: Khoto, engine: Engine
    ) -> None:
        event = fail_event(engine)
        assert khoto("failed", "retry", event, "event:999", "--why", "แก้แล้ว").exit_code == 1
        assert [(d.action, d.subject, d.why) for d in written(engine)] == [
            ("retry", event, "แก้แล้ว")
        ]

    def test_of_all_is_one_line(self, khoto: Khoto, engine: Engine) -> None:
        khoto("failed", "retry", "--all")
        assert written(engine) == []
        fail_event(engine)
        fail_message(engine)
        khoto("failed", "retry", "--all")
        (deed,) = written(engine)
        assert deed.subject == "all: 1 events, 1 messages, 0 timers, 0 files"


def test_the_log_tells_who_did_what_when_and_why(khoto: Khoto, engine: Engine) -> None:
    event = fail_event(engine)
    khoto("failed", "show", event)
    khoto("failed", "drop", event, "--why", "ข้อความทดสอบ")
    heading, first, second = khoto("failed", "log").stdout.splitlines()
    assert heading.split("\t") == ["when", "who", "did", "what", "why"]
    assert first.split("\t")[2:] == ["show", event, "-"]
    assert second.split("\t")[2:] == ["drop", event, "ข้อความทดสอบ"]


def _waiting(engine: Engine) -> str:
    row = Received("e1", "user:U1", "text", NOW, "{}")
    with transaction(engine) as session:
        inbox.receive(session, [row], timedelta(0), NOW)
        return f"event:{_only(session)}"


def _only(session: Session) -> int:
    return int(session.execute(text("SELECT id FROM inbox")).scalar_one())
