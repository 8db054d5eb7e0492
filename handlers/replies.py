"""Short ways to answer the one who is writing."""

from typing import Any
from uuid import UUID

from casework.changes import Change, Decision, SetConversation
from casework.messages import Ask, Button, Content, Here, Message, Text
from handlers.postback import encode
from handlers.words import say

Quick = tuple[Button | Ask, ...]


def answer(
    key: str, *, quick: Quick = (), changes: tuple[Change, ...] = (), **values: Any
) -> Decision:
    """One bubble to the writer, made of the words for `key`."""
    return show(Text(say(key, **values)), about=key, quick=quick, changes=changes)


def show(
    content: Content,
    about: str,
    *,
    quick: Quick = (),
    changes: tuple[Change, ...] = (),
    quotes_case: bool = False,
    shows: tuple[UUID, ...] = (),
) -> Decision:
    """One card (or bubble) to the writer."""
    message = Message(
        Here(), content, about=about, quick=quick, quotes_case=quotes_case, shows=shows
    )
    return Decision(changes=changes, messages=(message,))


def step(name: str = "", **draft: Any) -> SetConversation:
    """Where the chat stands next; nothing given means: nothing is under way."""
    return SetConversation(name, {key: str(value) for key, value in draft.items()})


SILENCE = Decision()
STOP: Quick = (Button(say("desk.cancel"), encode("stop")),)  # under every question for words
