"""Whoever chooses another category teaches the reader: the choice is kept, not the person."""

from typing import Any

import pytest

from casework import masking
from casework.cases import Case, Part, ReferralState
from casework.categories import Category, Kind
from casework.changes import Decision, KeepCorrection, SaveCase, SetConversation
from casework.corrections import Correction, Label
from casework.people import Person, Role
from casework.personal_data import EVERYTHING
from casework.reading import ReadAs, Reading
from handlers.draft import Draft, from_json, to_json
from handlers.routes import decide
from tests.builders import (
    MONDAY_TEN,
    WAGES,
    case,
    changes,
    context,
    draft,
    mentor,
    person,
    postback,
    reading,
    referral,
    referred,
    text,
    volunteer,
)
from tests.casework.places import PAI

READ = ReadAs(Category.PROTECTION, "P01", 0.9)


def kept(decision: Decision) -> list[Correction]:
    return [each.correction for each in changes(decision, KeepCorrection)]


def after(decision: Decision) -> Draft:
    made = from_json(changes(decision, SetConversation)[-1].draft)
    assert made is not None
    return made


def told(who: Person, *taps: str, read: Reading | None = None) -> Draft:
    """A draft that was told and then put into these categories on its card."""
    made = after(decide(text(), read or reading(place=PAI), context(who)))
    for category in taps:
        button = postback("report.category", category=category)
        made = after(decide(button, None, context(who, draft=made)))
    return made


def sent(who: Person, told: Draft) -> Decision:
    ctx = context(who, draft=told, step="report.consent")
    return decide(postback("report.consent", answer="agreed"), None, ctx)


def desk(about: Case, agency: str, who: Person | None = None) -> Decision:
    button = postback("desk.agency", case=about.id, agency=agency)
    return decide(button, None, context(who or mentor(), case=about))


# On the draft's card


@pytest.mark.parametrize(
    ("who", "role"), [(volunteer(), Role.VOLUNTEER), (person("ประชา"), Role.CITIZEN)]
)
def test_the_reporters_choice_is_kept_when_the_report_is_sent(who: Person, role: Role) -> None:
    chosen = told(who, "skills")
    decision = sent(who, chosen)
    (made,) = kept(decision)
    (saved,) = changes(decision, SaveCase)
    assert made.case_id == saved.case.id
    assert (made.old, made.old_by) == (Label(Category.PROTECTION, "P01"), "machine")
    assert made.new == Label(Category.SKILLS)
    assert made.read == saved.case.read == ReadAs(Category.PROTECTION, "P01", 0.9)
    assert (made.model_version, made.kind) == ("test", Kind.PROBLEM)
    assert (made.decided_by, made.decided_at) == (role, MONDAY_TEN)
    assert made.text == WAGES


def test_choosing_keeps_nothing_before_the_report_is_sent() -> None:
    button = postback("report.category", category="skills")
    assert kept(decide(button, None, context(draft=told(volunteer())))) == []


@pytest.mark.parametrize(
    "taps",
    [
        (),  # the reader was right
        ("protection",),  # and was confirmed
        ("skills", "protection"),  # second thoughts
        ("unclear",),  # an officer is to look: nobody said what it is
    ],
)
def test_what_puts_nothing_right_is_not_kept(taps: tuple[str, ...]) -> None:
    decision = sent(volunteer(), told(volunteer(), *taps))
    assert changes(decision, SaveCase)
    assert kept(decision) == []


def test_the_last_choice_counts_and_so_does_the_last_reading() -> None:
    chosen = told(volunteer(), "skills", "employment")
    more = reading(Category.SKILLS, sure=0.6, place=PAI)
    longer = after(decide(text("อยากฝึกอาชีพ", "e2"), more, context(draft=chosen)))
    (made,) = kept(sent(volunteer(), longer))
    assert (made.old.category, made.new.category) == (Category.SKILLS, Category.EMPLOYMENT)
    assert made.read is not None
    assert made.read.confidence == 0.6
    assert made.text == f"{WAGES}\nอยากฝึกอาชีพ"


def test_what_the_reader_took_for_somebody_elses_is_put_right_too() -> None:
    other = reading(Category.OUT_OF_SCOPE, place=PAI)
    offered = after(decide(text(), other, context()))
    ours = after(decide(postback("report.is_work"), None, context(draft=offered)))
    button = postback("report.category", category="protection")
    chosen = after(decide(button, None, context(draft=ours)))
    (made,) = kept(sent(volunteer(), chosen))
    assert (made.old, made.new) == (
        Label(Category.OUT_OF_SCOPE, "O01"),
        Label(Category.PROTECTION),
    )
    assert made.read == ReadAs(Category.OUT_OF_SCOPE, "O01", 0.9)


def test_a_draft_told_before_the_readers_word_was_kept_is_sent_all_the_same() -> None:
    old = to_json(draft(decided_by="reporter", category=Category.SKILLS, subtype=None))
    del old["read"]
    unread = from_json(old)
    assert unread is not None
    decision = sent(volunteer(), unread)
    assert changes(decision, SaveCase)
    assert kept(decision) == []


# Afterwards


def test_the_reporter_corrects_a_sent_case() -> None:
    button = postback("case.category", case=case().id, category="skills")
    (made,) = kept(decide(button, None, context(case=case(read=READ))))
    assert (made.old, made.new) == (Label(Category.PROTECTION, "P01"), Label(Category.SKILLS))
    assert (made.decided_by, made.read) == (Role.VOLUNTEER, READ)


def test_correcting_the_place_is_no_correction_of_the_reader() -> None:
    ctx = context(case=case(), step="case.place", draft={"case": str(case().id)})
    decision = decide(text("ปาย"), reading(place=PAI), ctx)
    assert changes(decision, SaveCase)
    assert kept(decision) == []


def test_the_desk_refers_to_another_agency() -> None:
    (made,) = kept(desk(case(read=READ, model_version="1-abc"), "sso"))
    assert (made.old, made.new) == (
        Label(Category.PROTECTION, "P01"),
        Label(Category.SOCIAL_SECURITY),
    )
    assert (made.decided_by, made.read, made.model_version) == (Role.MENTOR, READ, "1-abc")


def test_the_desk_puts_right_what_the_reporter_chose() -> None:
    (made,) = kept(desk(case(decided_by="reporter", read=READ), "sso"))
    assert made.old_by == "reporter"


def test_a_case_an_office_gave_back_is_put_right_when_it_is_sent_on() -> None:
    back = referred(referral(state=ReferralState.RETURNED))
    assert [each.new.category for each in kept(desk(back, "doe"))] == [Category.EMPLOYMENT]


@pytest.mark.parametrize(
    ("about", "agency"),
    [
        (case(), "dlpw"),  # as the reader said
        (referred(), "sso"),  # one more office, beside the first
        (referred(), "dlpw"),  # is there already
        (case(), "mol_ops"),  # no such choice
    ],
)
def test_referring_that_changes_no_category_keeps_nothing(about: Case, agency: str) -> None:
    assert kept(desk(about, agency)) == []


def test_nobody_without_the_right_teaches_the_reader() -> None:
    assert kept(desk(case(), "sso", who=volunteer())) == []


# Privacy


def test_the_text_is_masked_and_names_nobody() -> None:
    parts = (Part("m1", "โทร 081-234-5678 บัตร 1101700230705"),)
    (made,) = kept(desk(case(parts=parts), "sso"))
    assert made.text == "โทร [เบอร์โทร] บัตร [เลขบัตร]"
    shown = repr(made)
    for who in (mentor(), volunteer()):
        assert str(who.id) not in shown
        assert who.line_user_id not in shown
        assert who.name not in shown


def test_masking_fails_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_text: str) -> Any:
        raise RuntimeError

    monkeypatch.setattr(masking, "find_personal_data", broken)
    (made,) = kept(desk(case(), "sso"))
    assert made.text == EVERYTHING


def test_a_subtype_alone_is_put_right_too() -> None:
    read = Label(Category.PROTECTION, "P01")
    assert read.is_put_right_by(Label(Category.PROTECTION, "P02"))
    assert not read.is_put_right_by(Label(Category.PROTECTION, "P01"))
    assert not read.is_put_right_by(Label(Category.PROTECTION))
    assert not read.is_put_right_by(Label(Category.UNCLEAR))
    assert Label(Category.UNCLEAR).is_put_right_by(Label(Category.SKILLS))
