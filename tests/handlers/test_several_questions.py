"""Several officers' questions are open, each about another case of the reporter's."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from casework.cases import Case, Part, Question
from casework.changes import AddAttachment, AttachDrafts, SaveCase, SetConversation
from handlers.context import Context
from handlers.draft import from_json
from handlers.inbound import Inbound
from handlers.routes import decide
from tests.builders import (
    MONDAY_TEN,
    abouts,
    an_id,
    case,
    changes,
    context,
    draft,
    image,
    labels,
    mentor,
    postback,
    reading,
    saved_case,
    text,
    words_of,
)


def asked(number: str, words: str, hours: int, known: UUID) -> Case:
    question = Question(words, mentor().id, MONDAY_TEN + timedelta(hours=hours))
    return replace(case(question=question), id=known, number=number)


SHOP = asked("มส-69-00001-0", "ร้านชื่ออะไร", 0, an_id("shop"))
FACTORY = asked("มส-69-00002-9", "โรงงานชื่ออะไร", 1, an_id("factory"))
BOTH = context(asked=FACTORY, open_questions=(FACTORY, SHOP), my_cases=(FACTORY, SHOP))
HELD = draft(parts=(Part("m7", "ร้านสบายดี"),))
WAITS = replace(BOTH, step="question.which", draft=context(draft=HELD).draft)


def asks_which(heard: Inbound, known: Context) -> Context:
    """The context after it was asked which question is answered, and nothing went to a case."""
    decision = decide(heard, reading(), known)
    assert abouts(decision)[-1] == "answer.which_question"
    assert not changes(decision, SaveCase)
    moved = changes(decision, SetConversation)[-1]
    return replace(known, step=moved.step, draft=moved.draft)


def test_short_words_are_held_and_each_question_is_shown_with_its_number() -> None:
    decision = decide(text("ร้านสบายดี"), reading(), BOTH)
    (told,) = decision.messages
    for each in (SHOP, FACTORY):
        assert each.number in labels(told)
        assert each.question is not None
        assert each.question.text in words_of(told)
    assert labels(told)[-1] == "เป็นเรื่องใหม่"
    held = from_json(asks_which(text("ร้านสบายดี"), BOTH).draft)
    assert held is not None
    assert held.text == "ร้านสบายดี"


def test_the_words_answer_the_question_that_is_chosen() -> None:
    for heard in (postback("question.is_answer", case=SHOP.id), text(SHOP.number)):
        chosen = replace(WAITS, case=SHOP, case_number_typed=not heard.data)
        decision = decide(heard, reading(), chosen)
        assert abouts(decision)[0] == "answer.sent"
        saved = saved_case(decision)
        assert (saved.id, saved.parts[-1], saved.question) == (SHOP.id, HELD.parts[0], None)


def test_a_number_of_a_case_nobody_asked_about_shows_it() -> None:
    other = replace(WAITS, case=case(), case_number_typed=True)
    assert abouts(decide(text(case().number), reading(), other)) == ["case.show"]


def test_to_say_that_it_is_an_answer_does_not_tell_which() -> None:
    asks_which(text("เป็นคำตอบ"), WAITS)


def test_more_words_and_photos_wait_as_well() -> None:
    more = asks_which(image(), asks_which(text("ร้านเดิม", "e2"), WAITS))
    held = from_json(more.draft)
    assert held is not None
    assert (len(held.parts), len(held.attachments)) == (2, 1)


def test_a_photo_alone_is_for_the_case_that_is_chosen_and_so_are_words_after_it() -> None:
    others = tuple(replace(case(), id=an_id(f"other {n}"), number=f"n{n}") for n in range(9))
    known = replace(BOTH, my_cases=(*others, FACTORY, SHOP))
    decision = decide(image(), None, known)
    assert abouts(decision) == ["report.which_case"]
    assert labels(decision.messages[0])[:2] == [FACTORY.number, SHOP.number]
    (kept,) = changes(decision, AddAttachment)
    assert kept.case_id is None
    moved = changes(decision, SetConversation)[-1]
    telling = replace(known, step=moved.step, draft=moved.draft)
    told = decide(text("นี่ค่ะ", "e2"), reading(), telling)
    assert labels(told.messages[-1])[:2] == [FACTORY.number, SHOP.number]
    held = changes(told, SetConversation)[-1]
    waits = replace(known, step=held.step, draft=held.draft, case=SHOP)
    answered = decide(postback("case.attach", case=SHOP.id), None, waits)
    assert changes(answered, AttachDrafts) == [AttachDrafts(SHOP.id)]
    assert "answer.sent" in abouts(answered)


def test_beside_a_report_under_way_it_may_be_the_reports() -> None:
    telling = replace(BOTH, step="report.confirm", draft=context(draft=HELD).draft)
    decision = decide(text("น้ำแข็ง", "e2"), reading(), telling)
    assert labels(decision.messages[0]) == [FACTORY.number, SHOP.number, "เรื่องที่ยังไม่ได้ส่ง"]
