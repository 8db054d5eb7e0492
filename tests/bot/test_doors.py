"""There are two ways for a person to what the service knows: the chat and HTTP. In the chat a case
is read behind the door alone; over HTTP none is. A page that is added later fails here until it is
put among the ways, and then until it reads behind the door."""

import pytest
from flask.testing import FlaskClient

from app import create_app
from bot.gather import gather
from casework.cases import Part
from casework.people import Role
from casework.rules import Rules
from handlers.inbound import Inbound, InboundKind
from handlers.postback import encode
from handlers.routes import ROUTES
from storage import Engine, transaction
from storage.conversations import Conversation
from tests.bot.samples import post, text
from tests.bot.test_gather import NOW, a_case, person, save
from tests.commands.conftest import SERVICE
from tests.reading_watch import reading_watched

# Whoever adds a page for people: its cases are read in `with seen_by(session, person.id)`.
HTTP = {
    "/callback": {"POST"},
    "/healthz": {"GET"},
    "/readyz": {"GET"},
    "/metrics": {"GET"},
}
ACTIONS = sorted({route.name for route in ROUTES if " " not in route.name})


def test_no_other_address_is_answered(database_url: str) -> None:
    app = create_app({**SERVICE, "DATABASE_URL": database_url})
    ways = {
        rule.rule: (rule.methods or set()) - {"HEAD", "OPTIONS"}
        for rule in app.url_map.iter_rules()
    }
    assert ways == HTTP


def test_over_http_no_case_is_read(web: FlaskClient, engine: Engine) -> None:
    reporter = person(Role.VOLUNTEER)
    with transaction(engine) as session:
        save(session, reporter, a_case(reporter))
    with reading_watched(engine) as watched:
        assert post(web, text("ค้างค่าแรง")).status_code == 200
        for address in set(HTTP) - {"/callback"}:
            assert web.get(address).status_code == 200
    assert (watched.behind, watched.outside) == ([], [])


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.MENTOR, Role.OFFICER])
def test_whatever_is_said_or_tapped_cases_are_read_behind_the_door_alone(
    engine: Engine, role: Role
) -> None:
    reporter = person(role, agency=None)
    case = a_case(reporter)
    words = [case.number, "เรื่องรอ", f"เรื่อง {case.number}", "ส่งเรื่อง"]
    said = [Inbound(InboundKind.TEXT, "E1", NOW, parts=(Part("m", each),)) for each in words]
    said += [
        Inbound(
            InboundKind.POSTBACK, "E1", NOW, data=encode(action, case=case.id, person=reporter.id)
        )
        for action in ACTIONS
    ]
    said += [Inbound(kind, "E1", NOW, message_id="m1") for kind in InboundKind]
    draft = {"case": str(case.id), "place": {"province_code": "58", "province": "x"}}
    with transaction(engine) as session:
        save(session, reporter, case)
        with reading_watched(engine) as watched:
            for inbound in said:
                for kept in ({}, draft):
                    chat = Conversation("user:U", reporter.id, "case.add", kept)
                    gather(session, inbound, None, chat, reporter, rules=Rules(), now=NOW)
    assert watched.outside == []
    assert len(watched.behind) > len(said)
