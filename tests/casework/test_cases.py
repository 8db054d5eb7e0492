from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.agencies import Agency
from casework.cases import (
    REFERRAL_STATE_NAMES,
    REFERRAL_TRANSITIONS,
    STATE_NAMES,
    TRANSITIONS,
    Case,
    CaseState,
    IllegalTransition,
    Part,
    Referral,
    ReferralState,
)
from casework.categories import Category, Kind, Urgency
from tests.casework.places import PAI

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


def case(state: CaseState = CaseState.SCREENING) -> Case:
    return Case(
        id=UUID(int=1),
        number="มส-69-00042-8",
        reporter_id=UUID(int=2),
        state=state,
        kind=Kind.PROBLEM,
        category=Category.PROTECTION,
        subtype="P01",
        confidence=0.9,
        urgency=Urgency.NORMAL,
        place=PAI,
        parts=(Part("1", "นายจ้างค้างค่าแรง"),),
        created_at=NOW,
        changed_at=NOW,
    )


def referral(number: int, state: ReferralState = ReferralState.SENT) -> Referral:
    return Referral(UUID(int=number), Agency.DLPW, "dlpw-58", "สำนักงาน", state, NOW)


def referred(states: Iterable[ReferralState]) -> Case:
    made = case()
    for number, state in enumerate(states, start=10):
        made = made.with_referral(referral(number, state), NOW)
    return made


@given(st.sampled_from(CaseState), st.sampled_from(CaseState))
def test_a_case_takes_only_the_steps_in_the_table(start: CaseState, end: CaseState) -> None:
    if end in TRANSITIONS[start]:
        assert case(start).to(end, NOW).state == end
    else:
        with pytest.raises(IllegalTransition):
            case(start).to(end, NOW)


@given(st.sampled_from(ReferralState), st.sampled_from(ReferralState))
def test_a_referral_takes_only_the_steps_in_the_table(
    start: ReferralState, end: ReferralState
) -> None:
    if end in REFERRAL_TRANSITIONS[start]:
        assert referral(1, start).to(end).state == end
    else:
        with pytest.raises(IllegalTransition):
            referral(1, start).to(end)


def reachable(start: CaseState) -> set[CaseState]:
    seen, ahead = set(), [start]
    while ahead:
        state = ahead.pop()
        if state not in seen:
            seen.add(state)
            ahead += TRANSITIONS[state]
    return seen


def test_every_state_can_be_reached_and_none_is_a_dead_end() -> None:
    assert reachable(CaseState.SCREENING) == set(CaseState)
    for state in set(CaseState) - {CaseState.WITHDRAWN}:
        assert CaseState.CLOSED in reachable(state)


def test_every_state_has_a_thai_name() -> None:
    assert set(STATE_NAMES) == set(CaseState)
    assert set(REFERRAL_STATE_NAMES) == set(ReferralState)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([ReferralState.SENT], CaseState.FORWARDED),
        ([ReferralState.SENT, ReferralState.ACCEPTED], CaseState.IN_PROGRESS),
        ([ReferralState.DONE], CaseState.ANSWERED),
        ([ReferralState.SENT, ReferralState.DONE], CaseState.IN_PROGRESS),
    ],
)
def test_a_case_stands_where_its_referrals_stand(
    states: list[ReferralState], expected: CaseState
) -> None:
    assert referred(states).state == expected


def test_a_case_is_answered_only_when_all_its_referrals_are_done() -> None:
    two = referred([ReferralState.SENT, ReferralState.SENT])
    first, second = two.referrals
    one_done = two.with_referral(first.to(ReferralState.DONE), NOW)
    assert one_done.state == CaseState.IN_PROGRESS
    assert one_done.with_referral(second.to(ReferralState.DONE), NOW).state == CaseState.ANSWERED


def test_a_referral_that_comes_back_puts_the_case_on_the_desk_again() -> None:
    sent = referred([ReferralState.SENT])
    back = sent.with_referral(sent.referrals[0].to(ReferralState.RETURNED), NOW)
    assert back.state == CaseState.SCREENING
    assert back.is_open


def test_the_text_of_a_case_is_all_its_parts() -> None:
    two = replace(case(), parts=(Part("1", "ก"), Part("2", "ข")))
    assert two.text == "ก\nข"
