"""Events on their way to the bot: signed, in LINE's shape, in order, again on failure."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import Any

import pytest
from linebot.v3 import SignatureValidator, WebhookParser  # type: ignore[import-untyped]
from linebot.v3 import webhooks as w

from .world import SECRET, Person, Received, Receiver, Simulator, wait_for


def received(receiver: Receiver, person: Person, kind: str) -> dict[str, Any]:
    """The person's first event of this kind."""

    def found() -> dict[str, Any] | None:
        return next((e for e in receiver.events(person.id) if e["type"] == kind), None)

    event = wait_for(found)
    assert isinstance(event, dict)
    return event


def test_a_webhook_is_signed_so_that_lines_validator_accepts_it(
    receiver: Receiver, person: Person
) -> None:
    person.say("ลายเซ็นถูกไหม")
    received(receiver, person, "message")
    got = receiver.received[-1]
    assert SignatureValidator(SECRET).validate(got.body.decode(), got.signature)
    assert not SignatureValidator("another").validate(got.body.decode(), got.signature)


def test_lines_parser_understands_every_kind_a_person_sends(
    receiver: Receiver, person: Person
) -> None:
    message_id = person.say("ข้อความ")["messageId"]
    for kind in ("image", "video", "audio", "file", "sticker"):
        person.send(type=kind)
    person.send(type="location", latitude=19.3583, longitude=98.4405, title="ปาย")
    person.send(type="postback", data="a=1", displayText="ตกลง", params={"date": "2026-11-21"})
    person.send(type="unsend", messageId=message_id)
    received(receiver, person, "unsend")
    parser = WebhookParser(SECRET)
    events = [
        event
        for got in receiver.received
        for event in parser.parse(got.body.decode(), got.signature)
        if event.source and event.source.user_id == person.id
    ]
    kinds = [
        type(event.message if isinstance(event, w.MessageEvent) else event) for event in events
    ]
    assert kinds == [
        w.FollowEvent,
        w.TextMessageContent,
        w.ImageMessageContent,
        w.VideoMessageContent,
        w.AudioMessageContent,
        w.FileMessageContent,
        w.StickerMessageContent,
        w.LocationMessageContent,
        w.PostbackEvent,
        w.UnsendEvent,
    ]


def test_an_event_has_lines_shape(receiver: Receiver, person: Person) -> None:
    sent = person.say("รูปร่าง")
    event = received(receiver, person, "message")
    assert event["webhookEventId"] == sent["webhookEventId"]
    assert len(event["webhookEventId"]) == 26
    assert event["message"]["id"] == sent["messageId"]
    assert event["replyToken"] == sent["replyToken"]
    assert event["mode"] == "active"
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert abs(event["timestamp"] - time.time() * 1000) < 10_000
    destination = json.loads(receiver.received[-1].body)["destination"]
    assert destination.startswith("U")
    assert len(destination) == 33


def test_blocking_and_unblocking_tell_the_bot(
    simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    assert received(receiver, person, "follow")["follow"] == {"isUnblocked": False}
    simulator.post(f"people/{person.id}/block", {})
    assert "replyToken" not in received(receiver, person, "unfollow")
    assert (
        simulator.call("POST", f"people/{person.id}/send", {"type": "text", "text": "x"})[0] == 400
    )
    simulator.post(f"people/{person.id}/unblock", {})
    wait_for(lambda: len(receiver.events(person.id)) == 3)
    assert receiver.events(person.id)[-1]["follow"] == {"isUnblocked": True}


def test_an_old_friend_is_there_without_an_event(simulator: Simulator, receiver: Receiver) -> None:
    old_friend = simulator.add("เพื่อนเก่า", follow=False)
    old_friend.say("สวัสดี")
    received(receiver, old_friend, "message")
    assert [event["type"] for event in receiver.events(old_friend.id)] == ["message"]


def test_a_failed_webhook_comes_again_with_the_same_id_and_a_usable_token(
    simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    received(receiver, person, "follow")
    statuses = [500, 503, 200]
    receiver.answer = lambda _: statuses.pop(0)
    sent = person.say("ส่งอีกที")
    wait_for(lambda: len(receiver.events(person.id)) == 4)
    again = receiver.events(person.id)[1:]
    assert {event["webhookEventId"] for event in again} == {sent["webhookEventId"]}
    assert [e["deliveryContext"]["isRedelivery"] for e in again] == [False, True, True]
    body = {"replyToken": sent["replyToken"], "messages": [{"type": "text", "text": "ค่ะ"}]}
    assert simulator.api("POST", "message/reply", body).status == 200
    # Written down when the answer has come, a moment after the receiver gave it.
    wait_for(lambda: simulator.get("record")["events"][-1]["outcome"] == "delivered")
    entry = simulator.get("record")["events"][-1]
    assert [each["status"] for each in entry["tries"]] == [500, 503, 200]


def test_a_webhook_that_never_succeeds_is_given_up(
    simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    received(receiver, person, "follow")
    receiver.answer = lambda _: 404
    person.say("ไม่มีใครรับ")
    wait_for(lambda: simulator.get("record")["events"][-1]["outcome"] == "failed")
    assert len(simulator.get("record")["events"][-1]["tries"]) == 4


def test_a_webhook_that_takes_too_long_counts_as_failed(
    simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    received(receiver, person, "follow")
    simulator.post("settings", {"webhookTimeoutSeconds": 0.15})
    slow = [0.4]

    def answer(_: Received) -> int:
        time.sleep(slow.pop() if slow else 0.0)
        return 200

    receiver.answer = answer
    person.say("ช้า")
    wait_for(lambda: simulator.get("record")["events"][-1]["outcome"] == "delivered")
    assert simulator.get("record")["events"][-1]["tries"][0]["error"] == "timeout"


def test_one_persons_events_stay_in_order_through_failures(
    receiver: Receiver, person: Person
) -> None:
    received(receiver, person, "follow")
    seen: Counter[str] = Counter()

    def answer(got: Received) -> int:
        text = got.events[0]["message"]["text"]
        seen[text] += 1
        return 500 if text == "0" and seen[text] == 1 else 200

    receiver.answer = answer
    for number in range(5):
        person.say(str(number))
    wait_for(lambda: len(receiver.events(person.id)) == 7)
    texts = [event["message"]["text"] for event in receiver.events(person.id)[1:]]
    assert texts == ["0", "0", "1", "2", "3", "4"]


def test_order_can_be_given_up_as_line_does(
    simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    received(receiver, person, "follow")
    # Long enough that the second is said before the first comes again.
    simulator.post("settings", {"keepOrder": False, "redeliveryDelaysSeconds": [2.0]})
    statuses = [500, 200, 200]
    receiver.answer = lambda _: statuses.pop(0)
    for words in ("แรก", "หลัง"):
        person.say(words)
    wait_for(lambda: len(receiver.events(person.id)) == 4)
    texts = [event["message"]["text"] for event in receiver.events(person.id)[1:]]
    assert texts == ["แรก", "หลัง", "แรก"]
    wait_for(lambda: simulator.get("record")["waiting"] == 0)


def test_one_slow_person_does_not_hold_the_others_up(
    simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    quick = simulator.add("คนไว", follow=False)
    received(receiver, person, "follow")

    def answer(got: Received) -> int:
        if got.events[0]["source"]["userId"] == person.id:
            time.sleep(0.8)
        return 200

    receiver.answer = answer
    person.say("ช้า")
    began = time.monotonic()
    quick.say("ไว")
    received(receiver, quick, "message")
    assert time.monotonic() - began < 0.6


def test_raw_events_are_delivered_as_they_are(
    simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    odd = [{"type": "hologram", "source": {"type": "user", "userId": person.id}, "x": [None]}, 7]
    answer = simulator.post("events", {"events": odd})
    assert answer["status"] == 200
    assert len(answer["numbers"]) == 2
    # That the person follows is told by another thread, perhaps later than this.
    (got,) = [each for each in receiver.received if each.events == odd]
    assert SignatureValidator(SECRET).validate(got.body.decode(), got.signature)


def test_a_raw_body_need_not_even_be_json(simulator: Simulator, receiver: Receiver) -> None:
    receiver.answer = lambda _: 400
    answer = simulator.post("events", {"body": "{not json", "signature": "wrong"})
    assert (answer["status"], answer["outcome"]) == (400, "failed")
    assert receiver.received[-1].body == b"{not json"
    assert receiver.received[-1].signature == "wrong"


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "text", "text": ""},
        {"type": "text"},
        {"type": "location", "latitude": "north", "longitude": 1},
        {"type": "location", "latitude": 91, "longitude": 1},
        {"type": "image", "content_base64": "not base64!"},
        {"type": "unsend", "messageId": "1"},
        {"type": "postback", "data": ""},
        {"type": "hologram"},
        {},
    ],
)
def test_what_a_phone_cannot_send_is_refused(person: Person, wrong: dict[str, Any]) -> None:
    status, answer = person.simulator.call("POST", f"people/{person.id}/send", wrong)
    assert status == 400
    assert answer["message"]


def test_an_unsent_message_disappears_from_the_chat(person: Person) -> None:
    message_id = person.say("ความลับ")["messageId"]
    person.send(type="unsend", messageId=message_id)
    bubble = person.chat()[-1]
    assert bubble["hidden"] is True
    assert "ความลับ" not in json.dumps(bubble, ensure_ascii=False)
