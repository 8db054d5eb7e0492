"""LINE for the tests: the simulator in a process of its own, reached over HTTP only."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import urllib3

SECRET = "the-channel-secret"
TOKEN = "the-channel-access-token"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Simulated:
    """A running simulator."""

    http: str
    smtp: str

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """A call of its control API."""
        response = urllib3.request(
            method, f"{self.http}/_sim{path}", json=body, timeout=10, retries=False
        )
        assert response.status < 300, response.data
        return response.json() if response.data else None

    def person(self, user_id: str | None = None) -> str:
        """Somebody who follows the bot."""
        wanted = {"userId": user_id or new_user_id(), "name": "สมใจ", "silent": True}
        made: str = self.call("POST", "/people", wanted)["userId"]
        return made

    def event(self, user_id: str, **deed: Any) -> dict[str, Any]:
        """The webhook event that this deed of the person's makes, with a live reply token."""
        made = self.call("POST", f"/people/{user_id}/send", deed)
        events = self.call("GET", "/record")["events"]
        wanted = made["webhookEventId"]
        found: dict[str, Any] = next(
            e["event"] for e in events if e["event"].get("webhookEventId") == wanted
        )
        return found

    def fault(self, match: str, kind: str, **more: Any) -> None:
        """Something goes wrong from now on."""
        self.call("POST", "/faults", {"match": match, "kind": kind, **more})

    def calls(self, user_id: str | None = None) -> list[dict[str, Any]]:
        """Calls of the Messaging API that were accepted, of one person if given."""
        calls = self.call("GET", "/record")["calls"]
        return [
            call
            for call in calls
            if call.get("accepted") and (user_id is None or user_id in call.get("to", []))
        ]

    def calls_once_there(self, user_id: str, count: int) -> list[dict[str, Any]]:
        """The same when there are `count` of them: a slow call is written down when it ends.

        After five seconds whatever there is.
        """
        end = time.monotonic() + 5
        while len(calls := self.calls(user_id)) < count and time.monotonic() < end:
            time.sleep(0.05)
        return calls

    def said(self, user_id: str) -> list[str]:
        """The texts the person's phone got from the bot, in order."""
        bubbles = self.call("GET", f"/chats/{user_id}")["bubbles"]
        return [b["message"]["text"] for b in bubbles if b["direction"] == "bot"]

    def mail(self) -> list[dict[str, Any]]:
        """What is in the mailbox."""
        found: list[dict[str, Any]] = self.call("GET", "/mail")["mail"]
        return found

    def calm(self) -> None:
        """No faults, nothing on record, an empty mailbox, the usual quota."""
        self.call("DELETE", "/faults")
        self.call("DELETE", "/record")
        self.call("DELETE", "/mail")


def new_user_id() -> str:
    """Nobody has it yet."""
    return f"U{uuid4().hex}"


@contextmanager
def simulator() -> Iterator[Simulated]:
    """A simulator of one's own; its webhooks reach nobody (tests deliver events themselves)."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "simulator", "--port", "0", "--smtp-port", "0"),
            *("--webhook-url", "http://127.0.0.1:9/callback", "--redelivery-delays", ""),
            *("--quota", "100000"),
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "KHOTO_LINE_CHANNEL_SECRET": SECRET,
            "KHOTO_LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield Simulated(**json.loads(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait(10)
