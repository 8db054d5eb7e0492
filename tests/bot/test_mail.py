"""Mail to offices: Thai, safe from injected headers, and with an outcome for every answer."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.line_client import LineAccess
from bot.mail import BadMailAddress, MailAccess, Mailer
from bot.outcomes import Delivered, Outcome, Permanent, Retryable
from tests.bot.simulated import Simulated

SENDER = "ข้อต่อ <khoto@example.go.th>"
OFFICE = "dlpw58@example.go.th"
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
BODY = "เรียน สสค. แม่ฮ่องสอน\n\nมีเรื่องใหม่ มส-69-00042-7\n.\nจุดข้างบนไม่ใช่จุดจบ\n"


def send(
    line: Simulated, subject: str = "เรื่องใหม่ มส-69-00042-7", to: str = OFFICE, row: int = 42
) -> Outcome:
    mailer = Mailer(MailAccess(line.smtp, SENDER, timeout=1.0))
    return mailer.send(row, to, subject, BODY, AT)


def test_a_thai_mail_arrives_as_written(line: Simulated) -> None:
    outcome = send(line)
    assert outcome == Delivered("<outbox-42@example.go.th>")
    (mail,) = line.mail()
    assert mail["subject"] == "เรื่องใหม่ มส-69-00042-7"
    assert mail["text"].rstrip() == BODY.rstrip()
    assert "ข้อต่อ" in mail["from"]
    assert mail["to"] == [OFFICE]
    headers = {name.lower(): value for name, value in mail["headers"].items()}
    assert headers["message-id"] == "<outbox-42@example.go.th>"
    assert headers["date"] == "Sat, 21 Nov 2026 09:30:00 +0000"
    assert headers["auto-submitted"] == "auto-generated"


def test_the_same_row_is_always_the_same_mail() -> None:
    mailer = Mailer(MailAccess("smtp://localhost", SENDER))
    first, second = (mailer.compose(7, OFFICE, "เรื่อง", BODY, AT).as_bytes() for _ in range(2))
    assert first == second


hostile = st.text(
    alphabet=st.sampled_from("กข้ abc\r\n\t\x00\x0b\x0c\x85\u2028:<>,@\"'\\=?\udc80🙂"), max_size=80
)


@settings(max_examples=150, deadline=None)
@given(hostile, hostile)
def test_no_subject_or_body_adds_a_header(subject: str, body: str) -> None:
    mailer = Mailer(MailAccess("smtp://localhost", SENDER))
    injected = f"{subject}\r\nBcc: thief@example.com\n{subject}"
    raw = mailer.compose(7, OFFICE, injected, f"\r\nCc: a@b.c\r\n\r\n{body}", AT).as_bytes()
    mail = message_from_bytes(raw, policy=policy.default)
    assert sorted(mail.keys()) == [
        "Auto-Submitted",
        "Content-Transfer-Encoding",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "To",
    ]
    assert not set(str(mail["Subject"])) & set("\r\n\0")
    assert str(mail["To"]) == OFFICE


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b\r\nRCPT TO:<c@d>",
        "a@b, c@d",
        "a b@c.d",
        "<a@b.c>",
        "a@b.c\n",
        "ก@ข.ไทย",
        "@b.c",
        "a..b@c.d",
        "a@b..c",
        "a@",
    ],
)
def test_what_is_no_address_is_never_written_to(line: Simulated, address: str) -> None:
    assert isinstance(send(line, to=address), Permanent)
    assert line.mail() == []


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [("550", Permanent), ("554", Permanent), ("451", Retryable), ("421", Retryable)],
)
def test_temporary_and_final_refusals(line: Simulated, kind: str, outcome: type[Outcome]) -> None:
    line.fault("smtp", kind, times=1)
    assert isinstance(send(line), outcome)


@pytest.mark.parametrize("kind", ["reset", "timeout"])
def test_a_lost_answer_is_tried_again_under_the_same_message_id(line: Simulated, kind: str) -> None:
    line.fault("smtp", kind, times=1, seconds=1.3, after_accept=True)
    assert isinstance(send(line), Retryable)
    assert isinstance(send(line), Delivered)
    assert {mail["messageId"] for mail in line.mail()} == {"<outbox-42@example.go.th>"}


def test_a_server_that_is_away_is_tried_again() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"smtp://127.0.0.1:{taken.getsockname()[1]}"
        away = Mailer(MailAccess(url, SENDER, timeout=0.5))
        assert isinstance(away.send(1, OFFICE, "ก", "ข", AT), Retryable)


def test_a_server_that_never_speaks_is_given_up_in_time() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        mailer = Mailer(MailAccess(url, SENDER, timeout=0.3))
        assert isinstance(mailer.send(1, OFFICE, "ก", "ข", AT), Retryable)


class _Guarded:
    """A server that wants a password; remembers who logged in."""

    def __init__(self) -> None:
        self.users: list[bytes] = []
        self.mails = 0

    async def handle_DATA(self, *_: object) -> str:  # noqa: N802  (aiosmtpd's name)
        self.mails += 1
        await asyncio.sleep(0)
        return "250 kept"

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.users.append(data.login)
        return AuthResult(success=data.password == b"p@ss:word/")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def guarded() -> Iterator[tuple[_Guarded, str]]:
    handler = _Guarded()
    controller = Controller(
        handler,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=handler.authenticate,
        auth_required=True,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield handler, f"127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def test_user_and_password_may_hold_any_character(guarded: tuple[_Guarded, str]) -> None:
    handler, where = guarded
    mailer = Mailer(MailAccess(f"smtp://kho%40to:p%40ss%3Aword%2F@{where}", SENDER, 2))
    assert isinstance(mailer.send(1, OFFICE, "ก", "ข", AT), Delivered)
    assert (handler.users, handler.mails) == ([b"kho@to"], 1)


def test_a_wrong_password_is_our_fault_not_the_mails(guarded: tuple[_Guarded, str]) -> None:
    handler, where = guarded
    mailer = Mailer(MailAccess(f"smtp://khoto:wrong@{where}", SENDER, 2))
    assert isinstance(mailer.send(1, OFFICE, "ก", "ข", AT), Retryable)
    assert handler.mails == 0


def test_without_encryption_nothing_is_sent_where_it_was_asked_for(line: Simulated) -> None:
    for url in (line.smtp + "?starttls", line.smtp.replace("smtp:", "smtps:")):
        mailer = Mailer(MailAccess(url, SENDER, timeout=1))
        assert isinstance(mailer.send(1, OFFICE, "ก", "ข", AT), Retryable)
    assert line.mail() == []


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("http://localhost", SENDER),
        ("smtp://", SENDER),
        ("smtp://user:hunter2@host:port", SENDER),
        ("", SENDER),
        ("smtp://localhost", "ข้อต่อ"),
        ("smtp://localhost", "a@b.c\r\nBcc: d@e.f"),
    ],
)
def test_a_wrong_setting_is_told_without_its_password(url: str, sender: str) -> None:
    with pytest.raises(BadMailAddress) as told:
        Mailer(MailAccess(url, sender))
    assert "hunter2" not in str(told.value)


@contextmanager
def server_that_says(greeting: bytes, good_bye: bytes) -> Iterator[Mailer]:
    """A mail server that takes every mail, unless its greeting refuses."""

    def serve() -> None:
        connection, _ = listening.accept()
        with connection, connection.makefile("rb") as said:
            connection.sendall(greeting)
            in_body = False
            for line in said:
                if in_body:
                    in_body = line != b".\r\n"
                    if in_body:
                        continue
                    answer = b"250 queued\r\n"
                elif line.upper().startswith(b"DATA"):
                    in_body, answer = True, b"354 go on\r\n"
                else:
                    answer = good_bye if line.upper().startswith(b"QUIT") else b"250 fine\r\n"
                connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield Mailer(MailAccess(f"smtp://127.0.0.1:{listening.getsockname()[1]}", SENDER, 2))
        thread.join(5)


@pytest.mark.parametrize("good_bye", [b"421 busy\r\n", b"500 what\r\n", b"221 bye\r\n"])
def test_what_was_accepted_is_delivered_however_the_server_says_good_bye(good_bye: bytes) -> None:
    with server_that_says(b"220 hello\r\n", good_bye) as mailer:
        outcome = mailer.send(42, OFFICE, "เรื่อง", BODY, AT)
    assert outcome == Delivered("<outbox-42@example.go.th>")


def test_a_server_that_will_not_talk_to_us_says_nothing_of_the_mail() -> None:
    with server_that_says(b"554 no service for you\r\n", b"221 bye\r\n") as mailer:
        outcome = mailer.send(42, OFFICE, "เรื่อง", BODY, AT)
    assert isinstance(outcome, Retryable)


def test_access_never_shows_its_password() -> None:
    assert "hush" not in repr(MailAccess("smtp://u:hush@host", SENDER))
    assert "hush" not in repr(LineAccess("hush"))
