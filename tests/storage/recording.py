"""What a release says to its database, word for word: written down, and said again by a test.

`python -m tests.storage.recording` plays a scripted life of two reports with this code, on the
embedded PostgreSQL, and writes every change and each kind of question into
`tests/storage/released/STEP.sql`. That is done with each release, together with moving
`storage.migrations.RELEASED`: the next release's tests then know what the one before it says.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from psycopg import sql
from psycopg.pq.abc import PGresult
from sqlalchemy import event

from bot.delivery import Delivery, DeliveryRules
from bot.outcomes import Delivered
from casework.thai_calendar import BANGKOK
from storage import Engine, KeyRing, attachments, days, keys, migrations, open_engine, operator_log
from storage import transaction as in_transaction
from storage.embedded import throwaway_database
from storage.ledger import ledger
from storage.operator_log import Deed
from storage.wire import Wire
from tests.conversations.phones import words_in
from tests.conversations.stage import Stage, line_id
from tests.conversations.test_conversations import perform
from tests.database import KEY

FOLDER = Path(__file__).parent / "released"
QUESTIONS = 2  # of each kind are enough; changes are all written down
MARK = "-- "

# Long ago, so that to whoever plays on from there all of it is due.
SCRIPT = """
เริ่ม: "2024-01-15 10.00"
คน: [สมศรี, กานดา, วิชัย, มานพ]
บท:
  - มานพ ทำ: follow
  - มานพ กด: ยินยอม เริ่มใช้งาน
  - สมศรี พิมพ์: นายจ้างที่รีสอร์ทในปายไม่จ่ายค่าแรงมา 3 เดือน มีคนงาน 5 คน
    อ่านว่า: คุ้มครองแรงงาน 95
  - สมศรี กด: ส่งเรื่อง
  - สมศรี กด: ยินยอมแล้ว
  - กานดา กด: รับเรื่อง
  - กานดา กด: ส่งต่อตามที่เสนอ
  - วิชัย กด: รับเรื่อง
  - วิชัย กด: ดำเนินการแล้ว
  - วิชัย พิมพ์: นายจ้างจ่ายค่าแรงครบแล้ว
  - สมศรี กด: เรียบร้อยแล้ว
  - สมศรี พิมพ์: นายจ้างค้างค่าแรงคนงานอีกคน
    อ่านว่า: คุ้มครองแรงงาน 95
  - สมศรี ส่งรูป: 1
  - รอ: 1 วัน
"""


@dataclass(frozen=True)
class Said:
    """One statement, or `begin`, `commit`, `rollback`; `rows` that it found or changed."""

    words: str
    rows: int | None = None


@dataclass
class Recorder:
    """Listens to an engine. Statements are kept with their values in them."""

    said: list[Said] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)

    def listen(self, engine: Engine) -> None:
        """From now on."""
        for moment in ("begin", "commit", "rollback"):
            event.listen(engine, moment, lambda _, moment=moment: self.said.append(Said(moment)))
        event.listen(engine, "after_cursor_execute", self._executed)

    @contextmanager
    def prepared_too(self) -> Iterator[None]:
        """Hear prepared statements meanwhile, which SQLAlchemy knows nothing of."""
        run = Wire.run

        def ran(wire: Wire, words: str, values: Sequence[Any]) -> PGresult:
            result = run(wire, words, values)
            if not self._is_known_question(words):
                told = [sql.Literal(each).as_string(wire.driver) for each in values]
                said = re.sub(r"\$(\d+)", lambda found: told[int(found[1]) - 1], words)
                self._add(said, None if said.startswith("SELECT") else result.command_tuples)
            return result

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Wire, "run", ran)
            yield

    def _is_known_question(self, statement: str) -> bool:
        if not statement.startswith("SELECT") or "FOR UPDATE" in statement:
            return False
        self.asked[statement] += 1
        return self.asked[statement] > QUESTIONS

    def _executed(self, *given: Any) -> None:
        _, cursor, statement, parameters, _, _ = given
        many = isinstance(parameters, list)
        if self._is_known_question(statement):
            return
        teller = psycopg.ClientCursor(cursor.connection)
        for values in parameters if many else [parameters]:
            words = teller.mogrify(statement, values) if values else statement
            rows = (
                None
                if many or statement.startswith(("SELECT", "SAVE", "RELEASE"))
                else cursor.rowcount
            )
            self._add(words, rows)

    def _add(self, words: str, rows: int | None = None) -> None:
        self.said.append(Said(words.strip(), rows))


class Delivering(Stage):
    """A stage whose messages leave as the worker's do: claimed, sent, settled."""

    def __post_init__(self) -> None:
        """LINE and the mail server take everything."""
        super().__post_init__()
        client: Any = self
        self._delivery = Delivery(
            self.engine,
            lambda: client,
            client,
            DeliveryRules(),
            owner="recorder",
            now=lambda: self.now,
        )
        self._chats: dict[str, str] = {}

    def reply(self, token: str, messages: list[Any]) -> Delivered:
        """As LINE would take it: the token tells which event is answered, and so whose it was."""
        return self._shown(self._chats[token], messages)

    def push(self, to: str, messages: list[Any], _retry_key: Any) -> Delivered:
        """The same by user id."""
        return self._shown(to, messages)

    def _receive(self, name: str, event: dict[str, Any]) -> None:
        super()._receive(name, event)
        self._chats[f"R{self.sent:031d}"] = name

    def _shown(self, to: str, messages: list[Any]) -> Delivered:
        name = next(each for each in self.phones if to in (each, line_id(each)))
        self.phones[name].shown.extend(messages)
        assert all(words_in(each) for each in messages)
        return Delivered("request")

    def send(self, *_: Any) -> Delivered:
        """A mail."""
        return Delivered("request")

    def _deliver(self) -> None:
        while self._delivery.send_next("line") or self._delivery.send_next("mail"):
            pass


def live(engine: Engine) -> None:
    """A life of two reports, with a photo, a day's line and an operator's deed; the last event
    still waits when it ends."""
    stage = perform(Delivering, engine, yaml.safe_load(SCRIPT), "SCRIPT")
    lease = timedelta(minutes=1)
    with in_transaction(engine) as session:
        for each in attachments.claim(session, "w", stage.now, lease, limit=9):
            assert attachments.store(session, each, b"a photo", "image/jpeg")
        days.close_day(session, stage.now.astimezone(BANGKOK).date(), stage.now)
        operator_log.add(session, [Deed(stage.now, "somebody", "list", "cases", "")])
        assert ledger(session).balanced
        keys.in_use(session)
    message = {"type": "text", "id": "499999", "text": "ยังรออยู่"}
    stage._receive("สมศรี", {"type": "message", "message": message})


def record(address: str, step: str) -> list[Said]:
    """Everything that this code says while it lives on an empty database, at that step."""
    engine = open_engine(address, KeyRing([KEY]))
    migrations.upgrade(engine, step)
    recorder = Recorder()
    recorder.listen(engine)
    keys.admit(engine)
    with recorder.prepared_too():
        live(engine)
    engine.dispose()
    return recorder.said


def write(said: list[Said], path: Path) -> None:
    """One after the other, each below a line that tells its kind and rows."""
    lines: list[str] = []
    for each in said:
        if each.words in ("begin", "commit", "rollback"):
            lines.append(f"{MARK}{each.words}")
        else:
            lines += [f"{MARK}{'any' if each.rows is None else each.rows}", each.words]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> Iterator[Said]:
    """What `write` wrote."""
    rows, words = "", list[str]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), MARK + "end"]:
        if not line.startswith(MARK):
            words.append(line)
            continue
        if words:
            yield Said("\n".join(words), None if rows == "any" else int(rows))
        rows, words = line.removeprefix(MARK), []
        if rows in ("begin", "commit", "rollback"):
            yield Said(rows)


def main(step: str) -> None:
    """Write the file of this code."""
    FOLDER.mkdir(exist_ok=True)
    with throwaway_database() as address:
        write(record(address, step), FOLDER / f"{step}.sql")


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else migrations.head())
