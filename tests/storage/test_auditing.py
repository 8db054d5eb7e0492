"""The chain in the database: whatever somebody does to it behind our back is found."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.cases import LogEntry
from casework.chain import Break
from storage import (
    Engine,
    KeyMissing,
    KeyRing,
    Session,
    auditing,
    case_log,
    keys,
    migrations,
    open_engine,
    transaction,
)
from storage.auditing import Found
from tests.database import KEY
from tests.storage.builders import NOW, a_saved_case

NEXT = bytes(range(100, 132))
HOUSE = Path(__file__).parents[2]
AT_ONCE = """
import sys
from datetime import UTC, datetime
from uuid import UUID
from casework.cases import LogEntry
from storage import KeyRing, case_log, open_engine, transaction
from tests.database import KEY
engine = open_engine(sys.argv[1], KeyRing([KEY]))
case_id = UUID(sys.argv[2])
for n in range(int(sys.argv[3])):
    with transaction(engine) as session:
        case_log.add(session, [LogEntry(case_id, datetime.now(UTC), None, "seen", str(n))] * 2)
"""


@pytest.fixture
def case_id(engine: Engine) -> UUID:
    """A case with four lines, beside another one with lines in between."""
    with transaction(engine) as session:
        case, other = a_saved_case(session), a_saved_case(session)
    for n in range(4):
        with transaction(engine) as session:
            lines = [
                LogEntry(each.id, NOW + n * timedelta(hours=1), None, "seen", f"น{n}")
                for each in (case, other)
            ]
            case_log.add(session, lines)
    return case.id


def verified(engine: Engine, case_id: UUID | None = None) -> Found:
    with transaction(engine) as session:
        return auditing.verify(session, case_id)


def behind_our_back(engine: Engine, *statements: str, **values: object) -> None:
    """As somebody who owns the database could: no trigger stands in the way."""
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement), values)


def ids(engine: Engine, case_id: UUID) -> list[int]:
    with engine.connect() as connection:
        query = text("SELECT id FROM case_log WHERE case_id = :case ORDER BY id")
        return list(connection.scalars(query, {"case": case_id}))


def test_what_was_written_is_whole(engine: Engine, case_id: UUID) -> None:
    found = verified(engine)
    assert (found.faults, found.lines, found.cases, found.blanked) == ((), 8, 2, 0)
    assert found.head[0] == 8
    assert verified(engine, case_id).lines == 4


def test_a_history_without_lines_is_whole(engine: Engine) -> None:
    assert verified(engine).head == (0, b"")


@pytest.mark.parametrize(
    ("tampering", "what", "line"),
    [
        ("UPDATE case_log SET detail = 'x' WHERE id = :second", Break.CHANGED, 2),
        ("UPDATE case_log SET detail = left(detail, 40) WHERE id = :second", Break.CHANGED, 2),
        (
            """UPDATE case_log SET detail = (SELECT detail FROM case_log WHERE id = :first)
                WHERE id = :second""",
            Break.CHANGED,
            2,
        ),
        ("UPDATE case_log SET salt = substring(salt, 1, 40) WHERE id = :last", Break.CHANGED, 4),
        ("UPDATE case_log SET blanked_at = now() WHERE id = :first", Break.CHANGED, 1),
        ("UPDATE case_log SET actor_id = gen_random_uuid() WHERE id = :last", Break.CHANGED, 4),
        ("UPDATE case_log SET at = at + interval '1 s' WHERE id = :first", Break.CHANGED, 1),
        ("DELETE FROM case_log WHERE id = :first", Break.MISSING, 1),
        ("DELETE FROM case_log WHERE id = :last", Break.MISSING, 4),
        (
            "UPDATE case_log SET blanked_at = now(), salt = NULL WHERE id = :second",
            Break.CHANGED,
            2,
        ),
    ],
)
def test_tampering_is_found_and_told_where(
    engine: Engine, case_id: UUID, tampering: str, what: Break, line: int
) -> None:
    first, second, _, last = ids(engine, case_id)
    behind_our_back(engine, tampering, first=first, second=second, last=last)
    for found in (verified(engine), verified(engine, case_id)):
        (fault,) = found.faults
        assert (fault.what, fault.case_id, fault.line) == (what, case_id, line)


def test_sealing_anew_leaves_the_chain(engine: Engine, database_url: str, case_id: UUID) -> None:
    with transaction(engine) as session:
        case_log.blank(session, ids(engine, case_id)[:1], NOW)
    before = verified(engine)
    changing = open_engine(database_url, KeyRing([NEXT, KEY]))
    keys.admit(changing)
    assert keys.rotate(changing).left == 0
    assert verified(changing) == before
    changing.dispose()
    with pytest.raises(KeyMissing):
        verified(engine)


def test_neither_words_nor_their_salt_stand_in_the_clear(engine: Engine, case_id: UUID) -> None:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT detail, salt FROM case_log")).all()
    assert all(row.detail.startswith("sealed.1.") for row in rows)
    assert all(bytes(row.salt).startswith(b"sealed.1.") for row in rows)


def test_a_last_line_removed_with_its_seal_is_missed_by_the_head(
    engine: Engine, case_id: UUID
) -> None:
    behind_our_back(
        engine,
        "DELETE FROM case_log WHERE id = (SELECT max(id) FROM case_log)",
        "DELETE FROM case_log_seals WHERE position = 8",
    )
    (fault,) = verified(engine).faults
    assert (fault.what, fault.case_id, fault.line) == (Break.MISSING, None, 8)


def test_a_line_added_is_found(engine: Engine, case_id: UUID) -> None:
    behind_our_back(
        engine,
        """INSERT INTO case_log (case_id, at, action, detail_hash, previous, hash)
           VALUES (:case, now(), 'seen', '', '', '')""",
        case=case_id,
    )
    assert [each.what for each in verified(engine).faults] == [Break.ADDED]


def test_lines_that_change_places_are_found(engine: Engine, case_id: UUID) -> None:
    _, second, third, _ = ids(engine, case_id)
    move = "UPDATE case_log SET id = :new WHERE id = :old"
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("ALTER TABLE case_log ALTER id SET GENERATED BY DEFAULT"))
        connection.execute(text("ALTER TABLE case_log ALTER id DROP IDENTITY"))
        for old, new in ((second, -1), (third, second), (-1, third)):
            connection.execute(text(move), {"old": old, "new": new})
    found = verified(engine)
    assert [(each.what, each.line) for each in found.faults] == [
        (Break.REORDERED, 2),
        (Break.REORDERED, 3),
    ]


def test_blanking_takes_the_words_and_leaves_the_chain(engine: Engine, case_id: UUID) -> None:
    with transaction(engine) as session:
        assert case_log.blank(session, ids(engine, case_id), NOW) == 4
        assert case_log.blank(session, ids(engine, case_id), NOW) == 0
    found = verified(engine)
    assert (found.faults, found.blanked, found.blanked_last) == ((), 4, NOW)
    with transaction(engine) as session:
        assert {each.detail for each in case_log.entries(session, case_id)} == {""}


@pytest.mark.parametrize(
    "rewriting",
    [
        "UPDATE case_log SET detail = '', salt = NULL, blanked_at = now(), action = 'x'",
        "UPDATE case_log SET detail = 'x', salt = NULL, blanked_at = now()",
        "UPDATE case_log_seals SET position = 99 WHERE position = 8",
        "DELETE FROM case_log_seals",
        "DELETE FROM case_log_head",
    ],
)
def test_the_database_refuses_what_is_no_blanking(
    engine: Engine, case_id: UUID, rewriting: str
) -> None:
    for meant in ("off", "on"):
        with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
            connection.execute(text(f"SET LOCAL khoto.blanking = '{meant}'; {rewriting}"))


def test_undone_work_leaves_no_seal(engine: Engine, case_id: UUID) -> None:
    def broken_off() -> None:
        with transaction(engine) as session:
            case_log.add(session, [LogEntry(case_id, NOW, None, "seen")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    with transaction(engine) as session:
        case_log.add(session, [LogEntry(case_id, NOW, None, "seen")])
    found = verified(engine)
    assert (found.faults, found.head[0]) == ((), 9)


def test_two_processes_write_the_history_of_one_case_at_once(
    engine: Engine, database_url: str, case_id: UUID
) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", AT_ONCE, database_url, str(case_id), "15"], cwd=HOUSE
        )
        for _ in range(3)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    found = verified(engine)
    assert (found.faults, found.lines, found.head[0]) == ((), 8 + 90, 8 + 90)


def test_lines_written_before_are_chained_by_the_step(empty_database_url: str) -> None:
    own = open_engine(empty_database_url, KeyRing([KEY]))
    migrations.upgrade(own, "0006")
    with own.begin() as connection:
        connection.execute(text(OLD_CASES))
        for n in range(7):
            connection.execute(
                text(
                    "INSERT INTO case_log (case_id, at, actor_id, action, detail) VALUES"
                    " (:case, now(), :actor, 'seen', :detail)"
                ),
                {
                    "case": UUID(int=1 + n % 2),
                    "actor": UUID(int=9) if n else None,
                    "detail": f"ข้อ {n}\n",
                },
            )
    migrations.upgrade(own)
    keys.admit(own)
    with transaction(own) as session:
        case_log.add(session, [LogEntry(UUID(int=1), NOW, None, "seen")])
    assert verified(own).faults == ()
    assert keys.rotate(own).left == 0
    found = verified(own)
    own.dispose()
    assert (found.faults, found.lines, found.cases, found.head[0]) == ((), 8, 2, 8)


OLD_CASES = """
INSERT INTO people (id, line_user_id) VALUES ('00000000-0000-0000-0000-000000000009', 'U9');
INSERT INTO cases (id, number, reporter_id, state, kind, category, confidence, urgency, place,
                   created_at, changed_at, affected_consent, result)
SELECT n::text::uuid, n::text, '00000000-0000-0000-0000-000000000009', 'closed', 'problem',
       'protection', 0.9, 0, '{"province_code": "58"}', now(), now(), 'self', ''
  FROM unnest(ARRAY['00000000-0000-0000-0000-000000000001',
                    '00000000-0000-0000-0000-000000000002']) AS n
"""


def test_many_lines_are_read_in_pages(
    engine: Engine, case_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "TOGETHER", 3)
    assert verified(engine).faults == ()
    behind_our_back(engine, "DELETE FROM case_log WHERE id = :last", last=ids(engine, case_id)[-1])
    assert len(verified(engine).faults) == 1


def test_a_line_of_this_transaction_is_read_in_it(session: Session) -> None:
    case = a_saved_case(session)
    case_log.add(session, [LogEntry(case.id, NOW, None, "a"), LogEntry(case.id, NOW, None, "b")])
    case_log.add(session, [LogEntry(case.id, NOW, None, "c")])
    assert [each.action for each in case_log.entries(session, case.id)] == ["a", "b", "c"]
