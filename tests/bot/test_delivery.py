"""The way out: free before paid, one order, nothing twice that can be known, nothing lost."""

from collections import Counter
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import OperationalError

from bot.delivery import TOO_OLD, Delivery, DeliveryRules
from bot.line_client import LineClient
from storage import Engine, outbox, transaction
from storage.ledger import ledger
from storage.outbox import Failed, Letter
from tests.bot.clock import Clock
from tests.bot.simulated import Simulated


def letter(person: str, words: str, **more: Any) -> Letter:
    payload = {"type": "text", "text": words}
    return Letter(f"line:{person}", "line", payload, about="test", **more)


def mail(address: str, **more: Any) -> Letter:
    payload = {"subject": "เรื่องใหม่", "body": "เนื้อความ"}
    return Letter(f"mail:{address}", "mail", payload, about="test", **more)


def put(engine: Engine, clock: Clock, *letters: Letter) -> list[int]:
    with transaction(engine) as session:
        return outbox.put(session, letters, clock())


def states(engine: Engine, channel: str = "line") -> dict[str, int]:
    with transaction(engine) as session:
        book = ledger(session)
    assert book.balanced
    return {state: rows for state, rows in book.messages[channel].items() if rows}


def failed(engine: Engine) -> list[Failed]:
    with transaction(engine) as session:
        return outbox.failed_messages(session)


def send_all(delivery: Delivery, channel: str = "line") -> int:
    sent = 0
    while delivery.send_next(channel):
        sent += 1
        assert sent < 100
    return sent


def fresh(line: Simulated, person: str, clock: Clock) -> dict[str, Any]:
    """A reply token that is fresh for fifty seconds."""
    token = line.event(person, type="text", text="สวัสดี")["replyToken"]
    return {"reply_token": token, "reply_expires_at": clock() + timedelta(seconds=50)}


def endpoints(line: Simulated, person: str) -> list[str]:
    return [call["endpoint"] for call in line.calls(person)]


def test_an_answer_goes_as_a_free_reply(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person = line.person()
    token = fresh(line, person, clock)
    put(engine, clock, letter(person, "หนึ่ง", **token), letter(person, "สอง", **token))
    assert send_all(delivery) == 1
    assert line.said(person) == ["หนึ่ง", "สอง"]
    assert endpoints(line, person) == ["reply"]
    assert states(engine) == {"delivered": 2}


def test_without_a_fresh_token_up_to_five_go_as_one_push(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person = line.person()
    words = [str(number) for number in range(7)]
    put(engine, clock, *(letter(person, each) for each in words))
    assert send_all(delivery) == 2
    assert line.said(person) == words
    assert [len(call["messages"]) for call in line.calls(person)] == [5, 2]


def test_a_token_that_has_gone_stale_is_not_tried(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person = line.person()
    put(engine, clock, letter(person, "ช้าไป", **fresh(line, person, clock)))
    clock.forward(seconds=51)
    send_all(delivery)
    assert endpoints(line, person) == ["push"]


@pytest.mark.parametrize("kind", ["429_rate", "400", "429_expired"])
def test_a_reply_that_line_refused_goes_by_push_at_once(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock, kind: str
) -> None:
    person = line.person()
    token = fresh(line, person, clock)
    if kind == "429_expired":
        token["reply_token"] = "a token LINE has forgotten"
    else:
        line.fault("reply", kind, times=1)
    put(engine, clock, letter(person, "ถึงแน่", **token))
    send_all(delivery)
    assert endpoints(line, person) == ["push"]
    assert states(engine) == {"delivered": 1}


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("kind", ["reset", "timeout", "500", "503", "bad_utf8"])
def test_a_reply_nobody_knows_the_fate_of_is_asked_again_and_arrives_once(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock, kind: str, accepted: bool
) -> None:
    person = line.person()
    token = fresh(line, person, clock)
    line.fault("reply", kind, times=2, seconds=1.1, after_accept=accepted)
    put(
        engine,
        clock,
        letter(person, "เลขที่เรื่อง", must_arrive=True, **token),
        letter(person, "สวัสดี", **token),
    )
    for _ in range(3):
        send_all(delivery)
        clock.forward(seconds=5)
    assert line.said(person) == ["เลขที่เรื่อง", "สวัสดี"]
    assert [c["endpoint"] for c in line.calls_once_there(person, 1)] == ["reply"]
    assert states(engine) == {"delivered": 2}


@pytest.mark.parametrize("accepted", [False, True])
def test_when_it_cannot_be_asked_any_more_only_what_must_arrive_is_pushed(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock, accepted: bool
) -> None:
    person = line.person()
    token = fresh(line, person, clock)
    line.fault("reply", "reset", times=1, after_accept=accepted)
    put(
        engine,
        clock,
        letter(person, "เลขที่เรื่อง", must_arrive=True, **token),
        letter(person, "สวัสดี", **token),
    )
    send_all(delivery)
    clock.forward(seconds=56)
    send_all(delivery)
    said = Counter(line.said(person))
    assert said["เลขที่เรื่อง"] == 1 + accepted, "seen twice rather than never"
    assert said["สวัสดี"] == accepted, "never sent a second time"
    assert states(engine) == {"delivered": 1, "failed": 1}
    assert [each.reason for each in failed(engine)] == [outbox.REPLY_UNCONFIRMED]


def test_a_token_refused_too_late_says_nothing(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person = line.person()
    token = fresh(line, person, clock) | {"reply_token": "a token LINE has forgotten"}
    line.fault("reply", "reset", times=1)
    put(engine, clock, letter(person, "ถึงแน่", must_arrive=True, **token))
    send_all(delivery)
    clock.forward(seconds=54)
    send = delivery._client().reply

    def slow(*given: Any) -> Any:
        clock.forward(seconds=2)
        return send(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LineClient, "reply", lambda _self, *given: slow(*given))
        delivery.send_next("line")
    clock.forward(minutes=1)
    send_all(delivery)
    assert line.said(person) == ["ถึงแน่"]
    assert endpoints(line, person) == ["push"]


@pytest.mark.parametrize("kind", ["429_rate", "500", "503", "reset", "timeout", "bad_utf8"])
@pytest.mark.parametrize("accepted", [False, True])
def test_a_push_is_tried_again_with_its_key_and_arrives_once(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock, kind: str, accepted: bool
) -> None:
    person = line.person()
    line.fault("push", kind, times=1, seconds=1.1, after_accept=accepted)
    put(engine, clock, letter(person, "หนึ่ง"), letter(person, "สอง"))
    assert send_all(delivery) == 1
    assert states(engine) == {"waiting": 2}
    put(engine, clock, letter(person, "สาม"))
    assert send_all(delivery) == 0, "the lane waits, also what came later"
    clock.forward(seconds=3)
    send_all(delivery)
    assert line.said(person) == ["หนึ่ง", "สอง", "สาม"]
    assert states(engine) == {"delivered": 3}


def test_the_wait_grows_to_the_cap_with_jitter(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    rules = DeliveryRules()
    put(engine, clock, letter(line.person(), "รอ"))
    line.fault("push", "500")
    waits = []
    for _ in range(13):
        assert send_all(delivery) == 1
        with transaction(engine) as session:
            again = outbox.next_due(session)
        assert again is not None
        waits.append(again - clock())
        clock.now = again
    for attempt, wait in enumerate(waits):
        whole = min(rules.backoff_first * 2**attempt, rules.backoff_cap)
        assert whole / 2 <= wait <= whole
    assert len(set(waits)) > 8


def test_an_odd_200_and_a_409_are_delivered(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    for kind in ("odd_200", "409"):
        line.fault("push", kind, times=1)
        put(engine, clock, letter(line.person(), kind))
        send_all(delivery)
    assert states(engine) == {"delivered": 2}


def test_a_used_up_quota_holds_the_lane_without_counting(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person = line.person()
    line.fault("push", "429_monthly", times=26)
    put(engine, clock, letter(person, "รอเดือนหน้า"))
    for _ in range(26):
        assert send_all(delivery) == 1
        assert send_all(delivery) == 0
        clock.forward(hours=1)
    assert send_all(delivery) == 1
    assert line.said(person) == ["รอเดือนหน้า"], "held for more than a day, and still sent"


@pytest.mark.parametrize("held", [1, 6])
def test_while_the_quota_is_used_up_a_free_reply_takes_along_what_is_held(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock, held: int
) -> None:
    person = line.person()
    words = [str(number) for number in range(held)]
    line.fault("push", "429_monthly")
    put(engine, clock, *(letter(person, each) for each in words))
    send_all(delivery)
    put(engine, clock, letter(person, "ทั่วไป"))
    clock.forward(minutes=5)
    assert send_all(delivery) == 0, "nothing is free yet"
    for answer in ("คำตอบ", "อีกคำตอบ"):
        put(engine, clock, letter(person, answer, **fresh(line, person, clock)))
        send_all(delivery)
        words.append(answer)
    words.insert(held, "ทั่วไป")
    assert line.said(person) == words, "in order, and all of it free"
    assert set(endpoints(line, person)) == {"reply"}
    assert states(engine) == {"delivered": held + 3}


def test_nothing_is_tried_again_a_day_after_the_first_attempt(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person = line.person()
    line.fault("push", "500", times=1)
    put(engine, clock, letter(person, "เก่า"))
    send_all(delivery)
    clock.forward(hours=24, seconds=1)
    put(engine, clock, letter(person, "ใหม่"))
    send_all(delivery)
    assert [each.reason for each in failed(engine)] == [TOO_OLD]
    assert line.said(person) == ["ใหม่"], "a failed row leaves its lane"


def test_one_bad_message_fails_alone(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person = line.person()
    bad = Letter(f"line:{person}", "line", {"type": "text", "text": "x" * 6_000}, about="bad")
    put(engine, clock, letter(person, "ก่อน"), bad, letter(person, "หลัง"))
    send_all(delivery)
    assert line.said(person) == ["ก่อน", "หลัง"]
    assert [each.about for each in failed(engine)] == ["bad"]


def test_a_message_that_is_no_line_message_fails_with_its_reason(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person = line.person()
    odd = Letter(f"line:{person}", "line", {"type": "hologram"}, about="odd")
    put(engine, clock, odd, Letter("pigeon:7", "line", {"type": "text", "text": "ก"}, about="p"))
    send_all(delivery)
    assert states(engine) == {"failed": 2}
    assert {each.reason.partition(":")[0] for each in failed(engine)} == {
        "not LINE messages",
        "not a recipient of LINE",
    }


def test_urgent_lanes_leave_first_and_each_lane_in_its_order(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    calm, urgent = line.person(), line.person()
    put(engine, clock, letter(calm, "ค่อยว่ากัน"))
    put(engine, clock, letter(urgent, "ก่อน"), letter(urgent, "ด่วน", urgent=True))
    send_all(delivery)
    assert [call["to"] for call in line.calls()] == [[urgent], [calm]]
    assert line.said(urgent) == ["ก่อน", "ด่วน"]


def test_a_digest_that_is_not_due_holds_nothing_back(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person = line.person()
    put(engine, clock, letter(person, "พรุ่งนี้", due=clock() + timedelta(hours=9)))
    put(engine, clock, letter(person, "วันนี้"))
    send_all(delivery)
    assert line.said(person) == ["วันนี้"]
    clock.forward(hours=9)
    send_all(delivery)
    assert line.said(person) == ["วันนี้", "พรุ่งนี้"]


def test_a_lease_that_ran_out_is_taken_over_with_the_same_key(
    engine: Engine, line: Simulated, client: LineClient, delivery: Delivery, clock: Clock
) -> None:
    person = line.person()
    put(engine, clock, letter(person, "ครั้งเดียว"))
    with transaction(engine) as session:
        lane = outbox.claim_lane(session, "dead", clock(), timedelta(seconds=60))
    assert lane is not None
    client.push(person, [{"type": "text", "text": "ครั้งเดียว"}], lane.retry_key)
    assert send_all(delivery) == 0
    clock.forward(seconds=61)
    assert send_all(delivery) == 1
    assert line.said(person) == ["ครั้งเดียว"]
    assert states(engine) == {"delivered": 1}


def test_what_line_took_is_known_although_the_database_was_away(
    delivery: Delivery,
    engine: Engine,
    line: Simulated,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person, away = line.person(), [OperationalError("x", None, Exception()) for _ in range(2)]

    def complete_all(*given: Any) -> list[bool]:
        if away:
            raise away.pop()
        return written(*given)

    written = outbox.complete_all
    monkeypatch.setattr("bot.delivery._REST", 0.01)
    monkeypatch.setattr(outbox, "complete_all", complete_all)
    put(engine, clock, letter(person, "ครั้งเดียว", **fresh(line, person, clock), must_arrive=True))
    send_all(delivery)
    clock.forward(minutes=2)
    send_all(delivery)
    assert not away
    assert line.said(person) == ["ครั้งเดียว"]
    assert endpoints(line, person) == ["reply"]
    assert states(engine) == {"delivered": 1}


def test_many_senders_at_once_keep_the_order_and_send_nothing_twice(
    engine: Engine, line: Simulated, client: LineClient, clock: Clock
) -> None:
    everybody = [line.person() for _ in range(5)]
    for number in range(12):
        put(engine, clock, *(letter(person, str(number)) for person in everybody))
    senders = [
        Delivery(engine, lambda: client, None, DeliveryRules(), owner=str(n), now=clock)
        for n in range(4)
    ]
    threads = [Thread(target=send_all, args=(sender,)) for sender in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    send_all(senders[0])
    for person in everybody:
        assert line.said(person) == [str(number) for number in range(12)]


def test_what_was_unsent_while_it_waited_is_not_sent(
    delivery: Delivery, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person, key = line.person(), uuid4()
    line.fault("push", "500", times=1)
    put(engine, clock, letter(person, "ก"), letter(person, "ข"))
    send_all(delivery)
    with transaction(engine) as session:
        outbox.cancel_quotes(session, [key], clock())
    clock.forward(seconds=3)
    send_all(delivery)
    assert line.said(person) == ["ก", "ข"]


def test_mail_goes_to_the_office_and_waits_while_no_server_is_known(
    delivery: Delivery, engine: Engine, line: Simulated, client: LineClient, clock: Clock
) -> None:
    (row,) = put(engine, clock, mail("office@example.go.th"))
    nobody = Delivery(engine, lambda: client, None, DeliveryRules(), owner="no mail", now=clock)
    assert not nobody.send_next("mail")
    assert send_all(delivery, "mail") == 1
    (got,) = line.mail()
    assert got["subject"] == "เรื่องใหม่"
    assert states(engine, "mail") == {"delivered": 1}
    assert f"outbox-{row}@" in str(got)
