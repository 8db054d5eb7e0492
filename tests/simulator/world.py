"""What the tests stand on: the simulator's process and a webhook that remembers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import urllib3

SECRET = "a-secret-for-tests"
TOKEN = "an-access-token-for-tests"
ROOT = Path(__file__).parents[2]
http = urllib3.PoolManager(maxsize=8, retries=False)


def wait_for(found: Callable[[], Any], seconds: float = 5.0) -> Any:
    """Wait until the function finds something; returns it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = found()
        if result:
            return result
        time.sleep(0.01)
    raise AssertionError("waited in vain")


@dataclass
class Received:
    """One webhook as it came."""

    body: bytes
    signature: str
    at: float

    @property
    def events(self) -> list[Any]:
        """Its events."""
        events = json.loads(self.body)["events"]
        assert isinstance(events, list)
        return events


class Receiver:
    """A bot's webhook: keeps what comes; ``answer`` decides the status."""

    def __init__(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                got = Received(body, self.headers["X-Line-Signature"], time.monotonic())
                outer.received.append(got)
                status = outer.answer(got)
                try:
                    self.send_response(status)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                except OSError:
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/callback"
        self.reset()

    def reset(self) -> None:
        """Forget everything and answer 200 again."""
        self.received: list[Received] = []
        self.answer: Callable[[Received], int] = lambda _: 200

    def events(self, user_id: str) -> list[dict[str, Any]]:
        """Every event that came about this person, in order of arrival."""
        return [
            event
            for got in list(self.received)
            for event in got.events
            if isinstance(event, dict) and event.get("source", {}).get("userId") == user_id
        ]

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()


@dataclass
class Person:
    """One person of the simulator, and what they can do."""

    simulator: Simulator
    id: str
    seen: dict[str, Any] = field(default_factory=dict)

    def send(self, **message: Any) -> dict[str, Any]:
        """Send something; returns the ids and the reply token."""
        return self.simulator.post(f"people/{self.id}/send", message)

    def say(self, text: str) -> dict[str, Any]:
        """Send a text."""
        return self.send(type="text", text=text)

    def chat(self) -> list[dict[str, Any]]:
        """The bubbles on the phone."""
        bubbles = self.simulator.get(f"chats/{self.id}")["bubbles"]
        assert isinstance(bubbles, list)
        return bubbles

    def texts(self) -> list[str]:
        """The texts the bot sent to this phone."""
        return [b["message"]["text"] for b in self.chat() if b["direction"] == "bot"]


@dataclass
class Simulator:
    """The simulator's addresses and its control API."""

    http: str
    smtp_port: int

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
        """Any control call; returns its status and JSON."""
        data = None if body is None else json.dumps(body).encode()
        answer = http.request(method, f"{self.http}/_sim/{path}", body=data)
        return answer.status, answer.json()

    def get(self, path: str) -> dict[str, Any]:
        """Read something."""
        status, body = self.call("GET", path)
        assert status == 200, body
        return body

    def post(self, path: str, body: Any) -> dict[str, Any]:
        """Do something that must succeed."""
        status, answer = self.call("POST", path, body)
        assert status in (200, 201), answer
        return answer

    def api(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> urllib3.BaseHTTPResponse:
        """A call of the Messaging API without LINE's client, to see the bare answer."""
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", **named}
        return http.request(method, f"{self.http}/v2/bot/{path}", body=data, headers=named)

    def push(self, to: str, *messages: Any, **headers: str) -> urllib3.BaseHTTPResponse:
        """A push without LINE's client; a text stands for a text message."""
        whole = [{"type": "text", "text": m} if isinstance(m, str) else m for m in messages]
        return self.api("POST", "message/push", {"to": to, "messages": whole}, **headers)

    def add(self, name: str, **more: Any) -> Person:
        """A new person."""
        return Person(self, self.post("people", {"name": name, **more})["userId"])

    def fault(self, match: str, kind: str, **more: Any) -> None:
        """Switch a fault on, for one call unless said otherwise."""
        self.post("faults", {"match": match, "kind": kind, "times": 1, **more})

    def reset(self, webhook_url: str) -> None:
        """Back to how it was started."""
        for path in ("faults", "mail", "record"):
            assert self.call("DELETE", path)[0] == 200
        self.post(
            "settings",
            {
                "used": 0,
                "quota": 500,
                "tokenLifeSeconds": 60,
                "webhookTimeoutSeconds": 2,
                "redeliveryDelaysSeconds": [0.1, 0.1, 0.2],
                "keepOrder": True,
                "transcodingSeconds": 0,
                "webhookUrl": webhook_url,
            },
        )


def start(webhook_url: str) -> tuple[subprocess.Popen[str], Simulator]:
    """Start a simulator on free ports and wait until it says it is ready."""
    where = ["--webhook-url", webhook_url]
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "--port", "0", "--smtp-port", "0", *where],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "KHOTO_LINE_CHANNEL_SECRET": SECRET,
            "KHOTO_LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        },
    )
    assert process.stdout is not None
    ready = json.loads(process.stdout.readline())
    return process, Simulator(ready["http"], int(ready["smtp"].rsplit(":", 1)[1]))
