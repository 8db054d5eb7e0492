import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.agencies import Agency
from casework.categories import (
    AGENCY_OF_CATEGORY,
    SERVICE_CATEGORIES,
    Category,
    Flag,
    Urgency,
)
from casework.offices import areas, office_for
from casework.places import BANGKOK, Place
from casework.provinces import PROVINCE_CODES
from casework.routing import REASONS, Route, Why, propose
from casework.rules import Rules, ScreeningMode
from tests.casework.places import BANGKOK_PLACE, OFFICES, PAI

DIRECT = Rules(screening_default=ScreeningMode.DIRECT)


def route(
    category: Category = Category.PROTECTION,
    secondary: tuple[Category, ...] = (),
    place: Place | None = PAI,
    urgency: Urgency = Urgency.NORMAL,
    confidence: float = 0.9,
    rules: Rules = DIRECT,
    flags: frozenset[Flag] = frozenset(),
) -> Route:
    return propose(category, secondary, place, urgency, confidence, rules, flags)


def test_the_desk_screens_first_unless_the_province_chose_otherwise() -> None:
    assert route(rules=Rules()).mode == ScreeningMode.DESK
    chosen = Rules(screening_by_province={"58": ScreeningMode.DIRECT})
    assert route(rules=chosen).is_direct


def test_a_sure_report_of_a_direct_province_goes_to_the_department() -> None:
    sure = route()
    assert sure.is_direct
    assert sure.agencies == (Agency.DLPW,)


def test_from_the_threshold_on_a_reading_is_sure() -> None:
    assert route(confidence=DIRECT.sure_at).is_direct
    assert not route(confidence=DIRECT.sure_at - 0.01).is_direct


def test_other_departments_concerned_come_after_and_only_once() -> None:
    both = route(secondary=(Category.SOCIAL_SECURITY, Category.PROTECTION, Category.EMPLOYMENT))
    assert both.agencies == (Agency.DLPW, Agency.SSO, Agency.DOE)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"category": Category.UNCLEAR}, Why.NOT_SURE),
        ({"category": Category.OUT_OF_SCOPE}, Why.NOT_OURS),
        ({"confidence": 0.4}, Why.NOT_SURE),
        ({"place": None}, Why.NO_PLACE),
        ({"place": BANGKOK_PLACE}, Why.BANGKOK),
        ({"flags": frozenset({Flag.OFFICIAL_MISCONDUCT})}, Why.MISCONDUCT),
    ],
)
def test_a_person_decides_what_a_machine_may_not(changed: dict[str, object], why: Why) -> None:
    decided = route(**changed)  # type: ignore[arg-type]
    assert decided.why == why
    assert decided.mode == ScreeningMode.DESK


def test_a_complaint_about_officials_is_for_the_desk_alone() -> None:
    assert route(flags=frozenset({Flag.OFFICIAL_MISCONDUCT})).agencies == (Agency.MOL_OPS,)


def test_the_reason_is_told_in_thai() -> None:
    assert route(rules=Rules()).reason_thai == (
        "หมวดคุ้มครองแรงงาน · สำนักงานแรงงานจังหวัดคัดกรองก่อน แล้วส่งต่อตามหมวด"
    )
    assert set(REASONS) == set(Why)


@given(
    st.sampled_from(Category),
    st.lists(st.sampled_from(SERVICE_CATEGORIES), max_size=3).map(tuple),
    st.sampled_from([None, PAI, BANGKOK_PLACE]),
    st.sampled_from(Urgency),
    st.floats(0, 1),
    st.sampled_from([Rules(), DIRECT]),
)
def test_wherever_a_report_goes_somebody_gets_it(
    category: Category,
    secondary: tuple[Category, ...],
    place: Place | None,
    urgency: Urgency,
    confidence: float,
    rules: Rules,
) -> None:
    decided = propose(category, secondary, place, urgency, confidence, rules)
    assert decided.agencies
    assert len(set(decided.agencies)) == len(decided.agencies)
    assert decided.desk_at_once == (urgency == Urgency.EMERGENCY)
    if decided.is_direct:
        assert confidence >= rules.sure_at
        assert place is not None
        assert place.province_code != BANGKOK
        assert AGENCY_OF_CATEGORY[category] == decided.agencies[0]


@given(st.sampled_from(Category), st.sampled_from(sorted(PROVINCE_CODES)))
def test_every_category_in_every_province_has_an_office_or_a_list_to_pick_from(
    category: Category, province_code: str
) -> None:
    for agency in (*route(category=category).agencies, Agency.MOL_OPS):
        office = office_for(OFFICES, agency, province_code)
        assert office or areas(OFFICES, agency, province_code)
        assert office or province_code == BANGKOK
