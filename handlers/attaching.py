"""Photos, files and pins: whose are they? The draft's, or those of a case to be chosen."""

from dataclasses import replace

from casework.cases import Case
from casework.categories import SERVICE_CATEGORIES, Urgency
from casework.changes import Decision, SetConversation
from casework.messages import Button
from casework.reading import Reading
from handlers import held_report, later_words, questions, results
from handlers.context import Context
from handlers.draft import WHICH_CASE, Draft, from_json, to_json, understood
from handlers.emergencies import alert_before_submitting
from handlers.inbound import Inbound, InboundKind
from handlers.my_cases import add_file
from handlers.postback import encode
from handlers.replies import Quick, answer
from handlers.reporting import photo, pin, present, with_file
from handlers.words import say

MOST_CASES = 6  # offered to attach to
_ASK_WHICH = {
    "question.which": questions.ask_which,
    "case.which": later_words.ask_which,
    "report.which": held_report.ask_which,
    "answer.which": results.ask_which,
}


def attach(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """With words told: the draft's. Asked by an officer about one case: that case's. With open
    cases, or results to be confirmed: one of them is chosen (those asked about come first), also
    for all that follows until a choice comes. Else a report begins."""
    if context.step == "report.offered" and _open(context):
        context = replace(context, step="", draft={})
    draft = from_json(context.draft)
    if draft and draft.parts and context.step in (*_ASK_WHICH, WHICH_CASE):
        return _hold(inbound, draft, context)
    is_pin = inbound.kind == InboundKind.LOCATION
    if draft is None and context.asked is not None and not context.several_ask:
        return add_file(inbound, reading, replace(context, case=context.asked))
    if (draft is not None and draft.parts) or not _offered(context):
        return pin(inbound, reading, context) if is_pin else photo(inbound, reading, context)
    return _hold(inbound, draft or Draft(), replace(context, step=WHICH_CASE))


def tell(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Words while it is asked which case files are for: they wait with the files, and it is asked
    again. Where only told results are offered they are what they would be without the files."""
    if reading is None:
        return answer("not_readable")
    draft = from_json(context.draft) or Draft()
    draft = understood(draft, inbound.parts, reading, context.person)
    open_cases = _open(context)
    if not open_cases:
        sure = draft.category in SERVICE_CATEGORIES and draft.settled(context.rules.sure_at)
        is_report = sure or draft.urgency > Urgency.NORMAL
        return present(draft, context) if is_report else results.ask_which(draft, context)
    # Whichever it is: who is asked may not be able to tap.
    about = open_cases[0] if len(open_cases) == 1 else None
    draft, alert = alert_before_submitting(draft, context, about)
    return alert + ask_which(draft, context)


def ask_which(draft: Draft, context: Context) -> Decision:
    """Which case the draft's files, and words, held back meanwhile, are for, if any."""
    if not _offered(context):  # over meanwhile
        return present(draft, context)
    key = "report.which_case_told" if draft.parts else "report.which_case"
    changes = (SetConversation(WHICH_CASE, to_json(draft)),)
    return answer(key, quick=choices(context), changes=changes)


def choices(context: Context) -> Quick:
    """The cases that files may be for, something new, and the way out. A case whose result was told
    is opened: files go with its own buttons."""
    return (
        *map(_choice, _offered(context)),
        Button(say("report.new_case"), encode("report.show")),
        Button(say("report.cancel"), encode("report.cancel")),
    )


def _choice(case: Case) -> Button:
    if case.is_open:
        return Button(case.number, encode("case.attach", case=case.id))
    return Button(case.number, encode("case.show", case=case.id))


def _open(context: Context) -> list[Case]:
    """Those of the person, the ones that are asked about first."""
    own = {case.id: case for case in (*context.open_questions, *context.my_cases)}
    return [case for case in own.values() if case.is_open]


def _offered(context: Context) -> list[Case]:
    return [*_open(context), *results.answered(context.my_cases)][:MOST_CASES]


def _hold(inbound: Inbound, draft: Draft, context: Context) -> Decision:
    """While it is asked whose they are, and the words before them: they go where those go."""
    most = context.rules.most_files
    held = draft.held if context.step == "report.which" else None
    if inbound.kind != InboundKind.LOCATION and len((held or draft).attachments) >= most:
        quick = choices(context) if context.step == WHICH_CASE else ()
        return answer("report.files_full", most=most, quick=quick)
    longer, kept = with_file(held or draft, inbound)
    draft = replace(draft, held=longer) if held else longer
    return kept + _ASK_WHICH.get(context.step, ask_which)(draft, context)
