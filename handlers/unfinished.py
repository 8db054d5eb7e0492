"""A report that was told but not sent is never lost on the way to something else."""

from casework.changes import AttachDrafts, Decision, DropDrafts, Erase, SaveCase, SetConversation
from handlers.attaching import choices
from handlers.context import Context
from handlers.draft import TOLD, WHICH_CASE, from_json
from handlers.replies import answer
from handlers.reporting import SHOW_OR_CANCEL

HELD = (WHICH_CASE, "question.which", "case.which", "answer.which")


def kept(decision: Decision, context: Context) -> Decision:
    """The decision, unless it would put something else in the place of a report under way, or of
    files that wait for one: then the reporter is asked to send or cancel the report first, or to
    say which case the files are for, and nothing changes."""
    draft = from_json(context.draft)
    if (
        draft is None
        or not (draft.parts or draft.attachments)
        or context.step not in (*TOLD, *HELD)
    ):
        return decision
    moved = [each for each in decision.changes if isinstance(each, SetConversation)]
    ended = any(isinstance(each, AttachDrafts | DropDrafts | Erase) for each in decision.changes)
    saved = [each.case for each in decision.changes if isinstance(each, SaveCase)]
    ended = ended or any(set(draft.parts[-1:]) & set(case.parts) for case in saved)
    if not moved or ended or from_json(moved[-1].draft) is not None:
        return decision
    if not draft.parts:
        return answer("report.unfinished_files", quick=choices(context))
    return answer("report.unfinished", quick=SHOW_OR_CANCEL)
