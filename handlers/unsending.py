"""unsend: the stored copy of a message goes, its media and waiting notices with it."""

from dataclasses import replace

from casework.cases import Case
from casework.changes import AddLog, Decision, Erase, SaveCase, SetConversation
from casework.reading import Reading
from handlers import notices
from handlers.context import Context
from handlers.describe import reason_in_words
from handlers.draft import Draft, from_json, to_json
from handlers.inbound import Inbound
from handlers.log import entry


def remove(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Says nothing to the writer. Those at work on the case get it again, without the message."""
    unsent = inbound.message_id
    case = context.case
    decision = Decision(changes=(Erase(unsent, case.id if case else None),))
    draft = from_json(context.draft)
    if draft is not None:
        decision += Decision(changes=(_without(draft, unsent, context.step),))
    if case is None or all(part.message_id != unsent for part in case.parts):
        return decision
    parts = tuple(part for part in case.parts if part.message_id != unsent)
    # What was read out of the message goes with it: the words of the evidence are its words.
    case = replace(
        case,
        parts=parts,
        evidence=(),
        reason=reason_in_words(case.decided_by, ()),
        amounts=(),
        people_count=case.people_count if parts else None,
        changed_at=context.now,
    )
    decision += Decision(changes=(SaveCase(case), AddLog(entry(case, context, "unsent"))))
    return decision + _told(case, context)


def _told(case: Case, context: Context) -> Decision:
    return notices.to_those_at_work(case, context, "desk.unsent") if case.is_open else Decision()


def _without(draft: Draft, unsent: str, step: str) -> SetConversation:
    left, held = _left(draft, unsent), _left(draft.held, unsent) if draft.held else None
    if left is None:
        return SetConversation("report.confirm", to_json(held)) if held else SetConversation("")
    at = "report.confirm" if step == "report.which" and held is None else step
    return SetConversation(at, to_json(replace(left, held=held)))


def _left(draft: Draft, unsent: str) -> Draft | None:
    parts = tuple(part for part in draft.parts if part.message_id != unsent)
    attachments = tuple(each for each in draft.attachments if each != unsent)
    if not parts and not attachments:
        return None
    return replace(
        draft,
        parts=parts,
        attachments=attachments,
        words=(),
        problems=(),
        amounts=(),
        people_count=draft.people_count if parts else None,
        alerted=False,  # an alert that quotes the message is taken back while it waits
    )
