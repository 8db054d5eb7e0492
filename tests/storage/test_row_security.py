"""What the role of people's reading may do by SQL alone, table by table: a new one needs a word."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from bot.gather import may_see
from storage import Engine, Session, savepoint, seen_by, transaction
from storage.roles import FILTERED, PERSON_ROLE
from storage.tables import Base
from tests.storage.foreign import World, a_world

REFUSED = "42501"
# The case that each row the role may read is of; of people, the person.
ROWS = {
    "cases": "SELECT id FROM cases",
    "case_parts": "SELECT case_id FROM case_parts",
    "referrals": "SELECT case_id FROM referrals",
    "case_log": "SELECT case_id FROM case_log",
    "attachments": "SELECT case_id FROM attachments",
    "attachment_contents": (
        "SELECT case_id FROM attachment_contents JOIN attachments ON id = attachment_id"
    ),
    "people": "SELECT id FROM people",
}
CLOSED = {
    "stamp_key",
    "alembic_version",
    "case_counters",
    "case_log_head",
    "case_log_seals",
    "conversations",
    "corrections",
    "encryption_keys",
    "inbox",
    "invitations",
    "journal",
    "ledger_days",
    "offices",
    "operator_log",
    "outbox",
    "timers",
}


@pytest.fixture
def world(engine: Engine) -> World:
    with transaction(engine) as session:
        return a_world(session)


def is_refused(session: Session, statement: str) -> bool:
    """Whether the database refuses the statement for want of a right."""
    try:
        with savepoint(session):
            session.execute(text(statement))
    except ProgrammingError as error:
        return getattr(error.orig, "sqlstate", None) == REFUSED
    return False


def test_for_every_table_it_is_decided_who_reads_it(engine: Engine) -> None:
    assert set(ROWS) == set(FILTERED)
    assert {table.name for table in Base.metadata.sorted_tables} | {"alembic_version"} == (
        set(ROWS) | CLOSED
    )
    with engine.connect() as connection:
        relations = connection.execute(
            text(
                "SELECT relname, relkind, relrowsecurity FROM pg_class"
                " WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('i', 'S')"
            )
        ).all()
        definers = connection.execute(
            text(
                "SELECT proname FROM pg_proc WHERE prosecdef"
                " AND pronamespace = 'public'::regnamespace"
            )
        ).scalars()
        assert {each.relname for each in relations} == set(ROWS) | CLOSED
        assert {each.relkind for each in relations} == {"r"}, "a view reads as its owner does"
        assert {each.relname for each in relations if each.relrowsecurity} == set(FILTERED)
        assert list(definers) == ["was_referred_to_us"]


def test_each_table_is_closed_or_holds_only_what_the_person_may_see(
    engine: Engine, world: World
) -> None:
    for name, viewer in world.viewers.items():
        seen = {told.case.id for told in world.told if may_see(viewer, told.case)}
        referred = {told.case.id for told in world.told if told.case.referrals}
        with transaction(engine) as session, seen_by(session, viewer.id):
            for table, rows in ROWS.items():
                if table != "people":
                    wanted = seen & referred if table == "referrals" else seen
                    assert set(session.scalars(text(rows))) == wanted, (name, table)
            for table in CLOSED:
                for what in ("SELECT * FROM", "SELECT count(*) FROM", "TABLE"):
                    assert is_refused(session, f"{what} {table}"), (name, table)


def test_people_are_oneself_and_who_applies_at_ones_own_desk(engine: Engine, world: World) -> None:
    for name, viewer in world.viewers.items():
        desk = viewer.province_code if name in ("mentor", "mentor elsewhere") else None
        applying = {t.reporter.id for t in world.told if t.reporter.province_code == desk}
        with transaction(engine) as session, seen_by(session, viewer.id):
            found = set(session.scalars(text(ROWS["people"])))
        assert found == {viewer.id} | applying, name


def test_nothing_is_written_not_even_ones_own(engine: Engine, world: World) -> None:
    for viewer in (world.viewers["mentor"], world.told[0].reporter):
        with transaction(engine) as session, seen_by(session, viewer.id):
            for table in (*ROWS, *CLOSED):
                columns = session.execute(
                    text("SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(:table)"
                         " AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
                         " AND attidentity <> 'a'"),
                    {"table": table},
                ).scalars()  # fmt: skip
                for column in columns:
                    own = f"UPDATE {table} SET {column} = {column}"  # noqa: S608
                    assert is_refused(session, own), (table, column)
                for statement in (
                    f"DELETE FROM {table}",  # noqa: S608
                    f"TRUNCATE {table} CASCADE",
                    f"INSERT INTO {table} DEFAULT VALUES",
                    f"COPY {table} FROM '/dev/null'",
                    f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
                    f"DROP TABLE {table} CASCADE",
                ):
                    assert is_refused(session, statement), statement


def test_what_may_be_seen_may_be_locked_and_nothing_else(engine: Engine, world: World) -> None:
    mentor = world.viewers["mentor"]
    seen = {told.case.id for told in world.told if may_see(mentor, told.case)}
    with transaction(engine) as session, seen_by(session, mentor.id):
        for how in ("UPDATE", "NO KEY UPDATE", "SHARE"):
            locked = text(f"{ROWS['cases']} FOR {how}")
            assert set(session.scalars(locked)) == seen
        assert is_refused(session, "SELECT 1 FROM case_parts FOR UPDATE")


def test_copying_out_and_asking_the_function_tell_no_more(engine: Engine, world: World) -> None:
    officer = world.viewers["officer"]
    with transaction(engine) as session, seen_by(session, officer.id):
        connection = session.connection().connection.driver_connection
        assert connection is not None
        with connection.cursor().copy("COPY (SELECT id, number FROM cases) TO STDOUT") as copied:
            words = b"".join(copied).decode()
        for told in world.told:
            asked = text("SELECT was_referred_to_us(:case)")
            answer = session.scalar(asked, {"case": told.case.id})
            assert (told.case.number in words) == answer == may_see(officer, told.case)
    with transaction(engine) as session, seen_by(session, officer.id):
        assert is_refused(session, "COPY cases TO '/tmp/cases'")


@pytest.mark.parametrize("value", [None, ""])
def test_without_the_settings_nothing_is_seen(
    engine: Engine, world: World, value: str | None
) -> None:
    with transaction(engine) as session:
        for setting in ("person", "desk", "office", "agency") if value is not None else ():
            put = text("SELECT set_config('khoto.' || :setting, :value, true)")
            session.execute(put, {"setting": setting, "value": value})
        session.execute(text(f"SET LOCAL ROLE {PERSON_ROLE}"))
        for rows in ROWS.values():
            assert session.scalars(text(rows)).all() == []


def test_an_id_set_by_hand_is_only_that_persons_sight(engine: Engine, world: World) -> None:
    """A mentor's id makes no mentor: what somebody is, is looked up at the door alone."""
    for viewer in world.viewers.values():
        with transaction(engine) as session:
            put = text("SELECT set_config('khoto.person', :id, true)")
            session.execute(put, {"id": str(viewer.id)})
            session.execute(text(f"SET LOCAL ROLE {PERSON_ROLE}"))
            own = {told.case.id for told in world.told if told.reporter == viewer}
            assert set(session.scalars(text(ROWS["cases"]))) == own


def test_rubbish_in_the_settings_is_an_error_and_shows_nothing(
    engine: Engine, world: World
) -> None:
    with transaction(engine) as session:
        session.execute(text("SELECT set_config('khoto.person', 'x', true)"))
        session.execute(text(f"SET LOCAL ROLE {PERSON_ROLE}"))
        with pytest.raises(DBAPIError, match="invalid input syntax"), savepoint(session):
            session.execute(text(ROWS["cases"]))
