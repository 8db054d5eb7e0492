"""The people's side of the simulator: what a phone can do, over its control API."""

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import urllib3

Bubble = dict[str, Any]


class Line:
    """A connection to one simulator. Every call raises urllib3's HTTPError when it is gone."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._pool = urllib3.PoolManager(maxsize=16, retries=False)

    def add_person(self, user_id: str, name: str, role: str, *, follow: bool) -> None:
        """A phone in the simulator. `follow`: its owner adds the bot as a friend now."""
        person = {"userId": user_id, "name": name, "role": role, "follow": follow}
        self._call("POST", "/_sim/people", person)

    def write(self, user_id: str, text: str) -> dict[str, Any]:
        """The person sends a text."""
        return self.send(user_id, {"type": "text", "text": text})

    def send(self, user_id: str, what: dict[str, Any]) -> dict[str, Any]:
        """The person sends anything else the control API knows."""
        return self._call("POST", f"/_sim/people/{quote(user_id)}/send", what)

    def post_events(self, events: list[dict[str, Any]], *, redeliver: bool) -> dict[str, Any]:
        """LINE sends these events in one webhook; answers after its first try."""
        return self._call("POST", "/_sim/events", {"events": events, "redeliver": redeliver})

    def fault(self, match: str, kind: str, **more: Any) -> None:
        """Something goes wrong from now on: `times`, `seconds`, `after_accept`."""
        self._call("POST", "/_sim/faults", {"match": match, "kind": kind, **more})

    def heal(self) -> None:
        """Nothing goes wrong any more."""
        self._call("DELETE", "/_sim/faults")

    def change(self, **settings: Any) -> None:
        """Change the simulator's settings."""
        self._call("POST", "/_sim/settings", settings)

    def chat(self, user_id: str, last: int | None = None) -> list[Bubble]:
        """The bubbles on a phone (only the `last` ones when given), oldest first."""
        only = "" if last is None else f"?last={last}"
        chat = self._call("GET", f"/_sim/chats/{quote(user_id)}{only}")
        bubbles: list[Bubble] = chat["bubbles"]
        return bubbles

    def mail(self) -> list[dict[str, Any]]:
        """The offices' mail."""
        mails: list[dict[str, Any]] = self._call("GET", "/_sim/mail")["mail"]
        return mails

    def record(self, since: int = 0) -> dict[str, Any]:
        """All events and calls so far, or those numbered above `since`."""
        return self._call("GET", f"/_sim/record?since={since}")

    def last(self) -> int:
        """The number of the newest entry of the record."""
        return int(self.record(2**60)["last"])

    def wait_for(
        self, user_id: str, wanted: Callable[[Bubble], bool], after: int, seconds: float = 30
    ) -> Bubble | None:
        """The first bubble from the bot past the first `after` ones that is wanted, or None."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for bubble in self.chat(user_id)[after:]:
                if is_from_bot(bubble) and wanted(bubble):
                    return bubble
            time.sleep(0.1)
        return None

    def press(self, user_id: str, bubble: Bubble, label: str) -> None:
        """Tap the button or quick reply of that label. Raises LookupError when there is none."""
        for action in actions(bubble):
            if action.get("label") == label and action.get("type") == "postback":
                tap = {"type": "postback", "data": action["data"], "displayText": label}
                self.send(user_id, tap)
                return
        raise LookupError(f"no button {label!r} among {[a.get('label') for a in actions(bubble)]}")

    def _call(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        answer = self._pool.request(
            method,
            self.address + path,
            body=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            timeout=30,
        )
        if answer.status >= 400:
            raise LookupError(f"{method} {path}: {answer.status} {answer.data.decode()}")
        found: dict[str, Any] = answer.json()
        return found


def is_from_bot(bubble: Bubble) -> bool:
    """Whether the bot said it."""
    return bool(bubble["direction"] == "bot")


def actions(bubble: Bubble) -> list[dict[str, Any]]:
    """Every action of a bubble: Flex buttons and quick replies."""
    found: list[dict[str, Any]] = []

    def look(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("action"), dict):
                found.append(node["action"])
            for value in node.values():
                look(value)
        elif isinstance(node, list):
            for value in node:
                look(value)

    look(bubble["message"])
    return found


def words(bubble: Bubble) -> str:
    """All words of a bubble, a line each."""
    message = bubble["message"]
    if message.get("type") == "text":
        return str(message["text"])
    lines: list[str] = []

    def look(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") in ("text", "span") and isinstance(node.get("text"), str):
                lines.append(node["text"])
            for value in node.values():
                look(value)
        elif isinstance(node, list):
            for value in node:
                look(value)

    look(message.get("contents", {}))
    return "\n".join(lines)


def after_label(bubble: Bubble, label: str) -> str:
    """The value of a card's row, empty when the card has no such row."""
    lines = words(bubble).split("\n")
    return next((lines[i + 1] for i, line in enumerate(lines[:-1]) if line == label), "")
