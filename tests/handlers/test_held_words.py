"""Words that are held back while it is asked whose they are, and the files that come meanwhile."""

from dataclasses import replace

import pytest

from casework.cases import CaseState, Part, Question
from casework.changes import AddAttachment, AttachDrafts, SaveCase, SetConversation
from casework.places import PlaceSource
from handlers.context import Context
from handlers.draft import from_json
from handlers.inbound import Inbound, InboundKind
from handlers.routes import decide
from tests.builders import (
    MONDAY_TEN,
    abouts,
    case,
    changes,
    context,
    draft,
    image,
    inbound,
    labels,
    mentor,
    postback,
    saved_case,
    step_after,
    text,
)
from tests.casework.places import PAI

ASKED = case(question=Question("นายจ้างชื่ออะไร", mentor().id, MONDAY_TEN))
ANSWERED = case(state=CaseState.ANSWERED)
HELD = draft(parts=(Part("m7", "ยังไม่ได้เงินเลยจ้า"),), attachments=("m8",))
WAITS = [
    ("question.which", context(asked=ASKED, step="question.which", draft=HELD), "answer.which"),
    ("case.which", context(case=case(), step="case.which", draft=HELD), "case.which"),
    (
        "answer.which",
        context(my_cases=(ANSWERED,), step="answer.which", draft=HELD),
        "answer.of_which",
    ),
]


@pytest.mark.parametrize(("step", "waits", "asked"), WAITS)
def test_a_photo_waits_with_the_words_and_it_is_asked_again(
    step: str, waits: Context, asked: str
) -> None:
    decision = decide(image(), None, waits)
    assert asked in abouts(decision)
    (kept,) = changes(decision, AddAttachment)
    assert kept.case_id is None
    held = changes(decision, SetConversation)[-1]
    assert held.step == step
    after = from_json(held.draft)
    assert after is not None
    assert after.attachments == ("m8", kept.message_id)
    assert after.parts == HELD.parts


@pytest.mark.parametrize(("step", "waits", "asked"), WAITS)
def test_so_does_a_pin_with_the_place_it_tells(step: str, waits: Context, asked: str) -> None:
    decision = decide(inbound(InboundKind.LOCATION, place=PAI), None, waits)
    assert asked in abouts(decision)
    held = changes(decision, SetConversation)[-1]
    after = from_json(held.draft)
    assert held.step == step
    assert after is not None
    assert after.place == replace(PAI, source=PlaceSource.PIN)


@pytest.mark.parametrize(("step", "waits", "asked"), WAITS)
def test_one_file_too_many_is_told_and_nothing_is_lost(
    step: str, waits: Context, asked: str
) -> None:
    full = replace(HELD, attachments=tuple(f"f{n}" for n in range(waits.rules.most_files)))
    decision = decide(image(), None, replace(waits, draft=context(draft=full).draft))
    assert abouts(decision) == ["report.files_full"]
    assert decision.changes == ()


@pytest.mark.parametrize(
    ("waits", "tap"),
    [
        (
            context(case=ASKED, step="question.which", draft=HELD),
            postback("question.is_answer", case=ASKED.id),
        ),
        (
            context(case=case(), step="case.which", draft=HELD),
            postback("case.add_held", case=case().id),
        ),
        (
            context(case=ANSWERED, my_cases=(ANSWERED,), step="answer.which", draft=HELD),
            postback("answer.reopen", case=ANSWERED.id),
        ),
    ],
)
def test_words_and_files_go_to_the_case_that_is_chosen(waits: Context, tap: Inbound) -> None:
    decision = decide(tap, None, waits)
    assert changes(decision, AttachDrafts) == [AttachDrafts(case().id)]
    saved = saved_case(decision)
    assert saved.parts[-1] == HELD.parts[-1]
    assert saved.attachments == 1, "whoever works on it sees that something came"


@pytest.mark.parametrize(
    "chosen", [postback("question.is_answer", case=ASKED.id), text("เป็นคำตอบ")]
)
def test_of_a_case_that_is_over_words_and_files_stay_held(chosen: Inbound) -> None:
    over = case(state=CaseState.CLOSED)
    decision = decide(chosen, None, context(case=over, step="question.which", draft=HELD))
    assert abouts(decision) == ["case.closed_no_add"]
    assert labels(decision.messages[-1]) == ["เป็นเรื่องใหม่"]
    assert decision.changes == ()


def test_an_answer_to_what_was_answered_meanwhile_is_added() -> None:
    waits = context(case=case(), step="question.which", draft=HELD)
    decision = decide(postback("question.is_answer", case=case().id), None, waits)
    assert saved_case(decision).parts[-1] == HELD.parts[-1]
    assert changes(decision, AttachDrafts) == [AttachDrafts(case().id)]
    assert step_after(decision) == ""


def test_once_nothing_is_waited_for_it_is_a_report_with_the_photo() -> None:
    decision = decide(image(), None, context(step="case.which", draft=HELD))
    assert abouts(decision)[-1].startswith("report.")
    assert changes(decision, SaveCase) == []
    assert changes(decision, AddAttachment)
