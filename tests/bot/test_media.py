"""What people send is fetched once it is there, within bounds, and known by its first bytes."""

import base64
from datetime import timedelta
from typing import Any

import pytest

from bot.line_client import LineClient
from bot.magic import content_type_of
from bot.media import TOO_OLD, Media, MediaRules
from storage import Engine, attachments, conversations, transaction
from storage.attachments import Attachment
from tests.bot.clock import Clock
from tests.bot.simulated import Simulated

CHAT = "user:U1"


@pytest.fixture
def media(engine: Engine, client: LineClient, clock: Clock) -> Media:
    rules = MediaRules(largest=1024 * 1024)
    return Media(engine, lambda: client, rules, owner="test", now=clock)


def note(engine: Engine, clock: Clock, message_id: str, kind: str = "image") -> None:
    with transaction(engine) as session:
        conversations.ensure(session, [CHAT])
        attachments.add(
            session, message_id=message_id, conversation_key=CHAT, kind=kind, now=clock()
        )


def sent(line: Simulated, content: bytes | None = None, kind: str = "image") -> str:
    deed: dict[str, Any] = {"type": kind}
    if content is not None:
        deed["content_base64"] = base64.b64encode(content).decode()
    message_id: str = line.event(line.person(), **deed)["message"]["id"]
    return message_id


def only(engine: Engine) -> tuple[Attachment, bytes | None]:
    with transaction(engine) as session:
        (found,) = attachments.of_draft(session, CHAT)
        return found, attachments.content(session, found.id)


def test_a_photo_is_kept_with_what_it_is(
    media: Media, engine: Engine, line: Simulated, clock: Clock
) -> None:
    assert not media.fetch_next()
    photo = b"\x89PNG\r\n\x1a\n" + b"x" * 200_000
    note(engine, clock, sent(line, photo))
    assert media.fetch_next()
    kept, content = only(engine)
    assert (kept.state, kept.content_type, kept.size) == ("stored", "image/png", len(photo))
    assert content == photo
    assert not media.fetch_next()


def test_what_line_still_prepares_is_fetched_later(
    media: Media, engine: Engine, line: Simulated, clock: Clock
) -> None:
    line.call("POST", "/settings", {"transcodingSeconds": 600})
    try:
        message_id = sent(line, b"ID3voice", "audio")
    finally:
        line.call("POST", "/settings", {"transcodingSeconds": 0})
    note(engine, clock, message_id, "audio")
    assert media.fetch_next()
    assert not media.fetch_next(), "not at once again"
    clock.forward(seconds=3)
    assert media.fetch_next()
    assert only(engine)[0].state == "waiting"
    assert only(engine)[0].reason == "LINE is still preparing it"
    clock.forward(hours=24)
    media.fetch_next()
    assert only(engine)[0].state == "failed"


@pytest.mark.parametrize("fault", ["500", "429_rate", "reset", "timeout"])
def test_a_fault_of_lines_is_waited_out(
    media: Media, engine: Engine, line: Simulated, clock: Clock, fault: str
) -> None:
    line.fault("content", fault, times=1, seconds=1.1)
    note(engine, clock, sent(line))
    media.fetch_next()
    assert only(engine)[0].state == "waiting"
    clock.forward(seconds=3)
    media.fetch_next()
    assert only(engine)[0].content_type == "image/jpeg"


def test_what_is_gone_fails_with_its_reason(
    media: Media, engine: Engine, line: Simulated, clock: Clock
) -> None:
    note(engine, clock, "404404404")
    media.fetch_next()
    assert (only(engine)[0].state, only(engine)[0].reason) == ("failed", "LINE no longer has it")


def test_what_was_unsent_meanwhile_is_not_kept(
    media: Media, engine: Engine, line: Simulated, clock: Clock
) -> None:
    person = line.person()
    message_id = line.event(person, type="image")["message"]["id"]
    note(engine, clock, message_id)
    line.event(person, type="unsend", messageId=message_id)
    media.fetch_next()
    assert only(engine)[0].reason == "it was unsent"


def test_a_file_that_is_too_large_is_not_read_to_its_end(
    media: Media, engine: Engine, line: Simulated, clock: Clock
) -> None:
    note(engine, clock, sent(line, b"%PDF-" + b"x" * 2_000_000, "file"), "file")
    media.fetch_next()
    assert (only(engine)[0].state, only(engine)[0].reason) == ("failed", "larger than 1 MB")


def test_a_lost_lease_keeps_nothing(
    media: Media, engine: Engine, line: Simulated, clock: Clock
) -> None:
    note(engine, clock, sent(line))
    with transaction(engine) as session:
        (dead,) = attachments.claim(session, "dead", clock(), timedelta(minutes=2))
    assert not media.fetch_next()
    clock.forward(minutes=2)
    assert media.fetch_next()
    with transaction(engine) as session:
        assert not attachments.store(session, dead, b"late", "image/png")


def test_a_message_id_is_no_way_to_another_address(client: LineClient, line: Simulated) -> None:
    for message_id in ("../../../_sim/record", "x?y=1", "a b", "%2e%2e", "ก"):
        assert client.content(message_id).status == 404


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF0000WEBP", "image/webp"),
        (b"RIFF0000WAVE", "audio/wav"),
        (b"RIFF0000EVIL", "application/octet-stream"),
        (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"%PDF-1.7", "application/pdf"),
        (b"OggS", "audio/ogg"),
        (b"<svg xmlns=", "application/octet-stream"),
        (b"<!doctype html>", "application/octet-stream"),
        (b"PK\x03\x04", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_first_bytes_say(start: bytes, kind: str) -> None:
    assert content_type_of(start) == kind


def test_what_ends_the_worker_each_time_is_given_up_as_well(
    media: Media, engine: Engine, line: Simulated, clock: Clock
) -> None:
    note(engine, clock, sent(line, b"\x89PNG\r\n\x1a\n"))
    with transaction(engine) as session:
        assert attachments.claim(session, "dead", clock(), timedelta(minutes=2))
    clock.forward(hours=25)
    assert media.fetch_next()
    kept, _ = only(engine)
    assert (kept.state, kept.reason) == ("failed", TOO_OLD)
    with transaction(engine) as session:
        attachments.retry_failed(session, clock())
    assert media.fetch_next()
    assert only(engine)[0].state == "stored"
