"""Two hundred people who tell, press, send photos and pins, and take words back."""

import csv
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.stage.chaos.raw_events import raw_text
from simulator.stage.demo_messages import MESSAGES
from simulator.stage.line import Line, actions
from simulator.stage.network import MENTORS, VOLUNTEERS
from simulator.stage.processes import Stage

PEOPLE = 200
Deed = dict[str, Any]
SHORT = ("เมนู", "เรื่องของฉัน", "วิธีใช้", "ขอบคุณค่ะ", "ยกเลิก", "ใช่")
PIN = {
    "type": "location",
    "latitude": 19.3583,
    "longitude": 98.4405,
    "title": "ปาย",
    "address": "ต.เวียงใต้ อ.ปาย จ.แม่ฮ่องสอน 58130",
}


@dataclass
class Writer:
    """One of the two hundred. `said` are the ids of messages not taken back yet."""

    user_id: str
    subdistrict: str
    random: random.Random
    said: list[str] = field(default_factory=list)
    told: int = 0
    script: Iterator[Deed] = field(init=False)

    def __post_init__(self) -> None:
        self.script = self._stories()

    def _stories(self) -> Iterator[Deed]:
        """Reports without end, each in its own way; every text is unlike any other."""
        while True:
            for _ in range(self.random.choice((1, 1, 2, 3))):
                yield self._text(self.random.choice(MESSAGES).text)
            if self.random.random() < 0.25:
                yield {"type": "image"}
            if self.random.random() < 0.2:
                yield dict(PIN)
            if self.random.random() < 0.15 and self.said:
                yield {"type": "unsend", "messageId": self.random.choice(self.said)}
            if self.random.random() < 0.3:
                category = self.random.choice(("protection", "skills", "no such one"))
                yield {"type": "postback", "data": f"a=report.category&category={category}"}
            yield {"type": "postback", "data": "a=report.submit", "displayText": "ส่งเรื่อง"}
            yield {"type": "postback", "data": "a=report.consent&answer=agreed"}
            if self.random.random() < 0.4:
                yield self._text(self.random.choice(SHORT), mark=False)

    def _text(self, text: str, *, mark: bool = True) -> Deed:
        self.told += 1
        return {"type": "text", "text": f"{text} ({self.told})" if mark else text}


class Crowd:
    """All of them, and what LINE alone does: several events in one webhook, malformed ones."""

    def __init__(self, line: Line, seed: int) -> None:
        self._line, self._random = line, random.Random(seed)  # noqa: S311
        self.writers = [
            Writer(
                user_id=_user_id(number),
                subdistrict=VOLUNTEERS[number % len(VOLUNTEERS)].subdistrict,
                random=random.Random(f"{seed} {number}"),  # noqa: S311
            )
            for number in range(PEOPLE)
        ]
        self._raw = 0

    def register(self, stage: Stage) -> None:
        """Enter them as an operator would, and hand out their phones."""
        file = stage.folder / "crowd.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            rows = csv.writer(opened)
            rows.writerow(["line_user_id", "role", "province", "subdistrict", "agency", "name"])
            for number, writer in enumerate(self.writers):
                rows.writerow(
                    [writer.user_id, "volunteer", "", writer.subdistrict, "", f"อสร. {number}"]
                )
        stage.run("people", "import", str(file))
        for number, writer in enumerate(self.writers):
            self._line.add_person(writer.user_id, f"อสร. {number}", "volunteer", follow=False)

    def act(self) -> int:
        """One deed, or one webhook of LINE's own making. Returns how many events it was."""
        dice = self._random.random()
        if dice < 0.01:
            return self._malformed()
        if dice < 0.03:
            return self._batch()
        writer = self._random.choice(self.writers)
        deed = next(writer.script)
        sent = self._line.send(writer.user_id, deed)
        if deed["type"] == "unsend":
            writer.said.remove(deed["messageId"])
        elif deed["type"] in ("text", "image", "location"):
            writer.said.append(str(sent["messageId"]))
        return 1

    def _batch(self) -> int:
        """Events of several people in one webhook, one of them twice."""
        writers = self._random.sample(self.writers, 3)
        events = [self._text_of(writer) for writer in writers]
        self._line.post_events([*events, events[0]], redeliver=True)
        return len(events)

    def _malformed(self) -> int:
        """An event without its id, delivered, and delivered again as LINE marks it."""
        event = self._text_of(self._random.choice(self.writers))
        del event["webhookEventId"]
        self._line.post_events([event], redeliver=True)
        again = {**event, "deliveryContext": {"isRedelivery": True}}
        self._line.post_events([again], redeliver=True)
        return 1

    def _text_of(self, writer: Writer) -> dict[str, Any]:
        self._raw += 1
        return raw_text(writer.user_id, f"{self._random.choice(MESSAGES).text} [{self._raw}]")

    def refer_one(self) -> None:
        """A mentor refers a case of which their phone shows a notice, if there is one."""
        mentor = self._random.choice(MENTORS)
        bubbles = [b for b in self._line.chat(mentor.user_id, last=15) if b["direction"] == "bot"]
        self._random.shuffle(bubbles)
        for bubble in bubbles:
            for action in actions(bubble):
                if str(action.get("data", "")).startswith("a=desk.refer&"):
                    self._line.send(mentor.user_id, {"type": "postback", "data": action["data"]})
                    return


def _user_id(number: int) -> str:
    return "U" + hashlib.sha256(f"chaos {number}".encode()).hexdigest()[:32]


def config_with_room(config: Path, folder: Path) -> Path:
    """The same configuration with room for every file."""
    roomy = folder / "roomy.yaml"
    text = config.read_text(encoding="utf-8").replace("room_megabytes: 1", "room_megabytes: 0")
    roomy.write_text(text, encoding="utf-8")
    return roomy
