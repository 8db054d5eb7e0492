"""When the database's guard of cases is missing nobody is answered, and nothing is lost."""

from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import select, text

from bot.commands import Commands
from bot.conversing import PATIENCE
from bot.house import House
from storage import Engine, transaction
from storage.resting import REST
from storage.tables import InboxRow
from tests.bot import samples, stub_brains
from tests.bot.clock import Clock
from tests.bot.test_conversing import BURST, answers, conversing, events, handle_all, receive
from tests.commands.conftest import ROOT, SERVICE

SPOIL = "REVOKE SELECT ON cases FROM khoto_person"
MEND = "GRANT SELECT ON cases TO khoto_person"


def run(engine: Engine, statement: str) -> None:
    with transaction(engine) as session:
        session.execute(text(statement))


def test_events_wait_in_their_order_until_it_is_mended(engine: Engine, clock: Clock) -> None:
    worker = conversing(engine, clock)
    run(engine, SPOIL)
    receive(engine, clock, samples.text("หนึ่ง"))
    clock.now += BURST
    for _ in range(2 * PATIENCE):
        assert worker.handle_next()
        assert not worker.handle_next(), "it rests meanwhile"
        clock.now += REST
    receive(engine, clock, samples.postback("a=menu"))
    clock.now += REST
    handle_all(worker)
    assert events(engine) == {"waiting": 2}
    assert answers(engine, clock) == []
    with transaction(engine) as session:
        reasons = session.scalars(select(InboxRow.reason)).all()
    assert all("khoto_person" in each for each in reasons)
    run(engine, MEND)
    clock.now += REST
    handle_all(worker)
    assert events(engine) == {"handled": 2}
    assert answers(engine, clock) == ["1: หนึ่ง", "2: postback"]


def test_the_web_process_says_so(web: FlaskClient, engine: Engine) -> None:
    assert web.get("/readyz").status_code == 200
    run(engine, SPOIL)
    ready = web.get("/readyz")
    assert ready.status_code == 503
    assert ready.json
    assert "run migrate" in ready.json["wrong"]["role"]


def test_a_worker_does_not_start_and_says_what_to_run(engine: Engine, database_url: str) -> None:
    run(engine, SPOIL)
    house = House({**SERVICE, "DATABASE_URL": database_url}, ROOT, stub_brains.brains)
    told = CliRunner().invoke(Commands(house), ["worker"])
    assert told.exit_code == 1
    assert "khoto_person has not its grants: run migrate" in told.stderr
    mended = CliRunner().invoke(Commands(house), ["migrate"])
    assert mended.exit_code == 0
    with engine.connect() as connection:
        assert connection.scalar(
            text("SELECT has_table_privilege('khoto_person', 'cases', 'SELECT')")
        )
