from dataclasses import replace

import pytest

from casework.categories import Category, Flag, Kind, Urgency
from casework.changes import AddAttachment, SaveCase, SetConversation
from casework.messages import ToMentors, ToOperators
from casework.people import Person
from handlers.draft import from_json
from handlers.routes import decide
from handlers.safety import DANGER_FLAGS, safety_messages, with_dangers
from handlers.words import say
from tests.builders import (
    BANGKOK,
    TRAFFICKING,
    abouts,
    changes,
    context,
    draft,
    here,
    mentor,
    person,
    reading,
    referred,
    stranger,
    text,
    volunteer,
    words_of,
)


@pytest.mark.parametrize("flag", sorted(DANGER_FLAGS))
def test_danger_gets_its_numbers_before_anything_else_and_alone(flag: Flag) -> None:
    decision = decide(text(), reading(Category.PROTECTION, flag), context())
    first = here(decision)[0]
    assert first.about.startswith("safety.")
    assert first.urgent
    assert first.quick == ()
    assert len(here(decision)) > 1, "the report goes on after it"


@pytest.mark.parametrize(
    ("flag", "number"),
    [
        (TRAFFICKING, "1300"),
        (Flag.SELF_HARM, "1323"),
        (Flag.SCAM_IN_PROGRESS, "1441"),
        (Flag.CHILD_LABOUR, "1546"),
        (Flag.DRUG_IN_WORKPLACE, "1386"),
        (Flag.SERIOUS_INJURY, "1669"),
        (Flag.WORKPLACE_DEATH, "191"),
        (Flag.VIOLENCE_OR_HARASSMENT, "191"),
    ],
)
def test_each_danger_has_its_own_number(flag: Flag, number: str) -> None:
    first = decide(text(), reading(Category.PROTECTION, flag), context()).messages[0]
    assert number in words_of(first)


def test_an_emergency_without_a_flag_gets_the_numbers_too() -> None:
    fire = reading(urgency=Urgency.EMERGENCY)
    assert abouts(decide(text("ไฟไหม้โรงงาน"), fire, context()))[0] == "safety.danger"


def test_a_fire_told_in_the_second_message_gets_the_numbers() -> None:
    fire = reading(urgency=Urgency.EMERGENCY)
    decision = decide(text("ตอนนี้ไฟไหม้แล้ว"), fire, context(draft=draft()))
    assert abouts(decision)[0] == "safety.danger"


def test_the_numbers_are_said_once_a_report() -> None:
    first = decide(text(), reading(Category.PROTECTION, TRAFFICKING), context())
    (moved,) = changes(first, SetConversation)
    ctx = context(step=moved.step, draft=moved.draft)
    for step in (moved.step, "report.place"):
        again = decide(
            text("ยังอยู่ในนั้น", "e2"),
            reading(Category.PROTECTION, TRAFFICKING),
            context(step=step, draft=ctx.draft),
        )
        assert not any(about.startswith("safety.") for about in abouts(again)), step


def test_a_new_danger_in_the_same_report_is_still_told() -> None:
    first = decide(text(), reading(Category.PROTECTION, TRAFFICKING), context())
    (moved,) = changes(first, SetConversation)
    hurt = reading(Category.PROTECTION, TRAFFICKING, Flag.SELF_HARM)
    again = decide(text("ไม่อยากอยู่แล้ว"), hurt, context(step=moved.step, draft=moved.draft))
    assert abouts(again)[0] == "safety.self_harm"


@pytest.mark.parametrize("who", [volunteer(), person()])
def test_a_danger_that_found_no_room_is_told_with_the_next_message(who: Person) -> None:
    three = reading(Category.PROTECTION, Flag.SELF_HARM, TRAFFICKING, Flag.SERIOUS_INJURY)
    first = decide(text(), three, context(who))
    assert "safety.danger" not in abouts(first)
    (moved,) = changes(first, SetConversation)
    assert set(moved.draft["told"]) == {Flag.SELF_HARM, TRAFFICKING}
    second = decide(text("ช่วยด้วย", "e2"), three, context(who, step=moved.step, draft=moved.draft))
    assert abouts(second)[0] == "safety.danger"
    (moved,) = changes(second, SetConversation)
    third = decide(text("เร็วๆ", "e3"), three, context(who, step=moved.step, draft=moved.draft))
    assert not any(about.startswith("safety.") for about in abouts(third))


def test_no_condolence_while_somebody_may_be_saved() -> None:
    perhaps = reading(Category.PROTECTION, Flag.WORKPLACE_DEATH, Flag.SERIOUS_INJURY)
    said = abouts(decide(text(), perhaps, context()))
    assert said[0] == "safety.danger"
    assert "safety.death" not in said


def test_a_death_that_is_named_later_is_answered_then() -> None:
    perhaps = reading(Category.PROTECTION, Flag.WORKPLACE_DEATH, Flag.SERIOUS_INJURY)
    (moved,) = changes(decide(text(), perhaps, context()), SetConversation)
    named = replace(perhaps, death_is_named=True)
    again = decide(text("ตายแล้ว", "e2"), named, context(step=moved.step, draft=moved.draft))
    assert abouts(again)[0] == "safety.death"


def test_a_person_in_danger_reads_no_list() -> None:
    assert len(safety_messages(DANGER_FLAGS)) == 2
    assert safety_messages(DANGER_FLAGS)[0].about == "safety.self_harm"


def test_a_stranger_in_danger_gets_numbers_and_nothing_is_kept() -> None:
    decision = decide(text(), reading(Category.PROTECTION, Flag.SELF_HARM), context(stranger()))
    assert words_of(decision.messages[0]) == say("safety.self_harm.no_consent")
    assert decision.changes == ()


def test_no_call_back_is_promised_to_a_stranger() -> None:
    assert "ติดต่อกลับ" not in say("safety.self_harm.no_consent")


def test_danger_words_in_a_group_are_met_with_silence() -> None:
    decision = decide(text(in_group=True), reading(Category.PROTECTION, TRAFFICKING), context())
    assert decision.messages == ()
    assert decision.changes == ()


def test_an_officer_at_work_is_told_no_emergency_numbers() -> None:
    case = referred()
    ctx = context(mentor(), step="desk.close", draft={"case": str(case.id)}, case=case)
    decision = decide(text("ช่วยออกมาแล้ว"), reading(Category.PROTECTION, TRAFFICKING), ctx)
    assert abouts(decision)[0] == "desk.closed"


def test_a_danger_of_one_bubble_is_not_drowned_by_the_others() -> None:
    hurt = reading(Category.PROTECTION, Flag.SERIOUS_INJURY, urgency=Urgency.EMERGENCY)
    read = with_dangers(reading(Category.PROTECTION, kind=Kind.QUESTION), [reading(), hurt])
    assert read.flags == {Flag.SERIOUS_INJURY}
    assert read.urgency == Urgency.EMERGENCY
    assert read.kind == Kind.PROBLEM
    assert read.candidates == reading(Category.PROTECTION).candidates


def test_an_emergency_of_one_bubble_needs_no_flag() -> None:
    fire = reading(urgency=Urgency.EMERGENCY)
    assert with_dangers(reading(), [fire]).urgency == Urgency.EMERGENCY


def test_whom_a_report_is_about_is_told_by_the_whole_of_it() -> None:
    read = with_dangers(reading(), [reading(Category.EMPLOYMENT, Flag.ELDERLY)])
    assert read == reading()
    child = reading(Category.PROTECTION, Flag.CHILD_LABOUR)
    read = with_dangers(reading(Category.PROTECTION, Flag.YOUNG_WORKER), [child])
    assert read.flags == {Flag.CHILD_LABOUR}, "the two never stand together"


def test_a_danger_told_before_stands_whatever_is_told_later() -> None:
    first = decide(text(), reading(Category.PROTECTION, TRAFFICKING, Flag.ELDERLY), context())
    (moved,) = changes(first, SetConversation)
    again = decide(text("มี 5 คน", "e2"), reading(), context(step=moved.step, draft=moved.draft))
    kept = from_json(changes(again, SetConversation)[-1].draft)
    assert kept is not None
    assert kept.flags == (TRAFFICKING,)
    assert kept.urgency == Urgency.EMERGENCY


def test_the_mentors_are_alerted_before_anything_is_submitted() -> None:
    trapped = reading(Category.PROTECTION, TRAFFICKING)
    decision = decide(text("ถูกขังในโรงงาน โทร 081-234-5678"), trapped, context())
    alert = next(each for each in decision.messages if each.about == "desk.emergency")
    assert alert.to == ToMentors("58")
    assert alert.urgent
    assert alert.due is None
    assert "081" not in words_of(alert), "personal data is masked"
    assert "สมศรี" in words_of(alert)
    assert changes(decision, SaveCase) == []


def test_the_mentors_are_alerted_once() -> None:
    trapped = reading(Category.PROTECTION, TRAFFICKING)
    (moved,) = changes(decide(text(), trapped, context()), SetConversation)
    again = decide(text("ช่วยด้วย", "e2"), trapped, context(step=moved.step, draft=moved.draft))
    assert "desk.emergency" not in abouts(again)


def test_the_alert_waits_for_a_place_when_none_is_known() -> None:
    citizen = person("แก้ว")
    trapped = reading(Category.PROTECTION, TRAFFICKING)
    first = decide(text(), trapped, context(citizen))
    assert "desk.emergency" not in abouts(first)
    (moved,) = changes(first, SetConversation)
    placed = decide(
        text("คลองเตย", "e2"),
        reading(place=BANGKOK, kind=Kind.PROBLEM),
        context(citizen, step=moved.step, draft=moved.draft),
    )
    alert = next(each for each in placed.messages if each.about == "desk.emergency")
    assert alert.to == ToMentors("10")


def test_operators_hear_of_a_danger_while_nobody_knows_where_it_is() -> None:
    citizen, trapped = person("แก้ว"), reading(Category.PROTECTION, TRAFFICKING)
    first = decide(text("ถูกขัง โทร 081-234-5678"), trapped, context(citizen))
    alert = next(each for each in first.messages if each.about == "operator.emergency")
    assert (alert.to, alert.urgent, alert.due) == (ToOperators(), True, None)
    assert "ถูกขัง" not in words_of(alert), "nothing of what was told"
    (moved,) = changes(first, SetConversation)
    ctx = context(citizen, step=moved.step, draft=moved.draft)
    again = decide(text("ไม่รู้ที่ไหน มืดมาก", "e2"), trapped, ctx)
    assert "operator.emergency" not in abouts(again), "once a report"
    placed = decide(text("คลองเตย", "e2"), reading(place=BANGKOK), ctx)
    assert "desk.emergency" in abouts(placed), "the mentors hear all the same"


def test_a_danger_told_while_the_place_is_asked_for_is_told_on_though_operators_were() -> None:
    citizen = person("แก้ว")
    waiting = draft(place=None, operators_told=Urgency.NORMAL)
    ctx = context(citizen, draft=waiting, step="report.place")
    decision = decide(text("ถูกขัง มืดมาก"), reading(Category.PROTECTION, TRAFFICKING), ctx)
    assert "operator.emergency" in abouts(decision)


def test_a_call_back_is_promised_only_when_somebody_hears() -> None:
    harm, citizen = reading(Category.PROTECTION, Flag.SELF_HARM), person("แก้ว")
    heard = decide(text("อยากตาย"), harm, context(citizen))
    assert "operator.emergency" in abouts(heard)
    assert abouts(heard)[0] == "safety.self_harm"
    unheard = decide(text("อยากตาย"), harm, context(stranger()))
    assert words_of(unheard.messages[0]) == say("safety.self_harm.no_consent")


def test_a_strangers_message_leaves_nothing_behind_whatever_it_is() -> None:
    for said in (reading(), reading(Category.OUT_OF_SCOPE), reading(kind=Kind.QUESTION)):
        decision = decide(text(), said, context(stranger()))
        for kind in (SaveCase, SetConversation, AddAttachment):
            assert changes(decision, kind) == []


def test_a_volunteer_is_told_to_stay_outside() -> None:
    decision = decide(text(), reading(Category.PROTECTION, TRAFFICKING), context(volunteer()))
    assert "safety.do_not_enter" in abouts(decision)


def test_only_a_volunteer_is_told_not_to_go_in() -> None:
    told = {
        who: "safety.do_not_enter"
        in abouts(decide(text(), reading(Category.PROTECTION, TRAFFICKING), context(who)))
        for who in (volunteer(), person(), stranger())
    }
    assert list(told.values()) == [True, False, False]
