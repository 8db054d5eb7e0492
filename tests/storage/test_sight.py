"""Behind the door nothing of a case comes back to somebody who may not see it: by no function that
reads, and by no SQL. The door's own guard is at work here alone, no Python stands before it."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

import storage
from bot.gather import may_see
from casework.agencies import Agency
from casework.retention import RetentionRules
from storage import (
    Engine,
    Session,
    attachments,
    auditing,
    case_log,
    cases,
    conversations,
    corrections,
    days,
    inbox,
    keys,
    offices,
    operator_log,
    outbox,
    people,
    person_data,
    retention,
    savepoint,
    seen_by,
    timers,
    transaction,
    watching,
)
from storage.ledger import ledger
from storage.ledger_rows import ledger_rows
from tests.storage.builders import NOW
from tests.storage.foreign import Told, World, a_world

REFUSED, TOO_LATE = "42501", "25001"  # no grant; `verify` wants a transaction of its own
# Every function that reads, asked for all that could be another's.
READS: dict[str, Callable[[Session, Told], Any]] = {
    "attachments.content": lambda s, t: attachments.content(s, t.attachment.id),
    "attachments.failed_attachment": lambda s, t: attachments.failed_attachment(s, t.attachment.id),
    "attachments.failed_attachments": lambda s, t: attachments.failed_attachments(s),
    "attachments.of_case": lambda s, t: attachments.of_case(s, t.case.id),
    "attachments.of_draft": lambda s, t: attachments.of_draft(s, t.chat),
    "attachments.stored_bytes": lambda s, t: attachments.stored_bytes(s),
    "auditing.seal_at": lambda s, t: auditing.seal_at(s, 1),
    "auditing.verify": lambda s, t: auditing.verify(s, t.case.id),
    "case_log.entries": lambda s, t: case_log.entries(s, t.case.id),
    "cases.asked_of": lambda s, t: cases.asked_of(s, t.reporter.id),
    "cases.case_by_id": lambda s, t: (
        cases.case_by_id(s, t.case.id),
        cases.case_by_id(s, t.case.id, lock=True),
    ),
    "cases.case_by_number": lambda s, t: (
        cases.case_by_number(s, t.case.number),
        cases.case_by_number(s, t.case.number, lock=True),
    ),
    "cases.cases_of_reporter": lambda s, t: cases.cases_of_reporter(s, t.reporter.id),
    "cases.list_cases": lambda s, t: cases.list_cases(s),
    "cases.next_serial": lambda s, t: cases.next_serial(s, "58", 2569, lock=False),
    "cases.open_referrals_for": lambda s, t: [
        cases.open_referrals_for(s, agency, t.case.place.province_code) for agency in Agency
    ],
    "cases.waiting_for_desk": lambda s, t: cases.waiting_for_desk(s, t.case.place.province_code),
    "conversations.conversation": lambda s, t: conversations.conversation(s, t.chat),
    "corrections.by_number": lambda s, t: [corrections.by_number(s, n) for n in range(9)],
    "corrections.newest": lambda s, t: corrections.newest(s),
    "corrections.to_export": lambda s, t: corrections.to_export(s),
    "days.days": lambda s, t: days.days(s, 9),
    "days.last_day": lambda s, t: days.last_day(s),
    "inbox.failed_event": lambda s, t: [inbox.failed_event(s, n) for n in range(9)],
    "inbox.failed_events": lambda s, t: inbox.failed_events(s),
    "inbox.next_ready": lambda s, t: inbox.next_ready(s),
    "keys.in_use": lambda s, t: keys.in_use(s),
    "ledger.ledger": lambda s, t: ledger(s),
    "ledger_rows.ledger_rows": lambda s, t: list(ledger_rows(s)),
    "offices.all_offices": lambda s, t: offices.all_offices(s),
    "offices.office_by_id": lambda s, t: offices.office_by_id(s, "dlpw-58"),
    "offices.offices_of": lambda s, t: offices.offices_of(s, "58"),
    "operator_log.deeds": lambda s, t: operator_log.deeds(s),
    "outbox.claiming.next_due": lambda s, t: outbox.next_due(s),
    "outbox.letters.answered_with": lambda s, t: outbox.answered_with(
        s, t.reporter.line_user_id, "m1"
    ),
    "outbox.letters.failed_message": lambda s, t: [outbox.failed_message(s, n) for n in range(9)],
    "outbox.letters.failed_messages": lambda s, t: outbox.failed_messages(s),
    "outbox.letters.waits": lambda s, t: outbox.waits(s, t.chat, "desk.emergency") or None,
    "people.applicants_of": lambda s, t: people.applicants_of(s, t.case.place.province_code, 10),
    "people.code_is_free": lambda s, t: people.code_is_free(s, t.mark),
    "people.invitation_by_code": lambda s, t: people.invitation_by_code(s, t.mark),
    "people.list_people": lambda s, t: people.list_people(s),
    "people.mentors_of": lambda s, t: people.mentors_of(s, t.case.place.province_code),
    "people.agencies_served": lambda s, t: people.agencies_served(s, t.case.place.province_code),
    "people.officers_of": lambda s, t: people.officers_of(s, Agency.DLPW, "58"),
    "people.operators": lambda s, t: people.operators(s),
    "people.person_by_id": lambda s, t: people.person_by_id(s, t.reporter.id),
    "people.person_by_line_id": lambda s, t: people.person_by_line_id(s, t.reporter.line_user_id),
    "person_data.about": lambda s, t: person_data.about(s, t.reporter),
    "person_data.erasure": lambda s, t: person_data.erasure(s, t.reporter),
    "retention.any_due": lambda s, t: retention.any_due(s, RetentionRules().before(NOW)),
    "retention.due": lambda s, t: retention.due(s, RetentionRules().before(NOW)),
    "timers.due": lambda s, t: timers.due(s, NOW + timedelta(days=400)),
    "timers.failed_timers": lambda s, t: timers.failed_timers(s),
    "timers.next_due": lambda s, t: timers.next_due(s),
    "timers.timer": lambda s, t: timers.timer(s, f"case:{t.case.id}"),
    "watching.failed_for": lambda s, t: watching.failed_for(s),
    "watching.seen": lambda s, t: watching.seen(s, None),
    "watching.watchdogs_memory": lambda s, t: watching.watchdogs_memory(s),
}
# Every function that writes. Behind the door no table takes a row: see below.
WRITES = """
    attachments: add attach_drafts claim drop_drafts drop_failed erase erase_these fail hold_all
        postpone retry_failed store
    blanking: blanking
    case_log: add blank blank_words
    cases: erase_parts leave_desk save_case
    conversations: ensure remember set_step
    corrections: add forget mark mark_exported
    days: close_day
    erasing: blank_cases blank_chats forget_person
    inbox: blank drop_failed erase hold locked mark_failed mark_handled
        receive receive_quietly retry_failed
    keep: keep letters_of
    offices: save_offices
    operator_log: add
    outbox.claiming: claim_lane
    outbox.holding: free_for_reply hold_back
    outbox.letters: cancel_about cancel_for cancel_quotes cancel_quotes_of_chat drop_failed put
        retry_failed
    outbox.settling: ask_again complete_all confirm fail hold postpone push_instead
        release send_singly settle_lost_leases settle_unanswered
    receiving: store
    people: ensure_people ensure_person save_invitation save_person
    person_data: erase note_reading
    resting: put_off
    retention: blank_some
    timers: cancel count_attempt drop_failed hold mark retry_failed set_again set_timer uncount
    turns: begun count_attempts next_chats uncount
"""
# Neither: the door, what makes a part of a transaction, wakes somebody or runs a given statement.
OTHERS = {
    "door.seen_by",
    "engine.savepoint",
    "inbox.wake_workers",
    "outbox.letters.wake_senders",
    "prepared.all_rows",
    "prepared.changed",
    "prepared.first_row",
}


@pytest.fixture
def world(engine: Engine) -> World:
    with transaction(engine) as session:
        return a_world(session)


def written(table: str) -> set[str]:
    """“module: one two” as module.one, module.two."""
    found, module = set(), ""
    for word in table.split():
        if word.endswith(":"):
            module = word[:-1]
        else:
            found.add(f"{module}.{word}")
    return found


def functions_with_a_session() -> Iterator[str]:
    """Every public one of storage, as module.function."""
    for found in pkgutil.walk_packages(storage.__path__, "storage."):
        if found.name.startswith("storage.migrations."):
            continue
        module = importlib.import_module(found.name)
        for name, each in vars(module).items():
            ours = inspect.isfunction(each) and each.__module__ == found.name
            if not ours or name.startswith("_"):
                continue
            if Session in (p.annotation for p in inspect.signature(each).parameters.values()):
                yield f"{found.name.removeprefix('storage.')}.{name}"


def asked(session: Session, read: Callable[[Session, Told], Any], told: Sequence[Told]) -> str:
    """What comes back about them all, as text; nothing where the database refuses to be asked."""
    try:
        with savepoint(session):
            return repr([read(session, each) for each in told])
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) not in (REFUSED, TOO_LATE):
            raise
        return ""


def test_every_function_of_storage_has_its_place_here() -> None:
    placed = [*READS, *written(WRITES), *OTHERS]
    assert sorted(placed) == sorted(set(placed))
    assert set(functions_with_a_session()) == set(placed)


def test_no_function_brings_anything_of_a_foreign_case(engine: Engine, world: World) -> None:
    for name, viewer in world.viewers.items():
        hidden = [m for told in world.told if not may_see(viewer, told.case) for m in told.marks]
        with transaction(engine) as session, seen_by(session, viewer.id):
            for function, read in READS.items():
                shown = asked(session, read, world.told)
                found = [mark for mark in hidden if mark in shown]
                assert found == [], (name, function, shown)


def test_the_same_calls_bring_what_is_ones_own(engine: Engine, world: World) -> None:
    """So the test above bites: the marks are in what comes back, where it may."""
    functions = (
        "attachments.content",
        "attachments.of_case",
        "case_log.entries",
        "cases.case_by_id",
        "cases.case_by_number",
    )
    for viewer in world.viewers.values():
        with transaction(engine) as session, seen_by(session, viewer.id):
            for told in world.told:
                found = [told.mark in repr(READS[each](session, told)) for each in functions]
                assert found == [may_see(viewer, told.case)] * len(functions)
    with transaction(engine) as session:
        for function in ("corrections.newest", "person_data.about", "people.list_people"):
            assert all(told.mark in repr(READS[function](session, told)) for told in world.told)
