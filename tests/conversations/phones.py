"""The phones of a script: what each person was sent, and the buttons they could tap."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Payload = dict[str, Any]


@dataclass
class Phone:
    """One chat, oldest message first; and how much of it was looked at by the script."""

    shown: list[Payload] = field(default_factory=list)
    looked_at: int = 0

    def unseen(self) -> list[Payload]:
        """What came since the script last looked."""
        new = self.shown[self.looked_at :]
        self.looked_at = len(self.shown)
        return new

    def data_of(self, label: str) -> str:
        """The postback data of a button by its label, as a person would find it: a quick reply
        under the last bubble, or else the button of the newest card that has it."""
        if not self.shown:
            raise AssertionError(f"ไม่มีข้อความให้กด “{label}”")
        for action in _quick_replies(self.shown[-1]):
            if action["label"] == label and "data" in action:
                return str(action["data"])
        for payload in reversed(self.shown):
            for action in _buttons(payload):
                if action["label"] == label and "data" in action:
                    return str(action["data"])
        last = [each["label"] for each in _quick_replies(self.shown[-1])]
        cards = [each["label"] for payload in self.shown for each in _buttons(payload)]
        raise AssertionError(f"ไม่มีปุ่ม “{label}” (ปุ่มลัด: {last}, ปุ่มบนการ์ด: {cards})")


def words_in(payload: Payload) -> str:
    """Everything a person can read in a message, buttons included."""
    if payload["type"] == "text":
        return "\n".join([payload["text"], *(a["label"] for a in _quick_replies(payload))])
    return "\n".join([*_texts(payload["contents"]), *(a["label"] for a in _buttons(payload))])


def _quick_replies(payload: Payload) -> list[dict[str, Any]]:
    return [item["action"] for item in payload.get("quickReply", {}).get("items", [])]


def _buttons(payload: Payload) -> list[dict[str, Any]]:
    if payload["type"] == "text":
        return []
    return [node["action"] for node in _nodes(payload["contents"]) if node.get("type") == "button"]


def _texts(contents: Any) -> Iterator[str]:
    """Lines as they are read: the label and value of a row on one line."""
    labels: set[int] = set()
    for node in _nodes(contents):
        if node.get("type") == "box" and node.get("layout") == "horizontal":
            line = [each for each in node["contents"] if each["type"] == "text"]
            labels |= {id(each) for each in line}
            if line:
                yield ": ".join(each["text"] for each in line)
        elif node.get("type") == "text" and id(node) not in labels:
            yield node["text"]


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        # From top to bottom: the database keeps the keys of an object in an order of its own.
        for key in ("header", "body", "contents", "footer"):
            yield from _nodes(value.get(key))
    elif isinstance(value, list):
        for each in value:
            yield from _nodes(each)
