"""Life in danger: the desk hears at once, of what was not submitted yet and of what is added."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casework.cases import Case, CaseState, Part
from casework.categories import Flag, Urgency, said_already
from casework.changes import Decision
from casework.masking import mask
from casework.messages import Button, Card, Message, Row, Text, ToMentors, ToOperators
from casework.places import Place, PlaceSource
from casework.rules import DueStep
from casework.thai_calendar import thai_datetime
from handlers.context import Context
from handlers.describe import flags_in_words
from handlers.draft import Draft
from handlers.due import set_due
from handlers.notices import unheard
from handlers.postback import encode
from handlers.safety import ALERT_FLAGS, DANGER_FLAGS
from handlers.words import say


def alert_before_submitting(
    draft: Draft, context: Context, about: Case | None = None
) -> tuple[Draft, Decision]:
    """Tells the mentors of a draft, once, though nothing was submitted yet; the operators while
    nobody knows in which province it is, or where no mentor can be reached. Words that name no
    place are where the case is that they may be `about`."""
    place = draft.place or context.person.area
    if about and (draft.place is None or draft.place.source == PlaceSource.VOLUNTEER_AREA):
        place = about.place
    dangers = set(draft.flags) & ALERT_FLAGS
    if not dangers or draft.urgency < Urgency.EMERGENCY:
        return draft, Decision()
    if place is None:
        return tell_operators(draft, context)
    if draft.alerted:
        return draft, Decision()
    card = Card(
        title=say("desk.emergency"),
        rows=_rows(dangers, place, context),
        paragraphs=(mask(draft.text), say("desk.emergency_how")),
        tone="emergency",
    )
    nobody = say("operator.emergency_unheard", now=thai_datetime(context.now), place=place.thai())
    message = Message(
        ToMentors(place.province_code),
        card,
        "desk.emergency",
        urgent=True,
        quotes_case=True,
        unheard=Text(nobody),
    )
    return replace(draft, alerted=True), Decision(messages=(message,))


def tell_operators(draft: Draft, context: Context) -> tuple[Draft, Decision]:
    """Tells whoever looks after the service that somebody cannot say where: once a draft, and once
    more if it becomes an emergency. Nothing of what was told is in it."""
    in_danger, before = draft.urgency == Urgency.EMERGENCY, draft.operators_told
    if before == Urgency.EMERGENCY or (before is not None and not in_danger):
        return draft, Decision()
    key = "operator.emergency" if in_danger else "operator.place_unknown"
    text = Text(say(key, now=thai_datetime(context.now)))
    message = Message(ToOperators(), text, key, urgent=in_danger)
    return replace(draft, operators_told=draft.urgency), Decision(messages=(message,))


def added_to(
    case: Case, parts: Sequence[Part], flags: Iterable[Flag], urgency: Urgency, context: Context
) -> tuple[Case, Decision]:
    """The case with the dangers and the urgency of words that are added to it. In an emergency that
    was not known of, the mentors hear at once, whoever works on the case, and it is soon due."""
    dangers = DANGER_FLAGS.intersection(flags)
    known = case.flags | dangers
    worse = replace(case, flags=known - said_already(known), urgency=max(case.urgency, urgency))
    is_news = case.urgency < urgency or bool(dangers & ALERT_FLAGS - case.flags)
    if urgency < Urgency.EMERGENCY or not is_news:
        return worse, Decision()
    card = Card(
        title=say("desk.emergency_added", number=case.number),
        rows=_rows(dangers, case.place, context),
        paragraphs=(mask("\n".join(part.text for part in parts)), say("desk.emergency_added_how")),
        buttons=(Button(say("case.open"), encode("case.show", case=case.id), primary=True),),
        tone="emergency",
    )
    message = Message(
        ToMentors(case.place.province_code),
        card,
        "desk.emergency_added",
        urgent=True,
        case_id=case.id,
        quotes_case=True,
        unheard=unheard(worse),
    )
    screens = case.state == CaseState.SCREENING
    due = (set_due(worse, DueStep.SCREEN, context.now, context.rules),) if screens else ()
    return worse, Decision(due, (message,))


def _rows(dangers: Iterable[Flag], place: Place, context: Context) -> tuple[Row, ...]:
    rows = (
        (say("desk.row.flags"), flags_in_words(dangers)),
        (say("desk.row.place"), place.thai()),
        (say("desk.row.reporter"), context.person.name),
    )
    return tuple(Row(label, value) for label, value in rows if value)
