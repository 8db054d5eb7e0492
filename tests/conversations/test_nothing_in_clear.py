"""A whole conversation, from consent to closing, and at no moment a word of it in the clear.

Every table is dumped as the database holds it: before each step of delivery and at the end.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import yaml
from sqlalchemy import Connection, text

from storage import Engine, KeyRing, attachments, inbox, open_engine, transaction
from storage.events import Received
from tests.conversations.stage import BURST, Stage
from tests.conversations.test_conversations import perform
from tests.database import KEY, TEMPLATE, Server, fresh_database

PHOTO = "JFIF-เนื้อในของรูปถ่าย".encode()
LEASE = timedelta(minutes=1)

# Invented for this test, each told once: by whom, and where it would stand if it were not sealed.
NAMES = ["ใจงาม", "พี่เลี้ยงแม่ฮ่องสอน", "ดีงาม", "สมหมาย"]
PHONES = ["081-234-5678", "0812345678", "089 876 5432"]
ID_NUMBERS = ["1-1037-02071-81-1", "1103702071811", "3101702034516"]
TEXTS = [
    "ริมห้วย",  # a report
    "หม่องติ่น",  # an answer to a question
    "เถ้าแก่ชื่ออะไร",  # the question
    "จ่ายให้ครบทุกคน",  # the result
    "ไม่อยู่ในเขต",  # why an officer gives it back
    "ยังไม่ได้ส่ง",  # a draft that was left
    "สัญญาจ้าง",  # a file's name
    "เนื้อในของรูปถ่าย",
    "อ่านไม่ออก",  # an event that failed
]
SECRETS = NAMES + PHONES + ID_NUMBERS + TEXTS

SCRIPT = """
คน: [สมศรี, กานดา, วิชัย, อรุณ, มานพ]
บท:
  - กานดา พิมพ์: เมนู
  - กานดา กด: สร้างรหัสเชิญ
  - กานดา กด: อาสาสมัครแรงงาน
  - กานดา พิมพ์: ต.แม่ฮี้ อ.ปาย จ.แม่ฮ่องสอน
  - มานพ ทำ: follow
  - มานพ พิมพ์: "{รหัส}"
  - มานพ กด: ยินยอม เริ่มใช้งาน
  - มานพ พิมพ์: มานพ ดีงาม
  - สมศรี พิมพ์:
      - นายสมหมาย นายจ้างที่ริมห้วยในปายค้างค่าแรงผมมาสามเดือน 45000 บาท
      - โทร 081-234-5678 เลขบัตร 1-1037-02071-81-1 ของเมีย 3101702034516
    อ่านว่า: คุ้มครองแรงงาน 95
  - สมศรี กด: ส่งเรื่อง
  - สมศรี กด: ยินยอมแล้ว
  - กานดา กด: รับเรื่อง
  - กานดา กด: ขอข้อมูลเพิ่ม
  - กานดา พิมพ์: เถ้าแก่ชื่ออะไร
  - สมศรี พิมพ์: ชื่อหม่องติ่น โทร 089 876 5432
  - กานดา กด: ส่งต่อตามที่เสนอ
  - วิชัย กด: ไม่ใช่หน้าที่
  - วิชัย พิมพ์: ไม่อยู่ในเขตของเรา
  - กานดา กด: ส่งต่อตามที่เสนอ
  - กานดา กด: เลือกหน่วยงาน
  - กานดา กด: ประกันสังคมจังหวัด
  - อรุณ กด: รับเรื่อง
  - อรุณ กด: ดำเนินการแล้ว
  - อรุณ พิมพ์: นายจ้างจ่ายให้ครบทุกคนแล้ว
  - สมศรี กด: เรียบร้อยแล้ว
  - สมศรี พิมพ์: นายจ้างอีกคนค้างค่าแรง ยังไม่ได้ส่ง
    อ่านว่า: คุ้มครองแรงงาน 95
  - สมศรี ส่งรูป: 1
"""


class Watched(Stage):
    """A stage that looks into the database before anything is delivered and blanked."""

    def __post_init__(self) -> None:
        """Nothing was looked at yet."""
        super().__post_init__()
        self.dumps: list[str] = []

    def _deliver(self) -> None:
        self.look()
        super()._deliver()

    def look(self) -> None:
        with self.engine.connect() as connection:
            self.dumps.append(dump(connection))


def dump(connection: Connection) -> str:
    """Every row of every table as the database holds it; bytes also as the text they may be."""
    tables = connection.execute(
        text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    ).scalars()
    rows: list[str] = []
    for table in tables:
        whole = text(f'SELECT each.* FROM "{table}" AS each')  # noqa: S608
        for row in connection.execute(whole):
            rows += [
                str(bytes(v), "utf-8", "replace") if isinstance(v, bytes | memoryview) else str(v)
                for v in row
            ]
    return "\n".join(rows)


@pytest.fixture(scope="module")
def played(database_server: Server) -> Iterator[Watched]:
    """Played once; no test changes what it left."""
    with fresh_database(database_server, TEMPLATE) as url:
        engine = open_engine(url, KeyRing([KEY]))
        yield play_all(engine)
        engine.dispose()


def play_all(engine: Engine) -> Watched:
    stage = perform(Watched, engine, yaml.safe_load(SCRIPT), "SCRIPT")
    now = stage.now
    broken = Received("BROKEN", "user:U1", "malformed", now, "อ่านไม่ออก", reason="not JSON")
    with transaction(engine) as session:
        inbox.receive(session, [broken], BURST, now)
        attachments.add(
            session,
            message_id="file",
            conversation_key="user:U1",
            kind="file",
            now=now,
            file_name="สัญญาจ้าง.pdf",
        )
        for each in attachments.claim(session, "w", now + LEASE, LEASE, limit=9):
            assert attachments.store(session, each, PHOTO, "image/jpeg")
    stage.look()
    return stage


def test_nothing_that_people_told_stands_in_the_clear(played: Watched) -> None:
    assert len(played.dumps) > 25
    code = played.code()
    for number, words in enumerate(played.dumps):
        for secret in SECRETS:
            assert secret not in words, f"{secret} after step {number}"
            assert secret.encode("unicode_escape").decode() not in words, secret
        assert code not in words, f"the invitation code after step {number}"


def test_all_of_it_was_told_and_is_there_for_who_has_the_key(played: Watched) -> None:
    case = played.all_cases()[0]
    told = " ".join([*(part.text for part in case.parts), case.result, case.reason])
    told += " ".join(each.result + each.reason for each in case.referrals)
    with transaction(played.engine) as session:
        raw = session.execute(text("SELECT count(*) FROM inbox WHERE raw LIKE 'sealed.1.%'"))
        assert raw.scalar_one() > 20
    for secret in ("ริมห้วย", "081-234-5678", "หม่องติ่น", "จ่ายให้ครบทุกคน"):
        assert secret in told
    person = played.person("มานพ")
    assert person is not None
    assert person.name == "มานพ ดีงาม"


def test_what_work_is_found_by_stays_in_the_clear(played: Watched) -> None:
    case = played.all_cases()[0]
    with transaction(played.engine) as session:
        row = session.execute(
            text("SELECT number, state, category, province_code, urgency FROM cases LIMIT 1")
        ).one()
    assert tuple(row) == (case.number, "closed", case.category, "58", int(case.urgency))


def test_the_dump_would_show_what_is_not_sealed(played: Watched) -> None:
    with played.engine.connect() as connection:  # rolled back at the end
        connection.execute(text("UPDATE people SET name = 'สมศรี ใจงาม'"))
        connection.execute(text("UPDATE attachment_contents SET content = :it"), {"it": PHOTO})
        words = dump(connection)
    assert "ใจงาม" in words
    assert "เนื้อในของรูปถ่าย" in words
