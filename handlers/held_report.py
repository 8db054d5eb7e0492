"""Words that come long after a report that was told and not sent: the same report, or another one?
They are held beside it. If they are another one, the first is sent or cancelled before it."""

from dataclasses import replace

from casework.changes import Decision, SetConversation
from casework.masking import mask
from casework.messages import Button, Text
from casework.reading import Reading
from handlers.context import Context
from handlers.draft import Draft, followed, from_json, joined, to_json, understood
from handlers.emergencies import alert_before_submitting
from handlers.inbound import Inbound
from handlers.postback import encode
from handlers.replies import answer, show
from handlers.reporting import present
from handlers.words import say

LONGEST_TOLD = 60  # characters of the first report by which its writer knows it again


def which(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The reporter says which; the words are held meanwhile, with more of them, and after that
    while the first report is neither sent nor cancelled."""
    draft = from_json(context.draft)
    if reading is None or draft is None:
        return answer("not_readable")
    person, sure_at = context.person, context.rules.sure_at
    if draft.held is None:
        held = understood(Draft(), inbound.parts, reading, person)
    else:
        held = followed(draft.held, inbound.parts, reading, person, sure_at)
    # Whichever it is: who is asked may not be able to tap.
    alerted, alert = alert_before_submitting(
        replace(held, place=held.place or draft.place), context
    )
    is_asked = draft.held is None or context.step == "report.which"
    draft = replace(draft, held=replace(alerted, place=held.place))
    return alert + (ask_which(draft, context) if is_asked else present(draft, context))


def ask_which(draft: Draft, context: Context) -> Decision:
    """Whether what is held beside the draft belongs to it."""
    masked = mask(" ".join(draft.text.split()))
    told = masked if len(masked) <= LONGEST_TOLD else masked[: LONGEST_TOLD - 1] + "…"
    quick = (
        Button(say("case.add_held"), encode("report.add_held")),
        Button(say("answer.is_new"), encode("question.is_new")),
    )
    changes = (SetConversation("report.which", to_json(draft)),)
    question = Text(say("report.which", told=told))
    return show(question, "report.which", quick=quick, changes=changes, quotes_case=True)


def add_held(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """What is held belongs to the report that was told before."""
    draft = from_json(context.draft)
    if draft is None or draft.held is None:
        return answer("stale_button")
    return present(joined(draft, draft.held, context.rules.sure_at), context)
