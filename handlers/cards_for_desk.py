"""The cards mentors and department officers work with."""

from casework.agencies import SHORT_OFFICE_NAMES
from casework.cases import (
    REFERRAL_STATE_NAMES,
    STATE_NAMES,
    Case,
    CaseState,
    Referral,
    ReferralState,
)
from casework.masking import mask
from casework.messages import Button, Card, Cards, Row
from casework.places import BANGKOK
from casework.rules import Rules
from casework.thai_calendar import thai_datetime
from handlers.cards_for_reporters import TONES, referral_in_words, result_in_words
from handlers.describe import (
    attached_in_words,
    category_in_words,
    flags_in_words,
    people_in_words,
    quote,
    several_of,
    urgency_in_words,
    why_in_words,
)
from handlers.postback import encode
from handlers.proposal import departments
from handlers.words import say


def desk_card(case: Case, rules: Rules, title_key: str = "desk.new") -> Card:
    """A case for the screening desk, with every step the desk may take next."""
    rows = _facts(case)
    rows.append(Row(say("desk.row.state"), _state_in_words(case)))
    rows.extend(Row(say("desk.row.referral"), _referral_in_words(each)) for each in case.referrals)
    if case.question:
        rows.append(Row(say("desk.row.answer"), mask(case.question.text)))
    if result := result_in_words(case):
        rows.append(Row(say("desk.row.result"), result))
    proposed = departments(case, rules)
    if case.is_open and proposed and not case.referrals:
        names = ", ".join(SHORT_OFFICE_NAMES[agency] for agency in proposed)
        rows.append(Row(say("desk.row.proposed"), names))
    return Card(
        title=say(title_key, number=case.number),
        rows=tuple(rows),
        paragraphs=(quote(case),),
        buttons=_desk_buttons(case, bool(proposed)),
        tone=TONES[case.urgency],
        alt=alt(case),
    )


def office_card(case: Case, referral: Referral, title_key: str = "office.new") -> Card:
    """A referral for a department's officer."""
    rows = _facts(case)
    if case.place.province_code == BANGKOK:  # one of several area offices of the department
        rows.append(Row(say("desk.row.referral"), referral.office_name))
    rows.append(Row(say("desk.row.state"), REFERRAL_STATE_NAMES[referral.state]))
    if case.question:
        rows.append(Row(say("desk.row.answer"), mask(case.question.text)))
    return Card(
        title=say(title_key, number=case.number),
        rows=tuple(rows),
        paragraphs=(quote(case),),
        buttons=_office_buttons(case, referral),
        tone=TONES[case.urgency],
        alt=alt(case),
    )


def short_card(case: Case) -> Card:
    """A case in a list: enough to choose the next one, one button to open it."""
    return Card(
        title=say("case.title", number=case.number),
        rows=(
            Row(say("desk.row.category"), category_in_words(case.category, case.subtype)),
            Row(say("desk.row.place"), case.place.thai()),
            Row(say("desk.row.urgency"), urgency_in_words(case.urgency)),
            Row(say("desk.row.state"), _state_in_words(case)),
            Row(say("desk.row.came"), thai_datetime(case.created_at)),
        ),
        buttons=(Button(say("case.open"), encode("case.show", case=case.id), primary=True),),
        tone=TONES[case.urgency],
        alt=alt(case),
    )


def waiting_list(cases: tuple[Case, ...]) -> Cards:
    """The waiting cases side by side, most urgent and oldest first (at most 10 shown)."""
    return Cards(
        cards=tuple(short_card(case) for case in first_of(cases)),
        alt=say("desk.waiting_alt", count=len(cases)),
    )


def first_of(cases: tuple[Case, ...]) -> list[Case]:
    """Those of the waiting cases that the list shows."""
    return sorted(cases, key=lambda case: (-case.urgency, case.created_at))[:10]


def alt(case: Case) -> str:
    """What a phone shows before the chat is opened: no text of the report."""
    return say(
        "desk.alt",
        urgency=urgency_in_words(case.urgency),
        number=case.number,
        category=category_in_words(case.category, case.subtype),
        place=case.place.thai(),
    )


def _facts(case: Case) -> list[Row]:
    sure = say(
        "desk.sure",
        category=category_in_words(case.category, case.subtype),
        percent=round(case.confidence * 100),
    )
    by_machine = case.decided_by == "machine"
    rows = [
        Row(
            say("desk.row.category"),
            sure if by_machine else category_in_words(case.category, case.subtype),
        ),
        Row(say("desk.row.place"), case.place.thai()),
        Row(say("desk.row.urgency"), urgency_in_words(case.urgency)),
    ]
    if several := several_of(case):
        rows.insert(1, Row(say("desk.row.several"), several))
    if case.flags:
        rows.append(Row(say("desk.row.flags"), flags_in_words(case.flags)))
    if case.people_count:
        rows.append(Row(say("desk.row.people"), people_in_words(case.people_count)))
    rows.append(Row(say("desk.row.affected"), say(f"desk.affected.{case.affected_consent}")))
    if why := why_in_words(case):
        rows.append(Row(say("desk.row.why"), why))
    if case.attachments:
        rows.append(Row(say("desk.row.attached"), attached_in_words(case.attachments)))
    rows.append(Row(say("desk.row.came"), thai_datetime(case.created_at)))
    return rows


def _state_in_words(case: Case) -> str:
    """Where the case stands; while it is screened, whether a mentor looks after it already."""
    if case.state != CaseState.SCREENING:
        return STATE_NAMES[case.state]
    taken = "desk.state.taken" if case.mentor_id else "desk.state.free"
    return say(taken, state=STATE_NAMES[case.state])


def _referral_in_words(referral: Referral) -> str:
    state = referral_in_words(referral)
    return f"{state}: {mask(referral.reason)}" if referral.reason else state


def _desk_buttons(case: Case, proposed: bool) -> tuple[Button, ...]:
    if not case.is_open:
        return ()
    take = Button(say("desk.take"), encode("desk.take", case=case.id))
    refer = Button(say("desk.refer"), encode("desk.refer", case=case.id), primary=True)
    can_refer = proposed and not case.referrals
    waits = not any(each.is_open for each in case.referrals)  # nobody has it: choosing is next
    key = "desk.change" if can_refer or not waits else "desk.choose"
    change = Button(say(key), encode("desk.change", case=case.id), primary=waits and not can_refer)
    return (
        *((refer,) if can_refer else (change,) if change.primary else ()),
        *(() if case.mentor_id else (take,)),
        *(() if change.primary else (change,)),
        Button(say("desk.ask"), encode("desk.ask", case=case.id)),
        Button(say("desk.close"), encode("desk.close", case=case.id)),
    )


def _office_buttons(case: Case, referral: Referral) -> tuple[Button, ...]:
    if not referral.is_open:
        return ()
    ids = {"case": case.id, "referral": referral.id}
    accept = Button(say("office.accept"), encode("office.accept", **ids), primary=True)
    done = Button(
        say("office.done"),
        encode("office.done", **ids),
        primary=referral.state != ReferralState.SENT,
    )
    return (
        *((accept,) if referral.state == ReferralState.SENT else ()),
        done,
        Button(say("office.return"), encode("office.return", **ids)),
        Button(say("desk.ask"), encode("desk.ask", case=case.id)),
    )
