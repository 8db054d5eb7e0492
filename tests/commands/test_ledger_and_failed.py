import json
from datetime import UTC, date, datetime, timedelta

import pytest

from casework.watch import Quota
from storage import (
    Engine,
    attachments,
    conversations,
    inbox,
    migrations,
    outbox,
    timers,
    transaction,
)
from storage.days import close_day
from storage.events import Received
from storage.outbox import Letter
from storage.timers import Timer
from tests.commands.conftest import Khoto, command_line

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture
def three_events(engine: Engine) -> None:
    """One waiting, two failed (one with a telephone number in its reason)."""
    rows = [
        Received(f"e{n}", "user:U1", "text", NOW, "{}", reason=reason)
        for n, reason in enumerate(("", "not JSON", "odd value 0812345678"))
    ]
    with transaction(engine) as session:
        inbox.receive(session, rows, timedelta(0), NOW)


def test_an_empty_house_adds_up(khoto: Khoto) -> None:
    result = khoto("ledger")
    assert result.exit_code == 0
    assert "It adds up." in result.stdout


def test_events_are_counted_by_where_they_stand(khoto: Khoto, three_events: None) -> None:
    result = khoto("ledger", "--json")
    assert result.exit_code == 0
    counted = json.loads(result.stdout)
    assert counted["received"] == 3
    assert counted["events"] == {"handled": 0, "waiting": 1, "failed": 2}
    assert counted["events_missing"] == 0
    assert counted["balanced"] is True
    assert set(counted["messages"]) == {"line", "mail"}


def test_the_rows_behind_the_sums_are_told_without_peoples_words(
    khoto: Khoto, three_events: None, engine: Engine
) -> None:
    payload = {"type": "text", "text": "คำตอบ"}
    fresh = Letter("line:U1", "line", payload, "x", reply_token="secret", reply_expires_at=NOW)
    with transaction(engine) as session:
        outbox.put(session, [fresh], NOW)
        attachments.add(session, message_id="m1", conversation_key="user:U1", kind="image", now=NOW)
    result = khoto("ledger", "--rows")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["book"] for row in rows] == ["event"] * 3 + ["message", "file"]
    assert [row["webhook_event_id"] for row in rows[:3]] == ["e0", "e1", "e2"]
    assert (rows[3]["state"], rows[3]["leased"], rows[3]["reply_token"]) == ("waiting", False, None)
    assert "คำตอบ" not in result.stdout
    assert "0812345678" not in result.stdout


def test_a_lost_row_is_found_out(khoto: Khoto, three_events: None, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM inbox WHERE webhook_event_id = 'e0'")
    result = khoto("ledger")
    assert result.exit_code == 1
    assert "It does not add up: 1 events and 0 messages are missing." in result.stderr


def test_what_failed_is_listed_masked_and_can_be_tried_again(
    khoto: Khoto, three_events: None
) -> None:
    shown = khoto("failed", "list").stdout
    assert shown.count("event:") == 2
    assert "not JSON" in shown
    assert "0812345678" not in shown
    first = next(line.split("\t")[0] for line in shown.splitlines() if "event:" in line)
    retried = khoto("failed", "retry", first)
    assert retried.stdout == "to be tried again: 1 events, 0 messages, 0 timers, 0 files\n"
    assert khoto("failed", "list").stdout.count("event:") == 1
    assert khoto("failed", "retry", "--all").exit_code == 0
    assert khoto("failed", "list").stdout.count("event:") == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "or --all"),
        (("event:1", "--all"), "or --all"),
        (("12",), "look like event:12"),
        (("event:x",), "look like event:12"),
        (("event:" + "9" * 30,), "look like event:12"),
        (("file:7",), "look like event:12"),
        (("event:999",), "1 of the ids are not on the list"),
    ],
)
def test_a_wrong_id_is_told(khoto: Khoto, arguments: tuple[str, ...], told: str) -> None:
    result = khoto("failed", "retry", *arguments)
    assert result.exit_code != 0
    assert told in result.stderr


def test_a_photo_that_could_not_be_fetched_is_listed_and_tried_again(
    khoto: Khoto, engine: Engine
) -> None:
    with transaction(engine) as session:
        conversations.ensure(session, ["user:U1"])
        attachments.add(session, message_id="m1", conversation_key="user:U1", kind="image", now=NOW)
        (photo,) = attachments.claim(session, "w", NOW, timedelta(minutes=1))
        attachments.fail(session, photo, "LINE no longer has it")
    shown = khoto("failed", "list").stdout
    assert f"file:{photo.id}" in shown
    assert "LINE no longer has it" in shown
    retried = khoto("failed", "retry", f"file:{photo.id}")
    assert retried.stdout == "to be tried again: 0 events, 0 messages, 0 timers, 1 files\n"
    assert "file:" not in khoto("failed", "list").stdout


def test_messages_held_for_the_months_quota_are_told(khoto: Khoto, engine: Engine) -> None:
    assert "used up" not in khoto("ledger").stdout
    with transaction(engine) as session:
        letter = Letter("line:U1", "line", {"type": "text", "text": "ก"}, "m")
        outbox.put(session, [letter], NOW)
        lane = outbox.claim_lane(session, "w", NOW, timedelta(minutes=1))
        assert lane is not None
        outbox.hold(session, lane, NOW + timedelta(hours=1), outbox.QUOTA_USED_UP, NOW)
    assert "held, the month's paid messages are used up: 1" in khoto("ledger").stdout


def test_the_ledger_tells_how_the_service_stands(
    khoto: Khoto, three_events: None, engine: Engine
) -> None:
    with transaction(engine) as session:
        memory = {"quota": Quota(500, 20, NOW).to_json()}
        timers.set_timer(session, Timer("watchdog", "watchdog", NOW, data=memory))
    told = json.loads(khoto("ledger", "--json").stdout)
    assert told["oldest_waiting_event_seconds"] > 0
    assert told["oldest_waiting_message_seconds"] is None
    assert told["failed_reasons"] == {"event": {"other": 2}}
    assert told["quota"] == {"limit": 500, "used": 20, "left": 480, "at": NOW.isoformat()}
    assert told["migration"] == migrations.head()
    assert set(told) >= {"model"}
    shown = khoto("ledger").stdout
    for line in (
        "oldest waiting event: 21 พ.ย. 2569 10.00 น., for ",
        "failed, event, other: 2",
        "LINE messages left this month: 480 of 500 (asked 21 พ.ย. 2569 10.00 น.)",
        f"migration: {migrations.head()}",
        "model: ",
    ):
        assert line in shown
    assert "0812345678" not in shown


@pytest.mark.parametrize(
    ("memory", "told"),
    [
        ({}, "not known; a worker asks LINE"),
        ({"quota": Quota(None, 20, NOW).to_json()}, "no limit, 20 used"),
        ({"quota": "nonsense"}, "not known"),
    ],
)
def test_a_quota_that_is_not_known_is_told(
    khoto: Khoto, engine: Engine, memory: dict[str, object], told: str
) -> None:
    with transaction(engine) as session:
        timers.set_timer(session, Timer("watchdog", "watchdog", NOW, data=memory))
    assert f"left this month: {told}" in khoto("ledger").stdout


def test_days_are_printed_and_one_that_does_not_add_up_is_told(
    khoto: Khoto, three_events: None, engine: Engine
) -> None:
    assert khoto("ledger", "days").exit_code == 0
    with transaction(engine) as session:
        close_day(session, date(2026, 11, 21), NOW)
    well = khoto("ledger", "days")
    assert well.exit_code == 0
    assert well.stdout.splitlines()[1].split("\t")[:7] == [
        *("2026-11-21", "0", "3", "0", "1", "2", "0"),
    ]
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM inbox WHERE webhook_event_id = 'e0'")
    with transaction(engine) as session:
        close_day(session, date(2026, 11, 22), NOW + timedelta(days=1))
    wrong = khoto("ledger", "days", "--json")
    assert wrong.exit_code == 1
    assert wrong.stderr == "These days do not add up: 2026-11-22.\n"
    first, second = map(json.loads, wrong.stdout.splitlines())
    assert (first["day"], first["adds_up"]) == ("2026-11-21", True)
    assert (second["events_missing"], second["since"]) == (1, NOW.isoformat())
    assert len(khoto("ledger", "days", "--limit", "1").stdout.splitlines()) == 2


def test_json_is_asked_for_behind_days(khoto: Khoto) -> None:
    result = khoto("ledger", "--json", "days")
    assert result.exit_code == 2
    assert "behind days" in result.stderr


def test_a_ledger_without_a_database_says_so() -> None:
    result = command_line({"DATABASE_URL": "postgresql://u:hush@127.0.0.1:1/none"})("ledger")
    assert result.exit_code == 1
    assert "The database does not answer." in result.stderr
