"""What a decision gets to know: enough, never a case the person may not see."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from bot.gather import NOBODY, gather, gather_timer, may_see
from casework.agencies import Agency
from casework.case_number import format_number
from casework.cases import Case, CaseState, Part, Question, Referral, ReferralState
from casework.categories import Category, Kind, Urgency
from casework.invitation_code import find_code
from casework.offices import generated_offices
from casework.people import Invitation, Person, Role
from casework.places import Place
from casework.rules import Rules
from handlers.context import Context
from handlers.inbound import Inbound, InboundKind
from handlers.postback import encode
from storage import Session, cases, conversations, offices, people
from storage.conversations import Conversation

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
MAE_HONG_SON = Place("58", "แม่ฮ่องสอน")
AYUTTHAYA = Place("14", "พระนครศรีอยุธยา")


def person(*roles: Role, area: Place | None = MAE_HONG_SON, agency: Agency | None = None) -> Person:
    user_id = f"U{uuid4().hex}"
    return Person(uuid4(), user_id, "สมใจ", frozenset(roles), area, agency, consented_at=NOW)


def a_case(
    reporter: Person, serial: int = 1, *agencies: Agency, place: Place = MAE_HONG_SON
) -> Case:
    return Case(
        id=uuid4(),
        number=format_number(place.province_code, 2569, serial),
        reporter_id=reporter.id,
        state=CaseState.SCREENING,
        kind=Kind.PROBLEM,
        category=Category.PROTECTION,
        subtype=None,
        confidence=0.9,
        urgency=Urgency.NORMAL,
        place=place,
        parts=(Part(f"m{serial}", "ไม่ได้ค่าแรง"),),
        created_at=NOW + timedelta(minutes=serial),
        changed_at=NOW,
        referrals=tuple(
            Referral(uuid4(), each, f"{each}-58", "สำนักงาน", ReferralState.SENT, NOW)
            for each in agencies
        ),
    )


def save(session: Session, *things: Person | Case) -> None:
    for thing in things:
        if isinstance(thing, Person):
            people.save_person(session, thing)
        else:
            cases.save_case(session, thing)


def spoken(words: str = "", data: str = "", message_id: str = "") -> Inbound:
    if data:
        return Inbound(InboundKind.POSTBACK, "E1", NOW, data=data)
    if words:
        return Inbound(InboundKind.TEXT, "E1", NOW, parts=(Part("m", words),))
    return Inbound(InboundKind.UNSEND, "E1", NOW, message_id=message_id)


def context(
    session: Session, by: Person, inbound: Inbound, step: str = "", **draft: object
) -> Context:
    chat = Conversation(f"user:{by.line_user_id}", by.id, step, draft)
    return gather(session, inbound, None, chat, by, rules=Rules(), now=NOW)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (person(Role.MENTOR), True),
        (person(Role.MENTOR, area=AYUTTHAYA), False),
        (person(Role.OFFICER, agency=Agency.DLPW), True),
        (person(Role.OFFICER, agency=Agency.SSO), False),
        (person(Role.OFFICER, agency=Agency.DLPW, area=AYUTTHAYA), False),
        (person(Role.OFFICER, agency=Agency.DLPW, area=None), False),
        (person(Role.VOLUNTEER, agency=Agency.DLPW), False),
        (person(Role.OPERATOR), False),
        (person(Role.CITIZEN), False),
        (person(), False),
    ],
)
def test_who_may_see_a_case(session: Session, who: Person, sees: bool) -> None:
    reporter = person(Role.VOLUNTEER)
    case = a_case(reporter, 1, Agency.DLPW)
    save(session, reporter, who, case)
    assert may_see(reporter, case)
    assert may_see(who, case) == sees
    wanted = case if sees else None
    by_button = context(session, who, spoken(data=encode("case.show", case=case.id)))
    by_number = context(session, who, spoken(f"เรื่อง {case.number} ไปถึงไหน"))
    by_step = context(session, who, spoken("ผลคือ"), "office.result", case=str(case.id))
    for found in (by_button, by_number, by_step):
        assert found.case == wanted
    assert by_number.case_number_typed
    assert not by_button.case_number_typed


def test_a_case_nobody_has_is_none(session: Session) -> None:
    mentor = person(Role.MENTOR)
    save(session, mentor)
    for data in (encode("case.show", case=uuid4()), "a=case.show&case=5", "a=case.show", "%%%"):
        assert context(session, mentor, spoken(data=data)).case is None
    assert context(session, mentor, spoken("x"), "case.add", case="no uuid").case is None


def test_a_reporters_own_cases_and_the_question_open(session: Session) -> None:
    reporter = person(Role.VOLUNTEER)
    found = [a_case(reporter, serial) for serial in range(1, 13)]
    asked = replace(found[3], question=Question("วันไหนคะ", reporter.id, NOW))
    save(session, reporter, *found, asked)
    known = context(session, reporter, spoken("เมื่อวาน"))
    assert [each.number for each in known.my_cases] == [c.number for c in found[:1:-1]]
    assert known.asked == asked
    for kind in (InboundKind.IMAGE, InboundKind.LOCATION):
        assert context(session, reporter, Inbound(kind, "E1", NOW, message_id="m")).asked == asked


def test_all_open_questions_are_known_the_latest_asked_first(session: Session) -> None:
    reporter = person(Role.VOLUNTEER)
    found = [a_case(reporter, serial) for serial in range(1, 13)]
    later = Question("กี่คนคะ", reporter.id, NOW + timedelta(hours=1))
    first = replace(found[5], question=Question("วันไหนคะ", reporter.id, NOW))
    oldest = replace(found[0], question=later)  # older than the cases that are read
    save(session, reporter, *found, first, oldest)
    known = context(session, reporter, spoken("เมื่อวาน"))
    assert known.open_questions == (oldest, first)
    assert known.asked == oldest


def test_who_asked_is_known_to_the_reporter_and_while_they_see_the_case(
    session: Session,
) -> None:
    reporter, asker = person(Role.VOLUNTEER), person(Role.MENTOR)
    case = replace(a_case(reporter), question=Question("วันไหนคะ", asker.id, NOW))
    save(session, reporter, asker, case)
    tapped = spoken(data=encode("question.reply", case=case.id))
    assert context(session, asker, tapped).askers == {}
    finishes = context(session, asker, spoken("จ่ายแล้ว"), "office.result", case=str(case.id))
    assert finishes.askers == {case.id: asker}, "what they ask may end with their part"
    for left in (
        replace(asker, area=AYUTTHAYA),
        replace(asker, roles=frozenset()),
        replace(asker, blocked=True),
    ):
        for now, wanted in ((asker, {case.id: asker}), (left, {})):
            save(session, now)
            assert context(session, reporter, spoken("เมื่อวาน")).askers == wanted
            assert context(session, reporter, tapped).askers == wanted


def test_the_label_of_a_result_typed_speaks_of_the_only_case_that_waits(session: Session) -> None:
    reporter = person(Role.VOLUNTEER)
    found = [a_case(reporter, serial) for serial in range(1, 12)]
    told = [replace(each, state=CaseState.ANSWERED) for each in found]
    label = spoken("ยังไม่เรียบร้อย ค่ะ")
    save(session, reporter, found[0], told[1])
    assert context(session, reporter, label).case == told[1]
    assert context(session, reporter, spoken("ยังไม่ได้เลย")).case is None
    save(session, told[2])
    assert context(session, reporter, label).case is None, "of two it may be either"
    save(session, found[2], *found[3:])
    assert context(session, reporter, label).case is None, "an older one may wait as well"


def test_an_unsent_message_names_its_case(session: Session) -> None:
    reporter = person(Role.VOLUNTEER)
    first, second = a_case(reporter, 1), a_case(reporter, 2)
    save(session, reporter, first, second)
    assert context(session, reporter, spoken(message_id="m2")).case == second
    assert context(session, reporter, spoken(message_id="m9")).case is None


def test_what_waits_for_a_mentor_and_for_an_officer(session: Session) -> None:
    reporter, mentor = person(Role.VOLUNTEER), person(Role.MENTOR)
    officer = person(Role.OFFICER, agency=Agency.DLPW)
    here, referred = a_case(reporter, 1), a_case(reporter, 2, Agency.DLPW)
    elsewhere = a_case(reporter, 3, Agency.DLPW, place=AYUTTHAYA)
    save(session, reporter, mentor, officer, here, referred, elsewhere)
    asking = spoken("เรื่องรอ")
    assert {c.id for c in context(session, mentor, asking).waiting} == {here.id, referred.id}
    assert [c.id for c in context(session, officer, asking).waiting] == [referred.id]
    assert context(session, reporter, asking).waiting == ()


def test_a_code_is_known_however_it_is_typed(session: Session) -> None:
    newcomer = person(area=None)
    invitation = Invitation("2ABC-DEFG", Role.VOLUNTEER, MAE_HONG_SON, None, None, NOW)
    save(session, newcomer)
    people.save_invitation(session, invitation)
    for typed in ("2ABC-DEFG", " 2abc defg ", "2abcdefg", "รหัสเชิญ 2ABC-DEFG", "2abc-defg ค่ะ"):
        assert context(session, newcomer, spoken(typed)).invitation == invitation
    assert context(session, newcomer, spoken("สมใจ"), "register.name", code="2ABC-DEFG").invitation
    assert context(session, newcomer, spoken("3ABC-DEFG")).invitation is None


def test_a_mentor_gets_an_unused_code_only_for_inviting(session: Session) -> None:
    mentor = person(Role.MENTOR)
    save(session, mentor)
    inviting = context(session, mentor, spoken(data=encode("invite.mentor")))
    assert find_code(inviting.fresh_code) == inviting.fresh_code
    assert context(session, mentor, spoken("ปาย"), "invite.where").fresh_code
    assert not context(session, mentor, spoken("สวัสดี")).fresh_code


def test_the_applicant_a_button_is_about(session: Session) -> None:
    mentor, applicant = person(Role.MENTOR), replace(person(), applied_at=NOW)
    elsewhere = replace(person(area=AYUTTHAYA), applied_at=NOW)
    volunteer = person(Role.VOLUNTEER)
    save(session, mentor, applicant, elsewhere, volunteer)
    button = spoken(data=encode("desk.approve", person=applicant.id))
    assert context(session, mentor, button).applicant == applicant
    for other in (elsewhere, volunteer):  # of another province; who asked for nothing
        button = spoken(data=encode("desk.approve", person=other.id))
        assert context(session, mentor, button).applicant is None


def test_offices_and_the_next_number_of_the_drafts_province(session: Session) -> None:
    reporter = person(Role.VOLUNTEER)
    save(session, reporter, a_case(reporter, 1, place=AYUTTHAYA))
    offices.save_offices(
        session, generated_offices([("14", "พระนครศรีอยุธยา"), ("58", "แม่ฮ่องสอน"), ("10", "กรุงเทพฯ")])
    )
    place = {"province_code": "14", "province": "พระนครศรีอยุธยา"}
    draft = {"parts": [], "place": place, "place_candidates": [{"province_code": "xx"}, 5]}
    submitting = context(
        session, reporter, spoken(data=encode("report.submit")), "report.confirm", **draft
    )
    assert submitting.next_serial == 2
    assert {office.province_code for office in submitting.offices} == {"14", "58"}
    assert context(session, reporter, spoken("ส่งเรื่อง"), "report.confirm", **draft).next_serial == 2
    odd = context(session, reporter, spoken("ก"), "x", place={"province_code": ["14"]})
    assert odd.next_serial == 1


def test_groups_standby_and_nobody_get_nothing_to_know(session: Session) -> None:
    mentor = person(Role.MENTOR)
    case = a_case(mentor)
    save(session, mentor, case)
    in_group = replace(spoken(case.number), in_group=True)
    standby = Inbound(InboundKind.STANDBY, "E1", NOW)
    for by, inbound in ((mentor, in_group), (mentor, standby), (NOBODY, spoken(case.number))):
        known = context(session, by, inbound)
        assert (known.case, known.my_cases, known.waiting) == (None, (), ())


def test_a_timer_gets_its_case_or_its_provinces_waiting_ones(session: Session) -> None:
    reporter = person(Role.VOLUNTEER)
    case = a_case(reporter)
    save(session, reporter, case)
    offices.save_offices(session, generated_offices([("58", "แม่ฮ่องสอน")]))
    of_case = gather_timer(session, case.id, {}, rules=Rules(), now=NOW)
    assert (of_case.case, of_case.person) == (case, NOBODY)
    assert of_case.offices
    digest = gather_timer(session, None, {"province_code": "58"}, rules=Rules(), now=NOW)
    assert digest.waiting == (case,)
    gone = gather_timer(session, UUID(int=5), {}, rules=Rules(), now=NOW)
    assert (gone.case, gone.offices) == (None, ())


def test_an_inbound_moves_nothing(session: Session) -> None:
    reporter = person(Role.VOLUNTEER)
    save(session, reporter)
    context(session, reporter, spoken("สวัสดี"))
    key = f"user:{reporter.line_user_id}"
    assert conversations.conversation(session, key) == Conversation(key)
