"""Brains that understand nothing and say what they were told: the edge is tested without a mind."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from psycopg.errors import LockNotAvailable
from sqlalchemy.exc import DBAPIError

from bot.conversing import Conversing
from bot.deciding import Brains
from bot.hands import Hands
from casework.categories import Category, Kind, Urgency
from casework.changes import AddAttachment, Decision, SetConversation
from casework.messages import Here, Message, Text
from casework.places import Place
from casework.reading import Candidate, Reading
from casework.rules import Rules
from handlers.context import Context
from handlers.inbound import Inbound, InboundKind
from storage import Engine

PAI = Place("58", "แม่ฮ่องสอน", "5803", "ปาย")
POISON = "ยาพิษ"


def read(text: str) -> Reading:
    """Nothing is sure."""
    return Reading(
        masked_text=text,
        language="th",
        kind=Kind.PROBLEM,
        candidates=(Candidate(Category.UNCLEAR, 1.0),),
        subtype=None,
        secondary=(),
        flags=frozenset(),
        urgency=Urgency.NORMAL,
        place=None,
        place_candidates=(),
        people_count=None,
        amounts=(),
        dates=(),
        evidence=(),
        model_version="stub",
    )


class Ended(BaseException):
    """Stands for the end of the process: nothing in it goes on."""


def read_to_the_end(text: str) -> Reading:
    """As `read`; poison ends the process."""
    if POISON in text:
        raise Ended
    return read(text)


class Busy(DBAPIError):
    """Somebody else holds a lock for too long."""

    def __init__(self) -> None:
        super().__init__("SELECT", None, LockNotAvailable("busy"))


def echo(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Counts what it hears in the conversation, and answers with the words it heard."""
    if POISON in inbound.text:
        raise RuntimeError(f"cannot bear {inbound.text}")
    if inbound.kind in (InboundKind.STANDBY, InboundKind.UNFOLLOW) or inbound.in_group:
        return Decision()
    heard = int(context.draft.get("heard", 0)) + 1
    words = " | ".join(part.text for part in inbound.parts) or inbound.kind.value
    changes: tuple[Any, ...] = (SetConversation("talking", {"heard": heard}),)
    if inbound.kind == InboundKind.IMAGE:
        changes = (*changes, AddAttachment(inbound.message_id, "image"))
    return Decision(changes, (Message(Here(), Text(f"{heard}: {words}"), "echo"),))


def tick(kind: str, data: Mapping[str, Any], context: Context) -> Decision:
    """Timers do nothing here; a kind nobody knows is a fault."""
    if kind != "tick":
        raise KeyError(kind)
    return Decision()


def brains(**changes: Any) -> Brains:
    """Stub brains, some of them exchanged."""
    usual: dict[str, Any] = {
        "read": read,
        "locate": lambda address: PAI if "ปาย" in address else None,
        "text_to_read": lambda inbound, step, draft, since: inbound.text,
        "decide": echo,
        "decide_timer": tick,
    }
    return Brains(**(usual | changes))


def conversing(
    engine: Engine,
    now: Callable[[], datetime],
    *,
    rules: Rules | None = None,
    burst: timedelta = timedelta(0),
    reply_fresh: timedelta = timedelta(seconds=25),
    said: Callable[[], None] | None = None,
    hands: Hands | None = None,
    **changes: Any,
) -> Conversing:
    """Who decides, with stub brains, some of them exchanged."""
    return Conversing(
        engine,
        brains(**changes),
        rules or Rules(),
        burst=burst,
        reply_fresh=reply_fresh,
        now=now,
        said=said,
        hands=hands,
    )
