"""Somebody sends more in a minute than people do: all of it is kept, less of it is answered."""

from casework.changes import Decision
from casework.messages import Here, Message
from handlers.inbound import FILES, MESSAGES, Inbound, InboundKind
from handlers.replies import answer

_SAID = (*MESSAGES, InboundKind.POSTBACK, InboundKind.UNKNOWN)


def slowed(inbound: Inbound, decision: Decision, *, begins: bool) -> Decision:
    """What is decided about one of too many. Words are answered as ever, and danger is; a sticker,
    a photo more, or a button that changes nothing is not: answers that come late cost a push each.

    `begins`: it is the first of too many, and the person is told once that all is read in time.
    """
    if inbound.in_group or inbound.kind not in _SAID:
        return decision
    messages = tuple(each for each in decision.messages if _is_said(inbound, decision, each))
    kept = Decision(decision.changes, messages)
    return kept + answer("flood") if begins else kept


def _is_said(inbound: Inbound, decision: Decision, message: Message) -> bool:
    if inbound.kind == InboundKind.TEXT or message.urgent or message.to != Here():
        return True
    return bool(decision.changes) and inbound.kind not in FILES
