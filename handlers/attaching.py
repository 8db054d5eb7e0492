"""Photos, files and pins: whose are they? The draft's, or those of a case to be chosen."""

from dataclasses import replace

from casework.changes import Decision
from casework.messages import Button
from casework.reading import Reading
from handlers.context import Context
from handlers.draft import from_json
from handlers.inbound import Inbound, InboundKind
from handlers.my_cases import add_file
from handlers.postback import encode
from handlers.questions import hold_file
from handlers.replies import answer
from handlers.reporting import photo, pin
from handlers.words import say

MOST_CASES = 6  # offered to attach to


def attach(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """With words told: the draft's. Asked by an officer: that case's. With open cases: one of them
    is chosen, also for all that follows until words or a choice come. Else a report begins."""
    if context.step == "report.offered" and any(case.is_open for case in context.my_cases):
        context = replace(context, step="", draft={})
    draft = from_json(context.draft)
    is_pin = inbound.kind == InboundKind.LOCATION
    if draft and context.asked and context.step == "question.which" and not is_pin:
        return hold_file(inbound, context.asked, draft, context)
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
