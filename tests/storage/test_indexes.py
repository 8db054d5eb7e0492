"""What runs for every message uses its index, also when the tables are full."""

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Select, select, text
from sqlalchemy.dialects import postgresql

from casework.people import Person
from storage import (
    Engine,
    Session,
    conversations,
    inbox,
    open_engine,
    outbox,
    people,
    seen_by,
    timers,
    transaction,
    watching,
)
from storage import inbox_statements as events
from storage.inbox_statements import CHATS_AT_ONCE, READY
from storage.outbox import claim_statements, holding, letters, settling
from storage.outbox.claim_statements import CANDIDATES, FIRST, LEASE_WITH_TOKEN
from storage.prepared import Prepared, compiled_for
from storage.sealing import keys_of
from storage.tables import (
    AttachmentRow,
    CasePartRow,
    CaseRow,
    InboxRow,
    OutboxRow,
    ReferralRow,
    TimerRow,
)
from tests.database import TEMPLATE, Server, fresh_database
from tests.storage.builders import (
    BURST,
    LEASE,
    NOW,
    a_letter,
    a_mentor,
    an_event,
    an_officer,
    claim_chat,
    counted_by,
)

OLD, WAITING, CHATS = 20_000, 3_000, 500

# Figures of our own, no input of anybody's.
FILL = f"""
INSERT INTO conversations (key) SELECT 'user:' || n FROM generate_series(1, {CHATS}) n;
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at,
                   ready_at, raw, state)
SELECT 'E' || n, 'user:' || (1 + mod(n, {CHATS})), 'text', 'm' || n, at, at, at, '{{}}',
       CASE WHEN n > {OLD} THEN 'waiting' ELSE 'handled' END
  FROM (SELECT n, '2026-11-01Z'::timestamptz + n * interval '1 second' AS at
          FROM generate_series(1, {OLD + WAITING}) n) AS numbered;
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, next_at, state,
                    retry_key, created_at)
SELECT 'line:' || (1 + mod(n, {CHATS})), 'line', CASE WHEN n > {OLD} THEN '{{}}'::jsonb END, 'x',
       mod(n, 50) = 0, false, at, at, CASE WHEN n > {OLD} THEN 'waiting' ELSE 'delivered' END,
       gen_random_uuid(), at
  FROM (SELECT n, '2026-11-01Z'::timestamptz + n * interval '1 second' AS at
          FROM generate_series(1, {OLD + WAITING}) n) AS numbered;
INSERT INTO timers (key, kind, due, state)
SELECT 'case:' || n, 'x', '2026-11-01Z', CASE WHEN n > {OLD} THEN 'waiting' ELSE 'done' END
  FROM generate_series(1, {OLD + 500}) n;
INSERT INTO people (id, line_user_id) SELECT gen_random_uuid(), 'U' || n
  FROM generate_series(1, 500) n;
INSERT INTO cases (id, number, reporter_id, state, kind, category, confidence, urgency, place,
                   created_at, changed_at, affected_consent, result)
SELECT gen_random_uuid(), 'n' || row_number() OVER (), id,
       CASE WHEN n = 1 THEN 'screening' ELSE 'closed' END, 'problem', 'protection', 1, 0,
       '{{"province_code": "58", "province": "x", "source": "text"}}', now(), now(), 'self', ''
  FROM people, generate_series(1, 20) n;
INSERT INTO case_parts SELECT id, 0, number, 'x' FROM cases;
INSERT INTO referrals (id, case_id, position, agency, office_id, office_name, state, sent_at)
SELECT gen_random_uuid(), id, 0, 'dlpw', 'x', 'x', 'done', now() FROM cases;
INSERT INTO attachments (id, message_id, conversation_key, case_id, kind, next_at, created_at)
SELECT gen_random_uuid(), number, 'user:1', id, 'image', now(), now() FROM cases;
ANALYZE;
"""  # noqa: S608


@pytest.fixture(scope="module")
def filled(database_server: Server) -> Iterator[str]:
    """The name of a database with full tables."""
    with fresh_database(database_server, TEMPLATE) as url:
        engine = open_engine(url)
        with engine.begin() as connection:
            for statement in FILL.split(";\n"):
                if statement.strip():
                    connection.exec_driver_sql(statement)
        engine.dispose()
        yield str(engine.url.database)


@pytest.fixture
def database_url(database_server: Server, filled: str) -> Iterator[str]:
    """A copy of it."""
    with fresh_database(database_server, filled) as url:
        yield url


@pytest.fixture
def full(engine: Engine) -> Engine:
    keys_of(engine.dialect).plain_is_read = True  # as an earlier release wrote it
    return engine


def asked(statement: Prepared, **values: Any) -> Select[Any]:
    """What is asked of the database with the values."""
    query = statement.statement
    assert isinstance(query, Select)
    return query.params(**values)


READY_CHAT = asked(READY, now=NOW, long_ago=NOW - inbox.PATIENCE * BURST, behind=[])
NEXT_LANE = asked(CANDIDATES[None, False], now=NOW)
NEXT_URGENT_LANE = asked(CANDIDATES[None, True], now=NOW)


def plan(engine: Engine, query: Select[Any], person: Person | None = None) -> str:
    """How PostgreSQL runs the query, with its real figures; behind the door, for `person`."""
    dialect: Any = postgresql.dialect()  # type: ignore[no-untyped-call]
    compiled = query.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    explained = f"EXPLAIN (ANALYZE, TIMING OFF) {compiled}"
    with transaction(engine) as session:
        with seen_by(session, person.id) if person else nullcontext():
            rows = session.connection().exec_driver_sql(explained)
        return "\n".join(row[0] for row in rows)


def test_the_hot_queries_use_their_indexes(full: Engine) -> None:
    queries: dict[str, Select[Any]] = {
        "ix_inbox_ready": READY_CHAT,
        "ix_outbox_next": NEXT_LANE,
        "ix_outbox_lane": select(OutboxRow.id)
        .where(OutboxRow.recipient == "line:7", OutboxRow.state == "waiting")
        .order_by(OutboxRow.id)
        .limit(5),
        "ix_inbox_conversation": select(InboxRow.id)
        .where(InboxRow.conversation_key == "user:7", InboxRow.state == "waiting")
        .order_by(InboxRow.timestamp, InboxRow.id),
        "ix_inbox_message": select(InboxRow.id).where(InboxRow.message_id == "m77"),
        "ix_timers_due": select(TimerRow.key)
        .where(TimerRow.state == "waiting", TimerRow.due <= NOW)
        .order_by(TimerRow.due)
        .limit(1),
        "ix_cases_screening": select(CaseRow.id)
        .where(CaseRow.province_code == "58", CaseRow.state == "screening")
        .order_by(CaseRow.urgency.desc(), CaseRow.created_at)
        .limit(50),
    }
    for index, query in queries.items():
        shown = plan(full, query)
        assert index in shown, shown
        assert not re.search(r"Seq Scan on (inbox|outbox|timers|cases|conversations)", shown), shown
    urgent = plan(full, NEXT_URGENT_LANE)
    assert "ix_outbox_next" in urgent, urgent
    assert "Seq Scan on outbox" not in urgent, urgent


def test_what_a_person_reads_uses_its_indexes_behind_the_door_too(full: Engine) -> None:
    """The policies come on top of the index; they do not take its place."""
    with transaction(full) as session:
        reporter, case_id, number = session.execute(
            text("SELECT reporter_id, id, number FROM cases WHERE state = 'closed' LIMIT 1")
        ).one()
        staff = [a_mentor(), an_officer(), people.person_by_id(session, reporter)]
        for each in staff:
            assert each
            people.save_person(session, each)
    some = select(CaseRow).limit(50)
    queries: dict[str, Select[Any]] = {
        "ix_cases_reporter": some.where(CaseRow.reporter_id == reporter)
        .order_by(CaseRow.created_at.desc())
        .limit(10),
        "ix_cases_asked": some.where(
            CaseRow.reporter_id == reporter, CaseRow.question_at.is_not(None)
        ).limit(1),
        "pk_cases": some.where(CaseRow.id == case_id).with_for_update(key_share=True),
        "uq_cases_number": some.where(CaseRow.number == number).with_for_update(key_share=True),
        "ix_cases_screening": some.where(
            CaseRow.province_code == "58", CaseRow.state == "screening"
        ).order_by(CaseRow.urgency.desc(), CaseRow.created_at),
        "pk_case_parts": select(CasePartRow).where(CasePartRow.case_id.in_([case_id])),
        "ix_referrals_case_id": select(ReferralRow).where(ReferralRow.case_id.in_([case_id])),
        "ix_attachments_case_id": select(AttachmentRow.id).where(
            AttachmentRow.case_id.in_([case_id])
        ),
    }
    for person in staff:
        assert person
        for index, query in queries.items():
            shown = plan(full, query, person)
            assert index in shown, shown
            assert "Seq Scan" not in shown, shown


def generic_plan(engine: Engine, prepared: Prepared) -> str:
    """How PostgreSQL runs the statement once it has stopped planning it for each run's values."""
    statement = compiled_for(engine.dialect, prepared).text
    values = ", ".join(["NULL"] * max(map(int, re.findall(r"\$(\d+)", statement))))
    with engine.connect() as connection:
        connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")
        connection.exec_driver_sql(f"PREPARE asked AS {statement}")
        rows = connection.exec_driver_sql(f"EXPLAIN EXECUTE asked ({values})")
        shown = "\n".join(row[0] for row in rows)
        connection.exec_driver_sql("DEALLOCATE asked")
        return shown


def test_prepared_statements_use_their_indexes_whatever_they_are_given(full: Engine) -> None:
    """After some runs PostgreSQL may keep such a plan. A partial index serves one only if its
    condition stands in the text."""
    hot = [
        ("ix_inbox_ready", events.READY),
        ("ix_inbox_conversation", events.WAITING),
        ("pk_inbox", events.COUNT),
        ("pk_inbox", events.STILL_WAITING),
        ("ix_inbox_ready", events.BEGIN[1]),
        ("ix_inbox_conversation", events.BEGIN[1]),
        ("ix_inbox_ready", events.BEGIN[CHATS_AT_ONCE]),
        ("ix_inbox_conversation", events.BEGIN[CHATS_AT_ONCE]),
        ("pk_inbox", events.UNCOUNT),
        ("pk_inbox", events.MARK),
        ("ix_outbox_lane", letters._WAITING),
        ("ix_outbox_next", CANDIDATES["line", False]),
        ("ix_outbox_lane", FIRST),
        ("pk_outbox", claim_statements.LEASE),
        ("pk_outbox", LEASE_WITH_TOKEN),
        ("pk_outbox", settling._DELIVERED),
    ]
    for index, prepared in hot:
        shown = generic_plan(full, prepared)
        assert index in shown, shown
        assert not re.search(r"Seq Scan on (inbox|outbox|conversations)", shown), shown
    assert "ix_outbox_next" in generic_plan(full, CANDIDATES["line", True])


def test_the_chats_of_a_step_are_looked_up_among_many(full: Engine) -> None:
    with full.begin() as connection:
        for statement in (
            "INSERT INTO conversations (key) SELECT 'user:x' || n FROM generate_series(1, 5000) n",
            "ANALYZE conversations",
        ):
            connection.execute(text(statement))
    shown = generic_plan(full, conversations._REMEMBER)
    assert "pk_conversations" in shown, shown
    assert "Seq Scan" not in shown, shown


GIVEN = {
    "now": f"'{NOW}'",
    "long_ago": f"'{NOW}'",
    "behind": "'{}'",
    "key": "'user:7'",
    "recipient": "'line:7'",
    "recipients": "'{line:7,line:none}'",
    "of_batch": f"'{uuid4()}'",
}


COUNTED_WHILE_NOTHING_WAITS = (
    "UPDATE inbox SET state = 'failed' WHERE state = 'waiting'",
    "UPDATE outbox SET state = 'failed' WHERE state = 'waiting'",
    "ANALYZE inbox, outbox",
    "UPDATE inbox SET state = 'waiting' WHERE state = 'failed'",
    "UPDATE outbox SET state = 'waiting' WHERE state = 'failed'",
)


@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
def test_nobody_reads_all_that_waits_though_nothing_waited_when_rows_were_counted(
    full: Engine, mode: str
) -> None:
    """As after any quiet night: PostgreSQL believes that next to nothing waits."""
    with full.begin() as connection:
        for statement in COUNTED_WHILE_NOTHING_WAITS:
            connection.execute(text(statement))
    hot = [
        *(events.READY, events.WAITING, *events.BEGIN.values(), letters._WAITING),
        *(CANDIDATES["line", False], CANDIDATES["line", True], FIRST, claim_statements.BATCH),
    ]
    for prepared in hot:
        compiled = compiled_for(full.dialect, prepared)
        given = ", ".join(GIVEN[name] for name, _ in compiled._binds)
        with full.connect() as connection:
            connection.exec_driver_sql(f"SET plan_cache_mode = {mode}")
            connection.exec_driver_sql(f"PREPARE hot AS {compiled.text}")
            told = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, TIMING OFF) EXECUTE hot({given})")
            shown = "\n".join(row[0] for row in told)
            connection.invalidate()
        read = re.findall(r"(?:actual rows=|Rows Removed by [A-Za-z ]+: )([0-9]+)", shown)
        assert max(map(int, read)) <= 200, shown


def scans(session: Session) -> dict[str, int]:
    """How often this transaction has read each of these tables as a whole."""
    counted = text(
        "SELECT relname, seq_scan FROM pg_stat_xact_user_tables"
        " WHERE relname IN ('inbox', 'outbox', 'timers')"
    )
    return {row.relname: row.seq_scan for row in session.execute(counted)}


# Run as they are: their values are parameters, `state = $1` among them.
HOT: dict[str, Callable[[Session], Any]] = {
    "inbox.next_ready": inbox.next_ready,
    "turns.count_attempts": lambda s: inbox.hold(s, counted_by(s, NOW, BURST), NOW),
    "inbox.mark_handled": lambda s: inbox.mark_handled(s, [OLD + 7], NOW),
    "inbox.erase": lambda s: inbox.erase(s, "m77", NOW),
    "inbox.failed_events": inbox.failed_events,
    "inbox.failed_event": lambda s: inbox.failed_event(s, 7),
    "inbox.retry_failed": lambda s: inbox.retry_failed(s, NOW),
    "outbox.next_due": outbox.next_due,
    "outbox.put": lambda s: outbox.put(s, [a_letter("line:7")], NOW),
    "outbox.hold_back": lambda s: holding.hold_back(s, "line:7", NOW),
    "outbox.free_for_reply": lambda s: holding.free_for_reply(s, ["line:7", "line:8"], NOW),
    "outbox.settle_lost_leases": lambda s: settling.settle_lost_leases(s, "line:7", NOW),
    "outbox.settle_unanswered": lambda s: settling.settle_unanswered(
        s, SimpleNamespace(recipient="line:7", batch=uuid4()), NOW
    ),
    "outbox.cancel_for": lambda s: outbox.cancel_for(s, "7", NOW),
    "outbox.cancel_quotes": lambda s: outbox.cancel_quotes(s, [uuid4(), uuid4()], NOW),
    "outbox.cancel_quotes_of_chat": lambda s: outbox.cancel_quotes_of_chat(s, "user:7", NOW),
    "outbox.failed_messages": outbox.failed_messages,
    "outbox.failed_message": lambda s: outbox.failed_message(s, 7),
    "outbox.drop_failed": lambda s: outbox.drop_failed(s, NOW, [7]),
    "timers.next_due": timers.next_due,
    "timers.count_attempt": lambda s: timers.count_attempt(s, NOW),
    "timers.cancel": lambda s: timers.cancel(s, "case:77", NOW),
    "timers.failed_timers": timers.failed_timers,
    "watching.seen": lambda s: watching.seen(s, None),
}


def test_what_is_not_prepared_reads_no_whole_table_either(full: Engine) -> None:
    """A plan for all values would not see that a partial index fits."""
    read: dict[str, list[str]] = {}
    for name, run in HOT.items():
        with transaction(full) as session:
            before = scans(session)
            run(session)
            after = scans(session)
            session.rollback()
        read[name] = [table for table in after if after[table] != before[table]]
    assert read == {name: [] for name in HOT}


def test_claims_touch_few_rows_however_many_wait(full: Engine) -> None:
    for query in (READY_CHAT, NEXT_LANE):
        shown = plan(full, query)
        buffers = [int(rows) for rows in re.findall(r"actual rows=(\d+)", shown)]
        assert max(buffers) <= 200, shown


def test_claims_give_the_right_rows_from_full_tables(full: Engine) -> None:
    later = NOW + timedelta(days=1)
    with transaction(full) as session:
        inbox.receive(session, [an_event("user:7", kind="postback")], BURST, NOW)
        claimed = claim_chat(session, later, BURST)
        assert claimed is not None
        assert len(claimed[1]) >= WAITING // CHATS
        lane = outbox.claim_lane(session, "w", later, LEASE)
        assert lane is not None
        assert len(lane.rows) == 5
