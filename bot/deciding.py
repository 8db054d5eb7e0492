"""One inbound, from its chat to a decision; and the decisions of a transaction, kept together.

What is decided reads and writes nothing but its own chat, mostly: so several are decided about in
one transaction, and what is written of them is written at once, in a few statements. One that may
change what others change, too (a case, a counter of case numbers, an invitation, somebody else's
messages), is the last of its transaction, so that it takes its locks once and in the order in which
everybody does: its chat, its case, its province's case numbers, the recipients.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.floods import Floods
from bot.gather import NOBODY, Directory, NeedsAlone, gather
from bot.rendering import render
from bot.runs import Run
from casework.changes import Decision, SetConversation
from casework.messages import Here
from casework.people import Person
from casework.places import Place
from casework.reading import Reading
from casework.rules import Rules
from handlers.context import Context
from handlers.flooding import slowed
from handlers.inbound import MESSAGES, Inbound, InboundKind
from handlers.matching import TELLING
from handlers.safety import surely_status, with_dangers
from handlers.unsending import parts_left
from storage import Session, conversations, inbox, outbox, people
from storage.conversations import Conversation
from storage.keep import letters_of
from storage.outbox import Hand

# Who says something here has not blocked us, whatever we were told (or not told) before.
SAID = {*MESSAGES, InboundKind.POSTBACK}

log = structlog.get_logger()


@dataclass(frozen=True)
class Brains:
    """What understands and decides; given by whoever puts the house together.

    `read(text)`; `locate(address)` for pins, None when the address names no place;
    `text_to_read(inbound, step, draft, since)`; `decide(inbound, reading, context)`;
    `decide_timer(kind, data, context)`; `refresh()` loads a new model of the reader if there is one
    and returns its version, else None; it raises when the new one is broken.
    """

    read: Callable[[str], Reading]
    locate: Callable[[str], Place | None]
    text_to_read: Callable[[Inbound, str, Mapping[str, Any], datetime | None], str]
    decide: Callable[[Inbound, Reading | None, Context], Decision]
    decide_timer: Callable[[str, Mapping[str, Any], Context], Decision]
    refresh: Callable[[], str | None] = lambda: None


@dataclass(frozen=True)
class Decided:
    """What was decided about an inbound. `here` is its chat with what was just heard; `begins`: a
    flood begins with it."""

    run: Run
    inbound: Inbound
    here: Conversation
    decision: Decision
    floods: bool
    begins: bool

    @property
    def changes_its_chat_alone(self) -> bool:
        """Whether it neither changes nor tells of anything but its own chat."""
        changes = all(isinstance(each, SetConversation) for each in self.decision.changes)
        return changes and all(
            message.to == Here() and not message.shown for message in self.decision.messages
        )


class Deciding:
    """Decides about inbounds, and keeps what was decided; in transactions of others."""

    def __init__(
        self, brains: Brains, rules: Rules, reply_fresh: timedelta, floods: Floods
    ) -> None:
        """`reply_fresh` is how long a reply token is used; `floods` is told of every chat."""
        self._brains, self._rules, self._reply_fresh = brains, rules, reply_fresh
        self._floods = floods

    def decide(
        self,
        session: Session,
        run: Run,
        chat: Conversation,
        person: Person,
        now: datetime,
        *,
        alone: bool,
        directory: Directory | None = None,
    ) -> Decided:
        """What is to be done about the run's inbound. Writes nothing, but that who speaks has not
        blocked us. Raises NeedsAlone when it is not decided about `alone` and should be.

        `directory` as in `gather`.
        """
        inbound = run.inbound
        assert inbound is not None
        if person.blocked and inbound.kind in SAID and not inbound.in_group:
            if not alone:
                raise NeedsAlone
            person = replace(person, blocked=False)
            people.save_person(session, person)
        here = conversations.heard(
            chat,
            person_id=None if person == NOBODY else person.id,
            reply_token=run.last.reply_token,
            reply_expires_at=run.last.received_at + self._reply_fresh,
            events=len(run.events),
            at=run.last.received_at,
            most=self._rules.events_a_minute,
        )
        reading = self._read(inbound, here)
        if inbound.address:
            inbound = replace(inbound, place=self._brains.locate(inbound.address))
        context = gather(
            session,
            inbound,
            reading,
            here,
            person,
            rules=self._rules,
            now=now,
            alone=alone,
            directory=directory,
        )
        decision = self._brains.decide(inbound, reading, context)
        floods = here.minute_events > self._rules.events_a_minute
        begins = floods and self._begins(here, run)
        if floods:
            decision = slowed(inbound, decision, begins=begins)
        decided = Decided(run, inbound, here, decision, floods, begins)
        if not alone and not decided.changes_its_chat_alone:
            raise NeedsAlone
        return decided

    def keep(
        self,
        session: Session,
        several: Sequence[Decided],
        now: datetime,
        *,
        wake: bool,
        hand: Callable[[], Hand | None],
    ) -> tuple[list[tuple[Decided, int]], int, Hand | None]:
        """Keep what was decided, and mark its events: all but the last change their chats alone.
        Returns what is to be given to `tell` after the commit, how many messages were written, and
        the hand that took some.

        `wake` and `hand` as in `outbox.put`.
        """
        # None is left to mark when the person took the words back meanwhile.
        done = inbox.mark_handled(session, [id_ for each in several for id_ in each.run.ids], now)
        going = [each for each in several if not done.isdisjoint(each.run.ids)]
        light = [each for each in going if each.changes_its_chat_alone]
        steps = {each.here.key: _stepped(each, now) for each in light if each.decision.changes}
        chats = [steps.get(each.here.key, each.here) for each in going]
        if chats:
            conversations.remember(session, chats, steps.keys())
        written = []
        told = []
        for each in going:
            decision = replace(each.decision, changes=()) if each in light else each.decision
            letters = letters_of(session, decision, render, each.here, now, each.run.last.id)
            told.append((each, len(letters)))
            written += letters
        taking = hand() if written else None
        return told, len(outbox.put(session, written, now, wake=wake, hand=taking)), taking

    def tell(self, each: Decided, messages: int) -> None:
        """Log what was kept and committed, with so many messages; who floods stands behind now."""
        self._floods.note(each.here.key, floods=each.floods)
        if each.begins:
            log.warning("flood.begun", row=each.run.last.id, events=each.here.minute_events)
        log.info("event.handled", kind=each.inbound.kind, rows=each.run.ids, messages=messages)

    def _begins(self, here: Conversation, run: Run) -> bool:
        """Whether a flood begins with this run, and not only another minute of it."""
        before = here.minute_events - len(run.events)
        crossed = before <= self._rules.events_a_minute
        return bool(run.user_id) and crossed and here.flood_from == run.last.received_at

    def _read(self, inbound: Inbound, here: Conversation) -> Reading | None:
        """Of words, with those they are read together with; of an unsent message, what a draft says
        without it."""
        if inbound.in_group:
            return None
        if inbound.kind == InboundKind.UNSEND:
            bubbles = [part.text for part in parts_left(inbound.message_id, here.draft)]
            together = new_words = "\n".join(bubbles)
        elif inbound.kind == InboundKind.TEXT and inbound.text.strip():
            bubbles = [part.text for part in inbound.parts if part.text.strip()]
            new_words = inbound.text
            together = self._brains.text_to_read(inbound, here.step, here.draft, here.changed_at)
        else:
            return None
        if not together.strip():
            return None
        read = {
            each: self._brains.read(each) for each in dict.fromkeys([together, new_words, *bubbles])
        }
        alone = [read[each] for each in bubbles]
        status = (surely_status(each, self._rules.sure_at) for each in alone)
        if inbound.kind == InboundKind.TEXT and here.step in TELLING and alone and all(status):
            return alone[-1]  # beside what was told it would drown
        whole = with_dangers(read[together], alone)
        return replace(whole, of_new_words=None if new_words == together else read[new_words])


def _stepped(each: Decided, now: datetime) -> Conversation:
    """The chat where it stands after the decision, which changes nothing else."""
    last = each.decision.changes[-1]
    assert isinstance(last, SetConversation)
    return replace(each.here, step=last.step, draft=last.draft, changed_at=now)
