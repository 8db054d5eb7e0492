from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from casework.cases import CaseState, Question
from casework.categories import Category, Flag, Kind, Urgency
from casework.changes import (
    AddAttachment,
    AttachDrafts,
    Decision,
    SaveCase,
    SetConversation,
)
from casework.messages import Ask, ToOperators
from casework.places import Place, PlaceSource
from casework.reading import Reading
from casework.rules import Rules
from handlers.context import Context
from handlers.draft import Draft, from_json, to_json
from handlers.inbound import Inbound, InboundKind
from handlers.routes import decide
from tests.builders import (
    BANGKOK,
    MONDAY_TEN,
    NUMBER,
    TRAFFICKING,
    WAGES,
    abouts,
    case,
    changes,
    context,
    draft,
    here,
    image,
    inbound,
    labels,
    location,
    mentor,
    person,
    postback,
    reading,
    step_after,
    text,
    words_of,
)
from tests.casework.places import PAI


def draft_after(decision: Decision) -> Draft:
    kept = from_json(changes(decision, SetConversation)[-1].draft)
    assert kept is not None
    return kept


# Telling


def test_a_sure_report_is_answered_by_one_card() -> None:
    decision = decide(text(), reading(), context())
    (card,) = here(decision)
    words = words_of(card)
    assert "คุ้มครองแรงงาน: ค่าจ้างค้างจ่าย" in words
    assert "ต.แม่ฮี้ อ.ปาย จ.แม่ฮ่องสอน (พื้นที่ของคุณ)" in words
    assert "5 คน" in words
    assert "“ค้างค่าแรง”" in words
    assert "สำนักงานแรงงานจังหวัดแม่ฮ่องสอน" in words
    assert labels(card) == ["ส่งเรื่อง", "แก้หมวด", "แก้พื้นที่", "เพิ่มรูป/ตำแหน่ง", "ยกเลิก"]


def test_nothing_is_a_case_before_it_is_sent() -> None:
    decision = decide(text(), reading(), context())
    assert changes(decision, SaveCase) == []
    assert step_after(decision) == "report.confirm"


def test_more_words_go_to_the_same_report() -> None:
    decision = decide(text("มี 12 คน"), reading(people_count=12), context(draft=draft()))
    assert [part.text for part in draft_after(decision).parts][-1] == "มี 12 คน"
    assert "12 คน" in words_of(decision.messages[0])


def test_what_the_reporter_chose_stands_whatever_is_read_later() -> None:
    mine = draft(category=Category.SKILLS, decided_by="reporter")
    decision = decide(text("อยากเรียน"), reading(Category.EMPLOYMENT), context(draft=mine))
    assert draft_after(decision).category == Category.SKILLS


def test_an_unsure_category_is_asked_with_quick_replies() -> None:
    decision = decide(text(), reading(sure=0.5), context())
    (asked,) = here(decision)
    assert "ให้เจ้าหน้าที่ช่วยดู" in labels(asked)
    assert "คุ้มครองแรงงาน" in labels(asked)
    assert 4 <= len(labels(asked)) <= 5
    assert step_after(decision) == "report.category"


def test_the_threshold_is_configurable() -> None:
    ctx = context(rules=Rules(sure_at=0.95))
    assert abouts(decide(text(), reading(sure=0.9), ctx)) == ["report.which_category"]


def test_a_tapped_category_leads_to_the_card() -> None:
    ctx = context(draft=draft(confidence=0.4), step="report.category")
    decision = decide(postback("report.category", category="skills"), None, ctx)
    assert "พัฒนาฝีมือ" in words_of(decision.messages[0])
    assert draft_after(decision).decided_by == "reporter"


def test_a_typed_category_does_too_because_computers_show_no_quick_replies() -> None:
    ctx = context(draft=draft(confidence=0.4), step="report.category")
    decision = decide(text("พัฒนาฝีมือค่ะ"), reading(sure=0.3), ctx)
    assert draft_after(decision).category == Category.SKILLS
    assert len(draft_after(decision).parts) == 1


def test_let_an_officer_look_is_a_choice_too() -> None:
    ctx = context(draft=draft(confidence=0.4), step="report.category")
    decision = decide(postback("report.category", category="unclear"), None, ctx)
    assert "คัดกรองก่อน" in words_of(decision.messages[0])
    assert draft_after(decision).decided_by == "desk"


@pytest.mark.parametrize("category", ["", "nonsense", "out_of_scope"])
def test_a_category_nobody_offered_is_refused(category: str) -> None:
    decision = decide(postback("report.category", category=category), None, context(draft=draft()))
    assert abouts(decision) == ["stale_button"]
    assert decision.changes == ()


def test_changing_the_category_offers_all_four_and_a_way_back_to_the_card() -> None:
    decision = decide(postback("report.change_category"), None, context(draft=draft()))
    assert labels(decision.messages[0])[-2:] == ["ให้เจ้าหน้าที่ช่วยดู", "ดูการ์ด"]
    assert len(labels(decision.messages[0])) == 6
    assert "ยกเลิก" not in labels(decision.messages[0]), "would throw the report away"


# Place


def test_a_citizens_report_without_a_place_asks_for_it() -> None:
    decision = decide(text(), reading(), context(person("แก้ว")))
    (asked,) = here(decision)
    assert asked.about == "report.ask_place"
    assert any(isinstance(each, Ask) and each.what == "location" for each in asked.quick)


@pytest.mark.parametrize("who", [mentor(), person("แก้ว", area=PAI)])
def test_only_a_volunteers_own_area_stands_in_for_a_place(who: object) -> None:
    decision = decide(text(), reading(), context(who))  # type: ignore[arg-type]
    assert abouts(decision) == ["report.ask_place"]


def test_the_place_of_the_text_wins_over_the_volunteers_own() -> None:
    decision = decide(text(), reading(place=BANGKOK), context())
    assert "กรุงเทพมหานคร (จากข้อความ)" in words_of(decision.messages[0])


def test_a_name_of_several_places_is_asked_about() -> None:
    many = (Place("57", "เชียงราย", "5701", "เมือง"), Place("50", "เชียงใหม่", "5001", "เมือง"))
    decision = decide(text(), reading(place_candidates=many, place_name="อ.เมือง"), context())
    assert labels(decision.messages[0])[:2] == ["เชียงราย", "เชียงใหม่"]
    ctx = context(draft=draft_after(decision), step="report.place")
    for answer, read in (
        (postback("report.place", index=1), None),
        (text("เชียงใหม่"), reading(place=Place("50", "เชียงใหม่"))),
    ):
        then = decide(answer, read, ctx)
        assert draft_after(then).place == replace(many[1], source=PlaceSource.CHOSEN)


def test_of_a_name_of_several_places_a_volunteer_means_the_one_near() -> None:
    near, far = (
        Place("58", "แม่ฮ่องสอน", "5801", "เมืองแม่ฮ่องสอน"),
        Place("50", "เชียงใหม่", "5001", "เมืองเชียงใหม่"),
    )
    decision = decide(text(), reading(place_candidates=(far, near), place_name="อ.เมือง"), context())
    assert draft_after(decision).place == near
    assert draft_after(decision).place_candidates == ()
    decision = decide(
        text(), reading(place_candidates=(far, near), place_name="อ.เมือง"), context(person("แก้ว"))
    )
    assert abouts(decision) == ["report.which_place"], "a citizen's whereabouts are not known"


def test_of_two_near_places_the_one_in_the_own_district_is_meant_or_neither() -> None:
    here, beside, other = (
        Place("58", "แม่ฮ่องสอน", code[:4], district, code, "บ้านใหม่")
        for code, district in (("580399", "ปาย"), ("580199", "เมือง"), ("580299", "ขุนยวม"))
    )
    decision = decide(
        text(), reading(place_candidates=(beside, here), place_name="อ.เมือง"), context()
    )
    assert draft_after(decision).place == here
    decision = decide(
        text(), reading(place_candidates=(beside, other), place_name="อ.เมือง"), context()
    )
    assert abouts(decision) == ["report.which_place"]


def test_two_places_of_two_names_are_asked_about_though_one_is_near() -> None:
    both = (
        replace(PAI, subdistrict_code=None, subdistrict=None),
        Place("90", "สงขลา", "9011", "หาดใหญ่"),
    )
    decision = decide(text(), reading(place_candidates=both), context())
    assert abouts(decision) == ["report.which_of_places"]


@pytest.mark.parametrize("index", ["9", "-1", "x", "", "1.5", "²"])
def test_a_place_nobody_offered_is_refused(index: str) -> None:
    ctx = context(draft=draft(place_candidates=(PAI,)), step="report.place")
    assert abouts(decide(postback("report.place", index=index), None, ctx)) == ["stale_button"]


def test_a_typed_place_is_taken_and_leaves_the_text_alone() -> None:
    ctx = context(person("แก้ว"), draft=draft(place=None), step="report.place")
    decision = decide(text("อ.ปาย จ.แม่ฮ่องสอน"), reading(place=PAI), ctx)
    kept = draft_after(decision)
    assert kept.place == replace(PAI, source=PlaceSource.CHOSEN)
    assert len(kept.parts) == 1


def test_words_that_are_no_place_are_kept_and_the_place_is_asked_for_with_an_example() -> None:
    ctx = context(person("แก้ว"), draft=draft(place=None), step="report.place")
    decision = decide(text("ใกล้ตลาดสดข้างวัด"), reading(), ctx)
    assert abouts(decision) == ["report.place_not_found"]
    assert "อ.ปาย" in words_of(decision.messages[0])
    assert draft_after(decision).parts[-1].text == "ใกล้ตลาดสดข้างวัด"


def test_dangers_told_instead_of_a_place_are_not_lost() -> None:
    ctx = context(person("แก้ว"), draft=draft(place=None), step="report.place")
    decision = decide(
        text("ช่วยด้วย"), reading(Category.PROTECTION, Flag.TRAFFICKING_FORCED_LABOUR), ctx
    )
    kept = draft_after(decision)
    assert kept.flags == (Flag.TRAFFICKING_FORCED_LABOUR,)
    assert kept.urgency == Urgency.EMERGENCY
    assert abouts(decision)[0] == "safety.trafficking"


@pytest.mark.parametrize("found", [{"place": PAI}, {"place_candidates": (PAI, BANGKOK)}])
@pytest.mark.parametrize(
    "danger", [reading(Category.PROTECTION, TRAFFICKING), reading(urgency=Urgency.URGENT)]
)
def test_a_danger_told_with_the_place_is_part_of_the_report(
    danger: Reading, found: dict[str, Any]
) -> None:
    ctx = context(person("แก้ว"), draft=draft(place=None), step="report.place")
    decision = decide(text("ปาย ถูกขังอยู่"), replace(danger, **found), ctx)
    kept = draft_after(decision)
    assert kept.parts[-1].text == "ปาย ถูกขังอยู่"
    assert kept.flags == tuple(danger.flags)
    assert kept.urgency == danger.urgency


def test_a_pin_is_the_place_and_stays_it() -> None:
    ctx = context(person("แก้ว"), draft=draft(place=None), step="report.place")
    decision = decide(location(PAI), None, ctx)
    assert draft_after(decision).place == replace(PAI, source=PlaceSource.PIN)
    assert changes(decision, AddAttachment)[0].kind == "location"
    more = context(draft=draft_after(decision))
    later = decide(text("ที่กรุงเทพ", "e2"), reading(place=BANGKOK), more)
    assert draft_after(later).place == replace(PAI, source=PlaceSource.PIN)


def test_a_pin_at_sea_is_kept_and_the_place_asked_for() -> None:
    ctx = context(person("แก้ว"), draft=draft(place=None))
    decision = decide(location(None), None, ctx)
    assert abouts(decision) == ["report.place_not_found"]
    assert changes(decision, AddAttachment)


def test_who_cannot_say_where_is_offered_an_officer_the_second_time() -> None:
    citizen, help_me = person("แก้ว"), "ไม่รู้ ให้เจ้าหน้าที่ช่วยดู"
    first = decide(text(), reading(), context(citizen))
    assert help_me not in labels(first.messages[-1])
    asked = context(citizen, draft=draft_after(first), step="report.place")
    for again in (text("มืดมาก", "e2"), location(None, "e2"), postback("report.submit", "e2")):
        read = reading() if again.kind == InboundKind.TEXT else None
        assert help_me in labels(decide(again, read, asked).messages[-1])
    assert "1506" in words_of(decide(text("มืดมาก", "e2"), reading(), asked).messages[-1])
    urgent = context(
        citizen, draft=draft(place=None, urgency=Urgency.EMERGENCY), step="report.place"
    )
    assert "191" in words_of(decide(text("มืดมาก", "e2"), reading(), urgent).messages[-1])


@pytest.mark.parametrize("said", ["ไม่รู้ค่ะ", "ให้เจ้าหน้าที่ช่วยที", "ไม่รู้ ให้เจ้าหน้าที่ช่วยดู", ""])
def test_operators_hear_once_of_who_cannot_say_where(said: str) -> None:
    heard = text(said) if said else postback("report.place_unknown")
    ctx = context(person("แก้ว"), draft=draft(place=None), step="report.place")
    decision = decide(heard, reading() if said else None, ctx)
    told, answered = decision.messages
    assert (told.to, told.urgent) == (ToOperators(), False)
    assert WAGES not in words_of(told)
    assert answered.about == "report.place_unknown"
    assert len(draft_after(decision).parts) == 1
    again = replace(ctx, draft=changes(decision, SetConversation)[-1].draft)
    assert abouts(decide(heard, reading() if said else None, again)) == ["report.place_unknown"]
    placed = decide(text("ปาย", "e2"), reading(place=PAI), again)
    assert abouts(placed) == ["report.card"]


def test_a_place_that_is_known_meanwhile_needs_no_officer() -> None:
    decision = decide(postback("report.place_unknown"), None, context(draft=draft()))
    assert abouts(decision) == ["report.card"]
    assert abouts(decide(postback("report.place_unknown"), None, context())) == ["report.nothing"]


# Photos


def test_a_photo_first_begins_a_report() -> None:
    decision = decide(image(), None, context())
    assert abouts(decision) == ["report.photo_first"]
    assert draft_after(decision).attachments == ("m-e1",)


def test_a_voice_message_is_kept_but_words_are_asked_for() -> None:
    decision = decide(inbound(InboundKind.AUDIO, message_id="m1"), None, context())
    assert "ฟังเสียงไม่ได้" in words_of(decision.messages[0])
    assert changes(decision, AddAttachment)[0].kind == "audio"


def test_photos_after_the_card_are_counted_without_a_card_each() -> None:
    decision = decide(image(), None, context(draft=draft(attachments=("m0",))))
    assert "2 รายการ" in words_of(decision.messages[0])
    assert labels(decision.messages[0]) == ["ส่งเรื่อง", "ดูการ์ด"]


def test_the_card_tells_how_much_is_attached() -> None:
    ctx = context(draft=draft(attachments=("m0", "m1")))
    decision = decide(postback("report.show"), None, ctx)
    assert "สิ่งที่แนบ: 2 รายการ" in words_of(decision.messages[0])


@pytest.mark.parametrize("word", ["ไม่ใช่", "ผิดค่ะ", "ไม่ถูกครับ", "แก้ไขเด้อ"])
def test_no_to_the_card_asks_what_to_change_and_adds_nothing(word: str) -> None:
    decision = decide(text(word), reading(), context(draft=draft()))
    assert abouts(decision) == ["report.change_what"]
    assert labels(decision.messages[0]) == ["แก้หมวด", "แก้พื้นที่"]
    assert draft_after(decision).parts == draft().parts
    only_photos = context(draft=draft(parts=(), attachments=("m0",)))
    assert abouts(decide(text(word), reading(), only_photos)) == ["report.photo_first"]


@pytest.mark.parametrize(
    ("word", "about"),
    [
        ("แก้หมวด", "report.choose_category"),
        ("แก้พื้นที่ค่ะ", "report.ask_place"),
        ("เพิ่มรูป/ตำแหน่ง", "report.photo_how"),
        ("ไม่เอาแล้วค่ะ", "report.cancelled"),
        ("ยกเลิก", "report.cancelled"),
        ("ดูการ์ด", "report.card"),
    ],
)
def test_what_the_buttons_of_the_card_say_can_be_typed(word: str, about: str) -> None:
    assert abouts(decide(text(word), reading(), context(draft=draft()))) == [about]


@pytest.mark.parametrize("step", ["report.confirm", "report.category", "report.place"])
def test_who_gives_up_is_told_that_nothing_is_kept(step: str) -> None:
    decision = decide(text("ไม่แจ้งแล้วค่ะ"), reading(), context(draft=draft(), step=step))
    assert abouts(decision) == ["report.cancelled"]


def test_a_photo_out_of_the_blue_asks_which_case_it_belongs_to() -> None:
    decision = decide(image(), None, context(my_cases=(case(),)))
    assert labels(decision.messages[0]) == ["มส-69-00042-8", "เรื่องใหม่", "ยกเลิก"]
    ctx = context(draft=draft_after(decision), case=case(), my_cases=(case(),))
    chosen = decide(postback("case.attach", case=case().id), None, ctx)
    assert changes(chosen, AttachDrafts) == [AttachDrafts(case().id)]


@pytest.mark.parametrize("sent", [image(), location()], ids=["photo", "pin"])
def test_every_file_before_words_or_a_choice_shows_the_choice_of_cases(sent: Inbound) -> None:
    begun = context(draft=draft(parts=(), attachments=("m0",)), my_cases=(case(),))
    decision = decide(sent, None, begun)
    assert abouts(decision) == ["report.which_case"]
    assert labels(decision.messages[0]) == ["มส-69-00042-8", "เรื่องใหม่", "ยกเลิก"]
    assert changes(decision, AddAttachment)
    assert len(draft_after(decision).attachments) == 2


def test_the_number_typed_chooses_the_case_as_its_button_does() -> None:
    waits = context(draft=draft(parts=(), attachments=("m0",)), case=case(), case_number_typed=True)
    assert changes(decide(text(NUMBER), reading(), waits), AttachDrafts)
    for other in (
        replace(waits, draft=to_json(draft(attachments=("m0",)))),
        replace(waits, draft={}, step=""),
        replace(waits, case=case(CaseState.CLOSED)),
        replace(waits, case=case(reporter_id=mentor().id)),
    ):
        assert not changes(decide(text(NUMBER), reading(), other), AttachDrafts)


@pytest.mark.parametrize("sent", [image(), location()], ids=["photo", "pin"])
def test_what_is_sent_while_an_officer_waits_for_an_answer_is_for_that_case(sent: Inbound) -> None:
    asked = case(question=Question("ขอรูปสลิป", mentor().id, MONDAY_TEN))
    decision = decide(sent, None, context(my_cases=(asked,), asked=asked))
    assert [each.case_id for each in changes(decision, AddAttachment)] == [asked.id]
    assert abouts(decision) == ["case.added"]
    telling = decide(sent, None, context(draft=draft(), my_cases=(asked,), asked=asked))
    assert [each.case_id for each in changes(telling, AddAttachment)] == [None]


# What is no report


def test_another_agencys_matter_gets_its_number_and_two_ways_on() -> None:
    decision = decide(text("น้ำท่วมถนน"), reading(Category.OUT_OF_SCOPE), context())
    (told,) = here(decision)
    assert "1567" in words_of(told)
    assert labels(told) == ["ให้เจ้าหน้าที่ช่วยดู", "เป็นเรื่องงาน"]


def test_if_it_is_work_after_all_the_category_is_asked_for() -> None:
    first = decide(text("หนี้"), reading(Category.OUT_OF_SCOPE), context())
    ctx = context(draft=draft_after(first), step="report.offered")
    assert abouts(decide(postback("report.is_work"), None, ctx)) == ["report.which_category"]


def test_an_officer_may_look_at_it_all_the_same() -> None:
    first = decide(text("หนี้"), reading(Category.OUT_OF_SCOPE), context())
    ctx = context(draft=draft_after(first), step="report.offered")
    decision = decide(postback("report.send_anyway"), None, ctx)
    assert abouts(decision) == ["report.card"]
    assert "คัดกรองก่อน" in words_of(decision.messages[0])


def test_danger_words_are_never_sent_away_to_another_agency() -> None:
    decision = decide(
        text(), reading(Category.OUT_OF_SCOPE, Flag.VIOLENCE_OR_HARASSMENT), context()
    )
    assert "not_ours" not in abouts(decision)


def test_a_question_gets_a_number_and_may_be_sent() -> None:
    asks = reading(Category.SOCIAL_SECURITY, kind=Kind.QUESTION)
    decision = decide(text("ม.40 จ่ายเท่าไร"), asks, context())
    assert "1506 กด 1" in words_of(decision.messages[0])
    assert labels(decision.messages[0]) == ["ให้เจ้าหน้าที่ตอบ"]
    assert step_after(decision) == "report.offered"


QUESTION = "โดนเลิกจ้างได้ค่าชดเชยเท่าไหร่"
FOLLOWS = "ทำมา 5 ปี เงินเดือน 12000"


def asked_a_question() -> Context:
    asks = reading(kind=Kind.QUESTION, people_count=None)
    first = decide(text(QUESTION), asks, context())
    return context(draft=draft_after(first), step="report.offered")


def test_what_an_answered_questions_button_says_can_be_typed() -> None:
    asked = asked_a_question()
    decision = decide(text("ให้เจ้าหน้าที่ตอบค่ะ"), reading(), asked)
    assert abouts(decision) == ["report.card"]
    assert draft_after(decision).text == QUESTION
    not_ours = decide(text("หนี้"), reading(Category.OUT_OF_SCOPE), context())
    asked = context(draft=draft_after(not_ours), step="report.offered")
    assert abouts(decide(text("ให้เจ้าหน้าที่ช่วยดู"), reading(), asked)) == ["report.card"]
    assert abouts(decide(text("เป็นเรื่องงาน"), reading(), asked)) == ["report.which_category"]


def test_words_that_follow_a_question_keep_it_and_what_was_understood_of_it() -> None:
    asked = asked_a_question()
    vague = reading(Category.EMPLOYMENT, sure=0.5, secondary=(Category.SOCIAL_SECURITY,))
    decision = decide(text(FOLLOWS, "e2"), vague, asked)
    assert abouts(decision) == ["report.card"]
    kept = draft_after(decision)
    assert kept.text == f"{QUESTION}\n{FOLLOWS}"
    assert (kept.category, kept.secondary) == (Category.PROTECTION, ())
    assert kept.people_count == 5


def test_a_sure_report_after_a_question_is_what_it_is() -> None:
    hurt = reading(Category.SOCIAL_SECURITY, TRAFFICKING, sure=0.95, place=BANGKOK)
    decision = decide(text("ถูกขังไว้ในโรงงาน", "e2"), hurt, asked_a_question())
    kept = draft_after(decision)
    assert (kept.category, kept.place, kept.kind) == (
        *(Category.SOCIAL_SECURITY, BANGKOK, Kind.PROBLEM),
    )
    assert kept.text.startswith(QUESTION)
    assert "desk.emergency" in abouts(decision)


def test_a_second_question_is_answered_and_keeps_the_first() -> None:
    asks = reading(Category.SKILLS, kind=Kind.QUESTION)
    decision = decide(text("มีคอร์สไหม", "e2"), asks, asked_a_question())
    assert "1506 กด 4" in words_of(decision.messages[0])
    assert draft_after(decision).text == f"{QUESTION}\nมีคอร์สไหม"


def test_thanks_for_an_answer_leave_the_question_where_it_is() -> None:
    decision = decide(text("ขอบคุณค่ะ"), reading(kind=Kind.CHITCHAT), asked_a_question())
    assert abouts(decision) == ["chitchat"]
    assert decision.changes == ()


def test_what_is_written_much_later_has_nothing_to_do_with_the_question() -> None:
    later = replace(text(FOLLOWS, "e2"), at=MONDAY_TEN + timedelta(hours=1))
    assert draft_after(decide(later, reading(), asked_a_question())).text == FOLLOWS


def test_an_unsure_question_gets_the_ministrys_one_number() -> None:
    asks = reading(sure=0.4, kind=Kind.QUESTION)
    assert "1506" in words_of(decide(text("?"), asks, context()).messages[0])


def test_a_matter_of_being_a_volunteer_is_for_the_mentor() -> None:
    asks = reading(Category.UNCLEAR, kind=Kind.VOLUNTEER_ADMIN)
    decision = decide(text("บัตรอาสาหาย"), asks, context())
    assert labels(decision.messages[0]) == ["ส่งถึงพี่เลี้ยง"]
