"""Faults on demand: what the bot's client sees of each, and whether the message was delivered."""

from __future__ import annotations

import smtplib
import time

import pytest
import urllib3
from linebot.v3 import messaging as m  # type: ignore[import-untyped]
from linebot.v3.messaging.exceptions import ApiException  # type: ignore[import-untyped]
from pydantic.v1 import ValidationError

from .test_mail import mail
from .world import Person, Receiver, Simulator, wait_for


def push(line: m.MessagingApi, person: Person, timeout: float = 2.0) -> None:
    request = m.PushMessageRequest(to=person.id, messages=[m.TextMessage(text="ก")])
    line.push_message(request, _request_timeout=timeout)


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("429_rate", 429, "rate limit"),
        ("429_monthly", 429, "You have reached your monthly limit."),
        ("500", 500, ""),
        ("503", 503, ""),
        ("409", 409, "already accepted"),
        ("403", 403, ""),
    ],
)
def test_an_error_on_demand_delivers_nothing(
    simulator: Simulator, line: m.MessagingApi, person: Person, kind: str, status: int, words: str
) -> None:
    simulator.fault("push", kind)
    with pytest.raises(ApiException) as refused:
        push(line, person)
    assert refused.value.status == status
    assert words in str(refused.value.body)
    assert person.texts() == []
    push(line, person)
    assert person.texts() == ["ก"]


def test_a_reset_connection(simulator: Simulator, line: m.MessagingApi, person: Person) -> None:
    simulator.fault("push", "reset")
    with pytest.raises(urllib3.exceptions.ProtocolError):
        push(line, person)
    assert person.texts() == []


def test_an_answer_that_never_comes(
    simulator: Simulator, line: m.MessagingApi, person: Person
) -> None:
    simulator.fault("push", "timeout", seconds=0.5)
    with pytest.raises(urllib3.exceptions.TimeoutError):
        push(line, person, timeout=0.2)
    assert person.texts() == []


def test_a_slow_answer(simulator: Simulator, line: m.MessagingApi, person: Person) -> None:
    simulator.fault("push", "slow", seconds=0.3)
    began = time.monotonic()
    push(line, person)
    assert time.monotonic() - began >= 0.3
    assert person.texts() == ["ก"]


@pytest.mark.parametrize("kind", ["500", "reset", "timeout"])
def test_an_answer_lost_after_acceptance_is_found_again_by_the_retry_key(
    simulator: Simulator, person: Person, kind: str, retry_key: str
) -> None:
    simulator.fault("push", kind, after_accept=True, seconds=0)
    try:
        assert simulator.push(person.id, "ก", X_Line_Retry_Key=retry_key).status == 500
    except urllib3.exceptions.ProtocolError:
        assert kind in ("reset", "timeout")
    assert person.texts() == ["ก"]
    assert simulator.push(person.id, "ก", X_Line_Retry_Key=retry_key).status == 409
    assert person.texts() == ["ก"]


def test_an_odd_200_was_delivered_though_the_client_stumbles(
    simulator: Simulator, line: m.MessagingApi, person: Person
) -> None:
    simulator.fault("push", "odd_200")
    with pytest.raises(ValidationError):
        push(line, person)
    assert person.texts() == ["ก"]


def test_an_error_that_is_not_utf8(
    simulator: Simulator, line: m.MessagingApi, person: Person
) -> None:
    simulator.fault("push", "bad_utf8")
    with pytest.raises(UnicodeDecodeError):
        push(line, person)


def test_a_fault_strikes_only_where_and_as_often_as_asked(
    simulator: Simulator, person: Person
) -> None:
    simulator.fault("reply", "500", times=2)
    assert simulator.push(person.id, "ก").status == 200
    assert simulator.get("faults")["faults"][0]["times"] == 2
    simulator.call("DELETE", "faults")
    simulator.fault("any", "503", times=None)
    assert [simulator.push(person.id, "ก").status for _ in range(3)] == [503] * 3
    assert simulator.get("faults")["faults"][0]["hits"] == 3
    number = simulator.get("faults")["faults"][0]["number"]
    simulator.call("DELETE", f"faults/{number}")
    assert simulator.push(person.id, "ก").status == 200


def test_a_fault_is_written_into_the_record(simulator: Simulator, person: Person) -> None:
    simulator.fault("push", "500")
    simulator.push(person.id, "ก")
    call = simulator.get("record")["calls"][-1]
    assert (call["fault"], call["status"], call["accepted"]) == ("500", 500, False)


def test_messages_have_their_place_when_they_are_taken_and_not_when_their_call_ends(
    simulator: Simulator, line: m.MessagingApi, person: Person
) -> None:
    simulator.fault("push", "timeout", seconds=0.6, after_accept=True)
    with pytest.raises(Exception, match="timed out"):
        push(line, person, timeout=0.2)
    simulator.push(person.id, "หลัง")
    wait_for(lambda: len(simulator.get("record")["calls"]) == 2)
    quick, silent = simulator.get("record")["calls"]
    assert silent["number"] > quick["number"]
    assert silent["taken"] < quick["taken"]
    assert silent["time"] <= quick["time"]


@pytest.mark.parametrize("wrong", [{"kind": "gremlin"}, {}, {"kind": "500", "times": 0}])
def test_an_unknown_fault_is_refused(simulator: Simulator, wrong: dict[str, object]) -> None:
    assert simulator.call("POST", "faults", wrong)[0] == 400


def test_a_duplicated_webhook_arrives_twice(
    simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    wait_for(lambda: len(receiver.events(person.id)) == 1)
    simulator.fault("webhook", "duplicate")
    person.say("ซ้ำ")
    wait_for(lambda: len(receiver.events(person.id)) == 3)
    assert receiver.events(person.id)[1] == receiver.events(person.id)[2]


def test_a_dropped_webhook_arrives_by_redelivery(
    simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    wait_for(lambda: len(receiver.events(person.id)) == 1)
    simulator.fault("webhook", "drop")
    person.say("หล่นหาย")
    wait_for(lambda: len(receiver.events(person.id)) == 2)
    assert receiver.events(person.id)[-1]["deliveryContext"] == {"isRedelivery": True}


def test_a_late_webhook_is_overtaken_by_the_next_of_the_same_person(
    simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    wait_for(lambda: len(receiver.events(person.id)) == 1)
    simulator.fault("webhook", "late", seconds=0.5)
    person.say("ก่อน")
    person.say("หลัง")
    wait_for(lambda: len(receiver.events(person.id)) == 3)
    texts = [event["message"]["text"] for event in receiver.events(person.id)[1:]]
    assert texts == ["หลัง", "ก่อน"]
    first, second = receiver.events(person.id)[1:]
    assert first["timestamp"] >= second["timestamp"]
    assert second["deliveryContext"] == {"isRedelivery": False}


def test_mail_put_off_refused_and_cut(simulator: Simulator) -> None:
    simulator.fault("smtp", "451")
    with pytest.raises(smtplib.SMTPDataError) as later:
        mail(simulator)
    assert later.value.smtp_code == 451
    simulator.fault("smtp", "550")
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        mail(simulator)
    simulator.fault("smtp", "reset")
    with pytest.raises((smtplib.SMTPException, OSError)):
        mail(simulator)
    assert simulator.get("mail")["mail"] == []
    simulator.fault("smtp", "reset", after_accept=True)
    with pytest.raises((smtplib.SMTPException, OSError)):
        mail(simulator)
    assert len(simulator.get("mail")["mail"]) == 1
    mail(simulator)
    assert len(simulator.get("mail")["mail"]) == 2
