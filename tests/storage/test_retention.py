"""What is kept no longer goes, kind by kind; rows stay, the ledger and the chain still hold."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text

from casework.cases import CaseState, Closing, LogEntry
from casework.people import Role
from casework.retention import Kept, RetentionRules
from storage import (
    Engine,
    attachments,
    auditing,
    case_log,
    cases,
    conversations,
    inbox,
    operator_log,
    outbox,
    people,
    retention,
    transaction,
)
from storage.days import close_day
from storage.ledger import ledger
from storage.operator_log import Deed
from storage.tables import Base
from tests.storage.builders import (
    BURST,
    LEASE,
    NOW,
    a_case,
    a_letter,
    a_person,
    a_referral,
    an_event,
    claim_chat,
    complete,
)

RULES = RetentionRules()
DAY = timedelta(days=1)
SECRET = "แซ่ลิ้มเจริญ"
LINE_ID = "U" + "4af5" * 8
CHAT = f"user:{LINE_ID}"


@pytest.fixture
def closed(engine: Engine) -> UUID:
    """A citizen's closed case with all that hangs on it, everything written at NOW."""
    person = a_person(line_user_id=LINE_ID, name=SECRET, roles=frozenset({Role.CITIZEN}))
    with transaction(engine) as session:
        people.save_person(session, person)
        session.execute(text("UPDATE people SET created_at = :now"), {"now": NOW})
        case = a_case(
            person,
            state=CaseState.CLOSED,
            closing=Closing.CONFIRMED,
            evidence=(SECRET,),
            reason=SECRET,
            result=SECRET,
            referrals=(a_referral(result=SECRET, reason=SECRET),),
        )
        case = replace(case, parts=(replace(case.parts[0], text=SECRET),))
        cases.save_case(session, case)
        case_log.add(session, [LogEntry(case.id, NOW, person.id, "corrected", SECRET)])
        inbox.receive(session, [an_event(CHAT, raw=SECRET, reply_token="t")], BURST, NOW)
        inbox.receive(session, [an_event(CHAT, raw=SECRET, reason="KeyError")], BURST, NOW)
        claimed = claim_chat(session, NOW + DAY, BURST)
        assert claimed
        inbox.mark_handled(session, [each.id for each in claimed[1]], NOW)
        conversations.set_step(session, CHAT, "report.confirm", {"parts": [SECRET]}, NOW)
        outbox.put(session, [a_letter(f"line:{LINE_ID}", SECRET)], NOW)
        lane = outbox.claim_lane(session, "w", NOW, LEASE)
        assert lane
        complete(session, lane, NOW)
        outbox.put(session, [a_letter(f"line:{LINE_ID}", SECRET, reason="400")], NOW)
        attachments.add(
            session,
            message_id="photo",
            conversation_key=CHAT,
            kind="file",
            now=NOW,
            case_id=case.id,
            file_name=SECRET,
        )
        (file,) = attachments.claim(session, "w", NOW, LEASE)
        attachments.store(session, file, SECRET.encode(), "application/pdf")
        operator_log.add(session, [Deed(NOW, "root", "show", "event:1", SECRET)])
    return case.id


def go(engine: Engine, after: timedelta) -> dict[Kept, int]:
    """Blank what is due so long after NOW; what went, by kind."""
    now = NOW + after
    before = RULES.before(now)
    with transaction(engine) as session:
        told = {each.kind: each.rows for each in retention.due(session, before) if each.rows}
        assert retention.any_due(session, before) == bool(told)
    total: dict[Kept, int] = {}
    while True:
        with transaction(engine) as session:
            done = {k: n for k, n in retention.blank_some(session, before, now).items() if n}
        if not done:
            break
        total = {kind: total.get(kind, 0) + done.get(kind, 0) for kind in {*total, *done}}
    assert {kind: told.get(kind) for kind in told} == {
        kind: count for kind, count in total.items() if kind in told
    }
    return total


def holding(engine: Engine, *words: str) -> set[str]:
    """The tables in which any of the words still stands."""
    with engine.connect() as connection:
        found = set()
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                cells = [c.decode(errors="replace") if isinstance(c, bytes) else c for c in row]
                if any(word in str(cells) for word in words):
                    found.add(table.name)
    return found


def test_nothing_goes_before_its_time(engine: Engine, closed: UUID) -> None:
    assert go(engine, 30 * DAY) == {}


def test_each_kind_goes_at_its_time_and_nothing_is_left_in_the_end(
    engine: Engine, closed: UUID
) -> None:
    with transaction(engine) as session:
        close_day(session, NOW.date(), NOW)
    later = timedelta(minutes=1)
    assert go(engine, 30 * DAY + later) == {Kept.EVENTS: 1, Kept.DRAFTS: 1}
    assert go(engine, 90 * DAY + later) == {Kept.FAILED: 2, Kept.MESSAGES: 1}
    assert "attachment_contents" in holding(engine, SECRET)
    # The failed message, once taken back, is kept for its time as any other.
    assert go(engine, 365 * DAY + later) == {Kept.FILES: 1, Kept.MESSAGES: 1}
    assert holding(engine, SECRET) == {
        "people", "cases", "case_parts", "referrals", "case_log", "operator_log"
    }  # fmt: skip
    assert go(engine, RULES.cases + later) == {Kept.CASES: 1, Kept.PEOPLE: 1}
    assert holding(engine, SECRET, LINE_ID) == {"case_log", "operator_log"}
    assert go(engine, RULES.history + later) == {Kept.HISTORY: 2}
    assert holding(engine, SECRET, LINE_ID) == set()
    assert go(engine, 2 * RULES.history) == {}
    with transaction(engine) as session:
        line = close_day(session, (NOW + DAY).date(), NOW + DAY)
        assert line is not None and line.adds_up
        assert ledger(session).balanced
        left = cases.case_by_id(session, closed)
        assert left is not None and (left.parts, left.evidence, left.result) == ((), (), "")
        assert left.place.district == "ปาย" and left.place.subdistrict is None
    with transaction(engine) as session:
        found = auditing.verify(session)
    assert (found.faults, found.blanked) == ((), 1)


def test_an_open_case_and_its_reporter_stay(engine: Engine, closed: UUID) -> None:
    with transaction(engine) as session:
        case = cases.case_by_id(session, closed)
        assert case
        cases.save_case(session, replace(case, state=CaseState.SCREENING, closing=None))
    assert {Kept.CASES, Kept.PEOPLE, Kept.FILES} & set(go(engine, RULES.cases + DAY)) == set()


def test_who_serves_or_still_writes_stays(engine: Engine, closed: UUID) -> None:
    with transaction(engine) as session:
        people.save_person(session, a_person(roles=frozenset({Role.VOLUNTEER})))
        session.execute(text("UPDATE people SET created_at = :now"), {"now": NOW})
        conversations.set_step(session, CHAT, "", {}, NOW + RULES.cases)
    assert Kept.PEOPLE not in go(engine, RULES.cases + DAY)


def test_what_waits_never_goes(engine: Engine) -> None:
    with transaction(engine) as session:
        inbox.receive(session, [an_event()], BURST, NOW)
        outbox.put(session, [a_letter()], NOW)
    assert go(engine, 2 * RULES.history) == {}


def test_many_go_in_small_batches_and_two_may_do_so_at_once(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "TOGETHER", 2)
    with transaction(engine) as session:
        events = [an_event(f"user:U{n}", reason="odd") for n in range(5)]
        inbox.receive(session, events, BURST, NOW)
    now = NOW + 91 * DAY
    with transaction(engine) as one, transaction(engine) as other:
        assert retention.blank_some(one, RULES.before(now), now)[Kept.FAILED] == 2
        # The oldest are held by somebody else: this one finds nothing and waits for nobody.
        assert retention.blank_some(other, RULES.before(now), now)[Kept.FAILED] == 0
    assert go(engine, 91 * DAY) == {Kept.FAILED: 3}


def test_a_case_that_was_opened_again_goes_again(engine: Engine, closed: UUID) -> None:
    go(engine, RULES.cases + DAY)
    with transaction(engine) as session:
        case = cases.case_by_id(session, closed)
        assert case
        again = replace(case, changed_at=NOW + RULES.cases + 2 * DAY, result=SECRET)
        cases.save_case(session, again)
    assert go(engine, RULES.cases + 3 * DAY) == {}
    assert go(engine, 2 * RULES.cases + 3 * DAY)[Kept.CASES] == 1
