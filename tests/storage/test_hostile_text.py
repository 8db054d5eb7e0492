"""Strings PostgreSQL cannot hold are stored with U+FFFD in place of what it cannot."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from casework.cases import LogEntry, Part
from storage import Session, case_log, cases, conversations, inbox, outbox, people
from storage.tables.base import clean, clean_json
from tests.storage.builders import (
    BURST,
    LEASE,
    NOW,
    a_letter,
    a_mail,
    a_person,
    a_saved_case,
    an_event,
)

NASTY = "ก\0ข\ud800ค\udfffง😀'; DROP TABLE cases; --%_\\"
MENDED = "ก\ufffdข\ufffdค\ufffdง😀'; DROP TABLE cases; --%_\\"


@pytest.mark.parametrize(
    ("hostile", "kept"),
    [
        (NASTY, MENDED),
        ("\ud83d\ude00", "😀"),  # a pair that JSON wrote as two escapes
        ("\ude00\ud83d", "\ufffd\ufffd"),
        ("plain", "plain"),
        ("\u202eไทย\u200b", "\u202eไทย\u200b"),  # ugly, but text
    ],
)
def test_what_cannot_be_kept_is_replaced(hostile: str, kept: str) -> None:
    assert clean(hostile) == kept
    assert clean_json({hostile: [hostile, 1, None, {"a": (hostile,)}]}) == {
        kept: [kept, 1, None, {"a": [kept]}]
    }


@given(st.text(st.characters()))
def test_anything_cleaned_can_be_kept_and_stays_as_it_is(anything: str) -> None:
    assert "\0" not in clean(anything)
    assert clean(anything).encode().decode() == clean(anything)
    assert clean(clean(anything)) == clean(anything)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(st.characters(), max_size=30))
def test_any_string_goes_through_text_and_json(session: Session, anything: str) -> None:
    conversations.set_step(session, anything, anything, {"text": anything, anything: 1}, NOW)
    stored = conversations.conversation(session, anything)
    assert (stored.step, stored.draft["text"]) == (clean(anything), clean(anything)) or (
        anything == "text"
    )


def test_a_nasty_person_case_and_history_are_kept(session: Session) -> None:
    person = a_person(line_user_id=NASTY, name=NASTY)
    people.save_person(session, person)
    found = people.person_by_line_id(session, NASTY)
    assert found == replace(person, line_user_id=MENDED, name=MENDED)
    case = a_saved_case(session, parts=(Part(NASTY, NASTY),), evidence=(NASTY,), reason=NASTY)
    case_log.add(session, [LogEntry(case.id, NOW, None, "said", NASTY)])
    loaded = cases.case_by_id(session, case.id)
    assert loaded is not None
    assert (loaded.parts, loaded.evidence) == ((Part(MENDED, MENDED),), (MENDED,))
    assert case_log.entries(session, case.id)[0].detail == MENDED
    assert cases.erase_parts(session, NASTY) == [case.id]


def test_a_nasty_message_is_sent_mended(session: Session) -> None:
    outbox.put(session, [a_letter(text=NASTY), a_mail(about=NASTY)], NOW)
    lane = outbox.claim_lane(session, "w", NOW, LEASE, channel="line")
    assert lane is not None
    assert lane.rows[0].payload == {"type": "text", "text": MENDED}


def test_a_raw_event_keeps_every_character_as_json_wrote_it(session: Session) -> None:
    raw = json.dumps({"text": NASTY})
    nasty = an_event(f"user:{NASTY}", raw=raw, kind=NASTY, reason=NASTY)
    inbox.receive(session, [nasty], BURST, NOW)
    (failed,) = inbox.failed_events(session)
    assert json.loads(failed.raw) == {"text": NASTY}
    assert (failed.reason, failed.conversation_key) == (MENDED, f"user:{MENDED}")


def test_no_text_is_taken_for_sql(session: Session) -> None:
    people.save_person(session, a_person(name=NASTY))
    assert session.execute(text("SELECT count(*) FROM cases")).scalar_one() == 0
