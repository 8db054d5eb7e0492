"""The SMTP door of the mailbox, in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from .faults import Fault
from .platform import Platform


class _Handler:
    """Takes every mail, unless a fault says otherwise."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept a recipient; a permanent fault (5xx) refuses them here, as real servers do."""
        with self._platform.lock:
            first = next(self._platform.faults.matching("smtp"), None)
            fault = None
            if first and first.kind.startswith("5") and not first.after_accept:
                fault = self._platform.faults.take("smtp")
        if fault:
            return f"{fault.kind} 5.1.1 mailbox unavailable"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Put the mail into the box; temporary faults (4xx), resets and delays come here."""
        with self._platform.lock:
            fault = self._platform.faults.take("smtp")
        if fault and fault.kind in ("slow", "timeout"):
            await asyncio.sleep(fault.seconds)
        if fault is None or fault.after_accept or fault.kind == "slow":
            self._keep(envelope)
        return _answer(server, fault)

    def _keep(self, envelope: Envelope) -> None:
        raw = envelope.content or b""
        raw = raw.encode() if isinstance(raw, str) else raw
        with self._platform.lock:
            recipients = [str(address) for address in envelope.rcpt_tos]
            self._platform.mailbox.add(str(envelope.mail_from or ""), recipients, raw)
            self._platform.announcer.announce("mail")


def _answer(server: SMTP, fault: Fault | None) -> str:
    if fault is None or fault.kind == "slow":
        return "250 OK: taken"
    if fault.kind in ("reset", "timeout"):
        if isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        return "421 closing"
    return f"{fault.kind[:3]} 4.3.0 not now"


class MailServer:
    """An SMTP server on a thread; ``port`` is the one it listens on."""

    def __init__(self, platform: Platform, host: str, port: int) -> None:
        self._loop = asyncio.new_event_loop()
        handler = _Handler(platform)

        def protocol() -> SMTP:
            return SMTP(handler, enable_SMTPUTF8=True, hostname="simulator", loop=self._loop)

        self._server: Any = self._loop.run_until_complete(
            self._loop.create_server(protocol, host, port)
        )
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="smtp", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=1)
