"""What a person may ask for: to see what is kept about them, and that it is erased."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from casework.cases import AffectedConsent, CaseState, LogEntry, Part
from casework.people import Person
from casework.retention import RetentionRules
from storage import (
    Engine,
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
from storage.ledger import ledger
from tests.commands.conftest import Khoto
from tests.storage.builders import (
    BURST,
    NOW,
    a_case,
    a_letter,
    a_person,
    a_referral,
    an_event,
)
from tests.storage.test_retention import SECRET, holding

LINE_ID = "U" + "4af5" * 8
CHAT = f"user:{LINE_ID}"
NUMBER = "มส-69-00042-8"
PHONE = "0812345678"
OFFICER = UUID(int=77)


@pytest.fixture
def person(engine: Engine) -> Person:
    """A reporter with a closed case about somebody else, and a chat."""
    made = a_person(line_user_id=LINE_ID, name=SECRET, consented_at=NOW)
    case = a_case(
        made,
        number=NUMBER,
        state=CaseState.CLOSED,
        parts=(Part("m1", f"{SECRET} โทร {PHONE}"),),
        reason=SECRET,
        referrals=(a_referral(result=f"โทร {PHONE} แล้ว"),),
    )
    with transaction(engine) as session:
        people.save_person(session, made)
        cases.save_case(session, case)
        case_log.add(session, [LogEntry(case.id, NOW, OFFICER, "seen", "case.show")])
        inbox.receive(session, [an_event(CHAT, raw=SECRET, reason="odd")], BURST, NOW)
        conversations.set_step(
            session, CHAT, "report.confirm", {"parts": [f"{PHONE} {SECRET}"]}, NOW
        )
        outbox.put(session, [a_letter(f"line:{LINE_ID}", SECRET)], NOW)
        outbox.put(session, [a_letter(f"line:{LINE_ID}", SECRET, reason="400")], NOW)
    return made


def open_case(engine: Engine, person: Person) -> None:
    with transaction(engine) as session:
        cases.save_case(session, a_case(person, parts=(Part("m9", "เรื่องใหม่"),)))


class TestData:
    def test_all_that_is_kept_is_told_and_others_are_masked(
        self, khoto: Khoto, engine: Engine, person: Person
    ) -> None:
        result = khoto("people", "data", LINE_ID)
        assert result.exit_code == 0, result.output
        told = json.loads(result.stdout)
        assert told["person"]["line_user_id"] == LINE_ID
        assert told["person"]["name"] == SECRET
        (case,) = told["cases"]
        assert case["number"] == NUMBER
        assert case["about"] == "somebody else"
        assert PHONE not in result.stdout
        assert case["history"][0]["by"].startswith("staff ")
        assert str(OFFICER) not in result.stdout
        assert told["events_from_line"]["rows"] == 1

    def test_ones_own_words_are_told_as_they_were_written(
        self, khoto: Khoto, engine: Engine, person: Person
    ) -> None:
        with transaction(engine) as session:
            case = cases.case_by_number(session, NUMBER)
            assert case
            cases.save_case(session, replace(case, affected_consent=AffectedConsent.SELF))
        (told,) = json.loads(khoto("people", "data", NUMBER).stdout)["cases"]
        assert told["text"] == [f"{SECRET} โทร {PHONE}"]
        assert PHONE not in told["referrals"][0]["result"]

    def test_that_it_was_read_is_written_down(
        self, khoto: Khoto, engine: Engine, person: Person
    ) -> None:
        khoto("people", "data", NUMBER, "--why", "คำขอของเจ้าของข้อมูล")
        with transaction(engine) as session:
            case = cases.case_by_number(session, NUMBER)
            assert case
            assert case_log.entries(session, case.id)[-1].action == "read"
            (deed,) = operator_log.deeds(session)
        assert (deed.action, deed.why) == ("data", "คำขอของเจ้าของข้อมูล")
        assert LINE_ID not in deed.subject


class TestErase:
    def test_it_asks_first_and_says_what_stays(
        self, khoto: Khoto, engine: Engine, person: Person
    ) -> None:
        result = khoto("people", "erase", LINE_ID, "--why", "ขอลบ")
        assert result.exit_code == 1
        for told in (NUMBER, "section 33", "สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแม่ฮ่องสอน"):
            assert told in result.output
        assert "people" in holding(engine, SECRET), "nothing was done"

    def test_nothing_tells_any_more_who_it_was(
        self, khoto: Khoto, engine: Engine, person: Person
    ) -> None:
        result = khoto("people", "erase", LINE_ID, "--why", "ขอลบ", "--yes")
        assert result.exit_code == 0, result.output
        assert holding(engine, SECRET, LINE_ID, PHONE) == set()
        with transaction(engine) as session:
            assert people.person_by_line_id(session, LINE_ID) is None
            assert ledger(session).balanced
            (deed,) = operator_log.deeds(session)
            assert (deed.action, deed.why) == ("erase", "ขอลบ")
        with transaction(engine) as session:
            assert auditing.verify(session).faults == ()
        assert "was erased" in khoto("people", "data", NUMBER).stderr

    def test_a_case_under_way_stays_until_it_ends(
        self, khoto: Khoto, engine: Engine, person: Person
    ) -> None:
        open_case(engine, person)
        khoto("people", "erase", LINE_ID, "--why", "ขอลบ", "--yes")
        assert holding(engine, "เรื่องใหม่") == {"case_parts"}
        with transaction(engine) as session:
            known = people.person_by_line_id(session, LINE_ID)
            assert known is not None and not known.may_report
            (case,) = [each for each in cases.list_cases(session) if each.is_open]
            ended = replace(case.to(CaseState.WITHDRAWN, NOW), question=None)
            cases.save_case(session, ended)
        now = NOW + timedelta(minutes=1)
        with transaction(engine) as session:
            retention.blank_some(session, RetentionRules().before(now), now)
        assert holding(engine, "เรื่องใหม่", LINE_ID, SECRET) == set()

    def test_who_agrees_anew_is_not_erased_later(
        self, khoto: Khoto, engine: Engine, person: Person
    ) -> None:
        open_case(engine, person)
        khoto("people", "erase", LINE_ID, "--why", "ขอลบ", "--yes")
        with transaction(engine) as session:
            known = people.person_by_line_id(session, LINE_ID)
            assert known
            people.save_person(session, replace(known, consented_at=NOW))
            for case in cases.list_cases(session):
                cases.save_case(session, replace(case, state=CaseState.CLOSED, question=None))
            before = RetentionRules().before(NOW + timedelta(days=1))
            retention.blank_some(session, before, NOW + timedelta(days=1))
            assert people.person_by_line_id(session, LINE_ID) is not None


@pytest.mark.parametrize("command", [("data",), ("erase", "--why", "x", "--yes")])
@pytest.mark.parametrize(
    "who", ["U1", "U" + "z" * 32, "", "42", "ชม-69-00001-3", "U" + "0" * 32, "%' OR 1=1", "\x1b[2J"]
)
def test_nobody_is_meant_by_odd_input(
    khoto: Khoto, person: Person, engine: Engine, command: tuple[str, ...], who: str
) -> None:
    result = khoto("people", command[0], who, *command[1:])
    assert result.exit_code in (1, 2)
    assert "\x1b" not in result.output
    assert "people" in holding(engine, SECRET)


@pytest.mark.parametrize("why", ["", "x" * 501, "a\nb"])
def test_an_erasure_needs_a_reason(khoto: Khoto, person: Person, why: str) -> None:
    assert khoto("people", "erase", LINE_ID, "--yes", "--why", why).exit_code == 2
