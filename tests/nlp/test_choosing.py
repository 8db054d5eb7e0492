"""What training chooses on messages that the weights were not learnt from."""

from collections.abc import Iterable
from unittest.mock import Mock

import pytest

from casework.categories import EMERGENCY_FLAGS, Category, Flag, Kind, Urgency
from nlp.choosing import Seen, chosen_on
from nlp.corpus_file import Labelled
from nlp.model import Prediction

PROTECTION, SKILLS = Category.PROTECTION, Category.SKILLS
WORDS = ("ค่าแรง", "นายจ้าง", "ค้าง", "สองเดือน", "ทวง", "ออก")  # enough not to be doubted


def seen(
    flags: Iterable[Flag] = (),
    told: dict[Flag, float] | None = None,
    sure: float = 0.9,
    true: Category = PROTECTION,
) -> Seen:
    """A message told to be about protection so surely, and what is told of its flags."""
    row = Labelled(
        id="one-1",
        situation="one",
        text=" ".join(WORDS),
        kind=Kind.PROBLEM,
        primary=true,
        subtype="P01",
        secondary=(),
        flags=frozenset(flags),
        urgency=Urgency.NORMAL,
    )
    rest = (1 - sure) / (len(Category) - 1)
    prediction = Mock(
        spec=Prediction,
        categories={each: sure if each is PROTECTION else rest for each in Category},
        kinds={each: float(each is row.kind) for each in Kind},
        flags=dict.fromkeys(Flag, 0.0) | (told or {}),
        known_and_strange=lambda words: ([*words], []),
    )
    return row, WORDS, prediction


def least(flag: Flag, *told: tuple[float, bool]) -> float:
    """From which probability on a flag is raised, having seen these, and whether each is right."""
    messages = [seen({flag} if right else (), {flag: p}) for p, right in told]
    chosen: dict[str, float] = chosen_on(messages)["flag_least"]
    return chosen[flag]


def test_emergencies_are_raised_as_long_as_82_in_a_hundred_are_right() -> None:
    right = [(0.4, True), (0.35, True), (0.3, True), (0.27, True), (0.25, True)]
    flag = Flag.SERIOUS_INJURY
    assert least(flag, *right) == 0.25
    assert least(flag, *right, (0.2, False)) == 0.2
    assert least(flag, *right, (0.2, False), (0.15, False)) == 0.2
    assert least(flag, *right, (0.2, False), (0.15, False), (0.1, True)) == 0.2
    assert least(flag, (0.45, False), *right) == 0.25


def test_one_seldom_seen_is_raised_as_the_others_of_its_group() -> None:
    death = Flag.WORKPLACE_DEATH
    chosen = chosen_on([seen({death}, {death: 0.3}), seen(told={death: 0.2})])["flag_least"]
    of_dangers = {chosen[flag] for flag in EMERGENCY_FLAGS - {Flag.SELF_HARM}}
    of_others = {chosen[flag] for flag in set(Flag) - EMERGENCY_FLAGS}
    assert of_dangers == {0.3} and of_others == {0.5}


def test_who_may_think_of_dying_is_heard_soonest_and_what_is_no_emergency_last() -> None:
    told = [*((0.45, True),) * 10, (0.4, False), (0.35, False), (0.3, False), (0.2, False)]
    circumstance, danger, despair = (
        least(flag, *told) for flag in (Flag.ELDERLY, Flag.SERIOUS_INJURY, Flag.SELF_HARM)
    )
    assert (circumstance, danger, despair) == (0.4, 0.35, 0.3)


@pytest.mark.parametrize("told", [(), ((0.9, False),), ((0.9, True),)])
def test_what_is_likelier_than_not_is_raised_in_any_case(told: tuple[tuple[float, bool]]) -> None:
    assert least(Flag.SCAM_IN_PROGRESS, *told) == 0.5


def test_without_a_message_to_choose_on_hardly_any_goes_on_by_itself() -> None:
    chosen = chosen_on([])
    assert chosen["recommended_threshold"] == 0.99
    assert chosen["temperatures"] == {"kind": 1.0, "category": 1.0}


def test_messages_go_on_by_themselves_from_where_hardly_any_goes_astray() -> None:
    sure, doubtful = [seen(sure=0.99)] * 50, [seen(sure=0.9)] * 90
    astray = seen(sure=0.9, true=SKILLS)
    without_the_doubtful = chosen_on([*sure, *doubtful, *[astray] * 10])["recommended_threshold"]
    with_them = chosen_on([*sure, *doubtful, astray])["recommended_threshold"]
    assert 0.95 < with_them < without_the_doubtful < 1
