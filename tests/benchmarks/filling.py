"""People and old cases by the thousand, straight into the database; and how long claims take then.

    python -m tests.benchmarks.filling people 5000     volunteers U000…0 to U…4999
    python -m tests.benchmarks.filling cases 100000    so many old cases, all told
    python -m tests.benchmarks.filling claims          prints JSON: milliseconds of each claim

Takes DATABASE_URL and KHOTO_ENCRYPTION_KEYS from the environment. One case is written as the
service writes it, sealed, and copied by PostgreSQL: a sealed value is bound to its column, not to
its row. For a database that is thrown away: triggers rest meanwhile, so histories hold no seals.
"""

import json
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, text

from casework.agencies import Agency
from casework.cases import AffectedConsent, Case, CaseState, LogEntry, Part, Referral, ReferralState
from casework.categories import Category, Kind, Urgency
from casework.people import Person, Role
from casework.places import Place, PlaceSource
from casework.secrets import parse_secrets
from storage import (
    Engine,
    KeyRing,
    case_log,
    cases,
    inbox,
    open_engine,
    outbox,
    people,
    transaction,
    turns,
)
from storage.events import Received
from storage.outbox import Letter

PAI = Place("58", "แม่ฮ่องสอน", "5803", "ปาย", "580301", "เวียงใต้", PlaceSource.VOLUNTEER_AREA)
STORY = "นายจ้างค้างค่าแรงคนงานก่อสร้างสิบสองคนมาสองงวดแล้ว โทรไปก็ไม่รับ"
MODEL = UUID(int=1)  # of the case, and of the person, that the others are copies of
CASES_EACH = 10  # of one reporter
EVENTS, MESSAGES, LINES, TIMERS = 3, 3, 3, 1  # a case's rows in each table
LOOKS = 200
TABLES = (
    *("people", "conversations", "cases", "case_parts", "referrals"),
    *("case_log", "inbox", "outbox", "timers"),
)


def fill_people(engine: Engine, count: int) -> None:
    """Volunteers who have given their consent."""
    _write_model(engine)
    with engine.begin() as connection:
        _rest_triggers(connection)
        copied = {"id": "gen_random_uuid()", "line_user_id": "'U' || lpad(n::text, 32, '0')"}
        _copy(connection, "people", f"id = '{MODEL}'", copied, 0, count - 1)


def fill_cases(engine: Engine, wanted: int) -> None:
    """Closed cases up to `wanted`, of one reporter ten, with all that belongs to them."""
    _write_model(engine)
    with engine.begin() as connection:
        there = connection.execute(text("SELECT count(*) FROM cases WHERE id <> :m"), {"m": MODEL})
        first = there.scalar_one()
        _rest_triggers(connection)
        indexes = _drop_indexes(connection)
        _fill(connection, first, wanted - 1)
        for definition in indexes:
            connection.exec_driver_sql(definition)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SET statement_timeout = 0")
        connection.exec_driver_sql("VACUUM ANALYZE " + ", ".join(TABLES))


def _fill(connection: Connection, first: int, last: int) -> None:
    case_id, reporter = _counted("4001", "n"), _counted("4000", "n")
    of_case = _counted("4000", f"n / {CASES_EACH}")
    chat = "'user:Uold' || n"
    at = "now() - interval '90 days' - n * interval '20 seconds'"
    is_model, of_model = f"id = '{MODEL}'", f"case_id = '{MODEL}'"
    whose = f"n / {CASES_EACH}"
    old = [first // CASES_EACH, last // CASES_EACH]
    _copy(connection, "people", is_model, {"id": reporter, "line_user_id": "'Uold' || n"}, *old)
    values = {"key": chat, "person_id": reporter}
    _copy(connection, "conversations", "key = 'user:Umodel'", values, *old)
    values = {"id": case_id, "number": "'old-' || n", "reporter_id": of_case, "created_at": at}
    _copy(connection, "cases", is_model, {**values, "changed_at": at}, first, last)
    values = {"case_id": case_id, "message_id": "'old' || n"}
    _copy(connection, "case_parts", of_model, values, first, last)
    values = {"id": _counted("4003", "n"), "case_id": case_id}
    _copy(connection, "referrals", of_model, values, first, last)
    values = {"case_id": case_id, "at": at}
    _copy(connection, "case_log", of_model, values, first, last)
    values = {
        "webhook_event_id": "'old' || n || '-' || t.id",
        "conversation_key": f"'user:Uold' || {whose}",
        "message_id": "'old' || n || '-' || t.id",
        "timestamp": at,
        "received_at": at,
        "ready_at": at,
        "handled_at": at,
        "blanked_at": at,
        "raw": "'{}'",  # as retention leaves it
    }
    _copy(connection, "inbox", "conversation_key = 'user:Umodel'", values, first, last)
    values = {
        "recipient": f"'line:Uold' || {whose}",
        "retry_key": _counted("4002", "n * 16 + mod(t.id, 16)"),
    }
    values |= {"due": at, "next_at": at, "created_at": at, "done_at": at, "case_id": case_id}
    _copy(connection, "outbox", of_model, values, first, last)
    values = {"key": "'old:' || n || ':' || t.key", "case_id": case_id, "due": at, "done_at": at}
    _copy(connection, "timers", of_model, values, first, last)
    rows = {"inbox": EVENTS, "line": MESSAGES}
    for book, each in rows.items():
        connection.execute(
            text("INSERT INTO journal (book, rows) VALUES (:book, :rows)"),
            {"book": book, "rows": each * (last - first + 1)},
        )


def _counted(kind: str, number: str) -> str:
    """A UUID that grows with the number: random ones would take an index apart."""
    return f"('00000000-0000-{kind}-8000-' || lpad(to_hex({number}), 12, '0'))::uuid"


def _write_model(engine: Engine) -> None:
    """The person and the case, closed, whose rows are copied."""
    now = datetime.now(UTC)
    with transaction(engine) as session:
        if people.person_by_id(session, MODEL):
            return
        roles, chat = frozenset({Role.VOLUNTEER}), "user:Umodel"
        writer = Person(MODEL, "Umodel", "สมศรี ใจงาม", roles, PAI, consented_at=now)
        people.save_person(session, writer)
        referral = Referral(
            UUID(int=2), Agency.DLPW, "dlpw-58", "สำนักงาน", ReferralState.DONE, now, result=STORY
        )
        case = Case(
            id=MODEL,
            number="model",
            reporter_id=MODEL,
            parts=(Part("model", STORY),),
            state=CaseState.CLOSED,
            kind=Kind.PROBLEM,
            category=Category.PROTECTION,
            subtype=None,
            confidence=0.99,
            urgency=Urgency.NORMAL,
            place=PAI,
            affected_consent=AffectedConsent.AGREED,
            created_at=now,
            changed_at=now,
            evidence=("ค้างค่าแรง",),
            reason=STORY,
            referrals=(referral,),
        )
        cases.save_case(session, case)
        case_log.add(session, [LogEntry(MODEL, now, MODEL, "made", STORY)] * LINES)
        events = [
            Received(f"model{n}", chat, "text", now, STORY * 10, f"model{n}") for n in range(EVENTS)
        ]
        inbox.receive(session, events, timedelta(0), now)
        payload = {"type": "text", "text": STORY}
        letters = [Letter("line:Umodel", "line", payload, "model", case_id=MODEL)] * MESSAGES
        outbox.put(session, letters, now)
        for statement in (
            "UPDATE inbox SET state = 'handled', handled_at = now()"
            " WHERE conversation_key = 'user:Umodel'",
            "UPDATE outbox SET state = 'delivered', payload = NULL, done_at = now()"
            " WHERE recipient = 'line:Umodel'",
            "INSERT INTO timers (key, kind, due, case_id, state, done_at)"
            " SELECT 'model', 'screening_due', now(), id, 'done', now() FROM cases"
            " WHERE number = 'model'",
        ):
            session.execute(text(statement))


def _rest_triggers(connection: Connection) -> None:
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '256MB'")


def _drop_indexes(connection: Connection) -> list[str]:
    """Those that say nothing of uniqueness: made anew they cost a fraction. Their definitions."""
    found = connection.execute(
        text(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " WHERE NOT i.indisunique AND i.indrelid::regclass::text = ANY (:tables)"
        ),
        {"tables": list(TABLES)},
    ).all()
    for name, _ in found:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    return [definition for _, definition in found]


def _copy(
    connection: Connection, table: str, model: str, changes: dict[str, str], first: int, last: int
) -> None:
    """The model's rows, once for each n, with these columns as SQL expressions of n and t."""
    columns = connection.execute(
        text(
            "SELECT attname FROM pg_attribute WHERE attrelid = CAST(:table AS regclass)"
            " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''"
        ),
        {"table": table},
    ).scalars()
    taken = {name: changes.get(name, f"t.{name}") for name in columns}
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({', '.join(taken)}) SELECT {', '.join(taken.values())}"  # noqa: S608
        f" FROM (SELECT * FROM {table} WHERE {model}) t,"
        f" generate_series({first}::bigint, {last}::bigint) n ON CONFLICT DO NOTHING"
    )


def claim_times(engine: Engine) -> dict[str, float]:
    """Milliseconds to find and lock the next conversation and its events, and the next message to
    send: of all looks, the one that a tenth was faster than, so that what else the machine does is
    left out. Nothing of it is kept."""
    now = datetime.now(UTC)

    found: dict[str, list[float]] = {"event_ms": [], "message_ms": []}
    for _ in range(LOOKS):
        with transaction(engine) as session:
            began = time.perf_counter()
            assert turns.next_chats(session, now, timedelta(0), (), 1), "no event waits"
            found["event_ms"].append(time.perf_counter() - began)
            outbox.put(session, [Letter("line:U1", "line", {"type": "text"}, "x")], now)
            began = time.perf_counter()
            assert outbox.claim_lane(session, "w", now, timedelta(seconds=30), "line")
            found["message_ms"].append(time.perf_counter() - began)
            session.rollback()
    return {name: round(sorted(took)[LOOKS // 10] * 1000, 3) for name, took in found.items()}


def main() -> int:
    """Returns the exit status."""
    what, *count = sys.argv[1:]
    keys = parse_secrets(os.environ, ()).encryption_keys
    engine = open_engine(os.environ["DATABASE_URL"], KeyRing(keys))
    if what == "people":
        fill_people(engine, int(count[0]))
    elif what == "cases":
        fill_cases(engine, int(count[0]))
    else:
        sys.stdout.write(json.dumps(claim_times(engine)) + "\n")
    engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
