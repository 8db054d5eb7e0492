"""A step that waits for words ends when its person turns to something else, or stays away for long:
the next words would go where nobody meant them to."""

from dataclasses import replace
from datetime import datetime, timedelta

from casework.cases import Case
from casework.changes import Decision, SetConversation
from casework.messages import Button
from handlers.context import Context
from handlers.inbound import MESSAGES, Inbound, InboundKind
from handlers.plain import plain
from handlers.postback import decode, encode
from handlers.replies import answer, step
from handlers.typed_answers import KEPT, WITHDRAWN
from handlers.words import say

LAPSES_AFTER = timedelta(hours=1)
UNSENT_FOR_LONG = timedelta(hours=3)  # what comes later need not be of the report told before
# Steps at which words of staff go out to somebody, and the button that leads there.
BUTTONS = {
    "question.ask": "desk.ask",
    "desk.close": "desk.close",
    "office.result": "office.done",
    "office.reason": "office.return",
}
ADDING = ("case.add", "case.place")  # words of reporters for a case of theirs
BEGIN_ANEW = (*ADDING, "question.reply", "invite.where", "case.withdraw")
WAITS_FOR_WORDS = (*BUTTONS, *BEGIN_ANEW)
LONGEST_OF_WITHDRAWAL = 60  # characters of an answer to “ถอนใช่ไหมคะ”
_YES_OR_NO = frozenset(plain(words) for words in (*WITHDRAWN, *KEPT))


def lapsed(inbound: Inbound, context: Context) -> bool:
    """Whether this was sent long after the chat came to its step."""
    since = context.step_since
    return since is not None and inbound.at - since > LAPSES_AFTER


def long_unsent(inbound: Inbound, since: datetime | None) -> bool:
    """Whether this was sent long after the chat came, at `since`, to a report that is not sent."""
    return since is not None and inbound.at - since > UNSENT_FOR_LONG


def press_again(context: Context) -> Decision:
    """Words of staff at a step that lapsed go to nobody; they hear whose case it would be."""
    case, action = context.case, BUTTONS[context.step]
    if case is None:
        return answer("stale_button", changes=(step(),))
    quick = (
        Button(say(action), encode(action, **context.draft)),
        Button(say("case.open"), encode("case.show", case=case.id)),
    )
    return answer(
        "desk.lapsed", number=case.number, button=say(action), quick=quick, changes=(step(),)
    )


def ended_meanwhile(case: Case, state: str) -> Decision:
    """Words of staff for what came to its end before they were typed: they hear where it stands."""
    return answer("desk.ended", number=case.number, state=state, changes=(step(),))


def begun_anew(inbound: Inbound, context: Context) -> Context:
    """The context without a step that lapsed; as it is when there is none. Words for an open case
    keep theirs: the reporter is asked about them. Who was asked whether to withdraw and says
    something else has left the question."""
    if context.step not in BEGIN_ANEW or inbound.kind not in MESSAGES:
        return context
    says_else = context.step == "case.withdraw" and not _of_withdrawal(inbound, context)
    if not says_else and not lapsed(inbound, context):
        return context
    adds = inbound.kind == InboundKind.TEXT and context.step in ADDING
    if adds and context.case is not None and context.case.is_open:
        return context
    typed = context.case if context.case_number_typed else None
    return replace(context, step="", draft={}, case=typed)


def left(decision: Decision, inbound: Inbound, context: Context, elsewhere: bool) -> Decision:
    """The decision, and the end of the step the chat stood at, once its person turned to something
    else. `elsewhere`: what was said has nothing to do with the step."""
    moved = any(isinstance(each, SetConversation) for each in decision.changes)
    if context.step not in WAITS_FOR_WORDS or moved:
        return decision
    if not elsewhere and not _turned_away(inbound, context):
        return decision
    if context.step not in BUTTONS:
        return Decision(changes=(step(),)) + decision
    button = say(BUTTONS[context.step])
    return answer("desk.left", button=button, changes=(step(),)) + decision


def _of_withdrawal(inbound: Inbound, context: Context) -> bool:
    """Whether words answer “ถอนใช่ไหมคะ”. A yes or no may be an officer's, who asked after that."""
    said = plain(inbound.text)
    if "ถอน" in said:
        return len(inbound.text) <= LONGEST_OF_WITHDRAWAL
    question, since = context.asked.question if context.asked else None, context.step_since
    return said in _YES_OR_NO and not (question and since and question.asked_at > since)


def _turned_away(inbound: Inbound, context: Context) -> bool:
    """A button, or the number of another case. To open the case itself once more is neither."""
    waits = context.draft.get("case")
    if inbound.kind == InboundKind.POSTBACK:
        pressed = decode(inbound.data)
        return pressed.action != "case.show" or pressed.args.get("case") != waits
    opened = context.case if context.case_number_typed else None
    return opened is not None and str(opened.id) != waits
