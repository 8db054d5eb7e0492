"""The offices' mail, as it was taken over SMTP."""

from __future__ import annotations

import email
import email.policy
from collections import deque
from email.message import EmailMessage
from typing import Any

from . import ids

_KEPT = 20_000


def _addresses(message: EmailMessage, header: str) -> list[str]:
    field = message[header]
    return [str(address) for address in field.addresses] if field is not None else []


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content()).replace("\r\n", "\n")
    except (LookupError, UnicodeError):
        return bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")


def read(raw: bytes) -> dict[str, Any]:
    """A mail's parts with encoded words and charsets decoded; broken headers read as they stand."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    return {
        "messageId": str(message["message-id"] or ""),
        "from": ", ".join(_addresses(message, "from")),
        "to": _addresses(message, "to"),
        "cc": _addresses(message, "cc"),
        "subject": str(message["subject"] or ""),
        "date": str(message["date"] or ""),
        "text": _body(message, "plain"),
        "html": _body(message, "html"),
        "attachments": [
            {
                "name": part.get_filename() or "",
                "type": part.get_content_type(),
                "size": len(part.get_payload(decode=True) or b""),
            }
            for part in message.iter_attachments()
        ],
        "headers": {name: str(value) for name, value in message.items()},
    }


class Mailbox:
    """The newest mails, numbered."""

    def __init__(self) -> None:
        self._mails: deque[dict[str, Any]] = deque(maxlen=_KEPT)
        self._last = 0

    def add(self, sender: str, recipients: list[str], raw: bytes) -> dict[str, Any]:
        """Take one mail in; ``sender`` and ``recipients`` are the envelope's."""
        self._last += 1
        mail = {
            "number": self._last,
            "time": ids.now_ms(),
            "envelopeFrom": sender,
            "envelopeTo": recipients,
            **read(raw),
        }
        self._mails.append(mail)
        return mail

    def all(self) -> list[dict[str, Any]]:
        """The mails, oldest first."""
        return list(self._mails)

    def clear(self) -> None:
        """Empty the box; the count goes on."""
        self._mails.clear()
