"""Words that come long after a reporter pressed the button for adding to a case: the case's, or
something new? And what becomes of words that were held back."""

from casework.cases import Case
from casework.changes import Decision, SetConversation
from casework.messages import Button
from casework.reading import Reading
from handlers.context import Context
from handlers.draft import Draft, from_json, to_json, understood
from handlers.emergencies import alert_before_submitting
from handlers.inbound import Inbound
from handlers.my_cases import add
from handlers.postback import encode
from handlers.questions import ask_again, without_report
from handlers.replies import answer
from handlers.reporting import present
from handlers.words import say


def which(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The reporter says which; the words are held back meanwhile, with more of them."""
    if reading is None:
        return answer("not_readable")
    case, held = context.case, from_json(context.draft) or Draft()
    draft = understood(held, inbound.parts, reading, context.person)
    if case is None or not case.is_open:
        return ask_which(draft, context)
    # Whichever it is: who is asked may not be able to tap.
    draft, alert = alert_before_submitting(draft, context, case)
    return alert + ask_which(draft, context)


def ask_which(draft: Draft, context: Context) -> Decision:
    """Whether the draft's words, held back meanwhile, are the case's or something new."""
    case = context.case
    if case is None or not case.is_open:  # over meanwhile
        return present(draft, context)
    quick = (
        Button(say("case.add_held"), encode("case.add_held", case=case.id)),
        Button(say("answer.is_new"), encode("question.is_new")),
        Button(say("report.cancel"), encode("report.cancel")),
    )
    changes = (SetConversation("case.which", {**to_json(draft), "case": str(case.id)}),)
    return answer("case.which", number=case.number, quick=quick, changes=changes)


def add_held(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The words that were held back are the case's."""
    return _add(context.case, context)


def is_answer(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The words that were held back answer the officer's question; which, has to be told if there
    are several."""
    if context.case is None and context.several_ask:
        return ask_again(inbound, reading, context)
    return _add(context.case or context.asked, context)


def _add(case: Case | None, context: Context) -> Decision:
    """The held words and files for the case, and a report under way before them once more. If the
    case is over they stay held."""
    draft = from_json(context.draft)
    if case is None or draft is None or not draft.parts:
        return answer("stale_button")
    if not case.is_open:
        quick = (Button(say("answer.is_new"), encode("question.is_new")),)
        return answer("case.closed_no_add", number=case.number, quick=quick)
    added = without_report(draft)
    decision = add(case, added.parts, added, context)
    return decision + present(draft.before, context) if draft.before else decision
