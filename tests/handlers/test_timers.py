from dataclasses import replace
from typing import Any

import pytest

from casework.cases import Case, CaseState, Closing, Question, ReferralState
from casework.categories import Urgency
from casework.changes import AddLog, Decision, SetTimer
from casework.messages import ToMentors, ToOfficers, ToOperators, ToPerson
from casework.rules import DueStep, Rules
from handlers import decide_timer
from handlers.due import due_at
from tests.builders import (
    MONDAY_NIGHT,
    MONDAY_TEN,
    abouts,
    case,
    changes,
    context,
    mentor,
    person,
    referral,
    referred,
    saved_case,
    volunteer,
    words_of,
)

SYSTEM = replace(person("ระบบ"), roles=frozenset())


def fires(kind: str, about: Case | None = None, **data: Any) -> Decision:
    return decide_timer(kind, data, context(SYSTEM, case=about))


def test_the_digest_lists_what_waits_most_urgent_first() -> None:
    urgent = case(urgency=Urgency.URGENT, number="มส-69-00043-5")
    ctx = context(SYSTEM, waiting=(case(), urgent))
    decision = decide_timer("digest", {"province_code": "58"}, ctx)
    assert all(each.to == ToMentors("58") for each in decision.messages)
    assert "2 เรื่อง" in words_of(decision.messages[0])
    cards = words_of(decision.messages[1])
    assert cards.index("มส-69-00043-5") < cards.index("มส-69-00042-8")


def test_a_digest_of_nothing_says_nothing() -> None:
    assert fires("digest", province_code="58") == Decision()


def test_what_a_mentor_left_untaken_is_shown_to_the_desk_by_day() -> None:
    data = {"province_code": "58"}
    waiting = (case(mentor_id=mentor().id), case(number="มส-69-00043-5"))
    decision = decide_timer("untaken", data, context(SYSTEM, waiting=waiting))
    assert all(each.to == ToMentors("58") for each in decision.messages)
    assert "1 เรื่อง" in words_of(decision.messages[0])
    assert "มส-69-00042-8" not in words_of(decision.messages[1])
    assert {each.due for each in decision.messages} == {None}
    at_night = context(SYSTEM, waiting=waiting, now=MONDAY_NIGHT)
    morning = MONDAY_TEN.replace(day=24, hour=1, minute=30)
    assert {each.due for each in decide_timer("untaken", data, at_night).messages} == {morning}
    assert decide_timer("untaken", data, context(SYSTEM, waiting=waiting[:1])) == Decision()


def test_first_the_mentors_are_reminded_then_the_next_level_hears() -> None:
    first = fires("overdue.screen", case(), level=1)
    assert abouts(first) == ["desk.overdue"]
    (again,) = changes(first, SetTimer)
    assert again.data["level"] == 2
    second = fires("overdue.screen", case(), level=2)
    assert second.messages[0].to == ToOperators()
    assert "mail.overdue" in abouts(second)
    assert changes(second, SetTimer) == []


def test_a_case_that_was_taken_but_not_sent_on_is_not_forgotten() -> None:
    assert abouts(fires("overdue.screen", case(mentor_id=mentor().id), level=1)) == ["desk.overdue"]


@pytest.mark.parametrize(
    ("kind", "state"), [("accept", ReferralState.SENT), ("finish", ReferralState.ACCEPTED)]
)
def test_an_office_is_reminded_then_the_desk_hears(kind: str, state: ReferralState) -> None:
    about = referred(referral(state=state))
    named = str(about.referrals[0].id)
    first = fires(f"overdue.{kind}", about, level=1, referral=named)
    assert isinstance(first.messages[0].to, ToOfficers)
    second = fires(f"overdue.{kind}", about, level=2, referral=named)
    assert second.messages[0].to == ToMentors("58")


def test_a_question_is_asked_once_more_then_the_asker_hears() -> None:
    asked = case(question=Question("ชื่ออะไร", mentor().id, MONDAY_TEN))
    first = fires("overdue.answer", asked, level=1)
    assert first.messages[0].to == ToPerson(volunteer().id)
    second = fires("overdue.answer", asked, level=2)
    assert abouts(second) == ["desk.question_overdue"]


def test_silence_closes_and_is_counted_apart() -> None:
    decision = fires("close_silent", case(CaseState.ANSWERED))
    assert saved_case(decision).closing == Closing.SILENCE
    assert decision.messages[0].to == ToPerson(volunteer().id)


def test_new_photos_are_told_once() -> None:
    assert abouts(fires("attached", case())) == ["desk.changed"]
    assert fires("attached", case(CaseState.CLOSED)) == Decision()


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("overdue.screen", referred()),
        ("overdue.screen", case(CaseState.WITHDRAWN)),
        ("overdue.accept", referred(referral(state=ReferralState.DONE))),
        ("overdue.finish", referred(referral(state=ReferralState.SENT))),
        ("overdue.answer", case()),
        ("close_silent", case(CaseState.SCREENING)),
        ("close_silent", case(CaseState.CLOSED)),
        ("close_silent", None),
        ("overdue.screen", None),
    ],
)
def test_what_was_done_in_time_is_not_spoken_of(kind: str, about: Case | None) -> None:
    named = str(about.referrals[0].id) if about and about.referrals else str(case().id)
    assert fires(kind, about, level=1, referral=named) == Decision()


def test_every_reminder_is_in_the_log_as_the_services_own() -> None:
    (logged,) = changes(fires("overdue.screen", case(), level=1), AddLog)
    assert logged.entry.actor_id is None


def test_nobody_sets_a_timer_of_another_kind() -> None:
    with pytest.raises(KeyError):
        fires("nonsense")


def test_due_times_are_working_time_but_emergencies_run_at_night() -> None:
    at_night = due_at(MONDAY_NIGHT, DueStep.SCREEN, Urgency.EMERGENCY, Rules())
    assert at_night == MONDAY_NIGHT.replace(hour=16)
    urgent = due_at(MONDAY_NIGHT, DueStep.SCREEN, Urgency.URGENT, Rules())
    assert urgent == MONDAY_TEN.replace(day=24, hour=5, minute=30)
