"""A report that was told but not sent is never lost on the way to something else."""

from casework.changes import AttachDrafts, Decision, DropDrafts, Erase, SetConversation
from casework.messages import Button
from handlers.context import Context
from handlers.draft import from_json
from handlers.postback import encode
from handlers.replies import answer
from handlers.words import say

TOLD = ("report.confirm", "report.category", "report.place", "report.consent")


def kept(decision: Decision, context: Context) -> Decision:
    """The decision, unless it would put something else in the place of a report under way:
    then the reporter is asked to send or cancel the report first, and nothing changes."""
    draft = from_json(context.draft)
    if draft is None or not draft.parts or context.step not in TOLD:
        return decision
    moved = [each for each in decision.changes if isinstance(each, SetConversation)]
    ended = any(isinstance(each, AttachDrafts | DropDrafts | Erase) for each in decision.changes)
    if not moved or ended or from_json(moved[-1].draft) is not None:
        return decision
    quick = (
        Button(say("report.show_card"), encode("report.show")),
        Button(say("report.cancel"), encode("report.cancel")),
    )
    return answer("report.unfinished", quick=quick)
