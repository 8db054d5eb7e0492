"""A report that was told but not sent is never lost on the way to something else."""

from casework.changes import AttachDrafts, Decision, DropDrafts, Erase, SaveCase, SetConversation
from handlers.context import Context
from handlers.draft import from_json
from handlers.replies import answer
from handlers.reporting import SHOW_OR_CANCEL

HELD = ("question.which", "case.which", "answer.which")
TOLD = ("report.confirm", "report.category", "report.place", "report.consent", "report.which")


def kept(decision: Decision, context: Context) -> Decision:
    """The decision, unless it would put something else in the place of a report under way:
    then the reporter is asked to send or cancel the report first, and nothing changes."""
    draft = from_json(context.draft)
    if draft is None or not draft.parts or context.step not in (*TOLD, *HELD):
        return decision
    moved = [each for each in decision.changes if isinstance(each, SetConversation)]
    ended = any(isinstance(each, AttachDrafts | DropDrafts | Erase) for each in decision.changes)
    saved = [each.case for each in decision.changes if isinstance(each, SaveCase)]
    ended = ended or any(draft.parts[-1] in case.parts for case in saved)
    if not moved or ended or from_json(moved[-1].draft) is not None:
        return decision
    return answer("report.unfinished", quick=SHOW_OR_CANCEL)
