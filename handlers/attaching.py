"""Photos, files and pins: whose are they? The draft's, or those of a case to be chosen."""

from casework.changes import AddAttachment, Decision, SetConversation
from casework.messages import Button
from casework.reading import Reading
from handlers.context import Context
from handlers.draft import Draft, from_json, to_json
from handlers.inbound import Inbound, InboundKind
from handlers.postback import encode
from handlers.replies import answer
from handlers.reporting import photo, pin
from handlers.words import say

MOST_CASES = 6  # offered to attach to


def attach(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """With a draft: the draft's. With open cases: one of them is chosen. Else a report begins."""
    open_cases = [case for case in context.my_cases if case.is_open][:MOST_CASES]
    if inbound.kind == InboundKind.LOCATION:
        return pin(inbound, reading, context)
    if from_json(context.draft) is not None or not open_cases:
        return photo(inbound, reading, context)
    draft = Draft(attachments=(inbound.message_id,))
    quick = (
        *(Button(case.number, encode("case.attach", case=case.id)) for case in open_cases),
        Button(say("report.new_case"), encode("report.show")),
        Button(say("report.cancel"), encode("report.cancel")),
    )
    changes = (
        AddAttachment(inbound.message_id, inbound.kind, file_name=inbound.file_name),
        SetConversation("report.confirm", to_json(draft)),
    )
    return answer("report.which_case", quick=quick, changes=changes)
