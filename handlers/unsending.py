"""unsend: the stored copy of a message goes, its media and waiting notices with it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from casework.cases import Case, Part
from casework.categories import Urgency
from casework.changes import AddLog, Decision, Erase, SaveCase, SetConversation
from casework.reading import Reading
from handlers import notices
from handlers.context import Context
from handlers.describe import reason_in_words
from handlers.draft import Draft, from_json, to_json, understood
from handlers.inbound import Inbound
from handlers.log import entry
from handlers.replies import answer
from handlers.safety import ALERT_FLAGS

# What staff is answered when their words went on to a reporter.
GONE_OUT = frozenset({"desk.closed", "desk.asked", "office.finished"})


def remove(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Says nothing to the writer, except to staff whose words a reporter has. Those at work on the
    case get it again, without the message."""
    decision = _removed(inbound, reading, context)
    if context.answered_with & GONE_OUT:
        decision += answer("desk.unsent_too_late")
    return decision


def parts_left(message_id: str, draft: Mapping[str, Any]) -> tuple[Part, ...]:
    """What a kept draft says without the unsent message, to be read anew; nothing when the message
    was none of its."""
    known = from_json(draft)
    if known is None or all(part.message_id != message_id for part in known.parts):
        return ()
    return tuple(part for part in known.parts if part.message_id != message_id)


def _removed(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    unsent = inbound.message_id
    case = context.case
    decision = Decision(changes=(Erase(unsent, case.id if case else None),))
    draft = from_json(context.draft)
    if draft is not None:
        decision += Decision(changes=(_without(draft, unsent, reading, context),))
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


def _without(
    draft: Draft, unsent: str, reading: Reading | None, context: Context
) -> SetConversation:
    """The draft without the message, as the reading understands what is left of its words."""
    left, held = _left(draft, unsent), _left(draft.held, unsent) if draft.held else None
    if left is None:
        return SetConversation("report.confirm", to_json(held)) if held else SetConversation("")
    under_way = left.before
    if under_way and (left.parts, left.attachments) == (under_way.parts, under_way.attachments):
        return SetConversation("report.confirm", to_json(under_way))  # nothing is held any more
    if reading is not None:
        unread = replace(left, parts=(), flags=(), urgency=Urgency.NORMAL)
        left = understood(unread, left.parts, reading, context.person)
    # An alert that quotes the message is taken back while it waits, and a danger that comes after
    # this one was taken back is news.
    in_danger = left.urgency == Urgency.EMERGENCY and bool(ALERT_FLAGS.intersection(left.flags))
    alerted = left.alerted and in_danger and not context.alert_waits
    left = replace(left, held=held, alerted=alerted)
    at = "report.confirm" if context.step == "report.which" and held is None else context.step
    return SetConversation(at, {**context.draft, **to_json(left)})


def _left(draft: Draft, unsent: str) -> Draft | None:
    parts = tuple(part for part in draft.parts if part.message_id != unsent)
    attachments = tuple(each for each in draft.attachments if each != unsent)
    if not parts and not attachments:
        return None
    before = _left(draft.before, unsent) if draft.before else None
    return replace(
        draft,
        parts=parts,
        attachments=attachments,
        words=(),
        problems=(),
        amounts=(),
        people_count=draft.people_count if parts else None,
        before=before if before and before.parts else None,
    )
