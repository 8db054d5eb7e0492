"""Mail to offices over SMTP. The address of the server comes from `KHOTO_SMTP_URL`:

    smtp://host:25      smtp://user:password@host:587?starttls      smtps://user:password@host:465

A mail may arrive twice when the answer to it is lost; the Message-ID is then the same, and most
mail servers show one.
"""

import re
import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

from bot.measures import without_unsayable
from bot.outcomes import Delivered, Outcome, Permanent, Retryable
from casework.masking import mask

_ADDRESS = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,255}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_SUBJECT_MOST = 200
_NOT_OF_THIS_MAIL = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
)
_PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True)
class MailAccess:
    """`url` as above; `sender` such as "ข้อต่อ <khoto@example.go.th>"; `timeout` in seconds."""

    url: str = field(repr=False)
    sender: str
    timeout: float = 20.0


class BadMailAddress(ValueError):
    """The server's URL or the sender cannot be used; the message holds no password."""


class Mailer:
    """Sends one mail at a time, each over a connection of its own. May be shared by threads."""

    def __init__(self, access: MailAccess) -> None:
        """Raises BadMailAddress."""
        parts = urlsplit(access.url)
        try:
            port = parts.port
        except ValueError:
            raise BadMailAddress("the mail server's port is not a number") from None
        if parts.scheme not in _PORTS or not parts.hostname:
            raise BadMailAddress("the mail server is written smtp://host:port or smtps://host:port")
        self._host, self._port = parts.hostname, port or _PORTS[parts.scheme]
        self._encrypted = parts.scheme == "smtps"
        self._starttls = "starttls" in parse_qs(parts.query, keep_blank_values=True)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._timeout = access.timeout
        name, address = parseaddr(access.sender)
        if not _ADDRESS.fullmatch(address) or _CONTROL.search(access.sender):
            raise BadMailAddress("the sender has no e-mail address")
        try:
            self._sender = Address(name, addr_spec=address)
        except (MessageError, ValueError):  # the email package raises both
            raise BadMailAddress("the sender has no e-mail address") from None

    def send(self, row_id: int, to: str, subject: str, body: str, at: datetime) -> Outcome:
        """Send outbox row `row_id`.

        After 4xx, a lost connection or a server that will not talk to us it may be tried again;
        after 5xx to this mail never.
        """
        if not _ADDRESS.fullmatch(to):
            return Permanent("not an e-mail address")
        try:
            message = self.compose(row_id, to, subject, body, at)
        except (MessageError, ValueError):  # the email package raises both
            return Permanent("not an e-mail address")
        accepted = False
        try:
            with self._connect() as server:
                if self._user:
                    server.login(self._user, self._password)
                server.send_message(message, self._sender.addr_spec, [to])
                accepted = True
        except _NOT_OF_THIS_MAIL as error:
            # The mail is as good as ever; our password or our address is not.
            return Retryable(_words(error.smtp_code, error.smtp_error))
        except smtplib.SMTPRecipientsRefused as error:
            return _by_code(*error.recipients[to])
        except smtplib.SMTPResponseException as error:
            if accepted:  # and then the server would not say good-bye
                return Delivered(str(message["Message-ID"]))
            return _by_code(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            # UnicodeError: a password smtplib cannot send.
            return Retryable(type(error).__name__)
        return Delivered(str(message["Message-ID"]))

    def compose(self, row_id: int, to: str, subject: str, body: str, at: datetime) -> EmailMessage:
        """The mail of an outbox row: always the same for the same row and time."""
        message = EmailMessage(policy.SMTP)
        message["From"] = self._sender
        message["To"] = Address(addr_spec=to)
        message["Subject"] = header_safe(subject)
        message["Date"] = format_datetime(at)
        message["Message-ID"] = f"<outbox-{row_id}@{self._sender.domain}>"
        # Auto-responders must not answer a machine (RFC 3834).
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(without_unsayable(body), charset="utf-8", cte="base64")
        return message

    def _connect(self) -> smtplib.SMTP:
        if self._encrypted:
            return smtplib.SMTP_SSL(
                self._host,
                self._port,
                local_hostname=self._sender.domain,
                timeout=self._timeout,
                context=ssl.create_default_context(),
            )
        server = smtplib.SMTP(
            self._host,
            self._port,
            # Else Python asks the DNS for our own name, which may take long.
            local_hostname=self._sender.domain,
            timeout=self._timeout,
        )
        if self._starttls:
            try:
                server.starttls(context=ssl.create_default_context())
            except (OSError, smtplib.SMTPException):
                server.close()
                raise
        return server


def header_safe(text: str) -> str:
    """One line without control characters: nothing can be added to the headers through it."""
    clean = " ".join(_CONTROL.sub(" ", text).split())
    return clean[:_SUBJECT_MOST]


def _by_code(code: int, answer: bytes | str) -> Outcome:
    words = _words(code, answer)
    return Permanent(words) if 500 <= code < 600 else Retryable(words)


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return mask(f"{code} {' '.join(text.split())[:2_000]}")[:200]
