"""Reasons are counted by few, fixed kinds: whatever is in them, no label is made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversing import BROKE_OFF
from bot.delivery import TOO_OLD
from bot.failure_reasons import KINDS, MALFORMED, OTHER, counted, kind_of
from bot.faults import reason_of
from bot.media import GONE
from storage.outbox import REPLY_UNCONFIRMED
from storage.watching import FailedFor


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("no e-mail address for office สำนักงานแรงงานจังหวัดตาก", "no_address"),
        (REPLY_UNCONFIRMED, "reply_unconfirmed"),
        (TOO_OLD, "too_old"),
        (BROKE_OFF, "broken_off"),
        (reason_of(RuntimeError(BROKE_OFF)), "broken_off"),
        ("404 Not found", "no_recipient"),
        ("403", "no_recipient"),
        ("not a recipient of LINE: pigeon", "no_recipient"),
        ("400 The request body has 1 error(s)", "refused"),
        ("not LINE messages: x", "refused"),
        ("550 5.1.1 no such user", "server"),
        *((reason, "file_gone") for reason in GONE.values()),
        ("larger than 20 MB", "file_too_large"),
        (reason_of(KeyError("x")), "error"),
        ("OperationalError (Canceled)", "error"),
        ("", OTHER),
        ("4004", OTHER),
        ("somchai 0812345678", OTHER),
    ],
)
def test_a_reason_is_of_a_kind(reason: str, kind: str) -> None:
    assert kind_of(reason) == kind


@given(st.text())
def test_any_reason_is_of_one_of_few_kinds(reason: str) -> None:
    assert kind_of(reason) in {*(kind for kind, _ in KINDS), OTHER}


def test_they_are_counted_by_what_failed() -> None:
    failed = [
        FailedFor("event", "not JSON", True, 2),
        FailedFor("message", "550 a", False, 1),
        FailedFor("message", "550 b", False, 3),
    ]
    assert counted(failed) == {("event", MALFORMED): 2, ("message", "server"): 4}
