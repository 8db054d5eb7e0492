"""What people send is fetched once it is there, within bounds, and known by its first bytes."""

import base64
from datetime import timedelta
from typing import Any

import pytest

from bot.line_client import LineClient
from bot.magic import content_type_of
from bot.media import TOO_OLD, TOO_SLOW, Media, MediaRules
from storage import Engine, attachments, conversations, transaction
from storage.attachments import Attachment
from storage.ledger import ledger
from tests.bot.clock import Clock
from tests.bot.simulated import Simulated
from tests.bot.test_pictures import PLACE, file_of, opened, scene, with_place

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
    photo = file_of(scene(), "PNG")
    note(engine, clock, sent(line, photo))
    assert media.fetch_next()
    kept, content = only(engine)
    assert content is not None
    assert (kept.state, kept.content_type, kept.size) == ("stored", "image/png", len(content))
    assert opened(content).tobytes() == opened(photo).tobytes()
    assert not media.fetch_next()


def test_where_a_photo_was_taken_is_not_kept(
    media: Media, engine: Engine, line: Simulated, clock: Clock
) -> None:
    note(engine, clock, sent(line, with_place("JPEG")))
    assert media.fetch_next()
    kept, content = only(engine)
    assert content is not None
    assert (kept.content_type, kept.reason) == ("image/jpeg", "")
    assert PLACE not in content


def test_a_photo_that_cannot_be_opened_is_kept_as_it_came_and_marked(
    media: Media, engine: Engine, line: Simulated, clock: Clock
) -> None:
    broken = b"\x89PNG\r\n\x1a\n" + b"x" * 200_000
    line.fault("content", "500", times=1)
    note(engine, clock, sent(line, broken))
    media.fetch_next()
    clock.forward(seconds=3)
    media.fetch_next()
    kept, content = only(engine)
    assert (kept.state, kept.content_type) == ("stored", "application/octet-stream")
    assert kept.reason.startswith("not opened: cannot be read")
    assert content == broken


def test_when_no_process_can_be_started_the_file_is_fetched_later(
    media: Media,
    engine: Engine,
    line: Simulated,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    note(engine, clock, sent(line, file_of(scene(), "PNG")))
    media.fetch_next()
    assert (only(engine)[0].state, only(engine)[0].reason) == ("waiting", "FileNotFoundError")
    monkeypatch.undo()
    clock.forward(seconds=3)
    media.fetch_next()
    kept, _ = only(engine)
    assert (kept.state, kept.content_type, kept.reason) == ("stored", "image/png", "")


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


def full_media(engine: Engine, client: LineClient, clock: Clock, room: int | None) -> Media:
    return Media(engine, lambda: client, MediaRules(room=room), owner="full", now=clock)


def test_when_the_room_is_used_up_files_wait_and_nothing_is_lost(
    media: Media, engine: Engine, line: Simulated, client: LineClient, clock: Clock
) -> None:
    full = full_media(engine, client, clock, room=1_500)
    photos = [sent(line, b"\x89PNG" + bytes([n]) * 1_000) for n in range(3)]
    for photo in photos:
        note(engine, clock, photo)
        clock.forward(seconds=1)
    assert full.fetch_next()
    assert full.fetch_next(), "fetched, and too large for the room that is left"
    assert not full.fetch_next(), "the others are not even looked at"
    with transaction(engine) as session:
        found = attachments.of_draft(session, CHAT)
        assert attachments.stored_bytes(session) == 1_004
        assert ledger(session).room_held == 2
    assert [each.state for each in found] == ["stored", "waiting", "waiting"]
    assert [each.attempts for each in found] == [1, 0, 0], "waiting for room is no attempt"
    clock.forward(seconds=31)
    assert full.fetch_next(), "looked at again"
    clock.forward(seconds=31)
    while media.fetch_next():  # somebody made room
        pass
    with transaction(engine) as session:
        found = attachments.of_draft(session, CHAT)
        assert ledger(session).room_held == 0
    assert [each.state for each in found] == ["stored"] * 3


def test_while_there_is_no_room_at_all_nothing_is_asked_of_line(
    media: Media, engine: Engine, line: Simulated, client: LineClient, clock: Clock
) -> None:
    note(engine, clock, sent(line, b"\x89PNG" + b"x" * 1_000))
    assert media.fetch_next()
    note(engine, clock, sent(line, b"\x89PNG" + b"y" * 1_000))
    line.fault("content", "404", times=1)
    full_media(engine, client, clock, room=1_000).fetch_next()
    assert line.call("GET", "/faults")["faults"], "the fault was not met"


def test_what_waits_for_room_too_long_is_listed_and_can_be_fetched_when_there_is(
    media: Media, engine: Engine, line: Simulated, client: LineClient, clock: Clock
) -> None:
    full = full_media(engine, client, clock, room=10)
    note(engine, clock, sent(line, b"\x89PNG" + b"x" * 1_000))
    assert full.fetch_next()
    clock.forward(hours=24)
    assert full.fetch_next()
    assert (only(engine)[0].state, only(engine)[0].reason) == ("failed", attachments.NO_ROOM)
    with transaction(engine) as session:
        attachments.retry_failed(session, clock())
    assert media.fetch_next()
    assert only(engine)[0].state == "stored"


def test_a_download_without_end_is_left_before_somebody_else_begins_it_anew(
    engine: Engine, line: Simulated, client: LineClient, clock: Clock
) -> None:
    rules = MediaRules(patience=timedelta(seconds=-1))
    note(engine, clock, sent(line, b"%PDF-" + b"x" * 200_000, "file"), "file")
    Media(engine, lambda: client, rules, owner="slow", now=clock).fetch_next()
    assert (only(engine)[0].state, only(engine)[0].reason) == ("waiting", TOO_SLOW)


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
