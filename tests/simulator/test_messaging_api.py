"""LINE's own client against the simulator, call by call."""

from __future__ import annotations

import pytest
from linebot.v3 import messaging as m  # type: ignore[import-untyped]
from linebot.v3.messaging.exceptions import ApiException  # type: ignore[import-untyped]

from .world import TOKEN, Person, Simulator


def text(words: str) -> m.TextMessage:
    return m.TextMessage(text=words)


def test_a_reply_reaches_the_phone_and_costs_nothing(
    simulator: Simulator, line: m.MessagingApi, person: Person
) -> None:
    token = person.say("นายจ้างไม่จ่ายค่าแรง")["replyToken"]
    answer = line.reply_message_with_http_info(
        m.ReplyMessageRequest(replyToken=token, messages=[text("รับเรื่องแล้วค่ะ"), text("ขอที่อยู่ค่ะ")])
    )
    assert answer.status_code == 200
    assert len(answer.data.sent_messages) == 2
    assert answer.headers["x-line-request-id"]
    assert person.texts() == ["รับเรื่องแล้วค่ะ", "ขอที่อยู่ค่ะ"]
    assert person.chat()[-1]["via"] == "reply"
    assert line.get_message_quota_consumption().total_usage == 0


def test_a_push_counts_one_however_many_messages_it_carries(
    line: m.MessagingApi, person: Person
) -> None:
    sent = line.push_message(m.PushMessageRequest(to=person.id, messages=[text("ก"), text("ข")]))
    assert [len(each.id) > 5 for each in sent.sent_messages] == [True, True]
    assert line.get_message_quota_consumption().total_usage == 1
    assert line.get_message_quota().value == 500


def test_a_multicast_counts_every_recipient(
    simulator: Simulator, line: m.MessagingApi, person: Person
) -> None:
    other = simulator.add("พี่แก้ว", role="mentor")
    line.multicast(m.MulticastRequest(to=[person.id, other.id], messages=[text("ประชุมพรุ่งนี้")]))
    assert person.texts() == other.texts() == ["ประชุมพรุ่งนี้"]
    assert line.get_message_quota_consumption().total_usage == 2


def test_a_broadcast_reaches_everyone_who_follows(
    simulator: Simulator, line: m.MessagingApi, person: Person
) -> None:
    stranger = simulator.add("คนแปลกหน้า", stranger=True)
    simulator.post("settings", {"quota": None})
    line.broadcast(m.BroadcastRequest(messages=[text("แจ้งทุกคน")]))
    assert person.texts() == ["แจ้งทุกคน"]
    assert stranger.texts() == []


def test_a_profile_is_hidden_from_a_bot_that_was_blocked(
    simulator: Simulator, line: m.MessagingApi, person: Person
) -> None:
    assert line.get_profile(person.id).display_name == "สมศรี ใจดี"
    simulator.post(f"people/{person.id}/block", {})
    with pytest.raises(ApiException) as refused:
        line.get_profile(person.id)
    assert refused.value.status == 404


def test_the_bot_knows_its_own_name(line: m.MessagingApi) -> None:
    info = line.get_bot_info()
    assert info.display_name == "ข้อต่อ"
    assert len(info.user_id) == 33


def test_loading_dots_show_and_end_with_the_next_message(
    simulator: Simulator, line: m.MessagingApi, person: Person
) -> None:
    request = m.ShowLoadingAnimationRequest(chatId=person.id, loadingSeconds=10)
    assert line.show_loading_animation_with_http_info(request).status_code == 202
    assert simulator.get(f"chats/{person.id}")["loadingSeconds"] > 8
    line.push_message(m.PushMessageRequest(to=person.id, messages=[text("มาแล้วค่ะ")]))
    assert simulator.get(f"chats/{person.id}")["loadingSeconds"] == 0


@pytest.mark.parametrize("seconds", [0, 4, 7, 65])
def test_loading_dots_last_5_to_60_seconds_in_steps_of_5(
    simulator: Simulator, person: Person, seconds: int
) -> None:
    body = {"chatId": person.id, "loadingSeconds": seconds}
    answer = simulator.api("POST", "chat/loading/start", body)
    assert answer.status == 400
    assert answer.json()["details"][0]["property"] == "loadingSeconds"


def test_messages_can_be_marked_as_read_in_both_ways(
    simulator: Simulator, line: m.MessagingApi, person: Person
) -> None:
    event_id = person.say("อ่านหรือยัง")["webhookEventId"]
    events = simulator.get("record")["events"]
    event = next(e["event"] for e in events if e["event"]["webhookEventId"] == event_id)
    token = event["message"]["markAsReadToken"]
    line.mark_messages_as_read_by_token(m.MarkMessagesAsReadByTokenRequest(markAsReadToken=token))
    assert person.chat()[-1]["read"] is True
    person.say("อันนี้ล่ะ")
    chat = m.ChatReference(userId=person.id)
    line.mark_messages_as_read(m.MarkMessagesAsReadRequest(chat=chat))
    assert person.chat()[-1]["read"] is True


def test_a_photo_can_be_downloaded_until_it_is_unsent(
    blob: m.MessagingApiBlob, person: Person
) -> None:
    message_id = person.send(type="image")["messageId"]
    assert bytes(blob.get_message_content(message_id)).startswith(b"\xff\xd8")
    assert bytes(blob.get_message_content_preview(message_id)).startswith(b"\xff\xd8")
    person.send(type="unsend", messageId=message_id)
    with pytest.raises(ApiException) as refused:
        blob.get_message_content(message_id)
    assert refused.value.status == 410


def test_a_voice_answers_202_while_it_is_transcoded(
    simulator: Simulator, blob: m.MessagingApiBlob, person: Person
) -> None:
    simulator.post("settings", {"transcodingSeconds": 60})
    message_id = person.send(type="audio")["messageId"]
    assert blob.get_message_content_with_http_info(message_id).status_code == 202
    status = blob.get_message_content_transcoding_by_message_id(message_id)
    assert status.status == "processing"


def test_a_file_comes_back_as_it_was_sent(blob: m.MessagingApiBlob, person: Person) -> None:
    sent = person.send(type="file", fileName="ก.pdf", content_base64="c+C4gQ==")
    assert bytes(blob.get_message_content(sent["messageId"])) == b"s\xe0\xb8\x81"


def test_a_rich_menu_goes_through_its_whole_life(
    simulator: Simulator, line: m.MessagingApi, blob: m.MessagingApiBlob, person: Person
) -> None:
    menu = m.RichMenuRequest(
        size=m.RichMenuSize(width=2500, height=843),
        selected=True,
        name="เมนูอาสาสมัคร",
        chatBarText="เมนู",
        areas=[
            m.RichMenuArea(
                bounds=m.RichMenuBounds(x=0, y=0, width=2500, height=843),
                action=m.PostbackAction(label="แจ้งเรื่อง", data="report"),
            )
        ],
    )
    line.validate_rich_menu_object(menu)
    menu_id = line.create_rich_menu(menu).rich_menu_id
    with pytest.raises(ApiException):
        line.set_default_rich_menu(menu_id)
    picture = b"\x89PNG and so on"
    blob.set_rich_menu_image(menu_id, body=picture, _headers={"Content-Type": "image/png"})
    assert bytes(blob.get_rich_menu_image(menu_id)) == picture
    line.set_default_rich_menu(menu_id)
    assert line.get_default_rich_menu_id().rich_menu_id == menu_id
    line.link_rich_menu_id_to_user(person.id, menu_id)
    assert line.get_rich_menu_id_of_user(person.id).rich_menu_id == menu_id
    assert simulator.get(f"chats/{person.id}")["richMenu"]["name"] == "เมนูอาสาสมัคร"
    line.unlink_rich_menu_id_from_user(person.id)
    assert line.get_rich_menu(menu_id).chat_bar_text == "เมนู"
    assert menu_id in [each.rich_menu_id for each in line.get_rich_menu_list().richmenus]
    line.delete_rich_menu(menu_id)
    with pytest.raises(ApiException) as refused:
        line.get_rich_menu(menu_id)
    assert refused.value.status == 404


def test_the_webhook_address_can_be_read_changed_and_tried(
    simulator: Simulator, line: m.MessagingApi
) -> None:
    before = line.get_webhook_endpoint().endpoint
    tried = line.test_webhook_endpoint(m.TestWebhookEndpointRequest())
    assert tried.success
    assert tried.status_code == 200
    line.set_webhook_endpoint(m.SetWebhookEndpointRequest(endpoint="http://127.0.0.1:9/nobody"))
    assert line.test_webhook_endpoint(m.TestWebhookEndpointRequest()).success is False
    line.set_webhook_endpoint(m.SetWebhookEndpointRequest(endpoint=before))


def test_a_wrong_token_is_refused_in_lines_shape(simulator: Simulator) -> None:
    for wrong in ("", "Bearer nonsense", TOKEN):
        answer = simulator.api("GET", "info", Authorization=wrong)
        assert answer.status == 401
        assert "access token" in answer.json()["message"]


def test_an_unknown_path_answers_404_as_json(simulator: Simulator) -> None:
    answer = simulator.api("GET", "nothing/here")
    assert (answer.status, answer.json()) == (404, {"message": "Not found"})
