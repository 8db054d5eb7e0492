"""One lane's way out: claim it, commit, send, settle what became of it in a new transaction.

No network call is made inside a transaction, and nothing is settled under a lease that was lost.
How each outcome is settled:

    delivered      done; LINE's request id is kept
    held           the quota is used up or our token refused: waits, not counted as an attempt
    unconfirmed    only a reply: nobody knows, so it is asked again with its token, which works once
    retryable      a reply is asked again as well (it may have been taken before the error), but
                   pushed at once where LINE only counts (429); a push goes again with its key
    token refused  of a reply asked again while it is fresh: the first was taken, delivered;
                   else it is pushed at once
    permanent      a reply is pushed at once; rows pushed together go singly;
                   else failed, with the reason
    too old        nothing is tried again a day after the first attempt: LINE forgets the key
"""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.crash_points import reach
from bot.faults import reason_of
from bot.line_client import LineClient
from bot.mail import Mailer
from bot.metrics import DELIVERY_OUTCOMES
from bot.outcomes import (
    Delivered,
    Held,
    Outcome,
    Permanent,
    Retryable,
    TokenRefused,
    Unconfirmed,
)
from storage import Engine, Session, is_transient, outbox, prepared_alone, transaction
from storage.outbox import Hand, Lane, Taken

TOO_OLD = "too old: nothing is retried so long after the first attempt"
# Wrong is the recipient, or we are, not one of the messages: sending singly is no use.
_NOT_ITS_WORDS = ("403", "404")
# Counted and refused before anything was done: LINE has certainly not taken it.
_NOT_TAKEN = "429"
_REST = 1.0  # seconds between two tries to write an outcome down
# What waited so long for a sender of ours, another worker's may send sooner, and is read anew: its
# words may have been taken back.
LONGEST_IN_HAND = timedelta(seconds=0.5)
# How much of its lease may be over when a call is begun: the call ends while the lease lasts.
_LEASE_OVER = 1 / 3
# How long a database that is away is waited for, so that nobody takes for tried what was not.
GIVING_BACK = timedelta(minutes=2)

Written = TypeVar("Written")
Within = Callable[[Engine], AbstractContextManager[Session]]

log = structlog.get_logger()


@dataclass(frozen=True)
class DeliveryRules:
    """Waits and limits; all from `config.yaml`."""

    lease: timedelta = timedelta(seconds=30)
    # A reply that got no answer is asked again so long after its token was fresh for the first try.
    ask_for: timedelta = timedelta(seconds=5)
    # Mail is a conversation of many steps, each with a time limit of its own.
    mail_lease: timedelta = timedelta(minutes=5)
    backoff_first: timedelta = timedelta(seconds=2)
    backoff_cap: timedelta = timedelta(minutes=15)
    quota_hold: timedelta = timedelta(hours=1)
    give_up: timedelta = timedelta(hours=24)


@dataclass(frozen=True)
class Brought:
    """A lane that was leased for a `hand`, committed, and has lain for our senders since `at`."""

    lane: Lane
    at: datetime


class Delivery:
    """Sends what waits in the outbox. `mailer` None: mail waits until a server is configured."""

    def __init__(
        self,
        engine: Engine,
        client: Callable[[], LineClient],
        mailer: Mailer | None,
        rules: DeliveryRules,
        *,
        owner: str,
        now: Callable[[], datetime],
    ) -> None:
        """`client` gives the process's one client; `owner` names this process in leases."""
        self._engine, self._client, self._mailer = engine, client, mailer
        self._rules, self._owner, self._now = rules, owner, now

    def send_next(self, channel: str, claimed: Callable[[], None] | None = None) -> bool:
        """Send the next lane of `line` or `mail`. False when there is nothing to send now.

        `claimed` is called when there is, before it is sent: there may be more for others.
        """
        if channel == "mail" and self._mailer is None:
            return False
        lease = self._rules.mail_lease if channel == "mail" else self._rules.lease
        with transaction(self._engine) as session:
            now, ask_for = self._now(), self._rules.ask_for
            lane = outbox.claim_lane(session, self._owner, now, lease, channel, ask_for)
        if lane is None:
            return False
        reach(f"{channel_step(lane)}.after_claim")
        if claimed is not None:
            claimed()
        self._carry(lane)
        return True

    def hand(self, poll: timedelta, most: int) -> Hand:
        """Senders of this process, for so many answers that are leased when they are written.
        `poll` is how long it takes at most until somebody sees that a lease has run out."""
        return Hand(self._owner, self._rules.lease, self._rules.ask_for, poll, most)

    def brought(self, lane: Lane) -> Brought:
        """It lies in hand from now on."""
        return Brought(lane, self._now())

    def send_all(self, in_hand: Iterable[Brought]) -> bool:
        """Send what was leased for our `hand`, one after the other. False when one was not
        delivered: a look should follow. What lay in hand too long, or whose token is too old by now
        for a first attempt, is given back.

        Those that were delivered are written down together, at the end, or before anything else
        takes time: so none waits longer for it than the next one's call takes."""
        taken: list[Taken] = []
        late: list[Lane] = []
        well = True
        try:
            for brought in in_hand:
                lane = brought.lane
                reach(f"{channel_step(lane)}.after_claim")
                if self.is_late(brought):
                    late.append(lane)
                    continue
                outcome = self._carried(lane)
                if isinstance(outcome, Delivered):
                    taken.append(Taken(lane, self._now(), outcome.request_id))
                    continue
                done, taken = taken, []
                well = self._completed(done) and well
                well = (outcome is not None and self._after(lane, outcome)) and well
        finally:
            try:
                well = self._completed(taken) and well
            finally:
                for lane in late:
                    well = self.give_back(lane)
        return well

    def is_late(self, brought: Brought) -> bool:
        """Whether it is for others to send by now."""
        expires = brought.lane.reply_expires_at
        too_old = expires is None or self._now() >= expires - self._rules.ask_for
        return too_old or self.has_lain_long(brought)

    def has_lain_long(self, brought: Brought) -> bool:
        """Whether it has been in hand too long to be sent, or too much of its lease is over: that
        began before what the step did until it was committed."""
        now, lease = self._now(), self._rules.lease
        lease_over = now - (brought.lane.lease_until - lease)
        return now - brought.at > LONGEST_IN_HAND or lease_over > lease * _LEASE_OVER

    def _completed(self, taken: Sequence[Taken]) -> bool:
        """Write down that these were delivered. False when a lease was lost."""
        if not taken:
            return True
        lane = min((each.lane for each in taken), key=lambda lane: lane.lease_until)
        kept = self._write(lane, lambda s: outbox.complete_all(s, taken), prepared_alone)
        for each, was_kept in zip(taken, kept, strict=True):
            self._tell(each.lane, "delivered", "", was_kept)
        return all(kept)

    def give_back(self, lane: Lane) -> bool:
        """Nobody has begun to send it: any sender may take it at once, and some are woken. False,
        as of `send`."""
        self._settle(lane, lambda s: self._released(s, [lane]), "given back", patience=GIVING_BACK)
        return False

    def give_back_at_once(self, lanes: Sequence[Lane]) -> None:
        """As `give_back`, in one transaction, and without waiting for a database that is away."""
        with transaction(self._engine) as session:
            self._released(session, lanes)
        log.info("delivery.given_back", rows=[lane.ids for lane in lanes])

    def _released(self, session: Session, lanes: Sequence[Lane]) -> bool:
        kept = [outbox.release(session, lane, self._now()) for lane in lanes]
        if any(kept):
            outbox.wake_senders(session)
        return any(kept)

    def _carry(self, lane: Lane) -> bool:
        """Whether it was delivered."""
        outcome = self._carried(lane)
        return outcome is not None and self._after(lane, outcome)

    def _carried(self, lane: Lane) -> Outcome | None:
        """What became of it; None when it is not sent."""
        if any(row.payload is None for row in lane.rows):
            # A message was unsent while its row waited in this batch: the rest goes without it.
            self._settle(lane, lambda s: outbox.release(s, lane, self._now()), "unsent meanwhile")
            return None
        if self._now() - lane.first_attempt_at >= self._rules.give_up:
            self._settle(lane, lambda s: outbox.fail(s, lane, TOO_OLD, self._now()), "too old")
            return None
        step = channel_step(lane)
        reach(f"{step}.before_send")
        outcome = self._send(lane)
        reach(f"{step}.after_send")
        return outcome

    def _send(self, lane: Lane) -> Outcome:
        messages = [row.payload for row in lane.rows if row.payload is not None]
        kind, _, address = lane.recipient.partition(":")
        if lane.channel == "mail":
            return self._mail(lane, address)
        if kind != "line" or not address:
            return Permanent(f"not a recipient of LINE: {kind}")
        if lane.via == "reply" and lane.reply_token:
            return self._client().reply(lane.reply_token, messages)
        return self._client().push(address, messages, lane.retry_key)

    def _mail(self, lane: Lane, address: str) -> Outcome:
        row = lane.rows[0]
        if self._mailer is None or row.payload is None:
            return Retryable("no mail server configured")
        subject, body = str(row.payload["subject"]), str(row.payload["body"])
        return self._mailer.send(row.id, address, subject, body, row.created_at)

    def _after(self, lane: Lane, outcome: Outcome) -> bool:
        """Write down how it ended. Returns whether it was delivered."""
        now = self._now()
        match outcome:
            case Delivered(request_id):
                return self._completed([Taken(lane, now, request_id)])
            case Held(reason):
                log.error("delivery.held", reason=reason, rows=lane.ids)
                until = now + self._rules.quota_hold
                self._settle(lane, lambda s: outbox.hold(s, lane, until, reason, now), "held")
            case Unconfirmed(reason):
                log.warning("delivery.unconfirmed", reason=reason, rows=lane.ids)
                self._ask_again(lane, outbox.REPLY_UNCONFIRMED, None, now)
            case Retryable(reason, after) if lane.via == "reply":
                if reason.startswith(_NOT_TAKEN) and lane.attempts == 1:
                    return self._push_instead(lane, reason)
                self._ask_again(lane, reason, after, now)
            case TokenRefused(reason) if lane.attempts > 1:
                self._token_refused_again(lane, reason, now)
            case Permanent(reason) | TokenRefused(reason) if lane.via == "reply":
                return self._push_instead(lane, reason)
            case Retryable(reason, after):
                until = now + self._wait(lane.attempts, after)
                self._settle(
                    lane, lambda s: outbox.postpone(s, lane, until, reason, now), "again", reason
                )
            case Permanent(reason) | TokenRefused(reason):
                self._refused(lane, reason, now)
        return False

    def _ask_again(self, lane: Lane, reason: str, after: float | None, now: datetime) -> None:
        until = now + self._wait(lane.attempts, after)
        self._settle(
            lane, lambda s: outbox.ask_again(s, lane, until, reason, now), "ask again", reason
        )

    def _token_refused_again(self, lane: Lane, reason: str, now: datetime) -> None:
        if lane.reply_expires_at is not None and now < lane.reply_expires_at:
            # It was not too old, so it was used: by the attempt whose answer never came.
            self._settle(lane, lambda s: outbox.confirm(s, lane, now), "confirmed")
            return
        self._ask_again(lane, reason, None, now)  # too late to know; the next claim ends it

    def _push_instead(self, lane: Lane, reason: str) -> bool:
        """LINE did not take the reply: the same rows go by push, under the same lease."""
        pushed = self._write(lane, lambda s: outbox.push_instead(s, lane, self._now()))
        log.info("delivery.push_instead", reason=reason, rows=lane.ids, kept=pushed is not None)
        return pushed is not None and self._carry(pushed)

    def _refused(self, lane: Lane, reason: str, now: datetime) -> None:
        if len(lane.rows) > 1 and not reason.startswith(_NOT_ITS_WORDS):
            self._settle(lane, lambda s: outbox.send_singly(s, lane, now), "singly", reason)
            return
        log.error("delivery.failed", reason=reason, rows=lane.ids, about=lane.rows[0].about)
        self._settle(lane, lambda s: outbox.fail(s, lane, reason, now), "failed", reason)

    def _settle(
        self,
        lane: Lane,
        write: Callable[[Session], bool],
        what: str,
        reason: str = "",
        patience: timedelta = timedelta(0),
    ) -> bool:
        """Write it. Returns whether our lease was still there for it."""
        kept = self._write(lane, write, patience=patience)
        self._tell(lane, what, reason, kept)
        return kept

    def _tell(self, lane: Lane, what: str, reason: str, kept: bool) -> None:
        DELIVERY_OUTCOMES.labels(outcome=what if kept else "lease lost").inc()
        log.info(
            "delivery.settled",
            outcome=what if kept else "lease lost",
            via=lane.via,
            rows=lane.ids,
            attempts=lane.attempts,
            reason=reason,
        )

    def _write(
        self,
        lane: Lane,
        write: Callable[[Session], Written],
        within: Within = transaction,
        patience: timedelta = timedelta(0),
    ) -> Written:
        """What became of an attempt is known here alone: while the lease lasts, or so long, a
        database that is away is waited for."""
        longest = max(lane.lease_until - self._now(), patience)
        give_up_at = time.monotonic() + longest.total_seconds()
        while True:
            try:
                with within(self._engine) as session:
                    reach(f"{channel_step(lane)}.before_mark")
                    written = write(session)
                reach(f"{channel_step(lane)}.after_mark")
                return written
            except Exception as error:
                if not is_transient(error) or time.monotonic() + _REST >= give_up_at:
                    raise
                log.warning("delivery.database", reason=reason_of(error), rows=lane.ids)
                time.sleep(_REST)

    def _wait(self, attempts: int, asked: float | None) -> timedelta:
        """Twice as long each time up to the cap, between half and the whole of it (jitter)."""
        whole: timedelta = min(
            self._rules.backoff_first * 2 ** min(max(attempts - 1, 0), 20), self._rules.backoff_cap
        )
        wait: timedelta = whole * (0.5 + random.random() / 2)  # noqa: S311  (spreads load, guards nothing)
        return max(wait, timedelta(seconds=asked)) if asked else wait


def channel_step(lane: Lane) -> str:
    """`reply`, `push` or `mail`: what the crash points on this lane's way are called after."""
    return "mail" if lane.channel == "mail" else lane.via
