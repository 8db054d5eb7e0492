"""A database and its keys: which are in use, sealing anew, and what cannot be opened."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Text, cast, func, select, text

from casework.cases import LogEntry
from casework.corrections import Review
from storage import (
    Engine,
    KeyMissing,
    KeyRing,
    SealBroken,
    attachments,
    auditing,
    case_log,
    cases,
    conversations,
    corrections,
    inbox,
    keys,
    migrations,
    open_engine,
    outbox,
    people,
    transaction,
)
from storage.events import Event
from storage.ledger import ledger
from storage.sealing import ALTERED, PLAIN, key_id
from tests.database import KEY
from tests.storage.builders import (
    BURST,
    LEASE,
    NOW,
    a_case,
    a_letter,
    a_person,
    a_referral,
    an_event,
    an_invitation,
    claim_chat,
    counted_by,
)
from tests.storage.test_corrections import a_correction

NEXT, OTHER = bytes(range(100, 132)), bytes(range(200, 232))
LATER = NOW + BURST
PHOTO = b"\xff\xd8" + bytes(range(256)) * 40
REPORTER = a_person(name="สมศรี ใจงาม", line_user_id="U1")
CASE = a_case(REPORTER, referrals=(a_referral(),), result="จ่ายแล้ว")
CORRECTION = a_correction(CASE)
LINE = LogEntry(CASE.id, NOW, None, "case.returned", "ไม่ใช่หน้าที่")


@contextmanager
def with_keys(url: str, *given: bytes) -> Iterator[Engine]:
    engine = open_engine(url, KeyRing(given))
    try:
        yield engine
    finally:
        engine.dispose()


def fill(engine: Engine) -> None:
    """Something in every column that is sealed."""
    with transaction(engine) as session:
        inbox.receive(session, [an_event(raw='{"text":"ลับ"}')], BURST, NOW)
        people.save_person(session, REPORTER)
        people.save_invitation(session, an_invitation(name="มานพ"))
        cases.save_case(session, CASE)
        case_log.add(session, [LINE])
        conversations.set_step(session, "user:U1", "telling", {"parts": ["ลับ"]}, NOW)
        attachments.add(
            session,
            message_id="photo",
            conversation_key="user:U1",
            kind="image",
            now=NOW,
            file_name="สัญญา.jpg",
        )
        (photo,) = attachments.claim(session, "w", NOW, LEASE)
        attachments.store(session, photo, PHOTO, "image/jpeg")
        outbox.put(session, [a_letter(text="ลับ")], NOW)
        number = corrections.add(session, CORRECTION)
        corrections.mark(session, number, Review.REJECTED, "ลับ", NOW)


def check(engine: Engine) -> None:
    """Everything `fill` wrote can be read, and is as it was."""
    with transaction(engine) as session:
        assert people.person_by_id(session, REPORTER.id) == REPORTER
        found = people.invitation_by_code(session, "ABCD2345")
        assert found is not None
        assert found.name == "มานพ"
        assert cases.case_by_id(session, CASE.id) == CASE
        assert case_log.entries(session, CASE.id) == [LINE]
        assert conversations.conversation(session, "user:U1").draft == {"parts": ["ลับ"]}
        (photo,) = attachments.of_draft(session, "user:U1")
        assert photo.file_name == "สัญญา.jpg"
        assert attachments.content(session, photo.id) == PHOTO
        assert ledger(session).balanced
        claimed = claim_chat(session, LATER, BURST)
        assert claimed is not None
        assert claimed[1][0].raw == '{"text":"ลับ"}'
        lane = outbox.claim_lane(session, "w", LATER, LEASE)
        assert lane is not None
        assert lane.rows[0].payload == {"type": "text", "text": "ลับ"}
        (correction,) = corrections.newest(session)
        assert (correction.correction, correction.review_reason) == (CORRECTION, "ลับ")
        session.rollback()
    with transaction(engine) as session:
        assert auditing.verify(session).faults == ()


def held(engine: Engine) -> dict[str, int]:
    with transaction(engine) as session:
        return {each.id: each.values for each in keys.in_use(session)}


def run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_every_sealed_column_is_counted_under_its_key(engine: Engine) -> None:
    fill(engine)
    assert held(engine).keys() == {key_id(KEY)}
    assert held(engine)[key_id(KEY)] >= 17
    with transaction(engine) as session:
        empty = [
            str(column)
            for column in keys.encrypted_columns()
            if not session.scalar(
                select(func.count()).where(func.length(cast(column, Text)) > len("sealed.1."))
            )
        ]
    assert empty == ["cases.question_text", "referrals.result", "referrals.reason"]


class TestAdmitting:
    def test_a_new_key_is_listed(self, database_url: str) -> None:
        with with_keys(database_url, NEXT, KEY) as engine:
            keys.admit(engine)
            keys.admit(engine)
            assert held(engine) == {key_id(KEY): 0, key_id(NEXT): 0}

    def test_a_missing_key_is_refused_by_its_id_and_nothing_is_changed(
        self, engine: Engine, database_url: str
    ) -> None:
        fill(engine)
        before = held(engine)
        with with_keys(database_url, OTHER) as stranger:
            with pytest.raises(KeyMissing, match=f"{key_id(KEY)}.*nothing is lost"):
                keys.admit(stranger)
            assert key_id(KEY) in keys.what_is_missing(stranger)
        assert held(engine) == before
        check(engine)

    def test_a_new_database_reads_nothing_plain(self, engine: Engine) -> None:
        fill(engine)
        keys.admit(engine)
        run(engine, "UPDATE people SET name = 'somebody'")
        with transaction(engine) as session, pytest.raises(SealBroken, match="not sealed"):
            people.person_by_id(session, REPORTER.id)

    def test_without_any_key_nothing_sensitive_is_written_or_read(
        self, engine: Engine, database_url: str
    ) -> None:
        fill(engine)
        bare = open_engine(database_url)
        for touch in (
            lambda session: inbox.receive(session, [an_event()], BURST, NOW),
            lambda session: people.person_by_id(session, REPORTER.id),
        ):
            with pytest.raises(Exception, match="KHOTO_ENCRYPTION_KEYS"), transaction(bare) as s:
                touch(s)
        with transaction(bare) as session:
            assert ledger(session).balanced
        bare.dispose()
        check(engine)


class TestRotating:
    def test_seals_everything_anew_and_the_old_key_can_go(
        self, engine: Engine, database_url: str
    ) -> None:
        fill(engine)
        written = held(engine)[key_id(KEY)]
        with with_keys(database_url, NEXT, KEY) as both:
            keys.admit(both)
            check(both)
            told: list[int] = []
            rows = keys.rows_to_seal(both)
            rotated = keys.rotate(both, told.append)
            assert (rotated.sealed, rotated.left, rotated.unopened) == (rows, 0, ())
            assert sum(told) == rows
            assert held(both) == {key_id(NEXT): written}
            assert keys.rotate(both).sealed == 0
        with with_keys(database_url, NEXT) as alone:
            keys.admit(alone)
            check(alone)

    def test_goes_on_where_it_was_broken_off(
        self, engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keys, "BATCH", 3)
        with transaction(engine) as session:
            for number in range(10):
                people.save_person(session, a_person(name=f"คนที่ {number}"))

        def stop(_done: int) -> None:
            raise KeyboardInterrupt

        with with_keys(database_url, NEXT, KEY) as both:
            keys.admit(both)
            with pytest.raises(KeyboardInterrupt):
                keys.rotate(both, stop)
            assert held(both) == {key_id(KEY): 7, key_id(NEXT): 3}
            assert keys.rotate(both).sealed == 7
        with with_keys(database_url, NEXT) as alone, transaction(alone) as session:
            names = sorted(each.name for each in people.list_people(session))
            assert names == [f"คนที่ {number}" for number in range(10)]

    def test_leaves_what_it_cannot_open_as_it_is_and_says_where(
        self, engine: Engine, database_url: str
    ) -> None:
        fill(engine)
        written = held(engine)[key_id(KEY)]
        run(engine, "UPDATE cases SET reason = result")
        with with_keys(database_url, NEXT, KEY) as both:
            keys.admit(both)
            rotated = keys.rotate(both)
            assert rotated.left == 1
            assert rotated.unopened == (f"cases {CASE.id}: cases.reason: {ALTERED}",)
            assert held(both) == {key_id(KEY): 1, key_id(NEXT): written - 1}

    def test_passes_over_a_row_that_somebody_holds_and_comes_back(
        self, engine: Engine, database_url: str
    ) -> None:
        fill(engine)
        with with_keys(database_url, NEXT, KEY) as both:
            keys.admit(both)
            with engine.connect() as holder:
                holder.execute(text("SELECT FROM people FOR UPDATE"))
                # The first pass goes by; what else it does lets the row go.
                rotated = keys.rotate(both, lambda _: holder.rollback())
            assert rotated.left == 0

    def test_history_may_be_sealed_anew_but_not_rewritten(self, engine: Engine) -> None:
        fill(engine)
        resealed = "UPDATE case_log SET detail = 'sealed.1.x'"
        with pytest.raises(Exception, match="append-only"):
            run(engine, resealed)
        for change in (
            "UPDATE case_log SET detail = 'plain'",
            "UPDATE case_log SET detail = 'sealed.1.x', action = 'case.closed'",
            "UPDATE case_log SET salt = 'plain'",
            "UPDATE case_log SET salt = NULL",
            "UPDATE case_log SET blanked_at = now()",
            "DELETE FROM case_log",
        ):
            with pytest.raises(Exception, match="append-only"):
                run(engine, f"SET LOCAL khoto.rotating = 'on'; {change}")
        run(engine, f"SET LOCAL khoto.rotating = 'on'; {resealed}")


class TestWhatWasPlain:
    """A database of a release without encryption, brought to this one."""

    PLAIN_ROWS = """
INSERT INTO people (id, line_user_id, name) VALUES ('{person}', 'U1', 'สมศรี ใจงาม');
INSERT INTO conversations (key, draft) VALUES ('user:U1', '{{"parts": ["ลับ"]}}');
INSERT INTO inbox (webhook_event_id, conversation_key, kind, timestamp, received_at, ready_at, raw)
VALUES ('E1', 'user:U1', 'text', now(), now(), now(), '{{"text":"ลับ"}}');
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, next_at,
                    retry_key, created_at)
VALUES ('line:U1', 'line', '{{"type": "text"}}', 'x', false, false, now(), now(),
        gen_random_uuid(), now())
"""

    @pytest.fixture
    def upgraded(self, empty_database_url: str) -> Iterator[Engine]:
        with with_keys(empty_database_url, KEY) as engine:
            migrations.upgrade(engine, "0006")
            for statement in self.PLAIN_ROWS.format(person=uuid4()).split(";\n"):
                with engine.begin() as connection:
                    connection.exec_driver_sql(statement)
            migrations.upgrade(engine)
            keys.admit(engine)
            yield engine

    def read(self, engine: Engine) -> None:
        with transaction(engine) as session:
            person = people.person_by_line_id(session, "U1")
            assert person is not None
            assert person.name == "สมศรี ใจงาม"
            assert conversations.conversation(session, "user:U1").draft == {"parts": ["ลับ"]}

    def test_is_read_until_it_is_sealed_and_refused_afterwards(
        self, upgraded: Engine, empty_database_url: str
    ) -> None:
        assert held(upgraded) == {PLAIN: 4, key_id(KEY): 0}
        self.read(upgraded)
        assert keys.rotate(upgraded).left == 0
        assert held(upgraded) == {key_id(KEY): 4}
        self.read(upgraded)
        run(upgraded, "UPDATE people SET name = 'somebody'")
        with with_keys(empty_database_url, KEY) as later:
            keys.admit(later)
            with transaction(later) as session, pytest.raises(SealBroken, match="not sealed"):
                people.person_by_line_id(session, "U1")

    def test_is_not_read_by_who_was_not_told_of_it(
        self, upgraded: Engine, empty_database_url: str
    ) -> None:
        with (
            with_keys(empty_database_url, KEY) as untold,
            transaction(untold) as session,
            pytest.raises(SealBroken),
        ):
            people.person_by_line_id(session, "U1")


class TestWhatCannotBeOpened:
    def test_a_swapped_value_is_refused(self, engine: Engine) -> None:
        fill(engine)
        run(engine, "UPDATE case_parts SET text = (SELECT name FROM people)")
        with transaction(engine) as session, pytest.raises(SealBroken, match=r"case_parts\.text"):
            cases.case_by_id(session, CASE.id)

    def test_an_altered_event_is_listed_as_failed_and_the_next_one_handled(
        self, engine: Engine
    ) -> None:
        with transaction(engine) as session:
            events = [an_event(raw=f'{{"n":{n}}}') for n in range(3)]
            inbox.receive(session, events, BURST, NOW)
        run(engine, "UPDATE inbox SET raw = left(raw, 40) WHERE id = 2")
        with transaction(engine) as session:
            counted = counted_by(session, LATER, BURST)
        with transaction(engine) as session:
            _, held_events = inbox.hold(session, counted, LATER)
        assert [each.raw for each in held_events] == ['{"n":0}', '{"n":2}']
        with transaction(engine) as session:
            (failed,) = inbox.failed_events(session)
        assert failed.reason == f"inbox.raw: {ALTERED}"

    def test_events_are_grouped_by_those_that_can_be_opened(self, engine: Engine) -> None:
        with transaction(engine) as session:
            events = [an_event(raw=f'{{"n":{n}}}') for n in range(4)]
            inbox.receive(session, events, BURST, NOW)
        run(engine, "UPDATE inbox SET raw = left(raw, 40) WHERE id IN (1, 3)")
        seen: list[list[str]] = []

        def first(events: Sequence[Event]) -> Sequence[Event]:
            seen.append([each.raw for each in events])
            return events[:1]

        counted: list[list[int]] = []
        for raw in ('{"n":1}', '{"n":3}'):
            with transaction(engine) as session:
                found = counted_by(session, LATER, BURST, first)
                counted.append([each.id for each in found])
            with transaction(engine) as session:
                _, events_held = inbox.hold(session, found, LATER)
                assert [each.raw for each in events_held] == [raw]
                inbox.mark_handled(session, [each.id for each in events_held], LATER)
        assert seen == [['{"n":1}', '{"n":3}'], ['{"n":3}']]
        assert counted == [[1, 2], [3, 4]]
        with transaction(engine) as session:
            assert counted_by(session, LATER, BURST, first) == []
            assert [each.id for each in inbox.failed_events(session)] == [1, 3]

    def test_what_stands_behind_an_event_with_a_key_that_others_have_does_not_overtake_it(
        self, engine: Engine, database_url: str
    ) -> None:
        with with_keys(database_url, OTHER) as web, transaction(web) as session:
            inbox.receive(session, [an_event(raw='{"n":1}')], BURST, NOW)
        with transaction(engine) as session:
            inbox.receive(session, [an_event(raw='{"n":2}')], BURST, NOW)
        late = NOW + timedelta(minutes=30)
        with transaction(engine) as session:
            counted = counted_by(session, late, BURST, lambda events: events[:1])
        with transaction(engine) as session:
            assert inbox.hold(session, counted, late)[1] == []
            assert counted_by(session, late, BURST) == []

    def test_an_event_with_a_key_that_others_have_waits_for_them(
        self, engine: Engine, database_url: str
    ) -> None:
        with with_keys(database_url, OTHER) as web, transaction(web) as session:
            inbox.receive(session, [an_event(raw='{"n":1}')], BURST, NOW)
        with transaction(engine) as session:
            counted = counted_by(session, LATER, BURST)
        with transaction(engine) as session:
            assert inbox.hold(session, counted, LATER)[1] == []
            assert inbox.failed_events(session) == []
            assert claim_chat(session, LATER, BURST) is None
        much_later = LATER + timedelta(minutes=5)
        with with_keys(database_url, KEY, OTHER) as worker, transaction(worker) as session:
            counted = counted_by(session, much_later, BURST)
            assert [each.attempts for each in counted] == [1]
            assert [e.raw for e in inbox.hold(session, counted, much_later)[1]] == ['{"n":1}']

    def test_an_altered_message_is_listed_as_failed_and_the_next_one_sent(
        self, engine: Engine
    ) -> None:
        with transaction(engine) as session:
            outbox.put(session, [a_letter(text="หนึ่ง"), a_letter(text="สอง")], NOW)
        run(
            engine,
            """UPDATE outbox SET payload = to_jsonb(left(payload #>> '{}', 40))
                        WHERE id = 1""",
        )
        with transaction(engine) as session:
            lane = outbox.claim_lane(session, "w", LATER, LEASE)
            assert lane is not None
            assert [row.payload for row in lane.rows] == [{"type": "text", "text": "สอง"}]
            (failed,) = outbox.failed_messages(session)
            assert failed.reason == f"outbox.payload: {ALTERED}"

    def test_a_file_whose_name_was_altered_is_listed_as_failed_and_the_next_one_fetched(
        self, engine: Engine
    ) -> None:
        with transaction(engine) as session:
            conversations.set_step(session, "user:U1", "", {}, NOW)
            for name in ("one", "two"):
                attachments.add(
                    session,
                    message_id=name,
                    conversation_key="user:U1",
                    kind="file",
                    now=NOW if name == "one" else LATER,
                    file_name=name,
                )
        run(
            engine,
            "UPDATE attachments SET file_name = left(file_name, 40) WHERE message_id = 'one'",
        )
        with transaction(engine) as session:
            assert attachments.claim(session, "w", LATER, LEASE) == []
            (next_one,) = attachments.claim(session, "w", LATER, LEASE)
            assert next_one.file_name == "two"
            (failed,) = attachments.failed_attachments(session)
            assert failed.reason == f"attachments.file_name: {ALTERED}"

    def test_a_message_with_a_key_that_others_have_waits_for_them(
        self, engine: Engine, database_url: str
    ) -> None:
        with with_keys(database_url, OTHER) as writer, transaction(writer) as session:
            outbox.put(session, [a_letter(text="หนึ่ง")], NOW)
        with transaction(engine) as session:
            outbox.put(session, [a_letter("line:U2", "สอง")], NOW)
            lane = outbox.claim_lane(session, "w", LATER, LEASE)
            assert lane is not None
            assert lane.recipient == "line:U2"
            assert outbox.failed_messages(session) == []
        with with_keys(database_url, KEY, OTHER) as worker, transaction(worker) as session:
            later = LATER + timedelta(minutes=5)
            lanes = [outbox.claim_lane(session, "w", later, LEASE) for _ in range(2)]
            (lane,) = [each for each in lanes if each and each.recipient == "line:U1"]
            assert lane.rows[0].payload == {"type": "text", "text": "หนึ่ง"}
            assert lane.attempts == 1
