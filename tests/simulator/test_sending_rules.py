"""Reply tokens, retry keys, quota, blocking: what LINE refuses and what it silently drops."""

from __future__ import annotations

import pytest

from .world import Person, Simulator


def reply(simulator: Simulator, token: str, **headers: str) -> tuple[int, str]:
    body = {"replyToken": token, "messages": [{"type": "text", "text": "ค่ะ"}]}
    answer = simulator.api("POST", "message/reply", body, **headers)
    return answer.status, answer.json().get("message", "")


def test_a_reply_token_works_once(simulator: Simulator, person: Person) -> None:
    token = person.say("สวัสดี")["replyToken"]
    assert reply(simulator, token)[0] == 200
    assert reply(simulator, token) == (400, "Invalid reply token")
    assert person.texts() == ["ค่ะ"]


def test_a_reply_token_grows_old(simulator: Simulator, person: Person) -> None:
    simulator.post("settings", {"tokenLifeSeconds": 0})
    token = person.say("สวัสดี")["replyToken"]
    assert reply(simulator, token) == (400, "Invalid reply token")


def test_an_invented_reply_token_is_refused(simulator: Simulator) -> None:
    assert reply(simulator, "never-issued") == (400, "Invalid reply token")


def test_a_reply_with_wrong_messages_does_not_use_the_token_up(
    simulator: Simulator, person: Person
) -> None:
    token = person.say("สวัสดี")["replyToken"]
    body = {"replyToken": token, "messages": []}
    assert simulator.api("POST", "message/reply", body).status == 400
    assert reply(simulator, token)[0] == 200


def test_a_reply_may_not_carry_a_retry_key(
    simulator: Simulator, person: Person, retry_key: str
) -> None:
    token = person.say("สวัสดี")["replyToken"]
    assert reply(simulator, token, X_Line_Retry_Key=retry_key)[0] == 400


def test_a_repeated_retry_key_answers_409_and_delivers_once(
    simulator: Simulator, person: Person, retry_key: str
) -> None:
    first = simulator.push(person.id, "หนึ่งครั้ง", X_Line_Retry_Key=retry_key)
    again = simulator.push(person.id, "หนึ่งครั้ง", X_Line_Retry_Key=retry_key.upper())
    assert (first.status, again.status) == (200, 409)
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert again.headers["x-line-request-id"] != first.headers["x-line-request-id"]
    assert again.json()["message"] == "The retry key is already accepted"
    assert again.json()["sentMessages"] == first.json()["sentMessages"]
    assert person.texts() == ["หนึ่งครั้ง"]
    assert simulator.get("settings")["used"] == 1


def test_a_refused_push_leaves_its_retry_key_unused(
    simulator: Simulator, person: Person, retry_key: str
) -> None:
    simulator.post("settings", {"quota": 0})
    assert simulator.push(person.id, "ก", X_Line_Retry_Key=retry_key).status == 429
    simulator.post("settings", {"quota": 1})
    assert simulator.push(person.id, "ก", X_Line_Retry_Key=retry_key).status == 200


def test_a_retry_key_must_be_a_uuid(simulator: Simulator, person: Person) -> None:
    assert simulator.push(person.id, "ก", X_Line_Retry_Key="again").status == 400


def test_the_monthly_quota_stops_pushes_but_not_replies(
    simulator: Simulator, person: Person
) -> None:
    simulator.post("settings", {"quota": 1})
    assert simulator.push(person.id, "หนึ่ง").status == 200
    over = simulator.push(person.id, "สอง")
    assert (over.status, over.json()["message"]) == (429, "You have reached your monthly limit.")
    assert reply(simulator, person.say("สวัสดี")["replyToken"])[0] == 200


def test_a_multicast_larger_than_the_quotas_rest_reaches_nobody(
    simulator: Simulator, person: Person
) -> None:
    other = simulator.add("วิชัย")
    simulator.post("settings", {"quota": 1})
    body = {"to": [person.id, other.id], "messages": [{"type": "text", "text": "ก"}]}
    assert simulator.api("POST", "message/multicast", body).status == 429
    assert person.texts() == other.texts() == []


def test_a_push_to_someone_who_blocked_is_silently_lost_and_free(
    simulator: Simulator, person: Person
) -> None:
    simulator.post(f"people/{person.id}/block", {})
    assert simulator.push(person.id, "ไม่ถึง").status == 200
    assert person.texts() == []
    call = simulator.get("record")["calls"][-1]
    assert (call["delivered"], call["undelivered"]) == ([], [person.id])
    assert simulator.get("settings")["used"] == 0


@pytest.mark.parametrize("user_id", ["U" + "0" * 32, "somebody", None, ["U1"]])
def test_a_push_to_nobody_is_refused(simulator: Simulator, user_id: object) -> None:
    body = {"to": user_id, "messages": [{"type": "text", "text": "ก"}]}
    assert simulator.api("POST", "message/push", body).status == 400


def test_a_body_that_is_not_json_is_refused(simulator: Simulator) -> None:
    for body in (b"", b"{", b"[]", b"\xff\xfe"):
        answer = simulator.api("POST", "message/push", body)
        assert answer.status == 400
        assert answer.json()["message"]


def test_a_body_over_2_mb_is_refused(simulator: Simulator, person: Person) -> None:
    assert simulator.push(person.id, "ก" * 800_000).status == 413


def test_the_record_tells_of_every_call(
    simulator: Simulator, person: Person, retry_key: str
) -> None:
    since = simulator.get("record")["last"]
    answer = simulator.push(person.id, "จดไว้", X_Line_Retry_Key=retry_key)
    record = simulator.get(f"record?since={since}")
    call = next(call for call in record["calls"] if call["endpoint"] == "push")
    assert call["requestId"] == answer.headers["x-line-request-id"]
    assert call["retryKey"] == retry_key
    assert call["to"] == [person.id]
    assert call["messages"] == [{"type": "text", "text": "จดไว้"}]
    assert call["status"] == 200
    assert call["number"] > since
