"""The cards a reporter sees: what was understood of a draft, a case with its state, the list."""

from casework.cases import REFERRAL_STATE_NAMES, Case, CaseState, Referral, ReferralState
from casework.messages import Button, Card, Cards, Row
from casework.thai_calendar import thai_date
from handlers.describe import (
    category_in_words,
    people_in_words,
    place_with_source,
    quoted,
    several_in_words,
    urgency_in_words,
)
from handlers.draft import Draft
from handlers.postback import encode
from handlers.words import say

TONES = ("normal", "urgent", "emergency")  # by urgency


def draft_card(draft: Draft, destination: str) -> Card:
    """What was understood, why, and where it would go, with the buttons to mend or send it, which
    know by its first message what they are of."""
    of = {"draft": draft.parts[0].message_id} if draft.parts else {}
    rows = [
        Row(say("report.row.category"), category_in_words(draft.category, draft.subtype)),
        Row(say("report.row.place"), place_with_source(draft.place) if draft.place else "-"),
    ]
    if draft.problems and draft.decided_by == "machine":
        rows.insert(1, Row(say("report.row.several"), several_in_words(draft.problems)))
    if draft.people_count:
        rows.append(Row(say("report.row.people"), people_in_words(draft.people_count)))
    rows.append(Row(say("report.row.urgency"), urgency_in_words(draft.urgency)))
    rows.append(Row(say("report.row.office"), destination))
    if draft.words and draft.decided_by == "machine":
        rows.append(Row(say("report.row.why"), quoted(draft.words)))
    if draft.attachments:
        attached = say("report.photos", count=len(draft.attachments))
        rows.append(Row(say("report.row.photos"), attached))
    return Card(
        title=say("report.card"),
        rows=tuple(rows),
        buttons=(
            Button(say("report.submit"), encode("report.submit", **of), primary=True),
            Button(say("report.change_category"), encode("report.change_category", **of)),
            Button(say("report.change_place"), encode("report.change_place", **of)),
            Button(say("report.add_photo"), encode("report.add_photo", **of)),
            Button(say("report.cancel"), encode("report.cancel", **of)),
        ),
        tone=TONES[draft.urgency],
    )


def reporter_card(case: Case) -> Card:
    """A case as its reporter sees it: state, offices, results, and what may still be done."""
    rows = [
        Row(say("report.row.category"), category_in_words(case.category, case.subtype)),
        Row(say("report.row.place"), case.place.thai()),
        Row(say("case.row.state"), say(f"case.state.{case.state}")),
        *(
            Row(say("case.row.office"), referral_in_words(each))
            for each in case.referrals
            if each.state != ReferralState.RETURNED
        ),
        Row(say("case.row.changed"), thai_date(case.changed_at)),
    ]
    if case.attachments:
        rows.append(Row(say("report.row.photos"), say("report.photos", count=case.attachments)))
    if case.question:
        rows.append(Row(say("case.row.question"), case.question.text))
    if result := result_in_words(case):
        rows.append(Row(say("case.row.result"), result))
    return Card(
        title=say("case.title", number=case.number),
        rows=tuple(rows),
        buttons=_buttons(case),
        tone="quiet" if not case.is_open else TONES[case.urgency],
    )


def referral_in_words(referral: Referral) -> str:
    """The office, and under it where its part of the case stands."""
    return f"{referral.office_name}\n{REFERRAL_STATE_NAMES[referral.state]}"


def result_in_words(case: Case) -> str:
    """What the offices (or the desk) answered; empty before that."""
    results = [each.result for each in case.referrals if each.result]
    return "\n".join([*results, *([case.result] if case.result else [])])


def case_list(cases: tuple[Case, ...]) -> Cards:
    """The reporter's cases side by side, newest first."""
    return Cards(
        cards=tuple(reporter_card(case) for case in cases[:10]),
        alt=say("cases.alt", count=len(cases)),
    )


def answered_buttons(case: Case) -> tuple[Button, ...]:
    """Confirm or reopen: what a reporter decides when the result was told."""
    return (
        Button(say("answer.confirm"), encode("answer.confirm", case=case.id), primary=True),
        Button(say("answer.reopen"), encode("answer.reopen", case=case.id)),
    )


def _buttons(case: Case) -> tuple[Button, ...]:
    if case.state == CaseState.ANSWERED:
        return answered_buttons(case)
    if case.state == CaseState.CLOSED:
        return (Button(say("answer.reopen"), encode("answer.reopen", case=case.id)),)
    if not case.is_open:
        return ()
    correct = Button(say("case.correct"), encode("case.correct", case=case.id))
    reply = Button(say("news.reply_button"), encode("question.reply", case=case.id), primary=True)
    return (
        *((reply,) if case.question else ()),
        Button(say("case.add"), encode("case.add", case=case.id), primary=case.question is None),
        *((correct,) if case.state == CaseState.SCREENING else ()),
        Button(say("case.withdraw"), encode("case.withdraw", case=case.id)),
    )
