"""Photos, files and pins: whose are they? The draft's, or those of a case to be chosen."""

from dataclasses import replace

from casework.changes import Decision
from casework.messages import Button
from casework.reading import Reading
from handlers import held_report, later_words, questions, results
from handlers.context import Context
from handlers.draft import Draft, from_json
from handlers.inbound import Inbound, InboundKind
from handlers.my_cases import add_file
from handlers.postback import encode
from handlers.replies import answer
from handlers.reporting import photo, pin, with_file
from handlers.words import say

MOST_CASES = 6  # offered to attach to
_ASK_WHICH = {
    "question.which": questions.ask_which,
    "case.which": later_words.ask_which,
    "report.which": held_report.ask_which,
    "answer.which": results.ask_which,
}


def attach(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """With words told: the draft's. Asked by an officer: that case's. With open cases: one of them
    is chosen, also for all that follows until words or a choice come. Else a report begins."""
    if context.step == "report.offered" and any(case.is_open for case in context.my_cases):
        context = replace(context, step="", draft={})
    draft = from_json(context.draft)
    if draft and draft.parts and context.step in _ASK_WHICH:
        return _hold(inbound, draft, context)
    is_pin = inbound.kind == InboundKind.LOCATION
    if draft is None and context.asked is not None:
        return add_file(inbound, reading, replace(context, case=context.asked))
    begin = pin if is_pin else photo
    begun = begin(inbound, reading, context)
    open_cases = [case for case in context.my_cases if case.is_open][:MOST_CASES]
    if (draft is not None and draft.parts) or not open_cases:
        return begun
    quick = (
        *(Button(case.number, encode("case.attach", case=case.id)) for case in open_cases),
        Button(say("report.new_case"), encode("report.show")),
        Button(say("report.cancel"), encode("report.cancel")),
    )
    if not begun.changes:  # it is one too many
        return answer("report.files_full", most=context.rules.most_files, quick=quick)
    return answer("report.which_case", quick=quick, changes=begun.changes)


def _hold(inbound: Inbound, draft: Draft, context: Context) -> Decision:
    """While it is asked whose the words before it are: it goes where they go."""
    most = context.rules.most_files
    held = draft.held if context.step == "report.which" else None
    if len((held or draft).attachments) >= most:
        return answer("report.files_full", most=most)
    longer, kept = with_file(held or draft, inbound)
    draft = replace(draft, held=longer) if held else longer
    return kept + _ASK_WHICH[context.step](draft, context)
