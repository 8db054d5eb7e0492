"""Whatever comes with a good signature: never an error of ours, never 200 for what is not kept."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import Engine, transaction
from storage.ledger import ledger
from tests.bot.samples import documented, post

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)
SAMPLES = [sample for _, sample in documented().values()]
LIGHT = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """A documented event in which some fields were replaced or taken away."""
    event: dict[str, Any] = json.loads(json.dumps(draw(st.sampled_from(SAMPLES))))
    for _ in range(draw(st.integers(1, 3))):
        place = event
        name = draw(st.sampled_from(sorted(place)))
        if isinstance(place[name], dict) and place[name] and draw(st.booleans()):
            place = place[name]
            name = draw(st.sampled_from(sorted(place)))
        if draw(st.booleans()):
            place[name] = draw(json_values)
        else:
            del place[name]
        if not event:
            break
    return event


def received(engine: Engine) -> int:
    with transaction(engine) as session:
        book = ledger(session)
    assert book.balanced
    return book.received


@LIGHT
@given(st.lists(damaged() | json_values, max_size=4))
def test_any_events_are_all_kept(web: FlaskClient, engine: Engine, events: list[Any]) -> None:
    before = received(engine)
    assert post(web, *events).status_code == 200
    after = received(engine)
    assert post(web, *events).status_code == 200
    assert after == received(engine), "the same events again are known"
    assert before <= after <= before + len(events)


@LIGHT
@given(st.binary(max_size=300) | json_values.map(lambda v: json.dumps(v).encode()))
def test_any_body_is_answered(web: FlaskClient, engine: Engine, body: bytes) -> None:
    before = received(engine)
    status = post(web, body=body).status_code
    assert status in (200, 400)
    if status == 400:
        assert received(engine) == before


@pytest.mark.parametrize("width", [1_000])
def test_a_wide_batch_is_kept_whole(web: FlaskClient, engine: Engine, width: int) -> None:
    events = [{**SAMPLES[0], "webhookEventId": f"E{number}"} for number in range(width)]
    assert post(web, *events).status_code == 200
    assert received(engine) == width


def test_huge_numbers_and_many_keys_are_kept(web: FlaskClient, engine: Engine) -> None:
    event = {**SAMPLES[0], "n": 10**4_000, **{f"k{n}": n for n in range(10_000)}}
    assert post(web, event).status_code == 200
    assert received(engine) == 1
