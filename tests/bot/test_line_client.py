"""Every way a call of LINE can end has one plain outcome."""

import json
import socket
import threading
from uuid import uuid4

import pytest

from bot.line_answers import Answer, outcome_of_answer
from bot.line_client import LineAccess, LineClient, OneClient, _body
from bot.outcomes import (
    Delivered,
    Held,
    Outcome,
    Permanent,
    Retryable,
    TokenRefused,
    Unconfirmed,
)
from storage.outbox import QUOTA_USED_UP
from tests.bot.simulated import TOKEN, Simulated, new_user_id

HELLO = [{"type": "text", "text": "สวัสดีค่ะ"}]


def push(client: LineClient, line: Simulated) -> Outcome:
    return client.push(line.person(), HELLO, uuid4())


def reply(client: LineClient, line: Simulated) -> Outcome:
    token = line.event(line.person(), type="text", text="สวัสดี")["replyToken"]
    return client.reply(token, HELLO)


def test_a_push_and_a_reply_arrive_with_lines_request_id(
    client: LineClient, line: Simulated
) -> None:
    for outcome in (push(client, line), reply(client, line)):
        assert isinstance(outcome, Delivered)
        assert outcome.request_id
    assert [call["endpoint"] for call in line.calls()] == ["push", "reply"]


@pytest.mark.parametrize("words", ["สวัสดีค่ะ", '"},{"x', "\\", "\n\u2028", "😀", "\ud83d", "\x00"])
def test_what_is_written_once_is_sent_as_it_is(words: str) -> None:
    messages = [{"type": "text", "text": words}, {"type": "text", "text": "ข"}]
    texts = [json.dumps(message, ensure_ascii=False) for message in messages]
    sent = json.loads(_body({"replyToken": 't"'}, messages, texts))
    assert sent == {"replyToken": 't"', "messages": messages}


def test_a_second_push_with_the_same_key_is_delivered_once(
    client: LineClient, line: Simulated
) -> None:
    person, key = line.person(), uuid4()
    first, second = (client.push(person, HELLO, key) for _ in range(2))
    assert isinstance(first, Delivered)
    assert second == first, "the 409 names the request that was accepted"
    assert len(line.said(person)) == 1


def test_a_used_reply_token_is_refused_for_good(client: LineClient, line: Simulated) -> None:
    token = line.event(line.person(), type="text", text="สวัสดี")["replyToken"]
    assert isinstance(client.reply(token, HELLO), Delivered)
    refused = client.reply(token, HELLO)
    assert isinstance(refused, TokenRefused)
    assert "Invalid reply token" in refused.reason


@pytest.mark.parametrize("call", [push, reply])
def test_odd_answers_after_delivery_are_delivered(
    client: LineClient, line: Simulated, call: object
) -> None:
    for kind in ("odd_200", "slow"):
        line.fault("any", kind, times=1, seconds=0.1)
        outcome = call(client, line)  # type: ignore[operator]
        assert isinstance(outcome, Delivered)


@pytest.mark.parametrize("kind", ["429_rate", "500", "503", "504", "bad_utf8"])
def test_a_busy_line_may_be_asked_again(client: LineClient, line: Simulated, kind: str) -> None:
    for call in (push, reply):
        line.fault("any", kind, times=1)
        assert isinstance(call(client, line), Retryable)


def test_the_months_quota_holds_and_a_refused_token_too(
    client: LineClient, line: Simulated
) -> None:
    line.fault("push", "429_monthly", times=1)
    assert push(client, line) == Held(QUOTA_USED_UP)
    stranger = LineClient(LineAccess("a revoked token", line.http))
    assert isinstance(push(stranger, line), Held)


@pytest.mark.parametrize("kind", ["400", "403", "404", "410", "413"])
def test_other_refusals_are_final(client: LineClient, line: Simulated, kind: str) -> None:
    line.fault("push", kind, times=1)
    assert isinstance(push(client, line), Permanent)


@pytest.mark.parametrize("kind", ["reset", "timeout"])
@pytest.mark.parametrize("after_accept", [False, True])
def test_no_answer_leaves_a_reply_unconfirmed_and_a_push_repeatable(
    client: LineClient, line: Simulated, kind: str, after_accept: bool
) -> None:
    line.fault("any", kind, times=1, seconds=1.3, after_accept=after_accept)
    assert isinstance(reply(client, line), Unconfirmed)
    line.fault("any", kind, times=1, seconds=1.3, after_accept=after_accept)
    assert isinstance(push(client, line), Retryable)


def test_where_nobody_listens_nothing_was_sent(line: Simulated) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = LineClient(LineAccess(TOKEN, f"http://127.0.0.1:{taken.getsockname()[1]}", 0.5))
        assert isinstance(nobody.reply("token", HELLO), Retryable)
        assert isinstance(nobody.push("U1", HELLO, uuid4()), Retryable)
    unknown = LineClient(LineAccess(TOKEN, "http://line.invalid", 0.5))
    assert isinstance(unknown.reply("token", HELLO), Retryable)


@pytest.mark.parametrize(
    "messages",
    [
        [],
        HELLO * 6,
        [{"type": "hologram"}],
        [{"type": "text"}],
        [{"type": "flex", "altText": "ก", "contents": {"type": "bubble", "size": "planet"}}],
    ],
)
def test_what_is_no_line_message_is_never_sent(
    client: LineClient, line: Simulated, messages: list[dict[str, object]]
) -> None:
    person = line.person()
    token = line.event(person, type="text", text="สวัสดี")["replyToken"]
    assert isinstance(client.push(person, messages, uuid4()), Permanent)
    assert isinstance(client.reply(token, messages), Permanent)
    assert line.calls(person) == []


def test_a_push_to_nobody_and_to_somebody_who_blocked_us(
    client: LineClient, line: Simulated
) -> None:
    assert isinstance(client.push(new_user_id(), HELLO, uuid4()), Permanent)
    person = line.person()
    line.call("POST", f"/people/{person}/block")
    assert isinstance(client.push(person, HELLO, uuid4()), Delivered), "LINE says nothing of it"


def test_a_process_makes_one_client_however_many_threads_ask(line: Simulated) -> None:
    one = OneClient(LineAccess(TOKEN, line.http))
    made: list[LineClient] = []
    threads = [threading.Thread(target=lambda: made.append(one())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(each) for each in made}) == 1


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(200, {"X-Line-Request-Id": "r"}), Delivered("r")),
        (Answer(202, {}), Delivered("")),
        (Answer(409, {"x-line-accepted-request-id": "first"}), Delivered("first")),
        (Answer(429, {"Retry-After": "7"}, "x"), Retryable("429 x", 7.0)),
        (Answer(429, {"retry-after": "soon"}, "x"), Retryable("429 x", None)),
        (Answer(503, {"retry-after": "999999"}), Retryable("503", 3600.0)),
        (Answer(408, {}), Retryable("408", None)),
        (Answer(302, {}), Permanent("302")),
        (Answer(400, {}, "to 081-234-5678"), Permanent("400 to [เบอร์โทร]")),
    ],
)
def test_what_each_status_means(answer: Answer, outcome: Outcome) -> None:
    assert outcome_of_answer(answer) == outcome
